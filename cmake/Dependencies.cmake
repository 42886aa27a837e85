# Every dependency: the installed package where there is one, else a download, named by the hash of its commit: a tag may
# be moved.
# Debian: libcli11-dev nlohmann-json3-dev libfmt-dev zlib1g-dev libzstd-dev libyaml-cpp-dev; for all tests also catch2 librapidcheck-dev librandom123-dev.
include(FetchContent)

FetchContent_Declare(nlohmann_json SYSTEM
  GIT_REPOSITORY https://github.com/nlohmann/json.git
  GIT_TAG 9cca280a4d0ccf0c08f47a99aa71d1b0e52f8d03 # v3.11.3
  FIND_PACKAGE_ARGS 3.11)
FetchContent_Declare(fmt SYSTEM
  GIT_REPOSITORY https://github.com/fmtlib/fmt.git
  GIT_TAG e69e5f977d458f2650bb346dadf2ad30c5320281 # 10.2.1
  FIND_PACKAGE_ARGS 9)
FetchContent_Declare(CLI11 SYSTEM
  GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git
  GIT_TAG 6c7b07a878ad834957b98d0f9ce1dbe0cb204fc9 # v2.4.2
  FIND_PACKAGE_ARGS 2.1)
FetchContent_MakeAvailable(nlohmann_json fmt CLI11)

find_package(Threads REQUIRED)

# Usage logs may be compressed. A static program takes the static libraries.
set(ZLIB_USE_STATIC_LIBS ${AICOST_STATIC})
set(ZSTD_USE_STATIC_LIBS ${AICOST_STATIC})
find_package(ZLIB REQUIRED)
include(aicost-zstd)
if(NOT TARGET aicost::zstd)
  message(FATAL_ERROR "zstd is missing (Debian: libzstd-dev)")
endif()

# Price feeds may be YAML. yaml-cpp before 0.8 has no namespace before its target; its static library is a file beside
# the shared one.
FetchContent_Declare(yaml-cpp SYSTEM
  GIT_REPOSITORY https://github.com/jbeder/yaml-cpp.git
  GIT_TAG f7320141120f720aecc4c32be25586e7da9eb978 # 0.8.0
  FIND_PACKAGE_ARGS 0.7)
set(YAML_CPP_BUILD_TESTS OFF CACHE INTERNAL "")
set(YAML_CPP_BUILD_TOOLS OFF CACHE INTERNAL "")
set(YAML_CPP_INSTALL OFF CACHE INTERNAL "")
FetchContent_MakeAvailable(yaml-cpp)
add_library(aicost_yaml INTERFACE)
if(TARGET yaml-cpp::yaml-cpp)
  target_link_libraries(aicost_yaml INTERFACE yaml-cpp::yaml-cpp)
else()
  target_link_libraries(aicost_yaml INTERFACE yaml-cpp)
endif()
# Static wherever it is: the objects of a shared one are made before the program can say that there is no memory for them.
find_library(YAML_CPP_STATIC_LIBRARY libyaml-cpp.a)
mark_as_advanced(YAML_CPP_STATIC_LIBRARY)
if(YAML_CPP_STATIC_LIBRARY)
  set_target_properties(aicost_yaml PROPERTIES INTERFACE_LINK_LIBRARIES "${YAML_CPP_STATIC_LIBRARY}")
endif()

if(AICOST_TESTS STREQUAL "all")
  FetchContent_Declare(Catch2 SYSTEM
    GIT_REPOSITORY https://github.com/catchorg/Catch2.git
    GIT_TAG b5373dadca40b7edc8570cf9470b9b1cb1934d40 # v3.5.4
    FIND_PACKAGE_ARGS) # no version: 2.13 and 3.x both serve, see tests/catch.hpp
  FetchContent_Declare(rapidcheck SYSTEM
    GIT_REPOSITORY https://github.com/emil-e/rapidcheck.git
    GIT_TAG ff6af6fc683159deb51c543b065eba14dfcf329b # no release
    FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(Catch2 rapidcheck)

  # Random123 is headers alone, without a package file of CMake's.
  find_path(RANDOM123_INCLUDE_DIR Random123/philox.h)
  mark_as_advanced(RANDOM123_INCLUDE_DIR)
  if(NOT RANDOM123_INCLUDE_DIR)
    FetchContent_Declare(Random123
      GIT_REPOSITORY https://github.com/DEShawResearch/random123.git
      GIT_TAG 726a093cd9a73f3ec3c8d7a70ff10ed8efec8d13 # v1.14.0
    )
    FetchContent_MakeAvailable(Random123)
    set(RANDOM123_INCLUDE_DIR "${random123_SOURCE_DIR}/include" CACHE PATH "" FORCE)
  endif()
  add_library(aicost_random123 INTERFACE)
  target_include_directories(aicost_random123 SYSTEM INTERFACE "${RANDOM123_INCLUDE_DIR}")
endif()
