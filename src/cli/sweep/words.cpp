#include "cli/sweep/words.hpp"

#include <algorithm>

#include "aicost/batch.hpp"
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

// Does the path lead to a number? What leads nowhere is a word: the profile that it is put into says what is wrong.
bool leads_to_number(const Arguments& arguments, const ProfileText& text, const std::string& path) {
    Result<Profile> loaded = load_profile(text, arguments.overrides);
    return loaded && find_parameter(loaded->scenario, path).has_value();
}

SweepTable one_row(const Arguments& arguments, const Profile& profile) {
    SweepTable table;
    table.metrics = sweep_metrics(arguments, profile);
    table.metrics.emplace_back("winner");
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

}  // namespace

std::vector<WordAxis> take_word_axes(Arguments& arguments, const ProfileText& text) {
    std::vector<WordAxis> axes;
    std::vector<SweepArgument> numbers;
    for (const SweepArgument& one : arguments.own.of<SweepArguments>().vary) {
        const auto equals = one.text.find('=');
        const bool may_be = !one.together && equals != std::string::npos && equals > 0 &&
                            !parse_range(one.text.substr(equals + 1)).range;
        const std::string path = one.text.substr(0, std::min(equals, one.text.size()));
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
            table = one_row(with, profile);
        } else {
            SweepPlan plan = plan_sweep(with, text);
            if (plan.count + sweep.table.rows.size() > max_rows)
                fail("--vary: makes more than 10,000 rows, the most that words go with; fewer values");
            plan.metrics.emplace_back("winner");
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
    return sweep;
}

}  // namespace aicost
