#include "json/json_reader.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cfloat>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

#include "json/plain.hpp"
#include "text/encoding.hpp"
#include "text/portable.hpp"

namespace aicost {

namespace {

// Behind what may stand between two words of JSON.
inline const char* past_blanks(const char* at, const char* end) {
    if (at != end && *at == ' ') ++at;  // usual after a colon or a comma
    if (at == end || static_cast<unsigned char>(*at) > ' ') return at;
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto is = [&](char c) { return _mm_cmpeq_epi8(here, _mm_set1_epi8(c)); };
        const __m128i blank = _mm_or_si128(_mm_or_si128(is(' '), is('\n')), _mm_or_si128(is('\r'), is('\t')));
        const auto found = static_cast<unsigned>(_mm_movemask_epi8(blank));
        if (found != 0xffffU) return at + std::countr_one(found);
    }
#endif
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
    return at;
}

void put_utf8(std::string& out, unsigned code) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80U | ((code >> shift) & 0x3fU)); };
    if (code < 0x80U) {
        out += static_cast<char>(code);
    } else if (code < 0x800U) {
        out += static_cast<char>(0xc0U | (code >> 6U));
        tail(0);
    } else if (code < 0x10000U) {
        out += static_cast<char>(0xe0U | (code >> 12U));
        tail(6), tail(0);
    } else {
        out += static_cast<char>(0xf0U | (code >> 18U));
        tail(12), tail(6), tail(0);
    }
}

std::optional<unsigned> hex4(std::string_view raw, std::size_t at) {
    unsigned code = 0;
    if (at + 4 > raw.size()) return {};
    const auto read = std::from_chars(raw.data() + at, raw.data() + at + 4, code, 16);
    if (read.ec != std::errc() || read.ptr != raw.data() + at + 4) return {};
    return code;
}

}  // namespace

void JsonReader::fail(std::string problem, const char* at) const {
    throw JsonFault{1 + static_cast<int>(std::count(begin_, at, '\n')), std::move(problem)};
}

inline void JsonReader::blanks() {
    if (at_ == end_ || static_cast<unsigned char>(*at_) <= ' ') at_ = past_blanks(at_, end_);
}

const char* JsonReader::position() {
    blanks();
    return at_;
}

JsonReader::Kind JsonReader::kind() {
    blanks();
    if (at_ == end_) fail("ends where a value is expected", at_);
    switch (*at_) {
        case '{': return Kind::object;
        case '[': return Kind::array;
        case '"': return Kind::string;
        case 't':
        case 'f': return Kind::flag;
        case 'n': return Kind::null;
        default: break;
    }
    if (*at_ == '-' || is_digit(*at_)) return Kind::number;
    fail("has something that is no JSON value", at_);
}

bool JsonReader::enter(char open) {
    blanks();
    if (at_ == end_ || *at_ != open) return false;
    ++at_;
    if (++depth_ > max_depth) fail("is nested deeper than 64 levels", at_);
    first_ = true;
    return true;
}

bool JsonReader::more() {
    if (left_) return false;
    const bool first = std::exchange(first_, false);
    blanks();
    if (at_ == end_) fail("ends inside an array", at_);
    if (*at_ == ']') {
        ++at_;
        --depth_;
        return false;
    }
    if (first) return true;
    if (*at_ != ',') fail("lacks a ',' or ']'", at_);
    ++at_;
    blanks();
    if (at_ != end_ && *at_ == ']') fail("has a ',' before the end", at_);
    return true;
}

namespace {

// Do the first `size` of sixteen bytes agree?
inline bool begins_alike(const char* a, const char* b, unsigned size) {
#ifdef __SSE2__
    const __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(a)),
                                        _mm_loadu_si128(reinterpret_cast<const __m128i*>(b)));
    return static_cast<unsigned>(std::countr_one(static_cast<unsigned>(_mm_movemask_epi8(same)))) >= size;
#else
    return std::memcmp(a, b, size) == 0;
#endif
}

}  // namespace

const char* JsonReader::to_next_key() {
    Gap& gap = gaps_[static_cast<unsigned>(depth_) % std::size(gaps_)];
    const char* const end = end_;
    const char* at = at_;
    if (!first_ && gap.size > 0 && end - at >= static_cast<std::ptrdiff_t>(sizeof gap.bytes) &&
        begins_alike(at, gap.bytes, gap.size))
        return at + gap.size - 1;
    at = past_blanks(at, end);
    if (at == end) fail("ends inside an object", at);
    if (*at == '}') {
        first_ = false;
        at_ = at + 1;
        --depth_;
        return nullptr;
    }
    if (!std::exchange(first_, false)) {
        if (*at != ',') fail("lacks a ',' or '}'", at);
        const char* const comma = at;
        at = past_blanks(at + 1, end);
        if (at == end) fail("ends inside an object", at);
        if (*at == '}') fail("has a ',' before the end", at);
        const auto size = static_cast<std::size_t>(at + 1 - comma);
        gap.size = *at == '"' && size <= sizeof gap.bytes ? static_cast<unsigned>(size) : 0;
        std::memcpy(gap.bytes, comma, gap.size);
    }
    if (*at != '"') fail("has a key that is not in quotes", at);
    return at;
}

bool JsonReader::next_key() {
    if (left_) return false;
    const char* at = to_next_key();
    if (at == nullptr) return false;
    const char* const end = end_;
    key_at_ = at;
    const char* close = past_plain(at + 1, end);
    if (close != end && *close == '"') {
        key_ = {at + 1, static_cast<std::size_t>(close - at - 1)};
        at = close + 1;
    } else {
        at_ = at;
        key_ = read_raw();
        if (escaped_) key_ = unescaped_key_ = unescaped(key_);
        at = at_;
    }
    if (end - at > 2 && at[0] == ':' && at[1] == ' ' && static_cast<unsigned char>(at[2]) > ' ') {
        at_ = at + 2;  // as usual
        return true;
    }
    at = past_blanks(at, end);
    if (at == end) fail("ends inside an object", at);
    if (*at != ':') fail("lacks a ':' behind a key", at);
    at_ = past_blanks(at + 1, end);
    return true;
}

inline std::string_view JsonReader::read_raw() {
    const char* begin = ++at_;
    escaped_ = false;
    for (;;) {
        at_ = past_plain(at_, end_);
        if (at_ == end_ || (*at_ == '\\' && end_ - at_ < 2)) fail("ends inside a string", end_);
        if (*at_ == '"') return {begin, static_cast<std::size_t>(at_++ - begin)};
        if (*at_ != '\\') fail("has a control character inside a string", at_);
        escaped_ = true;
        at_ += 2;
    }
}

std::string JsonReader::unescaped(std::string_view raw) const {
    std::string text;
    text.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') {
            text += raw[i];
            continue;
        }
        constexpr std::string_view names = "\"\\/bfnrt", means = "\"\\/\b\f\n\r\t";
        const char escape = raw[++i];
        if (const auto at = names.find(escape); at != names.npos) {
            text += means[at];
            continue;
        }
        auto code = escape == 'u' ? hex4(raw, i + 1) : std::nullopt;
        if (!code) fail("has an escape that JSON does not know", raw.data() + i);
        i += 4;
        if (*code >= 0xd800U && *code < 0xe000U) {
            const bool pair =
                *code < 0xdc00U && i + 2 < raw.size() && raw[i + 1] == '\\' && raw[i + 2] == 'u';
            const auto low = pair ? hex4(raw, i + 3) : std::nullopt;
            if (!low || *low < 0xdc00U || *low >= 0xe000U)
                fail("has half of a surrogate pair", raw.data() + i);
            code = 0x10000U + ((*code - 0xd800U) << 10U) + (*low - 0xdc00U);
            i += 6;
        }
        put_utf8(text, *code);
    }
    return text;
}

namespace {

// Of an unsigned number out of a double's range: is it too small, rather than too large?
bool is_tiny(std::string_view number) {
    const auto e = std::min(number.find_first_of("eE"), number.size());
    const std::string_view digits = number.substr(0, e);
    const auto first = digits.find_first_of("123456789");
    if (first == std::string_view::npos) return true;  // 0e999
    const auto dot = std::min(digits.find('.'), digits.size());
    const double place = first < dot ? static_cast<double>(dot - first) : -static_cast<double>(first - dot);
    double exponent = 0.0;
    for (const char c : number.substr(e)) {
        if (is_digit(c)) exponent = std::min(exponent * 10.0 + (c - '0'), 1e15);
    }
    if (number.find('-', e) != std::string_view::npos) exponent = -exponent;
    return place + exponent < 0.0;
}

}  // namespace

namespace {

// Fast path for numbers of few digits, which nearly all are: rounded only once, so exactly the nearest double. Returns
// its end; null: another kind of number, or an invalid one.
const char* read_short_number(const char* at, const char* end, double& number) {
    if constexpr (FLT_EVAL_METHOD != 0) return nullptr;
    static constexpr std::array<double, 23> powers = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};  // exact, all of them
    constexpr std::ptrdiff_t most_digits = 15;
    std::uint64_t digits = 0;  // may overflow, but then there are too many anyway
    const auto run = [&] {
        const char* begin = at;
        for (; at != end; ++at) {
            const auto digit = static_cast<unsigned char>(*at - '0');
            if (digit > 9) break;
            digits = digits * 10 + digit;
        }
        return at - begin;
    };
    const bool minus = *at == '-';
    if (minus) ++at;
    const bool zero = at != end && *at == '0';
    const std::ptrdiff_t whole = run();
    if (whole == 0 || (zero && whole > 1)) return nullptr;
    std::ptrdiff_t decimals = 0;
    if (at != end && *at == '.') {
        ++at;
        decimals = run();
        if (decimals == 0) return nullptr;
    }
    if (whole + decimals > most_digits) return nullptr;
    std::ptrdiff_t power = -decimals;
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        const bool less = at != end && *at == '-';
        if (at != end && (*at == '-' || *at == '+')) ++at;
        std::ptrdiff_t exponent = 0;
        const char* begin = at;
        for (; at != end && is_digit(*at) && at - begin < 3; ++at) exponent = exponent * 10 + (*at - '0');
        if (at == begin || at - begin == 3) return nullptr;
        power += less ? -exponent : exponent;
    }
    constexpr auto most_power = static_cast<std::ptrdiff_t>(powers.size()) - 1;
    if (power > most_power || power < -most_power) return nullptr;
    number = static_cast<double>(static_cast<std::int64_t>(digits));
    number = power < 0 ? number / powers[static_cast<std::size_t>(-power)]
                       : number * powers[static_cast<std::size_t>(power)];
    if (minus) number = -number;
    return at;
}

}  // namespace

double JsonReader::read_number() {
    double number = 0.0;
    if (const char* end = read_short_number(at_, end_, number)) {
        at_ = end;
        return number;
    }
    const char* digits = *at_ == '-' ? at_ + 1 : at_;
    if (digits == end_ || !is_digit(*digits)) fail("has a number without digits", at_);
    if (*digits == '0' && end_ - digits > 1 && is_digit(digits[1]))
        fail("has a number that begins with 0", at_);
    const auto read = portable::from_chars(at_, end_, number);
    if (read.ec != std::errc()) {
        if (!is_tiny({digits, static_cast<std::size_t>(read.ptr - digits)}))
            fail("has a number out of range", at_);
        number = 0.0;
    }
    const char* dot = std::find(at_, read.ptr, '.');
    if (dot != read.ptr && (dot + 1 == read.ptr || !is_digit(dot[1])))
        fail("has a number without digits behind its dot", at_);
    at_ = read.ptr;
    return number;
}

template <std::size_t Size>
void JsonReader::read_word(const char (&word)[Size]) {
    constexpr std::size_t size = Size - 1;
    const auto rest = static_cast<std::size_t>(end_ - at_);
    if (rest >= size ? std::memcmp(at_, word, size) != 0 : std::memcmp(at_, word, rest) != 0)
        fail("has something that is no JSON value", at_);
    if (rest < size) fail("ends inside a word", end_);
    at_ += size;
}

std::optional<double> JsonReader::number() {
    blanks();
    if (at_ != end_ && (*at_ == '-' || is_digit(*at_))) return read_number();
    skip();
    return {};
}

std::optional<std::string_view> JsonReader::text() {
    blanks();
    if (at_ == end_ || *at_ != '"') {
        skip();
        return {};
    }
    const std::string_view raw = read_raw();
    return escaped_ ? unescaped_text_ = unescaped(raw) : raw;
}

std::optional<std::string> JsonReader::string() {
    const auto found = text();
    return found ? std::optional<std::string>(*found) : std::nullopt;
}

void JsonReader::skip() {
    blanks();
    if (at_ != end_ && *at_ == 't') return read_word("true");  // most of what is skipped
    switch (kind()) {
        case Kind::object:
            enter('{');
            while (next_key()) skip();
            break;
        case Kind::array:
            enter('[');
            while (more()) skip();
            break;
        case Kind::string: read_raw(); break;
        case Kind::number: read_number(); break;
        case Kind::flag: *at_ == 't' ? read_word("true") : read_word("false"); break;
        case Kind::null: read_word("null"); break;
    }
}

void JsonReader::finish() {
    blanks();
    if (at_ != end_) fail("goes on behind its end", at_);
}

}  // namespace aicost
