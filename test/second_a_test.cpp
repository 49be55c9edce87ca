// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <detente/automata/automaton.hpp>
#include <detente/dice.hpp>
#include <detente/strategy/registry.hpp>
#include <detente/world/game.hpp>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "support/crowd.hpp"

// Each rule once more, as a function of the whole history: its chance of C after own moves and the other's.
namespace {

using namespace detente;
using told::briefed, told::Seat;

std::string times(std::size_t count, char move) {
  const std::string moves(count, move);
  return moves;
}
int count(const std::string& moves, char move) {
  return static_cast<int>(std::count(moves.begin(), moves.end(), move));
}
/// The newest `most` moves, less the newest `but`.
std::string newest(const std::string& moves, std::size_t most, std::size_t but = 0) {
  const std::size_t end = moves.size() - std::min(but, moves.size());
  const std::size_t begin = moves.size() - std::min(most, moves.size());
  return begin < end ? moves.substr(begin, end - begin) : "";
}

/// Moves in phases of a few rounds: a share of D, an echo, or turns, so that rare places of the rules are reached.
class Other {
 public:
  explicit Other(unsigned seed) : words_(seed) {
    if (below(4) == 0) left_ = 36, share_ = 0;
  }

  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(words_()) % end; }
  Move move(const std::string& own) {
    if (left_ == 0) {
      left_ = 1 + below(60);
      kind_ = below(3);
      share_ = 10 * below(11);
    }
    --left_;
    const bool slips = below(25) == 0;
    Move next = below(100) < share_ ? D : C;
    if (kind_ == 1 && !own.empty()) next = own.back() == 'D' ? D : C;
    if (kind_ == 2 && share_ > 40) next = own.size() % 2 == 0 ? D : C;
    return slips && share_ > 0 ? opposite(next) : next;
  }

 private:
  std::mt19937 words_;
  std::uint32_t left_ = 0, kind_ = 0, share_ = 0;
};

using Rule = std::function<double(const std::string& own, const std::string& theirs)>;

/// Plays 300 matches of 130 rounds, half of them with slips.
void expect_rule(const std::string& name, const Rule& rule) {
  const Strategy strategy = briefed(name);
  int hostile = 0, restrained = 0;
  for (unsigned match = 0; match < 300; ++match) {
    Other other(match);
    Seat seat(strategy);
    std::string own, theirs;
    for (int round = 1; round <= 130; ++round) {
      const double wanted = rule(own, theirs);
      ASSERT_NEAR(seat.cooperation(), wanted, 1e-12) << name << " after\n" << own << "\n" << theirs;
      const Move meant = other.below(1U << 20) < wanted * (1U << 20) ? C : D;
      const Move mine = match % 2 == 1 && other.below(20) == 0 ? opposite(meant) : meant;
      const Move seen = other.move(own);
      seat.live(meant, mine, seen);
      own += mine == C ? 'C' : 'D';
      theirs += seen == C ? 'C' : 'D';
      ++(meant == D ? hostile : restrained);
    }
  }
  EXPECT_GT(std::min(hostile, restrained), 1000) << name;
}

/// The other's moves in the round after an own move, and after none, which is '-'.
std::string answers(const std::string& own, const std::string& theirs, char to) {
  std::string list;
  for (std::size_t round = 0; round < theirs.size(); ++round)
    if ((round == 0 ? '-' : own[round - 1]) == to) list += theirs[round];
  return list;
}
double share(int part, std::size_t all) {
  return part / static_cast<double>(all);
}

TEST(SecondTournament, eatherley_defects_by_the_share_of_d) {
  expect_rule("second-by-eatherley", [](const std::string&, const std::string& theirs) {
    if (theirs.empty() || theirs.back() == 'C') return 1.0;
    return 1 - share(count(theirs, 'D'), theirs.size());
  });
}

TEST(SecondTournament, champion_needs_two_fifths_of_d) {
  expect_rule("second-by-champion", [](const std::string&, const std::string& theirs) {
    if (theirs.size() < 10) return 1.0;
    const bool is_d = theirs.back() == 'D';
    if (theirs.size() < 25) return is_d ? 0.0 : 1.0;
    const double hostile = share(count(theirs, 'D'), theirs.size());
    return is_d && hostile >= 0.4 ? 1 - hostile : 1;
  });
  for (const std::size_t ds : {9U, 10U}) {  // 10 of 25 are two fifths
    Seat seat(briefed("second-by-champion"));
    seat.live(times(25 - ds, 'C') + times(ds, 'D'));
    EXPECT_NEAR(seat.cooperation(), ds == 9 ? 1 : 0.6, 1e-12);
  }
}

double cave(const std::string& theirs) {
  if (theirs.empty()) return 1;
  const std::size_t turn = theirs.size() + 1;
  const int ds = count(theirs, 'D');
  const double hostile = share(ds, turn);
  if ((turn > 39 && hostile > 0.39) || (turn > 29 && hostile > 0.65) || (turn > 19 && hostile > 0.79)) return 0;
  if (theirs.back() == 'C') return 1;
  return ds > 17 ? 0 : 0.5;
}
TEST(SecondTournament, cave_minds_three_shares) {
  expect_rule("second-by-cave", [](const std::string&, const std::string& theirs) { return cave(theirs); });
  for (std::size_t rounds = 17; rounds < 400; ++rounds)  // at every share, the three limits included
    for (std::size_t ds = 0; ds <= rounds; ++ds) {
      if (rounds > 45 && ds != (39 * rounds + 39) / 100) continue;
      Seat seat(briefed("second-by-cave"));
      const std::string theirs = times(ds, 'D') + times(rounds - ds, 'C');
      seat.live(theirs);
      ASSERT_EQ(seat.cooperation(), cave(theirs)) << ds << " of " << rounds;
    }
}

TEST(SecondTournament, black_squares_the_last_five) {
  expect_rule("second-by-black", [](const std::string&, const std::string& theirs) {
    const int ds = count(newest(theirs, 5), 'D');
    return theirs.size() < 5 || ds == 0 ? 1 : 1 - (ds * ds - 1) / 25.0;
  });
}

TEST(SecondTournament, grofman_looks_at_seven_of_the_last_eight) {
  expect_rule("second-by-grofman", [](const std::string& own, const std::string& theirs) {
    if (own.size() < 2) return 1.0;
    if (own.size() < 7) return theirs.back() == 'C' ? 1.0 : 0.0;
    return count(newest(theirs, 8, 1), 'D') <= (own.back() == 'C' ? 2 : 1) ? 1.0 : 0.0;
  });
}

TEST(SecondTournament, getzler_halves_its_distrust) {
  expect_rule("second-by-getzler", [](const std::string&, const std::string& theirs) {
    double flack = 0;
    for (std::size_t round = 0; round < theirs.size(); ++round)
      if (theirs[round] == 'D') flack += std::pow(0.5, theirs.size() - round);
    return 1 - flack;
  });
  Seat seat(briefed("second-by-getzler"));
  seat.live(times(100, 'D'));
  EXPECT_EQ(seat.cooperation(), 0) << "the sum rounds to one";
}

TEST(SecondTournament, colbert_answers_with_a_chain) {
  expect_rule("second-by-colbert", [](const std::string&, const std::string& theirs) {
    std::string plays = "CCCCCDCC";
    for (std::size_t round = 7; round < theirs.size(); round = plays.size() - 1)
      plays += theirs[round] == 'D' ? "DDCC" : "C";
    return plays[theirs.size()] == 'C' ? 1.0 : 0.0;
  });
}

TEST(SecondTournament, gladstein_and_tester_apologise_once) {
  const auto apologises = [](const std::string& theirs) { return theirs.find('D') == theirs.size() - 1; };
  const auto echoes = [](const std::string& theirs) { return theirs.back() == 'C' ? 1.0 : 0.0; };
  expect_rule("second-by-gladstein", [&](const std::string& own, const std::string& theirs) {
    if (own.empty()) return 0.0;
    if (count(theirs, 'D') > 0) return apologises(theirs) ? 1.0 : echoes(theirs);
    return share(count(own, 'C'), own.size()) > 0.5 ? 0.0 : 1.0;
  });
  expect_rule("second-by-tester", [&](const std::string& own, const std::string& theirs) {
    if (own.empty()) return 0.0;
    if (count(theirs, 'D') > 0) return apologises(theirs) ? 1.0 : echoes(theirs);
    return own.size() <= 2 || own.back() == 'D' ? 1.0 : 0.0;
  });
}

TEST(SecondTournament, revised_downing_rounds_as_the_reference_does) {
  const Rule rule = [](const std::string& own, const std::string& theirs) {
    if (own.empty()) return 1.0;
    const std::string to_c = answers(own, theirs, 'C'), to_d = answers(own, theirs, 'D');
    const double good = to_c.empty() ? 1 : share(count(to_c, 'C'), to_c.size());
    const double bad = to_d.empty() ? 0 : share(count(to_d, 'C'), to_d.size());
    const double by_c = 6.0 * good - 8.0 * bad - 2, by_turns = 4.0 * good - 5.0 * bad - 1;
    if (by_c >= 0 && by_c >= by_turns) return 1.0;
    if (by_c >= 0 || by_turns >= 0) return own.back() == 'C' ? 0.0 : 1.0;
    return 0.0;
  };
  expect_rule("revised-downing", rule);
  // With 5 of 7 C after C and 1 of 7 after D, both are worth 8/7; rounding puts the turns ahead.
  std::string own = "CCCCCCCDDDDDDD", theirs = "CCCCCCDDCDDDDDD";
  Seat seat(briefed("revised-downing"));
  own += 'C';
  for (std::size_t round = 0; round < own.size(); ++round)
    seat.live(own[round] == 'C' ? C : D, own[round] == 'C' ? C : D, theirs[round] == 'C' ? C : D);
  EXPECT_EQ(seat.cooperation(), rule(own, theirs));
  EXPECT_EQ(seat.cooperation(), 0);
}

TEST(SecondTournament, appold_mixes_by_its_record) {
  expect_rule("second-by-appold", [](const std::string& own, const std::string& theirs) {
    if (own.size() < 4) return 1.0;
    if (theirs.find('D', 3) == theirs.size() - 1) return 1.0;
    const std::string to_c = answers(own, theirs, '-') + answers(own, theirs, 'C');
    const std::string to_d = "C" + answers(own, theirs, 'D');
    const std::string& like = own[own.size() - 2] == 'C' ? to_c : to_d;
    return share(count(like, 'C'), like.size());
  });
}

TEST(SecondTournament, kluepfel_tells_chance_from_answers_in_kind) {
  int detected = 0;
  expect_rule("second-by-kluepfel", [&](const std::string& own, const std::string& theirs) {
    const std::string to_c = answers(own, theirs, 'C'), to_d = answers(own, theirs, 'D');
    const auto cs = static_cast<double>(to_c.size()), ds = static_cast<double>(to_d.size());
    if (own.size() > 26 && count(to_d, 'C') >= ds / 2 - 0.75 * std::sqrt(ds) &&
        count(to_c, 'D') >= cs / 2 - 0.75 * std::sqrt(cs)) {
      ++detected;
      return 0.0;
    }
    const std::string last = newest("CCC" + theirs, 3);
    const bool is_c = last[2] == 'C';
    const double kept = last[0] == last[1] && last[1] == last[2] ? 1 : last[1] == last[2] ? 0.9 : is_c ? 0.7 : 0.6;
    return is_c ? kept : 1 - kept;
  });
  EXPECT_GT(detected, 1000);
}

TEST(SecondTournament, graaskamp_and_katzen_look_at_their_score) {
  for (const std::string game : {"prisoners-dilemma", "security-dilemma"}) {
    const Payoffs payoffs = parse_game(game).payoffs();
    const Strategy strategy = briefed("second-by-graaskamp-katzen", 0, game);
    int caught = 0;
    for (unsigned match = 0; match < 400; ++match) {
      Other other(match);
      Seat seat(strategy);
      std::string theirs;
      double score = 0;
      bool is_hostile = false;
      for (int round = 1; round <= 130; ++round) {
        for (const int check : {11, 21, 31, 41, 51, 101}) is_hostile |= round == check && score < 3 * (check - 1) - 7;
        const Move meant = is_hostile || (!theirs.empty() && theirs.back() == 'D') ? D : C;
        ASSERT_EQ(seat.cooperation(), meant == C ? 1 : 0) << match << " in round " << round;
        const Move mine = other.below(20) < match % 5 ? opposite(meant) : meant;
        const Move seen = other.below(100) < match % 23 ? D : C;
        seat.live(meant, mine, seen);
        score += payoffs.at(mine, seen);
        theirs += seen == C ? 'C' : 'D';
      }
      caught += is_hostile;
    }
    EXPECT_GT(caught, 40) << game;
    EXPECT_LT(caught, 390) << game;
  }
}

/// Turn by turn: what it counts, it counts in the strings.
class Borufsen {
 public:
  int lapses = 0, returns = 0, calms = 0, excused = 0;

  bool defects(const std::string& own, const std::string& theirs) {
    const std::size_t turn = own.size() + 1;
    if (turn == 1) return false;
    const bool was_bad = is_bad_;
    if (turn > 2 && turn % 25 == 2) look_back(own, theirs);
    if (was_bad && !is_bad_) ++returns;
    if (was_bad || is_bad_) return true;
    const auto differ = [&](std::size_t ago) {
      const std::string mine = "C" + own, other = "C" + theirs;
      const std::size_t now = mine.size() - ago;
      return mine[now] != other[now] && mine[now] == other[now - 1] && other[now] == mine[now - 1];
    };
    const bool is_mutual = own.back() == 'D' && theirs.back() == 'D';
    mutual_ = is_mutual ? mutual_ + 1 : 0;
    if (mutual_ == 3) {
      mutual_ = echo_ = 0;
      ++calms;
      return false;
    }
    echo_ = differ(1) ? echo_ + 1 : 0;
    if (echo_ == 3) {
      echo_ = 0;
      excuses_ = true;
    }
    if (theirs.back() == 'C') return false;
    if (!excuses_) return true;
    ++excused;
    excuses_ = false;
    return false;
  }

 private:
  void look_back(const std::string& own, const std::string& theirs) {
    const std::string last_own = newest(own, 26, 1), last = newest(theirs, 25);
    int kind = 0;
    for (std::size_t round = 0; round < 25; ++round) kind += last[round] == 'C' && last_own[round] == 'C';
    const int cs = count(last, 'C');
    is_bad_ = cs < 3 || (cs > 7 && cs < 18 && share(kind, static_cast<std::size_t>(cs)) < 0.7);
    if (!is_bad_) return;
    ++lapses;
    mutual_ = echo_ = 0;
    excuses_ = false;
  }
  bool is_bad_ = false, excuses_ = false;
  int mutual_ = 0, echo_ = 0;
};

/// Turn by turn with all counts unbounded; `throws` is asked for a die of the round before.
class Harrington {
 public:
  int randoms = 0, exits = 0, fair = 0, tries = 0, hidden = 0, streaks = 0, echoes = 0, quick_echoes = 0, burns = 0;

  bool defects(const std::string& own, const std::string& theirs, const std::function<bool(double)>& throws) {
    const int turn = static_cast<int>(own.size()) + 1;
    if (turn == 1) return false;
    const bool is_d = theirs.back() == 'D';
    if (mode_ == 'd') return !leaves(is_d);
    if (!was_bad_ && turn > 15 && turn % 15 == 0 && is_random(own, theirs)) {
      mode_ = 'd';
      ++randoms;
      return true;
    }
    if (ago_ == 2 && is_d && !burned_) {
      burned_ = true;
      ++burns;
    }
    if (turn == 38 && theirs == times(36, 'C') + "D") {
      mode_ = 'f';
      ++fair;
      return false;
    }
    if (mode_ == 'f' && !is_d) return cooperates();
    mode_ = 'n';
    run_ = is_d ? run_ + 1 : 0;
    if (run_ >= 20) {
      ++streaks;
      return defects();
    }
    bit_ = 1 - bit_;
    parity_[bit_] = is_d ? parity_[bit_] + 1 : 0;
    if (parity_[bit_] >= (echoes >= 8 ? 3 : 5)) {
      quick_echoes += parity_[bit_] < 5;
      parity_[bit_] = 0;
      ++echoes;
      return cooperates();
    }
    if (scheduled_ >= 1) return cooperates();
    const bool may_try = turn > 37 && !burned_;
    if (turn == 37 || (may_try && throws(std::min(1.0, 0.25 + 0.05 * tries)))) {
      tries += turn > 37;
      hidden += turn > 37 && is_d;
      scheduled_ = 2;
      ago_ = 1;
      return true;
    }
    return is_d ? defects() : cooperates();
  }

 private:
  bool leaves(bool is_d) {
    meter_ += is_d ? 1 : -3;
    if (meter_ < 11) return false;
    mode_ = 'n';
    was_bad_ = true;
    scheduled_ = 2;
    ++exits;
    return true;
  }
  bool cooperates() {
    --scheduled_;
    ++ago_;
    return false;
  }
  bool defects() {
    ++parity_[bit_];
    return true;
  }
  static bool is_random(const std::string& own, const std::string& theirs) {
    const std::string later = theirs.substr(1);
    const auto all = static_cast<double>(later.size());
    std::vector<std::string> rows(4);
    for (std::size_t round = 0; round < later.size(); ++round)
      rows[(own[round] == 'D' ? 2U : 0U) + (theirs[round] == 'D' ? 1U : 0U)] += later[round];
    const double ds = count(later, 'D');
    if (count(rows[0], 'C') / all >= 0.8 || ds / all < 0.25 || ds / all > 0.75) return false;
    double sum = 0;
    for (const std::string& row : rows)
      for (const char move : {'C', 'D'}) {
        const double expected = static_cast<double>(row.size()) * count(later, move) / all;
        if (expected > 1) sum += std::pow(expected - count(row, move), 2) / expected;
      }
    return sum <= 3;
  }
  char mode_ = 'n';
  bool was_bad_ = false, burned_ = false;
  int meter_ = 0, scheduled_ = 0, ago_ = 3, run_ = 0;
  std::size_t bit_ = 0;
  std::array<int, 2> parity_{};
};

/// Plays matches of so many rounds, half of them with slips; `ask` is whether the rule defects now.
template <class Oracle, class Ask>
void expect_moves(const std::string& name, unsigned matches, std::size_t rounds, const Ask& ask,
                  const std::function<void(const Oracle&)>& sum_up) {
  const Strategy strategy = briefed(name);
  for (unsigned match = 0; match < matches; ++match) {
    Other other(match);
    Seat seat(strategy, match);
    Oracle oracle;
    std::string own, theirs;
    while (own.size() < rounds) {
      const Move meant = ask(oracle, own, theirs, match) ? D : C;
      ASSERT_EQ(seat.cooperation(), meant == C ? 1 : 0) << name << " after\n" << own << "\n" << theirs;
      const Move mine = match % 2 == 1 && other.below(20) == 0 ? opposite(meant) : meant;
      const Move seen = other.move(own);
      seat.live(meant, mine, seen);
      own += mine == C ? 'C' : 'D';
      theirs += seen == C ? 'C' : 'D';
    }
    sum_up(oracle);
  }
}

TEST(SecondTournament, borufsen_is_its_rule) {
  Borufsen all;
  expect_moves<Borufsen>(
      "second-by-borufsen", 2000, 210,
      [](Borufsen& oracle, const std::string& own, const std::string& theirs, unsigned) {
        return oracle.defects(own, theirs);
      },
      [&](const Borufsen& one) {
        all.lapses += one.lapses;
        all.returns += one.returns;
        all.calms += one.calms;
        all.excused += one.excused;
      });
  for (const int reached : {all.lapses, all.returns, all.calms, all.excused}) EXPECT_GT(reached, 500);
}

TEST(SecondTournament, harrington_is_its_rule) {
  Harrington all;
  expect_moves<Harrington>(
      "second-by-harrington", 6000, 260,
      [](Harrington& oracle, const std::string& own, const std::string& theirs, unsigned seed) {
        return oracle.defects(own, theirs, [&](double chance) {
          Rng dice({.seed = seed, .repetition = 0, .seat = 0, .round = static_cast<std::uint32_t>(own.size())});
          return dice.chance(chance);
        });
      },
      [&](const Harrington& one) {
        all.randoms += one.randoms;
        all.exits += one.exits;
        all.fair += one.fair;
        all.tries = std::max(all.tries, one.tries);
        all.hidden += one.hidden;
        all.streaks += one.streaks;
        all.echoes += one.echoes;
        all.quick_echoes += one.quick_echoes;
        all.burns += one.burns;
      });
  for (const int reached :
       {all.randoms, all.exits, all.fair, all.hidden, all.streaks, all.echoes, all.quick_echoes, all.burns})
    EXPECT_GT(reached, 100);
  EXPECT_GT(all.tries, 15) << "until the chance is 1";
}

// What can be enumerated must stay so: memories with slips, and what remains of them without a difference.
TEST(SecondTournament, has_small_automata) {
  const auto expect = [](const std::string& name, std::size_t memories, std::size_t states) {
    const auto walked = derive(briefed(name), 2, {.slips = true}, 50000);
    ASSERT_TRUE(walked) << name;
    EXPECT_LE(walked->size(), memories) << name;
    EXPECT_EQ(minimised(*walked).size(), states) << name;
  };
  expect("second-by-colbert", 11, 9);  // the opening's D and C are those of the chain
  expect("second-by-tester", 7, 6);
  expect("second-by-black", 63, 56);
  expect("second-by-grofman", 639, 172);
  for (const std::string name : {"second-by-borufsen", "second-by-graaskamp-katzen"})
    EXPECT_TRUE(derive(briefed(name), 2, {.slips = true}, 50000)) << name;
  EXPECT_EQ(minimised(*derive(briefed("second-by-gladstein"), 2, {.slips = false}, 100)).size(), 6U)
      << "it counts its slips";
}

}  // namespace
