// Section 2: what the workload asks of an option.
#pragma once

#include "model/model.hpp"

namespace aicost {

namespace detail {

// w_h: relative to the mean hour
inline constexpr std::string_view load_name = "load";

// Hours with the same weight are one entry.
template <class A>
std::vector<LoadedHours<A>> alike(const std::array<double, 24>& weights, const LoadShape& shape,
                                  const typename A::Series& growth, const A& a) {
    std::vector<LoadedHours<A>> hours;
    std::vector<double> known;
    // a derivation tells of a mean hour as of the others, unless all are
    const bool told = requires { A::told; }
    &&std::any_of(weights.begin(), weights.end(), [](double w) { return w != 1.0; });
    for (std::size_t hour = 0; hour < weights.size(); ++hour) {
        const auto same = std::find(known.begin(), known.end(), weights[hour]);
        if (same == known.end()) {
            known.push_back(weights[hour]);
            hours.push_back({weights[hour] == 1.0 && !told
                                 ? growth
                                 : growth * a.of_hour(weights[hour], load_name, &shape),
                             {hour}});
        } else {
            hours[static_cast<std::size_t>(same - known.begin())].at.push_back(hour);
        }
    }
    return hours;
}

}  // namespace detail

template <class A>
Demand<A> Model<A>::demand(std::optional<Number> tokens_per_day) const {
    const Workload& work = scenario_.workload;
    const Number half = a.number(0.5);
    Demand<A> d;
    d.days = of(scenario_.days_per_month);
    d.active = d.days * (unless(work.active_days_per_week, 7.0) / a.number(7.0));

    std::optional<Number> input, output;  // per request
    std::optional<Number> turns, written;
    if (work.conversation) {
        const Conversation& talk = *work.conversation;
        const Number system = of(talk.system_tokens), user = of(talk.user_tokens),
                     answer = of(talk.answer_tokens);
        turns = of(talk.turns);
        input = a.named(system + user * (*turns + one()) * half + answer * (*turns - one()) * half,
                        "input tokens of a request", Unit::tokens);
        output = answer;
        if (talk.cached) {
            const Number fresh = system + *turns * user + (*turns - one()) * answer, sent = *turns * *input;
            written =
                a.named(a.decided(a.select(a.greater(sent, zero()), fresh / sent, zero()), &talk.cached),
                        "share of the input that is new", Unit::share);
        }
    } else {
        if (work.input_tokens_per_request) input = of(work.input_tokens_per_request, 0.0);
        if (work.output_tokens_per_request) output = of(work.output_tokens_per_request, 0.0);
    }
    std::optional<Number> both;
    if (input && output) both = a.named(*input + *output, "tokens of a request", Unit::tokens);

    Number answers = fixed(work.output_share, default_output_share);
    if (work.output_share && !work.conversation) {
        answers = of(work.output_share, 0.0);
    } else if (both) {
        answers = a.named(a.select(a.greater(*both, zero()), *output / *both, answers), "output share",
                          Unit::share);
    }
    const Number prompts = a.named(one() - answers, "input share", Unit::share);
    const Number read = written ? one() - *written : unless(work.cache_read_share, 0.0);
    const Number write = written ? *written : unless(work.cache_write_share, 0.0);
    const Number write_1h = written ? zero() : unless(work.cache_write_1h_share, 0.0);
    // shares that add up to 1 may exceed it by a rounding: fresh input must not become negative
    const Number fresh = written ? zero()
                                 : a.named(a.max(zero(), prompts * (one() - read - write - write_1h)),
                                           "share of fresh input", Unit::share);
    d.mix = {fresh, prompts * read, prompts * write, prompts * write_1h, answers};
    d.tokens = one();

    const Number size = both.value_or(zero());
    if (tokens_per_day) {
        d.first = *tokens_per_day * d.active;
    } else if (work.tokens_per_day) {
        d.first = of(work.tokens_per_day, 0.0) * d.active;
    } else if (work.requests_per_day) {
        d.first =
            a.named(of(work.requests_per_day, 0.0) * size, "tokens a day", Unit::tokens_per_day) * d.active;
    } else if (work.tokens_per_month) {
        d.first = of(work.tokens_per_month, 0.0);
    } else if (work.requests_per_month) {
        d.first = of(work.requests_per_month, 0.0) * size;
    } else {
        const Number talks = of(work.conversations_per_day, 0.0);
        d.first =
            a.named(talks * turns.value_or(one()) * size, "tokens a day", Unit::tokens_per_day) * d.active;
    }
    d.first = a.named(d.first, "volume of month 1", Unit::tokens);
    d.growth = a.geometric(one() + unless(work.growth_per_month, 0.0));
    d.max_growth =
        a.named(a.max(one(), a.at_month(d.growth, a.horizon())), "growth to the busiest month", Unit::ratio);
    d.batch_share = unless(work.batch_share, 0.0);
    if (both) d.requests = a.select(a.greater(*both, zero()), one() / *both, zero());
    d.tokens_per_request = both;
    d.input_per_request = input;

    d.weights = work.load_shape.weights();
    d.hours = detail::alike(d.weights, work.load_shape, d.growth, a);
    const Number peak = peak_weight(d, 1.0);
    d.peak_load = a.named(d.max_growth * peak, "load of the busiest hour", Unit::ratio);
    d.peak_by_month = d.growth * peak;
    return d;
}

// The busiest hour's weight over `hours`.
template <class A>
auto Model<A>::peak_weight(const Demand<A>& d, double hours) const -> Number {
    const LoadShape& shape = scenario_.workload.load_shape;
    const Number peak = a.number(*std::max_element(d.weights.begin(), d.weights.end()) / hours);
    return shape.kind == LoadShape::Kind::flat ? peak : a.decided(peak, &shape);
}

template <class A>
Demand<A> Model<A>::own(const Demand<A>& demand, const Running& running) const {
    const Number tries = one() / unless(running.success_share, 1.0);
    const Number input = unless(running.input_ratio, 1.0) * tries,
                 output = unless(running.output_ratio, 1.0) * tries;
    Demand<A> d = demand;
    auto& mix = d.mix;
    mix = {mix.fresh_input * input, mix.cache_read * input, mix.cache_write * input,
           mix.cache_write_1h * input, mix.output * output};
    const bool alike = a.is(input, 1.0) && a.is(output, 1.0);
    if (!requires { A::told; } || !alike)  // a derivation need not tell of 1 - share + share
        d.tokens = a.named((one() - demand.mix.output) * input + demand.mix.output * output,
                           "tokens there for each of the workload", Unit::ratio);
    if (d.requests) d.requests = *d.requests * tries;
    if (d.input_per_request) d.input_per_request = *d.input_per_request * unless(running.input_ratio, 1.0);
    return d;
}

template <class A>
Demand<A> Model<A>::scaled(const Demand<A>& demand, Number share) const {
    Demand<A> d = demand;
    d.first = demand.first * share;
    return d;
}

template <class A>
auto Model<A>::by_hour(const Demand<A>& demand, const std::optional<std::array<double, 24>>& factors) const
    -> ScaledSeries {
    if (!factors) return {one(), demand.growth};
    if (!demand.own_shape) {
        OverHours<A, Number> factor(a);
        for (std::size_t hour = 0; hour < 24; ++hour)
            factor.add(a.of_hour(demand.weights[hour], detail::load_name, &scenario_.workload.load_shape) *
                           a.of_hour((*factors)[hour], {}, &*factors) / a.number(24.0),
                       hour);
        return {a.named(factor.sum(), "mean price factor of the load's hours", Unit::ratio), demand.growth};
    }
    OverHours<A, Series> sum(a);
    for (const auto& hours : demand.hours) {
        for (const std::size_t hour : hours.at)
            sum.add(hours.load * (a.of_hour((*factors)[hour], {}, &*factors) / a.number(24.0)), hour);
    }
    return {one(), a.named(sum.sum(), "load, each hour at its price_by_hour", Unit::ratio)};
}

}  // namespace aicost
