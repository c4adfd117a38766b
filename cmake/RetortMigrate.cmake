# retort_add_migrate_tool(NAME SOURCES file... CONFIG retort.toml [DRIVERS sqlite...] [LIBRARIES library...] [WATCH file...])
#
# A program that is the whole command line with the project's models linked in:
#
#   retort_add_migrate_tool(migrate SOURCES db/migrate.cpp CONFIG retort.toml)
#
# is build/migrate. SOURCES define main() and include "migrate_build.hpp", whose `retort::cli::Build migrate_build()` goes
# into retort::cli::Program: with it the program finds CONFIG from any folder, and warns when what it was built from is no
# longer what stands there. It was built from SOURCES, what they include below the project's folder, and WATCH.
# DRIVERS are those that find_package found where none are named.
#
# This same file is the script that writes the list of these files, with the SHA-256 of each, whenever one has changed.

function(retort_add_migrate_tool name)
  cmake_parse_arguments(arg "" "CONFIG" "SOURCES;DRIVERS;LIBRARIES;WATCH" ${ARGN})
  if(NOT arg_SOURCES OR NOT arg_CONFIG OR arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "retort_add_migrate_tool(NAME SOURCES file... CONFIG retort.toml [DRIVERS sqlite...] "
                        "[LIBRARIES library...] [WATCH file...])")
  endif()
  if(NOT name MATCHES "^[A-Za-z_][A-Za-z0-9_]*$")
    message(FATAL_ERROR "retort_add_migrate_tool: '${name}' can't begin the name of a function, ${name}_build()")
  endif()
  foreach(list SOURCES WATCH CONFIG)
    set(files "")
    foreach(file ${arg_${list}})
      get_filename_component(file "${file}" ABSOLUTE)
      if(NOT EXISTS "${file}")
        message(FATAL_ERROR "retort_add_migrate_tool(${name}): there is no ${file}, which ${list} names")
      endif()
      list(APPEND files "${file}")
    endforeach()
    set(${list} "${files}")
  endforeach()
  # CMake 3.25 writes rules for make that name no file then.
  if(CMAKE_GENERATOR MATCHES "Makefiles" AND CMAKE_CURRENT_BINARY_DIR MATCHES " ")
    message(FATAL_ERROR "retort_add_migrate_tool(${name}): make can't build in ${CMAKE_CURRENT_BINARY_DIR}, which has a blank "
                        "in its name; use another folder, or cmake -G Ninja")
  endif()
  if(NOT arg_DRIVERS)
    foreach(driver sqlite postgresql)
      if(TARGET retort::${driver})
        list(APPEND arg_DRIVERS ${driver})
      endif()
    endforeach()
  endif()
  if(NOT arg_DRIVERS)
    message(FATAL_ERROR "retort_add_migrate_tool(${name}): no driver was found; ask for one, as in "
                        "find_package(retort COMPONENTS cli sqlite)")
  endif()
  foreach(component cli ${arg_DRIVERS})
    if(NOT TARGET retort::${component})
      message(FATAL_ERROR "retort_add_migrate_tool(${name}): retort::${component} was not found; ask for it, as in "
                          "find_package(retort COMPONENTS cli ${arg_DRIVERS})")
    endif()
  endforeach()

  set(out "${CMAKE_CURRENT_BINARY_DIR}/retort/${name}")
  add_executable(${name} ${SOURCES} "${out}/${name}_build.cpp")
  list(TRANSFORM arg_DRIVERS PREPEND retort::)
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} retort::cli ${arg_DRIVERS})
  target_include_directories(${name} PRIVATE "${out}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
  file(CONFIGURE OUTPUT "${out}/${name}_build.hpp" @ONLY CONTENT [[
// Written by retort_add_migrate_tool.
#pragma once

#include <retort/cli.hpp>

/// What @name@ was built from.
retort::cli::Build @name@_build();
]])
  # What a list holds goes to the script a line each: lists in lists would fall apart.
  file(GENERATE OUTPUT "${out}/${name}_build.includes" CONTENT "$<JOIN:$<TARGET_PROPERTY:${name},INCLUDE_DIRECTORIES>,\n>\n")
  file(GENERATE OUTPUT "${out}/${name}_build.definitions" CONTENT "$<JOIN:$<TARGET_PROPERTY:${name},COMPILE_DEFINITIONS>,\n>\n")
  list(JOIN SOURCES "\n" sources)
  list(JOIN WATCH "\n" watch)
  file(CONFIGURE OUTPUT "${out}/${name}_build.sources" @ONLY CONTENT "@sources@\n")
  file(CONFIGURE OUTPUT "${out}/${name}_build.watch" @ONLY CONTENT "@watch@\n")
  separate_arguments(flags NATIVE_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX20_STANDARD_COMPILE_OPTION}")
  add_custom_command(
    OUTPUT "${out}/${name}_build.cpp"
    COMMAND "${CMAKE_COMMAND}" "-DNAME=${name}" "-DOUT=${out}/${name}_build" "-DCONFIG=${CONFIG}"
            "-DROOT=${CMAKE_SOURCE_DIR}" "-DBUILD=${CMAKE_BINARY_DIR}" "-DCOMPILER=${CMAKE_CXX_COMPILER}" "-DFLAGS=${flags}"
            -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    DEPENDS ${SOURCES} ${WATCH} "${out}/${name}_build.includes" "${out}/${name}_build.definitions"
            "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    DEPFILE "${out}/${name}_build.d"
    COMMENT "Noting what ${name} is built from"
    VERBATIM)
endfunction()

# What a source includes, as the compiler itself sees it; the source alone where that can't be compiled, which is the
# compiler's to say.
function(_retort_inputs source result)
  file(STRINGS "${OUT}.includes" includes)
  file(STRINGS "${OUT}.definitions" definitions)
  list(TRANSFORM includes PREPEND -I)
  list(TRANSFORM definitions PREPEND -D)
  execute_process(COMMAND "${COMPILER}" ${FLAGS} ${definitions} ${includes} -MM -MT inputs "${source}"
                  OUTPUT_VARIABLE rule ERROR_QUIET RESULT_VARIABLE failed)
  if(failed)
    set(${result} "${source}" PARENT_SCOPE)
    return()
  endif()
  string(REGEX REPLACE "^inputs:" "" rule "${rule}")
  string(REGEX REPLACE "\\\\\n" " " rule "${rule}")
  string(REPLACE "\\ " "\t" rule "${rule}")
  string(REGEX MATCHALL "[^ \n]+" files "${rule}")
  list(TRANSFORM files REPLACE "\t" " ")
  set(${result} "${files}" PARENT_SCOPE)
endfunction()

function(_retort_write_build)
  file(STRINGS "${OUT}.sources" sources)
  file(STRINGS "${OUT}.watch" files)
  foreach(source ${sources})
    _retort_inputs("${source}" inputs)
    foreach(file ${inputs})
      get_filename_component(file "${file}" REALPATH)
      string(FIND "${file}" "${ROOT}/" below)
      string(FIND "${file}" "${BUILD}/" generated)
      if(below EQUAL 0 AND NOT generated EQUAL 0)
        list(APPEND files "${file}")
      endif()
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES files)
  list(SORT files)
  set(entries "")
  set(needs "")
  foreach(file ${files})
    file(SHA256 "${file}" hash)
    string(APPEND entries "          {R\"retort(${file})retort\", \"${hash}\"},\n")
    string(REPLACE " " "\\ " file "${file}")
    string(APPEND needs " ${file}")
  endforeach()
  file(WRITE "${OUT}.cpp" "// Written by retort_add_migrate_tool.\n#include \"${NAME}_build.hpp\"\n\n"
       "retort::cli::Build ${NAME}_build() {\n  return {\n      .config = R\"retort(${CONFIG})retort\",\n"
       "      .command = R\"retort(cmake --build ${BUILD})retort\",\n      .sources = {\n${entries}      },\n  };\n}\n")
  string(REPLACE " " "\\ " target "${OUT}.cpp")
  file(WRITE "${OUT}.d" "${target}:${needs}\n")
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  _retort_write_build()
endif()
