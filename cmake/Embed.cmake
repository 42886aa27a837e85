# The built-in profiles and the catalogue become constants of the library: nothing to install, nothing to load at start.
# profiles/*.json           -> embedded_profiles(), one table (src/profile/embedded.hpp)
# profiles/catalogue/*.json -> embedded_catalogue(name), one object per file (src/catalogue/embedded.hpp)
# Each file becomes a string literal at build time (EmbedText.cmake); the sources around the literals are written here.

function(aicost_embed target)
  set(dir "${CMAKE_BINARY_DIR}/embedded")
  file(GLOB profiles CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/profiles/*.json")
  file(GLOB catalogue CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/profiles/catalogue/*.json")
  list(FILTER profiles EXCLUDE REGEX "\\.schema\\.json$")
  list(FILTER catalogue EXCLUDE REGEX "\\.schema\\.json$")

  set(article "${CMAKE_SOURCE_DIR}/profiles/article.json")
  if(NOT article IN_LIST profiles OR NOT catalogue)
    message(FATAL_ERROR "profiles/ lacks article.json or the catalogue: nothing to build in")
  endif()
  list(REMOVE_ITEM profiles "${article}") # the default comes first
  list(PREPEND profiles "${article}")

  list(LENGTH profiles count)
  set(literals "")
  set(rows "")
  set(profile_texts "")
  foreach(file IN LISTS profiles)
    aicost_embedded_text("${file}" "${dir}/profile" name id text)
    list(APPEND profile_texts "${text}")
    string(APPEND literals "constexpr char ${id}[] =\n#include \"profile/${name}.inc\"\n;\n")
    string(APPEND rows "    {\"${name}\", {${id}, sizeof(${id}) - 1}},\n")
  endforeach()
  aicost_embedded_source(${target} "${dir}/profiles.cpp" "${profile_texts}" "\
#include \"profile/embedded.hpp\"\n\n#include <array>\n
namespace aicost {\nnamespace {\n${literals}\
constexpr std::array<EmbeddedFile, ${count}> files{{\n${rows}}};\n}  // namespace\n
std::span<const EmbeddedFile> embedded_profiles() { return files; }\n}  // namespace aicost\n")

  set(declarations "")
  set(rows "")
  foreach(file IN LISTS catalogue)
    aicost_embedded_text("${file}" "${dir}/catalogue" name id text)
    string(APPEND declarations "std::string_view ${id}();\n")
    string(APPEND rows "    if (name == \"${name}\") return embedded::${id}();\n")
    aicost_embedded_source(${target} "${dir}/catalogue_${name}.cpp" "${text}" "\
#include <string_view>\n
namespace aicost::embedded {\nnamespace {\nconstexpr char text[] =\n#include \"catalogue/${name}.inc\"\n;\n}  // namespace\n
std::string_view ${id}();\nstd::string_view ${id}() { return {text, sizeof(text) - 1}; }\n}  // namespace aicost::embedded\n")
  endforeach()
  aicost_embedded_source(${target} "${dir}/catalogue.cpp" "" "\
#include \"catalogue/embedded.hpp\"\n
namespace aicost {\nnamespace embedded {\n${declarations}}  // namespace embedded\n
std::string_view embedded_catalogue([[maybe_unused]] std::string_view name) {\n${rows}    return {};\n}\n}  // namespace aicost\n")
endfunction()

# LICENSE and NOTICES.txt -> embedded::license(), embedded::notices() (src/cli/notices.hpp)
function(aicost_embed_notices target)
  set(dir "${CMAKE_BINARY_DIR}/embedded")
  set(texts "")
  set(functions "")
  foreach(file IN ITEMS LICENSE NOTICES.txt)
    aicost_embedded_text("${CMAKE_SOURCE_DIR}/${file}" "${dir}/notices" name id text)
    list(APPEND texts "${text}")
    string(TOLOWER "${name}" function)
    string(APPEND functions "namespace {\nconstexpr char ${id}[] =\n#include \"notices/${name}.inc\"\n;\n}  // namespace\n\
std::string_view ${function}() { return {${id}, sizeof(${id}) - 1}; }\n")
  endforeach()
  aicost_embedded_source(${target} "${dir}/notices.cpp" "${texts}" "\
#include \"cli/notices.hpp\"\n\nnamespace aicost::embedded {\n${functions}}  // namespace aicost::embedded\n")
endfunction()

# Declares the literal of one file; returns the file's stem, an identifier of it, and the literal's path.
function(aicost_embedded_text file dir name id text)
  cmake_path(GET file STEM LAST_ONLY stem)
  string(MAKE_C_IDENTIFIER "json_${stem}" identifier)
  set(output "${dir}/${stem}.inc")
  set(script "${CMAKE_SOURCE_DIR}/cmake/EmbedText.cmake")
  add_custom_command(OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DINPUT=${file}" "-DOUTPUT=${output}" -P "${script}"
    DEPENDS "${file}" "${script}" COMMENT "Embedding ${stem}" VERBATIM)
  set(${name} "${stem}" PARENT_SCOPE)
  set(${id} "${identifier}" PARENT_SCOPE)
  set(${text} "${output}" PARENT_SCOPE)
endfunction()

# Writes a source, only when it changes, and adds it to the target; it waits for the literals it includes.
function(aicost_embedded_source target output texts content)
  file(CONFIGURE OUTPUT "${output}" CONTENT "${content}" @ONLY)
  target_sources(${target} PRIVATE "${output}")
  set_source_files_properties("${output}" PROPERTIES
    COMPILE_OPTIONS "$<$<NOT:$<CXX_COMPILER_ID:MSVC>>:-w>" OBJECT_DEPENDS "${texts}")
endfunction()
