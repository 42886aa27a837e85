#include "aicost/metric.hpp"

namespace aicost {

namespace {

template <class T>
MetricValue to_value(const std::optional<T>& value) {
    if (!value) return {};
    if constexpr (requires { value->value(); }) {
        return value->value();
    } else {
        return *value;
    }
}

template <auto M>
MetricValue of_option(const Scenario&, const Comparison& comparison, std::size_t option) {
    const auto& held = comparison.options[option].*M;
    if constexpr (requires { held.has_value(); }) {
        return to_value(held);
    } else if constexpr (requires { held.value(); }) {
        return held.value();
    } else {
        return held;
    }
}

// Metrics that the baseline itself does not have.
template <class Read>
MetricValue against(const Comparison& comparison, std::size_t option, Read read) {
    const auto& held = comparison.options[option].against_baseline;
    return held ? read(*held) : MetricValue();
}

MetricValue savings(const Scenario&, const Comparison& comparison, std::size_t option) {
    return against(comparison, option, [](const auto& a) { return MetricValue(a.savings.value()); });
}
MetricValue npv_savings(const Scenario&, const Comparison& comparison, std::size_t option) {
    return against(comparison, option, [](const auto& a) { return MetricValue(a.npv_savings.value()); });
}
MetricValue month(const Scenario&, const Comparison& comparison, std::size_t option) {
    return against(comparison, option, [](const auto& a) { return to_value(a.break_even.month); });
}
MetricValue discounted_month(const Scenario&, const Comparison& comparison, std::size_t option) {
    return against(comparison, option, [](const auto& a) { return to_value(a.discounted_break_even.month); });
}
MetricValue rate_of_return(const Scenario&, const Comparison& comparison, std::size_t option) {
    return against(comparison, option, [](const auto& a) { return to_value(a.irr); });
}
template <auto M>
MetricValue of_volume(const VolumeBreakEven& volume) {
    return to_value(volume.*M);
}
template <auto M>
MetricValue at_volume(const Scenario& scenario, const Comparison& comparison, std::size_t option) {
    return of_volume<M>(OptionMetrics(scenario, comparison, option).volume());
}

template <auto M>
MetricValue id_of(const Comparison& comparison) {
    const auto& held = comparison.*M;
    return held ? MetricValue(comparison.options[*held].id) : MetricValue();
}
MetricValue margin_of(const Comparison& comparison) { return to_value(comparison.margin); }

constexpr Metric metrics[] = {
    {"total", Unit::money, "all flows over the horizon, resale included", of_option<&OptionResult::total>},
    {"npv", Unit::money, "the same, discounted to today", of_option<&OptionResult::npv>},
    {"upfront", Unit::money, "paid at the start", of_option<&OptionResult::upfront>},
    {"first_month", Unit::money, "running costs of month 1", of_option<&OptionResult::first_month>},
    {"cost_per_month", Unit::money, "total / horizon", of_option<&OptionResult::cost_per_month>},
    {"cost_per_mtok", Unit::price_per_mtok, "levelised cost of a million tokens",
     of_option<&OptionResult::cost_per_mtok>},
    {"cost_per_request", Unit::price_per_request, "levelised cost of a request, where its size is known",
     of_option<&OptionResult::cost_per_request>},
    {"marginal_cost_per_mtok", Unit::price_per_mtok, "what one more million tokens would add to month 1",
     of_option<&OptionResult::marginal_cost_per_mtok>},
    {"savings", Unit::money, "baseline total - option total", savings, true},
    {"npv_savings", Unit::money, "the same, in today's money", npv_savings, true},
    {"break_even_month", Unit::months, "when the option has cost no more than the baseline", month, true},
    {"discounted_break_even_month", Unit::months, "the same on discounted flows", discounted_month, true},
    {"break_even_tokens_per_day", Unit::tokens_per_day,
     "least volume at which the lead between the two present values changes",
     at_volume<&VolumeBreakEven::tokens_per_day>, true, of_volume<&VolumeBreakEven::tokens_per_day>},
    {"break_even_utilization", Unit::share,
     "how busy the option's machines are at that volume, day and night",
     at_volume<&VolumeBreakEven::utilization>, true, of_volume<&VolumeBreakEven::utilization>},
    {"irr", Unit::per_year, "yearly return on what the option costs more at first", rate_of_return, true},
    {"peak_utilization", Unit::share, "of the units at the busiest hour of the busiest month",
     of_option<&OptionResult::peak_utilization>},
    {"capacity_tokens_per_day", Unit::tokens_per_day,
     "volume that the units serve at their highest allowed utilisation",
     of_option<&OptionResult::capacity_tokens_per_day>},
    {"units", Unit::units, "machines bought or rented: as stated, or what \"auto\" comes to",
     of_option<&OptionResult::units>},
    {"kwh", Unit::kwh, "electricity over the horizon", of_option<&OptionResult::energy>},
    {"kg_co2", Unit::kilograms, "carbon of that electricity", of_option<&OptionResult::kg_co2>},
    {"feasible", Unit::flag, "can it serve the workload?", of_option<&OptionResult::feasible>},
};

}  // namespace

std::span<const Metric> option_metrics() { return metrics; }

const VolumeBreakEven& OptionMetrics::volume() {
    if (!volume_)
        volume_ = option_ == comparison_.baseline ? VolumeBreakEven() : break_even_volume(scenario_, option_);
    return *volume_;
}

MetricValue OptionMetrics::operator()(const Metric& metric) {
    return metric.of_volume != nullptr ? metric.of_volume(volume())
                                       : metric.value(scenario_, comparison_, option_);
}

std::span<const OverallMetric> overall_metrics() {
    static constexpr OverallMetric all[] = {
        {"winner", Unit::word, "the option with the least present value that can serve and is allowed",
         winner_of},
        {"runner_up", Unit::word, "the next of them", id_of<&Comparison::runner_up>},
        {"margin", Unit::money, "its present value - the winner's: what the decision hangs by", margin_of},
    };
    return all;
}

const OverallMetric* find_overall_metric(std::string_view name) {
    for (const OverallMetric& metric : overall_metrics()) {
        if (metric.name == name) return &metric;
    }
    return nullptr;
}

const Metric* find_metric(std::string_view name) {
    for (const Metric& metric : metrics) {
        if (metric.name == name) return &metric;
    }
    return nullptr;
}

std::optional<Unit> unit_of_metric(std::string_view name) {
    if (const OverallMetric* overall = find_overall_metric(name)) return overall->unit;
    const auto dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string_view rest = name.substr(dot + 1);
    if (rest.substr(0, item_prefix.size()) == item_prefix) return Unit::money;
    const Metric* metric = find_metric(rest);
    return metric == nullptr ? std::nullopt : std::optional(metric->unit);
}

MetricValue winner_of(const Comparison& comparison) {
    if (!comparison.winner) return {};
    if (comparison.tie) return std::string("tie");
    return comparison.options[*comparison.winner].id;
}

std::vector<std::string> metric_names(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const OverallMetric& metric : overall_metrics()) names.emplace_back(metric.name);
    for (const auto& [id, option] : scenario.options) {
        for (const Metric& metric : metrics) names.push_back(id + "." + std::string(metric.name));
    }
    return names;
}

std::optional<MetricValue> metric_value(const Scenario& scenario, const Comparison& comparison,
                                        std::string_view name) {
    if (const OverallMetric* overall = find_overall_metric(name)) return overall->value(comparison);
    const auto dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto option = find_option(scenario, name.substr(0, dot));
    const std::string_view rest = name.substr(dot + 1);
    if (option && rest.substr(0, item_prefix.size()) == item_prefix) {
        for (const Item& item : comparison.options[*option].items) {
            if (item.name() == rest.substr(item_prefix.size()))
                return MetricValue(total(item.flow, comparison.horizon_months).value());
        }
        return MetricValue();
    }
    const Metric* metric = find_metric(rest);
    if (!option || metric == nullptr) return std::nullopt;
    return metric->value(scenario, comparison, *option);
}

}  // namespace aicost
