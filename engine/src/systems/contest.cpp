// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <string_view>

#include <detente/error.hpp>
#include <detente/systems/contest.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

constexpr double kMostMultiplied = 8;  // 1e30 to this power is still a double
constexpr double kLeast = 1e-30;
constexpr double kMost = 1e30;

void check_range(double value, double low, double high, std::string_view what) {
  if (!(value >= low && value <= high))
    throw Error(std::string(what) + " is " + shortest(value) + "; it must lie in " + shortest(low) + "…" +
                shortest(high));
}

double power(double base, int exponent) {
  double result = 1;
  for (int i = 0; i < exponent; ++i) result *= base;
  return result;
}

}  // namespace

double loss_chance(const Contest& contest, double force, double strength) {
  check_range(contest.war, 0, 1, "war");
  check_range(contest.offence, 0, 1, "offence");
  check_range(contest.decisive, 0, kMost, "decisive");
  check_range(force, 0, kMost, "force");
  check_range(strength, kLeast, kMost, "strength");
  if (force == 0) return 0;
  const double attack = contest.offence * force;
  const double defence = (1 - contest.offence) * strength;
  if (contest.decisive <= kMostMultiplied && contest.decisive == std::floor(contest.decisive)) {
    const auto exponent = static_cast<int>(contest.decisive);
    const double attack_weight = power(attack, exponent);
    const double sum = attack_weight + power(defence, exponent);
    if (sum > 0) return contest.war * (attack_weight / sum);
  }
  // Of the ratio, whose power may overflow or vanish where the answer does not.
  return contest.war / (1 + std::pow(defence / attack, contest.decisive));
}

}  // namespace detente
