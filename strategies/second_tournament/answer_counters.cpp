// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// What the other did in the round after an own C, and after an own D.
struct Answers {
  std::array<Ledger, 2> after{};
  Move last = C;
  bool has_moved = false;
  auto operator<=>(const Answers&) const = default;

  void see(Seen round) {
    if (has_moved) after[last].add(round.theirs);
    last = round.mine;
    has_moved = true;
  }
};

struct RevisedDowning {
  static constexpr Info info{
      .name = "revised-downing",
      .about =
          "Cooperates first, then does what would pay most in 5, 3, 1, 0 by its record of how often the other "
          "cooperated after its C and after its D, if done for ever: C, D, or the two by turns.",
      .source = "Downing, in Axelrod (1980b), as read from the Fortran program by the authors of Axelrod-Python",
      .against = "CDCDDDCC",
      .plays = "CCDCCDCD"};
  Answers answers;
  Move next = C;
  auto operator<=>(const RevisedDowning&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    answers.see(round);
    const double good = answers.after[C].cooperation(1), bad = answers.after[D].cooperation(0);
    // What two rounds pay more than two D. Ties fall as the reference's rounding lets them fall.
    const double by_c = 6.0 * good - 8.0 * bad - 2;
    const double by_turns = 4.0 * good - 5.0 * bad - 1;
    next = by_c >= 0 && by_c >= by_turns ? C : by_c >= 0 || by_turns >= 0 ? opposite(round.mine) : D;
  }
};

struct SecondByAppold {
  static constexpr Info info{
      .name = "second-by-appold",
      .about =
          "Cooperates for four rounds and after the first D that it sees from round 4 on; else with the chance of the "
          "other's share of C in the rounds after it moved as it did two rounds ago.",
      .source =
          "Appold, in Axelrod (1980b). The record has a C after a D to begin with, and takes the other's first move "
          "for an answer to a C",
      .against = "CDCCDDCC",
      .plays = "CCCCcCcd"};
  CountUpTo<4> rounds;  // that are over
  Answers answers{.after = {Ledger{}, Ledger{1, 0}}, .last = C, .has_moved = true};
  Move answered = C;    // by the other's last move
  bool excuses = true;  // no D yet from round 4 on
  bool is_excused = false;
  auto operator<=>(const SecondByAppold&) const = default;

  Mix play() const { return !rounds.is_full() || is_excused ? Mix(C) : chance(answers.after[answered].cooperation(1)); }
  void see(Seen round) {
    ++rounds;
    answered = answers.last;
    answers.see(round);
    is_excused = excuses && rounds.is_full() && round.theirs == D;
    excuses &= !is_excused;
  }
};

struct SecondByKluepfel {
  static constexpr Info info{.name = "second-by-kluepfel",
                             .about =
                                 "After 26 rounds it defects while the other does not clearly answer both its C and "
                                 "its D in kind; else it repeats what it has seen three times in a row, and with 90% "
                                 "twice, with 70% a single C, with 60% a single D.",
                             .source = "Kluepfel, in Axelrod (1980b)",
                             .against = "DDDCCCDCC",
                             .plays = "CddDcdCdc"};
  Answers answers;
  LastMoves<3> theirs;
  auto operator<=>(const SecondByKluepfel&) const = default;

  Mix play() const {
    const Ledger &after_c = answers.after[C], &after_d = answers.after[D];
    // The first round answers nothing.
    if (after_c.rounds() + after_d.rounds() >= 26 &&
        may_be_chance(after_c.restrained - after_c.hostile, after_c.rounds()) &&
        may_be_chance(after_d.hostile - after_d.restrained, after_d.rounds()))
      return D;
    constexpr std::array<double, 8> after{1, 0.4, 0.7, 0.1, 0.9, 0.4, 0.7, 0};  // oldest first, 1 for D
    return chance(after[theirs.bits()]);
  }
  void see(Seen round) {
    answers.see(round);
    theirs.add(round.theirs);
  }

 private:
  /// Answers in kind outnumber the others by at most one and a half standard deviations.
  static bool may_be_chance(std::int64_t surplus, std::int64_t rounds) {
    return surplus <= 0 || 4 * surplus * surplus <= 9 * rounds;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<RevisedDowning>();
  catalogue.add<SecondByAppold>();
  catalogue.add<SecondByKluepfel>();
}
