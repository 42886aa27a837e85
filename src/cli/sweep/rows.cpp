#include "cli/sweep/rows.hpp"

#include <cmath>
#include <cstring>

#include "aicost/metric.hpp"
#include "report/digits.hpp"

namespace aicost {

namespace {

char* put(char* out, const std::string& text) {
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

std::string number_of(double value) {
    char buffer[longest_number];
    return {buffer, write_shortest(buffer, value)};
}

}  // namespace

std::string csv_header(const SweepPlan& plan) {
    std::string header;
    for (const std::string& path : plan.paths()) header += "parameter_" + path + ",";
    for (const std::string& metric : plan.metrics) header += metric + ",";
    header.back() = '\n';
    return header;
}

RowWriter::RowWriter(const SweepPlan& plan, RowStyle style) : plan_(plan), style_(style) {
    const auto before = [&](const std::string& name) {
        const bool first = inputs_.empty();
        return style_.json ? (first ? "{\"" : ",\"") + name + "\":" : std::string(first ? "" : ",");
    };
    for (const std::string& path : plan.paths()) inputs_.push_back({before("parameter_" + path), {}, false, ""});
    for (const std::string& name : plan.metrics) {
        Column column{before(name), {}, false, ""};
        if (name == "winner") {
            column.words = {style_.json ? "null" : "", style_.json ? "\"tie\"" : "tie"};
            for (const auto& option : plan.profile.scenario.options)
                column.words.push_back(style_.json ? "\"" + option.name + "\"" : option.name);
        } else {
            const Metric* metric = find_metric(std::string_view(name).substr(name.find('.') + 1));
            column.is_flag = metric->unit == MetricUnit::flag;
        }
        longest_row_ += column.before.size() + static_cast<std::size_t>(longest_number);
        for (const std::string& word : column.words) longest_row_ += word.size();
        results_.push_back(std::move(column));
    }
}

char* RowWriter::write_value(char* out, const Column& column, double value) const {
    if (!column.words.empty()) return put(out, column.words[static_cast<std::size_t>(value + 2.0)]);
    if (!std::isfinite(value)) {
        if (!style_.json) return out;  // nothing between two commas
        std::memcpy(out, "null", 4);
        return out + 4;
    }
    if (column.is_flag) {
        const std::string_view word = value != 0.0 ? "true" : "false";
        std::memcpy(out, word.data(), word.size());
        return out + word.size();
    }
    return style_.decimals < 0 ? write_shortest(out, value) : write_fixed(out, value, style_.decimals);
}

void RowWriter::append_inputs(std::string& text, const TileRun& tile, std::size_t from, std::size_t to,
                              std::size_t lane) const {
    std::size_t input = 0;
    for (std::size_t axis = 0; axis < to; ++axis) {
        for (const SweepInput& one : plan_.axes[axis].inputs) {
            if (axis >= from)
                text += inputs_[input].before + number_of(one.range.at(tile.index(axis, lane)));
            ++input;
        }
    }
}

// The texts of the inputs that move within a tile: the same for all tiles of one piece.
void RowWriter::prepare_piece(const TileRun& tile) {
    piece_ = tile.piece();
    inner_.clear();
    inner_ends_.assign(1, 0);
    for (std::size_t lane = 0; lane < tile.tile_lanes(); ++lane) {
        append_inputs(inner_, tile, tile.inner_axis(), plan_.axes.size(), lane);
        inner_ends_.push_back(inner_.size());
    }
}

void RowWriter::take(const TileRun& tile, std::string& text) {
    if (tile.piece() != piece_) prepare_piece(tile);
    if (outer_index_ != tile.outer() || outer_.empty()) {
        outer_.clear();
        append_inputs(outer_, tile, 0, tile.inner_axis(), 0);
        outer_index_ = tile.outer();
    }
    for (std::size_t k = 0; k < results_.size(); ++k) {
        if (!tile.same(k)) continue;
        char buffer[longest_number + 256];
        Column& column = results_[k];
        column.same = column.before;
        column.same.append(buffer, write_value(buffer, column, tile.result(k)[0]));
    }
    const std::size_t before = text.size();
    text.resize(before + tile.lanes() * (outer_.size() + longest_row_) + inner_.size());
    char* out = text.data() + before;
    for (std::size_t lane = 0; lane < tile.lanes(); ++lane) {
        const std::size_t of_tile = tile.first_lane() + lane;
        out = put(out, outer_);
        const std::size_t from = inner_ends_[of_tile], to = inner_ends_[of_tile + 1];
        std::memcpy(out, inner_.data() + from, to - from);
        out += to - from;
        for (std::size_t k = 0; k < results_.size(); ++k) {
            const Column& column = results_[k];
            if (tile.same(k)) {
                out = put(out, column.same);
            } else {
                out = put(out, column.before);
                out = write_value(out, column, tile.result(k)[lane]);
            }
        }
        if (style_.json) *out++ = '}';
        *out++ = '\n';
    }
    text.resize(static_cast<std::size_t>(out - text.data()));
}

}  // namespace aicost
