// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

/// The chance that hostility costs a state strength.
namespace detente {

/// How dangerous war is.
struct Contest {
  double war = 0;        ///< greatest chance of a loss in a round, 0…1; 0 no war
  double offence = 0.5;  ///< advantage of the attack over the defence, ω, 0…1; at 1/4 three to one are even odds
  double decisive = 2;   ///< how much the greater force decides, m, at least 0; at 0 not at all
};

/// The chance that a state of some strength (above 0) loses one unit of it in a round in which a force (at least 0, in
/// the same unit) is upon it: war·(ωH)^m / ((ωH)^m + ((1−ω)s)^m), H the force and s the strength; 0 without force. The
/// contest of Tullock (1980) and Hirshleifer (1989), with weights for offence and defence. The same bits on every
/// machine where m is a whole number of at most 8; else `std::pow` may differ in the last. Throws `Error` for numbers
/// out of range, which are at most 1e30 for force and strength.
double loss_chance(const Contest& contest, double force, double strength);

}  // namespace detente
