// A sweep's rows as CSV or JSON Lines.
#pragma once

#include <string>
#include <vector>

#include "cli/sweep/stream.hpp"

namespace aicost {

struct RowStyle {
    bool json = false;  // JSON Lines, else CSV
    int decimals = -1;  // of every result; -1: as many as it takes to read it back
};

std::string csv_header(const SweepPlan& plan);

class RowWriter : public SweepWorker {
public:
    RowWriter(const SweepPlan& plan, RowStyle style);
    void take(const TileRun& tile, std::string& text) override;

private:
    // One input's or result's text before its value: `,` or `,"name":`.
    struct Column {
        std::string before;
        std::vector<std::string> words;  // of the winner: none, tie, the options
        bool is_flag = false;
        std::string same;                // the whole of it, where the tile has one value
    };
    char* write_value(char* out, const Column& column, double value) const;
    void prepare_piece(const TileRun& tile);
    void append_inputs(std::string& text, const TileRun& tile, std::size_t from, std::size_t to,
                       std::size_t lane) const;

    const SweepPlan& plan_;
    RowStyle style_;
    std::vector<Column> inputs_, results_;
    std::size_t longest_row_ = 0;
    std::uint64_t piece_ = ~std::uint64_t{0};
    std::string outer_;
    std::vector<std::uint64_t> outer_index_;
    std::string inner_;                     // texts of all lanes, one after the other
    std::vector<std::size_t> inner_ends_;
};

}  // namespace aicost
