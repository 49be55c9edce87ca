// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Richardson {
  static constexpr Info info{
      .name = "richardson",
      .about =
          "Changes its level by reaction times the level seen of the other, less fatigue times the level that it did "
          "itself, plus grievance.",
      .source =
          "Richardson (1960), in rounds and whole levels: the sum is rounded to the nearest level, halves up, and held "
          "within the game; rates count in millionths. The defaults are chosen here",
      .against = "05555000",
      .plays = "00333310",
      .levels = 6};
  static constexpr auto params() {
    return std::array{
        Param<Richardson>{"reaction", &Richardson::reaction, 0, 10, "Levels added for each level seen of the other."},
        Param<Richardson>{"fatigue", &Richardson::fatigue, 0, 10, "Levels taken off for each level done itself."},
        Param<Richardson>{"grievance", &Richardson::grievance, -kMaxLevels, kMaxLevels,
                          "Levels added each round, whatever the other does."}};
  }
  // Fatigue above a half: rounding then never holds up one that the other does not feed.
  double reaction = 0.5, fatigue = 0.7, grievance = 0;
  // The same in millionths, in which halves are exact.
  static constexpr int whole = 1'000'000;
  int per_seen = 0, per_own = 0, per_round = 0;
  Level top = 1;
  Level next = 0;
  auto operator<=>(const Richardson&) const = default;

  void begin(const Briefing& briefing) {
    top = static_cast<Level>(briefing.levels() - 1);
    per_seen = millionths(reaction);
    per_own = millionths(1 - fatigue);
    per_round = millionths(grievance) + whole / 2;
  }
  Level play() const { return next; }
  void see(LevelSeen round) {
    const int wanted = per_own * round.mine + per_seen * round.theirs + per_round;
    next = static_cast<Level>(std::min<int>(std::max(wanted, 0) / whole, top));
  }

 private:
  static int millionths(double value) { return static_cast<int>(std::lround(value * whole)); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Richardson>();
}
