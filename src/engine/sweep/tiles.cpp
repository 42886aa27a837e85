#include "aicost/sweep.hpp"

#include <algorithm>

#include "engine/sweep/filter.hpp"

namespace aicost {

Tiling::Tiling(const std::vector<SweepAxis>& axes) {
    for (const SweepAxis& axis : axes) sizes_.push_back(axis.size());
    cut_ = sizes_.size() - 1;
    while (cut_ > 0 && inner_ * sizes_[cut_] <= max_lanes / 4) inner_ *= sizes_[cut_--];
    piece_ = std::clamp(max_lanes / inner_, std::uint64_t{1}, sizes_[cut_]);
    pieces_ = (sizes_[cut_] + piece_ - 1) / piece_;
}

std::uint64_t Tiling::tile_of(std::uint64_t row) const {
    const std::uint64_t of_cut_axis = row / inner_;
    return of_cut_axis / sizes_[cut_] * pieces_ + of_cut_axis % sizes_[cut_] / piece_;
}

RowSpan Tiling::rows(std::uint64_t tile) const {
    const std::uint64_t first = tile / pieces_ * sizes_[cut_];
    const std::uint64_t from = tile % pieces_ * piece_;
    return {(first + from) * inner_, (first + std::min(from + piece_, sizes_[cut_])) * inner_};
}

TileRun::TileRun(const Sweep& sweep, const Tiling& tiling, const Batch& batch)
    : sweep_(sweep),
      tiling_(tiling),
      batch_(batch),
      workspace_(batch.workspace()),
      outer_(sweep.axes.size()) {
    columns_.resize(sweep.paths().size());
    block_.resize(columns_.size());
    for (auto& column : columns_) column.resize(Tiling::max_lanes);
    const std::size_t evaluated = sweep.evaluated().size();
    results_.assign(evaluated, std::vector<double>(Tiling::max_lanes));
    for (auto& result : results_) into_.push_back(result.data());
    if (sweep.where.empty()) return;
    filter_ = std::make_shared<RowFilter>(sweep);
    kept_results_ = results_;
}

std::uint64_t TileRun::index(std::size_t axis, std::size_t lane_of_tile) const {
    if (axis < tiling_.cut_) return outer_[axis];
    std::uint64_t rest = lane_of_tile;
    for (std::size_t behind = tiling_.sizes_.size() - 1; behind > axis; --behind)
        rest /= tiling_.sizes_[behind];
    return axis == tiling_.cut_ ? piece_ * tiling_.piece_ + rest : rest % tiling_.sizes_[axis];
}

// The inputs that vary within a tile.
void TileRun::fill_columns() {
    std::size_t input = 0;
    for (std::size_t axis = 0; axis < sweep_.axes.size(); ++axis) {
        for (const SweepInput& one : sweep_.axes[axis].inputs) {
            if (axis >= tiling_.cut_) {
                for (std::size_t lane = 0; lane < tile_lanes_; ++lane)
                    columns_[input][lane] = one.range.at(index(axis, lane));
            }
            ++input;
        }
    }
}

void TileRun::evaluate(std::uint64_t tile, RowSpan rows) {
    const RowSpan all = tiling_.rows(tile);
    tile_lanes_ = static_cast<std::size_t>(all.to - all.from);
    first_lane_ = static_cast<std::size_t>(rows.from - all.from);
    lanes_ = static_cast<std::size_t>(rows.to - rows.from);
    const bool whole = lanes_ == tile_lanes_;
    std::uint64_t rest = tile / tiling_.pieces_;
    for (std::size_t axis = tiling_.cut_; axis-- > 0;) {
        outer_[axis] = rest % tiling_.sizes_[axis];
        rest /= tiling_.sizes_[axis];
    }
    if (tile % tiling_.pieces_ != piece_) {
        piece_ = tile % tiling_.pieces_;
        fill_columns();
    }
    std::size_t input = 0;
    for (std::size_t axis = 0; axis < sweep_.axes.size(); ++axis) {
        const bool moves = axis >= tiling_.cut_ && tiling_.sizes_[axis] > 1;
        for (const SweepInput& one : sweep_.axes[axis].inputs) {
            std::vector<double>& column = columns_[input];
            if (axis < tiling_.cut_) column[0] = one.range.at(outer_[axis]);
            block_[input] = {column.data() + (moves ? first_lane_ : 0), !moves, whole ? piece_ + 1 : 0};
            ++input;
        }
    }
    first_row_ = rows.from;
    batch_.evaluate(lanes_, block_, into_, workspace_);
    if (filter_) keep_what_holds();
}

void TileRun::keep_what_holds() {
    kept_.clear();
    filter_->keep(lanes_, block_, results_, kept_);
    lanes_ = kept_.size();
    for (std::size_t k = 0; k < results_.size(); ++k) {
        for (std::size_t i = 0; i < lanes_; ++i) kept_results_[k][i] = results_[k][kept_[i]];
    }
}

}  // namespace aicost
