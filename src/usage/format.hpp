// The formats that aicost reads, one row each. docs/usage.md says what each of them counts.
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
    char first = '\0';            // its first non-blank byte
    std::string_view first_line;  // of text that is not JSON
    std::string_view text;
    // Keys of JSON: of the root object or the objects in a root array, and of nested ones.
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

// Reads the entries of one format in one file; may remember earlier ones.
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
    std::string_view cached;   // where its cached tokens are counted
    std::string_view refusal;  // not empty: recognised, but without tokens by day; why
    // Does a file begin like this format?
    bool (*matches)(const Shape& shape) = nullptr;

    // For JSON: the members of a page (an object around entries) that hold them, whether an object is an entry, and
    // their reader. A format with `session` also has other objects, which state no use.
    std::string_view lists = {};  // "data results"
    bool session = false;
    bool (*is_entry)(const nlohmann::json& entry) = nullptr;
    std::unique_ptr<EntryReader> (*entries)(Sink& sink) = nullptr;

    // Other formats have a file reader of their own.
    std::unique_ptr<Reader> (*bytes)(Sink& sink) = nullptr;
    bool lines = false;      // which needs whole lines
    bool sliceable = false;  // which are independent of each other

    [[nodiscard]] bool can_be_read() const { return entries != nullptr || bytes != nullptr; }
};

std::span<const FormatRow* const> usage_formats();
Shape shape_of(std::string_view prefix);
// None if no format fits.
const FormatRow* recognise(std::string_view prefix);
// The format of an entry; none if it is not an entry of any.
const FormatRow* recognise_entry(const nlohmann::json& entry);

// Reads a file of the format, including entries of other JSON formats.
std::unique_ptr<Reader> reader_of(const FormatRow& format, Sink& sink);

// A reader of independent entries.
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
