// Powers and logarithms that give the same bytes on every machine, by +, -, *, / alone: those of C libraries differ in
// the last digit. All but one in a million are correctly rounded. src/model/elementary.hpp has faster ones for loops.
#pragma once

namespace aicost {

// base^exponent for base >= 0.
double power(double base, double exponent);

// 10^exponent; 0 or infinity beyond a double's range.
double power_of_ten(int exponent);

// Minus infinity for 0, NaN below.
double natural_logarithm(double x);
double decimal_logarithm(double x);

// The power of ten of the first digit of x > 0: 3 for 1234.
int decimal_exponent(double x);

}  // namespace aicost
