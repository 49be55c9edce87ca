// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByRichardHufford {
  static constexpr Info info{
      .name = "second-by-richard-hufford",
      .about =
          "Cooperates with an other that nearly always repeats its moves, plays tit-for-tat if it mostly does, and "
          "else defects; after a run of seen C, longer the more its tests were answered with D, it tests with one D.",
      .source =
          "Hufford, in Axelrod (1980b). Two agreements, two C in a row and two answers to tests of each kind count "
          "before round 1; it cooperates two rounds after a test",
      .against = "CCCCCCCCCCCCCCCCCCCCDCCC",
      .plays = "CCCCCCCCCCCCCCCCCCCDCCCC"};
  enum class Test : std::uint8_t { none, now, answered };
  int rounds = 0;
  int disagreements = 0;  // moves of the other that were not its own of the round before
  int run = 2;            // of C, since the last test
  int run_needed = 21;    // for a test
  int kind_answers = 2, hostile_answers = 2;
  LastMoves<4> disagreed;  // D for the rounds with a disagreement
  Test test = Test::none;
  Move mine = C;
  Move next = C;
  auto operator<=>(const SecondByRichardHufford&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    compare(round);
    if (test == Test::answered) {
      test = Test::none;
      run = 0;
      ++(round.theirs == C ? kind_answers : hostile_answers);
      run_needed = 20 * hostile_answers / kind_answers + 1;
      next = C;
      return;
    }
    if (test == Test::now) {
      test = Test::answered;
    } else {
      run = round.theirs == C ? run + 1 : 0;
      if (run == run_needed) test = Test::now;
    }
    next = test == Test::now ? D : usual(round.theirs);
  }

 private:
  void compare(Seen round) {
    const bool differs = round.theirs != mine;
    ++rounds;
    disagreements += differs;
    disagreed.add(differs ? D : C);
    mine = round.mine;
  }
  /// The share of agreement is that of two and the agreements so far in the rounds, the coming one included.
  Move usual(Move seen) const {
    const int coming = rounds + 1, agreements = rounds - disagreements + 2;
    const int recent = disagreed.hostile();
    if ((10 * agreements > 9 * coming) & (recent == 0)) return C;
    return ((8 * agreements >= 5 * coming) & (recent <= 2)) ? seen : D;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByRichardHufford>();
}
