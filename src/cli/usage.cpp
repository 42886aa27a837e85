#include "aicost/usage.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "catalogue/names.hpp"
#include "catalogue/price_book.hpp"
#include "cli/file_roles.hpp"
#include "cli/program.hpp"
#include "cli/terminal.hpp"
#include "cli/usage_asked.hpp"
#include "cli/usage_messages.hpp"
#include "report/view/usage_view.hpp"
#include "usage/hourly.hpp"
#include "usage/profile_text.hpp"

namespace aicost {

namespace {

// The cost of all use at another model's prices of each day. What counts as a long prompt depends on the model, so
// the log is read again.
AtModel at_model(const Arguments& arguments, const UsageReadOptions& before, const PriceBook& book) {
    const auto& own = arguments.own.of<UsageArguments>();
    const std::string& name = own.at;
    const CloudModel* model = book.find(name);
    if (model == nullptr) {
        const auto all = catalogue().cloud_models();
        const NameAnswer answer = ModelNames(all).find(name);
        fail("--at: '" + name + "' " +
             (answer.candidates.empty() ? "is not in the catalogue; "
                                        : "fits several entries of the catalogue; ") +
             model_advice(answer, name, all));
    }
    for (const std::string& word : arguments.words) {
        if (word == "-") fail("--at: stdin cannot be read twice; name a file");
    }
    UsageReadOptions options = before;
    options.long_prompts_above = [&](std::string_view) { return book.long_prompts_above(name); };
    UsageLog log = read_usage(arguments.words, options);
    keep_what_is_asked(log, own);
    const UsageSummary summary = summarise(log, [&](const UsageKey& key, std::string_view date) {
        UsageKey asked = key;
        asked.model = name;
        asked.tier.clear();
        asked.region.clear();
        if (!model->batch_discount) asked.batch = false;
        return book.price(asked, date);
    });
    return {model->fact.id, summary.cost.value_or(0.0)};
}

// Records the files read: those named, and those in directories that were counted.
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

// Writes the profile of the use. Returns the messages about it.
std::vector<std::string> write_profile(const Arguments& arguments, const UsageSummary& summary,
                                       const UsageOutlook& future, const std::string& file,
                                       Outcome& outcome) {
    if (!summary.tokens_per_day || !(*summary.tokens_per_day > 0.0))
        fail(
            "--write-profile: the tokens a day are not known, so there is no workload to write; "
            "--days N says how many days the log covers");
    const std::string stem = file.substr(file.find_last_of('/') + 1);
    const Profile base = load(find_profile(arguments.profile), std::vector<Override>{});
    const UsageProfile profile = profile_from_usage(base.text.text, base.scenario.usd_rate, summary, future,
                                                    stem.substr(0, stem.find('.')));
    write_output(file, profile.text);
    outcome.warnings.insert(outcome.warnings.end(), profile.warnings.begin(), profile.warnings.end());
    return {"wrote " + file + ": the workload of this log" +
            (profile.as_used ? ", and what was used as the option as_used" : "") +
            "; next: aicost compare -p " + file};
}

// A folder for one file that nobody else can guess, gone with this object.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "aicost-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            fail("--compare: no folder can be made in " + std::filesystem::temp_directory_path().string(),
                 Exit::bad_file);
        path_ = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// Computes everything from the log.
void compare_with(const Arguments& arguments, const std::string& file, Outcome& outcome) {
    Arguments compare;
    compare.profile = file;
    compare.format = arguments.format;
    compare.ascii = arguments.ascii;
    compare.color = arguments.color;
    Outcome compared = compare_command.run(compare);
    outcome.document = std::move(compared.document);
    outcome.text.clear();
    outcome.warnings.insert(outcome.warnings.end(), compared.warnings.begin(), compared.warnings.end());
}

Outcome run_usage(const Arguments& arguments) {
    const auto& own = arguments.own.of<UsageArguments>();
    const UsageZone place = zone_of(own.utc_offset);
    const UsageGrouping* by = by_option(own.by);
    const bool rows = arguments.format == "csv" && by == nullptr && !own.compare && arguments.get.empty();
    UsageReadOptions options;
    if (!rows) {  // rows are always in UTC
        options.utc_offset_minutes = place.offset_minutes;
        if (place.zone) options.utc_offset = [&](std::int64_t utc) { return place.zone->offset(utc); };
    }
    if (by != nullptr) options.group = by->group;
    options.minutes = own.peaks;
    const auto days = undated_days(own.days);
    const auto budget = budget_option(own.budget);
    const PriceBook book(catalogue().cloud_models());
    options.long_prompts_above = [&](std::string_view model) { return book.long_prompts_above(model); };
    UsageLog log = read_usage(arguments.words, options);
    check_files(log);
    note_counted(arguments, log);
    keep_what_is_asked(log, own);

    const PriceLookup prices = [&](const UsageKey& key, std::string_view date) {
        return book.price(key, date);
    };
    const UsageSummary summary = summarise(log, prices, days);

    Outcome outcome;
    outcome.warnings = warnings_of(log);
    outcome.errors = errors_of(log);
    if (!outcome.errors.empty()) outcome.code = Exit::bad_file;
    UsageViewOptions view;
    view.zone = place.name;
    view.future = outlook(log, prices, budget);
    view.budget = budget;
    if (by != nullptr) {
        view.by = by->name;
        view.parts = in_parts(log, by->by, prices);
    }
    if (!own.at.empty()) view.at = at_model(arguments, options, book);
    if (!own.write_focus.empty()) {
        write_output(own.write_focus, focus_rows(log, prices));
        view.said.push_back("wrote " + own.write_focus +
                            ": FOCUS 1.2, a row for each hour, model and sort of token, at catalogue prices");
    }
    const bool compare = own.compare;
    std::string file = arguments.write_profile;
    if (!file.empty() && !outcome.errors.empty()) {
        outcome.errors.push_back(file + ": not written, as not everything could be read");
        file.clear();
    } else if (!file.empty() || compare) {
        const bool kept = !file.empty();
        const std::optional<ScratchFolder> scratch =
            kept ? std::nullopt : std::make_optional<ScratchFolder>();
        if (!kept) file = scratch->path() / "usage.json";
        const auto said = write_profile(arguments, summary, view.future, file, outcome);
        if (kept) view.said.insert(view.said.end(), said.begin(), said.end());
        if (compare) {
            compare_with(arguments, file, outcome);
            return outcome;
        }
    }
    if (rows) {
        outcome.text = hourly_rows(log, arguments.csv_safe);
    } else {
        outcome.document = usage_view(log, summary, view);
    }
    return outcome;
}

constexpr OptionRow usage_rows[] = {
    {"--timezone", "ZONE|+HH:MM", "days and hours there, for example Europe/Berlin [UTC]",
     into<&UsageArguments::utc_offset>},
    {"--utc-offset", "+HH:MM", "the same", into<&UsageArguments::utc_offset>},
    {"--since", "DATE", "from that day on", into<&UsageArguments::since>},
    {"--until", "DATE", "up to that day, it included", into<&UsageArguments::until>},
    {"--last", "Nd|Nw", "the last days or weeks of the log", into<&UsageArguments::last>},
    {"--by", "WHAT", "a row for each day, week, month, model, project, session or user",
     into<&UsageArguments::by>},
    {"--at", "MODEL", "what all of it costs at that model's prices", into<&UsageArguments::at>},
    {"--budget", "DOLLARS", "the day on which it is gone", into<&UsageArguments::budget>},
    {"--peaks", "", "the hour and the minute with most tokens", into<&UsageArguments::peaks>},
    {"--days", "N", "how many days counts without a date cover (vLLM metrics)", into<&UsageArguments::days>},
    {"--write-profile", "FILE", "write a profile with this workload, for `compare -p FILE`",
     into<&Arguments::write_profile>},
    {"--compare", "", "compare that profile at once", into<&UsageArguments::compare>},
    {"--write-focus", "FILE", "write FOCUS 1.2 (CSV) at catalogue prices",
     into<&UsageArguments::write_focus>},
    {"-p,--profile", "NAME|FILE", "for --write-profile and --compare: whose options to keep [article]",
     into<&Arguments::profile>},
};
constexpr std::span<const OptionRow> usage_own_options = usage_rows;
const std::span<const OptionRow> all_options[] = {usage_own_options, value_option, output_options};
constexpr Example usage_examples[] = {
    {"aicost usage ~/.claude/projects", "what Claude Code used, by model, hour and cost"},
    {"aicost usage activity.csv --write-profile mine.json", "a profile from an OpenRouter export"},
    {"aicost usage ~/.claude/projects --last 30d --compare", "what the last month would cost elsewhere"},
};

}  // namespace

const Command usage_command = {
    "usage",
    "FILE|DIR|-…",
    "real usage logs: tokens a day, mix, cost at catalogue prices",
    "Reads sessions of Claude Code, Codex, Gemini CLI, Qwen Code, OpenCode, Copilot CLI, "
    "pi, OpenClaw, Amp and droid; usage reports and exports of OpenAI, Anthropic, "
    "OpenRouter, Cursor, DeepSeek, ccusage and FOCUS bills; logs of LiteLLM, Langfuse, "
    "Helicone, Portkey, OpenTelemetry, Bedrock and Azure; recorded answers and streams; "
    "metrics of vLLM, SGLang, llama.cpp, TGI and Prometheus; and the hourly rows that "
    "`-f csv` writes. Plain or packed by gzip or zstd, recognised by what is in them. "
    "Directories are read with all that is below them. Copies of a message are counted "
    "once; what cannot be read is named and not counted. docs/usage.md says what each "
    "format counts.",
    all_options,
    usage_examples,
    1,
    100000,
    run_usage};

}  // namespace aicost
