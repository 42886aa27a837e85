// RANGE: the values that a sweep gives to one input.
//
//   500K,2M,5M        these
//   0.5..12.5:25      25 values from the first to the last, evenly spaced
//   1e5..1e9:log:9    9 values, evenly spaced on a logarithmic scale
//   0..1:+0.1         from the first in steps, up to the last
//
// A value is as in a profile (docs/profile.md): 2M, 15%, $1200; in a list the comma separates values, so
// thousands have none.
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
    [[nodiscard]] double least() const;
    [[nodiscard]] double most() const;

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
    std::string problem;  // where there is none: what is wrong; what would be right
};
ParsedRange parse_range(std::string_view text);

}  // namespace aicost
