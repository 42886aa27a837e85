#include "model.hpp"

#include <cmath>
#include <limits>

#include "aicost/workload.hpp"

namespace aicost {

Expr BatchInputs::read(Graph& graph, const void* held_at, double value) const {
    // of two that set one number, the later has the last word
    for (auto input = inputs_.rbegin(); input != inputs_.rend(); ++input) {
        if (input->held_at == held_at) return graph.input(input->place) * graph.number(input->scale);
    }
    return graph.number(value);
}

void BatchFlow::pay(Expr amount, Expr series) {
    for (FlowTerm& term : terms) {
        if (term.series == series) {
            term.amount = term.amount + amount;
            return;
        }
    }
    terms.push_back({amount, series});
}

void BatchFlow::add(const BatchFlow& other) {
    upfront = upfront + other.upfront;
    for (const FlowTerm& term : other.terms) pay(term.amount, term.series);
    for (const FlowPayment& payment : other.payments) {
        auto at = payments.begin();
        while (at != payments.end() && at->month <= payment.month) ++at;
        payments.insert(at, payment);
    }
    at_end = at_end + other.at_end;
}

BatchModel::BatchModel(Graph& graph, const Scenario& scenario, const BatchInputs& inputs)
    : graph_(graph), scenario_(scenario), inputs_(inputs) {
    const Expr one = graph_.number(1.0);
    rate_ = of(scenario.discount_rate);
    month_worth_ = graph_.power(one + rate_, graph_.number(-1.0 / 12.0));

    const Workload& work = scenario.workload;
    const bool by_requests = !work.tokens_per_day;
    const Expr per_day =
        by_requests ? of(work.requests_per_day, 0.0) *
                          (of(work.input_tokens_per_request, 0.0) + of(work.output_tokens_per_request, 0.0))
                    : of(work.tokens_per_day, 0.0);
    Expr output = graph_.number(default_output_share);
    if (work.output_share) {
        output = of(work.output_share, 0.0);
    } else if (work.input_tokens_per_request && work.output_tokens_per_request) {
        const Expr answer = of(work.output_tokens_per_request, 0.0);
        const Expr both = of(work.input_tokens_per_request, 0.0) + answer;
        output = graph_.select(graph_.greater(both, zero()), answer / both, output);
    }
    const Expr input = one - output;
    const Expr read = of(work.cache_read_share), write = of(work.cache_write_share),
               write_1h = of(work.cache_write_1h_share);
    demand_.mix = {graph_.most(zero(), input * (one - read - write - write_1h)), input * read, input * write,
                   input * write_1h, output};
    demand_.days = of(scenario.days_per_month);
    demand_.first = per_day * demand_.days;
    demand_.growth = graph_.geometric(one + of(work.growth_per_month));
    demand_.most = graph_.most(one, graph_.at_month(demand_.growth, scenario.horizon_months));
    demand_.batch_share = of(work.batch_share);
    if (work.input_tokens_per_request) demand_.input_per_request = of(work.input_tokens_per_request, 0.0);
    demand_.peak = work.load_shape.peak();
}

Expr BatchModel::infinite() const { return graph_.number(std::numeric_limits<double>::infinity()); }

Expr BatchModel::price_series(Expr change_per_year) const {
    return graph_.geometric(graph_.power(graph_.number(1.0) + change_per_year, graph_.number(1.0 / 12.0)));
}
Expr BatchModel::price_factor(Expr change_per_year, double months) const {
    return graph_.power(graph_.number(1.0) + change_per_year, graph_.number(months / 12.0));
}
Expr BatchModel::worth(double month) const {
    return graph_.power(graph_.number(1.0) + rate_, graph_.number(-month / 12.0));
}

Expr BatchModel::total(const BatchFlow& flow) const {
    Expr sum = flow.upfront;
    for (const FlowTerm& term : flow.terms) sum = sum + term.amount * graph_.sum(term.series);
    for (const FlowPayment& payment : flow.payments) {
        if (payment.month < graph_.horizon()) sum = sum + payment.amount;
    }
    return sum + flow.at_end;
}

BatchFlow BatchModel::discounted(const BatchFlow& flow) const {
    BatchFlow worth_now = flow;
    const Expr worths = graph_.geometric(month_worth_);
    for (FlowTerm& term : worth_now.terms) {
        term.amount = term.amount * month_worth_;
        term.series = graph_.product(term.series, worths);
    }
    for (FlowPayment& payment : worth_now.payments) payment.amount = payment.amount * worth(payment.month);
    worth_now.at_end = flow.at_end * worth(graph_.horizon());
    return worth_now;
}

Expr BatchModel::npv(const BatchFlow& flow) const { return total(discounts() ? discounted(flow) : flow); }

Expr BatchModel::first_month(const BatchFlow& flow) const {
    Expr sum = zero();
    for (const FlowTerm& term : flow.terms) sum = sum + term.amount * graph_.at_month(term.series, 1);
    for (const FlowPayment& payment : flow.payments) {
        if (payment.month <= 1.0 && payment.month < graph_.horizon()) sum = sum + payment.amount;
    }
    return sum;
}

Expr BatchModel::discounted_tokens() const {
    const Expr worths = graph_.geometric(month_worth_);
    return demand_.first * month_worth_ * graph_.sum(graph_.product(demand_.growth, worths));
}

std::optional<BatchOption> BatchModel::option(const Option& option) const { return make(option, demand_); }

std::optional<BatchOption> BatchModel::make(const Option& option, const BatchDemand& demand) const {
    if (const auto* hybrid = std::get_if<Hybrid>(&option)) return make(*hybrid, demand);
    if (const auto* api = std::get_if<Api>(&option)) return make(*api, demand);
    if (const auto* owned = std::get_if<Owned>(&option)) return make(*owned, demand);
    return make(std::get<Rented>(option), demand);
}

BatchOption BatchModel::make(const Api& api, const BatchDemand& demand) const {
    const Expr one = graph_.number(1.0);
    struct Prices {
        Expr fresh, read, write, write_1h, output;
    };
    const bool single = api.price_per_mtok.has_value();
    Prices now;
    now.fresh = single ? of(api.price_per_mtok, 0.0) : of(api.input_per_mtok, 0.0);
    now.output = single ? of(api.price_per_mtok, 0.0) : of(api.output_per_mtok, 0.0);
    now.read = api.cache_read_per_mtok ? of(api.cache_read_per_mtok, 0.0) : now.fresh;
    now.write = api.cache_write_per_mtok ? of(api.cache_write_per_mtok, 0.0) : now.fresh;
    now.write_1h = api.cache_write_1h_per_mtok ? of(api.cache_write_1h_per_mtok, 0.0) : now.write;
    if (api.long_context && demand.input_per_request) {
        const LongContext& rule = *api.long_context;
        const Expr size = *demand.input_per_request, threshold = of(rule.above_input_tokens);
        Prices above;
        above.fresh = of(rule.input_per_mtok, 0.0);
        above.output = rule.output_per_mtok ? of(rule.output_per_mtok, 0.0) : now.output;
        above.read = rule.cache_read_per_mtok ? of(rule.cache_read_per_mtok, 0.0) : above.fresh;
        above.write = rule.cache_write_per_mtok ? of(rule.cache_write_per_mtok, 0.0) : above.fresh;
        above.write_1h = rule.cache_write_1h_per_mtok ? of(rule.cache_write_1h_per_mtok, 0.0) : above.write;
        if (rule.rule == LongContext::Rule::excess) {
            const Expr excess = one - threshold / size;
            const auto blend = [&](Expr below, Expr over) { return below * (one - excess) + over * excess; };
            above = {blend(now.fresh, above.fresh), blend(now.read, above.read),
                     blend(now.write, above.write), blend(now.write_1h, above.write_1h), now.output};
        }
        const Expr is_long = graph_.greater(size, threshold);
        const auto in_force = [&](Expr below, Expr over) { return graph_.select(is_long, over, below); };
        now = {in_force(now.fresh, above.fresh), in_force(now.read, above.read),
               in_force(now.write, above.write), in_force(now.write_1h, above.write_1h),
               in_force(now.output, above.output)};
    }
    const auto& mix = demand.mix;
    const Expr blended = now.fresh * mix.fresh_input + now.read * mix.cache_read +
                         now.write * mix.cache_write + now.write_1h * mix.cache_write_1h +
                         now.output * mix.output;
    const Expr price = blended * (one - demand.batch_share * of(api.batch_discount)) / graph_.number(1e6);

    BatchOption option;
    option.flow.upfront = option.flow.at_end = zero();
    Expr amount = price * demand.first;
    Expr charges = demand.growth;
    const Expr quota = of(api.included_tokens_per_month);
    if (!quota.is(0.0)) {
        amount = price;
        charges = graph_.clamp(demand.growth, demand.first, zero() - quota, zero(), infinite());
    }
    charges = graph_.product(charges, price_series(of(api.price_change_per_year)));
    const Expr fee = of(api.monthly_fee), minimum = of(api.monthly_minimum);
    if (minimum.is(0.0)) {
        option.flow.pay(amount, charges);
        if (!fee.is(0.0)) option.flow.pay(fee, graph_.ones());
    } else {
        option.flow.pay(one, graph_.clamp(charges, amount, fee, minimum, infinite()));
    }
    option.feasible = one;
    if (api.tokens_per_minute) {
        const Expr per_minute = demand.first * demand.most / demand.days / graph_.number(1440.0) *
                                graph_.number(demand.peak) * graph_.number(1.0 - 1e-12);
        option.feasible = one - graph_.greater(per_minute, of(api.tokens_per_minute, 0.0));
    }
    return option;
}

std::optional<BatchOption> BatchModel::make(const Hybrid& hybrid, const BatchDemand& demand) const {
    if (hybrid.overflow) return std::nullopt;
    const Expr share = of(hybrid.local_share, 0.0);
    const auto scaled = [&](Expr part) {
        BatchDemand side = demand;
        side.first = demand.first * part;
        return side;
    };
    const auto side = [&](const std::string& id) -> const Option& {
        return scenario_.options[*find_option(scenario_, id)].value;
    };
    auto option = make(side(hybrid.local), scaled(share));
    const auto cloud = make(side(hybrid.cloud), scaled(graph_.number(1.0) - share));
    if (!option || !cloud) return std::nullopt;
    option->flow.add(cloud->flow);
    option->feasible = option->feasible * cloud->feasible;
    if (option->capacity) {
        const Expr none = graph_.number(std::numeric_limits<double>::quiet_NaN());
        option->capacity = graph_.select(graph_.greater(share, zero()), *option->capacity / share, none);
    }
    return option;
}

}  // namespace aicost
