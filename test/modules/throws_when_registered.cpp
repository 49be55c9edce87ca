// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Throws when its strategies are registered.
#include <stdexcept>

#include <detente/strategy.hpp>

using namespace detente;

DETENTE_STRATEGIES(catalogue) {
  static_cast<void>(catalogue);
  throw std::runtime_error("no room at the inn");
}
