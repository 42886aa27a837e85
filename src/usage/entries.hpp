// Splits a stream of JSON into the objects that are a log's entries, without keeping it in memory: root objects one
// after another, the elements of a root array, or those of an array under a key of a root object (a page).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "usage/format.hpp"

namespace aicost::usage {

// What is wrong with an entry: thrown by its parser; the reader adds the line.
struct Broken {
    std::string what;
};

// Takes cached tokens that are part of the input out of it.
inline void take_cached_out(TokenCounts& tokens, std::uint64_t input, std::uint64_t read,
                            std::uint64_t written) {
    if (read + written > input) throw Broken{"more of its input is cached than there is input"};
    tokens.fresh_input = input - read - written;
    tokens.cache_read = read;
    tokens.cache_write = written;
}

// Likewise for a log of a gateway, whose input count may already exclude the cached tokens: if they cannot be part
// of it, nothing is taken out.
inline void take_cached_out_if_part(TokenCounts& tokens, std::uint64_t input, std::uint64_t read,
                                    std::uint64_t written, std::uint64_t written_1h = 0) {
    const std::uint64_t cached = read + written + written_1h;
    tokens.fresh_input = cached > input ? input : input - cached;
    tokens.cache_read = read;
    tokens.cache_write = written;
    tokens.cache_write_1h = written_1h;
}

// Checks an input count without cached tokens that the log states next to the counts it follows from.
inline void check_uncached(const TokenCounts& tokens, std::optional<std::uint64_t> stated) {
    if (stated && *stated != tokens.fresh_input)
        throw Broken{"`input_uncached_tokens` is not the input without its cached tokens"};
}

class Entries : public Reader {
public:
    // `read` gets an entry's bytes and its first line; it may throw Broken. `keys`: the arrays of root objects that
    // hold entries; a root object without one of them is itself an entry. Root objects may be preceded by an event
    // stream's prefixes ("data: ").
    using Read = std::function<void(std::string_view entry, std::uint64_t line, Sink& sink)>;
    Entries(Sink& sink, std::vector<std::string> keys, Read read)
        : sink_(sink), keys_(std::move(keys)), read_(std::move(read)) {}

    void feed(std::string_view chunk) override;
    void finish() override;

private:
    void step(char c);
    void outside(char c);
    void open(char c);
    void close(char c);
    void begin_entry();
    void end_entry();
    void abandon(const std::string& why);
    void end_line();
    void junk(const std::string& what);  // reported once per line
    [[nodiscard]] bool begins_entry(char c) const;
    [[nodiscard]] bool begins_list(char c) const;
    [[nodiscard]] bool in_list() const;

    static constexpr std::size_t longest_entry = std::size_t{16} << 20U;

    Sink& sink_;
    std::vector<std::string> keys_;
    Read read_;

    std::string open_;             // the open brackets
    std::string entry_;            // the bytes of the entry so far
    std::string key_;              // the last string of the root object
    std::string before_json_;      // the line's text before its JSON
    std::size_t entry_depth_ = 0;  // brackets around the entry; valid while in_entry_
    std::size_t list_depth_ = 0;   // brackets around the open list's elements; 0: no list is open
    std::uint64_t line_ = 1, entry_line_ = 0, junk_line_ = 0;
    char before_ = '\0';  // the last non-blank byte outside strings
    bool in_entry_ = false, in_string_ = false, escaped_ = false;
    bool in_page_ = false;  // in a root object whose list has been seen
    bool skip_line_ = false;
    bool more_pages_ = false;
    bool at_line_start_ = true, entry_at_line_start_ = false, first_ = true;
};

}  // namespace aicost::usage
