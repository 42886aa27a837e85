// Prices of the catalogue: in US dollars, whatever the currency of the profile.
//
//     const Usd<Money> card(money(1500));
//     const Money price = in_currency(card, 0.5);  // 750: with half a unit of the currency to the dollar
//     card.dollars();                              // 1500: to show the catalogue itself
//
// in_currency() is the only way to turn a catalogue price into an amount of the model.
#pragma once

#include <compare>

namespace aicost {

template <class T>
class Usd {
public:
    constexpr Usd() = default;
    constexpr explicit Usd(T amount) : amount_(amount) {}
    constexpr explicit Usd(double dollars) : amount_(dollars) {}

    [[nodiscard]] constexpr double dollars() const { return amount_.value(); }

    constexpr Usd& operator+=(Usd other) {
        amount_ += other.amount_;
        return *this;
    }
    friend constexpr auto operator<=>(Usd a, Usd b) = default;

    // `usd_rate`: units of the currency for a dollar, as Scenario has it.
    friend constexpr T in_currency(Usd price, double usd_rate) { return price.amount_ * usd_rate; }

private:
    T amount_;
};

}  // namespace aicost
