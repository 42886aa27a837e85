// VALUE, RANGE and distributions: what is accepted is a number, and its shortest text means the same number.
#include "aicost/range.hpp"
#include "harness.hpp"
#include "profile/distribution.hpp"
#include "text/value.hpp"

using namespace aicost;
using fuzz::expect;

namespace {

void try_value(std::string_view text) {
    const auto value = parse_value(text);
    if (!value) return;
    expect(std::isfinite(*value), "a VALUE is finite");
    const auto again = parse_value(shortest(*value));
    expect(again && *again == *value, "the shortest text of a VALUE reads back as it");
}

void try_range(std::string_view text) {
    const ParsedRange parsed = parse_range(text);
    expect(parsed.range.has_value() == parsed.problem.empty(), "a RANGE, or what is wrong with it");
    if (!parsed.range) return;
    const Range& range = *parsed.range;
    expect(range.size() > 0, "a RANGE has values");
    for (const std::uint64_t at : {std::uint64_t{0}, range.size() / 2, range.size() - 1}) {
        const double value = range.at(at);
        expect(std::isfinite(value), "a RANGE's values are finite");
        expect(range.min() <= value && value <= range.max(), "a RANGE's values lie within its ends");
    }
}

void try_distribution(std::string_view text) {
    PathFault fault;
    const auto distribution = parse_distribution(text, fault);
    expect(distribution.has_value() == fault.problem.empty(), "a distribution, or what is wrong with it");
    if (!distribution) return;
    const double beyond = share_beyond(*distribution, {0.0, largest_input});
    expect(beyond >= 0.0 && beyond <= 1.0, "what lies beyond the bounds is a share");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    try_value(text);
    try_range(text);
    try_distribution(text);
    return 0;
}
