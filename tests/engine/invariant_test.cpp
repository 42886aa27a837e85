// What is said in two ways, or not at all, comes to the same; and the items of any bill.

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "aicost/metric.hpp"
#include "aicost/profile.hpp"
#include "engine/random_scenario.hpp"
#include "scenarios.hpp"

namespace invariant_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

bool equal(double a, double b) {
    return std::abs(a - b) <= 1e-9 * std::max({std::abs(a), std::abs(b), 1e-6});
}
double size_of(const OptionResult& option, int horizon) {
    double size = 1e-6;
    for (const Item& item : option.items) size += std::abs(total(item.flow, horizon).value());
    return size;
}
// The figures of an option, whatever of it is called.
void assert_same(const OptionResult& a, const OptionResult& b, int horizon) {
    const double size = size_of(a, horizon);
    RC_ASSERT(std::abs(a.total.value() - b.total.value()) <= 1e-9 * size);
    RC_ASSERT(std::abs(a.upfront.value() - b.upfront.value()) <= 1e-9 * size);
    RC_ASSERT(a.feasible == b.feasible);
    RC_ASSERT(a.peak_utilization.has_value() == b.peak_utilization.has_value());
    if (a.peak_utilization) RC_ASSERT(equal(*a.peak_utilization, *b.peak_utilization));
    RC_ASSERT(a.energy.has_value() == b.energy.has_value());
    if (a.energy) RC_ASSERT(equal(a.energy->value(), b.energy->value()));
}
void assert_same(const Scenario& a, const Scenario& b) {
    const Comparison c = evaluate(a), d = evaluate(b);
    for (std::size_t i = 0; i < c.options.size(); ++i)
        assert_same(c.options[i], d.options[i], a.horizon_months);
}

// Each option alone: hybrids would have it twice.
Scenario without_hybrids() {
    Scenario scenario = *any_scenario();
    std::erase_if(scenario.options, [](const auto& option) { return kind_of(option.value) == "hybrid"; });
    scenario.baseline.clear();
    return scenario;
}
Running* running_of(Option& option) {
    return std::visit(
        [](auto& held) -> Running* {
            if constexpr (requires { held.running; }) {
                return &held.running;
            } else {
                return nullptr;
            }
        },
        option);
}

constexpr std::array<double, 24> all_hours(double factor) {
    std::array<double, 24> factors{};
    for (double& each : factors) each = factor;
    return factors;
}

}  // namespace

TEST_CASE("24 factors of 1 are none, of f they are f times the price", "[property]") {
    CHECK(rc::check([] {
        Scenario plain = *any_scenario();
        for (auto& [id, option] : plain.options) {
            if (auto* api = std::get_if<Api>(&option)) api->price_by_hour.reset();
            if (auto* owned = std::get_if<Owned>(&option); owned && owned->electricity)
                owned->electricity->price_by_hour.reset();
        }
        const double factor = chance(50) ? 1.0 : between(0.1, 3);
        Scenario by_hour = plain, times = plain;
        for (std::size_t i = 0; i < plain.options.size(); ++i) {
            if (auto* api = std::get_if<Api>(&by_hour.options[i].value)) {
                api->price_by_hour = all_hours(factor);
                std::get<Api>(times.options[i].value).price_factor *= factor;
            }
            auto* owned = std::get_if<Owned>(&by_hour.options[i].value);
            if (owned == nullptr || !owned->electricity) continue;
            owned->electricity->price_by_hour = all_hours(factor);
            auto& price = std::get<Owned>(times.options[i].value).electricity->price_per_kwh;
            if (price) price = *price * factor;
        }
        assert_same(by_hour, times);
    }));
}

TEST_CASE("what says nothing changes nothing: seven days, no ratio, steps and minima of 1", "[property]") {
    CHECK(rc::check([] {
        Scenario plain = *any_scenario();
        // seven days a week: a month's tokens are its days' tokens
        plain.workload.active_days_per_week = 7;
        set_tokens_per_day(plain.workload, volume_per_day(plain));
        Scenario by_month = plain;
        by_month.workload.tokens_per_day.reset();
        by_month.workload.tokens_per_month =
            tokens(plain.workload.tokens_per_day->value() * plain.days_per_month);
        const Comparison c = evaluate(plain), d = evaluate(by_month);
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            // a rounding may decide how many units it takes
            if (c.options[i].units == d.options[i].units)
                RC_ASSERT(std::abs(c.options[i].total.value() - d.options[i].total.value()) <=
                          1e-9 * size_of(c.options[i], plain.horizon_months));
        }
    }));
}

namespace {

using Json = nlohmann::json;

void state(Json& object, const Json& neutral) {
    for (const auto& [key, value] : neutral.items()) {
        if (!object.contains(key)) object[key] = value;
    }
}
// A profile with all that it leaves out stated at the value that changes nothing.
Json all_stated(Json profile) {
    const Json ones = std::vector<double>(24, 1.0);
    const Json running{{"input_ratio", 1},
                       {"output_ratio", 1},
                       {"success_share", 1},
                       {"setup_cost", 0},
                       {"monthly_costs_change_per_year", 0},
                       {"monthly_costs", Json::object()},
                       {"monthly_income", Json::object()}};
    const Json of_api{{"price_factor", 1},
                      {"price_by_hour", ones},
                      {"price_steps", Json::array()},
                      {"seats", 1},
                      {"fee_per_seat", 0},
                      {"included_spend_per_seat", 0},
                      {"monthly_fee", 0},
                      {"included_tokens_per_month", 0},
                      {"monthly_minimum", 0},
                      {"batch_discount", 0},
                      {"price_change_per_year", 0}};
    const Json of_rented{{"price_held_months", 1}, {"lost_share", 0}, {"price_change_per_year", 0}};
    state(profile["workload"], {{"active_days_per_week", 7}, {"utc_offset_hours", 0}});
    for (auto& [id, option] : profile["options"].items()) {
        const std::string kind = option["kind"];
        if (kind == "hybrid") continue;
        state(option, running);
        if (kind == "api") state(option, of_api);
        if (kind == "rented") state(option, of_rented);
        if (kind == "api") continue;
        state(option, {{"spare_units", 0}, {"unit_monthly_costs", Json::object()}});
        if (option.value("units", Json()) == "auto") state(option, {{"min_units", 1}, {"unit_step", 1}});
        if (option.contains("electricity"))
            state(option["electricity"], {{"price_by_hour", ones}, {"only_on_active_days", false}});
    }
    return profile;
}
Scenario loaded(const Json& profile) {
    const Result<Profile> result = load_profile({"test.json", profile.dump(1)}, {});
    for (const Fault& fault : result.faults) UNSCOPED_INFO(to_text(fault));
    REQUIRE(result.value);
    return result->scenario;
}

}  // namespace

TEST_CASE("an input that is stated at its neutral value changes nothing") {
    for (const std::string_view name : built_in_profiles()) {
        INFO(name);
        const Json profile = Json::parse(built_in_profile(name)->text);
        const Scenario plain = loaded(profile), stated = loaded(all_stated(profile));
        const Comparison c = evaluate(plain), d = evaluate(stated);
        for (const std::string& metric : metric_names(plain)) {
            INFO(metric);
            const MetricValue a = metric_value(plain, c, metric).value();
            const MetricValue b = metric_value(stated, d, metric).value();
            if (std::holds_alternative<double>(a) && std::holds_alternative<double>(b)) {
                CHECK(std::get<double>(b) == Approx(std::get<double>(a)).epsilon(1e-9).margin(1e-9));
            } else {
                CHECK((a == b));
            }
        }
    }
}

TEST_CASE("parts of which one has all the work are that one", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = without_hybrids();
        scenario.options.push_back({"free", api_at(1)});  // no fixed costs
        const auto one = *rc::gen::inRange<std::size_t>(0, scenario.options.size() - 1);
        Hybrid all;
        all.parts = {{scenario.options[one].name, between(0.5, 3)}, {"free", 0.0}};
        scenario.options.push_back({"all", all});
        const Comparison c = evaluate(scenario);
        assert_same(c.options[one], c.options.back(), scenario.horizon_months);
    }));
}

TEST_CASE("every second attempt accepted is twice the volume at that option", "[property]") {
    CHECK(rc::check([] {
        Scenario half = without_hybrids();
        Scenario twice = half;
        for (auto& [id, option] : half.options) running_of(option)->success_share = 0.5;
        for (auto& [id, option] : twice.options) running_of(option)->success_share = 1.0;
        Workload& work = twice.workload;
        for (auto* volume : {&work.tokens_per_day, &work.tokens_per_month}) {
            if (*volume) *volume = **volume * 2;
        }
        for (auto* volume : {&work.requests_per_day, &work.requests_per_month, &work.conversations_per_day}) {
            if (*volume) *volume = **volume * 2;
        }
        assert_same(half, twice);
    }));
}

TEST_CASE("on one unit it is never cheaper to scale to zero than to pay by the second", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = scenario_of(api_at(1), 0, 12);
        Workload& work = scenario.workload;
        work.tokens_per_day = tokens(sized(1e3, 1e8));
        work.input_tokens_per_request = tokens(sized(50, 1e5));
        work.output_tokens_per_request = tokens(sized(10, 8000));
        work.load_shape.kind = static_cast<LoadShape::Kind>(*rc::gen::inRange(0, 3));
        Rented busy = random_rented(true);
        busy.price_per_month.reset();
        busy.price_per_hour = per_hour(sized(0.05, 40));
        busy.machines.serving = random_serving();
        busy.machines.serving->seconds_per_request = sized(0.1, 120);
        busy.machines.units.count = 1;
        busy.machines.spare_units = 0;
        busy.billing = Rented::Billing::busy_hours;
        Rented to_zero = busy;
        to_zero.billing = Rented::Billing::scale_to_zero;
        to_zero.idle_timeout_seconds = between(0, 600);
        to_zero.cold_start_seconds = between(0, 300);
        scenario.options = {{"busy", busy}, {"zero", to_zero}};
        const Comparison c = evaluate(scenario);
        RC_PRE(c.options[0].feasible);  // an hour has no more than an hour
        RC_ASSERT(c.options[1].total.value() >=
                  c.options[0].total.value() - 1e-9 * size_of(c.options[0], 12));
    }));
}

TEST_CASE("a conversation of one turn is a request", "[property]") {
    CHECK(rc::check([] {
        Scenario talk = *any_scenario();
        Workload& work = talk.workload;
        work.conversation = random_conversation();
        work.conversation->turns = 1;
        work.conversation->cached = false;
        work.output_share.reset();
        work.input_tokens_per_request.reset();
        work.output_tokens_per_request.reset();
        set_tokens_per_day(work, tokens(0));
        work.tokens_per_day.reset();
        work.conversations_per_day = sized(1, 1e6);
        Scenario request = talk;
        request.workload.conversation.reset();
        request.workload.conversations_per_day.reset();
        request.workload.requests_per_day = work.conversations_per_day;
        request.workload.input_tokens_per_request =
            work.conversation->system_tokens + work.conversation->user_tokens;
        request.workload.output_tokens_per_request = work.conversation->answer_tokens;
        assert_same(talk, request);
    }));
}

namespace {

// Nothing runs on the days without work.
void rest_on_idle_days(Option& option) {
    if (auto* owned = std::get_if<Owned>(&option); owned && owned->electricity)
        owned->electricity->only_on_active_days = true;
    if (auto* rented = std::get_if<Rented>(&option); rented && !rented->price_per_month)
        rented->only_on_active_days = true;
}
Machines* machines_held_by(Option& option) {
    return std::visit(
        [](auto& held) -> Machines* {
            if constexpr (requires { held.machines; }) {
                return &held.machines;
            } else {
                return nullptr;
            }
        },
        option);
}

}  // namespace

TEST_CASE("where all rests on idle days, d days of work a week are d/7 of the days of a month",
          "[property]") {
    CHECK(rc::check([] {
        Scenario weeks = *any_scenario();
        set_tokens_per_day(weeks.workload, volume_per_day(weeks));
        weeks.workload.active_days_per_week = chance(20) ? 7.0 : between(1, 7);
        for (auto& [id, option] : weeks.options) rest_on_idle_days(option);
        Scenario days = weeks;
        days.days_per_month *= days.workload.active_days_per_week / 7.0;
        days.workload.active_days_per_week = 7.0;
        const Comparison c = evaluate(weeks), d = evaluate(days);
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            // a rounding may decide how many units it takes
            if (c.options[i].units != d.options[i].units) continue;
            const double size = size_of(c.options[i], weeks.horizon_months);
            RC_ASSERT(std::abs(c.options[i].total.value() - d.options[i].total.value()) <= 1e-9 * size);
        }
    }));
}

TEST_CASE("a minimum that is reached anyway and a step that divides change nothing", "[property]") {
    CHECK(rc::check([] {
        Scenario plain = *any_scenario();
        for (auto& [id, option] : plain.options) {
            Machines* machines = machines_held_by(option);
            if (machines == nullptr || machines->units.count) continue;
            machines->min_units = machines->unit_step = 1.0;
        }
        const Comparison found = evaluate(plain);
        Scenario bound = plain, stated = plain;
        for (std::size_t i = 0; i < plain.options.size(); ++i) {
            Machines* machines = machines_held_by(bound.options[i].value);
            if (machines == nullptr || machines->units.count) continue;
            const double bought = found.options[i].units.value();
            if (bought > 1e6) continue;
            machines->min_units = whole_between(1, static_cast<int>(bought));
            machines->unit_step = chance(50) ? 1.0 : bought;
            machines_held_by(stated.options[i].value)->units.count = bought;
        }
        // hybrids are sized by themselves: another number, another bill
        const Comparison c = evaluate(bound), d = evaluate(stated);
        for (std::size_t i = 0; i < plain.options.size(); ++i) {
            const Machines* machines = machines_of(plain.options[i].value);
            if (machines == nullptr || machines->units.count) continue;
            assert_same(found.options[i], c.options[i], plain.horizon_months);
            const auto* rented = std::get_if<Rented>(&plain.options[i].value);
            // a number bounds what is billed by use
            if (rented == nullptr || rented->billing == Rented::Billing::always_on)
                assert_same(found.options[i], d.options[i], plain.horizon_months);
        }
    }));
}

// Names that the model has for items of its own, as the user's names.
TEST_CASE("items add up to their total and have names of their own, whatever the user calls his",
          "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        static constexpr const char* names[] = {"maintenance", "staff", "hardware", "setup", "financing",
                                                "resale",      "rent",  "tokens",   "a.b",   "colocation"};
        for (auto& [id, option] : scenario.options) {
            Running* running = running_of(option);
            if (running == nullptr) continue;
            for (const char* name : names) {
                running->monthly_costs.push_back({name, money(1)});
                running->monthly_income.push_back({name, money(2)});
            }
            std::visit(
                [&](auto& held) {
                    if constexpr (requires { held.machines; }) {
                        for (const char* name : names)
                            held.machines.unit_monthly_costs.push_back({name, money(3)});
                    }
                },
                option);
        }
        const Comparison c = evaluate(scenario);
        for (const OptionResult& option : c.options) {
            std::set<std::string> seen;
            double sum = 0.0;
            for (const Item& item : option.items) {
                RC_ASSERT(seen.insert(item.name()).second);
                double of_item = item.flow.upfront.value() + item.flow.at_end.value();
                for (int month = 1; month <= scenario.horizon_months; ++month)
                    of_item += month_of(item.flow, month);
                for (const Payment& payment : item.flow.payments) {
                    if (payment.month < scenario.horizon_months) of_item += payment.amount.value();
                }
                sum += of_item;
            }
            RC_ASSERT(std::abs(sum - option.total.value()) <=
                      1e-9 * size_of(option, scenario.horizon_months));
        }
    }));
}

}  // namespace invariant_test
