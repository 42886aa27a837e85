#include "columns.hpp"

#ifdef AICOST_AVX2
#include "special.hpp"
#define AICOST_COLUMNS avx2_columns
#include "columns.inc"
#endif
