# What `cmake --install` puts where. Component runtime: program, manual page, completions, calculator; component development:
# library, headers, and what find_package and pkg-config read.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# --- runtime
install(TARGETS aicost_cli COMPONENT runtime)

# The program prints its own manual page and completions; where it cannot run here, it prints them where it can.
if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  message(STATUS "Cross-compiling: without manual page and completions (`aicost completion` prints them)")
else()
  set(zsh_completions site-functions)
  if(EXISTS /etc/debian_version)
    set(zsh_completions vendor-completions)
  endif()
  set(described "")
  function(aicost_described what directory name)
    set(file "${CMAKE_BINARY_DIR}/described/${name}")
    add_custom_command(OUTPUT "${file}" COMMAND aicost_cli completion ${what} -o "${file}"
      DEPENDS aicost_cli COMMENT "Describing aicost: ${name}" VERBATIM)
    set(described ${described} "${file}" PARENT_SCOPE)
    install(FILES "${file}" DESTINATION "${directory}" COMPONENT runtime)
  endfunction()
  file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/described")
  aicost_described(manual "${CMAKE_INSTALL_MANDIR}/man1" aicost.1)
  aicost_described(bash "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" aicost)
  aicost_described(zsh "${CMAKE_INSTALL_DATADIR}/zsh/${zsh_completions}" _aicost)
  aicost_described(fish "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" aicost.fish)
  add_custom_target(aicost_described ALL DEPENDS ${described})
endif()

# The calculator, for a browser; where it is built (AICOST_PAGE_ENGINE).
if(TARGET aicost_html)
  install(FILES "${CMAKE_BINARY_DIR}/aicost.html" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT runtime)
endif()

# --- development
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/aicost")
install(DIRECTORY include/aicost DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development
  FILES_MATCHING PATTERN "*.hpp")
install(TARGETS aicost EXPORT aicost-targets COMPONENT development
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT aicost-targets NAMESPACE aicost:: DESTINATION "${package_dir}" COMPONENT development)
configure_package_config_file(cmake/aicost-config.cmake.in "${CMAKE_BINARY_DIR}/package/aicost-config.cmake"
  INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${CMAKE_BINARY_DIR}/package/aicost-config-version.cmake"
  COMPATIBILITY SameMajorVersion)
install(FILES "${CMAKE_BINARY_DIR}/package/aicost-config.cmake"
  "${CMAKE_BINARY_DIR}/package/aicost-config-version.cmake" cmake/aicost-zstd.cmake
  DESTINATION "${package_dir}" COMPONENT development)

# pkg-config's file says where things are from where it lies, so that the tree may be moved.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
  BASE_DIRECTORY "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" OUTPUT_VARIABLE AICOST_PC_PREFIX)
configure_file(cmake/aicost.pc.in "${CMAKE_BINARY_DIR}/package/aicost.pc" @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/package/aicost.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
  COMPONENT development)

# --- both: licences
install(FILES NOTICES.txt DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/aicost" COMPONENT runtime)
install(FILES cmake/debian/copyright DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/aicost" COMPONENT runtime)
install(FILES cmake/debian/copyright DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/libaicost-dev" COMPONENT development)
