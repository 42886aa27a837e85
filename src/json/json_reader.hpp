// JSON read in one pass, without building a tree: price feeds are megabytes of which only a few numbers are needed.
//
//     JsonReader reader(text);
//     reader.object([&](std::string_view key) { if (key == "price") price = reader.number(); });
//     reader.finish();
//
// Values that are not read are skipped, but still checked. Throws JsonFault if the text is not JSON.
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
    static constexpr int max_depth = 64;

    explicit JsonReader(std::string_view text)
        : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

    [[nodiscard]] Kind kind();

    // Calls `member(key)` for each member, which may read the value by one of these functions. Anything but an object
    // is skipped. The key lives as long as the text; with escapes, until the next key.
    template <class Member>
    void object(Member member) {
        if (!enter('{')) return skip();
        while (next_key()) {
            const char* before = at_;
            member(key_);
            if (at_ == before && !left_) skip();
        }
    }
    // A part of the outer object: from the comma before a member (null: from the first one) to the comma before another
    // (null: to the end). False: no member begins there, so nothing read is to be trusted.
    template <class Member>
    bool part(const char* from, const char* to, Member member) {
        if (from == nullptr) {
            if (!enter('{')) return false;
        } else {
            at_ = from;
            depth_ = 1;
        }
        while (at_ != to) {
            if (to != nullptr && at_ > to) return false;
            if (!next_key()) return to == nullptr;
            const char* before = at_;
            member(key_);
            if (at_ == before) skip();
        }
        return true;
    }
    // Likewise; `element` is called for each.
    template <class Element>
    void array(Element element) {
        if (!enter('[')) return skip();
        while (more()) {
            const char* before = at_;
            element();
            if (at_ == before && !left_) skip();
        }
    }
    // None, and the value is skipped, if it is of another kind.
    std::optional<double> number();
    std::optional<std::string> string();
    // Likewise; lives as long as a key does, or until the next string that has escapes.
    std::optional<std::string_view> text();
    void skip();
    // Only blanks may follow.
    void finish();
    // Stops reading: every object and array ends here.
    void leave() { left_ = true; }

    // The position of the last key's opening quote.
    [[nodiscard]] const char* key_position() const { return key_at_; }
    // The position of the next value, and the text read since a position.
    [[nodiscard]] const char* position();
    [[nodiscard]] std::string_view since(const char* position) const {
        return {position, static_cast<std::size_t>(at_ - position)};
    }

private:
    [[noreturn]] void fail(std::string problem, const char* at) const;
    void blanks();
    // False: something else begins here.
    bool enter(char open);
    // Whether there is another element; whether there is another member, its key then in `key_`.
    bool more();
    bool next_key();
    // The next key's opening quote; null, and the object is left, if there is none.
    const char* to_next_key();
    // The bytes between the quotes, escapes not decoded.
    std::string_view read_raw();
    double read_number();
    template <std::size_t Size>
    void read_word(const char (&word)[Size]);
    [[nodiscard]] std::string unescaped(std::string_view raw) const;

    // What stands between two members, from the comma to the next key's quote: mostly the same in objects of a depth.
    struct Gap {
        char bytes[16] = {};
        unsigned size = 0;  // 0: not known
    };

    const char* begin_;
    const char* at_;
    const char* end_;
    const char* key_at_ = nullptr;
    std::string_view key_;
    std::string unescaped_key_, unescaped_text_;
    int depth_ = 0;
    bool first_ = false;  // just entered an object or array
    bool left_ = false;
    bool escaped_ = false;  // the string read last has escapes
    Gap gaps_[4];           // by depth, of which few have many members
};

}  // namespace aicost
