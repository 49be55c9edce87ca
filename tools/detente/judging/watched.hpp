// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <detente/strategy/registry.hpp>
#include <detente/systems/alignments.hpp>

#include "judging/moment.hpp"

namespace detente::cli {

/// How a strategy is watched.
struct Watch {
  Moment& moment;                        ///< where each call is noted
  std::optional<unsigned char> filling;  ///< what the stack below a call is filled with: what a variable without a
                                         ///< value then holds
};

/// The same strategy, whose calls are noted. `watch` must outlive it.
Strategy watched(const Strategy& strategy, const Watch& watch);
/// The same alignment, likewise.
Alignment watched(const Alignment& alignment, const Watch& watch);

/// Notes a call as long as it lives, and for ever if it is left by an exception.
class Visit {
 public:
  Visit(Moment& moment, Asked asked, std::int32_t round = 0);
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

 private:
  Moment& moment_;
  int exceptions_;
};

/// Leaves a byte all over the stack that the next call will use.
void fill_stack(unsigned char byte);

/// Asks something of a strategy or an alignment, and notes it.
template <class Act>
decltype(auto) ask(const Watch& watch, Asked asked, std::int32_t round, Act act) {
  const Visit visit(watch.moment, asked, round);
  if (watch.filling) fill_stack(*watch.filling);
  return act();
}

}  // namespace detente::cli
