#include "aicost/explain.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/break_even.hpp"
#include "derive.hpp"
#include "serving.hpp"

namespace aicost {

namespace {

using How = Derivation::How;
using derive::input;
using derive::node;

constexpr Unit currency = Unit::money;

struct Subject {
    const Scenario& scenario;
    const Comparison& comparison;
    std::size_t index;

    [[nodiscard]] const OptionResult& result() const { return comparison.options[index]; }
    [[nodiscard]] const Named<Option>& option() const { return scenario.options[index]; }
    [[nodiscard]] const OptionResult& baseline() const { return comparison.options[comparison.baseline]; }
    [[nodiscard]] std::string name(std::string_view metric) const {
        return result().id + "." + std::string(metric);
    }
    [[nodiscard]] Subject of_baseline() const { return {scenario, comparison, comparison.baseline}; }
};

// The derivation of one item; of a hybrid's side as that of its own option at its share of the volume.
Derivation item_of(const Subject& subject, const Item& item) {
    const auto* hybrid = std::get_if<Hybrid>(&subject.option().value);
    if (hybrid == nullptr)
        return derive::item(subject.scenario, subject.option(), item, item.name, 1.0, subject.result().units);
    const bool local = item.name.rfind(hybrid->local + ".", 0) == 0;
    const double share = subject.result().local_share.front();
    const auto& side =
        subject.scenario.options[*find_option(subject.scenario, local ? hybrid->local : hybrid->cloud)];
    return derive::item(subject.scenario, side, item, item.name, local ? share : 1.0 - share,
                        subject.result().units);
}

Derivation total_of(const Subject& subject) {
    std::vector<Derivation> parts;
    for (const Item& item : subject.result().items) parts.push_back(item_of(subject, item));
    return node(subject.name("total"), subject.result().total.value(), currency, How::sum, std::move(parts));
}

// Items discounted: each as a value and its undiscounted total.
Derivation npv_of(const Subject& subject) {
    const double rate = subject.scenario.discount_rate;
    if (rate == 0.0) {
        return node(subject.name("npv"), subject.result().npv.value(), currency, How::sum,
                    {total_of(subject)}, "total, as discount_rate is 0");
    }
    std::vector<Derivation> parts;
    for (const Item& item : subject.result().items) {
        parts.push_back(node(item.name, npv(item.flow, subject.scenario.horizon_months, rate).value(),
                             currency, How::formula, {item_of(subject, item)},
                             "each flow / (1 + discount_rate)^(t/12)"));
    }
    Derivation sum =
        node(subject.name("npv"), subject.result().npv.value(), currency, How::sum, std::move(parts));
    sum.parts.push_back(input(subject.scenario, "discount_rate"));
    sum.how = How::formula;
    return sum;
}

Derivation upfront_of(const Subject& subject) {
    std::vector<Derivation> parts;
    for (const Item& item : subject.result().items) {
        if (item.flow.upfront == Money()) continue;
        Derivation part = item_of(subject, item);
        if (part.value != MetricValue(item.flow.upfront.value())) {
            part = node(item.name, item.flow.upfront.value(), currency, How::formula, {std::move(part)},
                        "of it, paid at t = 0");
        }
        parts.push_back(std::move(part));
    }
    const char* formula = parts.empty() ? "nothing is paid at the start" : "";
    return node(subject.name("upfront"), subject.result().upfront.value(), currency, How::sum,
                std::move(parts), formula);
}

Derivation first_month_of(const Subject& subject) {
    std::vector<Derivation> parts;
    double sum = 0.0;
    for (const Item& item : subject.result().items) {
        const double first = item.flow.monthly.front().value();
        if (first == 0.0) continue;
        sum += first;
        parts.push_back(
            node(item.name, first, currency, How::formula, {item_of(subject, item)}, "its month 1"));
    }
    const double rest = subject.result().first_month.value() - sum;
    if (rest > 1e-9 * std::abs(sum))
        parts.push_back(
            node("replacement due at t = 1", rest, currency, How::formula, {}, "lifetime_months of 1"));
    return node(subject.name("first_month"), subject.result().first_month.value(), currency, How::sum,
                std::move(parts));
}

Derivation tokens_of(const Subject& subject) {
    const Scenario& scenario = subject.scenario;
    const double millions = subject.result().npv.value() / subject.result().cost_per_mtok->value();
    std::vector<Derivation> parts{derive::first_volume(scenario, 1.0), input(scenario, "horizon_months"),
                                  input(scenario, "workload.growth_per_month")};
    if (scenario.discount_rate != 0.0) parts.push_back(input(scenario, "discount_rate"));
    return node("tokens of the horizon, discounted", millions, Unit::mtok, How::formula, std::move(parts),
                "sum over months m of V_m / (1 + discount_rate)^(m/12)");
}

Derivation levelised_of(const Subject& subject) {
    const auto& value = subject.result().cost_per_mtok;
    if (!value)
        return node(subject.name("cost_per_mtok"), MetricValue(), Unit::price_per_mtok, How::formula, {},
                    "npv / tokens; there are no tokens");
    if (subject.result().npv == Money())
        return node(subject.name("cost_per_mtok"), 0.0, Unit::price_per_mtok, How::formula, {npv_of(subject)},
                    "npv / tokens");
    return node(subject.name("cost_per_mtok"), value->value(), Unit::price_per_mtok, How::quotient,
                {npv_of(subject), tokens_of(subject)});
}

Derivation marginal_of(const Subject& subject) {
    const Scenario& scenario = subject.scenario;
    const std::string& id = subject.result().id;
    std::vector<Derivation> parts;
    std::string formula = "what one more million tokens adds to month 1";
    if (std::holds_alternative<Api>(subject.option().value)) {
        formula +=
            ": the price of the mix, less the batch discount; nothing within a quota or below a minimum";
        for (const Item& item : subject.result().items) {
            if (item.name == "tokens") parts.push_back(item_of(subject, item));
        }
    } else if (const auto* owned = std::get_if<Owned>(&subject.option().value)) {
        formula +=
            owned->electricity && owned->serving
                ? ": (load - idle) watts for its busy time, at the price of a kWh; nothing once busy all day"
                : ": nothing; its costs do not follow the load";
        if (owned->electricity && owned->serving) {
            const std::string path = id + ".";
            parts = {input(scenario, path + "electricity.load_watts"),
                     input(scenario, path + "electricity.idle_watts", owned->electricity->idle().value()),
                     input(scenario, path + "serving.input_tokens_per_second"),
                     input(scenario, path + "serving.output_tokens_per_second"),
                     input(scenario, path + "electricity.pue"),
                     input(scenario, path + "electricity.price_per_kwh")};
        }
    } else if (const auto* rented = std::get_if<Rented>(&subject.option().value)) {
        const bool by_load = rented->billing == Rented::Billing::busy_hours;
        formula += by_load ? ": its busy time / max_utilization, at the price of an hour"
                           : ": nothing; the hours are paid already";
        if (by_load) {
            parts = {input(scenario, id + ".serving.input_tokens_per_second"),
                     input(scenario, id + ".serving.output_tokens_per_second"),
                     input(scenario, id + ".serving.max_utilization"),
                     input(scenario, id + ".price_per_hour")};
        }
    } else {
        formula += ": that of the two sides, by the share that each takes of it";
        const auto& hybrid = std::get<Hybrid>(subject.option().value);
        for (const std::string& side : {hybrid.local, hybrid.cloud}) {
            parts.push_back(marginal_of({scenario, subject.comparison, *find_option(scenario, side)}));
        }
    }
    return node(subject.name("marginal_cost_per_mtok"), subject.result().marginal_cost_per_mtok.value(),
                Unit::price_per_mtok, How::formula, std::move(parts), formula);
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
        at.workload.output_share = output_share(subject.scenario.workload);
        at.workload.tokens_per_day = volume.tokens_per_day;
        const Comparison there = evaluate(at);
        for (const std::size_t i : {subject.index, subject.comparison.baseline}) {
            parts.push_back(node("total of " + there.options[i].id + " there", there.options[i].total.value(),
                                 currency, How::formula, {}, "at that volume, all else as it is"));
        }
    }
    return node(subject.name("break_even_tokens_per_day"), value, Unit::tokens_per_day, How::formula,
                std::move(parts),
                volume.tokens_per_day ? "least volume at which the lead between the two totals changes"
                                      : "the totals meet at no volume");
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

// The side whose capacity counts, and the share of the volume that it serves.
std::pair<const Named<Option>*, double> machine_of(const Subject& subject) {
    const auto* hybrid = std::get_if<Hybrid>(&subject.option().value);
    if (hybrid == nullptr) return {&subject.option(), 1.0};
    return {&subject.scenario.options[*find_option(subject.scenario, hybrid->local)],
            subject.result().local_share.front()};
}

std::vector<Derivation> capacity_parts(const Subject& subject) {
    const auto [machine, share] = machine_of(subject);
    std::vector<Derivation> parts;
    if (auto busy =
            derive::busy_hours(subject.scenario, *machine, share, subject.result().units.value_or(1.0)))
        parts.push_back(std::move(*busy));
    const double peak = subject.scenario.workload.load_shape.peak();
    parts.push_back(
        node("peak hour over mean hour", peak, Unit::ratio, How::formula, {}, "of workload.load_shape"));
    const auto* owned = std::get_if<Owned>(&machine->value);
    const auto* rented = std::get_if<Rented>(&machine->value);
    const double on = owned != nullptr ? hours_on(*owned) : rented != nullptr ? hours_on(*rented) : 24.0;
    parts.push_back(
        node("hours a day on", on, Unit::hours_per_day, How::formula, {}, "in which it can serve"));
    parts.push_back(input(subject.scenario, machine->name + ".serving.max_utilization"));
    return parts;
}

Derivation utilization_of(const Subject& subject) {
    const auto& peak = subject.result().peak_utilization;
    if (!peak)
        return node(subject.name("peak_utilization"), MetricValue(), Unit::share, How::formula, {},
                    "capacity is not modelled: there is no serving block");
    return node(subject.name("peak_utilization"), *peak, Unit::share, How::formula, capacity_parts(subject),
                "largest over the months of S / 3600 / units × max(p/24, 1/on), S: busy seconds a day");
}

Derivation capacity_of(const Subject& subject) {
    const auto& value = subject.result().capacity_tokens_per_day;
    if (!value)
        return node(subject.name("capacity_tokens_per_day"), MetricValue(), Unit::tokens_per_day,
                    How::formula, {}, "capacity is not modelled, or has no bound");
    return node(subject.name("capacity_tokens_per_day"), value->value(), Unit::tokens_per_day, How::formula,
                capacity_parts(subject), "the volume at which the utilisation of month 1 is max_utilization");
}

Derivation energy_of(const Subject& subject) {
    const auto& value = subject.result().energy;
    if (!value)
        return node(subject.name("kwh"), MetricValue(), Unit::kwh, How::formula, {},
                    "there is no electricity from watts");
    std::vector<Derivation> parts;
    for (const Item& item : subject.result().items) {
        const auto dot = item.name.rfind('.');
        if (item.name.substr(dot == std::string::npos ? 0 : dot + 1) == "electricity")
            parts.push_back(item_of(subject, item));
    }
    return node(subject.name("kwh"), value->value(), Unit::kwh, How::formula, std::move(parts),
                "sum over the months of the energy behind the electricity");
}

Derivation carbon_of(const Subject& subject) {
    const auto& value = subject.result().kg_co2;
    if (!value)
        return node(subject.name("kg_co2"), MetricValue(), Unit::kilograms, How::formula, {},
                    "no grams_co2_per_kwh is stated");
    const std::string path = machine_of(subject).first->name + ".electricity.grams_co2_per_kwh";
    return node(subject.name("kg_co2"), *value, Unit::kilograms, How::formula,
                {energy_of(subject), input(subject.scenario, path)}, "kwh × grams_co2_per_kwh / 1000");
}

Derivation feasible_of(const Subject& subject) {
    return node(subject.name("feasible"), subject.result().feasible, Unit::flag, How::formula,
                {utilization_of(subject)},
                "peak utilisation <= max_utilization, and within the rate limit, in every month");
}

Derivation winner_of(const Scenario& scenario, const Comparison& comparison) {
    std::vector<Derivation> parts;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        Derivation part = npv_of({scenario, comparison, i});
        if (!option.feasible) part.name += " (cannot serve: does not count)";
        if (!option.allowed) part.name += " (barred: does not count)";
        parts.push_back(std::move(part));
    }
    return node("winner", aicost::winner_of(comparison), Unit::word, How::formula, std::move(parts),
                "least npv of the options that can serve and are allowed; tie within half a cent");
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
    {"savings", savings_of},
    {"break_even_month", [](const Subject& subject) { return break_even_month_of(subject, false); }},
    {"discounted_break_even_month",
     [](const Subject& subject) { return break_even_month_of(subject, true); }},
    {"break_even_tokens_per_day", break_even_volume_of},
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
    if (metric == "winner") return winner_of(scenario, comparison);
    const auto dot = metric.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto option = find_option(scenario, metric.substr(0, dot));
    if (!option) return std::nullopt;
    for (const Row& row : rows) {
        if (row.metric == metric.substr(dot + 1)) return row.derive({scenario, comparison, *option});
    }
    return std::nullopt;
}

}  // namespace aicost
