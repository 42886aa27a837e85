// Rows by condition and by rank, and summaries of parts: held against the whole table.
#include <algorithm>
#include <cmath>

#include "aicost/evaluate.hpp"
#include "aicost/profile.hpp"
#include "aicost/sweep.hpp"
#include "catch.hpp"

namespace selection_test {

using namespace aicost;

namespace {

Sweep article_sweep(const std::vector<std::string>& metrics) {
    const Profile article = *load_profile(*built_in_profile("article"), {});
    std::vector<SweepAxis> axes{{{{"workload.tokens_per_day", *parse_range("100K..5M:23").range}}},
                                {{{"cloud.price_per_mtok", *parse_range("0.5..6:11").range}}},
                                {{{"local.hardware.gpu.unit_price", *parse_range("0,1200,2500").range}}}};
    return *make_sweep(article.scenario, std::move(axes), metrics);
}

// What `judge` says of a row, by evaluating the scenario with its inputs.
bool holds(const Sweep& sweep, const std::vector<Assertion>& where, std::uint64_t row) {
    Scenario scenario = sweep.scenario;
    const std::vector<std::string> paths = sweep.paths();
    const std::vector<double> inputs = inputs_of_row(sweep, row);
    for (std::size_t i = 0; i < paths.size(); ++i) find_parameter(scenario, paths[i])->set(inputs[i]);
    const Comparison comparison = evaluate(scenario);
    const MetricLookup now = [&](const std::string& name) -> std::optional<MetricValue> {
        const auto at = std::find(paths.begin(), paths.end(), name);
        if (at != paths.end()) return inputs[static_cast<std::size_t>(at - paths.begin())];
        return metric_value(scenario, comparison, name);
    };
    return std::all_of(where.begin(), where.end(), [&](const Assertion& one) {
        return judge(one, now, nullptr).verdict == Verdict::holds;
    });
}

}  // namespace

TEST_CASE("a sweep keeps the rows of which check says that it holds") {
    for (const std::vector<std::string>& texts :
         std::vector<std::vector<std::string>>{{"winner == local"},
                                               {"winner != local"},
                                               {"runner_up == local", "margin < 1000"},
                                               {"local.break_even_month <= 12"},
                                               {"local.total / cloud.total < 0.5"},
                                               {"-(local.savings - 100) * 2 > 50% + 0"},
                                               {"workload.tokens_per_day >= 1M", "cloud.total < 2000"},
                                               {"local.feasible == true"},
                                               {"local.feasible != true"},
                                               {"local.item.electricity == 720"},
                                               {"cloud.total / local.item.nothing > 0"}}) {
        Sweep sweep = article_sweep({"local.total", "winner"});
        for (const std::string& text : texts) sweep.where.push_back(*parse_assertion(text));
        CAPTURE(texts.front());
        const SweepTable kept = sweep_table(sweep);
        std::vector<std::vector<double>> expected;
        for (std::uint64_t row = 0; row < sweep.count; ++row) {
            if (holds(sweep, sweep.where, row)) expected.push_back(inputs_of_row(sweep, row));
        }
        REQUIRE(kept.rows.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            CHECK(std::equal(expected[i].begin(), expected[i].end(), kept.rows[i].begin()));
        CHECK(sweep_summary({sweep, {0, sweep.count}, 3})->count == expected.size());
    }
}

TEST_CASE("the first rows are those of the sorted table") {
    const Sweep sweep = article_sweep({"local.break_even_month"});
    const SweepTable table = sweep_table(sweep);
    for (const bool most_first : {false, true}) {
        std::vector<std::uint64_t> order(table.rows.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::uint64_t a, std::uint64_t b) {
            const double left = table.rows[a].back(), right = table.rows[b].back();
            if (std::isnan(left) || std::isnan(right)) return !std::isnan(left) && std::isnan(right);
            return most_first ? left > right : left < right;
        });
        for (const std::size_t most : {std::size_t{1}, std::size_t{50}, std::size_t{500}, order.size() + 7}) {
            std::vector<std::uint64_t> expected = order;
            expected.resize(std::min(most, order.size()));
            for (const unsigned threads : {1U, 4U}) {
                const auto rows = top_rows({sweep, {0, sweep.count}, threads},
                                           {"local.break_even_month", most_first}, most);
                REQUIRE(rows.has_value());
                CHECK(*rows == expected);
            }
        }
    }
}

TEST_CASE("summaries of parts are the summary of the whole") {
    Sweep sweep = article_sweep({"local.total", "cloud.total", "winner", "local.break_even_month"});
    for (const bool filtered : {false, true}) {
        if (filtered) sweep.where.push_back(*parse_assertion("winner == local"));
        const SweepSummary whole = *sweep_summary({sweep, {0, sweep.count}, 2});
        for (const std::uint64_t parts : {1U, 2U, 7U}) {
            std::vector<SweepSummary> summaries;
            for (std::uint64_t part = 1; part <= parts; ++part) {
                SweepRun run{sweep, shard_of(sweep.count, part, parts), 2};
                run.keep_counts = true;
                summaries.push_back(*sweep_summary(run));
            }
            const SweepSummary sum = merged(summaries);
            CHECK(sum.count == whole.count);
            CHECK(sum.wins == whole.wins);
            REQUIRE(sum.metrics.size() == whole.metrics.size());
            for (std::size_t k = 0; k < sum.metrics.size(); ++k) {
                CHECK(sum.metrics[k].count == whole.metrics[k].count);
                CHECK(sum.metrics[k].min == whole.metrics[k].min);
                CHECK(sum.metrics[k].median == whole.metrics[k].median);
                CHECK(sum.metrics[k].max == whole.metrics[k].max);
                CHECK(sum.metrics[k].min_at == whole.metrics[k].min_at);
                CHECK(sum.metrics[k].max_at == whole.metrics[k].max_at);
            }
        }
    }
}

}  // namespace selection_test
