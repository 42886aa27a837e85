// What holds for every scenario: of costs, of their parts, of energy and of units.

#include <cmath>

#include "aicost/metric.hpp"
#include "engine/random_scenario.hpp"
#include "scenarios.hpp"

using namespace aicost;
using namespace aicost::testing;

namespace {

bool equal(double a, double b, double relative = 1e-9) {
    return a == b || std::abs(a - b) <= relative * std::max({std::abs(a), std::abs(b), 1e-6});
}
// How large the amounts are that a total is made of: its roundings are theirs.
double amounts_in(const OptionResult& option, int horizon) {
    double sum = 0.0;
    for (const Item& item : option.items) {
        sum += std::abs(item.flow.upfront.value()) + std::abs(item.flow.at_end.value());
        sum += std::abs(total(item.flow, horizon).value());
    }
    return sum;
}
double total_of(const Scenario& scenario, std::size_t option) { return total_cost(scenario, option).value(); }

// The local side of an option, or the option itself.
const Option& machine_of(const Scenario& scenario, const Option& option) {
    const auto* hybrid = std::get_if<Hybrid>(&option);
    return hybrid ? scenario.options[*find_option(scenario, hybrid->local)].value : option;
}
bool sizes_itself(const Scenario& scenario, const Option& option) {
    const Option& machine = machine_of(scenario, option);
    if (const auto* owned = std::get_if<Owned>(&machine)) return !owned->machines.units.count;
    if (const auto* rented = std::get_if<Rented>(&machine)) return !rented->machines.units.count;
    return false;
}
}  // namespace

TEST_CASE("no result is infinite or not a number", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const Comparison c = evaluate(scenario);
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            for (const Metric& metric : option_metrics()) {
                const MetricValue value = metric.value(scenario, c, i);
                const auto* number = std::get_if<double>(&value);
                if (number && !std::isfinite(*number))
                    RC_FAIL(c.options[i].id + "." + std::string(metric.name));
            }
            for (const Money& month : c.options[i].flow.monthly) RC_ASSERT(std::isfinite(month.value()));
        }
    }));
}

TEST_CASE("a total is the sum of its items, of its flows, and the npv at rate 0", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        const int horizon = scenario.horizon_months;
        Comparison c = evaluate(scenario);
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            const OptionResult& option = c.options[i];
            const double slack = 1e-12 * amounts_in(option, horizon);
            double of_items = 0.0;
            double of_flows = option.flow.upfront.value() + option.flow.at_end.value();
            for (const Item& item : option.items) of_items += total(item.flow, horizon).value();
            for (int month = 1; month <= horizon; ++month) {
                double sum = 0.0;
                for (const Item& item : option.items) sum += month_of(item.flow, month);
                RC_ASSERT(equal(sum, month_of(option.flow, month)));
                of_flows += sum;
            }
            for (const Payment& payment : option.flow.payments) {
                if (payment.month < horizon) of_flows += payment.amount.value();
            }
            RC_ASSERT(std::abs(of_items - option.total.value()) <= slack);
            RC_ASSERT(std::abs(of_flows - option.total.value()) <= slack);
            RC_ASSERT(std::abs(total_of(scenario, i) - option.total.value()) <= slack);
        }
        scenario.discount_rate = 0.0;
        c = evaluate(scenario);
        for (const OptionResult& option : c.options) RC_ASSERT(option.npv == option.total);
    }));
}

TEST_CASE("a year is the sum of its twelve months", "[property]") {
    // What a year adds to the total of something bought and never sold: its months, and what is replaced in
    // it.
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        scenario.horizon_months = 12 * *rc::gen::inRange(1, 8);
        for (auto& [id, option] : scenario.options) {
            if (auto* owned = std::get_if<Owned>(&option)) {
                owned->depreciation_per_year.reset();
                owned->salvage_share.reset();
                owned->financing.reset();
                if (!owned->machines.units.count) owned->machines.units.count = 1;
            }
            if (auto* rented = std::get_if<Rented>(&option); rented && !rented->machines.units.count)
                rented->machines.units.count = 1;
        }
        Scenario longer = scenario;
        longer.horizon_months += 12;
        const Comparison c = evaluate(longer);
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            double year = 0.0;
            for (int month = 1; month <= 12; ++month)
                year += month_of(c.options[i].flow, scenario.horizon_months + month);
            for (const Payment& payment : c.options[i].flow.payments) {
                if (payment.month >= scenario.horizon_months && payment.month < longer.horizon_months)
                    year += payment.amount.value();
            }
            const double larger = total_of(longer, i);
            RC_ASSERT(std::abs(larger - total_of(scenario, i) - year) <= 1e-11 * (1 + std::abs(larger)));
        }
    }));
}

TEST_CASE("a higher price never makes anything cheaper", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        Scenario dearer = scenario;
        auto prices = all_parameters(dearer);
        std::erase_if(prices, [](const Parameter& p) {
            return !counts_in_currency(p.field().unit) || p.path() == "usd_rate" || !p.get() ||
                   p.field().key == "included_spend_per_seat" || p.field().key == "monthly_income";
        });
        const Parameter& price = prices[*rc::gen::inRange<std::size_t>(0, prices.size())];
        RC_TAG(std::string(price.field().key));
        price.set(*price.get() * between(1, 3) + between(0, 1));
        for (std::size_t i = 0; i < scenario.options.size(); ++i) {
            const double before = total_of(scenario, i);
            const double slack = 1e-11 * amounts_in(evaluate(dearer).options[i], scenario.horizon_months);
            RC_ASSERT(total_of(dearer, i) >= before - slack);
        }
    }));
}

TEST_CASE("more volume never costs less", "[property]") {
    // An overflowing hybrid that sizes itself has room for all, so that it too only grows.
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        set_tokens_per_day(scenario.workload, volume_per_day(scenario));
        Scenario more = scenario;
        more.workload.tokens_per_day = *scenario.workload.tokens_per_day * between(1, 10) + tokens(1);
        for (std::size_t i = 0; i < scenario.options.size(); ++i) {
            const double before = total_of(scenario, i);
            const double slack = 1e-11 * amounts_in(evaluate(more).options[i], scenario.horizon_months);
            RC_ASSERT(total_of(more, i) >= before - slack);
        }
    }));
}

TEST_CASE("a longer horizon never costs less, but for what is recovered at its end", "[property]") {
    // Resale falls with time faster than costs may rise: without it the total grows with the horizon.
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        Scenario longer = scenario;
        longer.horizon_months = std::min(longest_horizon, scenario.horizon_months + *rc::gen::inRange(1, 30));
        const Comparison before = evaluate(scenario);
        const Comparison after = evaluate(longer);
        for (std::size_t i = 0; i < scenario.options.size(); ++i) {
            const auto without_resale = [&](const OptionResult& option, int horizon) {
                double sum = 0.0;
                for (const Item& item : option.items) {
                    const bool is_resale = item.name() == "resale" || item.name().ends_with(".resale");
                    if (!is_resale) sum += total(item.flow, horizon).value();
                }
                return sum;
            };
            const double slack = 1e-10 * amounts_in(after.options[i], longer.horizon_months);
            RC_ASSERT(without_resale(after.options[i], longer.horizon_months) >=
                      without_resale(before.options[i], scenario.horizon_months) - slack);
        }
    }));
}

TEST_CASE("energy is power times time", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const OptionResult local = result_of(evaluate(scenario), "local");
        const auto& owned = std::get<Owned>(scenario.options[0].value);
        if (!owned.electricity) {
            RC_ASSERT(!local.energy);
            return;
        }
        const Electricity& power = *owned.electricity;
        const double on = power.powered_hours_per_day.value() * scenario.days_per_month * *local.units;
        const TokenMix mix = token_mix(scenario.workload);
        double watt_hours = 0.0;
        for (int month = 1; month <= scenario.horizon_months; ++month) {
            double busy = on * power.load_share.value_or(0.0);
            if (owned.machines.serving) {
                const double volume =
                    volume_of_month(scenario.workload, scenario.days_per_month, month).value();
                const double input = volume * (mix.fresh_input + mix.cache_write + mix.cache_write_1h);
                busy = (input / owned.machines.serving->input_tokens_per_second->value() +
                        volume * mix.output / owned.machines.serving->output_tokens_per_second->value()) /
                       3600;
                busy = std::min(busy, on);
            }
            watt_hours += power.load().value() * busy + power.idle().value() * (on - busy);
        }
        RC_ASSERT(equal(local.energy->value(), watt_hours / 1000 * power.pue));
        if (power.grams_co2_per_kwh)
            RC_ASSERT(equal(*local.kg_co2, local.energy->value() * *power.grams_co2_per_kwh / 1000));
        // at today's price throughout, the bill is energy times price
        if (power.price_change_per_year == 0.0) {
            const double bill = total(item_of(local, "electricity"), scenario.horizon_months).value();
            RC_ASSERT(equal(bill, local.energy->value() * power.price_per_kwh->value()));
        }
    }));
}

TEST_CASE("auto units are enough, and one less is not", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        for (std::size_t i = 0; i < scenario.options.size(); ++i) {
            const Option& option = scenario.options[i].value;
            if (std::holds_alternative<Hybrid>(option) || !sizes_itself(scenario, option)) continue;
            const OptionResult sized = evaluate(scenario).options[i];
            RC_ASSERT(sized.feasible);
            RC_ASSERT(*sized.units >= 1.0);
            RC_ASSERT(std::floor(*sized.units) == *sized.units);
            Scenario stated = scenario;
            const auto units = find_parameter(stated, sized.id + ".units").value();
            units.set(*sized.units);
            RC_ASSERT(equal(total_of(stated, i), sized.total.value()));
            if (*sized.units > 1.0) {
                units.set(*sized.units - 1.0);
                RC_ASSERT(!evaluate(stated).options[i].feasible);
            }
        }
    }));
}

TEST_CASE("a hybrid that does all at home, or nothing", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        Hybrid hybrid;
        hybrid.local = scenario.options.size() > 2 && scenario.options[2].name == "rack" ? "rack" : "local";
        hybrid.cloud = "cloud";
        scenario.options.push_back({"test", hybrid});
        const std::size_t test = scenario.options.size() - 1;
        const std::size_t local = *find_option(scenario, hybrid.local);
        Scenario idle = scenario;
        set_tokens_per_day(idle.workload, tokens(0));
        idle.workload.requests_per_day.reset();
        const auto set = [&](double share) {
            std::get<Hybrid>(scenario.options[test].value).local_share = share;
        };
        set(1.0);
        RC_ASSERT(equal(total_of(scenario, test), total_of(scenario, local) + total_of(idle, 1)));
        set(0.0);
        RC_ASSERT(equal(total_of(scenario, test), total_of(scenario, 1) + total_of(idle, local)));
        // a local side that can serve all keeps all of it
        auto& both = std::get<Hybrid>(scenario.options[test].value);
        if (!has_serving(scenario.options[local].value)) return;
        both.local_share.reset();
        both.overflow = true;
        const Comparison c = evaluate(scenario);
        if (c.options[local].feasible)
            RC_ASSERT(
                equal(c.options[test].total.value(), c.options[local].total.value() + total_of(idle, 1)));
        for (const double share : c.options[test].local_share) RC_ASSERT(share >= 0.0 && share <= 1.0);
    }));
}
