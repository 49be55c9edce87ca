// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/spirals/recovery.hpp>

#include "exact/joint.hpp"

namespace detente {

/// Who ended the episodes that ended; nobody where none did.
struct Turns {
  std::optional<Proximate> proximate;
};

/// Who ends the episodes of a match that was walked under these rules. Absent where there are more than `limit` watched
/// memories, or when `give_up` said so. Throws `StrategyFailure`.
std::optional<Turns> turns(const Joint& match, const Rules& rules, const Seated& row, const Seated& column,
                           const Peace& peace, std::size_t limit, const GiveUp& give_up);

}  // namespace detente
