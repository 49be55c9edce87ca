// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "numerics/wide_number.hpp"

namespace detente {

/// A Markov chain whose states lead to, and are reached from, states of near numbers alone.
struct BandedChain {
  /// By state: the least state that it touches, in either direction; itself for state 0. Never falls.
  std::vector<std::size_t> lowest;
  /// Calls `add(to, rate)` for every other state that `state` leads to, with a rate above 0. The same state may be
  /// named several times.
  using Add = std::function<void(std::size_t to, const WideNumber& rate)>;
  std::function<void(std::size_t state, const Add& add)> rates;

  std::size_t size() const { return lowest.size(); }
};

/// Shares of time in each state by the elimination of Grassmann, Taksar & Heyman (1985), which keeps what lies near the
/// diagonal: nothing is subtracted. In doubles where no number that counts under- or overflows, else in `WideNumber`s.
/// Throws `Error` when some states never come to the first, and `GivenUp`.
std::vector<WideNumber> stationary_shares(const BandedChain& chain, const std::function<bool()>& give_up = {});

}  // namespace detente
