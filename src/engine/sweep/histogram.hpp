// Values counted by size, in a memory that does not grow with their number: 1,024 classes to each power of
// two, so that a class is no wider than 1/1,024 of its values.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "text/portable.hpp"

namespace aicost {

class Histogram {
public:
    Histogram();

    // A NaN is no value.
    void add(std::span<const double> values);
    void add(double value, std::uint64_t times);
    void add(Histogram& other);

    // Values counted so far; the least and the greatest exactly (infinities while there are none).
    [[nodiscard]] std::uint64_t count();
    [[nodiscard]] double least() const { return least_; }
    [[nodiscard]] double greatest() const { return greatest_; }
    // The value of that rank (from 0), to 1/2,048 of itself.
    [[nodiscard]] double at_rank(std::uint64_t rank);

private:
    using Class = std::pair<std::uint32_t, std::uint64_t>;  // its number, and how many values are in it
    static constexpr int class_bits = 10;
    static constexpr int rest_bits = 52 - class_bits;

    // Classes are numbered in the order of their values.
    static std::uint32_t class_of(double value) {
        constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
        const auto bits = portable::bit_cast<std::uint64_t>(value);
        const auto order = bits ^ (static_cast<std::uint64_t>(static_cast<std::int64_t>(bits) >> 63) | sign);
        return static_cast<std::uint32_t>(order >> rest_bits);
    }
    void settle();
    void merge(const std::vector<Class>& classes);

    struct Free {
        void operator()(std::uint32_t* counts) const { std::free(counts); }
    };
    std::unique_ptr<std::uint32_t[], Free> recent_;  // by class; pages that nothing touches take no memory
    std::uint64_t in_recent_ = 0;                    // as many as are in there, NaNs included
    std::vector<Class> settled_;                     // in order
    double least_ = std::numeric_limits<double>::infinity();
    double greatest_ = -std::numeric_limits<double>::infinity();
};

}  // namespace aicost
