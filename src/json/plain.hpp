// What stands in a JSON string as it is: for the reader and the writer.
#pragma once

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace aicost {

inline bool is_plain(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20U; }

#ifdef __SSE2__
// All bits of each byte that is not plain.
inline __m128i not_plain(__m128i bytes) {
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
    const __m128i marks =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    return _mm_or_si128(control, marks);
}
#endif

// Behind all that is plain: no quote, no backslash, no control character.
inline const char* past_plain(const char* at, const char* end) {
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto found = static_cast<unsigned>(_mm_movemask_epi8(not_plain(here)));
        if (found != 0) return at + std::countr_zero(found);
    }
#endif
    while (at < end && is_plain(*at)) ++at;
    return at;
}

}  // namespace aicost
