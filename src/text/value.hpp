// VALUE: numbers as people write them. `2M`, `500k`, `1.5B`, `15%`, `$1,200`, `1e6`, `2_000_000`, and plain
// numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aicost {

// The number, or none if the text as a whole is not one: "2Mx", "1,2", "--", "nan" and "inf" are not.
std::optional<double> parse_value(std::string_view text);

// What a VALUE may look like, for error messages.
inline constexpr std::string_view value_examples = "a number such as 2M, 500k, 15%, $1,200 or 1e6";

// The shortest text that reads back as the same number: "1200", "0.002", "1e+15".
std::string shortest(double value);
// For people: with the few digits that an estimate deserves, "18.2", "1340".
std::string three_digits(double value);

}  // namespace aicost
