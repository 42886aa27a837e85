// Numbers as text: the one place in which an amount is rounded.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace aicost {

// Are two figures one, but for roundings: within a relative 1e-12 of each other?
bool one_value(double a, double b);

// Where `value` lies between `low` and `high`, 0 … 1; `of_one` where these are one value.
double share_of(double value, double low, double high, double of_one);

// How many decimals a column takes, so that its points stand below each other: amounts none where all of them
// are whole or one is of $10,000 or more, else two; prices as many as the smallest needs.
int decimals_for(const std::vector<Cell>& column);

// `parts` with so many decimals, so that they add up to their `total` as it is printed with as many. Where a double does
// not hold that many digits, as they are.
std::vector<double> rounded_to_add_up(const std::vector<double>& parts, double total, int decimals);

std::string money_text(double amount, const std::string& currency, int decimals);
std::string money_text(double amount, const std::string& currency);  // whole amounts without decimals
std::string price_text(double amount,
                       const std::string& currency);  // two decimals, or three significant digits
std::string tokens_text(double count);                // 500K, 2M, 1.33M
std::string percent_text(double share);               // 42%, 0.5%
std::string months_text(double months);               // 13.33, 18
std::string plain_text(double value, int significant = 6);
std::string shortest_text(double value);  // full precision, for machines
// With so many digits that count, amounts to the cent at least, nothing abbreviated: 9,636 tokens/s, $141.5792, 12.345%.
std::string exact_text(double value, Unit unit, const std::string& currency, int significant);

std::string number_text(double value, Unit unit, const std::string& currency);
std::string cell_text(const Cell& cell, const std::string& currency, int decimals = -1);

// "$", "€", …; "CHF " where there is no sign of its own.
std::string currency_sign(const std::string& currency);

}  // namespace aicost
