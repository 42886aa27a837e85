# What the HTML format carries with it: its own style and script (src/report/html/web), and a chart library from npm.
#
# AICOST_REPORT_CHARTS: AUTO takes the library where npm is there and the registry answers, and says so once; ON, which the
# presets of what is handed on have (static, package), fails without; OFF does without. Without it the pages show the same charts as pictures, with what the own script makes of them.
# The version is pinned by package-lock.json, whose sha512 npm checks, and the file itself by the sum below. It is fetched
# once for each build directory and lock, when the build is configured, and never again: a build is repeatable offline.
include(PageEngine)
set(AICOST_REPORT_CHARTS AUTO CACHE STRING "Chart library in HTML reports: AUTO, ON (needed) or OFF")
set_property(CACHE AICOST_REPORT_CHARTS PROPERTY STRINGS AUTO ON OFF)

set(aicost_uplot_sum 19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f)

function(aicost_page target)
  set(web "${CMAKE_SOURCE_DIR}/src/report/html/web")
  set(dir "${CMAKE_BINARY_DIR}/embedded/page")
  aicost_fetch_charts("${web}" "${dir}/npm" charts)

  set(declarations "")
  set(texts "")
  aicost_page_text("${web}/page.css" "${dir}" style declarations texts)
  aicost_joined("${dir}/script.js" "${web}/page.js" "${web}/whatif.js")
  aicost_page_text("${dir}/script.js" "${dir}" script declarations texts)
  set(rows "{style, \"${style_hash}\"}, {script, \"${script_hash}\"}")
  if(charts)
    aicost_page_text("${charts}/dist/uPlot.iife.min.js" "${dir}" library declarations texts)
    aicost_page_text("${charts}/dist/uPlot.min.css" "${dir}" library_style declarations texts)
    aicost_page_text("${charts}/LICENSE" "${dir}" licence declarations texts)
    string(APPEND rows ", {library, \"${library_hash}\"}, {library_style, \"${library_style_hash}\"}, licence")
    include(GNUInstallDirs)
    install(FILES "${charts}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME LICENSE.uPlot)
  endif()
  aicost_page_engine(engine)
  if(engine)
    aicost_page_text("${web}/engine.js" "${dir}" engine_loader declarations texts)
    list(APPEND texts "${engine}")
    string(APPEND declarations "constexpr char engine_text[] =\n#include \"page/engine.inc\"\n;\n\
constexpr std::string_view engine(engine_text, sizeof(engine_text) - 1);\n")
    if(NOT charts)
      string(APPEND rows ", {}, {}, {}")
    endif()
    string(APPEND rows ", {engine_loader, \"${engine_loader_hash}\"}, engine")
  endif()
  aicost_embedded_source(${target} "${dir}.cpp" "${texts}" "\
#include \"report/html/assets.hpp\"\n
namespace aicost::html {\nnamespace {\n${declarations}}  // namespace\n
Assets assets() { return {${rows}}; }\n}  // namespace aicost::html\n")
endfunction()

# aicost.html, the calculator for people without the program: the program's own report, engine and questions in one page.
function(aicost_calculator)
  if(NOT TARGET aicost_page_engine OR CMAKE_CROSSCOMPILING)
    return()
  endif()
  set(web "${CMAKE_SOURCE_DIR}/src/web/calculator")
  set(dir "${CMAKE_BINARY_DIR}/embedded/page")
  set(declarations "")
  set(texts "")
  set(functions "")
  foreach(asset IN ITEMS style:css script:js)
    string(REGEX MATCH "(.*):(.*)" asset "${asset}")
    set(name "${CMAKE_MATCH_1}")
    aicost_page_text("${web}/calculator.${CMAKE_MATCH_2}" "${dir}" "calculator_${name}" declarations texts)
    string(APPEND functions "html::Asset ${name}() { return {calculator_${name}, \"${calculator_${name}_hash}\"}; }\n")
  endforeach()
  add_executable(aicost_calculator "${web}/calculator.cpp" "${web}/form.cpp")
  aicost_target(aicost_calculator)
  target_link_libraries(aicost_calculator PRIVATE aicost_commands)
  aicost_embedded_source(aicost_calculator "${CMAKE_BINARY_DIR}/embedded/calculator.cpp" "${texts}" "\
#include <string_view>\n\n#include \"web/calculator/assets.hpp\"\n
namespace aicost::calculator {\nnamespace {\n${declarations}}  // namespace\n
${functions}}  // namespace aicost::calculator\n")
  set(page "${CMAKE_BINARY_DIR}/aicost.html")
  # the catalogue of whoever builds it stays out of it
  add_custom_command(OUTPUT "${page}" COMMAND ${CMAKE_COMMAND} -E env --unset=XDG_DATA_HOME "HOME=${dir}"
    $<TARGET_FILE:aicost_calculator> "${page}" DEPENDS aicost_calculator COMMENT "Writing aicost.html" VERBATIM)
  add_custom_target(aicost_html ALL DEPENDS "${page}")
endfunction()

# Several texts as one, written anew where it differs.
function(aicost_joined output)
  set(all "")
  foreach(file IN LISTS ARGN)
    set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(READ "${file}" text)
    string(APPEND all "${text}")
  endforeach()
  set(before "")
  if(EXISTS "${output}")
    file(READ "${output}" before)
  endif()
  if(NOT before STREQUAL all)
    file(WRITE "${output}" "${all}")
  endif()
endfunction()

# The folder of the library, or nothing.
function(aicost_fetch_charts web dir result)
  set(${result} "" PARENT_SCOPE)
  if(AICOST_REPORT_CHARTS STREQUAL "OFF")
    return()
  endif()
  set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${web}/package-lock.json")
  file(SHA256 "${web}/package-lock.json" lock)
  set(found "${dir}/node_modules/uplot")
  if(NOT AICOST_REPORT_CHARTS_TRIED STREQUAL lock OR (AICOST_REPORT_CHARTS STREQUAL "ON" AND NOT EXISTS "${found}"))
    set(AICOST_REPORT_CHARTS_TRIED "${lock}" CACHE INTERNAL "The package-lock.json that was asked for")
    file(REMOVE_RECURSE "${dir}")
    file(COPY "${web}/package.json" "${web}/package-lock.json" DESTINATION "${dir}")
    find_program(NPM_PROGRAM npm)
    mark_as_advanced(NPM_PROGRAM)
    if(NOT NPM_PROGRAM)
      set(why "npm is not installed")
    else()
      execute_process(
        COMMAND "${NPM_PROGRAM}" ci --ignore-scripts --no-audit --no-fund --no-update-notifier --fetch-retries=0 --loglevel=error
        WORKING_DIRECTORY "${dir}" RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE why TIMEOUT 60)
      string(REGEX REPLACE "\n.*" "" why "${why}")
      if(NOT code EQUAL 0 AND NOT why)
        set(why "npm ci: ${code}")
      endif()
    endif()
    if(NOT EXISTS "${found}/dist/uPlot.iife.min.js" AND NOT AICOST_REPORT_CHARTS STREQUAL "ON")
      message(STATUS "HTML reports without the chart library, which could not be fetched (${why})")
    endif()
  endif()
  if(EXISTS "${found}/dist/uPlot.iife.min.js")
    file(SHA256 "${found}/dist/uPlot.iife.min.js" sum)
    if(NOT sum STREQUAL aicost_uplot_sum)
      message(FATAL_ERROR "${found}: is not the file that cmake/Page.cmake names (got ${sum})")
    endif()
    set(${result} "${found}" PARENT_SCOPE)
  elseif(AICOST_REPORT_CHARTS STREQUAL "ON")
    message(FATAL_ERROR "AICOST_REPORT_CHARTS=ON, but the chart library could not be fetched (${why}); \
-DAICOST_REPORT_CHARTS=OFF builds without it")
  endif()
endfunction()

# Declares a text as a constant of that name; adds its literal to those before; returns ${name}_hash.
function(aicost_page_text file dir name to_declarations to_texts)
  set(output "${dir}/${name}.inc")
  set(script "${CMAKE_SOURCE_DIR}/cmake/EmbedText.cmake")
  add_custom_command(OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DINPUT=${file}" "-DOUTPUT=${output}" -P "${script}"
    DEPENDS "${file}" "${script}" COMMENT "Embedding ${name}" VERBATIM)
  # the hash stands in the source that is written now, so the text is one of the things it is configured from
  set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(SHA256 "${file}" hex)
  set(${name}_hash "${hex}" PARENT_SCOPE)
  set(${to_declarations} "${${to_declarations}}constexpr char ${name}_text[] =\n#include \"page/${name}.inc\"\n;\n\
constexpr std::string_view ${name}(${name}_text, sizeof(${name}_text) - 1);\n" PARENT_SCOPE)
  set(${to_texts} "${${to_texts}};${output}" PARENT_SCOPE)
endfunction()
