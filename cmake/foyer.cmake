# What every target of Foyer shares: language level, warnings, ccache, mold, sanitizers.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # With precompiled headers it keeps nothing unless it may take what they hold for what it was. What a file includes
  # the compiler says (CCACHE_DEPEND); else each file that is new would be preprocessed once more.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

# Up to 1 GiB (a value in KiB) GCC collects no garbage of its own: an eighth less work for what includes much.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  add_compile_options(--param=ggc-min-heapsize=1048576)
endif()

set(FOYER_SANITIZE "" CACHE STRING "Sanitizers for all targets, such as address,undefined or thread")
if(FOYER_SANITIZE)
  add_compile_options(-fsanitize=${FOYER_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${FOYER_SANITIZE})
endif()

# foyer_options(TARGET): warnings and the include root.
function(foyer_options target)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wno-missing-field-initializers)
  # Where the files of a folder are joined, a state behind a pointer seems to be in a header.
  if(CMAKE_UNITY_BUILD)
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
endfunction()

# foyer_library(NAME SOURCES files... LINK targets...): the target of one folder.
function(foyer_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_LINK})
  foyer_options(${name})
endfunction()

# What tests and their prelude are compiled with. Not optimised: a third less work for the compiler, and what they call is.
set(FOYER_TEST_OPTIONS -fPIC -pthread -O0)

# foyer_test(NAME SOURCES files... LINK targets...): one GoogleTest program, one suite.
function(foyer_test name)
  if(NOT FOYER_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE FOYER_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  foyer_options(${name})
  # As for the prelude; Qt asks for -fPIC in any case.
  target_compile_options(${name} PRIVATE ${FOYER_TEST_OPTIONS})
  target_precompile_headers(${name} REUSE_FROM foyer_test_prelude)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 300)
endfunction()
