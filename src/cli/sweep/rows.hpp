// A sweep's rows as CSV or JSON Lines.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "aicost/sweep.hpp"

namespace aicost {

struct RowStyle {
    bool json = false;  // JSON Lines, else CSV
    int decimals = -1;  // of every result; -1: as many as needed to read it back
};

std::string csv_header(const Sweep& sweep);

class RowWriter : public SweepWorker {
public:
    RowWriter(const Sweep& sweep, RowStyle style);
    void take(const TileRun& tile, TextBuffer& text) override;

private:
    // Copied in chunks of 16 bytes, so it has that many after its end.
    class Padded {
    public:
        Padded(std::string text = {}) { assign(std::move(text)); }
        void assign(std::string text) {
            size_ = text.size();
            bytes_ = std::move(text);
            bytes_.resize(size_ + 16);
        }
        char* put(char* out) const { return copy(out, bytes_.data(), size_); }
        [[nodiscard]] std::size_t size() const { return size_; }

    private:
        std::string bytes_;
        std::size_t size_ = 0;
    };
    static char* copy(char* out, const char* from, std::size_t size) {
        for (std::size_t at = 0; at < size; at += 16) std::memcpy(out + at, from + at, 16);
        return out + size;
    }

    // The text before an input's or result's value: `,` or `,"name":`.
    struct Column {
        Padded before;
        std::vector<Padded> words;  // of the winner: none, tie, the options
        bool is_flag = false;
        bool is_same = false;  // is it the same over the tile? …
        Padded same;           // … then its text
    };
    char* write_value(char* out, const Column& column, double value) const;
    void prepare_piece(const TileRun& tile);
    void append_inputs(std::string& text, const TileRun& tile, std::size_t from, std::size_t to,
                       std::size_t lane) const;

    const Sweep& sweep_;
    RowStyle style_;
    std::vector<std::string> inputs_;
    std::vector<Column> results_;
    std::size_t longest_row_ = 0;
    std::uint64_t piece_ = ~std::uint64_t{0};
    Padded outer_;
    bool has_outer_ = false;
    std::vector<std::uint64_t> outer_index_;
    std::string inner_;  // the texts of all lanes, concatenated
    std::vector<std::size_t> inner_ends_;
};

}  // namespace aicost
