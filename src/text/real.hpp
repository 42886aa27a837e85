// Powers and logarithms of the same bytes on every machine, made of +, -, *, / alone: a C library's own differ in
// the last digit from one to the next. Rounded right but for one in a million; a loop over many numbers has faster ones
// (src/model/elementary.hpp).
#pragma once

namespace aicost {

// base^exponent of a base >= 0.
double power(double base, double exponent);

// 10^exponent; 0 and infinity beyond what a double holds.
double power_of_ten(int exponent);

// Minus infinity of 0, no number below.
double natural_logarithm(double x);
double decimal_logarithm(double x);

// The power of ten of the first digit of x > 0: 3 of 1234.
int decimal_exponent(double x);

}  // namespace aicost
