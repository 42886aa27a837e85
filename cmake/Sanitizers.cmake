# Address and undefined-behaviour sanitizers; the first finding ends the program. With clang the same objects count what
# they reach, so that the harnesses of tests/fuzz can be linked of them; not what they compare: that would slow every test.
# The library, where a harness spends its time, is optimised a little (AICOST_SANITIZE in CMakeLists.txt).
option(AICOST_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)

if(AICOST_SANITIZE)
  add_compile_options(-fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all -fno-omit-frame-pointer
    $<$<CXX_COMPILER_ID:Clang>:-fsanitize-coverage=inline-8bit-counters,pc-table>)
  add_link_options(-fsanitize=address,undefined)
endif()
