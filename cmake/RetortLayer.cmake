# retort_layer(NAME [FOLDER sub/folder] [HEADERS public...] [USES layer...] [PRIVATE library...])
#
# One folder of src/ as one target, `retort_NAME`, that links only what it may use. HEADERS are the files of
# include/retort/ that it implements, without ".hpp". tests/layers.sh reads the lines here and holds every #include
# against them.
function(retort_layer name)
  cmake_parse_arguments(arg "" "FOLDER" "HEADERS;USES;PRIVATE" ${ARGN})
  if(NOT arg_FOLDER)
    set(arg_FOLDER "${name}")
  endif()
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${arg_FOLDER}/*.cpp")
  list(TRANSFORM arg_USES PREPEND "retort_")
  if(sources)
    add_library(retort_${name} STATIC ${sources})
    target_link_libraries(retort_${name} PUBLIC ${arg_USES} PRIVATE retort_compiler ${arg_PRIVATE})
    target_include_directories(retort_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}/include")
  else()
    add_library(retort_${name} INTERFACE)
    target_link_libraries(retort_${name} INTERFACE ${arg_USES})
    target_include_directories(retort_${name} INTERFACE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}/include")
  endif()
endfunction()
