#include "columns.hpp"
#include "special.hpp"

#define AICOST_COLUMNS portable_columns
#include "columns.inc"

namespace aicost::risk {

const ColumnKernels& column_kernels() {
#ifdef AICOST_AVX2
    static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
    if (has_avx2) return avx2_columns;
#endif
    return portable_columns;
}

}  // namespace aicost::risk
