// RANGE: the values that a sweep gives to one input.
//
//   500K,2M,5M        these values
//   0.5..12.5:25      25 values from the first to the last, evenly spaced
//   1e5..1e9:log:9    9 values, evenly spaced on a logarithmic scale
//   0..1:+0.1         from the first in steps, up to the last
//
// A value is as in a profile (docs/profile.md): 2M, 15%, $1200. In a list the comma separates values, so it
// cannot group thousands.
//
//     const Range range = *parse_range("500K,2M,5M").range;
//     range.at(1);    // 2e6
//     range.size();   // 3
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aicost {

class Range {
public:
    [[nodiscard]] std::uint64_t size() const { return count_; }
    [[nodiscard]] double at(std::uint64_t index) const;
    [[nodiscard]] double min() const;
    [[nodiscard]] double max() const;

private:
    [[nodiscard]] double between(double i) const;

    friend struct RangeParser;
    enum class Kind { list, linear, logarithmic, step };
    Kind kind_ = Kind::list;
    std::vector<double> list_;
    double from_ = 0.0, to_ = 0.0, step_ = 0.0;
    std::uint64_t count_ = 0;
};

struct ParsedRange {
    std::optional<Range> range;
    std::string problem;  // if there is no range: what is wrong; what would be right
};
ParsedRange parse_range(std::string_view text);

}  // namespace aicost
