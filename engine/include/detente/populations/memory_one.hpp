// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>

/// Strategies that look at the last round only, in games without end.
namespace detente {

/// The chance to cooperate after each outcome of the last round, one's own move first: CC, CD, DC, DD; each 0…1.
/// Reactive strategies have the same after CC and DC (p) and after CD and DD (q).
using MemoryOne = std::array<double, 4>;

/// A number for each outcome of a round, one's own move first.
struct OutcomePayoffs {
  double cc = 3;  ///< reward, R
  double cd = 0;  ///< sucker's payoff, S
  double dc = 5;  ///< temptation, T
  double dd = 1;  ///< punishment, P
};

/// Private errors of both, independent in each round.
struct MemoryOneNoise {
  double misperception = 0;  ///< chance to misread the other's last move, 0…½
  double tremble = 0;        ///< chance to play the opposite of what was chosen, 0…½
};

/// What two memory-one strategies come to, if they play on and on.
struct MemoryOneLaw {
  std::array<double, 4> shares = {};  ///< of rounds with outcomes CC, CD, DC, DD, the first one's move first
  double payoff = 0;                  ///< of the first, per round
  double other_payoff = 0;            ///< of the second, per round
};

/// The stationary law of the chain of four outcomes, by elimination without subtraction (Grassmann, Taksar & Heyman
/// 1985). Throws `Error` for chances or errors outside of their ranges, for payoffs that are not finite, and where the
/// law depends on the first round or may do so: without any error, chances must lie strictly between 0 and 1.
MemoryOneLaw memory_one_law(const MemoryOne& first, const MemoryOne& second, const OutcomePayoffs& payoffs,
                            const MemoryOneNoise& noise);

/// How the payoff of a rare mutant among residents changes with each of its four chances, at the resident: the
/// direction of adaptive dynamics (Nowak & Sigmund 1990; Imhof & Nowak 2010). Per round and unit of chance. Throws as
/// `memory_one_law`.
std::array<double, 4> memory_one_gradient(const MemoryOne& resident, const OutcomePayoffs& payoffs,
                                          const MemoryOneNoise& noise);

/// The same for reactive strategies (p, q): by p, and by q. In a donation game of benefit b and cost c without errors
/// (b r − c) / ((1 − r)(1 − r²)) · (q, 1 − p) with r = p − q. Throws as `memory_one_law`.
std::array<double, 2> reactive_gradient(double p, double q, const OutcomePayoffs& payoffs, const MemoryOneNoise& noise);

/// Whether a strategy is a partner: nobody who plays against it earns more than R, and only who cooperates earns R
/// (Akin 2016; Hilbe, Traulsen & Sigmund 2015): p_CC = 1, (T − R) p_DC < (R − S)(1 − p_CD) and
/// (T − R) p_DD < (R − P)(1 − p_CD). p_CC is taken for 1 from 1 − tolerance on.
bool is_partner(const MemoryOne& strategy, const OutcomePayoffs& payoffs, double tolerance = 0);

/// Whether a strategy is a rival: nobody who plays against it earns more than it does (Hilbe, Traulsen & Sigmund
/// 2015): p_DD = 0 and p_CD + p_DC ≤ 1. p_DD is taken for 0 up to the tolerance.
bool is_rival(const MemoryOne& strategy, double tolerance = 0);

/// Throws `Error` unless payoffs are finite and errors are 0…½.
void require_memory_one(const OutcomePayoffs& payoffs, const MemoryOneNoise& noise);

}  // namespace detente
