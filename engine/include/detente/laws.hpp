// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/roster.hpp>

/// The laws that every strategy must obey, tried on play.
namespace detente {

/// A law that every strategy must obey.
struct Law {
  std::string name;      ///< snake_case, as the tests are named
  std::string sentence;  ///< in plain words
};

/// All laws, in the order in which they are tried.
const std::vector<Law>& laws();

/// How a strategy breaks a law: empty when it obeys, else a sentence with the evidence.
std::string breach(const Strategy& strategy, const Law& law);

}  // namespace detente
