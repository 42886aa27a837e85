// What a sweep comes to without its rows: wins, and least, median and greatest of every metric.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "cli/sweep/stream.hpp"
#include "report/views.hpp"

namespace aicost {

// Values counted by size: 2,048 classes to each power of two, so that a class is no wider than 1/2,048 of its
// values.
class Histogram {
public:
    void add(double value, std::uint64_t times = 1) {
        const std::uint64_t order = order_of(value);
        auto& classes = powers_[order >> 52U];
        if (!classes) classes = std::make_unique<Classes>();
        (*classes)[order >> (52 - class_bits) & ((1U << class_bits) - 1)] += times;
    }
    void add(const Histogram& other);
    // The value of that rank (from 0), to 1/4,096 of itself.
    [[nodiscard]] double at_rank(std::uint64_t rank) const;

private:
    // Whole numbers in the order of the doubles.
    static std::uint64_t order_of(double value) {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        return bits ^ (static_cast<std::uint64_t>(static_cast<std::int64_t>(bits) >> 63) | sign);
    }
    static constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    static constexpr int class_bits = 11;
    using Classes = std::array<std::uint64_t, std::size_t{1} << class_bits>;
    std::array<std::unique_ptr<Classes>, 4096> powers_;  // by sign and exponent, in order of size
};

class SummaryWorker : public SweepWorker {
public:
    // Up to so many rows the median is exact.
    static constexpr std::uint64_t most_exact = 65536;

    SummaryWorker(const SweepPlan& plan, std::uint64_t rows);
    void take(const TileRun& tile, TextBuffer& text) override;
    void add(const SummaryWorker& other);
    [[nodiscard]] SweepSummary summary() const;

private:
    struct Column {
        bool is_winner = false;
        double least = 0.0, most = 0.0;
        std::uint64_t count = 0;
        Histogram histogram;
        std::vector<double> exact;
    };
    void take_numbers(Column& column, const double* values, std::size_t lanes, std::uint64_t times);

    const SweepPlan& plan_;
    bool exact_;
    std::uint64_t rows_ = 0;
    std::vector<std::uint64_t> wins_;  // none, tie, the options
    std::vector<Column> columns_;
};

}  // namespace aicost
