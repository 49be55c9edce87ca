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
  std::int32_t restrained = 0;  // C of both
  auto operator<=>(const Front&) const = default;

  Front operator-(const Front& other) const { return {rounds - other.rounds, restrained - other.restrained}; }
  double share() const { return 0.5 * restrained / rounds; }
};

/// The shares lie within 0.2 of each other, in the reference's arithmetic where they lie just there.
bool are_near(const Front& one, const Front& other) {
  const std::int64_t apart = std::int64_t{one.restrained} * other.rounds - std::int64_t{other.restrained} * one.rounds;
  const std::int64_t limit = std::int64_t{2} * one.rounds * other.rounds;
  if (5 * std::abs(apart) != limit) return 5 * std::abs(apart) < limit;
  return std::abs(one.share() - other.share()) < 0.2;
}

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
    return are_near(half, three_quarters - quarter) && are_near(half, all - half) ? D : C;
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
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<MathConstantHunter>();
}
