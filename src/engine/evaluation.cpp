#include "engine/evaluation.hpp"

#include <array>
#include <cmath>

namespace aicost {

namespace {

struct ItemName {
    ItemKind kind;
    std::string_view name;
};
constexpr std::array item_names{
    ItemName{ItemKind::hardware, "hardware"},
    ItemName{ItemKind::replacement, "replacement"},
    ItemName{ItemKind::setup, "setup"},
    ItemName{ItemKind::financing, "financing"},
    ItemName{ItemKind::resale, "resale"},
    ItemName{ItemKind::electricity, "electricity"},
    ItemName{ItemKind::rent, "rent"},
    ItemName{ItemKind::tokens, "tokens"},
    ItemName{ItemKind::request_fees, "request_fees"},
    ItemName{ItemKind::seat_fees, "seat_fees"},
    ItemName{ItemKind::monthly_fee, "monthly_fee"},
    ItemName{ItemKind::monthly_minimum, "monthly_minimum"},
    ItemName{ItemKind::staff, "staff"},
    ItemName{ItemKind::maintenance, "maintenance"},
    ItemName{ItemKind::colocation, "colocation"},
    ItemName{ItemKind::monthly_cost, "monthly_costs"},
    ItemName{ItemKind::unit_monthly_cost, "unit_monthly_costs"},
    ItemName{ItemKind::monthly_income, "monthly_income"},
};

void note_limits(const Bill<Eager>& bill, int horizon, std::vector<Note>& notes) {
    // the first month that exceeds the limit
    const auto first = [&](const std::optional<Monthly>& asked, std::optional<double> limit) {
        for (int month = 1; asked && limit && month <= horizon; ++month) {
            if (asked->of(static_cast<std::size_t>(month - 1)) * (1.0 - 1e-12) > *limit) return month;
        }
        return 0;
    };
    const auto at = [](const Monthly& months, int month) {
        return months.of(static_cast<std::size_t>(month - 1));
    };
    if (const int month = first(bill.utilization, bill.max_utilization); month != 0 && bill.feasible == 0.0)
        notes.push_back({Note::Code::too_few_units, month, bill.units_needed.value_or(0.0),
                         bill.units.value_or(0.0), ""});
    if (const int month = first(bill.tokens_per_minute, bill.tokens_per_minute_limit); month != 0)
        notes.push_back({Note::Code::over_rate_limit, month, at(*bill.tokens_per_minute, month),
                         *bill.tokens_per_minute_limit, ""});
    if (const int month = first(bill.tokens_of_month, bill.tokens_of_month_limit); month != 0)
        notes.push_back({Note::Code::over_plan_limit, month, at(*bill.tokens_of_month, month),
                         *bill.tokens_of_month_limit, ""});
}

// What is stated and changes nothing.
void note_no_effect(const Machines& machine, std::vector<Note>& notes) {
    if (!machine.units.count) return;
    for (const auto& [stated, key] : {std::pair{machine.min_units != 1.0, "min_units"},
                                      std::pair{machine.unit_step != 1.0, "unit_step"}}) {
        if (stated)
            notes.push_back(
                {Note::Code::no_effect, 0, 0.0, 0.0,
                 std::string(key) + " has no effect: it is of units \"auto\", and their number is stated"});
    }
}
void note_no_effect(const Api& api, const Workload& work, std::vector<Note>& notes) {
    const bool sizes = work.conversation || (work.input_tokens_per_request && work.output_tokens_per_request);
    const auto note = [&](const char* text) { notes.push_back({Note::Code::no_effect, 0, 0.0, 0.0, text}); };
    if (!api.long_context.empty() && !sizes)
        note("long_context has no effect: it needs the sizes of a request");
    if (!api.long_context.empty() && api.long_context.front().rule == LongContext::Rule::excess &&
        api.long_context.front().output_per_mtok)
        note("long_context.output_per_mtok has no effect: by the rule \"excess\" only input costs more");
}
void note_no_effect(const Rented& rented, std::vector<Note>& notes) {
    const auto note = [&](const char* text) { notes.push_back({Note::Code::no_effect, 0, 0.0, 0.0, text}); };
    // by whole units these are the fewest that are paid, whatever their number
    if (rented.billing != Rented::Billing::whole_units) note_no_effect(rented.machines, notes);
    if (rented.lost_share != 0.0 && !rented.machines.serving)
        note("lost_share has no effect: without a serving block one machine serves any volume");
    if (rented.billing == Rented::Billing::always_on) return;
    if (rented.hours_per_day != hours(24)) note("hours_per_day has no effect: the billing follows the work");
    if (rented.only_on_active_days) note("only_on_active_days has no effect: the billing follows the work");
}

// What is worth knowing of an option besides its figures.
void note_option(const Option& option, const Bill<Eager>& bill, const Scenario& scenario,
                 std::vector<Note>& notes) {
    note_limits(bill, scenario.horizon_months, notes);
    if (const auto* api = std::get_if<Api>(&option)) {
        note_no_effect(*api, scenario.workload, notes);
        if (scenario.workload.batch_share > 0.0 && api->batch_discount == 0.0)
            notes.push_back({Note::Code::batch_not_discounted, 0, scenario.workload.batch_share, 0.0, ""});
        int first = 0, steps = 0;
        for (const PriceStep& step : api->price_steps) {
            if (step.from_month <= 1 || step.from_month > scenario.horizon_months) continue;
            if (steps++ == 0) first = step.from_month;
        }
        if (steps > 0) notes.push_back({Note::Code::price_steps, first, static_cast<double>(steps), 0.0, ""});
    }
    const auto sized = [&](const Machines& machine) {
        if (!machine.units.count)
            notes.push_back({Note::Code::units_sized, 0, bill.units.value_or(0.0), 0.0, ""});
    };
    if (const auto* rented = std::get_if<Rented>(&option)) {
        sized(rented->machines);
        note_no_effect(*rented, notes);
    }
    if (const auto* owned = std::get_if<Owned>(&option)) {
        sized(owned->machines);
        note_no_effect(owned->machines, notes);
        if (owned->model_memory && !owned->model_memory->fits()) {
            notes.push_back({Note::Code::model_does_not_fit, 0, owned->model_memory->weights_gib(),
                             owned->model_memory->memory_gib, ""});
        }
    }
    for (std::size_t i = 0; i < bill.parts.size(); ++i) {
        const Option& part = scenario.options[*find_option(scenario, bill.part_ids[i])].value;
        const std::size_t first = notes.size();
        note_option(part, bill.parts[i], scenario, notes);
        for (std::size_t n = first; n < notes.size(); ++n) notes[n].part = bill.part_ids[i];
    }
}

std::optional<double> number_of(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace

std::string_view name_of(ItemKind kind) {
    for (const ItemName& row : item_names) {
        if (row.kind == kind) return row.name;
    }
    return "";
}

std::string Item::name() const {
    std::string text = side.empty() ? "" : side + ".";
    text += name_of(kind);
    if (!own.empty()) text += "." + own;
    return text;
}

Evaluation::Evaluation(const Scenario& scenario, int months)
    : scenario_(scenario),
      numbers_(scenario.horizon_months, months),
      model_(numbers_, scenario),
      demand_(model_.demand()) {}

CashFlow Evaluation::cash_flow(const Flow<Eager>& flow) const {
    CashFlow out;
    out.upfront = money(flow.upfront);
    out.at_end = money(flow.at_end);
    out.monthly.assign(static_cast<std::size_t>(numbers_.months()), Money());
    for (const auto& term : flow.terms) {
        for (std::size_t i = 0; i < out.monthly.size(); ++i)
            out.monthly[i] += money(term.amount * term.series.of(i));
    }
    for (const auto& payment : flow.payments) out.payments.push_back({payment.month, money(payment.amount)});
    return out;
}

Tokens Evaluation::volume() const { return tokens(demand_.first * numbers_.sum(demand_.growth)); }

CashFlow Evaluation::flow_of(const Named<Option>& option) const {
    const Bill<Eager> bill = model_.bill(option.value, demand_);
    CashFlow sum;
    sum.monthly.assign(static_cast<std::size_t>(numbers_.months()), Money());
    for (const auto& item : bill.items) sum += cash_flow(item.flow);
    return sum;
}

OptionResult Evaluation::result_of(const Named<Option>& option) const {
    const Bill<Eager> bill = model_.bill(option.value, demand_);
    const int horizon = scenario_.horizon_months;
    OptionResult result;
    result.id = option.name;
    result.label = label_of(option);
    result.flow.monthly.assign(static_cast<std::size_t>(numbers_.months()), Money());
    for (const auto& item : bill.items) {
        result.items.push_back({item.kind, item.own, item.side, cash_flow(item.flow)});
        result.flow += result.items.back().flow;
    }
    result.upfront = result.flow.upfront;  // what is paid at t = 0: the lender pays its share
    result.first_month = result.flow.monthly.front();
    for (const Payment& payment : result.flow.payments) {
        // without what is due at the horizon's end, even if that is t = 1
        if (payment.month <= 1.0 && payment.month < horizon) result.first_month += payment.amount;
    }
    result.total = total(result.flow, horizon);
    result.npv = npv(result.flow, horizon, scenario_.discount_rate);
    result.cost_per_month = result.total / horizon;
    // with hardly any tokens the quotient overflows: none, as without tokens
    const TokenPrice levelised = result.npv / tokens(model_.discounted_tokens(demand_));
    if (std::isfinite(levelised.value())) {
        result.cost_per_mtok = levelised;
        if (demand_.tokens_per_request)
            result.cost_per_request = tokens(*demand_.tokens_per_request) * levelised;
    }
    if (const auto marginal = number_of(bill.marginal))
        result.marginal_cost_per_mtok = per_mtok(*marginal * 1e6);
    if (const auto kwh = number_of(bill.kwh)) result.energy = Energy(*kwh);
    result.kg_co2 = number_of(bill.kg_co2);
    result.peak_utilization = number_of(bill.peak);
    result.units = bill.units;
    if (const auto capacity = number_of(bill.capacity)) result.capacity_tokens_per_day = tokens(*capacity);
    result.feasible = bill.feasible != 0.0;
    const auto months = static_cast<std::size_t>(horizon);
    if (const auto* hybrid = std::get_if<Hybrid>(&option.value)) {
        for (std::size_t i = 0; i < months && (bill.share || hybrid->parts.empty()); ++i)
            result.local_share.push_back(bill.share ? bill.share->of(i) : bill.shares.front().second);
        for (const auto& [id, share] : bill.shares) result.shares.push_back({id, share});
    }
    note_option(option.value, bill, scenario_, result.notes);
    return result;
}

WorkloadFigures figures_of(const Workload& workload, double days_per_month) {
    Scenario scenario;
    scenario.horizon_months = 1;
    scenario.days_per_month = days_per_month;
    scenario.workload = workload;
    const Evaluation evaluation(scenario, 1);
    const Demand<Eager>& demand = evaluation.demand();
    WorkloadFigures figures;
    figures.active_days = demand.active;
    figures.tokens_of_month = tokens(demand.first);
    figures.tokens_per_day =
        workload.tokens_per_day ? *workload.tokens_per_day : tokens(demand.first / demand.active);
    figures.output_share = demand.mix.output;
    const double input = 1.0 - demand.mix.output;
    if (input > 0.0) {
        figures.cache_read_share = demand.mix.cache_read / input;
        figures.cache_write_share = demand.mix.cache_write / input;
        figures.cache_write_1h_share = demand.mix.cache_write_1h / input;
    }
    if (demand.input_per_request) figures.input_tokens_per_request = tokens(*demand.input_per_request);
    if (demand.tokens_per_request) {
        figures.output_tokens_per_request = tokens(*demand.tokens_per_request - *demand.input_per_request);
        figures.requests_per_day = figures.tokens_per_day.value() * *demand.requests;
    }
    return figures;
}

Tokens volume_per_day(const Scenario& scenario) {
    return figures_of(scenario.workload, scenario.days_per_month).tokens_per_day;
}
double output_share(const Scenario& scenario) {
    return figures_of(scenario.workload, scenario.days_per_month).output_share;
}

void set_tokens_per_day(Workload& workload, Tokens tokens_per_day) {
    workload.requests_per_day.reset();
    workload.tokens_per_month.reset();
    workload.requests_per_month.reset();
    workload.conversations_per_day.reset();
    workload.tokens_per_day = tokens_per_day;
}

}  // namespace aicost
