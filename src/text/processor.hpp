// What the processor at hand can do, for code that is compiled once more for it. Asked of the C library where that knows:
// the compiler's own way asks the processor before main(), and under a hypervisor each question is a trap.
#pragma once

// clang does not read that header of glibc's as C++
#if defined(__x86_64__) && defined(__linux__) && !defined(__clang__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif

namespace aicost {

inline bool has_avx2() {
#if defined(CPU_FEATURE_ACTIVE)
    return CPU_FEATURE_ACTIVE(AVX2);
#elif defined(__x86_64__)
    return __builtin_cpu_supports("avx2") != 0;
#else
    return false;
#endif
}

}  // namespace aicost
