#include "cli/sweep/rows.hpp"

#include <cmath>
#include <cstring>

#include "aicost/metric.hpp"
#include "text/digits.hpp"

namespace aicost {

namespace {

std::string number_of(double value) {
    char buffer[max_number_length];
    return {buffer, write_shortest(buffer, value)};
}

}  // namespace

std::string csv_header(const Sweep& sweep) {
    std::string header;
    for (const std::string& path : sweep.paths()) header += "parameter_" + path + ",";
    for (const std::string& metric : sweep.metrics) header += metric + ",";
    header.back() = '\n';
    return header;
}

RowWriter::RowWriter(const Sweep& sweep, RowStyle style) : sweep_(sweep), style_(style) {
    const auto before = [&](const std::string& name) {
        const bool first = inputs_.empty();
        return style_.json ? (first ? "{\"" : ",\"") + name + "\":" : std::string(first ? "" : ",");
    };
    for (const std::string& path : sweep.paths()) inputs_.push_back(before("parameter_" + path));
    for (const std::string& name : sweep.metrics) {
        Column column{before(name), {}, false, false, {}};
        if (name == "winner" || name == "runner_up") {
            column.words.emplace_back(style_.json ? "null" : "");
            column.words.emplace_back(style_.json ? "\"tie\"" : "tie");
            for (const auto& option : sweep.scenario.options)
                column.words.emplace_back(style_.json ? "\"" + option.name + "\"" : option.name);
        } else {
            column.is_flag = unit_of_metric(name) == Unit::flag;
        }
        longest_row_ += column.before.size() + static_cast<std::size_t>(max_number_length);
        for (const Padded& word : column.words) longest_row_ += word.size();
        results_.push_back(std::move(column));
    }
}

char* RowWriter::write_value(char* out, const Column& column, double value) const {
    if (!column.words.empty()) return column.words[static_cast<std::size_t>(value + 2.0)].put(out);
    if (!std::isfinite(value)) {
        if (!style_.json) return out;  // an empty CSV field
        std::memcpy(out, "null", 4);
        return out + 4;
    }
    if (column.is_flag) {
        const std::string_view word = value != 0.0 ? "true" : "false";
        std::memcpy(out, word.data(), word.size());
        return out + word.size();
    }
    return style_.decimals < 0 ? write_shortest(out, without_roundings(value))
                               : write_fixed(out, value, style_.decimals);
}

void RowWriter::append_inputs(std::string& text, const TileRun& tile, std::size_t from, std::size_t to,
                              std::size_t lane) const {
    std::size_t input = 0;
    for (std::size_t axis = 0; axis < to; ++axis) {
        for (const SweepInput& one : sweep_.axes[axis].inputs) {
            if (axis >= from) text += inputs_[input] + number_of(one.range.at(tile.index(axis, lane)));
            ++input;
        }
    }
}

// The texts of the inputs that vary within a tile; the same for all tiles of one piece.
void RowWriter::prepare_piece(const TileRun& tile) {
    piece_ = tile.piece();
    inner_.clear();
    inner_ends_.assign(1, 0);
    for (std::size_t lane = 0; lane < tile.tile_lanes(); ++lane) {
        append_inputs(inner_, tile, tile.inner_axis(), sweep_.axes.size(), lane);
        inner_ends_.push_back(inner_.size());
    }
    inner_.resize(inner_.size() + 16);  // copied in chunks of 16 bytes
}

void RowWriter::take(const TileRun& tile, TextBuffer& text) {
    if (tile.piece() != piece_) prepare_piece(tile);
    if (!has_outer_ || outer_index_ != tile.outer()) {
        std::string outer;
        append_inputs(outer, tile, 0, tile.inner_axis(), 0);
        outer_.assign(std::move(outer));
        outer_index_ = tile.outer();
        has_outer_ = true;
    }
    for (std::size_t k = 0; k < results_.size(); ++k) {
        Column& column = results_[k];
        column.is_same = tile.same(k);
        if (!column.is_same) continue;
        std::string whole(longest_row_ + 16, '\0');
        whole.resize(static_cast<std::size_t>(
            write_value(column.before.put(whole.data()), column, tile.result(k)[0]) - whole.data()));
        column.same.assign(std::move(whole));
    }
    constexpr std::size_t copied_behind = 16;
    char* out =
        text.reserve(tile.lanes() * (outer_.size() + longest_row_ + 2) + inner_.size() + copied_behind);
    for (std::size_t lane = 0; lane < tile.lanes(); ++lane) {
        const std::size_t of_tile = tile.lane_of_tile(lane);
        const std::size_t from = inner_ends_[of_tile], to = inner_ends_[of_tile + 1];
        out = copy(outer_.put(out), inner_.data() + from, to - from);
        for (std::size_t k = 0; k < results_.size(); ++k) {
            const Column& column = results_[k];
            out = column.is_same ? column.same.put(out)
                                 : write_value(column.before.put(out), column, tile.result(k)[lane]);
        }
        if (style_.json) *out++ = '}';
        *out++ = '\n';
    }
    text.end_at(out);
}

}  // namespace aicost
