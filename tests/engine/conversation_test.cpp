// The workload as people have it: conversations, working days, months; and what the same work takes at an option.

#include "scenarios.hpp"

namespace conversation_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// 3 turns of 100 tokens in and 50 out, behind a system prompt of 200.
Scenario talks(bool cached) {
    Scenario scenario = scenario_of(api_at(2), 0, 1);
    scenario.workload.tokens_per_day.reset();
    scenario.workload.conversation = Conversation{3, tokens(200), tokens(100), tokens(50), cached};
    scenario.workload.conversations_per_day = 1000;
    return scenario;
}

}  // namespace

TEST_CASE("a conversation sends all that went before with each turn") {
    // inputs 300, 450, 600: 1,350 a conversation, 450 a request; outputs 150: 1,500 in all
    const WorkloadFigures figures = figures_of(talks(false).workload, 30);
    CHECK(figures.tokens_per_day.value() == near(1.5e6));
    CHECK(figures.input_tokens_per_request->value() == near(450));
    CHECK(figures.output_tokens_per_request->value() == near(50));
    CHECK(figures.output_share == near(0.1));
    CHECK(*figures.requests_per_day == near(3000));
    CHECK(single(talks(false)).total.value() == near(90));  // 45 M at 2
}

TEST_CASE("a cached conversation writes what is new and reads the rest") {
    // new: 200 + 3·100 + 2·50 = 600 of 1,350 are written, 750 are read
    Scenario scenario = talks(true);
    Api api;
    api.input_per_mtok = per_mtok(100);  // there is no fresh input
    api.output_per_mtok = per_mtok(10);
    api.cache_read_per_mtok = per_mtok(0.5);
    api.cache_write_per_mtok = per_mtok(4);
    scenario.options[0].value = api;
    // of 30,000 conversations: 22.5 M read, 18 M written, 4.5 M out
    CHECK(single(scenario).total.value() == near(22.5 * 0.5 + 18 * 4 + 4.5 * 10));
}

TEST_CASE("working days: the day's load is higher than the month's mean") {
    Scenario scenario = scenario_of(machine_for(0), 0, 1);
    scenario.workload.tokens_per_day.reset();
    scenario.workload.tokens_per_month = tokens(21e6);
    scenario.workload.active_days_per_week = 4.9;  // 21 of 30 days: 1 M a day
    scenario.workload.output_share = 1;
    option_of<Owned>(scenario, "it").machines.serving = serving(1000, 25);
    // 40,000 s of 86,400
    CHECK(*single(scenario).peak_utilization == near(40'000.0 / 86'400));
    CHECK(figures_of(scenario.workload, 30).tokens_per_day.value() == near(1e6));
    scenario.workload.tokens_per_month.reset();
    scenario.workload.tokens_per_day = tokens(1e6);
    CHECK(*single(scenario).peak_utilization == near(40'000.0 / 86'400));
}

TEST_CASE("requests of a month") {
    Scenario scenario = scenario_of(api_at(4), 0, 2);
    scenario.workload.tokens_per_day.reset();
    scenario.workload.requests_per_month = 5000;
    scenario.workload.input_tokens_per_request = tokens(900);
    scenario.workload.output_tokens_per_request = tokens(100);
    CHECK(single(scenario).total.value() == near(2 * 5 * 4));
    option_of<Api>(scenario, "it").fee_per_request = money(0.01);
    CHECK(single(scenario).total.value() == near(2 * (5 * 4 + 50)));
    CHECK(single(scenario).cost_per_request->value() == near(0.014));
}

TEST_CASE("what the same work takes: ratios and attempts") {
    // 30 M a month, a quarter of it output: 22.5·1.2/0.5 = 54 M in, 7.5·2/0.5 = 30 M out
    Api api;
    api.input_per_mtok = per_mtok(1);
    api.output_per_mtok = per_mtok(5);
    api.running.input_ratio = 1.2;
    api.running.output_ratio = 2;
    api.running.success_share = 0.5;
    const OptionResult result = single(scenario_of(api, 1e6, 1));
    CHECK(result.total.value() == near(54 + 150));
    CHECK(result.cost_per_mtok->value() == near(204.0 / 30));  // of the workload's tokens

    Owned owned = machine_for(0);
    owned.machines.serving = serving(1000, 100);
    owned.running = api.running;
    // a day: 1.8 M in at 1,000 and 1 M out at 100: 1,800 + 10,000 s
    CHECK(*single(scenario_of(owned, 1e6, 1)).peak_utilization == near(11'800.0 / 86'400));
}

}  // namespace conversation_test
