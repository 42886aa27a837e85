#include "aicost/range.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "text/real.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr double max_values = 9007199254740992.0;  // 2^53: every index is a double
constexpr const char* range_forms = "a,b,c or lo..hi:n or lo..hi:log:n or lo..hi:+step";

std::string range_quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

}  // namespace

double Range::at(std::uint64_t index) const {
    if (kind_ == Kind::list) return list_[index];
    if (index == 0) return from_;
    if (kind_ != Kind::step && index + 1 == count_) return to_;
    return std::clamp(between(static_cast<double>(index)), std::min(from_, to_), std::max(from_, to_));
}

// If a span or a ratio overflows, interpolates between the ends instead.
double Range::between(double i) const {
    if (kind_ == Kind::step) return from_ + step_ * i;
    const auto last = static_cast<double>(count_ - 1);
    if (kind_ == Kind::linear) {
        const double way = (to_ - from_) * i;
        return std::isfinite(way) ? from_ + way / last : from_ * (1.0 - i / last) + to_ * (i / last);
    }
    const double ratio = to_ / from_;
    const double value = std::isnormal(ratio) ? from_ * power(ratio, i / last)
                                              : power(from_, 1.0 - i / last) * power(to_, i / last);
    // 1, 2, 4, 8, and not 3.9999999999999996
    const double whole = std::round(value);
    return std::abs(value - whole) <= 1e-12 * whole ? whole : value;
}

double Range::min() const {
    return kind_ == Kind::list ? *std::min_element(list_.begin(), list_.end())
                               : std::min(at(0), at(count_ - 1));
}
double Range::max() const {
    return kind_ == Kind::list ? *std::max_element(list_.begin(), list_.end())
                               : std::max(at(0), at(count_ - 1));
}

struct RangeParser {
    static ParsedRange problem(std::string text) { return {std::nullopt, std::move(text)}; }

    static ParsedRange list(std::string_view text) {
        Range range;
        for (std::string_view rest = text;;) {
            const auto comma = rest.find(',');
            const std::string_view word = rest.substr(0, comma);
            const auto value = parse_value(word);
            if (!value) {
                return problem(range_quoted(word) + " is not a number; a range is " + range_forms +
                               ", each " + std::string(value_examples));
            }
            range.list_.push_back(*value);
            if (comma == std::string_view::npos) break;
            rest.remove_prefix(comma + 1);
        }
        range.count_ = range.list_.size();
        return {std::move(range), ""};
    }

    static ParsedRange between(std::string_view text, std::size_t dots) {
        const auto colon = text.find(':', dots);
        const auto from = parse_value(text.substr(0, dots));
        const auto to = parse_value(text.substr(dots + 2, colon - dots - 2));
        if (!from || !to)
            return problem(range_quoted(text) + " has an end that is not a number; " +
                           std::string(value_examples));
        if (colon == std::string_view::npos)
            return problem(range_quoted(text) + " does not say how many; for example " + std::string(text) +
                           ":10, or :+step");
        std::string_view how = text.substr(colon + 1);
        Range range;
        range.from_ = *from;
        range.to_ = *to;
        if (!how.empty() && (how.front() == '+' || how.front() == '-')) return steps(text, how, range);
        range.kind_ = Range::Kind::linear;
        if (how.starts_with("log:")) {
            how.remove_prefix(4);
            range.kind_ = Range::Kind::logarithmic;
            if (*from <= 0.0 || *to <= 0.0)
                return problem(range_quoted(text) + " can not be logarithmic; both ends must be above 0");
        }
        const auto count = parse_value(how);
        if (!count || *count < 1.0 || *count > max_values || std::floor(*count) != *count)
            return problem(range_quoted(how) + " is not a number of values; a whole number from 1");
        range.count_ = static_cast<std::uint64_t>(*count);
        if (range.count_ == 1 && *from != *to)
            return problem(range_quoted(text) + " has one value for two ends; at least 2");
        return {std::move(range), ""};
    }

    static ParsedRange steps(std::string_view text, std::string_view how, Range range) {
        const auto step = parse_value(how);
        if (!step || *step == 0.0)
            return problem(range_quoted(how) + " is not a step; a number other than 0, after + or -");
        if (range.to_ != range.from_ && (range.to_ > range.from_) != (*step > 0.0))
            return problem(range_quoted(text) + " has a step that leads away from its end");
        // a last step that misses the end only by a rounding counts, and is the end itself
        const double way = range.to_ - range.from_;
        const double exact = std::isfinite(way) ? way / *step : range.to_ / *step - range.from_ / *step;
        const double nearest = std::round(exact);
        const double roundings = 1e-15 * ((std::abs(range.from_) + std::abs(range.to_)) / std::abs(*step));
        const double steps =
            std::abs(exact - nearest) <= std::min(1e-3, roundings) ? nearest : std::floor(exact);
        if (!(steps < max_values)) return problem(range_quoted(text) + " has too many steps");
        range.kind_ = Range::Kind::step;
        range.step_ = *step;
        range.count_ = static_cast<std::uint64_t>(steps) + 1;
        return {std::move(range), ""};
    }
};

ParsedRange parse_range(std::string_view text) {
    const auto dots = text.find("..");
    if (dots != std::string_view::npos && text.substr(dots).starts_with("..."))
        return RangeParser::problem(range_quoted(text) +
                                    " has three dots, where two part the ends; a fraction begins with 0, " +
                                    "as in 0.1..0.5:3");
    return dots == std::string_view::npos ? RangeParser::list(text) : RangeParser::between(text, dots);
}

}  // namespace aicost
