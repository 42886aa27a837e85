// Scenarios built by hand, and short ways to read their results: what the tests of the engine share.
#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>

#include "aicost/evaluate.hpp"
#include "catch.hpp"

namespace aicost::testing {

// Equal but for roundings.
inline Approx near(double value) { return Approx(value).epsilon(1e-12).margin(1e-12); }
// Equal to a figure that was written down with two decimals.
inline Approx to_cents(double value) { return Approx(value).epsilon(0).margin(0.005); }

inline Scenario scenario_of(Option option, double tokens_per_day = 1e6, int months = 12) {
    Scenario scenario;
    scenario.horizon_months = months;
    scenario.workload.tokens_per_day = tokens(tokens_per_day);
    scenario.options.push_back({"it", std::move(option)});
    return scenario;
}

inline Api api_at(double price_per_mtok) {
    Api api;
    api.price_per_mtok = per_mtok(price_per_mtok);
    return api;
}

inline Owned machine_for(double price) {
    Owned owned;
    owned.hardware.push_back({"gpu", {.unit_price = money(price)}});
    return owned;
}

inline Serving serving(double input_per_second, double output_per_second, double max_utilization = 0.8) {
    Serving block;
    block.input_tokens_per_second = tokens_per_second(input_per_second);
    block.output_tokens_per_second = tokens_per_second(output_per_second);
    block.max_utilization = max_utilization;
    return block;
}

// A workload's figures, by name.
inline Tokens volume_per_day(const Workload& work) { return figures_of(work, 30).tokens_per_day; }
inline double output_share(const Workload& work) { return figures_of(work, 30).output_share; }
// V_m = Q·A·(1+g)^(m-1)
inline Tokens volume_of_month(const Workload& work, double days_per_month, int month) {
    return figures_of(work, days_per_month).tokens_of_month *
           std::pow(1.0 + work.growth_per_month, month - 1);
}
struct TokenMix {
    double fresh_input = 0.0, cache_read = 0.0, cache_write = 0.0, cache_write_1h = 0.0, output = 0.0;
};
inline TokenMix token_mix(const Workload& work) {
    const WorkloadFigures figures = figures_of(work, 30);
    const double input = 1.0 - figures.output_share;
    const double read = input * figures.cache_read_share, write = input * figures.cache_write_share,
                 write_1h = input * figures.cache_write_1h_share;
    return {std::max(0.0, input - read - write - write_1h), read, write, write_1h, figures.output_share};
}

// docs/model.md, section 7: a machine for 1,200 and 30 a month against 0.002 per 1,000 tokens.
inline Scenario article(double tokens_per_day = 2e6, int months = 24) {
    Scenario scenario;
    scenario.horizon_months = months;
    scenario.workload.tokens_per_day = tokens(tokens_per_day);
    Owned local = machine_for(1200);
    local.running.monthly_costs.push_back({"electricity", money(30)});
    scenario.options.push_back({"local", local});
    scenario.options.push_back({"cloud", api_at(2)});
    return scenario;
}

template <class Kind>
Kind& option_of(Scenario& scenario, std::string_view id) {
    return std::get<Kind>(scenario.options.at(find_option(scenario, id).value()).value);
}

inline const OptionResult& result_of(const Comparison& comparison, std::string_view id) {
    for (const OptionResult& option : comparison.options) {
        if (option.id == id) return option;
    }
    throw std::out_of_range("no such option");
}

// The result of a scenario with one option.
inline OptionResult single(const Scenario& scenario) { return evaluate(scenario).options.front(); }

// One line of an option's bill; empty where it has no such line.
inline CashFlow item_of(const OptionResult& option, std::string_view name) {
    for (const Item& item : option.items) {
        if (item.name() == name) return item.flow;
    }
    return {};
}

inline double month_of(const CashFlow& flow, int month) {
    return flow.monthly.at(static_cast<std::size_t>(month - 1)).value();
}

inline bool has_note(const OptionResult& option, Note::Code code) {
    for (const Note& note : option.notes) {
        if (note.code == code) return true;
    }
    return false;
}
inline Note note_of(const OptionResult& option, Note::Code code) {
    for (const Note& note : option.notes) {
        if (note.code == code) return note;
    }
    throw std::out_of_range("no such note");
}

}  // namespace aicost::testing
