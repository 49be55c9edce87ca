// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <detente/strategy/registry.hpp>

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

}  // namespace detente::cli
