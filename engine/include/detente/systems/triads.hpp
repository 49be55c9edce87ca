// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Structural balance: whether the friend of a friend is a friend (Cartwright & Harary 1956).
namespace detente {

/// The sign of one front, which two states share in either order.
struct FrontSign {
  std::size_t a = 0;        ///< one state, from 0
  std::size_t b = 0;        ///< the other
  bool is_peaceful = true;  ///< peace is +, hostility is −
};

/// The triads of a system: three states each of which has a front to both others.
struct Triads {
  std::int64_t all = 0;       ///< how many there are
  std::int64_t balanced = 0;  ///< how many have signs whose product is +: no or two hostile fronts

  /// The share of triads that are balanced, 0…1; absent if there is no triad.
  std::optional<double> share() const {
    if (all == 0) return {};
    return static_cast<double>(balanced) / static_cast<double>(all);
  }
};

/// Counts the triads of a system. Takes fronts · states / 16 operations, states² / 4 bytes. Throws `Error` unless each
/// front is between two of the states and occurs once.
Triads triads(std::size_t states, const std::vector<FrontSign>& fronts);

}  // namespace detente
