// CSV tables (RFC 4180), read by their header's names.
#pragma once

#include <map>
#include <vector>

#include "usage/entries.hpp"
#include "usage/format.hpp"

namespace aicost::usage {

// The fields of a row by column name.
class Fields {
public:
    using Columns = std::map<std::string, std::size_t, std::less<>>;
    Fields(const Columns& columns, const std::vector<std::string>& values)
        : columns_(columns), values_(values) {}

    // Empty if there is no such column.
    [[nodiscard]] std::string_view text(std::string_view name) const {
        const auto at = columns_.find(name);
        return at == columns_.end() ? std::string_view() : std::string_view(values_[at->second]);
    }
    // The first of the columns that is not empty.
    [[nodiscard]] std::string_view text(std::initializer_list<std::string_view> names) const;
    // A whole number, perhaps as "3.0" or "1,200". Throws Broken.
    [[nodiscard]] std::uint64_t count(std::string_view name) const;
    [[nodiscard]] std::uint64_t count_or_none(std::string_view name) const {
        return text(name).empty() ? 0 : count(name);
    }
    // None if the column is empty. Throws Broken.
    [[nodiscard]] std::optional<double> number(std::string_view name) const;
    // The time of a column. Throws Broken.
    [[nodiscard]] std::int64_t time(std::string_view name) const;
    // Of all columns that are neither counts nor amounts.
    [[nodiscard]] std::uint64_t identity(std::uint64_t seed) const;

private:
    const Columns& columns_;
    const std::vector<std::string>& values_;
};

// Receives the rows of a file.
class RowReader {
public:
    RowReader() = default;
    RowReader(const RowReader&) = delete;
    RowReader& operator=(const RowReader&) = delete;
    virtual ~RowReader() = default;
    virtual void row(const Fields& fields, std::uint64_t line) = 0;  // may throw Broken
    virtual void finish() {}
};

std::unique_ptr<Reader> csv_reader(Sink& sink, std::unique_ptr<RowReader> rows);

// Independent rows.
template <void (*read)(const Fields& fields, std::uint64_t line, Sink& sink)>
std::unique_ptr<Reader> each_row(Sink& sink) {
    class Each : public RowReader {
    public:
        explicit Each(Sink& to) : sink_(to) {}
        void row(const Fields& fields, std::uint64_t line) override { read(fields, line, sink_); }

    private:
        Sink& sink_;
    };
    return csv_reader(sink, std::make_unique<Each>(sink));
}

// Does a header have all of these columns?
bool has_columns(const Shape& shape, std::initializer_list<std::string_view> names);

}  // namespace aicost::usage
