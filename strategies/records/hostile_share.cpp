// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Whether more than one in `many` of the other's moves were D.
template <int many>
struct MoreThanOneIn {
  int excess = 0;  // `many` for each D, less the rounds
  auto operator<=>(const MoreThanOneIn&) const = default;

  void add(Move theirs) { excess += many * theirs - 1; }
  bool were_hostile() const { return excess > 0; }
};

struct ForgiverAxelrod {
  static constexpr Info info{.name = "forgiver-axelrod",
                             .about = "Defects while more than a tenth of the other's moves were D, else cooperates.",
                             .source = "T. Campbell, in Axelrod-Python, where it is called forgiver",
                             .against = "CCDCCCCCCCCC",
                             .plays = "CCCDDDDDDDCC"};
  MoreThanOneIn<10> moves;
  auto operator<=>(const ForgiverAxelrod&) const = default;

  Move play() const { return moves.were_hostile() ? D : C; }
  void see(Seen round) { moves.add(round.theirs); }
};

struct ForgivingTitForTat {
  static constexpr Info info{
      .name = "forgiving-tit-for-tat",
      .about = "Repeats the other's last move while more than a tenth of all were D, else cooperates.",
      .source = "T. Campbell, in Axelrod-Python",
      .against = "CCDCCCCCCCCCCCCCCCCDC",
      .plays = "CCCDCCCCCCCCCCCCCCCCC"};
  MoreThanOneIn<10> moves;
  Move seen = C;
  auto operator<=>(const ForgivingTitForTat&) const = default;

  Move play() const { return moves.were_hostile() ? seen : C; }
  void see(Seen round) {
    moves.add(round.theirs);
    seen = round.theirs;
  }
};

struct LevelPunisher {
  static constexpr Info info{
      .name = "level-punisher",
      .about = "Cooperates for ten rounds, then defects while more than a fifth of the other's moves were D.",
      .source = "E. Arnold, CoopSim (2015)",
      .against = "DDDCCCCCCCCCCCCCC",
      .plays = "CCCCCCCCCCDDDDDCC"};
  static constexpr int trial = 10;  // rounds
  MoreThanOneIn<5> moves;
  CountUpTo<trial> rounds;
  auto operator<=>(const LevelPunisher&) const = default;

  Move play() const { return rounds.is_full() && moves.were_hostile() ? D : C; }
  void see(Seen round) {
    moves.add(round.theirs);
    ++rounds;
  }
};

struct TrickyLevelPunisher {
  static constexpr Info info{
      .name = "tricky-level-punisher",
      .about =
          "Defects while more than a twentieth of the other's moves were D, but from round 101 on always cooperates.",
      .source =
          "E. Arnold, CoopSim (2015), as in Axelrod-Python, where a fifth for ten rounds and a tenth for fifty are "
          "asked for too, but always together with the twentieth",
      .against = "CCDCCCCCCCCCCCCCCCCCCC",
      .plays = "CCCDDDDDDDDDDDDDDDDDCC"};
  static constexpr int many = 20, end = 100;
  CountUpTo<end> rounds;
  CountUpTo<end / many> hostile;  // as many are too many until the end
  auto operator<=>(const TrickyLevelPunisher&) const = default;

  Move play() const { return !rounds.is_full() && many * hostile > rounds ? D : C; }
  void see(Seen round) {
    ++rounds;
    if (round.theirs == D) ++hostile;
    if (rounds.is_full()) hostile = {};
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ForgiverAxelrod>();
  catalogue.add<ForgivingTitForTat>();
  catalogue.add<LevelPunisher>();
  catalogue.add<TrickyLevelPunisher>();
}
