// What holds for every scenario: of costs, of their parts, of energy and of units.

#include <cmath>

#include "aicost/metric.hpp"
#include "engine/random_scenario.hpp"
#include "scenarios.hpp"

namespace property_test {

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

bool sizes_itself(const Option& option) {
    const Machines* machines = machines_of(option);
    return machines != nullptr && !machines->units.count;
}
// Tariffs by the hour, in a hybrid, and starts from cold: there more work may cost less.
void without_hours(Scenario& scenario) {
    for (auto& [id, option] : scenario.options) {
        if (auto* owned = std::get_if<Owned>(&option); owned && owned->electricity)
            owned->electricity->price_by_hour.reset();
        if (auto* api = std::get_if<Api>(&option)) api->price_by_hour.reset();
        if (auto* rented = std::get_if<Rented>(&option)) rented->cold_start_seconds = 0.0;
    }
}
}  // namespace

TEST_CASE("no result is infinite or not a number", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const Comparison c = evaluate(scenario);
        const auto searched = *rc::gen::inRange<std::size_t>(0, 4 * c.options.size());
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            for (const Metric& metric : option_metrics()) {
                if (is_searched_for(metric.name) && i != searched) continue;
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
            const auto fix = [](Machines& machines) {
                if (!machines.units.count) machines.units.count = machines.spare_units + 1;
            };
            if (auto* owned = std::get_if<Owned>(&option)) {
                owned->depreciation_per_year.reset();
                owned->salvage_share.reset();
                owned->financing.reset();
                fix(owned->machines);
            }
            if (auto* rented = std::get_if<Rented>(&option)) fix(rented->machines);
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
        without_hours(scenario);
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
        without_hours(scenario);
        Scenario longer = scenario;
        longer.horizon_months = std::min(longest_horizon, scenario.horizon_months + *rc::gen::inRange(1, 30));
        const Comparison before = evaluate(scenario);
        const Comparison after = evaluate(longer);
        for (std::size_t i = 0; i < scenario.options.size(); ++i) {
            const auto without_resale = [&](const OptionResult& option, int horizon) {
                double sum = 0.0;
                for (const Item& item : option.items) {
                    const bool comes_back =
                        item.kind == ItemKind::resale || item.kind == ItemKind::monthly_income;
                    if (!comes_back) sum += total(item.flow, horizon).value();
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
        const Running& running = owned.running;
        const double units = *local.units, serving = units - owned.machines.spare_units;
        const double on = power.powered_hours_per_day.value();
        const double active = scenario.days_per_month * scenario.workload.active_days_per_week / 7;
        const double paid = power.only_on_active_days ? active : scenario.days_per_month;
        const WorkloadFigures work = figures_of(scenario.workload, scenario.days_per_month);
        const TokenMix mix = token_mix(scenario.workload);
        double watt_hours = 0.0;
        for (int month = 1; month <= scenario.horizon_months; ++month) {
            const double busy = [&] {  // hours of a serving unit on an active day
                if (!owned.machines.serving) return on * *power.load_share;
                const Serving& block = *owned.machines.serving;
                const double day = work.tokens_per_day.value() / running.success_share *
                                   std::pow(1 + scenario.workload.growth_per_month, month - 1);
                const double seconds =
                    day * ((mix.fresh_input + mix.cache_write + mix.cache_write_1h) * running.input_ratio /
                               block.input_tokens_per_second->value() +
                           mix.output * running.output_ratio / block.output_tokens_per_second->value());
                double sum = 0.0;
                for (const double weight : scenario.workload.load_shape.weights()) {
                    double hour = seconds * weight / 24 / 3600 / serving;
                    if (block.seconds_per_request && work.input_tokens_per_request &&
                        work.output_tokens_per_request) {
                        const double size =
                            (*work.input_tokens_per_request + *work.output_tokens_per_request).value();
                        const double a_second = day / size * weight / 24 / 3600;
                        hour = std::max(hour, 1 - std::exp(-a_second * *block.seconds_per_request / serving));
                    }
                    sum += hour;
                }
                return std::min(sum, on);
            }();
            const double load = power.load().value(), idle = power.idle().value();
            const double of_serving =
                active * (load * busy + idle * (on - busy)) + (paid - active) * idle * on;
            // spares idle whenever the machine is on
            watt_hours += serving * of_serving + (units - serving) * paid * idle * on;
        }
        RC_ASSERT(equal(local.energy->value(), watt_hours / 1000 * power.pue));
        if (power.grams_co2_per_kwh)
            RC_ASSERT(equal(*local.kg_co2, local.energy->value() * *power.grams_co2_per_kwh / 1000));
        // at today's price throughout, the bill is energy times price
        if (power.price_change_per_year == 0.0 && power.price_per_kwh && !owned.machines.colocation &&
            !power.price_by_hour) {
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
            if (!sizes_itself(option)) continue;
            const Machines& machines = *machines_of(option);
            const OptionResult sized = evaluate(scenario).options[i];
            RC_ASSERT(sized.feasible);
            RC_ASSERT(*sized.units >= std::max(machines.min_units, 1.0 + machines.spare_units));
            RC_ASSERT(std::fmod(*sized.units, machines.unit_step) == 0.0);
            Scenario stated = scenario;
            const auto units = find_parameter(stated, sized.id + ".units").value();
            units.set(*sized.units);
            // a stated number of them is a bound on what wakes
            const auto* rented = std::get_if<Rented>(&option);
            if (rented == nullptr || rented->billing != Rented::Billing::scale_to_zero)
                RC_ASSERT(equal(total_of(stated, i), sized.total.value()));
            const double fewer = *sized.units - machines.unit_step;
            if (fewer > machines.spare_units && fewer >= machines.min_units) {
                units.set(fewer);
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

}  // namespace property_test
