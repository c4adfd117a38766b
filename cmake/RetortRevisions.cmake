# retort_embed_revisions(TARGET NAME function [DIRECTORY folder...])
#
# Compiles the revision files of the folders (db/versions) into a target:
#
#   retort_embed_revisions(app NAME app_revisions DIRECTORY db/versions)
#
# gives it `#include "app_revisions.hpp"` with `retort::Revisions app_revisions();` (a name with `::` is a function in that
# namespace; the header bears its last part). A file that is added, changed or removed is seen at the next build. This same
# file is the script that writes the sources then: texts as literals, each with its SHA-256, and no tool but CMake.

function(retort_embed_revisions target)
  cmake_parse_arguments(arg "" "NAME" "DIRECTORY" ${ARGN})
  if(NOT arg_NAME OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "retort_embed_revisions(TARGET NAME function [DIRECTORY folder...])")
  endif()
  if(NOT arg_NAME MATCHES "^[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z_][A-Za-z0-9_]*)*$")
    message(FATAL_ERROR "retort_embed_revisions: '${arg_NAME}' can't be the name of a function")
  endif()
  if(NOT arg_DIRECTORY)
    set(arg_DIRECTORY db/versions)
  endif()
  set(folders "")
  set(patterns "")
  foreach(folder ${arg_DIRECTORY})
    get_filename_component(folder "${folder}" ABSOLUTE)
    if(NOT IS_DIRECTORY "${folder}")
      message(FATAL_ERROR "retort_embed_revisions: there is no folder ${folder}")
    endif()
    list(APPEND folders "${folder}")
    list(APPEND patterns "${folder}/*.sql")
  endforeach()
  file(GLOB files CONFIGURE_DEPENDS ${patterns})
  string(REGEX REPLACE ".*::" "" base "${arg_NAME}")
  set(out "${CMAKE_CURRENT_BINARY_DIR}/retort/${target}")
  # The list of files is an input too: one that is removed changes nothing else.
  file(GENERATE OUTPUT "${out}/${base}.list" CONTENT "$<JOIN:${files},\n>\n")
  add_custom_command(
    OUTPUT "${out}/${base}.cpp" "${out}/${base}.hpp"
    COMMAND "${CMAKE_COMMAND}" "-DLIST=${out}/${base}.list" "-DNAME=${arg_NAME}" "-DOUT=${out}/${base}"
            -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    DEPENDS ${files} "${out}/${base}.list" "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    COMMENT "Embedding the revisions of ${target}"
    VERBATIM)
  target_sources(${target} PRIVATE "${out}/${base}.cpp" "${out}/${base}.hpp")
  target_include_directories(${target} PRIVATE "${out}")
endfunction()

# Some compilers take no literal of more than 16380 bytes, nor more than 65535 in one row: a text is a list of pieces, cut
# at the ends of lines. What a raw literal can't hold (a line longer than that, CR, the end mark itself) is written byte by
# byte.
function(_retort_literals file result)
  set(limit 16000)
  file(READ "${file}" text)
  string(LENGTH "${text}" length)
  file(SIZE "${file}" size)
  string(FIND "${text}" "\r" return)
  string(FIND "${text}" ")retort\"" mark)
  set(pieces "")
  set(fits TRUE)
  if(NOT return EQUAL -1 OR NOT mark EQUAL -1 OR NOT length EQUAL size)
    set(fits FALSE)
  endif()
  set(at 0)
  while(fits AND at LESS length)
    string(SUBSTRING "${text}" ${at} ${limit} piece)
    math(EXPR rest "${length} - ${at}")
    if(rest GREATER limit)
      string(FIND "${piece}" "\n" end REVERSE)
      if(end EQUAL -1)
        set(fits FALSE)
        break()
      endif()
      math(EXPR end "${end} + 1")
      string(SUBSTRING "${piece}" 0 ${end} piece)
    endif()
    string(LENGTH "${piece}" taken)
    math(EXPR at "${at} + ${taken}")
    string(APPEND pieces "            R\"retort(${piece})retort\",\n")
  endwhile()
  if(NOT fits)
    file(READ "${file}" bytes HEX)
    string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
    set(pieces "")
    string(LENGTH "${bytes}" length)
    set(at 0)
    while(at LESS length)
      string(SUBSTRING "${bytes}" ${at} 4000 piece)
      string(APPEND pieces "            std::string_view(\"${piece}\", sizeof(\"${piece}\") - 1),\n")
      math(EXPR at "${at} + 4000")
    endwhile()
  endif()
  set(${result} "${pieces}" PARENT_SCOPE)
endfunction()

function(_retort_write_revisions)
  string(REGEX REPLACE ".*::" "" base "${NAME}")
  set(opening "")
  set(closing "")
  if(NAME MATCHES "^(.*)::[^:]*$")
    set(opening "namespace ${CMAKE_MATCH_1} {\n\n")
    set(closing "\n}  // namespace ${CMAKE_MATCH_1}\n")
  endif()
  file(WRITE "${OUT}.hpp" "// Written by retort_embed_revisions.\n#pragma once\n\n#include <retort/revisions.hpp>\n\n"
       "${opening}/// The revisions that are compiled in.\nretort::Revisions ${base}();\n${closing}")
  file(STRINGS "${LIST}" files)
  # Written whole at the end, and a file at a time until then: appending to one long string is slow.
  set(part "${OUT}.cpp.part")
  file(WRITE "${part}" "// Written by retort_embed_revisions.\n#include \"${base}.hpp\"\n\n#include <string>\n"
       "#include <string_view>\n\nnamespace {\n\n"
       "void add(retort::Revisions& revisions, const char* name, const char* sha256,\n"
       "         std::initializer_list<std::string_view> pieces) {\n  std::string text;\n"
       "  for (const std::string_view piece : pieces) text += piece;\n"
       "  revisions.add(retort::EmbeddedRevision{name, std::move(text), sha256});\n}\n\n}  // namespace\n\n"
       "${opening}retort::Revisions ${base}() {\n  retort::Revisions revisions;\n")
  foreach(file ${files})
    get_filename_component(name "${file}" NAME)
    if(name MATCHES "^\\.")
      continue()
    endif()
    file(SHA256 "${file}" hash)
    _retort_literals("${file}" pieces)
    string(REPLACE "\\" "\\\\" name "${name}")
    string(REPLACE "\"" "\\\"" name "${name}")
    file(APPEND "${part}" "  add(revisions, \"${name}\",\n      \"${hash}\",\n      {\n${pieces}      });\n")
  endforeach()
  file(APPEND "${part}" "  return revisions;\n}\n${closing}")
  file(RENAME "${part}" "${OUT}.cpp")
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  _retort_write_revisions()
endif()
