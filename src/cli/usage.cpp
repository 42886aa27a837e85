#include "aicost/usage.hpp"

#include <algorithm>
#include <filesystem>

#include "catalogue/price_book.hpp"
#include "cli/file_roles.hpp"
#include "cli/program.hpp"
#include "cli/terminal.hpp"
#include "report/view/usage_view.hpp"
#include "text/value.hpp"
#include "usage/profile_text.hpp"

namespace aicost {

namespace {

constexpr std::size_t most_named = 10;  // faults that warnings name; JSON has them all

// "+02:00", "-0530", "+2", "UTC" -> minutes
int utc_offset(const std::string& text) {
    if (text.empty() || text == "UTC" || text == "Z") return 0;
    std::string digits;
    for (const char c : text.substr(1)) {
        if (c != ':') digits += c;
    }
    const bool sign = text[0] == '+' || text[0] == '-';
    const bool numeric = !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
    const bool colon = text.find(':') == std::string::npos || (text.size() == 6 && text[3] == ':');
    if (sign && numeric && colon && (digits.size() <= 2 || digits.size() == 4)) {
        const int number = std::stoi(digits);
        const int minutes = digits.size() == 4 ? number / 100 * 60 + number % 100 : number * 60;
        if (minutes <= 14 * 60 && (digits.size() < 4 || number % 100 < 60))
            return text[0] == '-' ? -minutes : minutes;
    }
    fail("--utc-offset: '" + text + "' is not an offset from UTC; for example --utc-offset=+02:00");
}

std::optional<double> undated_days(const std::string& text) {
    if (text.empty()) return {};
    const auto days = parse_value(text);
    if (!days || !(*days > 0.0) || *days > 36500.0)
        fail("--days: '" + text + "' is not a number of days above 0; for example --days 30");
    return days;
}

// What could not be read, and was not named itself or was read in part: the rest is counted.
std::vector<std::string> errors_of(const UsageLog& log) {
    std::vector<std::string> errors;
    std::size_t all = 0;
    const auto add = [&](const std::string& error) {
        if (++all <= most_named) errors.push_back(error);
    };
    for (const UsageFault& file : log.in_part)
        add(file.file + ": " + file.what + "; only what stands before that is counted");
    for (const UsageFile& file : log.others) {
        if (file.unreadable) add(file.name + ": " + file.problem + "; not counted");
    }
    if (all > most_named)
        errors.push_back(std::to_string(all - most_named) +
                         " more files that could not be read; --format json names them all");
    return errors;
}

// Files that were named and cannot be read, or are no usage log, end the command.
void check_files(const UsageLog& log) {
    Failure failure{Exit::bad_input, {}};
    for (const UsageFile& file : log.others) {
        if (!file.asked_for) continue;
        if (file.unreadable) failure.code = Exit::bad_file;
        failure.lines.push_back(
            file.name + ": " + file.problem +
            (file.unreadable || !file.format.empty() || file.problem.find(';') != file.problem.npos
                 ? ""
                 : "; `aicost usage --help` names those that it reads"));
    }
    if (!failure.lines.empty()) throw failure;
    if (!log.formats.empty()) return;
    const auto errors = errors_of(log);
    if (!errors.empty()) throw Failure{Exit::bad_file, errors};
    fail("there is no usage log in what was named; `aicost usage --help` says what is read");
}

// What was read: the files that were named, and of those below a directory the ones that were counted.
void note_counted(const Arguments& arguments, const UsageLog& log) {
    namespace fs = std::filesystem;
    std::error_code error;
    for (const std::string& word : arguments.words) {
        if (word == "-" || !fs::is_directory(word, error)) {
            note_input(word);
            continue;
        }
        const std::string below = fs::canonical(word, error).string() + "/";
        if (error) continue;
        for (const std::string& output : {arguments.output, arguments.write_profile}) {
            const std::string whole = output.empty() ? "" : fs::canonical(output, error).string();
            const bool uncounted =
                std::any_of(log.others.begin(), log.others.end(),
                            [&](const UsageFile& file) { return fs::equivalent(file.name, output, error); });
            if (whole.starts_with(below) && !uncounted) note_input(output);
        }
    }
}

std::vector<std::string> warnings_of(const UsageLog& log) {
    std::vector<std::string> warnings;
    const auto more = [&](std::uint64_t all, const std::string& what) {
        if (all > most_named) warnings.push_back(std::to_string(all - most_named) + " more " + what);
    };
    // what could not be read is an error, and no warning too
    std::size_t named = 0;
    std::uint64_t faults = log.fault_count;
    for (const UsageFault& fault : log.faults) {
        const bool is_error = fault.line == 0 &&
                              std::any_of(log.in_part.begin(), log.in_part.end(), [&](const UsageFault& one) {
                                  return one.file == fault.file && one.what == fault.what;
                              });
        if (is_error) {
            --faults;
        } else if (named++ < most_named) {
            warnings.push_back(fault.file + (fault.line == 0 ? "" : ":" + std::to_string(fault.line)) + ": " +
                               fault.what + "; not counted");
        }
    }
    more(faults, "that are not counted; --format json names up to 1,000 of them");
    std::size_t others = 0;
    for (const UsageFile& file : log.others) {
        if (!file.unreadable && others++ < most_named)
            warnings.push_back(file.name + ": " + file.problem + "; not counted");
    }
    more(others, "files that are not counted; --format json names them all");
    return warnings;
}

Outcome run_usage(const Arguments& arguments) {
    UsageReadOptions options;
    options.utc_offset_minutes = utc_offset(arguments.utc_offset);
    const auto days = undated_days(arguments.days);
    const PriceBook book(cloud_models());
    options.long_prompts_above = [&](std::string_view model) { return book.long_prompts_above(model); };
    const UsageLog log = read_usage(arguments.words, options);
    check_files(log);
    note_counted(arguments, log);

    const UsageSummary summary = summarise(
        log, [&](const UsageKey& key, std::string_view date) { return book.price(key, date); }, days);

    Outcome outcome;
    outcome.warnings = warnings_of(log);
    outcome.errors = errors_of(log);
    if (!outcome.errors.empty()) outcome.code = Exit::bad_file;
    if (!arguments.write_profile.empty() && !outcome.errors.empty()) {
        outcome.errors.push_back(arguments.write_profile + ": not written, as not everything could be read");
    } else if (!arguments.write_profile.empty()) {
        if (!summary.tokens_per_day || !(*summary.tokens_per_day > 0.0))
            fail(
                "--write-profile: the tokens a day are not known, so there is no workload to write; "
                "--days N says how many days the log covers");
        const std::string file = arguments.write_profile;
        const std::string stem = file.substr(file.find_last_of('/') + 1);
        const Profile base = load(find_profile(arguments.profile), std::vector<Override>{});
        UsageProfile profile = profile_from_usage(base.text.text, base.scenario.usd_rate, summary,
                                                  stem.substr(0, stem.find('.')));
        write_output(file, profile.text);
        outcome.warnings.insert(outcome.warnings.end(), profile.warnings.begin(), profile.warnings.end());
    }
    outcome.document = usage_view(log, summary, {options.utc_offset_minutes});
    return outcome;
}

constexpr OptionRow usage_rows[] = {
    {"--utc-offset", "+HH:MM", "days and hours at that offset [UTC]",
     [](Arguments& a, std::string value) { a.utc_offset = std::move(value); }},
    {"--days", "N", "how many days counts without a date cover (vLLM metrics)",
     [](Arguments& a, std::string value) { a.days = std::move(value); }},
    {"--write-profile", "FILE", "write a profile with this workload, for `compare -p FILE`",
     [](Arguments& a, std::string value) { a.write_profile = std::move(value); }},
    {"-p,--profile", "NAME|FILE", "for --write-profile: whose options to keep [article]",
     [](Arguments& a, std::string value) { a.profile = std::move(value); }},
};
constexpr std::span<const OptionRow> usage_own_options = usage_rows;
const std::span<const OptionRow> all_options[] = {usage_own_options, output_options};
constexpr Example usage_examples[] = {
    {"aicost usage ~/.claude/projects", "what Claude Code used, by model, hour and cost"},
    {"aicost usage activity.csv --write-profile mine.json", "a profile from an OpenRouter export"},
};

}  // namespace

const Command usage_command = {"usage",
                               "FILE|DIR|-…",
                               "real usage logs: tokens a day, mix, cost at catalogue prices",
                               "Reads Claude Code sessions, OpenAI usage (API answers and CSV export), "
                               "OpenAI-style responses, Anthropic usage "
                               "reports, ccusage daily reports, LiteLLM spend logs, OpenRouter activity, "
                               "vLLM metrics and Ollama responses, "
                               "plain or packed by gzip or zstd, recognised by what is in them. Directories "
                               "are read with all that is below "
                               "them. Copies of a message are counted once; what cannot be read is named "
                               "and not counted. docs/usage.md says "
                               "what each format counts.",
                               all_options,
                               usage_examples,
                               1,
                               100000,
                               run_usage};

}  // namespace aicost
