# cpack -G DEB: libretort (the shared libraries), libretort-dev (headers, CMake and pkg-config files) and retort (the
# program). What each depends on is read from its files by dpkg-shlibdeps.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME retort)
set(CPACK_PACKAGE_CONTACT "The Retort maintainers <maintainers@retort.invalid>")
set(CPACK_PACKAGE_VENDOR "Retort")
# The default: with any other, that line would be the first of every description, in place of the ones below.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${CMAKE_PROJECT_NAME} built using CMake")
set(CPACK_PACKAGING_INSTALL_PREFIX "/usr")
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL libretort libretort-dev retort)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY "=")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/src")

set(version "${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
set(CPACK_DEBIAN_LIBRETORT_PACKAGE_NAME libretort)
set(CPACK_DEBIAN_LIBRETORT_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRETORT_PACKAGE_SHLIBDEPS ON)
file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/triggers" "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_LIBRETORT_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_BINARY_DIR}/triggers")
set(CPACK_COMPONENT_LIBRETORT_DESCRIPTION "database migrations, libraries
Retort keeps a database's schema in step with the models that describe it.

The libraries that a program needs to migrate its own SQLite and PostgreSQL
databases.")
set(CPACK_DEBIAN_LIBRETORT-DEV_PACKAGE_NAME libretort-dev)
set(CPACK_DEBIAN_LIBRETORT-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRETORT-DEV_PACKAGE_DEPENDS "libretort (= ${version})")
set(CPACK_COMPONENT_LIBRETORT-DEV_DESCRIPTION "database migrations, headers
Retort keeps a database's schema in step with the models that describe it.

The headers, and what CMake and pkg-config find the libraries by.")
set(CPACK_DEBIAN_RETORT_PACKAGE_NAME retort)
set(CPACK_DEBIAN_RETORT_PACKAGE_SECTION database)
set(CPACK_DEBIAN_RETORT_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RETORT_PACKAGE_DEPENDS "libretort (= ${version})")
set(CPACK_COMPONENT_RETORT_DESCRIPTION "database migrations, the program
Retort keeps a database's schema in step with the models that describe it: it
writes the migrations, proves them on a scratch database, and applies them.")
include(CPack)
