#include <algorithm>
#include <cmath>
#include <thread>

#include "cli/program.hpp"
#include "cli/studies.hpp"
#include "cli/sweep/axes.hpp"
#include "cli/sweep/merge.hpp"
#include "cli/sweep/rows.hpp"
#include "cli/sweep/selection.hpp"
#include "cli/sweep/stream_sweep.hpp"
#include "cli/sweep/words.hpp"
#include "cli/terminal.hpp"
#include "cli/whole_number.hpp"
#include "report/number.hpp"
#include "report/view/sweep_view.hpp"
#include "report/view/views.hpp"
#include "text/digits.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::uint64_t longest_table = 10000;  // the most rows of a table for people
constexpr std::uint64_t widest_map = 1000, highest_map = 1000;

void take_columns(Arguments& arguments, const std::string& text) {
    std::vector<std::string>& columns = arguments.own.of<SweepArguments>().columns;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        columns.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
}

constexpr OptionRow sweep_rows[] = {
    {"--vary", "PATH=RANGE", "an input and its values: a,b,c or lo..hi:n or lo..hi:log:n or lo..hi:+step",
     vary<false>, true},
    {"--vary-together", "'PATH=RANGE;…'", "inputs that move together, as many values each", vary<true>, true},
    {"--columns", "METRIC,…",
     "what to show [each option's total (and npv, with a discount rate), winner, break-even months]",
     take_columns, true},
    {"--where", "'CONDITION'",
     "only rows for which it holds: 'winner == local', 'cloud.total < 2000'; several: all of them",
     into<&SweepArguments::where>, true},
    {"--by", "METRIC", "rows in this order, the best first; METRIC:least or :most says which",
     into<&SweepArguments::by>},
    {"--top", "N|all", "with --by: the first N rows alone", into<&SweepArguments::top>},
    {"--summary", "", "no rows: wins, and least, median and greatest of every metric, with the inputs there",
     into<&SweepArguments::summary>},
    {"--digits", "N", "decimals of every result in csv and jsonl [as many as it takes to read it back]",
     [](Arguments& a, const std::string& value) {
         a.own.of<SweepArguments>().digits = static_cast<int>(whole_number("--digits", value, 0, max_digits));
     }},
    {"--threads", "N", "threads; the output is the same for any number [all cores]",
     [](Arguments& a, const std::string& value) {
         a.own.of<SweepArguments>().threads = thread_number(value);
     }},
    {"--shard", "K/N", "only the K-th of N parts; the parts put together are the whole",
     into<&SweepArguments::shard>},
    {"--merge", "FILE…", "the summary of the whole from those of its parts (--summary --shard K/N -f json)",
     into<&SweepArguments::merge>, true},
};
constexpr std::span<const OptionRow> sweep_own_options = sweep_rows;

struct Shard {
    std::uint64_t part = 1, parts = 1;
};

Shard parse_shard(const std::string& text) {
    if (text.empty()) return {};
    const auto slash = text.find('/');
    // a whole number from 1 to 10^9; 0 if it is not one
    const auto whole = [](std::string_view word) {
        const double value = parse_value(word).value_or(0.0);
        return std::floor(value) == value && value >= 1.0 && value <= 1e9 ? value : 0.0;
    };
    const double part = whole(std::string_view(text).substr(0, slash));
    const double parts = slash == std::string::npos ? 0.0 : whole(std::string_view(text).substr(slash + 1));
    if (part == 0.0 || parts == 0.0 || part > parts) {
        fail("--shard: '" + text + "' is not K/N; K from 1 to N, for example 2/8");
    }
    return {static_cast<std::uint64_t>(part), static_cast<std::uint64_t>(parts)};
}

void check_map(const Arguments& arguments, const SweepPlan& plan) {
    const auto& own = arguments.own.of<SweepArguments>();
    if (!own.where.empty() || !own.by.empty() || !own.top.empty())
        fail("--format: a map shows every place; without --where, --by and --top");
    if (!own.shard.empty()) fail("--shard: a map can not be put together from parts");
    if (plan.axes.size() != 2)
        fail("--format: map shows two varied inputs (got " + std::to_string(plan.axes.size()) +
             "); --vary two, the one that runs down first");
    if (plan.axes[0].size() > highest_map || plan.axes[1].size() > widest_map)
        fail("--format: map has at most 1000 by 1000 places; fewer values");
}

// Without the varied inputs, if the profile is complete without them.
Profile profile_as_it_is(const Arguments& arguments, const SweepPlan& plan) {
    const Result<Profile> loaded = load_profile(plan.profile.text, arguments.overrides);
    return loaded ? *loaded : plan.profile;
}

// The last column of a table, for its verdict.
std::vector<double> take_winners(SweepTable& table) {
    std::vector<double> winners;
    table.metrics.pop_back();
    for (std::vector<double>& row : table.rows) {
        winners.push_back(row.back());
        row.pop_back();
    }
    return winners;
}

Document summary_document(const Arguments& arguments, const SweepPlan& plan, const SweepStream& stream,
                          const Shard& shard) {
    std::optional<SweepSummary> summary;
    std::optional<SweepShard> part;
    if (shard.parts > 1) {
        part = SweepShard{shard.part, shard.parts, {}, arguments.own.of<SweepArguments>().where};
        for (const SweepArgument& one : arguments.own.of<SweepArguments>().vary)
            part->vary.push_back(one.text);
    }
    stream_sweep(stream, [&](const SweepRun& run) {
        SweepRun counting = run;
        counting.keep_counts = part && arguments.format == "json";
        summary = sweep_summary(counting);
    });
    if (!summary) obey_interrupt();
    return summary_view(plan.profile, plan.paths(), summary.value(), selection_text(arguments, {}), part);
}

// The rows in their order, as they were found.
std::vector<std::uint64_t> rows_in_order(const SweepStream& stream, const RowOrder& order) {
    std::optional<std::vector<std::uint64_t>> rows;
    const std::uint64_t most = order.top.value_or(longest_table + 1);
    stream_sweep(stream, [&](const SweepRun& run) { rows = top_rows(run, order.order, most); });
    if (!rows) obey_interrupt();
    if (!order.top && rows->size() > longest_table)
        fail("--by: puts at most 10,000 rows in order; --top N says how many are wanted");
    return *rows;
}

// They hold what --where asks for.
Sweep without_conditions(const SweepPlan& plan) {
    Sweep sweep = plan;
    sweep.where.clear();
    return sweep;
}

void write_rows(const Arguments& arguments, const SweepPlan& plan, const std::vector<std::uint64_t>& rows,
                bool with_header) {
    const RowStyle style{arguments.format == "jsonl", arguments.own.of<SweepArguments>().digits};
    const Sweep sweep = without_conditions(plan);
    RowWriter writer(sweep, style);
    TextBuffer text;
    run_rows(sweep, rows, writer, text);
    OutputFile out(arguments.output);
    if ((style.json || !with_header || out.write(csv_header(sweep))) && out.write(text.text())) out.finish();
}

void stream_rows(const Arguments& arguments, SweepStream stream, bool with_header) {
    const auto& own = arguments.own.of<SweepArguments>();
    const RowStyle style{arguments.format == "jsonl", own.digits};
    {
        OutputFile out(arguments.output);
        stream.out = &out;
        std::vector<RowWriter> workers(stream.threads, RowWriter(stream.sweep, style));
        bool complete = true;
        if (!style.json && with_header) complete = out.write(csv_header(stream.sweep));
        if (complete) {
            stream_sweep(stream, [&](const SweepRun& run) {
                complete = run_sweep(run, [&](unsigned thread) -> SweepWorker& { return workers[thread]; });
            });
        }
        if (complete) out.finish();
    }
    obey_interrupt();
}

// How many rows --where keeps.
std::uint64_t rows_kept(const SweepPlan& plan, SweepStream stream) {
    Sweep counted = plan;
    counted.metrics = {"winner"};
    std::optional<SweepSummary> summary;
    const SweepStream counting{counted, stream.rows, stream.threads, stream.progress_columns, nullptr};
    stream_sweep(counting, [&](const SweepRun& run) { summary = sweep_summary(run); });
    if (!summary) obey_interrupt();
    return summary->count;
}

void expect_short(const Arguments& arguments, std::uint64_t count) {
    if (count > longest_table)
        fail("--format: " + arguments.format + " holds at most 10,000 rows (got " +
             plain_text(static_cast<double>(count), 20) +
             "); --format csv or jsonl, --where and --top for fewer, or --summary");
}

Outcome run_sweep_command(const Arguments& arguments) {
    const auto& own = arguments.own.of<SweepArguments>();
    if (!own.merge.empty()) {
        Outcome outcome;
        outcome.document = merged_summaries(arguments);
        return outcome;
    }
    const Shard shard = parse_shard(own.shard);
    const ProfileText text = find_profile(arguments.profile);
    Arguments numbers = arguments;
    if (const auto words = take_word_axes(numbers, text); !words.empty()) {
        if (own.summary || !own.shard.empty() || own.digits >= 0 || arguments.format == "jsonl" ||
            arguments.format == "map")
            fail("--vary: " + words.front().path +
                 ": words are swept as rows, whole: table, json, csv or markdown, without --summary, --shard "
                 "and "
                 "--digits");
        WordSweep sweep = sweep_words(numbers, text, words, longest_table);
        Outcome outcome;
        outcome.warnings = sweep.profile.warnings;
        const std::vector<double> winners = take_winners(sweep.table);
        outcome.document = sweep_view(sweep.profile, sweep.table, winners,
                                      selection_text(arguments, sweep.order), sweep.words);
        return outcome;
    }
    SweepPlan plan = plan_sweep(arguments, text);
    plan.where = conditions_of(arguments, plan.scenario, plan.paths());
    const bool streams = !own.summary && (arguments.format == "csv" || arguments.format == "jsonl");
    const RowSpan rows = shard_of(plan.count, shard.part, shard.parts);
    const std::uint64_t count = rows.to - rows.from;
    if (own.digits >= 0 && !streams) fail("--digits: is for csv and jsonl");
    if (own.summary && (arguments.format == "jsonl" || arguments.format == "map"))
        fail("--summary: has no rows for --format " + arguments.format + "; table, json, csv or markdown");
    const auto order = order_of(arguments, plan.scenario);
    if (own.summary && order) fail("--summary: has no rows to put in order; without --by and --top");
    const bool table = !streams && !own.summary && arguments.format != "map";
    if (table && !order && plan.where.empty()) expect_short(arguments, count);
    if (arguments.format == "map") check_map(arguments, plan);
    if (streams && !arguments.quiet)
        write_error("sweep: " + plain_text(static_cast<double>(count), 20) + " scenarios\n");

    Outcome outcome;
    outcome.warnings = plan.profile.warnings;
    const SweepStream stream{plan, rows, threads_or_cores(own.threads),
                             arguments.quiet ? 0 : progress_columns()};
    if (arguments.format == "map") {
        WinnerMap map = winners_of(plan);
        place_profile(map, profile_as_it_is(arguments, plan));
        outcome.document = map_view(plan.profile, map);
    } else if (own.summary) {
        outcome.document = summary_document(arguments, plan, stream, shard);
    } else if (streams && order) {
        write_rows(arguments, plan, rows_in_order(stream, *order), shard.part == 1);
        outcome.streamed = true;
    } else if (streams) {
        stream_rows(arguments, stream, shard.part == 1);
        outcome.streamed = true;
    } else {
        if (!order && !plan.where.empty() && count > longest_table)
            expect_short(arguments, rows_kept(plan, stream));
        plan.metrics.emplace_back("winner");
        SweepTable shown = order ? sweep_table(without_conditions(plan), rows_in_order(stream, *order))
                                 : sweep_table(plan, rows);
        const std::vector<double> winners = take_winners(shown);
        outcome.document = sweep_view(plan.profile, shown, winners, selection_text(arguments, order));
    }
    return outcome;
}

const std::span<const OptionRow> sweep_options[] = {profile_options, sweep_own_options, output_options};
constexpr Example sweep_examples[] = {
    {"aicost sweep --vary workload.tokens_per_day=500K,2M,5M \\\n"
     "      --vary cloud.price_per_mtok=1..3:5",
     "fifteen scenarios, as a table"},
    {"aicost sweep --vary workload.tokens_per_day=100K..10M:log:1000 \\\n"
     "      --vary cloud.price_per_mtok=0.5..12.5:1000 --format csv -o sweep.csv",
     "a million rows for another tool"},
    {"aicost sweep --vary local.hardware.gpu.unit_price=500..5000:20 \\\n"
     "      --vary workload.tokens_per_day=200K..8M:40 --format map",
     "who wins where, at a glance"},
};

}  // namespace

const Command sweep_command = {
    "sweep",
    profile_word,
    "every combination of --vary PATH=RANGE …; one row each",
    "Evaluates every combination of the varied inputs, the first moving slowest. Rows stream as csv or jsonl "
    "in flat memory; table and markdown are for up to 10,000 of them, a map shows who wins over two inputs, "
    "and --summary needs none. --where and --top leave rows out, a million as well as ten. What is not given "
    "by --vary is taken from the profile's `sweep` block.",
    sweep_options,
    sweep_examples,
    0,
    1,
    run_sweep_command,
    "table",
    {},
    "--merge"};

}  // namespace aicost
