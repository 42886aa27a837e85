// What stands in a JSON string as it is: for the reader and the writer.
#pragma once

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace aicost {

inline bool is_plain(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20U; }

// Behind all that is plain: no quote, no backslash, no control character.
inline const char* past_plain(const char* at, const char* end) {
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i no_control = _mm_cmpeq_epi8(_mm_max_epu8(here, _mm_set1_epi8(0x20)), here);
        const __m128i marks =
            _mm_or_si128(_mm_cmpeq_epi8(here, _mm_set1_epi8('"')), _mm_cmpeq_epi8(here, _mm_set1_epi8('\\')));
        const auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_andnot_si128(marks, no_control)));
        if (found != 0xffffU) return at + std::countr_one(found);
    }
#endif
    while (at < end && is_plain(*at)) ++at;
    return at;
}

}  // namespace aicost
