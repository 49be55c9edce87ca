// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/exact/chain.hpp>

#include "exact/joint.hpp"

namespace detente {

std::optional<Chain> join(const Rules& rules, const Seated& row, const Seated& column, std::size_t limit,
                          const GiveUp& give_up) {
  Joint joint(rules, row, column, false);
  return told(joint, row, column, [&]() -> std::optional<Chain> {
    if (!joint.sit()) return std::nullopt;
    joint.begin(rules.crisis);
    if (!joint.walk(limit, give_up)) return std::nullopt;
    return joint.take();
  });
}

}  // namespace detente
