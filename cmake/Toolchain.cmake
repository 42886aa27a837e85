# How the compiler and the linker are used: ccache, reproducible arithmetic, a program that starts fast.
include(CheckCXXSourceCompiles)

find_program(CCACHE_PROGRAM ccache)
mark_as_advanced(CCACHE_PROGRAM)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()

# The same input gives the same bytes on every machine: no fused multiply-add where the source has none.
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  add_compile_options(-ffp-contract=off)
  add_compile_options($<$<CONFIG:Release>:-ffunction-sections> $<$<CONFIG:Release>:-fdata-sections>)
endif()

if(AICOST_LTO)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

# A static, non-relocatable program needs no dynamic loader and no relocations: it starts with the fewest page faults.
function(aicost_link_small target)
  if(AICOST_STATIC AND NOT AICOST_SANITIZE)
    set(CMAKE_REQUIRED_LINK_OPTIONS -static)
    check_cxx_source_compiles("#include <string>\nint main(int c, char** v) { return std::string(v[0]).empty() + c; }"
                              AICOST_STATIC_LINKS)
    if(AICOST_STATIC_LINKS)
      target_link_options(${target} PRIVATE -static)
    endif()
  endif()
  if(LINUX)
    target_link_options(${target} PRIVATE $<$<CONFIG:Release>:LINKER:--gc-sections,-s>)
  endif()
endfunction()
