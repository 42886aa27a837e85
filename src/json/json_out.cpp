#include "json/json_out.hpp"

#include <algorithm>
#include <cfloat>
#include <cstdint>

#include "json/plain.hpp"
#include "text/portable.hpp"

namespace aicost {

void JsonOut::grow(std::size_t size) {
    constexpr std::size_t least = 256;
    const std::size_t used = this->size();
    const std::size_t now = std::max(least, 2 * (used + size));
    std::unique_ptr<char[]> bytes(new char[now]);  // not cleared; older libraries have no function for it
    std::copy(bytes_.get(), at_, bytes.get());
    bytes_ = std::move(bytes);
    at_ = bytes_.get() + used;
    end_ = bytes_.get() + now;
}

namespace {

#ifdef __SSE2__
// Short texts, as nearly all are, sixteen or eight bytes at once, of which the last may have been copied before. Where
// it ends; null: it has something that does not stand in JSON as it is, or it is another text.
char* put_short(char* to, std::string_view text) {
    constexpr std::size_t most = 64;
    const char* from = text.data();
    const std::size_t size = text.size();
    __m128i other = _mm_setzero_si128();
    if (size >= 16 && size <= most) {
        for (std::size_t at = 0;; at = std::min(at + 16, size - 16)) {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + at));
            _mm_storeu_si128(reinterpret_cast<__m128i*>(to + at), bytes);
            other = _mm_or_si128(other, not_plain(bytes));
            if (at + 16 == size) break;
        }
        return _mm_movemask_epi8(other) == 0 ? to + size : nullptr;
    }
    if (size < 8 || size > most) return nullptr;
    for (const std::size_t at : {std::size_t{0}, size - 8}) {
        const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from + at));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to + at), bytes);
        other = _mm_or_si128(other, not_plain(_mm_unpacklo_epi64(bytes, bytes)));
    }
    return _mm_movemask_epi8(other) == 0 ? to + size : nullptr;
}
#else
char* put_short(char*, std::string_view) { return nullptr; }
#endif

}  // namespace

void put_json(JsonOut& out, std::string_view text) {
    char* quote = out.room(text.size() + 2);
    *quote = '"';
    if (char* end = put_short(quote + 1, text)) {
        *end = '"';
        return out.written_to(end + 1);
    }
    out.written_to(quote + 1);
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const char* plain = past_plain(at, end);
        out += std::string_view(at, static_cast<std::size_t>(plain - at));
        if (plain == end) break;
        const char c = *plain;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else {
            constexpr const char* digits = "0123456789abcdef";
            out += std::string_view("\\u00");
            out += digits[static_cast<unsigned char>(c) >> 4U];
            out += digits[static_cast<unsigned char>(c) & 15U];
        }
        at = plain + 1;
    }
    out += '"';
}

namespace {

constexpr std::size_t longest_number = 32;

// A number between 0.001 and 10,000 of at most ten decimals, as prices are: no other of 15 digits means it, so these
// are the shortest, and they are shorter than with an exponent. Where it ends; null: it is another number.
char* put_price(char* to, double number) {
    constexpr double least = 0.001, most = 1e4, decimals = 1e10, half = 0.5;
    constexpr std::uint64_t million = 1'000'000;
    if (!(FLT_EVAL_METHOD == 0 && number >= least && number < most)) return nullptr;
    auto left = static_cast<std::uint64_t>(number * decimals + half);  // checked below
    if (static_cast<double>(left) / decimals != number) return nullptr;
    int places = 10;
    if (left % million == 0) left /= million, places -= 6;  // as most are
    for (; places > 0 && left % 10 == 0; --places) left /= 10;
    char buffer[longest_number];
    char* const end = buffer + sizeof buffer;
    char* at = end;
    for (; places > 0; --places, left /= 10) *--at = static_cast<char>('0' + left % 10);
    if (at != end) *--at = '.';
    do *--at = static_cast<char>('0' + left % 10);
    while ((left /= 10) > 0);
    return std::copy(at, end, to);
}

char* put_number(char* to, double number) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    const bool whole =
        number > -exact && number < exact && static_cast<double>(static_cast<std::int64_t>(number)) == number;
    if (whole) return portable::to_chars(to, to + longest_number, static_cast<std::int64_t>(number)).ptr;
    if (char* end = put_price(to, number)) return end;
    return portable::to_chars(to, to + longest_number, number).ptr;
}

}  // namespace

void put_json(JsonOut& out, double number) { out.written_to(put_number(out.room(longest_number), number)); }

}  // namespace aicost
