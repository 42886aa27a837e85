// A skipping JSON reader: walks the keys of an object and jumps over unwanted values without decoding them. What it
// jumps over is checked only for balanced quotes and brackets. The buffer must be readable for `padding` bytes past
// its end (scan.hpp).
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace aicost::usage {

class Skip {
public:
    Skip(const char* begin, const char* end) : at_(begin), end_(end) {}

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] const char* at() const { return at_; }
    [[nodiscard]] bool at_end() {
        blanks();
        return at_ == end_;
    }
    [[nodiscard]] char next() {
        blanks();
        return at_ < end_ ? *at_ : '\0';
    }

    // Calls `member(key)` for each member, which may read the value by one of the functions below, or leave it.
    template <class Member>
    void object(Member member) {
        if (!take('{')) return;
        if (next() == '}') {
            ++at_;
            return;
        }
        while (good_) {
            const std::string_view key = string();
            if (!good_ || !take(':')) return fail();
            const char* before = at_;
            member(key);
            if (at_ == before) value();
            if (!good_) return;
            if (next() == ',') {
                ++at_;
                continue;
            }
            if (!take('}')) return;
            return;
        }
    }

    // Calls `element()` for each element of an array, which may read it, or leave it.
    template <class Element>
    void array(Element element) {
        if (!take('[')) return;
        if (next() == ']') {
            ++at_;
            return;
        }
        while (good_) {
            const char* before = at_;
            element();
            if (at_ == before) value();
            if (!good_) return;
            if (next() == ',') {
                ++at_;
                continue;
            }
            if (!take(']')) return;
            return;
        }
    }

    // A string's raw bytes, escapes not decoded.
    std::string_view string() {
        if (!take('"')) return {};
        const char* begin = at_;
        at_ = string_end(at_);
        if (at_ >= end_) {
            fail();
            return {};
        }
        return {begin, static_cast<std::size_t>(at_++ - begin)};
    }

    // A string; anything else, null included, is skipped: none.
    std::optional<std::string_view> maybe_string() {
        if (next() == '"') {
            const std::string_view text = string();
            if (good_) return text;
            return {};
        }
        value();
        return {};
    }

    // A count: digits only, below 2^53; null is 0. For anything else none, without an error.
    std::optional<std::uint64_t> count() {
        if (next() == 'n') {
            value();
            return 0;
        }
        const char* begin = at_;
        std::uint64_t number = 0;
        while (at_ < end_ && static_cast<unsigned>(*at_ - '0') < 10U && at_ - begin < 17)
            number = number * 10 + static_cast<unsigned>(*at_++ - '0');
        const bool whole = at_ > begin && number < (std::uint64_t{1} << 53U) && at_ < end_ &&
                           (*at_ == ',' || *at_ == '}' || *at_ == ']' || *at_ == ' ' || *at_ == '\r');
        if (whole) return number;
        at_ = begin;
        value();
        return {};
    }

    // Skips a value and returns its bytes.
    std::string_view value() {
        const char first = next();
        const char* begin = at_;
        if (first == '"') {
            string();
        } else if (first == '{' || first == '[') {
            nested();
        } else {
            while (at_ < end_ && *at_ != ',' && *at_ != '}' && *at_ != ']' && *at_ != ' ' && *at_ != '\r')
                ++at_;
            if (at_ == begin) fail();
        }
        return {begin, static_cast<std::size_t>(at_ - begin)};
    }

private:
    const char* at_;
    const char* end_;
    bool good_ = true;

    void fail() {
        good_ = false;
        at_ = end_;
    }
    void blanks() {
        while (at_ < end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r')) ++at_;
    }
    bool take(char c) {
        if (next() == c) {
            ++at_;
            return true;
        }
        fail();
        return false;
    }

#ifdef __SSE2__
    // Which of 16 bytes are quotes or backslashes.
    static std::uint64_t marks(const char* p) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(
            _mm_cmpeq_epi8(here, _mm_set1_epi8('"')), _mm_cmpeq_epi8(here, _mm_set1_epi8('\\')))));
    }
    // Finds the next of them. Most strings are short; the others are whole pages.
    const char* next_mark(const char* p) const {
        if (const auto found = marks(p)) return p + __builtin_ctzll(found);
        for (p += 16; p < end_; p += 64) {
            const auto found =
                marks(p) | (marks(p + 16) << 16U) | (marks(p + 32) << 32U) | (marks(p + 48) << 48U);
            if (found != 0) return p + __builtin_ctzll(found);
        }
        return end_;
    }
#else
    const char* next_mark(const char* p) const {
        while (p < end_ && *p != '"' && *p != '\\') ++p;
        return p;
    }
#endif

    // From inside a string to its closing quote, or to end_.
    const char* string_end(const char* p) const {
        while (p < end_) {
            p = next_mark(p);
            if (p >= end_) return end_;
            if (*p == '"') return p;
            p += 2;
        }
        return end_;
    }

    void nested() {
        // the kind of bracket of each level, one bit each: no log has more than 64 levels
        std::uint64_t kinds = 0;
        int depth = 0;
        while (at_ < end_) {
#ifdef __SSE2__
            const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at_));
            const __m128i lower = _mm_or_si128(here, _mm_set1_epi8(0x20));  // [ as {, ] as }
            const auto found = static_cast<unsigned>(
                _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(here, _mm_set1_epi8('"')),
                                               _mm_or_si128(_mm_cmpeq_epi8(lower, _mm_set1_epi8('{')),
                                                            _mm_cmpeq_epi8(lower, _mm_set1_epi8('}'))))));
            if (found == 0) {
                at_ += 16;
                continue;
            }
            at_ += __builtin_ctz(found);
            if (at_ >= end_) break;
#endif
            switch (*at_) {
                case '"':
                    at_ = string_end(at_ + 1);
                    if (at_ >= end_) return fail();
                    break;
                case '{':
                case '[':
                    if (++depth > 64) return fail();
                    kinds = (kinds << 1U) | (*at_ == '{' ? 1U : 0U);
                    break;
                case '}':
                case ']':
                    if ((kinds & 1U) != (*at_ == '}' ? 1U : 0U)) return fail();
                    kinds >>= 1U;
                    if (--depth == 0) {
                        ++at_;
                        return;
                    }
                    break;
                default: break;
            }
            ++at_;
        }
        fail();
    }
};

}  // namespace aicost::usage
