// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/outcomes.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByTranquilizer {
  static constexpr Info info{
      .name = "second-by-tranquilizer",
      .about =
          "While its average is 2.25 points or more, it tries a D now and then, more often the more a try and the "
          "round "
          "after it paid so far, and then cooperates once; from 1.75 on it cooperates with a chance that rises with "
          "the other's C and its own lead and falls with the other's last D in a row; below it plays tit-for-tat.",
      .source =
          "Feathers, in Axelrod (1980a, 1980b), by his program as Axelrod-Python plays it: in points of the game 5, 3, "
          "1, 0, whatever the payoffs, and with averages over one round too many, the coming one",
      .against = "CCCCCCCCDDDDDD",
      .plays = "CCCCccdCcccddD"};
  static constexpr PerRound points{3, 0, 5, 1};
  struct Average {
    int sum;
    int rounds = 1;
    auto operator<=>(const Average&) const = default;

    void add(double score) {
      sum += static_cast<int>(score);
      ++rounds;
    }
    double value() const { return 1.0 * sum / rounds; }
  };
  Outcomes past;
  Average of_tries{5}, after_tries{0};  // points; a round of each was there before the first
  int run = 0;                          // of D
  bool has_tried = false;               // in the last round
  Move seen = C;
  auto operator<=>(const SecondByTranquilizer&) const = default;

  Mix play() const {
    if (has_tried) return C;
    if (does_well()) return limited(chance_to_wait());
    return average() >= 1.75 ? limited(chance_to_trust()) : Mix(seen);
  }
  void see(Seen round) {
    const double score = points[2U * round.mine + round.theirs];
    const bool is_try = !has_tried && round.meant == D && does_well();
    if (is_try) of_tries.add(score);
    if (has_tried) after_tries.add(score);
    has_tried = is_try;
    past.add(round);
    run = round.theirs == D ? run + 1 : 0;
    seen = round.theirs;
  }

 private:
  double average() const { return past.score(points) / (past.rounds() + 1); }
  bool does_well() const { return average() >= 2.25; }
  double chance_to_wait() const {
    const double coming = past.rounds() + 1;
    return 0.95 - (of_tries.value() + after_tries.value() - 5) / 15 + 1 / (coming * coming) - (seen == D ? 0.25 : 0);
  }
  double chance_to_trust() const {
    const auto& [cc, cd, dc, dd] = past.count;
    const double coming = past.rounds() + 1;
    const double lead = (points[2] - points[1]) * (dc - cd);
    return 0.25 + (cc + dc + 1) / coming - 0.25 * run + lead / 100 + 4 / coming;
  }
  static Mix limited(double value) { return chance(std::clamp(value, 0.0, 1.0)); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByTranquilizer>();
}
