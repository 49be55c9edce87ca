// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include <detente/populations/memory_one.hpp>

/// The chain of four outcomes for one pair or several side by side: `Number` is double or Four.
namespace detente {

/// The outcome as the other sees it.
inline constexpr std::size_t kTurned[4] = {0, 2, 1, 3};
/// The outcome if the other's move is misread.
inline constexpr std::size_t kMisread[4] = {1, 0, 3, 2};

/// The chances to cooperate in the end, with errors of reading and of the hand.
template <typename Number>
[[gnu::always_inline]] inline void add_noise(const Number (&chosen)[4], const MemoryOneNoise& noise,
                                             Number (&done)[4]) {
  for (std::size_t s = 0; s < 4; ++s) {
    const Number read = (1 - noise.misperception) * chosen[s] + noise.misperception * chosen[kMisread[s]];
    done[s] = (1 - noise.tremble) * read + noise.tremble * (1 - read);
  }
}

/// The shares of outcomes where the first cooperates with chance `x` and the second with chance `y`, both by outcome
/// as the first sees it. The states are eliminated from the last to the first, and nothing is subtracted but from 1.
template <typename Number>
[[gnu::always_inline]] inline void four_outcomes(const Number (&x)[4], const Number (&y)[4], Number (&share)[4]) {
  Number m[4][4];
  for (std::size_t s = 0; s < 4; ++s) {
    const Number not_x = 1 - x[s];
    const Number not_y = 1 - y[s];
    m[s][0] = x[s] * y[s];
    m[s][1] = x[s] * not_y;
    m[s][2] = not_x * y[s];
    m[s][3] = not_x * not_y;
  }
  for (std::size_t gone = 3; gone > 0; --gone) {
    Number leave = m[gone][0];
    for (std::size_t to = 1; to < gone; ++to) leave += m[gone][to];
    for (std::size_t from = 0; from < gone; ++from) {
      m[from][gone] /= leave;
      for (std::size_t to = 0; to < gone; ++to) m[from][to] += m[from][gone] * m[gone][to];
    }
  }
  share[0] = Number{} + 1;
  Number sum = share[0];
  for (std::size_t s = 1; s < 4; ++s) {
    share[s] = share[0] * m[0][s];
    for (std::size_t from = 1; from < s; ++from) share[s] += share[from] * m[from][s];
    sum += share[s];
  }
  for (std::size_t s = 0; s < 4; ++s) share[s] /= sum;
}

/// The mean payoff of the first.
template <typename Number>
[[gnu::always_inline]] inline void outcome_mean(const Number (&share)[4], double cc, double cd, double dc, double dd,
                                                Number& mean) {
  mean = (share[0] * cc + share[1] * cd) + (share[2] * dc + share[3] * dd);
}

}  // namespace detente
