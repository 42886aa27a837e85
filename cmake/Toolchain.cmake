# How the compiler and the linker are used: ccache, reproducible arithmetic, a program that starts fast.
include(CheckCXXSourceCompiles)

find_program(CCACHE_PROGRAM ccache)
mark_as_advanced(CCACHE_PROGRAM)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # paths below the sources count from the build directory: what two presets compile alike is compiled once
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
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
option(AICOST_KEEP_SYMBOLS "Do not strip the release program: for profilers" OFF)
mark_as_advanced(AICOST_KEEP_SYMBOLS)

function(aicost_link_small target)
  if(AICOST_STATIC AND NOT AICOST_SANITIZE)
    set(CMAKE_REQUIRED_LINK_OPTIONS -static)
    check_cxx_source_compiles("#include <string>\nint main(int c, char** v) { return std::string(v[0]).empty() + c; }"
                              AICOST_STATIC_LINKS)
    if(AICOST_STATIC_LINKS)
      target_link_options(${target} PRIVATE -static)
    elseif(AICOST_STATIC STREQUAL "REQUIRED")
      message(FATAL_ERROR "AICOST_STATIC=REQUIRED: this compiler cannot link a static program (libc.a is missing?)")
    endif()
  endif()
  if(LINUX)
    target_link_options(${target} PRIVATE $<$<CONFIG:Release>:LINKER:--gc-sections>)
    if(NOT AICOST_KEEP_SYMBOLS)
      target_link_options(${target} PRIVATE $<$<CONFIG:Release>:LINKER:-s>)
    endif()
    # What `compare` runs stands side by side (bench/startup_order): only GNU ld takes such a script.
    set(order "${PROJECT_SOURCE_DIR}/cmake/startup_order.ld")
    set(CMAKE_REQUIRED_LINK_OPTIONS "LINKER:-T,${order}")
    check_cxx_source_compiles("int main() { return 0; }" AICOST_ORDERS_FUNCTIONS)
    if(AICOST_ORDERS_FUNCTIONS)
      target_link_options(${target} PRIVATE $<$<CONFIG:Release>:LINKER:-T,${order}>)
      set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${order}")
    endif()
    # A linker writes here and there; a file that is written in large blocks lies in larger pages of the cache, from
    # which a program starts about a fifth faster (bench/startup). Installed programs are copies anyway. cmake's own
    # copy writes small blocks.
    add_custom_command(TARGET ${target} POST_BUILD VERBATIM
      COMMAND cp $<TARGET_FILE:${target}> $<TARGET_FILE:${target}>.copy
      COMMAND ${CMAKE_COMMAND} -E rename $<TARGET_FILE:${target}>.copy $<TARGET_FILE:${target}>)
  endif()
endfunction()
