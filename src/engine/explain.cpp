#include "aicost/explain.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/break_even.hpp"
#include "model/model.hpp"
#include "model/named_lines.hpp"

namespace aicost {

namespace {

using Op = NamedNode::Op;
using NamedNumber = NamedAlgebra::Number;
using Parts = std::vector<NamedRef>;

constexpr Unit currency = Unit::money;

// A metric in words.
NamedRef told(std::string name, MetricValue value, Unit unit, std::string_view sentence, Parts parts = {}) {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::told;
    node->name = std::move(name);
    node->result = std::move(value);
    node->unit = unit;
    node->sentence = sentence;
    node->args = std::move(parts);
    return node;
}

// A metric with its formula; the value is the evaluation's.
NamedRef metric_of(const NamedRef& formula, std::string name, MetricValue value, Unit unit) {
    auto node = std::make_shared<NamedNode>(*renamed(formula, std::move(name), unit));
    node->result = std::move(value);
    return node;
}

NamedRef same_as(const NamedRef& part) {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::same;
    node->args = {part};
    return node;
}

// With the inputs that decided on it, of which some may be null.
NamedRef because_of(const NamedRef& node, const Parts& reasons) {
    auto copy = std::make_shared<NamedNode>(*node);
    for (const NamedRef& reason : reasons) {
        if (reason) copy->because.push_back(reason);
    }
    return copy;
}

NamedRef sum_of(std::string name, double value, Parts parts, std::string_view where_none) {
    if (parts.empty()) return told(std::move(name), value, currency, where_none);
    if (parts.size() == 1) return metric_of(same_as(parts.front()), std::move(name), value, currency);
    NamedRef sum = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        auto next = std::make_shared<NamedNode>();
        next->op = Op::add;
        next->args = {sum, parts[i]};
        sum = next;
    }
    return metric_of(sum, std::move(name), value, currency);
}

NamedRef operation(Op op, const NamedRef& a, const NamedRef& b) {
    auto node = std::make_shared<NamedNode>();
    node->op = op;
    node->args = {a, b};
    return node;
}

// The model over named values, so that an explanation is the computation itself.
struct NamedModel {
    // At another volume, if `tokens_per_day` is given.
    explicit NamedModel(const Scenario& scenario, std::optional<double> tokens_per_day = std::nullopt)
        : names(scenario, scenario.horizon_months),
          model(names, scenario),
          demand(model.demand(tokens_per_day ? std::optional(volume(*tokens_per_day)) : std::nullopt)) {}
    NamedAlgebra names;
    Model<NamedAlgebra> model;
    Demand<NamedAlgebra> demand;

private:
    [[nodiscard]] NamedNumber volume(double tokens_per_day) const {
        auto node = std::make_shared<NamedNode>(*told("that volume", tokens_per_day, Unit::tokens_per_day,
                                                      "where the lead between the two changes"));
        node->value.same = tokens_per_day;
        return {node};
    }
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
    [[nodiscard]] std::string name(std::string_view metric) const {
        return result().id + "." + std::string(metric);
    }
    [[nodiscard]] Subject of_baseline() const { return {scenario, comparison, names, comparison.baseline}; }
    [[nodiscard]] bool is_baseline() const { return index == comparison.baseline; }
    // What is compared with the baseline, told which option that is.
    [[nodiscard]] NamedRef against_baseline(const NamedRef& node) const {
        return scenario.baseline.empty() ? node : because_of(node, {names.names.input(&scenario.baseline)});
    }
    [[nodiscard]] NamedRef no_baseline(std::string_view metric, Unit unit) const {
        return against_baseline(told(name(metric), MetricValue(), unit, "this option is the baseline"));
    }
};

std::string name_of(const BillItem<NamedAlgebra>& item) {
    return Item{item.kind, item.own, item.side, {}}.name();
}

NamedRef item_of(const Subject& subject, const BillItem<NamedAlgebra>& item) {
    return renamed(subject.names.model.total(item.flow).node, name_of(item), currency);
}

NamedRef total_of(const Subject& subject) {
    Parts parts;
    for (const auto& item : subject.bill.items) parts.push_back(item_of(subject, item));
    return sum_of(subject.name("total"), subject.result().total.value(), std::move(parts),
                  "it costs nothing");
}

NamedRef npv_of(const Subject& subject) {
    const double npv = subject.result().npv.value();
    if (subject.scenario.discount_rate == 0.0)
        return told(subject.name("npv"), npv, currency, "total, as discount_rate is 0", {total_of(subject)});
    Parts parts;
    for (const auto& item : subject.bill.items)
        parts.push_back(
            renamed(subject.names.model.npv(item.flow).node, name_of(item) + " in today's money", currency));
    return sum_of(subject.name("npv"), npv, std::move(parts), "it costs nothing");
}

NamedRef upfront_of(const Subject& subject) {
    Parts parts;
    for (const auto& item : subject.bill.items) {
        if (item.flow.upfront.value() != 0.0)
            parts.push_back(renamed(item.flow.upfront.node, name_of(item) + " at the start", currency));
    }
    return sum_of(subject.name("upfront"), subject.result().upfront.value(), std::move(parts),
                  "nothing is paid at the start");
}

NamedRef first_month_of(const Subject& subject) {
    Parts parts;
    for (const auto& item : subject.bill.items) {
        const NamedNumber first = subject.names.model.first_month(item.flow);
        if (first.node->op != Op::constant)
            parts.push_back(renamed(first.node, name_of(item) + " of month 1", currency));
    }
    return sum_of(subject.name("first_month"), subject.result().first_month.value(), std::move(parts),
                  "nothing is paid in month 1");
}

NamedRef monthly_of(const Subject& subject) {
    const NamedRef months = subject.names.model.of(subject.scenario.horizon_months).node;
    return metric_of(operation(Op::divide, total_of(subject), months), subject.name("cost_per_month"),
                     subject.result().cost_per_month.value(), currency);
}

NamedRef levelised_of(const Subject& subject) {
    const std::string name = subject.name("cost_per_mtok");
    const auto& value = subject.result().cost_per_mtok;
    if (!value) return told(name, MetricValue(), Unit::price_per_mtok, "npv / tokens; there are no tokens");
    const auto& model = subject.names.model;
    const NamedNumber tokens =
        model.discounted_tokens(subject.names.demand) / subject.names.names.number(1e6);
    return metric_of(
        operation(Op::divide, npv_of(subject),
                  renamed(tokens.node,
                          model.discounts() ? "tokens of the horizon, discounted" : "tokens of the horizon",
                          Unit::mtok)),
        name, value->value(), Unit::price_per_mtok);
}

NamedRef request_of(const Subject& subject) {
    const std::string name = subject.name("cost_per_request");
    const auto& value = subject.result().cost_per_request;
    if (!value)
        return told(name, MetricValue(), Unit::price_per_request,
                    "the size of a request is not known, or there are none");
    const NamedNumber each = NamedNumber{levelised_of(subject)} * *subject.names.demand.tokens_per_request;
    return metric_of((each / subject.names.names.number(1e6)).node, name, value->value(),
                     Unit::price_per_request);
}

// What decided on a value, down to what has a name.
Parts reasons_in(const NamedRef& node) {
    Parts reasons = node->because;
    for (const NamedRef& part : node->args) {
        if (!part->name.empty()) continue;
        const Parts below = reasons_in(part);
        reasons.insert(reasons.end(), below.begin(), below.end());
    }
    return reasons;
}

// How a machine is billed, and whether the number of them follows the load: why it has no bound, or costs no more for more.
Parts billing_of(const Subject& subject) {
    return std::visit(
        [&](const auto& option) -> Parts {
            if constexpr (requires { option.billing; }) {
                return {subject.names.names.input(&option.billing),
                        subject.names.names.input(&option.machines.units)};
            } else {
                return {};
            }
        },
        subject.scenario.options[subject.index].value);
}

NamedRef marginal_of(const Subject& subject) {
    const std::string name = subject.name("marginal_cost_per_mtok");
    const auto& value = subject.result().marginal_cost_per_mtok;
    if (!subject.bill.marginal || !value)
        return because_of(told(name, MetricValue(), Unit::price_per_mtok,
                               "none: what one more request costs depends on when it comes"),
                          billing_of(subject));
    const NamedNumber marginal = *subject.bill.marginal * subject.names.names.number(1e6);
    if (marginal.value() == 0.0) {
        Parts reasons = reasons_in(marginal.node);
        for (const NamedRef& reason : billing_of(subject)) {
            const auto same = [&](const NamedRef& other) { return other->path == reason->path; };
            if (std::none_of(reasons.begin(), reasons.end(), same)) reasons.push_back(reason);
        }
        return because_of(told(name, 0.0, Unit::price_per_mtok,
                               "what one more million tokens adds to month 1: nothing; its costs do not "
                               "follow the load, or are paid already"),
                          reasons);
    }
    return metric_of(marginal.node, name, value->value(), Unit::price_per_mtok);
}

NamedRef savings_of(const Subject& subject) {
    const auto& against = subject.result().against_baseline;
    if (!against) return subject.no_baseline("savings", currency);
    return subject.against_baseline(
        metric_of(operation(Op::subtract, total_of(subject.of_baseline()), total_of(subject)),
                  subject.name("savings"), against->savings.value(), currency));
}

NamedRef npv_savings_of(const Subject& subject) {
    const auto& against = subject.result().against_baseline;
    if (!against) return subject.no_baseline("npv_savings", currency);
    return subject.against_baseline(
        metric_of(operation(Op::subtract, npv_of(subject.of_baseline()), npv_of(subject)),
                  subject.name("npv_savings"), against->npv_savings.value(), currency));
}

// What is paid at the start, in each month, and for replacements.
Parts payments_of(const Subject& subject) {
    const Flow<NamedAlgebra> flow = subject.names.model.sum(subject.bill);
    Parts parts{upfront_of(subject)};
    const auto add = [&](const NamedRef& node, const char* what) {
        parts.push_back(renamed(node, what + subject.result().id, currency));
    };
    std::optional<NamedAlgebra::Series> month;
    for (const auto& term : flow.terms) {
        const NamedAlgebra::Series part = term.series * term.amount;
        month = month ? *month + part : part;
    }
    if (month) add(month->node, "costs of a month of ");
    if (!flow.payments.empty()) add(flow.payments.front().amount.node, "first replacement of ");
    return parts;
}

NamedRef paid_until(const Subject& subject, double month) {
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
    return told("K of " + subject.result().id, sum, currency, "up-front + what the months cost up to then",
                payments_of(subject));
}

NamedRef discounted_at(const Subject& subject, bool discounted, const NamedRef& node) {
    const Scenario& scenario = subject.scenario;
    if (!discounted || scenario.discount_rate == 0.0) return node;
    return because_of(node, {subject.names.names.input(&scenario.discount_rate)});
}

NamedRef break_even_month_of(const Subject& subject, bool discounted) {
    const std::string_view metric = discounted ? "discounted_break_even_month" : "break_even_month";
    const auto& against = subject.result().against_baseline;
    if (!against) return subject.no_baseline(metric, Unit::months);
    const BreakEven& when = discounted ? against->discounted_break_even : against->break_even;
    if (!when.month) {
        return subject.against_baseline(
            discounted_at(subject, discounted,
                          told(subject.name(metric), MetricValue(), Unit::months,
                               when.reason == BreakEven::Never::no_monthly_saving
                                   ? "never: no monthly saving"
                                   : "never: not within " + std::to_string(when.searched_months) + " months",
                               {paid_until(subject, 1.0), paid_until(subject.of_baseline(), 1.0)})));
    }
    std::string sentence = *when.month == 0.0
                               ? "no dearer at the start and after a month"
                               : "least t at which, having been dearer, K(option) <= K(baseline)";
    if (discounted) sentence += ", on discounted flows";
    return subject.against_baseline(discounted_at(
        subject, discounted,
        told(subject.name(metric), *when.month, Unit::months, sentence,
             {paid_until(subject, *when.month), paid_until(subject.of_baseline(), *when.month)})));
}

NamedRef break_even_volume_of(const Subject& subject) {
    if (subject.is_baseline()) return subject.no_baseline("break_even_tokens_per_day", Unit::tokens_per_day);
    const std::string name = subject.name("break_even_tokens_per_day");
    const VolumeBreakEven volume = break_even_volume(subject.scenario, subject.index);
    if (!volume.tokens_per_day)
        return told(name, MetricValue(), Unit::tokens_per_day, "they meet at no volume");
    Scenario at = subject.scenario;
    set_tokens_per_day(at.workload, *volume.tokens_per_day);
    const Comparison there = evaluate(at);
    const NamedModel names(subject.scenario, volume.tokens_per_day->value());
    Parts parts;
    for (const std::size_t i : {subject.index, subject.comparison.baseline}) {
        const bool discounts = subject.scenario.discount_rate != 0.0;
        const Subject part(subject.scenario, there, names, i);
        parts.push_back(renamed(discounts ? npv_of(part) : total_of(part),
                                (discounts ? "npv of " : "total of ") + there.options[i].id + " there",
                                currency));
    }
    return subject.against_baseline(told(name, volume.tokens_per_day->value(), Unit::tokens_per_day,
                                         "least volume at which the lead between the two changes",
                                         std::move(parts)));
}

NamedRef irr_of(const Subject& subject) {
    const auto& against = subject.result().against_baseline;
    if (!against) return subject.no_baseline("irr", Unit::per_year);
    return subject.against_baseline(
        told(subject.name("irr"), against->irr ? MetricValue(*against->irr) : MetricValue(), Unit::per_year,
             against->irr ? "the yearly rate at which (baseline flows - option flows) are worth nothing today"
                          : "none: the flows do not change their sign exactly once",
             {total_of(subject.of_baseline()), total_of(subject)}));
}

NamedRef utilization_there_of(const Subject& subject) {
    const std::string name = subject.name("break_even_utilization");
    if (subject.is_baseline()) return subject.no_baseline("break_even_utilization", Unit::share);
    const VolumeBreakEven volume = break_even_volume(subject.scenario, subject.index);
    if (!volume.utilization)
        return told(name, MetricValue(), Unit::share,
                    "none: no serving block, a hybrid, or no break-even volume");
    const NamedModel names(subject.scenario, volume.tokens_per_day->value());
    const auto busy =
        names.model.bill(subject.scenario.options[subject.index].value, names.demand).busy_share;
    Parts parts;
    if (busy) parts.push_back(renamed(busy->node, "busy share of its units there", Unit::share));
    parts.push_back(break_even_volume_of(subject));
    return told(name, *volume.utilization, Unit::share, "busy seconds a day at that volume / 86400 / units",
                std::move(parts));
}

NamedRef utilization_of(const Subject& subject) {
    const std::string name = subject.name("peak_utilization");
    if (!subject.bill.peak)
        return told(name, MetricValue(), Unit::share, "capacity is not modelled: there is no serving block");
    return metric_of(subject.bill.peak->node, name, subject.bill.peak->value(), Unit::share);
}

NamedRef capacity_of(const Subject& subject) {
    const std::string name = subject.name("capacity_tokens_per_day");
    const auto& value = subject.result().capacity_tokens_per_day;
    if (!subject.bill.capacity || !value)
        return because_of(
            told(name, MetricValue(), Unit::tokens_per_day, "capacity is not modelled, or has no bound"),
            billing_of(subject));
    return metric_of(subject.bill.capacity->node, name, value->value(), Unit::tokens_per_day);
}

NamedRef units_of(const Subject& subject) {
    if (!subject.bill.units)
        return told(subject.name("units"), MetricValue(), Unit::units, "there is no machine of its own");
    return metric_of(subject.bill.units->node, subject.name("units"), subject.bill.units->value(),
                     Unit::units);
}

NamedRef energy_of(const Subject& subject) {
    if (!subject.bill.kwh)
        return told(subject.name("kwh"), MetricValue(), Unit::kwh, "there is no electricity from watts");
    return metric_of(subject.bill.kwh->node, subject.name("kwh"), subject.bill.kwh->value(), Unit::kwh);
}

NamedRef carbon_of(const Subject& subject) {
    if (!subject.bill.kg_co2)
        return told(subject.name("kg_co2"), MetricValue(), Unit::kilograms, "no grams_co2_per_kwh is stated");
    return metric_of(subject.bill.kg_co2->node, subject.name("kg_co2"), subject.bill.kg_co2->value(),
                     Unit::kilograms);
}

// Each limit of an option or of a hybrid's parts, with what is asked of it.
void add_limits(const Subject& subject, const Bill<NamedAlgebra>& bill, Parts& parts) {
    const auto add = [&](const auto& asked, const char* what, const auto& limit, const char* most,
                         Unit unit) {
        if (!asked || !limit) return;
        parts.push_back(renamed(subject.names.names.largest(*asked).node, what, unit));
        parts.push_back(renamed(limit->node, most, unit));
    };
    for (std::size_t i = 0; i < bill.parts.size(); ++i) add_limits(subject, bill.parts[i], parts);
    if (bill.parts.empty() && bill.max_utilization)
        parts.push_back(renamed(bill.max_utilization->node, "most that it may be busy", Unit::share));
    add(bill.tokens_per_minute, "tokens a minute of the busiest hour", bill.tokens_per_minute_limit,
        "most tokens a minute", Unit::tokens_per_minute);
    add(bill.tokens_of_month, "tokens of the busiest month", bill.tokens_of_month_limit,
        "most tokens a month", Unit::tokens_per_month);
}

NamedRef feasible_of(const Subject& subject) {
    Parts parts{utilization_of(subject)};
    add_limits(subject, subject.bill, parts);
    return told(
        subject.name("feasible"), subject.result().feasible, Unit::flag,
        "peak utilisation <= max_utilization, and within the rate limit and the plan's cap, in every month",
        std::move(parts));
}

bool has_limit(const Bill<NamedAlgebra>& bill) {
    return bill.peak || bill.tokens_per_minute || bill.tokens_of_month ||
           std::any_of(bill.parts.begin(), bill.parts.end(), has_limit);
}

// What is required of the winner.
Parts conditions_of(const Scenario& scenario, const NamedModel& names) {
    const Requirements& required = scenario.requirements;
    Parts parts;
    for (const bool* flag :
         {&required.data_stays_on_premises, &required.works_offline, &required.no_rate_limits}) {
        if (*flag) parts.push_back(names.names.input(flag));
    }
    if (!required.quality.empty()) parts.push_back(names.names.input(&required.quality));
    return parts;
}

NamedRef winner_of(const Scenario& scenario, const Comparison& comparison, const NamedModel& names) {
    Parts parts;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        const Subject subject(scenario, comparison, names, i);
        auto part = std::make_shared<NamedNode>(*npv_of(subject));
        if (!option.feasible) part->name += " (cannot serve: does not count)";
        if (!option.allowed) part->name += " (barred: does not count)";
        parts.push_back(part);
        if (has_limit(subject.bill)) parts.push_back(feasible_of(subject));
    }
    return because_of(told("winner", aicost::winner_of(comparison), Unit::word,
                           "least npv of the options that can serve and are allowed; tie within half a cent",
                           std::move(parts)),
                      conditions_of(scenario, names));
}

NamedRef runner_up_of(const Scenario& scenario, const Comparison& comparison, const NamedModel& names) {
    const OverallMetric& metric = *find_overall_metric("runner_up");
    return told("runner_up", metric.value(comparison), Unit::word,
                "the next least npv; none where there is one option, or a tie",
                {winner_of(scenario, comparison, names)});
}

NamedRef margin_of(const Scenario& scenario, const Comparison& comparison, const NamedModel& names) {
    if (!comparison.margin)
        return told("margin", MetricValue(), currency, "none without a runner-up",
                    {runner_up_of(scenario, comparison, names)});
    return because_of(
        metric_of(operation(Op::subtract, npv_of({scenario, comparison, names, *comparison.runner_up}),
                            npv_of({scenario, comparison, names, *comparison.winner})),
                  "margin", comparison.margin->value(), currency),
        {runner_up_of(scenario, comparison, names)});
}

struct Row {
    std::string_view metric;
    NamedRef (*derive)(const Subject&);
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
    {"units", units_of},
    {"kwh", energy_of},
    {"kg_co2", carbon_of},
    {"feasible", feasible_of},
};

}  // namespace

std::optional<Derivation> explain(const Scenario& scenario, const Comparison& comparison,
                                  std::string_view metric) {
    const NamedModel names(scenario);
    const auto lines = [](const NamedRef& node) { return NamedLines().of({node}).front(); };
    if (metric == "winner") return lines(winner_of(scenario, comparison, names));
    if (metric == "runner_up") return lines(runner_up_of(scenario, comparison, names));
    if (metric == "margin") return lines(margin_of(scenario, comparison, names));
    const auto dot = metric.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto option = find_option(scenario, metric.substr(0, dot));
    if (!option) return std::nullopt;
    const std::string_view rest = metric.substr(dot + 1);
    const Subject subject(scenario, comparison, names, *option);
    if (rest.substr(0, item_prefix.size()) == item_prefix) {
        for (const auto& item : subject.bill.items) {
            if (name_of(item) == rest.substr(item_prefix.size())) return lines(item_of(subject, item));
        }
        return lines(told(std::string(metric), MetricValue(), currency, "the option has no such item"));
    }
    for (const Row& row : rows) {
        if (row.metric != rest) continue;
        Derivation derivation = lines(row.derive(subject));
        // the named values may differ from the evaluation's in the last digit
        if (const auto value = metric_value(scenario, comparison, metric)) derivation.value = *value;
        return derivation;
    }
    return std::nullopt;
}

std::vector<Derivation> explain_totals(const Scenario& scenario, const Comparison& comparison) {
    const NamedModel names(scenario);
    std::vector<NamedRef> totals;
    for (std::size_t i = 0; i < scenario.options.size(); ++i)
        totals.push_back(total_of({scenario, comparison, names, i}));
    return NamedLines().of(totals);
}

}  // namespace aicost
