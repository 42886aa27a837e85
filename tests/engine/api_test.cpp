#include "aicost/option/api.hpp"

#include <cmath>

#include "scenarios.hpp"

namespace api_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// 10 M tokens a month of 10 days: 8 M input and 2 M output.
Scenario ten_million(const Api& api, int months = 1) {
    Scenario scenario = scenario_of(api, 1e6, months);
    scenario.days_per_month = 10;
    scenario.workload.output_share = 0.2;
    return scenario;
}
double first_month(const Scenario& scenario) { return single(scenario).first_month.value(); }

}  // namespace

TEST_CASE("one price for all tokens", "[api]") { CHECK(first_month(ten_million(api_at(2))) == near(20)); }

TEST_CASE("input and output have prices of their own", "[api]") {
    Api api;
    api.input_per_mtok = per_mtok(3);
    api.output_per_mtok = per_mtok(15);
    CHECK(first_month(ten_million(api)) == near(54));  // 8·3 + 2·15
}

TEST_CASE("cached input costs what is stated for it, else the input price", "[api]") {
    Api api;
    api.input_per_mtok = per_mtok(3);
    api.output_per_mtok = per_mtok(15);
    Scenario scenario = ten_million(api);
    scenario.workload.cache_read_share = 0.5;        // 4 M
    scenario.workload.cache_write_share = 0.25;      // 2 M
    scenario.workload.cache_write_1h_share = 0.125;  // 1 M
    CHECK(first_month(scenario) == near(54));

    auto& held = option_of<Api>(scenario, "it");
    held.cache_read_per_mtok = per_mtok(0.3);
    CHECK(first_month(scenario) == near(43.2));   // 4·3 + 4·0.3 + 30
    held.cache_write_per_mtok = per_mtok(3.75);   // holds for the hour's cache too
    CHECK(first_month(scenario) == near(45.45));  // 1·3 + 4·0.3 + 3·3.75 + 30
    held.cache_write_1h_per_mtok = per_mtok(6);
    CHECK(first_month(scenario) == near(47.7));  // 1·3 + 4·0.3 + 2·3.75 + 1·6 + 30
}

TEST_CASE("one price with a cache price beside it", "[api]") {
    Api api = api_at(2);
    api.cache_read_per_mtok = per_mtok(0.5);
    Scenario scenario = ten_million(api);
    scenario.workload.cache_read_share = 0.5;
    CHECK(first_month(scenario) == near(14));  // 6·2 + 4·0.5
}

TEST_CASE("a long prompt at its own prices for the whole request", "[api]") {
    Api api;
    api.input_per_mtok = per_mtok(3);
    api.output_per_mtok = per_mtok(15);
    api.cache_read_per_mtok = per_mtok(0.3);
    LongContext rule;
    rule.above_input_tokens = tokens(200'000);
    rule.input_per_mtok = per_mtok(6);
    rule.output_per_mtok = per_mtok(22.5);
    api.long_context = {rule};
    Scenario scenario = ten_million(api);
    scenario.workload.cache_read_share = 0.5;

    CHECK(first_month(scenario) == near(43.2));  // no prompt size is known: 4·3 + 4·0.3 + 2·15
    scenario.workload.input_tokens_per_request = tokens(200'000);
    CHECK(first_month(scenario) == near(43.2));  // at the threshold, not above it
    scenario.workload.input_tokens_per_request = tokens(200'001);
    CHECK(first_month(scenario) == near(93));  // 8·6 (reads at its input price) + 2·22.5
    option_of<Api>(scenario, "it").long_context.front().cache_read_per_mtok = per_mtok(0.6);
    CHECK(first_month(scenario) == near(71.4));  // 4·6 + 4·0.6 + 2·22.5
}

TEST_CASE("a long prompt at its own prices for the excess alone", "[api]") {
    Api api;
    api.input_per_mtok = per_mtok(3);
    api.output_per_mtok = per_mtok(15);
    api.cache_read_per_mtok = per_mtok(0.3);
    api.cache_write_per_mtok = per_mtok(4);
    LongContext rule;
    rule.rule = LongContext::Rule::excess;
    rule.above_input_tokens = tokens(200'000);
    rule.input_per_mtok = per_mtok(6);
    rule.output_per_mtok = per_mtok(99);  // the rule leaves the output's price alone
    rule.cache_read_per_mtok = per_mtok(0.6);
    api.long_context = {rule};
    Scenario scenario = ten_million(api);
    scenario.workload.cache_read_share = 0.5;
    scenario.workload.cache_write_1h_share = 0.25;
    scenario.workload.input_tokens_per_request = tokens(250'000);
    // a fifth of every prompt lies above: fresh 2·(0.8·3 + 0.2·6) = 7.2; read 4·(0.8·0.3 + 0.2·0.6) = 1.44;
    // written for an hour, at the write price below and the long input price above, 2·(0.8·4 + 0.2·6) = 8.8;
    // output 2·15
    CHECK(first_month(scenario) == near(47.44));
}

TEST_CASE("the batch discount holds for the share of the work that may wait", "[api]") {
    Api api = api_at(2);
    api.batch_discount = 0.5;
    Scenario scenario = ten_million(api);
    scenario.workload.batch_share = 0.4;
    CHECK(first_month(scenario) == near(16));  // 20·(1 - 0.4·0.5)
    CHECK_FALSE(has_note(single(scenario), Note::Code::batch_not_discounted));
    option_of<Api>(scenario, "it").batch_discount = 0;
    CHECK(first_month(scenario) == near(20));
    CHECK(has_note(single(scenario), Note::Code::batch_not_discounted));
}

TEST_CASE("a quota is taken off the tokens that are charged", "[api]") {
    Api api = api_at(2);
    api.included_tokens_per_month = tokens(4e6);
    api.monthly_fee = money(20);
    CHECK(first_month(ten_million(api)) == near(32));  // 20·(1 - 4/10) + 20
    CHECK(single(ten_million(api)).marginal_cost_per_mtok->value() == near(2));
    api.included_tokens_per_month = tokens(11e6);
    CHECK(first_month(ten_million(api)) == near(20));
    // one million more is still within it, two are not
    CHECK(single(ten_million(api)).marginal_cost_per_mtok->value() == near(0));
    api.included_tokens_per_month = tokens(10.5e6);
    CHECK(single(ten_million(api)).marginal_cost_per_mtok->value() == near(1));  // half of it is charged
}

TEST_CASE("the minimum tops up tokens and fee together", "[api]") {
    Api api = api_at(2);
    api.monthly_fee = money(5);
    api.monthly_minimum = money(30);
    const OptionResult result = single(ten_million(api));
    CHECK(result.first_month.value() == near(30));  // max(20 + 5, 30)
    CHECK(month_of(item_of(result, "tokens"), 1) == near(20));
    CHECK(month_of(item_of(result, "monthly_fee"), 1) == near(5));
    CHECK(month_of(item_of(result, "monthly_minimum"), 1) == near(5));
    CHECK(result.marginal_cost_per_mtok->value() == near(0));  // 27 is still below the minimum
    api.monthly_minimum = money(26);
    CHECK(single(ten_million(api)).marginal_cost_per_mtok->value() == near(1));  // 27 - 26
    api.monthly_minimum = money(24);
    CHECK(single(ten_million(api)).first_month.value() == near(25));
}

TEST_CASE("prices move by the year in twelfths; fee and minimum stand still", "[api]") {
    Api api = api_at(2);
    api.monthly_fee = money(7);
    api.price_change_per_year = -0.36;
    const OptionResult result = single(ten_million(api, 25));
    const CashFlow tokens_item = item_of(result, "tokens");
    CHECK(month_of(tokens_item, 1) == near(20));
    CHECK(month_of(tokens_item, 7) == near(16));      // half a year on: 20·sqrt(0.64)
    CHECK(month_of(tokens_item, 13) == near(12.8));   // 20·0.64
    CHECK(month_of(tokens_item, 25) == near(8.192));  // 20·0.64²
    CHECK(month_of(item_of(result, "monthly_fee"), 25) == near(7));
    CHECK(result.marginal_cost_per_mtok->value() == near(2));  // of month 1
}

TEST_CASE("an api has no hardware, no energy, no units", "[api]") {
    const OptionResult result = single(ten_million(api_at(2), 3));
    CHECK(result.upfront.value() == 0.0);
    CHECK_FALSE(result.energy);
    CHECK_FALSE(result.kg_co2);
    CHECK_FALSE(result.units);
    CHECK_FALSE(result.peak_utilization);
    CHECK_FALSE(result.capacity_tokens_per_day);
}

TEST_CASE("a rate limit is held against the busiest minute of every month", "[api]") {
    Api api = api_at(2);
    api.tokens_per_minute = tokens(1000);
    Scenario scenario = scenario_of(api, 1.44e6, 12);  // 1,000 a minute
    CHECK(single(scenario).feasible);                  // just met
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;
    const OptionResult at_day = single(scenario);
    CHECK_FALSE(at_day.feasible);
    CHECK(note_of(at_day, Note::Code::over_rate_limit).month == 1);
    CHECK(note_of(at_day, Note::Code::over_rate_limit).value == near(3000));
    CHECK(at_day.total.value() > 0.0);  // the cost is still shown

    scenario.workload.load_shape.kind = LoadShape::Kind::flat;
    scenario.workload.tokens_per_day = tokens(1.44e6 / 2);
    scenario.workload.growth_per_month = 0.2;
    const OptionResult growing = single(scenario);  // 500·1.2^(m-1) > 1,000 from month 5: 1.2^4 = 2.0736
    CHECK_FALSE(growing.feasible);
    CHECK(note_of(growing, Note::Code::over_rate_limit).month == 5);
    scenario.horizon_months = 4;  // months behind the horizon do not count
    CHECK(single(scenario).feasible);
}

TEST_CASE("no volume costs the fixed part alone", "[api]") {
    Api api = api_at(2);
    api.monthly_fee = money(20);
    api.included_tokens_per_month = tokens(1e6);
    const OptionResult result = single(scenario_of(api, 0, 12));
    CHECK(result.total.value() == near(240));
    CHECK_FALSE(result.cost_per_mtok);  // no tokens: none, not 0 and not infinite
}

}  // namespace api_test
