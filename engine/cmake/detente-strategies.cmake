# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT

# detente_add_strategy(NAME FILE.cpp): builds a strategy file as the loadable module NAME.so, for
# `detente run --module NAME.so`.
function(detente_add_strategy name file)
  add_library(${name} MODULE ${file})
  set_target_properties(${name} PROPERTIES PREFIX "" CXX_EXTENSIONS OFF)
  target_compile_options(${name} PRIVATE -ffp-contract=off)
  target_link_libraries(${name} PRIVATE detente::sdk)
endfunction()
