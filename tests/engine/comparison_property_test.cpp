// What holds for every scenario: of comparisons between options, and of where they cost the same.

#include <algorithm>
#include <cmath>

#include "aicost/metric.hpp"
#include "engine/random_scenario.hpp"
#include "scenarios.hpp"

namespace comparison_property_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

bool equal(double a, double b, double relative = 1e-9) {
    return a == b || std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// K(t), from the month ends and payments: behind all that is paid at t, or before it.
double paid_by(const CashFlow& flow, double t, bool before = false) {
    double sum = flow.upfront.value();
    for (std::size_t i = 0; i < flow.monthly.size(); ++i) {
        const double part = std::clamp(t - static_cast<double>(i), 0.0, 1.0);
        sum += flow.monthly[i].value() * part;
    }
    for (const Payment& payment : flow.payments) {
        if (payment.month < t || (payment.month == t && !before)) sum += payment.amount.value();
    }
    return sum;
}
double lead(const OptionResult& option, const OptionResult& baseline, double t, bool before = false) {
    const double a = paid_by(option.flow, t, before);
    const double b = paid_by(baseline.flow, t, before);
    return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)) ? 0.0 : a - b;
}

const Comparison scaled_by(Scenario scenario, double factor) {
    auto parameters = all_parameters(scenario);
    for (const Parameter& parameter : parameters) {
        const bool is_money = counts_in_currency(parameter.field().unit);
        // price_per_1k is price_per_mtok under another name
        if (!is_money || !parameter.get() || parameter.path() == "usd_rate" ||
            parameter.field().key == "price_per_1k")
            continue;
        parameter.set(*parameter.get() * factor);
    }
    return evaluate(scenario);
}

}  // namespace

TEST_CASE("all money times x is all results times x, and the months stay", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        // a power of two, so that roundings scale too
        const double factor = *rc::gen::element(0.125, 2.0, 1024.0);
        const Comparison c = evaluate(scenario);
        const Comparison scaled = scaled_by(scenario, factor);
        const auto same = [&](Money a, Money b) { RC_ASSERT(equal(a.value() * factor, b.value())); };
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            const OptionResult& a = c.options[i];
            const OptionResult& b = scaled.options[i];
            same(a.total, b.total);
            same(a.npv, b.npv);
            same(a.upfront, b.upfront);
            same(a.first_month, b.first_month);
            RC_ASSERT(a.cost_per_mtok.has_value() == b.cost_per_mtok.has_value());
            if (a.cost_per_mtok)
                RC_ASSERT(equal(a.cost_per_mtok->value() * factor, b.cost_per_mtok->value()));
            RC_ASSERT(a.energy == b.energy);
            RC_ASSERT(a.feasible == b.feasible);
            if (!a.against_baseline) continue;
            same(a.against_baseline->savings, b.against_baseline->savings);
            RC_ASSERT(a.against_baseline->break_even.month == b.against_baseline->break_even.month);
            RC_ASSERT(a.against_baseline->crossings == b.against_baseline->crossings);
            RC_ASSERT(a.against_baseline->irr == b.against_baseline->irr);
        }
        if (!c.tie && !scaled.tie) RC_ASSERT(c.winner == scaled.winner);
    }));
}

TEST_CASE("all money times any x", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const double factor = sized(1e-3, 1e3);
        const Comparison c = evaluate(scenario);
        const Comparison scaled = scaled_by(scenario, factor);
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            const double size = std::abs(c.options[i].total.value()) + c.options[i].flow.upfront.value() +
                                std::abs(c.options[i].flow.at_end.value());
            RC_ASSERT(std::abs(c.options[i].total.value() * factor - scaled.options[i].total.value()) <=
                      1e-10 * factor * size + 1e-12);
        }
    }));
}

TEST_CASE("the order of the options changes nothing but their order", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        scenario.baseline = scenario.options[baseline_of(scenario)].name;
        Scenario turned = scenario;
        std::reverse(turned.options.begin(), turned.options.end());
        const Comparison c = evaluate(scenario);
        const Comparison d = evaluate(turned);
        for (const OptionResult& a : c.options) {
            const OptionResult& b = result_of(d, a.id);
            RC_ASSERT(a.total == b.total);
            RC_ASSERT(a.npv == b.npv);
            RC_ASSERT(a.notes.size() == b.notes.size());
            RC_ASSERT(a.allowed == b.allowed);
            RC_ASSERT(a.against_baseline.has_value() == b.against_baseline.has_value());
            if (!a.against_baseline) continue;
            RC_ASSERT(a.against_baseline->break_even.month == b.against_baseline->break_even.month);
            RC_ASSERT(a.against_baseline->irr == b.against_baseline->irr);
        }
        RC_ASSERT(c.tie == d.tie);
        RC_ASSERT(c.winner.has_value() == d.winner.has_value());
        if (c.winner && !c.tie) RC_ASSERT(c.options[*c.winner].id == d.options[*d.winner].id);
        RC_ASSERT(c.price_of_requirements == d.price_of_requirements);
    }));
}

TEST_CASE("at the break-even month the option has cost no more, before it it has", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const Comparison c = evaluate(scenario);
        const OptionResult& baseline = c.options[c.baseline];
        for (const OptionResult& option : c.options) {
            if (!option.against_baseline) continue;
            const BreakEven& found = option.against_baseline->break_even;
            const double end = found.month ? *found.month : found.searched_months;
            if (found.month) {
                RC_ASSERT(lead(option, baseline, *found.month) <= 0.0);
                RC_ASSERT(found.within_horizon == (*found.month <= scenario.horizon_months));
            }
            if (end == 0.0) {
                RC_ASSERT(lead(option, baseline, 1.0) <= 0.0);
                continue;
            }
            // once it has been dearer it stays dearer until then
            bool dearer = lead(option, baseline, 0.0) > 0.0;
            for (double t = 0.25; t < end - 1e-6; t += 0.25) {
                const double now = lead(option, baseline, t);
                if (dearer) RC_ASSERT(now >= 0.0);
                dearer = dearer || now > 0.0;
            }
        }
    }));
}

TEST_CASE("between the crossings the lead alternates", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const Comparison c = evaluate(scenario);
        const OptionResult& baseline = c.options[c.baseline];
        for (const OptionResult& option : c.options) {
            if (!option.against_baseline) continue;
            auto crossings = option.against_baseline->crossings;
            RC_ASSERT(std::is_sorted(crossings.begin(), crossings.end()));
            crossings.push_back(scenario.horizon_months);
            double from = 0.0;
            int sign = 0;
            for (const double to : crossings) {
                RC_ASSERT(to > 0.0 && to <= scenario.horizon_months);
                int here = 0;  // of the stretch before this crossing; 0: even throughout
                for (int step = 1; step < 200; ++step) {
                    const double d = lead(option, baseline, from + (to - from) * step / 200.0);
                    if (d == 0.0) continue;
                    if (here != 0) RC_ASSERT(here == (d > 0.0 ? 1 : -1));
                    here = d > 0.0 ? 1 : -1;
                }
                if (sign != 0 && here != 0) RC_ASSERT(here == -sign);
                if (here != 0) sign = here;
                from = to;
            }
        }
    }));
}

TEST_CASE("at the break-even volume the totals are equal, or the lead jumps", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        scenario.horizon_months = std::min(scenario.horizon_months, 60);
        const std::size_t baseline = baseline_of(scenario);
        Scenario at = scenario;
        const auto difference = [&](std::size_t option, double volume) {
            set_tokens_per_day(at.workload, tokens(volume));
            const double a = npv_cost(at, option).value();
            const double b = npv_cost(at, baseline).value();
            return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)) ? 0.0 : a - b;
        };
        {
            const auto i = *rc::gen::inRange<std::size_t>(0, scenario.options.size());
            const VolumeBreakEven found = break_even_volume(scenario, i);
            if (i == baseline) RC_ASSERT(!found.tokens_per_day);
            const double volume = found.tokens_per_day ? found.tokens_per_day->value() : 1e15;
            RC_ASSERT(volume > 0.0 && volume <= 1e15);
            if (found.tokens_per_day && difference(i, volume) != 0.0) {
                const double below = difference(i, volume * (1 - 1e-9));
                const double above = difference(i, volume * (1 + 1e-9));
                RC_ASSERT(below * above <= 0.0);
            }
            // the least: nowhere below it does the lead change
            int sign = 0;
            for (double v = volume * 0.999; v > 1e-6; v *= 0.7) {
                const double d = difference(i, v);
                if (d == 0.0) continue;
                if (sign != 0) RC_ASSERT(sign == (d > 0.0 ? 1 : -1));
                sign = d > 0.0 ? 1 : -1;
            }
        }
    }));
}

TEST_CASE("evaluating is a function: the same twice", "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const Comparison a = evaluate(scenario);
        const Comparison b = evaluate(scenario);
        for (std::size_t i = 0; i < a.options.size(); ++i) RC_ASSERT(a.options[i].npv == b.options[i].npv);
    }));
}

TEST_CASE("the winner is feasible, allowed and least; the price of the requirements is no gift",
          "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const Comparison c = evaluate(scenario);
        for (std::size_t i = 0; i < c.options.size(); ++i) {
            const OptionResult& option = c.options[i];
            if (!option.feasible || !option.allowed) {
                RC_ASSERT(c.winner != i);
                RC_ASSERT(!option.notes.empty());  // it says why
                continue;
            }
            RC_ASSERT(c.winner.has_value());
            RC_ASSERT(c.options[*c.winner].npv <= option.npv);
        }
        if (c.price_of_requirements) RC_ASSERT(c.price_of_requirements->value() >= 0.0);
    }));
}

}  // namespace comparison_property_test
