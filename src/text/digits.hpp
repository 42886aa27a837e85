// Numbers into a buffer, millions a second. No locale, no allocation; NaN and infinity must not come here.
#pragma once

namespace aicost {

inline constexpr int longest_number = 360;  // bytes that a number takes at most
inline constexpr int most_digits = 17;

// The decimal of 12 digits that a few roundings have moved a result from, or the number itself where there is none:
// 24 times 0.1 is 2.4000000000000004, and 2.4 to people.
double without_roundings(double value);

// The shortest text that reads back as the same number, whole amounts without exponent: what --get
// prints. Returns the end.
char* write_shortest(char* out, double value);

// With so many decimals, rounded as printf("%.*f") rounds: the exact value, ties to even.
char* write_fixed(char* out, double value, int decimals);

}  // namespace aicost
