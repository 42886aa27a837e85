// The bytes of a log, in blocks: a file, a slice of one, or stdin; plain, gzip or zstd, recognised by its first bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aicost::usage {

class ByteSource;

class Input {
public:
    // "-" is stdin. `problem()` says why it cannot be read.
    explicit Input(const std::string& file);
    ~Input();
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    // For plain files: only the lines that begin in [from, to), with the newline before `from` at from - 1.
    void slice(std::uint64_t from, std::uint64_t to);

    [[nodiscard]] std::string_view prefix() const;  // the first bytes, decompressed; empty for an empty file
    [[nodiscard]] bool is_plain_file() const;       // so it can be read in slices

    // The next bytes, with `padding` more readable bytes after them; false at the end. With `lines` each chunk ends
    // with a newline, except for the last one and for lines longer than `longest_line`.
    bool next(std::string_view& chunk, bool lines);

    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] bool unreadable() const { return unreadable_; }

    static constexpr std::size_t block = std::size_t{256} << 10U;
    static constexpr std::size_t longest_line = std::size_t{16} << 20U;

private:
    bool fill();  // appends bytes to the buffer; false at the end
    [[nodiscard]] std::size_t whole_lines() const;

    std::unique_ptr<ByteSource> source_;
    std::unique_ptr<char[]> buffer_;
    std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
    std::uint64_t offset_ = 0;  // of buffer_[end_] in the decompressed bytes
    std::uint64_t to_ = UINT64_MAX;
    bool finished_ = false, plain_ = false, unreadable_ = false;
    std::string problem_;
};

}  // namespace aicost::usage
