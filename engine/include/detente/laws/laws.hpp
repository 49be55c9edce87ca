// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/strategy/registry.hpp>

/// The laws that every strategy must obey, tried on play.
namespace detente {

/// A law that every strategy must obey.
struct Law {
  std::string name;      ///< snake_case, as the tests are named
  std::string sentence;  ///< in plain words
};

/// All laws, in the order in which they are tried: a fault is told best by the first law that it breaks.
const std::vector<Law>& laws();

/// How a strategy breaks a law: empty when it obeys, else a sentence with the round, what it did and what to change.
/// Throws `std::bad_alloc` when the strategy used up the memory.
std::string breach(const Strategy& strategy, const Law& law);

/// What is worth knowing about a strategy that obeys the law, such as what it cannot be used for; mostly empty.
std::string note(const Strategy& strategy, const Law& law);

/// What the strategy does in some matches of the laws, a line for each: the same in every process.
std::vector<std::string> diary(const Strategy& strategy);
/// Where two diaries of a strategy part: "in round 17 of stag-hunt it played C, then D"; empty where they do not.
std::string parting(const std::vector<std::string>& one, const std::vector<std::string>& other);

}  // namespace detente
