// Numbers as text: the only place where an amount is rounded.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace aicost {

// Are two figures equal except for roundings, within a relative 1e-12?
bool one_value(double a, double b);

// The position of `value` between `low` and `high`, 0 … 1; `of_one` if these are equal.
double share_of(double value, double low, double high, double of_one);

// The number of decimals of a column, so that decimal points are aligned: for amounts none if all are whole or one is
// $10,000 or more, else two; for prices as many as the smallest needs.
int decimals_for(const std::vector<Cell>& column);

// `parts` rounded to so many decimals, such that they add up to their `total` as printed with as many. Unchanged if a
// double does not hold that many digits.
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
// With so many significant digits, amounts at least to the cent, without abbreviations: 9,636 tokens/s, $141.5792, 12.345%.
std::string exact_text(double value, Unit unit, const std::string& currency, int significant);

std::string number_text(double value, Unit unit, const std::string& currency);
std::string cell_text(const Cell& cell, const std::string& currency, int decimals = -1);

// "$", "€", …; "CHF " if it has no sign.
std::string currency_sign(const std::string& currency);

}  // namespace aicost
