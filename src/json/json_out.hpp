// JSON that is written from the front, into memory that grows.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace aicost {

class JsonOut {
public:
    JsonOut& operator+=(char c) {
        *room(1) = c;
        ++at_;
        return *this;
    }
    JsonOut& operator+=(std::string_view text) {
        text.copy(room(text.size()), text.size());
        at_ += text.size();
        return *this;
    }
    // So many bytes may be written from there on; those up to `end` were.
    [[nodiscard]] char* room(std::size_t size) {
        if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
        return at_;
    }
    void written_to(char* end) { at_ = end; }

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(at_ - bytes_.get()); }
    // What has been written since it was of that size is taken back.
    void shorten(std::size_t size) { at_ = bytes_.get() + size; }
    [[nodiscard]] std::string_view text() const { return {bytes_.get(), size()}; }

private:
    void grow(std::size_t size);

    std::unique_ptr<char[]> bytes_;
    char* at_ = nullptr;
    char* end_ = nullptr;
};

// "text" as JSON has it, quotes and all, put behind `out`.
void put_json(JsonOut& out, std::string_view text);
// The shortest digits that mean the number, whole numbers without an exponent.
void put_json(JsonOut& out, double number);

}  // namespace aicost
