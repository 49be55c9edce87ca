// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "numerics/ordered_sums.hpp"
#include "numerics/wide_number.hpp"

namespace detente {

/// A Markov chain taken apart state by state, as `Elimination` does, with an exponent for each number: rates of
/// e^−15000 beside rates of 1 lose no digit. Each state may also leave the chain by one of several exits, and each has
/// a cost that is paid once whenever it is entered: 1 step, for instance, or 1 / rate.
class ScaledElimination {
 public:
  /// A chain of so many states whose rates are all 0, with so many exits and costs.
  ScaledElimination(std::size_t states, std::size_t exits = 0, std::size_t costs = 0);

  /// The rate from a state to another; what is on the diagonal is not read.
  void set_rate(std::size_t from, std::size_t to, const WideNumber& rate) { set(from, to, rate); }
  void set_exit(std::size_t from, std::size_t exit, const WideNumber& rate) { set(from, states_ + exit, rate); }
  /// What the state costs per unit of rate at which it is left: a mean time has cost 1, since a state that is left at
  /// rate s lasts 1 / s.
  void set_cost(std::size_t state, std::size_t cost, const WideNumber& value) {
    set(state, states_ + exits_ + cost, value);
  }

  /// Eliminates all states but the first. Each must be able to leave for earlier ones or an exit, or be one that no
  /// state reaches in the meantime.
  /// `is_plain`: without wide registers, where there are some; the result is the same to the last bit.
  void eliminate(bool is_plain = false);

  /// After `eliminate`, of a chain without exits in which every state reaches the first: ln of the share of time in
  /// each.
  std::vector<double> ln_stationary() const;
  /// After `eliminate`: by state, the chance to leave by an exit (from any state one exit is reached).
  std::vector<WideNumber> exit_chances(std::size_t exit) const { return back_substituted(states_ + exit); }
  /// After `eliminate`: by state, the expected sum of a cost until an exit.
  std::vector<WideNumber> total_costs(std::size_t cost) const { return back_substituted(states_ + exits_ + cost); }

 private:
  void set(std::size_t row, std::size_t column, const WideNumber& value);
  WideNumber at(std::size_t row, std::size_t column) const;
  /// What a state is left at for states before `states`, or for an exit.
  WideNumber leaving(std::size_t state, std::size_t states) const;
  std::vector<WideNumber> back_substituted(std::size_t column) const;

  std::size_t states_;
  std::size_t exits_;
  std::size_t width_;  // of a row, a multiple of four
  std::vector<double> mantissas_;
  std::vector<std::int64_t> exponents_;
};

}  // namespace detente
