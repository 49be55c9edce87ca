// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/play/round_robin.hpp>

namespace detente {

/// Whether a state ever slips or misreads.
bool errs(const Side& side);
/// Whether a strategy's choices or its memory depend on dice.
bool throws_dice(const Side& side);

/// Whether chance cannot change what a pair scores per round, as far as that can be known: nothing errs and nobody
/// throws dice, or its joint memories, where they are few, leave nothing open. Then equal matches say all.
bool is_certain(const Design& design, const Meeting& meeting);

}  // namespace detente
