#include "lanes.hpp"
#include "model/elementary.hpp"

#define AICOST_KERNELS portable_kernels
#include "lanes.inc"

namespace aicost {

const LaneKernels& lane_kernels() {
#ifdef AICOST_AVX2
    static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
    if (has_avx2) return avx2_kernels;
#endif
    return portable_kernels;
}

}  // namespace aicost
