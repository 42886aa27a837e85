#include "cli/sweep/words.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "aicost/assertion.hpp"
#include "aicost/batch.hpp"
#include "aicost/evaluate.hpp"
#include "cli/path_word.hpp"
#include "cli/program.hpp"
#include "cli/sweep/axes.hpp"

namespace aicost {

namespace {

std::vector<std::string> listed(const std::string& text) {
    std::vector<std::string> values;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        values.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return values;
}

// Is the path a number? An unknown path counts as a word, so that loading the profile reports it.
bool leads_to_number(const Arguments& arguments, const ProfileText& text, const std::string& path) {
    Result<Profile> loaded = load_profile(text, arguments.overrides);
    return loaded && find_parameter(loaded->scenario, path).has_value();
}

// What is shown, then what the rows are put in order by, and the winner.
std::vector<std::string> columns_of(std::vector<std::string> shown, const std::optional<RowOrder>& order) {
    if (order) shown.push_back(order->order.metric);
    shown.emplace_back("winner");
    return shown;
}

SweepTable one_row(const Arguments& arguments, const Profile& profile, const std::optional<RowOrder>& order) {
    SweepTable table;
    table.metrics = columns_of(sweep_metrics(arguments, profile), order);
    const auto conditions = conditions_of(arguments, profile.scenario, {});
    const Comparison comparison = evaluate(profile.scenario);
    const MetricLookup now = [&](const std::string& name) {
        return metric_value(profile.scenario, comparison, name);
    };
    for (const Assertion& one : conditions) {
        if (judge(one, now, nullptr).verdict != Verdict::holds) return table;
    }
    const Batch batch(profile.scenario, {}, table.metrics);
    BatchWorkspace workspace = batch.workspace();
    std::vector<double> row(table.metrics.size());
    std::vector<double*> results;
    results.reserve(row.size());
    for (double& value : row) results.push_back(&value);
    batch.evaluate(1, {}, results, workspace);
    table.rows.push_back(std::move(row));
    return table;
}

// By the last column but one, which goes.
void put_in_order(WordSweep& sweep) {
    auto& rows = sweep.table.rows;
    const std::size_t by = sweep.table.inputs.size() + sweep.table.metrics.size() - 2;
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const double sign = sweep.order->order.most_first ? -1.0 : 1.0;
    const auto key = [&](std::size_t row) {
        return std::isnan(rows[row][by]) ? std::numeric_limits<double>::infinity() : sign * rows[row][by];
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    if (sweep.order->top && *sweep.order->top < order.size()) order.resize(*sweep.order->top);
    std::vector<std::vector<double>> sorted;
    std::vector<std::vector<std::string>> words;
    for (const std::size_t row : order) {
        sorted.push_back(rows[row]);
        sorted.back().erase(sorted.back().begin() + static_cast<std::ptrdiff_t>(by));
        words.push_back(sweep.words.values[row]);
    }
    rows = std::move(sorted);
    sweep.words.values = std::move(words);
    sweep.table.metrics.erase(sweep.table.metrics.end() - 2);
}

}  // namespace

std::vector<WordAxis> take_word_axes(Arguments& arguments, const ProfileText& text) {
    std::vector<WordAxis> axes;
    std::vector<SweepArgument> numbers;
    for (const SweepArgument& one : arguments.own.of<SweepArguments>().vary) {
        const auto equals = one.text.find('=');
        const bool may_be = !one.together && equals != std::string::npos && equals > 0 &&
                            !parse_range(one.text.substr(equals + 1)).range;
        const std::string path = written_path(one.text.substr(0, std::min(equals, one.text.size())));
        if (!may_be || leads_to_number(arguments, text, path)) {
            numbers.push_back(one);
            continue;
        }
        if (!numbers.empty())
            fail("--vary: " + path + ": words move slowest and come before the numbers; state it first");
        for (const WordAxis& axis : axes) {
            if (axis.path == path) fail("--vary: " + path + ": is varied twice; once is enough");
        }
        axes.push_back({path, listed(one.text.substr(equals + 1))});
    }
    arguments.own.of<SweepArguments>().vary = std::move(numbers);
    return axes;
}

WordSweep sweep_words(const Arguments& arguments, const ProfileText& text, const std::vector<WordAxis>& axes,
                      std::uint64_t max_rows) {
    WordSweep sweep;
    std::vector<std::size_t> at(axes.size(), 0);
    for (bool first = true;; first = false) {
        Arguments with = arguments;
        std::vector<std::string> words;
        for (std::size_t i = 0; i < axes.size(); ++i) {
            words.push_back(axes[i].values[at[i]]);
            with.overrides.push_back(word_override(axes[i].path, words.back()));
        }
        put_ids_first(with.overrides);
        Profile profile;
        SweepTable table;
        if (with.own.of<SweepArguments>().vary.empty()) {
            profile = load(text, with);
            sweep.order = order_of(with, profile.scenario);
            table = one_row(with, profile, sweep.order);
        } else {
            SweepPlan plan = plan_sweep(with, text);
            plan.where = conditions_of(with, plan.scenario, plan.paths());
            if (plan.count + sweep.table.rows.size() > max_rows)
                fail("--vary: makes more than 10,000 rows, the most that words go with; fewer values");
            sweep.order = order_of(with, plan.scenario);
            plan.metrics = columns_of(std::move(plan.metrics), sweep.order);
            profile = plan.profile;
            table = sweep_table(plan);
        }
        sweep.words.values.insert(sweep.words.values.end(), table.rows.size(), words);
        auto& rows = sweep.table.rows;
        rows.insert(rows.end(), table.rows.begin(), table.rows.end());
        if (first) {
            sweep.profile = std::move(profile);
            sweep.table.inputs = table.inputs;
            sweep.table.metrics = table.metrics;
        } else {
            for (const std::string& warning : profile.warnings) {
                auto& all = sweep.profile.warnings;
                if (std::find(all.begin(), all.end(), warning) == all.end()) all.push_back(warning);
            }
        }
        if (rows.size() > max_rows)
            fail("--vary: makes more than 10,000 rows, the most that words go with; fewer values");
        std::size_t i = axes.size();
        while (i > 0 && ++at[i - 1] == axes[i - 1].values.size()) at[--i] = 0;
        if (i == 0) break;
    }
    for (const WordAxis& axis : axes) sweep.words.paths.push_back(axis.path);
    if (sweep.order) put_in_order(sweep);
    return sweep;
}

}  // namespace aicost
