# Address and undefined-behaviour sanitizers; the first finding ends the program. With clang the same objects count what
# they reach, so that the harnesses of tests/fuzz can be linked of them.
option(AICOST_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)

if(AICOST_SANITIZE)
  set(sanitizers -fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    list(APPEND sanitizers -fsanitize=fuzzer-no-link)
  endif()
  add_compile_options(${sanitizers} -fsanitize=float-cast-overflow -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(${sanitizers})
endif()
