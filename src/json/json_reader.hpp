// JSON read once, from the front, without a tree of it: price feeds are megabytes of which a few numbers are
// wanted.
//
//     JsonReader reader(text);
//     reader.object([&](std::string_view key) { if (key == "price") price = reader.number(); });
//     reader.finish();
//
// What is not taken is skipped, and checked all the same. Throws JsonFault where the text is no JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace aicost {

struct JsonFault {
    int line = 1;
    std::string problem;  // "ends inside a string"
};

class JsonReader {
public:
    enum class Kind { object, array, string, number, flag, null };
    static constexpr int most_depth = 64;

    explicit JsonReader(std::string_view text)
        : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

    [[nodiscard]] Kind kind();

    // Calls `member(key)` for each; it takes the value by one of these functions, or leaves it. An object
    // that is none is skipped. The key lives as long as the text, or until the next key where it has escapes.
    template <class Member>
    void object(Member member) {
        if (kind() != Kind::object) return skip();
        enter();
        while (more('}')) {
            const std::string_view key = read_key();
            const char* before = at_;
            member(key);
            if (at_ == before && !left_) skip();
        }
    }
    // Likewise; `element` is called for each.
    template <class Element>
    void array(Element element) {
        if (kind() != Kind::array) return skip();
        enter();
        while (more(']')) {
            const char* before = at_;
            element();
            if (at_ == before && !left_) skip();
        }
    }
    // None, and the value is skipped, where it is another kind.
    std::optional<double> number();
    std::optional<std::string> string();
    void skip();
    // Nothing but blanks may follow.
    void finish();
    // Enough is known: every object and array ends here.
    void leave() { left_ = true; }

    // Where the last key began, with its quote.
    [[nodiscard]] const char* key_position() const { return key_at_; }
    // Where the next value begins, and what has been read since.
    [[nodiscard]] const char* position();
    [[nodiscard]] std::string_view since(const char* position) const {
        return {position, static_cast<std::size_t>(at_ - position)};
    }

private:
    [[noreturn]] void fail(std::string problem, const char* at) const;
    void blanks() {
        if (at_ < end_ && *at_ == ' ') ++at_;  // behind a colon or a comma there often is one
        if (at_ == end_ || static_cast<unsigned char>(*at_) <= ' ') all_blanks();
    }
    void all_blanks();
    void enter();
    bool more(char close);
    std::string_view read_key();
    // The bytes between the quotes, escapes as they are written.
    std::string_view read_raw();
    double read_number();
    void read_word(std::string_view word);
    [[nodiscard]] std::string unescaped(std::string_view raw) const;

    const char* begin_;
    const char* at_;
    const char* end_;
    const char* key_at_ = nullptr;
    std::string key_;
    int depth_ = 0;
    bool first_ = false;  // of the object or array just entered
    bool left_ = false;
    bool escaped_ = false;  // the string read last has escapes
};

}  // namespace aicost
