# Address and undefined-behaviour sanitizers; the first finding ends the program.
option(AICOST_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)

if(AICOST_SANITIZE)
  add_compile_options(-fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# libFuzzer needs clang; the harnesses are in tests/fuzz.
option(AICOST_FUZZ "Build the library and the fuzz harnesses alone, with libFuzzer and the sanitizers" OFF)

if(AICOST_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
