// The compiled batch against evaluate(): the same results over scenarios of every kind, whatever varies.
#include "aicost/batch.hpp"

#include <cmath>
#include <random>

#include "aicost/profile.hpp"
#include "catch.hpp"
#include "engine/batch/generic.hpp"
#include "engine/random_scenario.hpp"
#include "text/value.hpp"

namespace batch_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

std::vector<std::string> volume_metrics(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const auto& option : scenario.options) {
        for (const char* metric : {".break_even_tokens_per_day", ".break_even_utilization"})
            names.push_back(option.name + metric);
    }
    return names;
}
// All metrics but those of the break-even volume, which take longer than all the rest.
std::vector<std::string> quick_metrics(const Scenario& scenario) {
    std::vector<std::string> names = metric_names(scenario);
    std::erase_if(names, [](const std::string& name) {
        return is_searched_for(std::string_view(name).substr(name.find('.') + 1));
    });
    return names;
}

Scenario scenario_of(const std::string& text) {
    const Result<Profile> loaded = load_profile({"test.json", text}, {});
    for (const Fault& fault : loaded.faults) WARN(to_text(fault));
    REQUIRE(loaded.value);
    return loaded->scenario;
}

// A number near the present one, within its bounds.
double moved(const Parameter& parameter, std::mt19937& random) {
    const Bounds bound = parameter.bound();
    const double present = parameter.get().value_or(std::max(bound.min, 1.0));
    std::uniform_real_distribution<double> factor(0.5, 1.6), share(0.0, 1.0);
    double value = present == 0.0 ? share(random) * std::min(0.2, bound.max) : present * factor(random);
    if (bound.whole) value = std::max(1.0, std::round(value));
    value = std::clamp(value, bound.min, bound.max);
    return bound.holds(value) ? value : present;
}

// How far apart the two may be, relative to `scale` at least; none where they are near enough. Sums of both signs
// cancel: the scale of money is that of the whole result. What is searched for stops nearer than its tolerance.
std::string difference(const std::string& metric, double fast, double slow, double scale) {
    const auto ends = [&](const char* with) { return metric.ends_with(with); };
    bool near_enough = std::isnan(slow) && std::isnan(fast);
    if (!near_enough && ends("irr")) {
        near_enough = std::abs(fast - slow) <= 1e-9 * std::max(1.0, std::abs(slow));
    } else if (!near_enough && ends("break_even_month")) {
        near_enough = std::abs(fast - slow) <= 1e-9 * std::max(1.0, slow);
    } else if (!near_enough) {
        near_enough = std::abs(fast - slow) <= 1e-11 * std::max(scale, std::abs(slow));
    }
    return near_enough ? "" : metric + ": " + shortest(fast) + ", not " + shortest(slow);
}
bool is_money(const std::string& metric) {
    if (metric == "margin") return true;
    const Metric* found = find_metric(metric.substr(metric.find('.') + 1));
    return found != nullptr && info(found->unit).kind == UnitKind::money;
}

// What differs between the batch and evaluate(), scenario by scenario; empty where nothing does.
std::string differences(const Scenario& scenario, const std::vector<std::string>& inputs,
                        const std::vector<std::string>& metrics, std::mt19937& random, std::size_t count,
                        int rounds = 2) {
    const Batch batch(scenario, inputs, metrics);
    if (!batch.compiled()) return "not compiled";
    BatchWorkspace workspace = batch.workspace();
    GenericBatch generic(scenario, inputs, metrics);

    std::vector<std::vector<double>> columns(inputs.size(), std::vector<double>(count));
    std::vector<BatchInput> block(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const bool same = random() % 3 == 0;
        for (double& value : columns[i]) value = moved(generic.parameters()[i], random);
        block[i] = {columns[i].data(), same, random() % 2};
    }
    std::string all;
    for (int round = 0; round < rounds; ++round) {  // again, with what was kept
        std::vector<std::vector<double>> fast(metrics.size(), std::vector<double>(count)), slow = fast;
        std::vector<double*> to_fast, to_slow;
        for (std::size_t k = 0; k < metrics.size(); ++k) {
            to_fast.push_back(fast[k].data());
            to_slow.push_back(slow[k].data());
        }
        batch.evaluate(count, block, to_fast, workspace);
        generic.evaluate(0, count, block, to_slow);
        for (std::size_t lane = 0; lane < count; ++lane) {
            double scale = 0.0;
            for (std::size_t k = 0; k < metrics.size(); ++k) {
                if (metrics[k].ends_with(".upfront") || metrics[k].ends_with(".total") ||
                    metrics[k].ends_with(".npv"))
                    scale = std::max(scale, std::abs(slow[k][lane]));
            }
            for (std::size_t k = 0; k < metrics.size(); ++k) {
                const std::string found =
                    difference(metrics[k], fast[k][lane], slow[k][lane], is_money(metrics[k]) ? scale : 0.0);
                if (!found.empty()) all += found + "; ";
            }
        }
        for (std::size_t i = 0; i < inputs.size(); ++i) {  // one input moves, the others are kept
            if (block[i].revision == 0 && !block[i].same) {
                for (double& value : columns[i]) value = moved(generic.parameters()[i], random);
                break;
            }
        }
    }
    return all;
}

void check_batch(const Scenario& scenario, const std::vector<std::string>& inputs, std::mt19937& random,
                 std::size_t count = 3) {
    CAPTURE(inputs);
    CHECK(differences(scenario, inputs, quick_metrics(scenario), random, count) == "");
}

std::vector<std::string> some_inputs(const Scenario& scenario, std::mt19937& random, std::size_t max) {
    Scenario copy = scenario;
    std::vector<std::string> paths;
    for (const Parameter& parameter : all_parameters(copy)) {
        // a number that is not stated would change the shape of the scenario
        if (parameter.get() && parameter.field().key != "usd_rate") paths.push_back(parameter.path());
    }
    std::shuffle(paths.begin(), paths.end(), random);
    paths.resize(std::min(paths.size(), 1 + random() % max));
    return paths;
}

constexpr const char* everything = R"({
  "horizon_months": 36, "discount_rate": 0.05,
  "workload": {"tokens_per_day": 2e6, "growth_per_month": 0.02, "cache_read_share": 0.3, "batch_share": 0.2,
               "input_tokens_per_request": 3000, "output_tokens_per_request": 900, "load_shape": "diurnal"},
  "options": {
    "api": {"kind": "api", "input_per_mtok": 3, "output_per_mtok": 15, "batch_discount": 0.5,
            "price_change_per_year": -0.2, "tokens_per_minute": 9000,
            "long_context": {"above_input_tokens": 2800, "input_per_mtok": 6, "output_per_mtok": 22,
                             "rule": "excess"}},
    "plan": {"kind": "api", "price_per_mtok": 8, "included_tokens_per_month": 4e7, "monthly_fee": 100,
             "monthly_minimum": 250},
    "box": {"kind": "owned", "hardware": {"gpu": {"unit_price": 2400, "lifetime_months": 29.5,
                                                  "price_change_per_year": -0.1},
                                          "case": {"unit_price": 600}},
            "units": "auto", "setup_cost": 150, "monthly_costs": {"rack": 20}, "depreciation_per_year": 0.35,
            "monthly_costs_change_per_year": 0.03, "maintenance_share_per_year": 0.05,
            "staff": {"hours_per_month": 2, "hourly_rate": 60},
            "financing": {"share": 0.5, "apr": 0.08, "months": 24},
            "electricity": {"price_per_kwh": 0.3, "load_watts": 500, "powered_hours_per_day": 20, "pue": 1.2,
                            "price_change_per_year": 0.04, "grams_co2_per_kwh": 300},
            "serving": {"input_tokens_per_second": 900, "output_tokens_per_second": 40}},
    "rent": {"kind": "rented", "price_per_hour": 1.1, "billing": "busy_hours", "price_change_per_year": -0.1,
             "serving": {"input_tokens_per_second": 1500, "output_tokens_per_second": 60}},
    "mix": {"kind": "hybrid", "local": "box", "cloud": "api", "local_share": 0.6}
  }})";

}  // namespace

TEST_CASE("a batch gives what evaluate gives, each input of a rich scenario varied") {
    std::mt19937 random(1);
    Scenario scenario = scenario_of(everything);
    REQUIRE(Batch(scenario, std::vector<std::string>{"workload.tokens_per_day"},
                  std::vector<std::string>{"winner", "box.break_even_month"})
                .compiled());
    Scenario copy = scenario;
    for (const Parameter& parameter : all_parameters(copy)) check_batch(scenario, {parameter.path()}, random);
}

TEST_CASE("any scenario in a batch is compiled, and gives what evaluate gives", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        std::mt19937 random(*rc::gen::arbitrary<unsigned>());
        const auto inputs = some_inputs(scenario, random, 5);
        RC_ASSERT(differences(scenario, inputs, quick_metrics(scenario), random, 3) == "");
    }));
}

TEST_CASE("any scenario's break-even volumes in a batch are those that evaluate looks for", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        std::mt19937 random(*rc::gen::arbitrary<unsigned>());
        const auto inputs = some_inputs(scenario, random, 5);
        RC_ASSERT(differences(scenario, inputs, volume_metrics(scenario), random, 1, 1) == "");
    }));
}

TEST_CASE("a batch that is longer than a strip gives what evaluate gives") {
    std::mt19937 random(3);
    const Scenario scenario = scenario_of(everything);
    const std::vector<std::string> inputs{"workload.tokens_per_day", "api.price_change_per_year",
                                          "horizon_months"};
    const std::vector<std::string> metrics{"winner", "box.total", "rent.npv", "mix.break_even_month"};
    CHECK(differences(scenario, inputs, metrics, random, 300) == "");
}

// No purchases on the way: the months are searched by the stretch.
TEST_CASE("break-even months all over the search, found by lanes as by evaluate") {
    constexpr const char* races[] = {
        R"("local": {"kind": "owned", "hardware": {"gpu": {"unit_price": 1000}}, "monthly_costs": {"electricity": 30}},
           "cloud": {"kind": "api", "price_per_mtok": 2, "price_change_per_year": -0.1})",
        R"("local": {"kind": "owned", "hardware": {"gpu": {"unit_price": 1000}}, "salvage_share": 0.2,
                     "monthly_costs": {"electricity": 30}, "monthly_costs_change_per_year": 0.2},
           "cloud": {"kind": "api", "price_per_mtok": 2, "monthly_fee": 10})",
        R"("local": {"kind": "api", "price_per_mtok": 1.5, "price_change_per_year": -0.3, "monthly_fee": 40},
           "cloud": {"kind": "api", "price_per_mtok": 1, "price_change_per_year": 0.1})",
        R"("local": {"kind": "rented", "price_per_hour": 0.14, "billing": "always_on", "setup_cost": 500, "price_change_per_year": -0.2},
           "cloud": {"kind": "api", "price_per_mtok": 1, "monthly_minimum": 70, "included_tokens_per_month": 2e7})",
    };
    std::mt19937 random(6);
    for (const char* options : races) {
        const Scenario scenario = scenario_of(
            std::string(
                R"({"horizon_months": 48, "baseline": "cloud", "workload": {"tokens_per_day": 2e6, "growth_per_month": 0.01}, "options": {)") +
            options + "}}");
        INFO(options);
        for (int round = 0; round < 4; ++round) {
            std::vector<std::string> inputs = some_inputs(scenario, random, 5);
            if (round % 2 == 0) inputs = {"workload.tokens_per_day"};
            std::erase(inputs, "horizon_months");
            if (!inputs.empty()) {
                const std::vector<std::string> metrics{"local.break_even_month", "local.total", "winner"};
                CHECK(differences(scenario, inputs, metrics, random, 1 + random() % 140) == "");
            }
        }
    }
}

TEST_CASE("each month of the search can be the break-even month") {
    const Scenario scenario =
        scenario_of(R"({"workload": {"tokens_per_day": 1e6, "growth_per_month": 0.005}, "options": {
        "local": {"kind": "owned", "hardware": {"gpu": {"unit_price": 1000}}, "monthly_costs": {"electricity": 5}},
        "cloud": {"kind": "api", "price_per_mtok": 1}}})");
    const std::vector<std::string> inputs{"local.hardware.gpu.unit_price", "workload.growth_per_month"};
    const std::vector<std::string> metrics{"local.break_even_month"};
    constexpr std::size_t count = 150;
    std::vector<double> price(count), growth(count), months(count), expected(count);
    for (std::size_t i = 0; i < count; ++i) {
        growth[i] = 0.0001 * static_cast<double>(i % 5);
        double saved = 0.0;  // until the middle of month i
        for (std::size_t m = 0; m <= i; ++m)
            saved += (m < i ? 1.0 : 0.5) * (30.0 * std::pow(1.0 + growth[i], static_cast<double>(m)) - 5.0);
        price[i] = saved;
        expected[i] = static_cast<double>(i) + 0.5;
    }
    const Batch batch(scenario, inputs, metrics);
    BatchWorkspace workspace = batch.workspace();
    double* const results[] = {months.data()};
    for (const std::uint64_t revision : {0U, 7U, 7U}) {  // computed, computed to be kept, kept
        const BatchInput block[] = {{price.data(), false, 0}, {growth.data(), false, revision}};
        batch.evaluate(120, block, results, workspace);
        for (std::size_t i = 0; i < 120; ++i) CHECK(months[i] == Approx(expected[i]).epsilon(1e-12));
    }
    const BatchInput late[] = {{price.data() + 120}, {growth.data() + 120}};
    batch.evaluate(30, late, results, workspace);
    for (std::size_t i = 0; i < 30; ++i) CHECK(std::isnan(months[i]));
}

TEST_CASE("an overflowing hybrid and a rate of return have words in the graph, with the same results") {
    Scenario scenario = scenario_of(everything);
    auto& mix = std::get<Hybrid>(scenario.options.back().value);
    mix.local_share.reset();
    mix.overflow = true;
    std::mt19937 random(4);
    Scenario copy = scenario;
    for (const Parameter& parameter : all_parameters(copy)) check_batch(scenario, {parameter.path()}, random);
}

TEST_CASE("an unknown input or metric is named") {
    const Scenario scenario = scenario_of(everything);
    const std::vector<std::string> good{"workload.tokens_per_day"}, bad{"box.nothing"}, total{"box.total"};
    CHECK_THROWS_WITH(Batch(scenario, bad, total), "'box.nothing' is not a number of this scenario");
    CHECK_THROWS_WITH(Batch(scenario, good, bad), "'box.nothing' is not a metric of this scenario");
}

TEST_CASE("winner codes: an option, a tie, none") {
    Scenario scenario = scenario_of(R"({"workload": {"tokens_per_day": 1e6}, "options": {
        "a": {"kind": "api", "price_per_mtok": 2, "tokens_per_minute": 5000},
        "b": {"kind": "api", "price_per_mtok": 3, "tokens_per_minute": 5000}}})");
    const std::vector<std::string> inputs{"a.price_per_mtok", "workload.tokens_per_day"}, metrics{"winner"};
    const Batch batch(scenario, inputs, metrics);
    BatchWorkspace workspace = batch.workspace();
    const double price[] = {2, 3, 4, 2}, volume[] = {1e6, 1e6, 1e6, 1e9};
    double winner[4];
    double* const results[] = {winner};
    const BatchInput block[] = {{price}, {volume}};
    batch.evaluate(4, block, results, workspace);
    CHECK(winner[0] == 0.0);
    CHECK(winner[1] == winner_tie);
    CHECK(winner[2] == 1.0);
    CHECK(winner[3] == winner_none);
}

TEST_CASE("a batch finds the break-even volume that evaluate finds", "[batch]") {
    const Scenario base = scenario_of(R"({"workload": {"tokens_per_day": 2000000},
        "discount_rate": 0.1, "options": {"local": {"kind": "owned", "hardware": {"gpu": {"unit_price": 1200}},
        "serving": {"input_tokens_per_second": 3000, "output_tokens_per_second": 60},
        "monthly_costs": {"electricity": 30}}, "cloud": {"kind": "api", "price_per_mtok": 2}}})");
    const std::vector<std::string> inputs{"local.hardware.gpu.unit_price"};
    const std::vector<std::string> metrics{"local.break_even_tokens_per_day", "local.break_even_utilization"};
    const Batch batch(base, inputs, metrics);
    BatchWorkspace workspace = batch.workspace();
    const std::vector<double> prices{600, 1200, 4800};
    std::vector<double> volumes(3), busy(3);
    const BatchInput columns[] = {{prices.data()}};
    double* const results[] = {volumes.data(), busy.data()};
    batch.evaluate(3, columns, results, workspace);
    for (std::size_t i = 0; i < prices.size(); ++i) {
        Scenario scenario = base;
        find_parameter(scenario, inputs[0])->set(prices[i]);
        const VolumeBreakEven slow = break_even_volume(scenario, 0);
        REQUIRE(slow.tokens_per_day);
        CHECK(volumes[i] == Approx(slow.tokens_per_day->value()).epsilon(1e-9));
        CHECK(busy[i] == Approx(*slow.utilization).epsilon(1e-9));
    }
}

}  // namespace batch_test
