// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// How many C there were in the first so many rounds, a share of the match that grows as the match does.
struct Front {
  std::int32_t rounds = 0;
  std::int32_t restrained = 0;
  auto operator<=>(const Front&) const = default;
};

struct MathConstantHunter {
  static constexpr Info info{
      .name = "math-constant-hunter",
      .about =
          "Cooperates; from round nine on it defects while the shares of C of both in the first half, the middle half "
          "and the last half of all rounds lie within 0.2, provided that it has seen both moves.",
      .source = "Langner, in Axelrod-Python. The halves move, so that no less than the whole match is remembered",
      .against = "CDCDCDCDCDC",
      .plays = "CCCCCCCCDDC"};
  std::vector<std::uint8_t> restrained;  // C of both in each round
  Front quarter, half, three_quarters, all;
  bool has_seen_c = false, has_seen_d = false;
  auto operator<=>(const MathConstantHunter&) const = default;

  Move play() const {
    if (all.rounds < 8 || !has_seen_c || !has_seen_d) return C;
    const double first = share({}, half), middle = share(quarter, three_quarters), last = share(half, all);
    return std::abs(first - middle) < 0.2 && std::abs(first - last) < 0.2 ? D : C;
  }
  void see(Seen round) {
    restrained.push_back(static_cast<std::uint8_t>((round.mine == C) + (round.theirs == C)));
    (round.theirs == C ? has_seen_c : has_seen_d) = true;
    const auto rounds = static_cast<std::int32_t>(restrained.size());
    move_to(rounds / 4, quarter);
    move_to(rounds / 2, half);
    move_to(3 * rounds / 4, three_quarters);
    move_to(rounds, all);
  }

 private:
  void move_to(std::int32_t rounds, Front& front) const {
    if (front.rounds == rounds) return;
    front.restrained += restrained[static_cast<std::size_t>(front.rounds)];
    ++front.rounds;
  }
  static double share(const Front& from, const Front& to) {
    return 0.5 * (to.restrained - from.restrained) / (to.rounds - from.rounds);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<MathConstantHunter>();
}
