// Formats numbers into a buffer, millions a second. No locale, no allocation; not for NaN and infinity.
#pragma once

namespace aicost {

inline constexpr int max_number_length = 360;  // bytes
inline constexpr int max_digits = 17;

// Undoes accumulated rounding: the nearby decimal of 12 digits, if there is one, else the number itself. 24 times 0.1
// is 2.4000000000000004, and should be 2.4.
double without_roundings(double value);

// The shortest text that reads back as the same number, whole numbers without an exponent, as --get prints it.
// Returns the end.
char* write_shortest(char* out, double value);

// With so many decimals, rounded like printf("%.*f"): the exact value, ties to even.
char* write_fixed(char* out, double value, int decimals);

}  // namespace aicost
