// Tables of price feeds.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "json/json_reader.hpp"

namespace aicost {

// RFC 4180: a quoted field may contain commas, line ends and doubled quotes. Where the first line has no comma, semicolons
// or tabs stand between the fields, as spreadsheets write them.
class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {
        const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
        for (const char separator : {',', ';', '\t'}) {
            if (first.find(separator) == first.npos) continue;
            ends_[0] = separator;
            break;
        }
    }
    [[nodiscard]] char separator() const { return ends_[0]; }

    bool row(std::vector<std::string>& fields) {
        fields.clear();
        while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) newline();
        if (at_ == text_.size()) return false;
        row_line_ = line_;
        for (;;) {
            fields.push_back(text_[at_] == '"' ? quoted() : bare());
            if (at_ == text_.size()) return true;
            if (text_[at_] != separator()) {
                newline();
                return true;
            }
            if (++at_ == text_.size()) {
                fields.emplace_back();
                return true;
            }
        }
    }
    [[nodiscard]] int line() const { return row_line_; }

private:
    void newline() { line_ += text_[at_++] == '\n' ? 1 : 0; }
    std::string bare() {
        const auto end = std::min(text_.find_first_of(ends_, at_), text_.size());
        std::string field(text_.substr(at_, end - at_));
        at_ = end;
        return field;
    }
    std::string quoted() {
        std::string field;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') {
                field += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                field += text_[at_++];
            } else {
                ++at_;
                if (at_ < text_.size() && text_[at_] != separator() && text_[at_] != '\n' &&
                    text_[at_] != '\r')
                    throw JsonFault{line_, "has something behind a quoted field"};
                return field;
            }
        }
        throw JsonFault{row_line_, "ends inside a quoted field"};
    }

    std::string_view text_;
    std::string ends_ = ",\r\n";  // of a field without quotes
    std::size_t at_ = 0;
    int line_ = 1, row_line_ = 1;
};

// A row by column name.
class CsvRow {
public:
    CsvRow(const std::vector<std::string>& header, const std::vector<std::string>& fields)
        : header_(header), fields_(fields) {}
    [[nodiscard]] std::string_view at(std::string_view column) const {
        for (std::size_t i = 0; i < header_.size() && i < fields_.size(); ++i) {
            if (header_[i] == column) return fields_[i];
        }
        return {};
    }

private:
    const std::vector<std::string>& header_;
    const std::vector<std::string>& fields_;
};

}  // namespace aicost
