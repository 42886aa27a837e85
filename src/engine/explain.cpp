#include "aicost/explain.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/break_even.hpp"
#include "model/model.hpp"
#include "model/named.hpp"

namespace aicost {

namespace {

using How = Derivation::How;
using NamedNumber = NamedAlgebra::Number;

constexpr Unit currency = Unit::money;

Derivation node(std::string name, MetricValue value, Unit unit, How how, std::vector<Derivation> parts,
                std::string formula = {}) {
    Derivation derivation;
    derivation.name = std::move(name);
    derivation.value = std::move(value);
    derivation.unit = unit;
    derivation.how = how;
    derivation.parts = std::move(parts);
    derivation.formula = std::move(formula);
    if (!derivation.formula.empty()) return derivation;
    const char* sign = how == How::sum          ? " + "
                       : how == How::product    ? " × "
                       : how == How::difference ? " - "
                                                : " / ";
    for (const Derivation& part : derivation.parts) {
        const auto dot = part.path.rfind('.');
        derivation.formula +=
            (derivation.formula.empty() ? "" : sign) +
            (part.path.empty() || dot == std::string::npos ? part.name : part.path.substr(dot + 1));
    }
    return derivation;
}

// The model over named values: what a result is made of is what computed it.
struct NamedModel {
    explicit NamedModel(const Scenario& scenario)
        : names(scenario, scenario.horizon_months), model(names, scenario), demand(model.demand()) {}
    NamedAlgebra names;
    Model<NamedAlgebra> model;
    Demand<NamedAlgebra> demand;
};

struct Subject {
    const Scenario& scenario;
    const Comparison& comparison;
    const NamedModel& names;
    std::size_t index;
    Bill<NamedAlgebra> bill;

    Subject(const Scenario& scenario_, const Comparison& comparison_, const NamedModel& names_,
            std::size_t index_)
        : scenario(scenario_),
          comparison(comparison_),
          names(names_),
          index(index_),
          bill(names_.model.bill(scenario_.options[index_].value, names_.demand)) {}

    [[nodiscard]] const OptionResult& result() const { return comparison.options[index]; }
    [[nodiscard]] const Named<Option>& option() const { return scenario.options[index]; }
    [[nodiscard]] std::string name(std::string_view metric) const {
        return result().id + "." + std::string(metric);
    }
    [[nodiscard]] Subject of_baseline() const { return {scenario, comparison, names, comparison.baseline}; }

    // A number of the model, as the derivation of a metric.
    [[nodiscard]] Derivation derive(const NamedNumber& value, const std::string& as, Unit unit,
                                    std::string_view formula = {}) const {
        const bool leaf = value.node->op == NamedNode::Op::input || value.node->op == NamedNode::Op::constant;
        if (leaf) {
            Derivation out = derivation_of(value.node);
            if (out.path.empty() || out.unit != unit || as != out.path) {
                std::vector<Derivation> parts;
                if (!out.path.empty()) parts.push_back(std::move(out));
                std::string text = parts.empty() ? (formula.empty() ? "nothing" : std::string(formula))
                                                 : std::string(formula);
                return node(as, value.value(), unit, How::sum, std::move(parts), std::move(text));
            }
            return out;
        }
        NamedNode copy = *value.node;
        copy.name = as;
        copy.unit = unit;
        if (!formula.empty()) copy.formula = formula;
        return derivation_of(std::make_shared<const NamedNode>(std::move(copy)));
    }
    [[nodiscard]] Derivation input(const void* held_at, double value) const {
        return derivation_of(names.names.read(held_at, value).node);
    }
};

std::string name_of(const BillItem<NamedAlgebra>& item) {
    return Item{item.kind, item.own, item.side, {}}.name();
}

// The derivation of one item's total.
Derivation item_of(const Subject& subject, const BillItem<NamedAlgebra>& item) {
    return subject.derive(subject.names.model.total(item.flow), name_of(item), currency);
}

Derivation total_of(const Subject& subject) {
    std::vector<Derivation> parts;
    for (const auto& item : subject.bill.items) parts.push_back(item_of(subject, item));
    return node(subject.name("total"), subject.result().total.value(), currency, How::sum, std::move(parts));
}

Derivation npv_of(const Subject& subject) {
    const double rate = subject.scenario.discount_rate;
    if (rate == 0.0) {
        return node(subject.name("npv"), subject.result().npv.value(), currency, How::sum,
                    {total_of(subject)}, "total, as discount_rate is 0");
    }
    std::vector<Derivation> parts;
    for (const auto& item : subject.bill.items) {
        const double worth = subject.names.model.npv(item.flow).value();
        parts.push_back(node(name_of(item), worth, currency, How::formula, {item_of(subject, item)},
                             "each flow / (1 + discount_rate)^(t/12)"));
    }
    Derivation sum =
        node(subject.name("npv"), subject.result().npv.value(), currency, How::sum, std::move(parts));
    sum.parts.push_back(subject.input(&subject.scenario.discount_rate, rate));
    sum.how = How::formula;
    return sum;
}

Derivation upfront_of(const Subject& subject) {
    std::vector<Derivation> parts;
    for (const auto& item : subject.bill.items) {
        if (item.flow.upfront.value() != 0.0)
            parts.push_back(subject.derive(item.flow.upfront, name_of(item), currency));
    }
    const char* formula = parts.empty() ? "nothing is paid at the start" : "";
    return node(subject.name("upfront"), subject.result().upfront.value(), currency, How::sum,
                std::move(parts), formula);
}

Derivation first_month_of(const Subject& subject) {
    std::vector<Derivation> parts;
    for (const auto& item : subject.bill.items) {
        const NamedNumber first = subject.names.model.first_month(item.flow);
        if (first.value() != 0.0) parts.push_back(subject.derive(first, name_of(item), currency));
    }
    const char* formula = parts.empty() ? "nothing is paid in month 1" : "";
    return node(subject.name("first_month"), subject.result().first_month.value(), currency, How::sum,
                std::move(parts), formula);
}

Derivation monthly_of(const Subject& subject) {
    return node(subject.name("cost_per_month"), subject.result().cost_per_month.value(), currency,
                How::quotient,
                {total_of(subject),
                 subject.input(&subject.scenario.horizon_months, subject.scenario.horizon_months)});
}

Derivation tokens_of(const Subject& subject) {
    return subject.derive(
        subject.names.model.discounted_tokens(subject.names.demand) / subject.names.names.number(1e6),
        "tokens of the horizon, discounted", Unit::mtok);
}

Derivation levelised_of(const Subject& subject) {
    const auto& value = subject.result().cost_per_mtok;
    if (!value)
        return node(subject.name("cost_per_mtok"), MetricValue(), Unit::price_per_mtok, How::formula, {},
                    "npv / tokens; there are no tokens");
    return node(subject.name("cost_per_mtok"), value->value(), Unit::price_per_mtok, How::quotient,
                {npv_of(subject), tokens_of(subject)});
}

Derivation request_of(const Subject& subject) {
    const auto& value = subject.result().cost_per_request;
    if (!value)
        return node(subject.name("cost_per_request"), MetricValue(), Unit::price_per_request, How::formula,
                    {}, "the size of a request is not known, or there are none");
    return node(subject.name("cost_per_request"), value->value(), Unit::price_per_request, How::formula,
                {levelised_of(subject), subject.derive(*subject.names.demand.tokens_per_request,
                                                       "tokens of a request", Unit::tokens)},
                "cost_per_mtok × tokens of a request / 10^6");
}

Derivation marginal_of(const Subject& subject) {
    const std::string name = subject.name("marginal_cost_per_mtok");
    if (!subject.bill.marginal || !subject.result().marginal_cost_per_mtok)
        return node(name, MetricValue(), Unit::price_per_mtok, How::formula, {},
                    "none: what one more request costs depends on when it comes");
    const NamedNumber marginal = *subject.bill.marginal * subject.names.names.number(1e6);
    if (marginal.value() == 0.0)
        return node(name, 0.0, Unit::price_per_mtok, How::formula, {},
                    "what one more million tokens adds to month 1: nothing; its costs do not follow the "
                    "load, or are paid already");
    return subject.derive(marginal, name, Unit::price_per_mtok);
}

Derivation no_baseline(const Subject& subject, std::string_view metric, Unit unit) {
    return node(subject.name(metric), MetricValue(), unit, How::formula, {}, "this option is the baseline");
}

Derivation savings_of(const Subject& subject) {
    const auto& against = subject.result().against_baseline;
    if (!against) return no_baseline(subject, "savings", currency);
    return node(subject.name("savings"), against->savings.value(), currency, How::difference,
                {total_of(subject.of_baseline()), total_of(subject)});
}

Derivation npv_savings_of(const Subject& subject) {
    const auto& against = subject.result().against_baseline;
    if (!against) return no_baseline(subject, "npv_savings", currency);
    return node(subject.name("npv_savings"), against->npv_savings.value(), currency, How::difference,
                {npv_of(subject.of_baseline()), npv_of(subject)});
}

Derivation paid_until(const Subject& subject, double month) {
    double sum = 0.0, before = 0.0, at = 0.0;
    for (const Payment& point :
         cumulative(subject.result().flow, search_months(subject.scenario.horizon_months))) {
        if (point.month > month) {
            sum = before + (point.amount.value() - before) * (month - at) / (point.month - at);
            break;
        }
        before = sum = point.amount.value();
        at = point.month;
    }
    return node("K of " + subject.result().id, sum, currency, How::formula,
                {upfront_of(subject), first_month_of(subject)}, "up-front + what the months cost up to then");
}

Derivation break_even_month_of(const Subject& subject, bool discounted) {
    const std::string_view metric = discounted ? "discounted_break_even_month" : "break_even_month";
    const auto& against = subject.result().against_baseline;
    if (!against) return no_baseline(subject, metric, Unit::months);
    const BreakEven& when = discounted ? against->discounted_break_even : against->break_even;
    if (!when.month) {
        return node(subject.name(metric), MetricValue(), Unit::months, How::formula,
                    {paid_until(subject, 1.0), paid_until(subject.of_baseline(), 1.0)},
                    when.reason == BreakEven::Never::no_monthly_saving
                        ? "never: no monthly saving"
                        : "never: not within " + std::to_string(when.searched_months) + " months");
    }
    std::string formula = *when.month == 0.0
                              ? "0: no dearer at t = 0 and at t = 1"
                              : "least t at which, having been dearer, K(option) <= K(baseline)";
    if (discounted) formula += ", on discounted flows";
    return node(subject.name(metric), *when.month, Unit::months, How::formula,
                {paid_until(subject, *when.month), paid_until(subject.of_baseline(), *when.month)}, formula);
}

Derivation break_even_volume_of(const Subject& subject) {
    if (subject.index == subject.comparison.baseline)
        return no_baseline(subject, "break_even_tokens_per_day", Unit::tokens_per_day);
    const VolumeBreakEven volume = break_even_volume(subject.scenario, subject.index);
    MetricValue value;
    if (volume.tokens_per_day) value = volume.tokens_per_day->value();
    std::vector<Derivation> parts;
    if (volume.tokens_per_day) {
        Scenario at = subject.scenario;
        set_tokens_per_day(at.workload, *volume.tokens_per_day);
        const Comparison there = evaluate(at);
        for (const std::size_t i : {subject.index, subject.comparison.baseline}) {
            const bool discounts = subject.scenario.discount_rate != 0.0;
            parts.push_back(node((discounts ? "npv of " : "total of ") + there.options[i].id + " there",
                                 there.options[i].npv.value(), currency, How::formula, {},
                                 "at that volume, all else as it is"));
        }
    }
    return node(subject.name("break_even_tokens_per_day"), value, Unit::tokens_per_day, How::formula,
                std::move(parts),
                volume.tokens_per_day ? "least volume at which the lead between the two changes"
                                      : "they meet at no volume");
}

Derivation irr_of(const Subject& subject) {
    const auto& against = subject.result().against_baseline;
    if (!against) return no_baseline(subject, "irr", Unit::per_year);
    return node(subject.name("irr"), against->irr ? MetricValue(*against->irr) : MetricValue(),
                Unit::per_year, How::formula, {total_of(subject.of_baseline()), total_of(subject)},
                against->irr
                    ? "the yearly rate at which (baseline flows - option flows) are worth nothing today"
                    : "none: the flows do not change their sign exactly once");
}

Derivation utilization_there_of(const Subject& subject) {
    const std::string name = subject.name("break_even_utilization");
    if (subject.index == subject.comparison.baseline)
        return no_baseline(subject, "break_even_utilization", Unit::share);
    const VolumeBreakEven volume = break_even_volume(subject.scenario, subject.index);
    if (!volume.utilization)
        return node(name, MetricValue(), Unit::share, How::formula, {},
                    "none: no serving block, a hybrid, or no break-even volume");
    return node(name, *volume.utilization, Unit::share, How::formula, {break_even_volume_of(subject)},
                "busy seconds a day at that volume / 86400 / units");
}

Derivation utilization_of(const Subject& subject) {
    const std::string name = subject.name("peak_utilization");
    if (!subject.bill.peak)
        return node(name, MetricValue(), Unit::share, How::formula, {},
                    "capacity is not modelled: there is no serving block");
    return subject.derive(*subject.bill.peak, name, Unit::share);
}

Derivation capacity_of(const Subject& subject) {
    const std::string name = subject.name("capacity_tokens_per_day");
    if (!subject.bill.capacity || !subject.result().capacity_tokens_per_day)
        return node(name, MetricValue(), Unit::tokens_per_day, How::formula, {},
                    "capacity is not modelled, or has no bound");
    return subject.derive(*subject.bill.capacity, name, Unit::tokens_per_day);
}

Derivation energy_of(const Subject& subject) {
    if (!subject.bill.kwh)
        return node(subject.name("kwh"), MetricValue(), Unit::kwh, How::formula, {},
                    "there is no electricity from watts");
    return subject.derive(*subject.bill.kwh, subject.name("kwh"), Unit::kwh);
}

Derivation carbon_of(const Subject& subject) {
    if (!subject.bill.kg_co2)
        return node(subject.name("kg_co2"), MetricValue(), Unit::kilograms, How::formula, {},
                    "no grams_co2_per_kwh is stated");
    return subject.derive(*subject.bill.kg_co2, subject.name("kg_co2"), Unit::kilograms);
}

Derivation feasible_of(const Subject& subject) {
    return node(
        subject.name("feasible"), subject.result().feasible, Unit::flag, How::formula,
        {utilization_of(subject)},
        "peak utilisation <= max_utilization, and within the rate limit and the plan's cap, in every month");
}

Derivation winner_of(const Scenario& scenario, const Comparison& comparison, const NamedModel& names) {
    std::vector<Derivation> parts;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        Derivation part = npv_of({scenario, comparison, names, i});
        if (!option.feasible) part.name += " (cannot serve: does not count)";
        if (!option.allowed) part.name += " (barred: does not count)";
        parts.push_back(std::move(part));
    }
    return node("winner", aicost::winner_of(comparison), Unit::word, How::formula, std::move(parts),
                "least npv of the options that can serve and are allowed; tie within half a cent");
}

Derivation runner_up_of(const Scenario& scenario, const Comparison& comparison, const NamedModel& names) {
    const OverallMetric& metric = *find_overall_metric("runner_up");
    return node("runner_up", metric.value(comparison), Unit::word, How::formula,
                {winner_of(scenario, comparison, names)},
                "the next least npv; none where there is one option, or a tie");
}

Derivation margin_of(const Scenario& scenario, const Comparison& comparison, const NamedModel& names) {
    if (!comparison.margin)
        return node("margin", MetricValue(), currency, How::formula,
                    {runner_up_of(scenario, comparison, names)}, "none without a runner-up");
    return node("margin", comparison.margin->value(), currency, How::difference,
                {npv_of({scenario, comparison, names, *comparison.runner_up}),
                 npv_of({scenario, comparison, names, *comparison.winner})});
}

struct Row {
    std::string_view metric;
    Derivation (*derive)(const Subject&);
};
constexpr Row rows[] = {
    {"total", total_of},
    {"npv", npv_of},
    {"upfront", upfront_of},
    {"first_month", first_month_of},
    {"cost_per_mtok", levelised_of},
    {"marginal_cost_per_mtok", marginal_of},
    {"cost_per_month", monthly_of},
    {"cost_per_request", request_of},
    {"savings", savings_of},
    {"npv_savings", npv_savings_of},
    {"break_even_month", [](const Subject& subject) { return break_even_month_of(subject, false); }},
    {"discounted_break_even_month",
     [](const Subject& subject) { return break_even_month_of(subject, true); }},
    {"break_even_tokens_per_day", break_even_volume_of},
    {"break_even_utilization", utilization_there_of},
    {"irr", irr_of},
    {"peak_utilization", utilization_of},
    {"capacity_tokens_per_day", capacity_of},
    {"kwh", energy_of},
    {"kg_co2", carbon_of},
    {"feasible", feasible_of},
};

}  // namespace

std::optional<Derivation> explain(const Scenario& scenario, const Comparison& comparison,
                                  std::string_view metric) {
    const NamedModel names(scenario);
    if (metric == "winner") return winner_of(scenario, comparison, names);
    if (metric == "runner_up") return runner_up_of(scenario, comparison, names);
    if (metric == "margin") return margin_of(scenario, comparison, names);
    const auto dot = metric.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto option = find_option(scenario, metric.substr(0, dot));
    if (!option) return std::nullopt;
    const std::string_view rest = metric.substr(dot + 1);
    const Subject subject(scenario, comparison, names, *option);
    if (rest.substr(0, item_prefix.size()) == item_prefix) {
        for (const auto& item : subject.bill.items) {
            if (name_of(item) == rest.substr(item_prefix.size())) return item_of(subject, item);
        }
        return node(std::string(metric), MetricValue(), currency, How::formula, {},
                    "the option has no such item");
    }
    for (const Row& row : rows) {
        if (row.metric == rest) return row.derive(subject);
    }
    return std::nullopt;
}

}  // namespace aicost
