#include "usage/scan.hpp"

#include <cstdint>
#include <string_view>

#include "text/processor.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define AICOST_WIDE_SCAN 1
#endif

namespace aicost::usage {

namespace {

// Checks for the strings that matter; one may begin at `at`.
void note_needle(const char* at, const char* end, LineScan& scan) {
    constexpr std::string_view usage = "\"usage\"", assistant = "\"assistant\"", gemini = "\"gemini\"",
                               metadata = "\"usageMetadata\":", total = "_usage\":{";
    const std::string_view rest(at, static_cast<std::size_t>(end - at));
    if (rest.substr(0, usage.size()) == usage) scan.usage = at;
    if (rest.substr(0, assistant.size()) == assistant) scan.assistant = true;
    if (rest.substr(0, gemini.size()) == gemini || rest.substr(0, metadata.size()) == metadata ||
        rest.substr(0, total.size()) == total)
        scan.other = true;
}

// Control characters that text files have between lines.
bool is_blank(char c) { return c == '\t' || c == '\r'; }

}  // namespace

namespace detail {

LineScan scan_line_portable(const char* begin, const char* end) {
    LineScan scan;
    const char* p = begin;
    for (; p < end && *p != '\n'; ++p) {
        if (static_cast<unsigned char>(*p) < 0x20 && !is_blank(*p)) scan.binary = true;
        if (*p == '"' || *p == '_') note_needle(p, end, scan);
    }
    scan.end = p;
    return scan;
}

#ifdef AICOST_WIDE_SCAN

bool has_wide_scan() { return has_avx2(); }

// 32 bytes per step: newlines and control characters with one comparison, the strings by two of
// their letters.
__attribute__((target("avx2"))) LineScan scan_line_wide(const char* begin, const char* end) {
    LineScan scan;
    const __m256i largest_control = _mm256_set1_epi8(0x1f);
    const __m256i g = _mm256_set1_epi8('g'), quote = _mm256_set1_epi8('"');
    const __m256i i = _mm256_set1_epi8('i'), t = _mm256_set1_epi8('t'), m = _mm256_set1_epi8('M');
    for (const char* p = begin; p < end; p += 32) {
        const __m256i here = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
        const __m256i fifth = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 4));
        const __m256i seventh = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 6));
        auto control = static_cast<std::uint32_t>(
            _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(here, largest_control), largest_control)));
        auto hits = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(
            _mm256_and_si256(_mm256_cmpeq_epi8(fifth, g), _mm256_or_si256(_mm256_cmpeq_epi8(seventh, quote),
                                                                          _mm256_cmpeq_epi8(seventh, m))),
            _mm256_and_si256(_mm256_cmpeq_epi8(fifth, i), _mm256_or_si256(_mm256_cmpeq_epi8(seventh, t),
                                                                          _mm256_cmpeq_epi8(seventh, i))))));
        const char* line_end = nullptr;
        if (control != 0) {
            for (; control != 0; control &= control - 1) {
                const char* at = p + __builtin_ctz(control);
                if (at >= end) break;
                if (*at == '\n') {
                    line_end = at;
                    break;
                }
                if (!is_blank(*at)) scan.binary = true;
            }
        }
        const char* limit = line_end != nullptr ? line_end : end;
        for (; hits != 0; hits &= hits - 1) {
            const char* at = p + __builtin_ctz(hits);
            if (at >= limit) break;
            note_needle(at, limit, scan);
        }
        if (line_end != nullptr) {
            scan.end = line_end;
            return scan;
        }
    }
    scan.end = end;
    return scan;
}

#else

bool has_wide_scan() { return false; }
LineScan scan_line_wide(const char* begin, const char* end) { return scan_line_portable(begin, end); }

#endif

}  // namespace detail

LineScan scan_line(const char* begin, const char* end) {
    static const auto best = detail::has_wide_scan() ? detail::scan_line_wide : detail::scan_line_portable;
    return best(begin, end);
}

}  // namespace aicost::usage
