// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <detente/hand/hand.hpp>

namespace detente {

/// Natural logarithm of the probability that a strategy in the seat `column` shows what the seat `row` learnt, given
/// what `row` did: 0 where it cannot have played otherwise, −∞ where it cannot have played so. It is summed over what
/// stays hidden: the other's dice, trembles, misperceptions and signals that arrived as another kind. Of more than 256
/// memories that the other may be in, the least probable are left out. Absent for a strategy whose memories cannot be
/// enumerated. Throws `StrategyFailure`.
std::optional<double> log_likelihood(const Rules& rules, const Side& row, const Side& column,
                                     const std::vector<HandRound>& learnt);

}  // namespace detente
