# Run by cpack between installing a component and packing it: what Debian's policy asks of a package.
set(changelog "${CPACK_TEMPORARY_DIRECTORY}/changelog")
execute_process(
  COMMAND sh "${CPACK_AICOST_SOURCE_DIR}/cmake/debian/changelog" "${CPACK_AICOST_SOURCE_DIR}/CHANGELOG.md"
    "${CPACK_PACKAGE_VERSION}" "${CPACK_PACKAGE_CONTACT}"
  OUTPUT_FILE "${changelog}" COMMAND_ERROR_IS_FATAL ANY)

file(GLOB doc_dirs "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/usr/share/doc/*")
foreach(dir IN LISTS doc_dirs)
  file(COPY "${changelog}" DESTINATION "${dir}" FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endforeach()

file(GLOB pages "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/usr/share/man/man1/*.1")
foreach(page IN LISTS pages doc_dirs)
  if(IS_DIRECTORY "${page}")
    set(page "${page}/changelog")
  endif()
  execute_process(COMMAND gzip -9nf "${page}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()

file(GLOB code "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/usr/lib/*/*.a" "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/usr/bin/*")
execute_process(COMMAND strip --strip-debug --enable-deterministic-archives
  --remove-section=.comment --remove-section=.note ${code} COMMAND_ERROR_IS_FATAL ANY)

# whatever the umask of who packs
execute_process(COMMAND find "${CPACK_TEMPORARY_INSTALL_DIRECTORY}" -type d -exec chmod 0755 {} +
  COMMAND_ERROR_IS_FATAL ANY)
