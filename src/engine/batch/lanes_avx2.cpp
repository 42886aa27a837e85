#include "lanes.hpp"
#include "model/elementary.hpp"

#ifdef AICOST_AVX2
#define AICOST_KERNELS avx2_kernels
#include "lanes.inc"
#endif
