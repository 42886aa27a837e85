#include "lanes.hpp"
#include "model/elementary.hpp"
#include "text/processor.hpp"

#define AICOST_KERNELS portable_kernels
#include "lanes.inc"

namespace aicost {

const LaneKernels& lane_kernels() {
#ifdef AICOST_AVX2
    static const bool is_wide = has_avx2();
    if (is_wide) return avx2_kernels;
#endif
    return portable_kernels;
}

}  // namespace aicost
