// Words that are a function of a key and a place alone (Salmon et al., "Parallel random numbers: as easy as
// 1, 2, 3", SC 2011).
#pragma once

#include <Random123/philox.h>

#include <cstddef>
#include <cstdint>

namespace aicost::risk {

// What words are for: streams of one seed that have nothing to do with each other.
enum class Purpose : std::uint32_t { place, low_bits, shuffle };

// Fills words[0 … count) with those of the stream from `first` on; both multiples of 4.
inline void random_words(std::uint64_t seed, Purpose purpose, std::uint32_t stream, std::uint64_t first,
                         std::size_t count, std::uint32_t* words) {
    const philox4x32_key_t key{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)}};
    for (std::size_t i = 0; i < count; i += 4) {
        const std::uint64_t place = (first + i) / 4;
        const philox4x32_ctr_t counter{{static_cast<std::uint32_t>(place),
                                        static_cast<std::uint32_t>(place >> 32U), stream,
                                        static_cast<std::uint32_t>(purpose)}};
        const philox4x32_ctr_t drawn = philox4x32(counter, key);
        for (std::size_t k = 0; k < 4; ++k) words[i + k] = drawn.v[k];
    }
}

}  // namespace aicost::risk
