# What `cmake --install` and the packages hold beside the libraries: headers, the program with its completions, CMake
# files, documents. Three components, one a Debian package: libretort, libretort-dev, retort.
include(CMakePackageConfigHelpers)

get_property(headers GLOBAL PROPERTY RETORT_HEADERS)
foreach(header ${headers})
  cmake_path(RELATIVE_PATH header BASE_DIRECTORY "${PROJECT_SOURCE_DIR}/include" OUTPUT_VARIABLE folder)
  cmake_path(GET folder PARENT_PATH folder)
  install(FILES "${header}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/${folder}" COMPONENT libretort-dev)
endforeach()

# A program that links static libraries needs what they are made with; one that links shared ones needs nothing.
set(retort_dependencies "")
if(NOT BUILD_SHARED_LIBS)
  set(retort_dependencies [[
    include(CMakeFindDependencyMacro)
    if(_retort_component STREQUAL "core")
      find_dependency(fmt)
      find_dependency(tomlplusplus)
      find_dependency(PkgConfig)
      pkg_check_modules(xxhash REQUIRED QUIET IMPORTED_TARGET libxxhash)
    elseif(_retort_component STREQUAL "sqlite")
      find_dependency(SQLite3)
    elseif(_retort_component STREQUAL "postgresql")
      pkg_check_modules(libpq REQUIRED QUIET IMPORTED_TARGET libpq)
    endif()]])
endif()
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/retort")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/retortConfig.cmake.in" "${CMAKE_CURRENT_BINARY_DIR}/retortConfig.cmake"
                              INSTALL_DESTINATION "${package}" NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 each minor version may change the interface.
set(compatibility SameMajorVersion)
if(PROJECT_VERSION_MAJOR EQUAL 0)
  set(compatibility SameMinorVersion)
endif()
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/retortConfigVersion.cmake" COMPATIBILITY ${compatibility})
file(GLOB modules CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/cmake/RetortRevisions*.cmake" "${PROJECT_SOURCE_DIR}/cmake/RetortMigrate*.cmake")
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/retortConfig.cmake" "${CMAKE_CURRENT_BINARY_DIR}/retortConfigVersion.cmake" ${modules}
        DESTINATION "${package}" COMPONENT libretort-dev)

# The program as it is installed, with the shared libraries. The one that the tests run, src/retort, links the layers.
add_executable(retort-program $<TARGET_OBJECTS:retort_main>)
set_target_properties(retort-program PROPERTIES OUTPUT_NAME retort LINKER_LANGUAGE CXX
                      RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/bin")
target_link_libraries(retort-program PRIVATE retort-cli retort-sqlite retort-postgresql retort_compiler)
install(TARGETS retort-program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT retort)
# Below /usr and /usr/local the loader finds the libraries by itself; elsewhere they lie beside the program.
if(NOT CMAKE_INSTALL_PREFIX MATCHES "^/usr$")
  file(RELATIVE_PATH up "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
  set_target_properties(retort-program PROPERTIES INSTALL_RPATH "$ORIGIN/${up}")
  set_target_properties(retort-core retort-sqlite retort-postgresql retort-cli PROPERTIES INSTALL_RPATH "$ORIGIN")
endif()

set(completions "${CMAKE_CURRENT_BINARY_DIR}/completions")
add_custom_command(OUTPUT "${completions}/retort" "${completions}/_retort" "${completions}/retort.fish" "${completions}/retort.1.gz"
  COMMAND ${CMAKE_COMMAND} -E make_directory "${completions}"
  COMMAND retort-program completion bash > "${completions}/retort"
  COMMAND retort-program completion zsh > "${completions}/_retort"
  COMMAND retort-program completion fish > "${completions}/retort.fish"
  COMMAND retort-program help --man > "${completions}/retort.1"
  COMMAND gzip -9nf "${completions}/retort.1"
  DEPENDS retort-program VERBATIM)
add_custom_target(retort-completions ALL DEPENDS "${completions}/retort")
install(FILES "${completions}/retort" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT retort)
install(FILES "${completions}/_retort" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" COMPONENT retort)
install(FILES "${completions}/retort.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT retort)
install(FILES "${completions}/retort.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT retort)

file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/*.md")
install(FILES ${pages} "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/retort" COMPONENT retort)

# As Debian's packages have them: what changed, and where it may be copied.
set(changes "${CMAKE_CURRENT_BINARY_DIR}/changelog")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/CHANGELOG.md")
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(CONFIGURE OUTPUT "${changes}.Debian" CONTENT "retort (${PROJECT_VERSION}-1) unstable; urgency=medium

  * See changelog.gz.

 -- The Retort maintainers <maintainers@retort.invalid>  ${date}
")
configure_file("${PROJECT_SOURCE_DIR}/CHANGELOG.md" "${changes}" COPYONLY)
execute_process(COMMAND gzip -9nfk "${changes}" "${changes}.Debian" COMMAND_ERROR_IS_FATAL ANY)
foreach(component libretort libretort-dev retort)
  set(folder "${CMAKE_INSTALL_DATADIR}/doc/${component}")
  install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${folder}" RENAME copyright COMPONENT ${component})
  install(FILES "${changes}.gz" "${changes}.Debian.gz" DESTINATION "${folder}" COMPONENT ${component})
endforeach()
include(RetortPackages)
