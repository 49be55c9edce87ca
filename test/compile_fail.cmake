# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
cmake_minimum_required(VERSION 3.25)

file(READ ${file} text)
if(NOT text MATCHES "^// expect: ([^\n]+)\n")
  message(FATAL_ERROR "${file}: the first line must be '// expect: SENTENCE'")
endif()
set(expected "${CMAKE_MATCH_1}")
set(command ${compiler} -std=c++20 -fsyntax-only -Wall -Wextra -I ${include})

execute_process(COMMAND ${command} -Werror ${file} RESULT_VARIABLE status ERROR_VARIABLE said)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${file} must compile without its fault:\n${said}")
endif()

execute_process(COMMAND ${command} -DBREAK ${file} RESULT_VARIABLE status ERROR_VARIABLE said)
if(status EQUAL 0)
  message(FATAL_ERROR "${file} must not compile with its fault in")
endif()
string(FIND "${said}" "${expected}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "${file}: the compiler must say\n  ${expected}\nbut says\n${said}")
endif()
# One fault is one sentence: nothing else may fail beside it.
string(REGEX MATCHALL "error: " errors "${said}")
list(LENGTH errors count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "${file}: one error was expected beside \n  ${expected}\nbut there are ${count}:\n${said}")
endif()
