// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/briefing.hpp>

/// When it pays to be seen without error.
namespace detente {

/// Rounds that an answer to a misread restraint takes: the other's hostility, and the answer to that.
inline constexpr double kRoundsOfRetaliation = 2;

/// What a state expects to lose in a round of restraint because it may be misread: the chance that restraint is taken
/// for hostility, times two rounds at P in place of R. It is told only how it misreads the other, and takes the other
/// to misread it as often.
inline double loss_from_being_misread(const Briefing& briefing) {
  const Payoffs& own = briefing.payoffs;
  return briefing.misperception.up[0] * kRoundsOfRetaliation * (own.reward() - own.punishment());
}

/// Whether restraint is cheaper to show than to have misread. Never where nothing is misread.
inline bool is_worth_opening(const Briefing& briefing) {
  return briefing.open_cost < loss_from_being_misread(briefing);
}

}  // namespace detente
