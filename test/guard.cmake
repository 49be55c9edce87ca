# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${tests} --gtest_list_tests OUTPUT_VARIABLE list COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\n  [^ \n]" found "${list}")
list(LENGTH found count)
message(STATUS "${count} tests, ${faults} compile-fail pairs")
if(count LESS least_tests)
  message(FATAL_ERROR "there are ${count} tests; at least ${least_tests} are expected")
endif()
if(faults LESS least_faults)
  message(FATAL_ERROR "there are ${faults} compile-fail pairs; at least ${least_faults} are expected")
endif()
