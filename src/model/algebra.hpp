// The operations that the cost model is written in, and the simplest algebra that implements them: plain numbers.
//
// An algebra A has two types. A::Number is one number; A::Series is one for each month 1, 2, …. A formula is a template
// over A: over `Eager` it is a result, over `GraphAlgebra` (graph_algebra.hpp) a graph for many scenarios, over `NamedAlgebra`
// (named.hpp) a derivation in words. Operators + - * / work on both types and mix them; the rest are members:
//
//   number(x) · read(member, value)             a constant · an input, identified by its member in the scenario
//   unless(member, value, neutral)              likewise; a derivation leaves it out when it is neutral
//   min max greater select ceil power one_less_exp       of numbers or series, month by month; greater is 0 or 1
//   annuity(i, n) remaining(i, n, paid)         of a loan of 1 at the monthly rate i; n is the member that holds it
//   ones step(n) geometric(q) held(q, L)        1 …; 1 until month n, then 0; q^(m-1); q^(L·floor((m-1)/L))
//   before(n) from(n)                           1 before month n, then 0; 0 before it, then 1
//   clamp(x, a, b, low, high)                   min(max(a·x_m + b, low), high)
//   sum(s) at_month(s, m) largest(s)            over the horizon; of a month; within the horizon
//   is(x, v)                                    is it v for any inputs? lets the model skip what a scenario does not use
//   named(x, name, unit, more)                  names a value (name and more); only some algebras use it
//   of_hour(x, what, member)                    a constant that differs by hour of the day, which a member decides; without
//                                               `what`: that member's own number of the hour
//   decided(x, why)                             x is what it is by that member or condition; only a derivation says so
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <vector>

#include "aicost/unit.hpp"
#include "model/elementary.hpp"

namespace aicost {

// A number for each month; `each` is empty if all are the same.
struct Monthly {
    double same = 0.0;
    std::vector<double> each;

    [[nodiscard]] double of(std::size_t index) const { return each.empty() ? same : each[index]; }
};

// Writes to `into`, which is neither operand and keeps its memory.
template <class Op>
void by_month_into(const Monthly& a, const Monthly& b, Monthly& into, Op op) {
    const std::size_t months = std::max(a.each.size(), b.each.size());
    into.each.resize(months);
    into.same = months == 0 ? op(a.same, b.same) : 0.0;
    const auto with = [&](auto left, auto right) {
        double* out = into.each.data();
        for (std::size_t i = 0; i < months; ++i) out[i] = op(left(i), right(i));
    };
    const auto same = [](double x) { return [x](std::size_t) { return x; }; };
    const auto each = [](const Monthly& x) { return [at = x.each.data()](std::size_t i) { return at[i]; }; };
    if (a.each.empty())
        with(same(a.same), each(b));
    else if (b.each.empty())
        with(each(a), same(b.same));
    else
        with(each(a), each(b));
}
template <class Op>
Monthly by_month(const Monthly& a, const Monthly& b, Op op) {
    Monthly out;
    by_month_into(a, b, out, op);
    return out;
}
template <class Op>
Monthly by_month(const Monthly& a, double b, Op op) {
    return by_month(a, Monthly{b, {}}, op);
}
template <class Op>
Monthly by_month(double a, const Monthly& b, Op op) {
    return by_month(Monthly{a, {}}, b, op);
}

template <class T>
concept MonthlyOrNumber = std::is_same_v<T, Monthly> || std::is_same_v<T, double>;
template <class T, class U>
concept OneIsMonthly =
    MonthlyOrNumber<T> && MonthlyOrNumber<U> && !(std::is_same_v<T, double> && std::is_same_v<U, double>);

template <class T, class U>
requires OneIsMonthly<T, U> Monthly operator+(const T& a, const U& b) {
    return by_month(a, b, [](double x, double y) { return x + y; });
}
template <class T, class U>
requires OneIsMonthly<T, U> Monthly operator-(const T& a, const U& b) {
    return by_month(a, b, [](double x, double y) { return x - y; });
}
template <class T, class U>
requires OneIsMonthly<T, U> Monthly operator*(const T& a, const U& b) {
    return by_month(a, b, [](double x, double y) { return x * y; });
}
template <class T, class U>
requires OneIsMonthly<T, U> Monthly operator/(const T& a, const U& b) {
    return by_month(a, b, [](double x, double y) { return x / y; });
}

class Eager {
public:
    using Number = double;
    using Series = Monthly;

    // `months`: the length of a series; at least the horizon.
    Eager(int horizon_months, int months)
        : horizon_(static_cast<std::size_t>(horizon_months)), months_(static_cast<std::size_t>(months)) {}

    [[nodiscard]] int horizon() const { return static_cast<int>(horizon_); }
    [[nodiscard]] int months() const { return static_cast<int>(months_); }

    double number(double value) const { return value; }
    double read(const void*, double value) const { return value; }
    double unless(const void*, double value, double) const { return value; }
    bool is(double x, double value) const { return x == value; }
    bool is(const Monthly& x, double value) const { return x.each.empty() && x.same == value; }

    double min(double a, double b) const { return a < b ? a : b; }
    double max(double a, double b) const { return a > b ? a : b; }
    double greater(double a, double b) const { return a > b ? 1.0 : 0.0; }
    double select(double condition, double yes, double no) const { return condition != 0.0 ? yes : no; }
    double ceil(double x) const { return std::ceil(x); }
    double power(double base, double exponent) const { return power_at(base, exponent); }
    double one_less_exp(double x) const { return one_less_exponential(x); }
    double annuity(double monthly_rate, int months) const;
    double remaining(double monthly_rate, int months, int paid) const;

    template <class T, class U>
    requires OneIsMonthly<T, U> Monthly min(const T& a, const U& b)
    const {
        return by_month(a, b, [](double x, double y) { return x < y ? x : y; });
    }
    template <class T, class U>
    requires OneIsMonthly<T, U> Monthly max(const T& a, const U& b)
    const {
        return by_month(a, b, [](double x, double y) { return x > y ? x : y; });
    }
    template <class T, class U>
    requires OneIsMonthly<T, U> Monthly greater(const T& a, const U& b)
    const {
        return by_month(a, b, [](double x, double y) { return x > y ? 1.0 : 0.0; });
    }
    template <class T, class U>
    Monthly select(const Monthly& condition, const T& yes, const U& no) const;
    Monthly ceil(const Monthly& x) const {
        return by_month(x, 0.0, [](double a, double) { return std::ceil(a); });
    }
    Monthly one_less_exp(const Monthly& x) const {
        return by_month(x, 0.0, [](double a, double) { return one_less_exponential(a); });
    }

    Monthly ones() const { return {1.0, {}}; }
    Monthly step(int months) const;
    Monthly before(int month) const { return step(month - 1); }
    Monthly from(int month) const { return 1.0 - step(month - 1); }
    Monthly geometric(double ratio) const;
    Monthly held(double ratio, int months) const;
    Monthly clamp(const Monthly& x, double a, double b, double low, double high) const {
        return by_month(x, 0.0, [=](double value, double) {
            const double at = std::max(value * a + b, low);
            return std::min(at, high);
        });
    }
    double sum(const Monthly& series) const;
    double at_month(const Monthly& series, int month) const {
        return series.of(static_cast<std::size_t>(month - 1));
    }
    double largest(const Monthly& series) const;

    Monthly as_series(const Monthly& series) const { return series; }
    double of_hour(double value, std::string_view, const void*) const { return value; }
    template <class T, class Why>
    T decided(T value, const Why&) const {
        return value;
    }
    template <class T>
    T named(T value, std::string_view, Unit, std::string_view = {}) const {
        return value;
    }

private:
    std::size_t horizon_, months_;
};

template <class T, class U>
Monthly Eager::select(const Monthly& condition, const T& yes, const U& no) const {
    const auto at = [](const auto& value, std::size_t i) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, Monthly>) {
            return value.of(i);
        } else {
            return value;
        }
    };
    Monthly out;
    out.each.reserve(months_);
    for (std::size_t i = 0; i < months_; ++i)
        out.each.push_back(condition.of(i) != 0.0 ? at(yes, i) : at(no, i));
    return out;
}

}  // namespace aicost
