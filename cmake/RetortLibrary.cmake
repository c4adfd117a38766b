# retort_library(NAME [USES library...] [LAYERS layer...])
#
# libretort-NAME, installed and exported as retort::NAME with a pkg-config file, out of the objects of LAYERS: nothing is
# compiled twice. Without LAYERS it has every layer that no library took before it. Shared, or static where
# BUILD_SHARED_LIBS is off (docs/packages.md says which is for whom).

# Which of the layers' libraries are only headers: objects that are compiled need them no more.
set(retort_header_only nlohmann_json::nlohmann_json CLI11::CLI11)
# What pkg-config calls the others.
set(retort_module_fmt::fmt fmt)
set(retort_module_PkgConfig::xxhash libxxhash)
set(retort_module_PkgConfig::libpq libpq)
set(retort_module_SQLite::SQLite3 sqlite3)
set(retort_module_tomlplusplus::tomlplusplus tomlplusplus)

# The version that the file's name ends in: everything that may change the binary interface changes it.
set(retort_soversion "${PROJECT_VERSION_MAJOR}")
if(PROJECT_VERSION_MAJOR EQUAL 0)
  set(retort_soversion "0.${PROJECT_VERSION_MINOR}")
endif()

function(retort_library name)
  cmake_parse_arguments(arg "" "" "USES;LAYERS" ${ARGN})
  get_property(layers GLOBAL PROPERTY RETORT_LAYERS)
  if(NOT arg_LAYERS)
    set(arg_LAYERS ${layers})
  endif()
  list(REMOVE_ITEM layers ${arg_LAYERS})
  set_property(GLOBAL PROPERTY RETORT_LAYERS "${layers}")

  set(libraries)
  set(objects)
  foreach(layer ${arg_LAYERS})
    get_target_property(private retort_${layer} RETORT_PRIVATE)
    list(APPEND libraries ${private})
    list(APPEND objects $<TARGET_OBJECTS:retort_${layer}>)
  endforeach()
  list(REMOVE_DUPLICATES libraries)
  list(REMOVE_ITEM libraries ${retort_header_only})
  set(modules)
  foreach(library ${libraries})
    if(NOT retort_module_${library})
      message(FATAL_ERROR "cmake/RetortLibrary.cmake does not know what pkg-config calls ${library}")
    endif()
    list(APPEND modules ${retort_module_${library}})
  endforeach()
  set(uses ${arg_USES})
  list(TRANSFORM uses PREPEND "retort-")

  set(target retort-${name})
  add_library(${target} ${objects})
  add_library(retort::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} LINKER_LANGUAGE CXX VERSION ${PROJECT_VERSION}
                        SOVERSION ${retort_soversion} RETORT_MODULES "${modules}")
  target_compile_features(${target} INTERFACE cxx_std_20)
  target_include_directories(${target} INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                             $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${target} PUBLIC ${uses} PRIVATE $<BUILD_INTERFACE:retort_compiler>)
  if(BUILD_SHARED_LIBS)
    # Programs that link a shared library need none of the libraries that it is made with.
    foreach(library ${libraries})
      target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:${library}>)
    endforeach()
    set(exports "${PROJECT_SOURCE_DIR}/cmake/exports.map")
    target_link_options(${target} PRIVATE "LINKER:--version-script=${exports}")
    if(NOT RETORT_SANITIZE)  # whose run-time library is the program's
      target_link_options(${target} PRIVATE LINKER:--no-undefined)
    endif()
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${exports}")
  else()
    target_link_libraries(${target} PRIVATE ${libraries})
  endif()
  retort_install_library(${name} "${arg_USES}" "${modules}")
endfunction()

# The library, its exported target and its pkg-config file.
function(retort_install_library name uses modules)
  set(package "${CMAKE_INSTALL_LIBDIR}/cmake/retort")
  install(TARGETS retort-${name} EXPORT retort-${name}
          LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT libretort NAMELINK_COMPONENT libretort-dev
          ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT libretort-dev)
  install(EXPORT retort-${name} NAMESPACE retort:: FILE retort-${name}.cmake DESTINATION "${package}"
          COMPONENT libretort-dev)

  list(TRANSFORM uses PREPEND "retort-")
  set(requires ${uses})
  if(NOT BUILD_SHARED_LIBS)
    list(APPEND requires ${modules})
  endif()
  list(JOIN requires " " requires)
  file(RELATIVE_PATH up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
  string(REGEX REPLACE "/$" "" up "${up}")
  set(libraries "-L\${libdir} -lretort-${name}")
  if(NOT BUILD_SHARED_LIBS)
    string(APPEND libraries " -lstdc++")
  endif()
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/retort-${name}.pc" @ONLY CONTENT [[
prefix=${pcfiledir}/@up@
libdir=${prefix}/@CMAKE_INSTALL_LIBDIR@
includedir=${prefix}/@CMAKE_INSTALL_INCLUDEDIR@

Name: retort-@name@
Description: @PROJECT_DESCRIPTION@ (@name@)
Version: @PROJECT_VERSION@
Requires: @requires@
Libs: @libraries@
Cflags: -I${includedir}
]])
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/retort-${name}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
          COMPONENT libretort-dev)
endfunction()
