#include <charconv>
#include <deque>
#include <filesystem>

#include "cli/check_run.hpp"
#include "cli/program.hpp"
#include "cli/terminal.hpp"
#include "cli/typed.hpp"
#include "report/format/formats.hpp"
#include "text/glob.hpp"

namespace aicost {

namespace {

constexpr OptionRow check_rows[] = {
    {"--assert", "ASSERTION", "one more check: 'local.total <= 2000', 'winner == local', …",
     into<&CheckArguments::assertions>, true},
    {"--baseline", "FILE", "what unchanged(METRIC, 5%) compares with", into<&CheckArguments::baseline>},
    {"--write-baseline", "FILE", "save every metric of the profiles checked, as the next baseline",
     into<&CheckArguments::write_baseline>},
    {"--schema", "", "print the JSON Schema of check files, and nothing else", into<&CheckArguments::schema>},
};
constexpr std::span<const OptionRow> check_own_options = check_rows;

ProfileText text_of(const std::string& file) {
    return {file == "-" ? "<stdin>" : file, read_input(file, largest_check_file, "check file")};
}

// Rejects an assertion given as a file.
void expect_no_assertions(const std::vector<std::string>& words) {
    std::error_code ignored;
    const bool compares = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return word.find_first_of("<>=") != word.npos && !std::filesystem::exists(word, ignored);
    });
    if (!compares) return;
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
    fail("'" + all + "' is an assertion, not a file; --assert " + aicost::quoted(all));
}

// All faults of all files, before anything is evaluated.
std::deque<CheckFile> checks_of(const Arguments& arguments) {
    const auto& own = arguments.own.of<CheckArguments>();
    std::deque<CheckFile> files;
    std::vector<Fault> faults;
    expect_no_assertions(arguments.words);
    for (const std::string& word : arguments.words) {
        std::error_code ignored;
        const bool is_built_in = built_in_profile(word) && !std::filesystem::exists(word, ignored);
        Result<CheckFile> loaded =
            load_check_file(is_built_in ? ProfileText{word, find_profile(word).text} : text_of(word));
        faults.insert(faults.end(), loaded.faults.begin(), loaded.faults.end());
        if (loaded.value) files.push_back(std::move(*loaded));
    }
    CheckFile typed;
    typed.file = "--assert";
    for (const std::string& text : own.assertions) {
        auto assertion = parse_assertion(text);
        if (assertion) {
            typed.checks.push_back({text, std::move(*assertion), Severity::error, {}, "--assert", 0});
        } else {
            Fault& fault = faults.emplace_back(assertion.faults.front());
            fault.file = "--assert";
        }
    }
    if (!faults.empty()) fail(faults);
    if (!typed.checks.empty()) files.push_back(std::move(typed));
    return files;
}

// The profiles that match a check file's pattern, relative to that file.
std::vector<CaseProfile> profiles_of(const ProfilePattern& named, const std::string& file) {
    const std::string& pattern = named.text;
    const std::string place = file + ":" + std::to_string(named.line) + ": profile";
    const std::string below = file == "<stdin>" ? "" : std::filesystem::path(file).parent_path().string();
    std::vector<CaseProfile> profiles;
    if (is_pattern(pattern)) {
        for (std::string& found : matching_files(pattern, below))
            profiles.push_back({std::move(found), true, place});
        return profiles;
    }
    const auto path = (std::filesystem::path(below) / pattern).lexically_normal().string();
    std::error_code ignored;
    // a bare word that is not a file is left to the search for profiles, which can suggest one
    const bool word =
        pattern.find_first_of("./") == std::string::npos && !std::filesystem::exists(path, ignored);
    if (built_in_profile(pattern) || word) return {{pattern, false, place}};
    return {{path, true, place}};
}

void run_file(const CheckFile& file, const Arguments& arguments, CheckRun& run) {
    if (file.profiles.empty()) {
        const std::string& name = arguments.profile;
        run.run(file, {{name, name != "-" && !built_in_profile(name), ""}});
        return;
    }
    for (const ProfilePattern& pattern : file.profiles) {
        const auto profiles = profiles_of(pattern, file.file);
        if (profiles.empty()) {
            run.give_up(
                file, pattern.text,
                to_text({file.file, pattern.line, "profile", "matches no file", "\"" + pattern.text + "\"",
                         "a pattern as seen from the check file's directory"}));
        } else {
            run.run(file, profiles);
        }
    }
}

// Splits off the place of "budget.json:3: checks: is …", if there is one.
Finding finding_of(const std::string& line, std::size_t number_of_fault) {
    Finding finding{
        Finding::Level::broken, "aicost check", "fault " + std::to_string(number_of_fault), "", 0, line};
    const auto end = line.find(": ");
    const auto colon = end == line.npos ? line.npos : line.rfind(':', end - 1);
    if (colon == line.npos || colon == 0) return finding;
    int number = 0;
    const auto [stop, error] = std::from_chars(line.data() + colon + 1, line.data() + end, number);
    if (error != std::errc() || stop != line.data() + end) return finding;
    finding.file = finding.suite = line.substr(0, colon);
    finding.line = number;
    finding.message = line.substr(end + 2);
    return finding;
}

// Reports in the build server's format, too, why nothing could be checked: otherwise an earlier run's report would
// suggest that all is well.
Outcome could_not_check(const Failure& failure) {
    Outcome outcome;
    outcome.document.emplace();
    for (const std::string& line : failure.lines) {
        auto& findings = outcome.document->findings;
        findings.push_back(finding_of(line, findings.size() + 1));
    }
    outcome.errors = failure.lines;
    outcome.code = failure.code;
    return outcome;
}

Outcome checked(const Arguments& arguments) {
    const auto& own = arguments.own.of<CheckArguments>();
    if (own.schema) {
        Outcome outcome;
        outcome.text = check_file_schema();
        return outcome;
    }
    if (arguments.words.empty() && own.assertions.empty())
        fail("`aicost check` needs a check file or --assert; for example --assert 'local.total <= 2000'");
    std::optional<SavedMetrics> saved;
    if (!own.baseline.empty()) {
        Result<SavedMetrics> loaded = load_saved_metrics(text_of(own.baseline));
        if (!loaded.value) fail(loaded.faults);
        saved = std::move(loaded.value);
    }
    const std::deque<CheckFile> files = checks_of(arguments);
    CheckRun run(arguments, saved ? &*saved : nullptr, !own.write_baseline.empty());
    for (const CheckFile& file : files) run_file(file, arguments, run);

    Outcome outcome;
    outcome.document = check_view(run.results(), part_read_by(arguments.format));
    outcome.errors = run.errors();
    outcome.warnings = run.warnings();
    const CheckCounts counts = count(run.results());
    outcome.code = counts.broken > 0 ? Exit::bad_input : counts.failed > 0 ? Exit::check_failed : Exit::done;
    if (!own.write_baseline.empty()) {
        if (counts.broken > 0) {
            outcome.errors.push_back(own.write_baseline +
                                     ": not written, as not everything could be evaluated");
        } else {
            write_output(own.write_baseline, to_text(run.baseline(own.write_baseline)));
        }
    }
    return outcome;
}

Outcome run_check(const Arguments& arguments) {
    const bool for_servers = arguments.format == "junit" || arguments.format == "github";
    if (!for_servers) return checked(arguments);
    try {
        return checked(arguments);
    } catch (const Failure& failure) {
        return could_not_check(failure);
    }
}

const std::span<const OptionRow> check_options[] = {check_own_options, profile_options, output_options};
constexpr Example check_examples[] = {
    {"aicost check --tokens-per-day 2M --assert 'local.total <= 2000'", "does one assumption still hold?"},
    {"aicost check budget.json --format github", "every check of a file, as annotations of a GitHub job"},
};

}  // namespace

const Command check_command = {
    "check",
    "[FILE…]",
    "budget assumptions: exit 1 when one no longer holds",
    "Holds the checks of check files, and those of --assert, against what the profiles come to. An assertion "
    "compares "
    "numbers and metrics (local.total <= 0.9 * cloud.total), or is winner == OPTION, feasible(OPTION) or "
    "unchanged(OPTION.METRIC, 5%). Besides the usual formats there are junit and github. Exit code: 0 all "
    "hold, or only "
    "warnings fell; 1 a check failed; 2 something could not be evaluated.",
    check_options,
    check_examples,
    0,
    1000,
    run_check};

}  // namespace aicost
