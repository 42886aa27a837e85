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

# What the compiler and the linker do against faults that may still be there, where the program is handed on. No path of the
# machine that built it stands in it: two builds in two directories are the same bytes (tests/package/reproducible_test.sh).
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  add_compile_options($<$<CONFIG:Release>:-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=> $<$<CONFIG:Release>:-ffile-prefix-map=${CMAKE_BINARY_DIR}/=>)
endif()
if(LINUX AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  set(hardening -fPIE -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    list(APPEND hardening -fcf-protection)
  endif()
  add_compile_options("$<$<CONFIG:Release>:${hardening}>")
  add_link_options($<$<CONFIG:Release>:LINKER:-z,relro,-z,now,-z,noexecstack>)
endif()

# Where a faster linker is at hand, it links what is built to be tested. What is handed on is the usual one's.
find_program(MOLD_PROGRAM mold)
mark_as_advanced(MOLD_PROGRAM)
if(MOLD_PROGRAM AND NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  set(CMAKE_REQUIRED_LINK_OPTIONS -fuse-ld=mold)
  check_cxx_source_compiles("int main() { return 0; }" AICOST_LINKS_WITH_MOLD)
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  if(AICOST_LINKS_WITH_MOLD)
    add_link_options(-fuse-ld=mold)
  endif()
endif()

if(AICOST_LTO)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

# A static program needs no dynamic loader. It lies at another place in each run, as far as the linker can: that costs its
# start 0.06 ms of 1.5 (least of 800 runs in turns, on a machine with other work).
option(AICOST_KEEP_SYMBOLS "Do not strip the release program: for profilers" OFF)
mark_as_advanced(AICOST_KEEP_SYMBOLS)

function(aicost_link_small target)
  if(AICOST_STATIC AND NOT AICOST_SANITIZE)
    set(program "#include <string>\nint main(int c, char** v) { return std::string(v[0]).empty() + c; }")
    set(CMAKE_REQUIRED_LINK_OPTIONS -static)
    check_cxx_source_compiles("${program}" AICOST_STATIC_LINKS)
    set(CMAKE_REQUIRED_FLAGS -fPIE)
    set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie)
    check_cxx_source_compiles("${program}" AICOST_STATIC_PIE_LINKS)
    if(AICOST_STATIC_LINKS AND AICOST_STATIC_PIE_LINKS)
      target_link_options(${target} PRIVATE $<IF:$<CONFIG:Release>,-static-pie,-static>)
    elseif(AICOST_STATIC_LINKS)
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
    # A linker writes here and there; a file that is written in large blocks lies in larger pages of the cache, from
    # which a program starts about a fifth faster (bench/startup). Installed programs are copies anyway. cmake's own
    # copy writes small blocks.
    add_custom_command(TARGET ${target} POST_BUILD VERBATIM
      COMMAND cp $<TARGET_FILE:${target}> $<TARGET_FILE:${target}>.copy
      COMMAND ${CMAKE_COMMAND} -E rename $<TARGET_FILE:${target}>.copy $<TARGET_FILE:${target}>)
  endif()
endfunction()
