// The order of a sweep's scenarios, cut into tiles: a piece of one axis times all axes behind it, small
// enough for the engine to keep what does not change from one tile to the next.
#pragma once

#include <cstdint>
#include <vector>

#include "aicost/batch.hpp"
#include "cli/sweep/axes.hpp"

namespace aicost {

// Scenario numbers from … to-1 of a sweep.
struct RowSpan {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

class Tiling {
public:
    static constexpr std::uint64_t most_lanes = 128;

    explicit Tiling(const std::vector<SweepAxis>& axes);

    [[nodiscard]] std::uint64_t tile_of(std::uint64_t row) const;
    [[nodiscard]] RowSpan rows(std::uint64_t tile) const;

private:
    friend class TileRun;
    std::vector<std::uint64_t> sizes_;
    std::size_t cut_ = 0;      // the axis that is cut into pieces
    std::uint64_t inner_ = 1;  // combinations of the axes behind it
    std::uint64_t piece_ = 1;  // of its values, in one tile
    std::uint64_t pieces_ = 1;
};

// Evaluates tiles for one thread.
class TileRun {
public:
    TileRun(const SweepPlan& plan, const Tiling& tiling, const Batch& batch);

    // Rows `rows` of one tile. The results stay until the next call.
    void evaluate(std::uint64_t tile, RowSpan rows);

    [[nodiscard]] std::size_t lanes() const { return lanes_; }
    [[nodiscard]] std::size_t first_lane() const { return first_lane_; }  // within the tile
    [[nodiscard]] const std::vector<double>& result(std::size_t metric) const { return results_[metric]; }
    [[nodiscard]] bool same(std::size_t metric) const { return workspace_.same(metric); }
    [[nodiscard]] std::uint64_t piece() const { return piece_; }

    // By axis: the index of its value where it is the same for the whole tile …
    [[nodiscard]] const std::vector<std::uint64_t>& outer() const { return outer_; }
    // … and the first axis for which it is not.
    [[nodiscard]] std::size_t inner_axis() const { return tiling_.cut_; }
    [[nodiscard]] std::uint64_t index(std::size_t axis, std::size_t lane_of_tile) const;
    [[nodiscard]] std::size_t tile_lanes() const { return tile_lanes_; }

private:
    void fill_columns();

    const SweepPlan& plan_;
    const Tiling& tiling_;
    const Batch& batch_;
    BatchWorkspace workspace_;
    std::vector<std::uint64_t> outer_;
    std::uint64_t piece_ = ~std::uint64_t{0};
    std::size_t lanes_ = 0, first_lane_ = 0, tile_lanes_ = 0;
    std::vector<std::vector<double>> columns_;  // by input
    std::vector<std::vector<double>> results_;
    std::vector<BatchInput> block_;
    std::vector<double*> into_;
};

}  // namespace aicost
