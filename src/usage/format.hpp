// The formats that aicost reads: one row each. docs/usage.md says what each of them counts.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "usage/sink.hpp"

namespace aicost::usage {

// What the beginning of a file looks like.
struct Shape {
    char first = '\0';            // its first byte that is no blank
    std::string_view first_line;  // of text that is no JSON
    std::string_view text;
    // Keys of JSON: those of the root object, or of the objects in a root array; and those further in.
    std::set<std::string, std::less<>> keys, inner;

    [[nodiscard]] bool has(std::string_view key) const { return keys.find(key) != keys.end(); }
    [[nodiscard]] bool has_inner(std::string_view key) const { return inner.find(key) != inner.end(); }
};

class Reader {
public:
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    virtual ~Reader() = default;
    virtual void feed(std::string_view chunk) = 0;
    virtual void finish() {}
};

// Reads the entries of one format in one file, and may know of the ones before.
class EntryReader {
public:
    EntryReader() = default;
    EntryReader(const EntryReader&) = delete;
    EntryReader& operator=(const EntryReader&) = delete;
    virtual ~EntryReader() = default;
    // May throw Broken.
    virtual void read(const nlohmann::json& entry, std::uint64_t line) = 0;
    virtual void finish() {}
};

struct FormatRow {
    std::string_view name;
    std::string_view cached;   // where its cached tokens stand
    std::string_view refusal;  // not empty: recognised, but there are no tokens a day in it; why
    // Whether a file begins so.
    bool (*matches)(const Shape& shape) = nullptr;

    // Formats of JSON: what of a page (an object around entries) holds them, whether an object is an entry,
    // and who reads those. All of `session` has other objects, too, that state no use.
    std::string_view lists = {};  // "data results"
    bool session = false;
    bool (*is_entry)(const nlohmann::json& entry) = nullptr;
    std::unique_ptr<EntryReader> (*entries)(Sink& sink) = nullptr;

    // Others have a reader of their own.
    std::unique_ptr<Reader> (*bytes)(Sink& sink) = nullptr;
    bool lines = false;      // that wants whole lines
    bool sliceable = false;  // each of which stands for itself

    [[nodiscard]] bool can_be_read() const { return entries != nullptr || bytes != nullptr; }
};

std::span<const FormatRow* const> usage_formats();
Shape shape_of(std::string_view prefix);
// None where no format fits.
const FormatRow* recognise(std::string_view prefix);
// Whose entry it is. None where it is nobody's.
const FormatRow* recognise_entry(const nlohmann::json& entry);

// Reads a file of the format, and what it has of other formats of JSON.
std::unique_ptr<Reader> reader_of(const FormatRow& format, Sink& sink);

// A reader of entries that each stand for themselves.
template <void (*read_one)(const nlohmann::json& entry, std::uint64_t line, Sink& sink)>
std::unique_ptr<EntryReader> each(Sink& sink) {
    class Each : public EntryReader {
    public:
        explicit Each(Sink& to) : sink_(to) {}
        void read(const nlohmann::json& entry, std::uint64_t line) override { read_one(entry, line, sink_); }

    private:
        Sink& sink_;
    };
    return std::make_unique<Each>(sink);
}

}  // namespace aicost::usage
