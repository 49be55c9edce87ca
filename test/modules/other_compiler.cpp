// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What a module of another compiler says of itself; its unit must never run.
#include <cstdlib>

#include <detente/strategy.hpp>

extern "C" __attribute__((visibility("default"))) const detente::ModuleAbi detente_abi;
extern "C" const detente::ModuleAbi detente_abi{.compiler = "another compiler 1.0"};
extern "C" __attribute__((visibility("default"))) void detente_unit(detente::Catalogue&);
extern "C" void detente_unit(detente::Catalogue&) {
  std::abort();
}
