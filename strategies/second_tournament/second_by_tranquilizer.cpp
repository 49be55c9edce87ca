// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByTranquilizer {
  static constexpr Info info{
      .name = "second-by-tranquilizer",
      .about =
          "While its average is 2.25 points or more, it tries a D now and then, oftener the more the tries and the "
          "rounds after them paid, and cooperates right after it; from 1.75 on its chance to cooperate rises with the "
          "other's C and its own lead and falls with the other's last D in a row; below it plays tit-for-tat.",
      .source =
          "Feathers, in Axelrod (1980a, 1980b), by his program as Axelrod-Python plays it: in points of the game 5, 3, "
          "1, 0, whatever the payoffs, and with averages over one round too many, the coming one",
      .against = "CCCCCCCCDDDDDD",
      .plays = "CCCCccdCcccddD"};
  static constexpr std::array<int, 4> points{3, 0, 5, 1};  // for CC, CD, DC, DD
  struct Average {
    int sum;
    int rounds = 1;
    auto operator<=>(const Average&) const = default;

    void add_if(bool counts, int points_won) {  // without a branch, which nobody could predict
      sum += points_won * counts;
      rounds += counts;
    }
    /// The sum of two averages, in one division.
    double operator+(const Average& other) const {
      return (1.0 * sum * other.rounds + 1.0 * other.sum * rounds) / (1.0 * rounds * other.rounds);
    }
  };
  int round_to_come = 1;
  int score = 0;                        // its own
  int lead = 0;                         // over the other's score
  int kindness = 0;                     // every C seen
  int run = 0;                          // of D
  Average of_tries{5}, after_tries{0};  // points; a round of each was there before the first
  bool has_tried = false;               // in the last round
  bool does_well = false;               // its average is 2.25 points or more
  Move seen = C;
  auto operator<=>(const SecondByTranquilizer&) const = default;

  Mix play() const {
    if (has_tried) return C;
    if (does_well) return limited(chance_to_wait());
    return 4 * score >= 7 * round_to_come ? limited(chance_to_trust()) : Mix(seen);
  }
  void see(Seen round) {
    const int scored = points[2U * round.mine + round.theirs];
    const bool is_try = !has_tried & (round.meant == D) & does_well;
    of_tries.add_if(is_try, scored);
    after_tries.add_if(has_tried, scored);
    has_tried = is_try;
    ++round_to_come;
    score += scored;
    lead += points[2] * (round.mine - round.theirs);
    kindness += round.theirs == C;
    run = (run + 1) * (round.theirs == D);
    seen = round.theirs;
    does_well = 4 * score >= 9 * round_to_come;
  }

 private:
  double chance_to_wait() const {
    const double share = 1.0 / round_to_come;
    return 0.95 - (of_tries + after_tries - 5) / 15 + share * share - 0.25 * (seen == D);
  }
  double chance_to_trust() const { return 0.25 + (kindness + 5.0) / round_to_come - 0.25 * run + 0.01 * lead; }
  static Mix limited(double value) { return chance(std::clamp(value, 0.0, 1.0)); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByTranquilizer>();
}
