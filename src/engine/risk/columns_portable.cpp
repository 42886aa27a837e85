#include "columns.hpp"
#include "special.hpp"
#include "text/processor.hpp"

#define AICOST_COLUMNS portable_columns
#include "columns.inc"

namespace aicost::risk {

const ColumnKernels& column_kernels() {
#ifdef AICOST_AVX2
    static const bool is_wide = has_avx2();
    if (is_wide) return avx2_columns;
#endif
    return portable_columns;
}

}  // namespace aicost::risk
