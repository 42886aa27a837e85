#include "usage/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "usage/byte_source.hpp"
#include "usage/scan.hpp"

namespace aicost::usage {

Input::Input(const std::string& file) {
    const int descriptor = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
        problem_ = std::string("cannot be read: ") + std::strerror(errno);
        unreadable_ = true;
        if (descriptor > 0) ::close(descriptor);
        return;
    }
    capacity_ = 2 * block;
    buffer_ = std::make_unique_for_overwrite<char[]>(capacity_ + padding);
    source_ = plain_source(descriptor, {});
    plain_ = S_ISREG(status.st_mode) && file != "-";
    while (end_ < block && fill()) {
    }
    unreadable_ = end_ == 0 && !problem_.empty();
    const std::string_view head(buffer_.get(), end_);
    const bool gzip = looks_like_gzip(head), zstd = looks_like_zstd(head);
    if (!gzip && !zstd) return;
    // what has been read precedes the rest
    source_ = plain_source(::fcntl(descriptor, F_DUPFD_CLOEXEC, 3), std::string(head));
    source_ = gzip ? gzip_source(std::move(source_)) : zstd_source(std::move(source_));
    begin_ = end_ = 0;
    offset_ = 0;
    finished_ = false;
    plain_ = false;
    while (end_ < block && fill()) {
    }
}

Input::~Input() = default;

bool Input::is_plain_file() const { return plain_; }

std::string_view Input::prefix() const { return {buffer_.get() + begin_, end_ - begin_}; }

bool Input::fill() {
    if (finished_ || source_ == nullptr) return false;
    if (capacity_ - end_ < block) {
        const std::size_t kept = end_ - begin_;
        if (capacity_ - kept < block) {
            const std::size_t larger = kept + 2 * block + kept / 2;
            auto bigger = std::make_unique_for_overwrite<char[]>(larger + padding);
            std::memcpy(bigger.get(), buffer_.get() + begin_, kept);
            buffer_ = std::move(bigger);
            capacity_ = larger;
        } else {
            std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
        }
        begin_ = 0;
        end_ = kept;
    }
    const std::size_t got = source_->read(buffer_.get() + end_, block);
    end_ += got;
    offset_ += got;
    std::memset(buffer_.get() + end_, 0, padding);
    if (got > 0) return true;
    finished_ = true;
    problem_ = source_->problem();
    return false;
}

void Input::slice(std::uint64_t from, std::uint64_t to) {
    to_ = to;
    if (from == 0) return;
    // the preceding byte decides whether a line begins at `from`
    if (!source_->seek(from - 1)) {
        problem_ = "cannot be read in parts";
        finished_ = true;
    }
    begin_ = end_ = 0;
    offset_ = from - 1;
    finished_ = finished_ && !problem_.empty();
    while (true) {
        const auto* found =
            static_cast<const char*>(std::memchr(buffer_.get() + begin_, '\n', end_ - begin_));
        if (found != nullptr) {
            begin_ = static_cast<std::size_t>(found - buffer_.get()) + 1;
            return;
        }
        begin_ = end_;
        if (!fill()) return;
    }
}

// How many bytes of the buffer are whole lines that begin before to_; 0 if more must be read first.
std::size_t Input::whole_lines() const {
    const char* begin = buffer_.get() + begin_;
    const std::size_t size = end_ - begin_;
    const char* found = nullptr;
    if (offset_ > to_) {
        const std::size_t last = static_cast<std::size_t>(to_ - 1 - (offset_ - size));
        found = static_cast<const char*>(std::memchr(begin + last, '\n', size - last));
    } else {
        found = static_cast<const char*>(::memrchr(begin, '\n', size));
    }
    if (found != nullptr) return static_cast<std::size_t>(found - begin) + 1;
    return finished_ || size >= longest_line ? size : 0;
}

bool Input::next(std::string_view& chunk, bool lines) {
    while (source_ != nullptr) {
        const std::size_t size = end_ - begin_;
        if (offset_ - size >= to_) return false;
        const std::size_t usable = size == 0 ? 0 : (lines ? whole_lines() : size);
        if (usable > 0) {
            chunk = {buffer_.get() + begin_, usable};
            begin_ += usable;
            return true;
        }
        if (!fill() && end_ == begin_) return false;
    }
    return false;
}

}  // namespace aicost::usage
