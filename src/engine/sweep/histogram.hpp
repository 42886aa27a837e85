// A histogram whose memory does not grow with the number of values: 1,024 classes per power of two, so that a class is
// no wider than 1/1,024 of its values.
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

    // NaN does not count.
    void add(std::span<const double> values);
    void add(double value, std::uint64_t times);
    void add(Histogram& other);

    // Values counted so far; the exact minimum and maximum (infinities if there are none).
    [[nodiscard]] std::uint64_t count();
    [[nodiscard]] double min() const { return min_; }
    [[nodiscard]] double max() const { return max_; }
    // The value of that rank (from 0), to a relative 1/2,048.
    [[nodiscard]] double at_rank(std::uint64_t rank);
    // The middle of each class, as at_rank() has it, in order, and how many values are in it.
    [[nodiscard]] std::vector<std::pair<double, std::uint64_t>> counted();

private:
    using Class = std::pair<std::uint32_t, std::uint64_t>;  // its number and count
    static constexpr int class_bits = 10;
    static constexpr int rest_bits = 52 - class_bits;

    // Classes are numbered in order of their values.
    static std::uint32_t class_of(double value) {
        constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
        const auto bits = portable::bit_cast<std::uint64_t>(value);
        const auto order = bits ^ (static_cast<std::uint64_t>(static_cast<std::int64_t>(bits) >> 63) | sign);
        return static_cast<std::uint32_t>(order >> rest_bits);
    }
    static double middle_of(std::uint32_t place);
    void settle();
    void merge(const std::vector<Class>& classes);

    struct Free {
        void operator()(std::uint32_t* counts) const { std::free(counts); }
    };
    std::unique_ptr<std::uint32_t[], Free> recent_;  // by class; untouched pages take no memory
    std::uint64_t in_recent_ = 0;                    // how many it holds, NaNs included
    std::vector<Class> settled_;                     // in order
    double min_ = std::numeric_limits<double>::infinity();
    double max_ = -std::numeric_limits<double>::infinity();
};

}  // namespace aicost
