// Text that is written by the byte: room is asked for at most, and taken as far as it was used. Not a
// std::string, which would fill the room with zeros first.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>

namespace aicost {

class TextBuffer {
public:
    // Room for `most` bytes more.
    char* reserve(std::size_t most) {
        if (size_ + most > capacity_) {
            const std::size_t larger = (size_ + most) * 2;
            auto bytes = std::make_unique_for_overwrite<char[]>(larger);
            if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
            bytes_ = std::move(bytes);
            capacity_ = larger;
        }
        return bytes_.get() + size_;
    }
    void end_at(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }
    void clear() { size_ = 0; }
    [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace aicost
