# Tests that need PostgreSQL servers: tests/support/postgresql.sh starts one of each version for a run of ctest, and ends
# it afterwards. Where a version is not installed they are skipped; in CI they fail.
set(retort_postgresql "${CMAKE_CURRENT_SOURCE_DIR}/support/postgresql.sh")
set(retort_postgresql_servers "${CMAKE_CURRENT_BINARY_DIR}/postgresql")
set(retort_postgresql_versions 15 18)

foreach(version ${retort_postgresql_versions})
  add_test(NAME postgresql.start.${version} COMMAND "${retort_postgresql}" start ${version} "${retort_postgresql_servers}")
  add_test(NAME postgresql.stop.${version} COMMAND "${retort_postgresql}" stop ${version} "${retort_postgresql_servers}")
  set_tests_properties(postgresql.start.${version} PROPERTIES FIXTURES_SETUP postgresql_${version}
                       SKIP_RETURN_CODE 77 TIMEOUT 120)
  set_tests_properties(postgresql.stop.${version} PROPERTIES FIXTURES_CLEANUP postgresql_${version})
endforeach()

# retort_postgresql_test(NAME COMMAND... [VERSIONS 15 18]): COMMAND has the servers' URLs in its environment.
function(retort_postgresql_test name)
  cmake_parse_arguments(arg "" "" "COMMAND;VERSIONS" ${ARGN})
  if(NOT arg_VERSIONS)
    set(arg_VERSIONS ${retort_postgresql_versions})
  endif()
  add_test(NAME ${name} COMMAND "${retort_postgresql}" with "${retort_postgresql_servers}" ${arg_VERSIONS} -- ${arg_COMMAND})
  list(TRANSFORM arg_VERSIONS PREPEND postgresql_ OUTPUT_VARIABLE fixtures)
  set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED "${fixtures}" SKIP_RETURN_CODE 77)
endfunction()

add_test(NAME postgresql.self_test COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/support/postgresql_self_test.sh")
set_tests_properties(postgresql.self_test PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)

# Databases of their own on those servers, for GoogleTest programs.
add_library(retort_test_postgresql STATIC support/postgresql_database.cpp)
target_include_directories(retort_test_postgresql PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
target_link_libraries(retort_test_postgresql PUBLIC PkgConfig::libpq GTest::gtest PRIVATE fmt::fmt retort_compiler)
add_executable(postgresql_database_test support/postgresql_database_test.cpp)
target_link_libraries(postgresql_database_test PRIVATE retort_test_postgresql GTest::gtest_main fmt::fmt retort_compiler)
retort_postgresql_test(postgresql.database COMMAND $<TARGET_FILE:postgresql_database_test>)
