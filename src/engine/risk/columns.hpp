// The loops over a column of draws, in two builds of the same source: for any machine, and for AVX2. Both
// round alike (no fused multiply-add), so that the draws are the same bytes on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace aicost::risk {

// Purposes of random words: independent streams of one seed.
enum class Purpose : std::uint32_t { place, low_bits, shuffle };

// Random words as a function of key and index only: Philox4x32-10 (Salmon et al., "Parallel random numbers: as
// easy as 1, 2, 3", SC 2011).
struct WordStream {
    std::uint64_t seed = 0;
    Purpose purpose{};
    std::uint32_t stream = 0;
};

// A permutation of `rows` by `columns` indices: a Feistel network.
struct Feistel {
    static constexpr std::size_t rounds = 4;
    std::uint32_t rows = 1, columns = 1;
    std::uint32_t keys[rounds] = {};
};

struct ColumnKernels {
    // Words `first` … of the stream; `first` and `count` are multiples of 4.
    void (*random_words)(const WordStream& stream, std::uint64_t first, std::size_t count,
                         std::uint32_t* words);
    // place[i] = the image of first + i.
    void (*permute)(const Feistel& network, std::uint32_t first, std::size_t count, std::uint32_t* place);
    // Probabilities: one per stratum, or uniform ones.
    void (*stratified)(double* out, const std::uint32_t* stratum, const std::uint32_t* words, double strata,
                       std::size_t count);
    void (*even)(double* out, const std::uint32_t* high, const std::uint32_t* low, std::size_t count);
    // In place: probabilities -> normal scores; x -> scale·e^(factor·x); x -> offset + factor·x
    void (*normal_quantiles)(double* column, std::size_t count);
    void (*exponentials)(double* column, double scale, double factor, std::size_t count);
    void (*affine)(double* column, double offset, double factor, std::size_t count);
    // Probabilities -> a triangle's quantiles: low + sqrt(u·rise) up to the split, high - sqrt((1-u)·fall) beyond.
    struct Triangle {
        double low, high, rise, fall, split;
    };
    void (*triangle)(double* column, const Triangle& shape, std::size_t count);
    void (*add)(double* column, const double* other, double weight, std::size_t count);
    void (*clamp)(double* column, double min, double max, std::size_t count);
};

extern const ColumnKernels portable_columns;
#ifdef AICOST_AVX2
extern const ColumnKernels avx2_columns;
#endif

// The fastest build that this machine supports.
const ColumnKernels& column_kernels();

}  // namespace aicost::risk
