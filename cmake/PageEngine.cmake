# The engine that pages carry (src/web): the same sources, compiled to WebAssembly by emscripten, packed by gzip, as text.
#
# AICOST_PAGE_ENGINE: AUTO builds it for a Release where emscripten is there, and says so where it is not; ON, which the
# presets of what is handed on have (static, package), fails without; OFF does without. It takes minutes; without it a report
# is a page that stands still.
set(AICOST_PAGE_ENGINE AUTO CACHE STRING "Engine in HTML reports, by emscripten: AUTO, ON (needed) or OFF")
set_property(CACHE AICOST_PAGE_ENGINE PROPERTY STRINGS AUTO ON OFF)

include(ExternalProject)

# Sets the literal of the engine, or nothing. ${result}_module is the module itself.
function(aicost_page_engine result)
  set(${result} "" PARENT_SCOPE)
  if(AICOST_PAGE_ENGINE STREQUAL "OFF" OR (AICOST_PAGE_ENGINE STREQUAL "AUTO" AND NOT CMAKE_BUILD_TYPE STREQUAL "Release"))
    return()
  endif()
  find_program(EM_CONFIG_PROGRAM em-config)
  find_program(NODE_PROGRAM node) # emscripten needs it too
  mark_as_advanced(EM_CONFIG_PROGRAM NODE_PROGRAM)
  set(toolchain "")
  if(EM_CONFIG_PROGRAM AND NODE_PROGRAM)
    execute_process(COMMAND "${EM_CONFIG_PROGRAM}" EMSCRIPTEN_ROOT OUTPUT_VARIABLE root OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    set(toolchain "${root}/cmake/Modules/Platform/Emscripten.cmake")
  endif()
  if(NOT EXISTS "${toolchain}")
    if(AICOST_PAGE_ENGINE STREQUAL "ON")
      message(FATAL_ERROR "AICOST_PAGE_ENGINE=ON, but emscripten is missing (Debian: emscripten node-acorn); \
-DAICOST_PAGE_ENGINE=OFF builds without it")
    endif()
    message(STATUS "HTML reports without the engine: emscripten is missing (Debian: emscripten node-acorn)")
    return()
  endif()

  set(dir "${CMAKE_BINARY_DIR}/page_engine")
  foreach(library IN ITEMS nlohmann_json::nlohmann_json fmt::fmt-header-only)
    string(MAKE_C_IDENTIFIER "${library}" name)
    get_target_property(${name} ${library} INTERFACE_INCLUDE_DIRECTORIES)
    string(REGEX REPLACE "\\$<BUILD_INTERFACE:([^>]*)>" "\\1" ${name} "${${name}}") # of a download
    list(FILTER ${name} EXCLUDE REGEX "\\$<")
    list(GET ${name} 0 ${name})
  endforeach()
  # Debian's compiler finds its parser of scripts among Debian's packages for node
  set(command ${CMAKE_COMMAND} -E env "NODE_PATH=/usr/share/nodejs:$ENV{NODE_PATH}" ${CMAKE_COMMAND})
  ExternalProject_Add(aicost_page_engine
    SOURCE_DIR "${CMAKE_SOURCE_DIR}/src/web" BINARY_DIR "${dir}" PREFIX "${dir}/steps"
    CONFIGURE_COMMAND ${command} -S "${CMAKE_SOURCE_DIR}/src/web" -B "${dir}" -G "${CMAKE_GENERATOR}"
      "-DCMAKE_TOOLCHAIN_FILE=${toolchain}" -DCMAKE_BUILD_TYPE= "-DAICOST_VERSION=${PROJECT_VERSION}"
      "-DAICOST_NLOHMANN_HEADERS=${nlohmann_json__nlohmann_json}" "-DAICOST_FMT_HEADERS=${fmt__fmt_header_only}"
    BUILD_COMMAND ${command} --build "${dir}" BUILD_ALWAYS ON BUILD_BYPRODUCTS "${dir}/aicost.wasm" INSTALL_COMMAND "")
  set(output "${CMAKE_BINARY_DIR}/embedded/page/engine.inc")
  set(pack "${CMAKE_SOURCE_DIR}/cmake/PackEngine.mjs")
  add_custom_command(OUTPUT "${output}" COMMAND "${NODE_PROGRAM}" "${pack}" "${dir}/aicost.wasm" "${output}"
    DEPENDS "${dir}/aicost.wasm" aicost_page_engine "${pack}" COMMENT "Embedding the engine" VERBATIM)
  set(${result} "${output}" PARENT_SCOPE)
  set(AICOST_PAGE_ENGINE_MODULE "${dir}/aicost.wasm" CACHE INTERNAL "The engine as WebAssembly")
endfunction()
