#include "text/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace aicost {

std::string_view other_encoding(std::string_view text) {
    using namespace std::string_view_literals;
    if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "UTF-16";
    // every other byte of the first two characters is 0, as never in UTF-8
    if (text.size() < 4) return {};
    const auto zero = [&](std::size_t at) { return text[at] == '\0'; };
    if (zero(0) != zero(1) && zero(0) == zero(2) && zero(1) == zero(3)) return "UTF-16";
    return {};
}

std::optional<std::size_t> invalid_utf8(std::string_view text) {
    std::size_t i = 0;
    const auto tail = [&](std::size_t at, unsigned low, unsigned high) {
        const unsigned byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
        return byte >= low && byte <= high;
    };
    // most text is mostly ASCII
    constexpr std::uint64_t high = 0x8080808080808080U;
    const auto skip_plain = [&] {
#ifdef __SSE2__
        const auto at = [&](std::size_t more) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i + more));
        };
        for (; text.size() - i >= 64; i += 64) {
            if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(at(0), at(16)), _mm_or_si128(at(32), at(48)))) !=
                0)
                return;
        }
#endif
        std::array<std::uint64_t, 4> words{};
        for (; text.size() - i >= sizeof words; i += sizeof words) {
            std::memcpy(words.data(), text.data() + i, sizeof words);
            if (((words[0] | words[1] | words[2] | words[3]) & high) != 0) return;
        }
    };
    skip_plain();
    while (i < text.size()) {
        std::uint64_t bytes = 0;
        if (text.size() - i >= 8) {
            std::memcpy(&bytes, text.data() + i, 8);
            if ((bytes & high) == 0) {
                i += 8;
                skip_plain();
                continue;
            }
        }
        const unsigned lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80U) {
            ++i;
        } else if (lead >= 0xc2U && lead < 0xe0U && tail(i + 1, 0x80U, 0xbfU)) {
            i += 2;
        } else if ((lead & 0xf0U) == 0xe0U &&
                   tail(i + 1, lead == 0xe0U ? 0xa0U : 0x80U, lead == 0xedU ? 0x9fU : 0xbfU) &&
                   tail(i + 2, 0x80U, 0xbfU)) {
            i += 3;
        } else if (lead >= 0xf0U && lead <= 0xf4U &&
                   tail(i + 1, lead == 0xf0U ? 0x90U : 0x80U, lead == 0xf4U ? 0x8fU : 0xbfU) &&
                   tail(i + 2, 0x80U, 0xbfU) && tail(i + 3, 0x80U, 0xbfU)) {
            i += 4;
        } else {
            return i;
        }
    }
    return {};
}

std::string as_utf8(std::string_view text) {
    std::string out;
    for (auto at = invalid_utf8(text); at; at = invalid_utf8(text)) {
        out.append(text.substr(0, *at)).append("\xEF\xBF\xBD");
        text.remove_prefix(*at + 1);
    }
    return out.append(text);
}

std::optional<TextFault> fault_of_text(std::string_view text, std::string_view expected) {
    if (text.find_first_not_of(" \t\r\n") == text.npos)
        return TextFault{0, "is empty; " + std::string(expected) + " is expected"};
    if (const auto encoding = other_encoding(text); !encoding.empty())
        return TextFault{1, "is " + std::string(encoding) + ", not UTF-8; save it as UTF-8"};
    if (const auto at = invalid_utf8(text)) {
        const auto lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*at), '\n');
        return TextFault{static_cast<int>(lines) + 1,
                         "is not UTF-8 text; is the file whole, and not compressed?"};
    }
    return std::nullopt;
}

}  // namespace aicost
