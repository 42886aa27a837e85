#include "usage/csv.hpp"

#include <charconv>
#include <cmath>

#include "text/encoding.hpp"
#include "usage/time_text.hpp"

namespace aicost::usage {

namespace {

// Removes commas between thousands and a leading currency sign.
std::string plain_number(std::string_view field) {
    std::string text;
    for (const char c : field) {
        if (c != ',' && c != '$' && c != ' ') text += c;
    }
    return text;
}

// RFC 4180: fields with commas, quotes and line ends are quoted; quotes in them are doubled.
class Csv : public Reader {
public:
    Csv(Sink& sink, std::unique_ptr<RowReader> rows) : sink_(sink), rows_(std::move(rows)) {}

    void feed(std::string_view chunk) override {
        if (first_) chunk = without_mark(chunk);
        first_ = false;
        for (const char c : chunk) step(c);
    }
    void finish() override {
        if (quoted_) {
            sink_.fault(row_line_, "a quote of this line is never closed; nothing after it is read");
        } else if (!field_.empty() || !row_.empty()) {
            end_row();
            sink_.note(no_line_end);
        }
        rows_->finish();
    }

private:
    void step(char c) {
        if (c == '\n') {
            sink_.lines(1);
            ++line_;
        }
        if (c == '\0' || (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'))
            binary_ = true;
        if (quoted_) {
            if (c == '"') {
                quoted_ = false;
                closed_ = true;
            } else {
                field_ += c;
            }
            constexpr std::size_t longest_field = std::size_t{1} << 20U;
            if (field_.size() > longest_field) {
                sink_.fault(row_line_, "a quoted field of this line does not end within 1 MiB");
                start_row();
            }
            return;
        }
        if (c == '"' && closed_) {  // doubled
            field_ += '"';
            quoted_ = true;
            closed_ = false;
        } else if (c == '"' && field_.empty() && !closed_) {
            quoted_ = true;
        } else if (c == ',') {
            end_field();
        } else if (c == '\n') {
            end_row();
        } else if (c != '\r') {
            if (closed_) stray_ = true;
            field_ += c;
        }
    }
    void end_field() {
        row_.push_back(std::move(field_));
        field_.clear();
        closed_ = false;
    }
    void start_row() {
        row_.clear();
        field_.clear();
        quoted_ = closed_ = stray_ = binary_ = false;
        row_line_ = line_;
    }
    void end_row() {
        end_field();
        const bool blank = row_.size() == 1 && row_[0].empty();
        if (!blank) read_row();
        start_row();
    }
    void read_row() {
        if (binary_) return sink_.fault(row_line_, "is not text");
        if (columns_.empty()) {
            for (std::size_t i = 0; i < row_.size(); ++i) columns_.emplace(row_[i], i);
            width_ = row_.size();
            header_ = row_;
            return;
        }
        if (row_ == header_) return;  // the header again, in concatenated files
        if (stray_) return sink_.fault(row_line_, "has a quote in the middle of a field");
        if (row_.size() != width_)
            return sink_.fault(row_line_, "has " + std::to_string(row_.size()) +
                                              " fields where the header has " + std::to_string(width_));
        try {
            rows_->row(Fields(columns_, row_), row_line_);
        } catch (const Broken& broken) {
            sink_.fault(row_line_, broken.what);
        }
    }

    Sink& sink_;
    std::unique_ptr<RowReader> rows_;
    Fields::Columns columns_;
    std::vector<std::string> row_, header_;
    std::string field_;
    std::size_t width_ = 0;
    std::uint64_t line_ = 1, row_line_ = 1;
    bool first_ = true, quoted_ = false, closed_ = false, stray_ = false, binary_ = false;
};

}  // namespace

std::string_view Fields::text(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        if (const std::string_view found = text(name); !found.empty()) return found;
    }
    return {};
}

std::optional<double> Fields::number(std::string_view name) const {
    const std::string field = plain_number(text(name));
    if (field.empty()) return {};
    double number = 0.0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    if (error != std::errc() || end != field.data() + field.size() || !std::isfinite(number))
        throw Broken{"`" + std::string(name) + "` is not an amount (got \"" + field.substr(0, 40) + "\")"};
    return number;
}

std::uint64_t Fields::count(std::string_view name) const {
    const std::string field = plain_number(text(name));
    double number = 0.0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    const bool whole = !field.empty() && error == std::errc() && end == field.data() + field.size() &&
                       number >= 0.0 && number < 9007199254740992.0 && std::floor(number) == number;
    if (!whole)
        throw Broken{"`" + std::string(name) + "` is not a whole number (got \"" +
                     std::string(text(name).substr(0, 40)) + "\")"};
    return static_cast<std::uint64_t>(number);
}

std::int64_t Fields::time(std::string_view name) const {
    const std::string_view field = text(name);
    if (const auto seconds = parse_time(field)) return *seconds;
    if (!field.empty() && field.find_first_not_of("0123456789.") == field.npos) {
        const double number = *this->number(name);
        constexpr double year_5138 = 1e11;  // larger ones are milliseconds
        return static_cast<std::int64_t>(number >= year_5138 ? number / 1000.0 : number);
    }
    throw Broken{"has no `" + std::string(name) + "` that can be read as a time"};
}

std::uint64_t Fields::identity(std::uint64_t seed) const {
    std::uint64_t hash = seed;
    for (const auto& [name, at] : columns_) {
        bool amount = false;
        for (const std::string_view part : {"token", "num_", "requests", "cost", "amount", "count",
                                            "characters", "seconds", "images", "price"})
            amount = amount || name.find(part) != name.npos;
        if (!amount && !values_[at].empty()) hash = hash_of(values_[at], hash_of(name, hash));
    }
    return hash;
}

std::unique_ptr<Reader> csv_reader(Sink& sink, std::unique_ptr<RowReader> rows) {
    return std::make_unique<Csv>(sink, std::move(rows));
}

bool has_columns(const Shape& shape, std::initializer_list<std::string_view> names) {
    std::string_view line = shape.first_line;
    std::vector<std::string_view> columns;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(','), line.size());
        std::string_view name = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        while (name.starts_with('"') || name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with('"') || name.ends_with(' ')) name.remove_suffix(1);
        columns.push_back(name);
    }
    for (const std::string_view name : names) {
        if (std::find(columns.begin(), columns.end(), name) == columns.end()) return false;
    }
    return true;
}

}  // namespace aicost::usage
