// Section 3: priced per token.
#pragma once

#include "model/model.hpp"

namespace aicost {

namespace detail {

// The prices stated so far.
template <class Number>
struct StatedPrices {
    std::optional<Number> single, input, output, read, write, write_1h;
};

}  // namespace detail

// The prices from each month on at which they change, with long-context prices applied.
template <class A>
auto Model<A>::prices(const Api& api, const Demand<A>& demand) const -> std::vector<PricesFrom> {
    detail::StatedPrices<Number> stated;
    const auto state = [&](const auto& from) {
        const auto take = [&](std::optional<Number>& into, const std::optional<TokenPrice>& price) {
            if (price) into = of(price, 0.0);
        };
        if (from.price_per_mtok) stated = {};  // in place of all of them
        take(stated.single, from.price_per_mtok);
        take(stated.input, from.input_per_mtok);
        take(stated.output, from.output_per_mtok);
        take(stated.read, from.cache_read_per_mtok);
        take(stated.write, from.cache_write_per_mtok);
        take(stated.write_1h, from.cache_write_1h_per_mtok);
    };
    const auto in_force = [&] {
        Prices now;
        const Number single = stated.single.value_or(zero());
        now.fresh_input = stated.input.value_or(single);
        now.output = stated.output.value_or(single);
        now.cache_read = stated.read.value_or(now.fresh_input);
        now.cache_write = stated.write.value_or(now.fresh_input);
        now.cache_write_1h = stated.write_1h.value_or(now.cache_write);
        const bool others = stated.input || stated.output || stated.read || stated.write || stated.write_1h;
        if (stated.single && !others) now.single = stated.single;
        return with_long_prompts(now, api, demand);
    };
    std::vector<PricesFrom> all;
    state(api);
    all.push_back({nullptr, in_force()});
    for (const PriceStep& step : api.price_steps) {
        state(step);
        const PricesFrom next{&step.from_month, in_force()};
        if (all.back().first() == next.first()) all.pop_back();
        all.push_back(next);
    }
    return all;
}

template <class A>
auto Model<A>::with_long_prompts(Prices base, const Api& api, const Demand<A>& demand) const -> Prices {
    if (api.long_context.empty() || !demand.input_per_request) return base;
    const Number size = *demand.input_per_request;
    const bool excess = api.long_context.front().rule == LongContext::Rule::excess;
    Prices now = base;
    now.single.reset();
    const auto each = [](Prices& to, const Prices& from, auto op) {
        to = {op(to.fresh_input, from.fresh_input),
              op(to.cache_read, from.cache_read),
              op(to.cache_write, from.cache_write),
              op(to.cache_write_1h, from.cache_write_1h),
              to.output,
              {}};
    };
    Prices below = base;  // of the previous step
    for (const LongContext& step : api.long_context) {
        const Number threshold = of(step.above_input_tokens);
        Prices above;
        above.fresh_input = of(step.input_per_mtok, 0.0);
        above.output = step.output_per_mtok ? of(step.output_per_mtok, 0.0) : base.output;
        above.cache_read = step.cache_read_per_mtok ? of(step.cache_read_per_mtok, 0.0) : above.fresh_input;
        above.cache_write =
            step.cache_write_per_mtok ? of(step.cache_write_per_mtok, 0.0) : above.fresh_input;
        above.cache_write_1h =
            step.cache_write_1h_per_mtok ? of(step.cache_write_1h_per_mtok, 0.0) : above.cache_write;
        const Number is_long = a.named(exceeds(size, threshold), "is a prompt long", Unit::number);
        if (excess) {
            // input above the threshold pays the difference to the step below
            const Number share = a.decided(a.select(is_long, one() - threshold / size, zero()),
                                           &api.long_context.front().rule);
            Prices rise = above;
            each(rise, below, [&](Number high, Number low) { return (high - low) * share; });
            each(now, rise, [&](Number low, Number more) { return a.decided(low + more, is_long); });
            below = above;
        } else {
            each(now, above, [&](Number low, Number high) { return a.select(is_long, high, low); });
            now.output = a.select(is_long, above.output, now.output);
        }
    }
    return now;
}

template <class A>
auto Model<A>::price_of_mix(const Prices& prices, const Demand<A>& demand) const -> Number {
    if (prices.single) return *prices.single * demand.tokens;
    const auto& mix = demand.mix;
    const auto of = [&](Number price, Number share, const char* name) {
        return a.named(price * share, name, Unit::price_per_mtok);
    };
    return a.named(of(prices.fresh_input, mix.fresh_input, "fresh input") +
                       of(prices.cache_read, mix.cache_read, "cache reads") +
                       of(prices.cache_write, mix.cache_write, "cache writes") +
                       of(prices.cache_write_1h, mix.cache_write_1h, "cache writes, 1 h") +
                       of(prices.output, mix.output, "output"),
                   "price of the mix", Unit::price_per_mtok);
}

template <class A>
Bill<A> Model<A>::bill(const Api& api, const Demand<A>& workload) const {
    const Demand<A> d = own(workload, api.running);
    Bill<A> bill = empty_bill();
    const Number batch = one() - d.batch_share * unless(api.batch_discount, 0.0);
    const Number factor = a.named(batch * unless(api.price_factor, 1.0), "factor of the prices", Unit::ratio);
    const auto price_of = [&](const Prices& now) { return price_of_mix(now, d) * factor / a.number(1e6); };

    // tokens_m
    const ScaledSeries volume = by_hour(d, api.price_by_hour);
    const Number quota = unless(api.included_tokens_per_month, 0.0);
    Number scale = volume.scale * d.first;
    Series charged = volume.series;
    if (!a.is(quota, 0.0)) {
        if (d.own_shape) {
            const Series asked =
                a.named(d.growth * (d.first * d.tokens), "tokens of the month", Unit::tokens_per_month);
            charged =
                charged * a.select(a.greater(asked, zero()), a.max(zero(), one() - quota / asked), zero());
        } else {
            scale = volume.scale;
            charged = a.clamp(d.growth, d.first, zero() - quota / d.tokens, zero(), infinite());
        }
    }
    const Series moved = charged * price_series(unless(api.price_change_per_year, 0.0));
    const auto steps = prices(api, d);
    const auto price_from = [&](std::size_t i) {  // until the next step's month
        Number price = price_of(steps[i].prices);
        if (steps[i].month != nullptr) price = a.decided(price, steps[i].month);
        return i + 1 < steps.size() ? a.decided(price, steps[i + 1].month) : price;
    };
    const Number now = price_from(0);
    Flow<A> tokens = nothing();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].first() > a.months()) break;
        const Number price = i == 0 ? now : price_from(i);
        Series there = moved;
        if (i + 1 < steps.size() && steps[i + 1].first() <= a.months())
            there = there * a.before(*steps[i + 1].month);
        if (steps[i].first() > 1) there = there * a.from(*steps[i].month);
        const bool whole = steps.size() == 1 && a.is(quota, 0.0);
        pay(tokens, whole ? a.named(price * scale, "month 1", Unit::money) : price * scale, there);
    }
    const Number seats = of(api.seats);
    const Number spend = seats * unless(api.included_spend_per_seat, 0.0);
    if (!a.is(spend, 0.0)) tokens = monthly(one(), a.max(zero(), amount_of(tokens) - spend));

    Flow<A> requests = nothing(), people = nothing(), fee = nothing();
    const Number request_fee = unless(api.fee_per_request, 0.0) * d.requests.value_or(zero());
    const Number seat_fee = seats * unless(api.fee_per_seat, 0.0), monthly_fee = unless(api.monthly_fee, 0.0);
    pay(requests, request_fee * d.first, d.growth);
    pay(people, seat_fee, a.ones());
    pay(fee, monthly_fee, a.ones());
    const Number minimum = unless(api.monthly_minimum, 0.0);
    add_setup(bill, api.running);
    add(bill, ItemKind::tokens, tokens);
    if (!a.is(minimum, 0.0)) {
        const Series rest = amount_of(tokens) + amount_of(requests) + (seat_fee + monthly_fee);
        add(bill, ItemKind::monthly_minimum, monthly(one(), a.max(zero(), minimum - rest)));
    }
    if (!a.is(request_fee, 0.0)) add(bill, ItemKind::request_fees, requests);
    if (!a.is(seat_fee, 0.0)) add(bill, ItemKind::seat_fees, people);
    if (!a.is(monthly_fee, 0.0)) add(bill, ItemKind::monthly_fee, fee);
    add_running(bill, api.running);

    // What one more million tokens adds to month 1: the price itself, or where a minimum or allowance applies, the
    // difference.
    const Number at_hours = d.own_shape
                                ? a.select(a.greater(a.at_month(d.growth, 1), zero()),
                                           a.at_month(volume.series, 1) / a.at_month(d.growth, 1), one())
                                : volume.scale;
    const Number price = now * at_hours;
    const auto charge = [&](Number tokens_asked) {
        return a.max(zero(), a.max(zero(), tokens_asked - quota / d.tokens) * price - spend);
    };
    const auto cost = [&](Number asked) {
        return a.max(charge(asked) + asked * request_fee + seat_fee + monthly_fee, minimum);
    };
    const Number asked = d.first * a.at_month(d.growth, 1);
    const Number more = a.number(1e6);
    if (a.is(quota, 0.0) && a.is(spend, 0.0) && a.is(minimum, 0.0)) {
        bill.marginal = price + request_fee;
    } else {
        const Number paid = a.max(zero(), asked - quota / d.tokens) * price;
        const Number below =
            a.max(a.max(a.greater(quota / d.tokens, asked), a.greater(spend, paid)),
                  a.greater(minimum, charge(asked) + asked * request_fee + seat_fee + monthly_fee));
        bill.marginal = a.select(below, (cost(asked + more) - cost(asked)) / more, price + request_fee);
    }

    if (api.tokens_per_minute) {
        const Number a_minute = d.first * d.tokens / d.active / a.number(1440.0);
        const Number limit = of(api.tokens_per_minute, 0.0);
        bill.tokens_per_minute = d.peak_by_month * a_minute;
        bill.tokens_per_minute_limit = limit;
        bill.feasible = bill.feasible * (one() - exceeds(d.peak_load * a_minute, limit));
    }
    if (api.max_tokens_per_seat) {
        const Number limit = seats * of(api.max_tokens_per_seat, 0.0);
        bill.tokens_of_month = d.growth * (d.first * d.tokens);
        bill.tokens_of_month_limit = limit;
        bill.feasible = bill.feasible * (one() - exceeds(d.first * d.tokens * d.max_growth, limit));
    }
    return bill;
}

}  // namespace aicost
