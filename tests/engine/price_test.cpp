// Prices as they are sold: steps, factors, hours, seats, fees, long prompts by the step.

#include "scenarios.hpp"

namespace price_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// 30 M tokens a month at 2 per million: 60.
double total_of(const Api& api, int months = 4) {
    return single(scenario_of(api, 1e6, months)).total.value();
}

LongContext above(double tokens_of_input, double input, double output, LongContext::Rule rule) {
    LongContext step;
    step.above_input_tokens = tokens(tokens_of_input);
    step.input_per_mtok = per_mtok(input);
    step.output_per_mtok = per_mtok(output);
    step.rule = rule;
    return step;
}

}  // namespace

TEST_CASE("a price holds from its month on, in place of the earlier ones") {
    Api api = api_at(2);
    PriceStep third;
    third.from_month = 3;
    third.price_per_mtok = per_mtok(1);
    api.price_steps = {third};
    CHECK(total_of(api) == near(60 + 60 + 30 + 30));
    // input alone from month 4: 22.5 M at 4, the output stays at 1
    PriceStep fourth;
    fourth.from_month = 4;
    fourth.input_per_mtok = per_mtok(4);
    api.price_steps.push_back(fourth);
    CHECK(total_of(api) == near(60 + 60 + 30 + 22.5 * 4 + 7.5));
    CHECK(single(scenario_of(api, 1e6, 4)).first_month.value() == near(60));
    api.price_steps[0].from_month = 1;  // at once
    CHECK(total_of(api, 1) == near(30));
    api.price_steps[0].from_month = 200;  // behind the horizon
    api.price_steps.pop_back();
    CHECK(total_of(api) == near(240));
}

TEST_CASE("the yearly change counts from month 1, through the steps") {
    Api api = api_at(2);
    api.price_change_per_year = 0.21;
    PriceStep step;
    step.from_month = 7;
    step.price_per_mtok = per_mtok(1);
    api.price_steps = {step};
    CHECK(month_of(single(scenario_of(api, 1e6, 12)).flow, 7) == near(30 * 1.1));
}

TEST_CASE("factors: of all prices, and of the hours") {
    Api api = api_at(2);
    api.price_factor = 1.1;
    CHECK(total_of(api, 1) == near(66));
    api.price_factor = 1;
    api.price_by_hour.emplace().fill(1);
    for (std::size_t h = 0; h < 6; ++h) (*api.price_by_hour)[h] = 0.5;
    CHECK(total_of(api, 1) == near(60 * 0.875));  // a quarter of the day at half the price
    Scenario scenario = scenario_of(api, 1e6, 1);
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;
    CHECK(single(scenario).total.value() == near(60));  // nothing at night
}

TEST_CASE("seats: fees, included spend, caps") {
    Api api = api_at(2);
    api.seats = 3;
    api.fee_per_seat = money(25);
    CHECK(total_of(api, 1) == near(135));
    api.included_spend_per_seat = money(15);  // 45 of the 60
    CHECK(total_of(api, 1) == near(90));
    api.included_spend_per_seat = money(30);  // more than is used
    CHECK(total_of(api, 1) == near(75));
    api.max_tokens_per_seat = tokens(10e6);  // 30 M in all: just enough
    CHECK(single(scenario_of(api, 1e6, 1)).feasible);
    const OptionResult over = single(scenario_of(api, 1.001e6, 1));
    CHECK_FALSE(over.feasible);
    CHECK(note_of(over, Note::Code::over_plan_limit).limit == near(30e6));
}

TEST_CASE("a price of 0 beside a fee") {
    Api api = api_at(0);
    api.monthly_fee = money(20);
    CHECK(total_of(api, 2) == near(40));
}

TEST_CASE("several steps of long prompts: the last that is exceeded holds") {
    Api api;
    api.input_per_mtok = per_mtok(1);
    api.output_per_mtok = per_mtok(2);
    const auto whole = LongContext::Rule::whole_request;
    api.long_context = {above(1000, 3, 4, whole), above(5000, 7, 8, whole)};
    const auto at = [&](double size) {  // of a million tokens in and a million out
        Scenario scenario = scenario_of(api, 2e6 / 30, 1);
        scenario.workload.output_share = 0.5;
        scenario.workload.input_tokens_per_request = tokens(size);
        scenario.workload.output_tokens_per_request = tokens(1);
        return single(scenario).total.value();
    };
    CHECK(at(1000) == near(3));
    CHECK(at(1001) == near(7));
    CHECK(at(5000) == near(7));
    CHECK(at(5001) == near(15));
    for (LongContext& step : api.long_context) step.rule = LongContext::Rule::excess;
    // of 10,000: 1,000 at 1, 4,000 at 3, 5,000 at 7, the output at 2
    CHECK(at(10'000) == near(0.1 + 1.2 + 3.5 + 2));
    CHECK(at(2000) == near(0.5 + 1.5 + 2));
    api.running.input_ratio =
        2;  // the threshold is of its own tokens: 4,000 of them, and twice as many of all
    CHECK(at(2000) == near(2 * (0.25 + 0.75 * 3) + 2));
}

TEST_CASE("an api has a set-up, monthly costs, staff and income of its own") {
    Api api = api_at(2);
    api.running.setup_cost = money(100);
    api.running.monthly_costs = {{"gateway", money(12)}};
    api.running.staff = Staff{2, per_hour(40)};
    api.running.monthly_income = {{"credits", money(7)}};
    const OptionResult result = single(scenario_of(api, 1e6, 2));
    CHECK(result.upfront.value() == near(100));
    CHECK(result.first_month.value() == near(60 + 12 + 80 - 7));
    CHECK(result.total.value() == near(100 + 2 * 145));
    CHECK(total(item_of(result, "monthly_income.credits"), 2).value() == near(-14));
}

}  // namespace price_test
