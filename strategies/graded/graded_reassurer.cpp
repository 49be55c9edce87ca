// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <optional>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct GradedReassurer {
  static constexpr Info info{
      .name = "graded-reassurer",
      .about =
          "Is restrained while it trusts the other; below that it takes a first step down from the top that only a "
          "security seeker would answer, and where its payoffs and belief leave no such step it matches the level that "
          "it saw.",
      .source =
          "After Kydd (2000; 2005): a share of the stakes that a security seeker dares and that an exploiter, with T = "
          "2R - P, would not pay to mimic. The numbers of belief are chosen here; where T >= R it only matches",
      .against = "01550020",
      .plays = "00155002",
      .levels = 6};
  static constexpr auto params() {
    return std::array{Param<GradedReassurer>{"belief", &GradedReassurer::belief, 0.01, 0.99,
                                             "Chance, before round 1, that the other seeks security."}};
  }
  // Restraint is 20/21 likely from a security seeker and 5/21 from an exploiter: odds × 4, and ÷ 16 for the rest, so
  // that evidence is a whole number of fours. The bounds keep it able to change its mind.
  static constexpr int from_restraint = 1, from_hostility = -2, least = -4, most = 3;
  static constexpr Level matching = kMaxLevels;

  double belief = 0.5;
  std::array<Level, most - least + 1> at{};  // what it does at each evidence
  Level line = 0;                            // most that counts as restraint
  std::int8_t evidence = 0;
  Level seen = 0;  // 0 unless it matches
  auto operator<=>(const GradedReassurer&) const = default;

  void begin(const Briefing& briefing) {
    const int top = briefing.levels() - 1;
    line = static_cast<Level>(top / 2);
    Level highest = 0;
    for (int i = least; i <= most; ++i) {
      const double odds = belief / (1 - belief) * std::pow(4.0, i);
      const Level here = answer(odds / (1 + odds), briefing.payoffs, top);
      at[static_cast<std::size_t>(i - least)] = here;
      if (here < matching) highest = std::max(highest, here);
    }
    if (highest > 0) line = highest;  // as far down as it goes itself
  }
  Level play() const {
    const Level here = now();
    return here == matching ? seen : here;
  }
  void see(LevelSeen round) {
    const int change = round.theirs <= line ? from_restraint : from_hostility;
    evidence = static_cast<std::int8_t>(std::clamp(evidence + change, least, most));
    seen = now() == matching ? round.theirs : Level{0};
  }

 private:
  Level now() const { return at[static_cast<std::size_t>(evidence - least)]; }

  /// The two rounds of LITERATURE A.4 (a share of the stakes first, the rest after both kept it), for belief p.
  static Level answer(double p, const Payoffs& own, int top) {
    const double R = own.reward(), S = own.sucker(), T = own.temptation(), P = own.punishment();
    if (T >= R) return matching;
    const double risk = (1 - p) * (P - S), gain = p * (R - T);
    if (risk <= gain + 1e-12) return 0;  // trust: it pays to be restrained at once
    const double exploited = 2 * R - P;
    const double lure = p * (exploited - P);
    const double smallest = lure / (lure + p * (exploited - R) + risk);
    const double largest = p * (R - P) / (p * (R - P) + risk - gain);
    // The whole number of levels that is nearest to the middle of what is allowed.
    const double middle = (smallest + largest) / 2 * top;
    const double cut = std::floor(middle + 0.5);
    if (cut < smallest * top - 1e-9 || cut > largest * top + 1e-9) return matching;
    return static_cast<Level>(top - static_cast<int>(cut));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GradedReassurer>();
}
