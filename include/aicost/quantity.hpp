// Quantities of the cost model, each a type of its own: a price per kWh cannot be passed for a price per token,
// and a bare number becomes a quantity only by naming its unit.
//
// A quantity is made with a named unit, and `value()` returns it in that same unit:
//
//     Money price = money(1200);                       // in the profile's currency
//     Money bill = tokens(60e6) * per_mtok(2.0);       // 120
//     Energy used = watts(350) * hours(8);             // 2.8 kWh
//
// Ranges are checked where a number enters (parameter.hpp), not here.
#pragma once

#include <compare>

namespace aicost {

template <class Unit>
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value) : value_(value) {}

    [[nodiscard]] constexpr double value() const { return value_; }

    constexpr Quantity& operator+=(Quantity other) {
        value_ += other.value_;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other) {
        value_ -= other.value_;
        return *this;
    }
    constexpr Quantity operator-() const { return Quantity(-value_); }

    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value_ + b.value_); }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value_ - b.value_); }
    friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity(a.value_ * factor); }
    friend constexpr Quantity operator*(double factor, Quantity a) { return Quantity(factor * a.value_); }
    friend constexpr Quantity operator/(Quantity a, double divisor) { return Quantity(a.value_ / divisor); }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }
    friend constexpr auto operator<=>(Quantity a, Quantity b) = default;

private:
    double value_ = 0.0;
};

using Money = Quantity<struct CurrencyUnit>;           // the profile's currency
using Tokens = Quantity<struct TokenUnit>;             // tokens
using TokenPrice = Quantity<struct CurrencyPerMtok>;   // currency per million tokens
using TokenRate = Quantity<struct TokensPerSecond>;    // tokens per second
using Power = Quantity<struct Watt>;                   // watts
using Energy = Quantity<struct KilowattHour>;          // kWh
using EnergyPrice = Quantity<struct CurrencyPerKwh>;   // currency per kWh
using HourlyPrice = Quantity<struct CurrencyPerHour>;  // currency per hour
using Duration = Quantity<struct Hour>;                // hours of a clock
using Months = Quantity<struct Month>;                 // accounting months, of `days_per_month` days each

constexpr Money money(double amount) { return Money(amount); }
constexpr Tokens tokens(double count) { return Tokens(count); }
constexpr TokenPrice per_mtok(double amount) { return TokenPrice(amount); }
constexpr TokenRate tokens_per_second(double rate) { return TokenRate(rate); }
constexpr Power watts(double power) { return Power(power); }
constexpr EnergyPrice per_kwh(double amount) { return EnergyPrice(amount); }
constexpr HourlyPrice per_hour(double amount) { return HourlyPrice(amount); }
constexpr Duration hours(double count) { return Duration(count); }
constexpr Duration seconds(double count) { return Duration(count / 3600.0); }
constexpr Months months(double count) { return Months(count); }

constexpr Money operator*(Tokens volume, TokenPrice price) {
    return Money(volume.value() * price.value() / 1e6);
}
constexpr TokenPrice operator/(Money cost, Tokens volume) {
    return TokenPrice(cost.value() / volume.value() * 1e6);
}
constexpr Energy operator*(Power power, Duration time) {
    return Energy(power.value() * time.value() / 1000.0);
}
constexpr Money operator*(Energy energy, EnergyPrice price) { return Money(energy.value() * price.value()); }
constexpr Money operator*(Duration time, HourlyPrice price) { return Money(time.value() * price.value()); }
constexpr Duration operator/(Tokens volume, TokenRate rate) { return seconds(volume.value() / rate.value()); }

}  // namespace aicost
