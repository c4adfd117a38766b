# retort_layer(NAME [FOLDER sub/folder] [HEADERS public...] [USES layer...] [PRIVATE library...])
#
# One folder of src/ as one target, `retort_NAME`, that links only what it may use. HEADERS are the files of
# include/retort/ that it implements, without ".hpp": they are what is installed. tests/layers.sh reads the lines here and
# holds every #include against them. cmake/RetortLibrary.cmake makes the shared libraries out of the same objects, which is
# why they are position independent.
function(retort_layer name)
  cmake_parse_arguments(arg "" "FOLDER" "HEADERS;USES;PRIVATE" ${ARGN})
  if(NOT arg_FOLDER)
    set(arg_FOLDER "${name}")
  endif()
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${arg_FOLDER}/*.cpp")
  list(TRANSFORM arg_USES PREPEND "retort_")
  if(sources)
    add_library(retort_${name} STATIC ${sources})
    target_link_libraries(retort_${name} PUBLIC ${arg_USES} PRIVATE retort_compiler ${arg_PRIVATE})
    target_include_directories(retort_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/include")
    target_compile_options(retort_${name} PRIVATE -fno-semantic-interposition)
    set_target_properties(retort_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON RETORT_PRIVATE "${arg_PRIVATE}")
    set_property(GLOBAL APPEND PROPERTY RETORT_LAYERS ${name})
  else()
    add_library(retort_${name} INTERFACE)
    target_link_libraries(retort_${name} INTERFACE ${arg_USES})
    target_include_directories(retort_${name} INTERFACE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/include")
  endif()
  list(TRANSFORM arg_HEADERS PREPEND "${PROJECT_SOURCE_DIR}/include/retort/")
  list(TRANSFORM arg_HEADERS APPEND ".hpp")
  set_property(GLOBAL APPEND PROPERTY RETORT_HEADERS ${arg_HEADERS})
endfunction()
