# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# Installs the build, moves the installation, and uses it from a project of its own, as a user would.
cmake_minimum_required(VERSION 3.25)

set(place ${build}/consumer)
set(prefix ${place}/moved)
file(REMOVE_RECURSE ${place})
function(run)
  execute_process(COMMAND ${ARGV} OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}: ${status}\n${said}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} --install ${build} --prefix ${place}/installed)
file(RENAME ${place}/installed ${prefix})
run(${CMAKE_COMMAND} -S ${source} -B ${place}/build -G ${generator} -D CMAKE_BUILD_TYPE=Release
    -D CMAKE_CXX_COMPILER=${compiler} -D CMAKE_CXX_FLAGS=${flags} -D CMAKE_PREFIX_PATH=${prefix})
run(${CMAKE_COMMAND} --build ${place}/build)
run(${place}/build/consumer ${place}/build/always_answers.so)
if(NOT said MATCHES "tit-for-tat beats or equals always-answers")
  message(FATAL_ERROR "the consumer says:\n${said}")
endif()
# The moved command plays the module too, and finds its own headers to check a source.
run(${prefix}/bin/detente run --module ${place}/build/always_answers.so --strategies always-answers,tft
    --repetitions 10)
run(${prefix}/bin/detente check ${source}/always_answers.cpp)
message(STATUS "installed, moved, found, built and run")
