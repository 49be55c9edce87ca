// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "support/kin.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <detente/automata/automaton.hpp>
#include <functional>

namespace {

using namespace detente;
using namespace kin;

/// The chance of C after a history, straight from what the rule says.
using Rule = std::function<double(const History&)>;

double copy(const History& past) {
  return past.rounds() == 0 || ago(past.theirs, 1) == 'C' ? 1 : 0;
}
double share_of_c(const History& past) {
  return count(past.theirs, 'C') / static_cast<double>(past.rounds());
}

Rule tits_for_tats(std::size_t tits, std::size_t tats) {
  return [=](const History& past) {
    for (std::size_t since = 0; since < tits && since + tats <= past.rounds(); ++since)
      if (past.theirs.substr(past.rounds() - since - tats, tats) == std::string(tats, 'D')) return 0;
    return 1;
  };
}
Rule opposite_after(double first) {
  return [=](const History& past) { return past.rounds() == 0 ? first : 1 - copy(past); };
}
Rule last_is_hostile(const Rule& rule) {
  return [=](const History& past) { return past.is_last() ? 0 : rule(past); };
}
double michaelos(const History& past) {
  for (std::size_t round = 1; round < past.rounds(); ++round)
    if (past.mine[round - 1] == 'D' && past.theirs[round - 1] == 'C' && past.meant[round] == 'D') return 0;
  return ends(past.mine, "D") && ends(past.theirs, "C") ? 0.5 : copy(past);
}
/// An own C excuses itself for the D right before it if one of those was a slip against a C.
double contrite(const History& past) {
  if (ends(past.mine, "C"))
    for (std::size_t back = 2; back <= past.rounds() && ago(past.mine, back) == 'D'; ++back)
      if (ago(past.meant, back) == 'C' && ago(past.theirs, back) == 'C') return 1;
  return copy(past);
}
Rule adaptive(double rate) {
  return [=](const History& past) {
    double image = 0.5;
    for (const char move : past.theirs) image += rate * ((move == 'C' ? 1 : 0) - image);
    return image >= 0.5 ? 1 : 0;
  };
}
double dynamic_two_tits(const History& past) {
  return tits_for_tats(2, 1)(past) == 1 ? 1 : share_of_c(past);
}
Rule omega(int patience, int tolerance) {
  return [=](const History& past) -> double {
    int deadlock = 0, randomness = 0;
    double next = copy(past);
    for (std::size_t last = 1; last < past.rounds(); ++last) {
      const bool changes = past.theirs[last] != past.theirs[last - 1];
      next = 1;
      if (deadlock > patience) {
        deadlock = 0;
      } else if (deadlock == patience) {
        ++deadlock;
      } else {
        if (changes) ++randomness;
        if (past.mine[last] != past.theirs[last]) ++randomness;
        if (past.theirs.substr(last - 1, 2) == "CC") --randomness;
        next = randomness < tolerance && past.theirs[last] == 'C' ? 1 : 0;
        if (randomness < tolerance) deadlock = changes ? deadlock + 1 : 0;
      }
    }
    return next;
  };
}
double random_tit_for_tat(const History& past) {
  return past.rounds() > 0 && past.rounds() % 2 == 0 ? 0.5 : copy(past);
}
double slow_2(const History& past) {
  if (past.rounds() < 2 || ends(past.theirs, "CC")) return 1;
  return !ends(past.theirs, "DD") && ends(past.mine, "C") ? 1 : 0;
}
double sneaky(const History& past) {
  if (past.rounds() < 2) return 1;
  if (count(past.theirs, 'D') == 0) return 0;
  return ago(past.mine, 2) == 'D' ? 1 : copy(past);
}
double doubler(const History& past) {
  return ends(past.theirs, "D") && count(past.theirs, 'C') <= 2 * count(past.theirs, 'D') ? 0 : 1;
}
double appeaser(const History& past) {
  return past.rounds() == 0 || past.mine.back() == (past.theirs.back() == 'C' ? 'C' : 'D') ? 1 : 0;
}
double resurrection(const History& past) {
  return ends(past.mine, "DDDDD") ? 0 : copy(past);
}
double double_resurrection(const History& past) {
  if (ends(past.mine, "CCCCC")) return 0;
  return ends(past.mine, "DDDDD") ? 1 : copy(past);
}
double inverse(const History& past) {
  const std::size_t last = past.theirs.rfind('D');
  return last == std::string::npos ? 1 : 1 - 1.0 / static_cast<double>(past.rounds() - last);
}
double remorseful(const History& past) {
  if (past.rounds() == 0) return 1;
  if (ends(past.theirs, "C")) return 0.9;
  const bool has_tried = past.rounds() > 1 && ago(past.theirs, 2) == 'C' && ago(past.meant, 1) == 'D';
  return has_tried ? 1 : 0;
}
Rule steered(double ratio) {
  return [=](const History& past) {
    if (past.rounds() == 0) return 1;
    if (count(past.theirs, 'D') == 0) return 0;
    const double all_c = count(past.theirs + past.mine, 'C'), all_d = count(past.theirs + past.mine, 'D');
    return all_c / all_d > ratio ? 0 : 1;
  };
}
double mem_2(const History& past) {
  std::string choices = "t";
  for (std::size_t round = 0; round + 1 < past.rounds() && count(choices, 'h') < 2; round += 2) {
    std::string first{past.mine[round], past.theirs[round]}, second{past.mine[round + 1], past.theirs[round + 1]};
    if (first > second) std::swap(first, second);
    choices += first == "CC" && second == "CC" ? 't' : first == "CD" && second == "DC" ? 'w' : 'h';
  }
  if (choices.back() == 'h') return 0;
  return choices.back() == 't' ? copy(past) : tits_for_tats(1, 2)(past);
}
/// After an opening, C after rounds that end in one of the pairs: own moves, then the other's.
Rule after(const std::string& opening, const std::vector<std::pair<std::string, std::string>>& pairs) {
  return [=](const History& past) {
    if (past.rounds() < opening.size()) return opening[past.rounds()] == 'C' ? 1 : 0;
    for (const auto& [own, other] : pairs)
      if (ends(past.mine, own) && ends(past.theirs, other)) return 1;
    return 0;
  };
}
double zd_mem_2(const History& past) {
  if (past.rounds() < 2) return 1;
  if (ends(past.theirs, "DC")) return 7. / 9;
  if (ends(past.theirs, "DD")) return 1. / 10;
  const int place = ends(past.mine, "CC") ? 3 : ends(past.mine, "CD") ? 2 : ends(past.mine, "DD") ? 1 : 0;
  return ends(past.theirs, "CC") ? (place + 8) / 12. : (place + 1) / 11.;
}
Rule memory_one(double first, double cc, double cd, double dc, double dd) {
  return [=](const History& past) {
    if (past.rounds() == 0) return first;
    if (ends(past.mine, "C")) return ends(past.theirs, "C") ? cc : cd;
    return ends(past.theirs, "C") ? dc : dd;
  };
}
double worse(const History& past) {
  return std::max(0.0, 1 - static_cast<double>(past.rounds() + 1) / 1000);
}
double better(const History& past) {
  return std::min(1.0, static_cast<double>(past.rounds() + 1) / 1000);
}
double knowledgeable(const History& past) {
  return past.known == 0 ? 1 : 1 - static_cast<double>(past.rounds() + 1) / static_cast<double>(past.known);
}
double worse_2(const History& past) {
  return past.rounds() < 20 ? copy(past) : 20. / static_cast<double>(past.rounds() + 1);
}
double worse_3(const History& past) {
  return past.rounds() == 0 ? 1 : 1 - count(past.theirs, 'D') / static_cast<double>(past.rounds());
}
int thue_morse(std::size_t place) {
  return place == 0 ? 0 : place % 2 == 0 ? thue_morse(place / 2) : 1 - thue_morse(place / 2);
}
double anti_cycler(const History& past) {
  std::string sequence = "CDD";
  for (std::size_t run = 1; sequence.size() <= past.rounds(); ++run) sequence += std::string(run, 'C') + "D";
  return sequence[past.rounds()] == 'C' ? 1 : 0;
}
double self_steem(const History& past) {
  const double wave = std::sin(2 * std::acos(-1.0) * static_cast<double>(past.rounds()) / 10);
  if (wave > 0.95) return 0;
  if (wave < -0.95) return 1;
  return std::abs(wave) < 0.3 ? 0.5 : copy(past);
}

struct Case {
  std::string name;
  Rule rule;
  int rounds = 120;
  std::int64_t known = 0;
};
void PrintTo(const Case& tried, std::ostream* out) {
  *out << tried.name;
}

class Kin : public testing::TestWithParam<Case> {};

TEST_P(Kin, plays_by_its_rule_whatever_happens) {
  const auto& [name, rule, rounds, known] = GetParam();
  for (std::uint32_t seed = 0; seed < 12000U / static_cast<unsigned>(rounds); ++seed) {
    Seat seat(name, known);
    live_at_random(seat, seed, rounds, std::array{0.0, 0.05, 0.3}[seed % 7 % 3], [&, &rule = rule] {
      ASSERT_NEAR(seat.cooperation(), rule(seat.past()), 1e-15)
          << "seed " << seed << ", own " << seat.past().mine << ", other's " << seat.past().theirs;
    });
    if (HasFatalFailure()) return;
  }
}

constexpr double kThird = 1. / 3;

INSTANTIATE_TEST_SUITE_P(
    Each, Kin,
    testing::Values(
        Case{"n-tits-for-m-tats", tits_for_tats(3, 2)}, Case{"n-tits-for-m-tats:n=2,m=4", tits_for_tats(2, 4)},
        Case{"n-tits-for-m-tats:n=5,m=1", tits_for_tats(5, 1)}, Case{"two-tits-for-tat", tits_for_tats(2, 1)},
        Case{"hard-tit-for-tat", tits_for_tats(3, 1)}, Case{"tit-for-two-tats", tits_for_tats(1, 2)},
        Case{"hard-tit-for-2-tats", tits_for_tats(2, 2)}, Case{"anti-tit-for-tat", opposite_after(1)},
        Case{"bully", opposite_after(0)}, Case{"negation", opposite_after(0.5)},
        Case{"alexei", last_is_hostile(copy), 60, 60}, Case{"alexei", copy},
        Case{"michaelos", last_is_hostile(michaelos), 30, 30}, Case{"michaelos", michaelos},
        Case{"contrite-tit-for-tat-axelrod", contrite}, Case{"adaptive-tit-for-tat", adaptive(0.5), 400},
        Case{"adaptive-tit-for-tat:rate=0.125", adaptive(0.125)}, Case{"dynamic-two-tits-for-tat", dynamic_two_tits},
        Case{"omega-tit-for-tat", omega(3, 8)}, Case{"omega-tit-for-tat:patience=2,tolerance=20", omega(2, 20)},
        Case{"random-tit-for-tat", random_tit_for_tat}, Case{"slow-tit-for-two-tats-2", slow_2},
        Case{"sneaky-tit-for-tat", sneaky}, Case{"doubler", doubler}, Case{"appeaser", appeaser},
        Case{"resurrection", resurrection}, Case{"double-resurrection", double_resurrection}, Case{"inverse", inverse},
        Case{"remorseful-prober", remorseful}, Case{"golden", steered((1 + std::sqrt(5)) / 2)},
        Case{"golden:ratio=1", steered(1)}, Case{"pi", steered(std::acos(-1.0))}, Case{"e", steered(std::exp(1.0))},
        Case{"average-copier", [](auto& past) { return past.rounds() == 0 ? 0.5 : share_of_c(past); }},
        Case{"nice-average-copier", [](auto& past) { return past.rounds() == 0 ? 1 : share_of_c(past); }},
        Case{"worse-and-worse-3", worse_3}));

INSTANTIATE_TEST_SUITE_P(
    OfShortMemory, Kin,
    testing::Values(
        Case{"mem-2", mem_2, 40}, Case{"winner-12", after("CC", {{"C", "CC"}, {"C", "DC"}, {"D", "CD"}})},
        Case{"winner-21", after("DC", {{"C", "CC"}, {"C", "DC"}, {"D", "CC"}})},
        Case{"delayed-aon-1",
             after("CC", {{"CC", "CC"}, {"CD", "CD"}, {"CD", "DD"}, {"DC", "DC"}, {"DD", "CD"}, {"DD", "DD"}})},
        Case{"zd-mem-2", zd_mem_2}, Case{"soft-joss", memory_one(1, 1, 0.1, 1, 0.1)},
        Case{"stochastic-cooperator", memory_one(1, 0.935, 0.229, 0.266, 0.42)},
        Case{"stochastic-wsls", memory_one(1, 0.95, 0.05, 0.05, 0.95)},
        Case{"firm-but-fair", memory_one(1, 1, 0, 1, 2 * kThird)},
        Case{"burn-both-ends", memory_one(1, 0.9, 0, 0.9, 0)}, Case{"naive-prober", memory_one(1, 0.9, 0, 0.9, 0)},
        Case{"win-shift-lose-stay", memory_one(0, 0, 1, 1, 0)}, Case{"desperate", memory_one(0.5, 0, 0, 0, 1)},
        Case{"hopeless", memory_one(0.5, 0, 1, 1, 1)}, Case{"willing", memory_one(0.5, 1, 1, 1, 0)},
        Case{"allc-or-alld", memory_one(0.6, 1, 1, 0, 0)},
        // The numbers that Axelrod-Python works out from phi, slope and baseline.
        Case{"zd-extort-2v-2", memory_one(1, 0.875, 0.4375, 0.375, 0)},
        Case{"zd-extort-3", memory_one(1, 11. / 13, 0.5, 7. / 26, 0)},
        Case{"zd-extort-4", memory_one(1, 11. / 17, 0, 8. / 17, 0)},
        Case{"zd-extortion-axelrod", memory_one(1, 0.64, 0.18, 0.28, 0)},
        Case{"zd-gen-2", memory_one(1, 1, 0.5625, 0.5, 0.125)}, Case{"zd-mischief", memory_one(1, 0.8, 0.6, 0.1, 0)},
        Case{"zd-set-2", memory_one(1, 0.75, 0.25, 0.5, 0.25)},
        // The same line by its slope and by its factor.
        Case{"zd-extortion", memory_one(1, 8. / 9, 0.5, kThird, 0)},
        Case{"zero-determinant:phi=0.1111111111111111,slope=0.5", memory_one(1, 8. / 9, 0.5, kThird, 0)},
        Case{"zd-generous", memory_one(1, 1, 0.125, 1, 0.25)},
        Case{"zero-determinant:phi=0.25,slope=0.5,baseline=3", memory_one(1, 1, 0.125, 1, 0.25)}));

INSTANTIATE_TEST_SUITE_P(
    OfSequences, Kin,
    testing::Values(Case{"worse-and-worse", worse, 1100}, Case{"better-and-better", better, 1100},
                    Case{"knowledgeable-worse-and-worse", knowledgeable, 77, 77},
                    Case{"knowledgeable-worse-and-worse", knowledgeable}, Case{"worse-and-worse-2", worse_2},
                    Case{"thue-morse", [](auto& past) { return thue_morse(past.rounds()); }, 1100},
                    Case{"thue-morse-inverse", [](auto& past) { return 1 - thue_morse(past.rounds()); }, 1100},
                    Case{"anti-cycler", anti_cycler, 1100}, Case{"self-steem", self_steem}));

TEST(KinFacts, adaptive_tit_for_tat_lets_one_d_pass_after_53_c) {
  for (const std::size_t trust : {52U, 53U}) {
    Seat seat("adaptive-tit-for-tat");
    seat.live(std::string(trust, 'C') + "D");
    EXPECT_EQ(seat.cooperation(), trust == 53 ? 1 : 0);
    seat.live("D");
    EXPECT_EQ(seat.cooperation(), 0);
  }
}

TEST(KinFacts, contrite_tit_for_tat_of_axelrod_answers_a_d_that_meets_its_slip) {
  for (const std::string theirs : {"D", "CD"}) {
    Seat ours("contrite-tit-for-tat"), axelrods("contrite-tit-for-tat-axelrod");
    for (Seat* const seat : {&ours, &axelrods})
      for (const char move : theirs) seat->live('C', 'D', move);
    EXPECT_EQ(ours.cooperation(), 1) << theirs;
    EXPECT_EQ(axelrods.cooperation(), 0) << theirs;
  }
}

TEST(KinFacts, lines_that_no_game_could_hold_are_refused) {
  const auto refusal = [](const std::string& settings) -> std::string {
    try {
      briefed("zero-determinant:" + settings);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  const std::string start = "zero-determinant cannot be played in this game: after ";
  const std::string formula = " (own move first) the coefficient slope*(own - baseline) - (other's - baseline) is ";
  EXPECT_TRUE(refusal("baseline=3.5").starts_with(start + "CC" + formula + "above 0"));
  EXPECT_TRUE(refusal("baseline=0.5").starts_with(start + "DD" + formula + "below 0"));
  EXPECT_TRUE(refusal("slope=-0.5").starts_with(start + "DC" + formula + "below 0"));
  EXPECT_EQ(refusal("slope=-0.25"), "");
  EXPECT_EQ(refusal("baseline=3"), "");
}

struct Size {
  std::string name;
  std::size_t memories, least;
};

// What it remembers, and the smallest machine that plays alike.
TEST(KinFacts, memories_are_few) {
  const std::vector<Size> sizes{{"n-tits-for-m-tats", 6, 6},
                                {"two-tits-for-tat", 3, 3},
                                {"hard-tit-for-tat", 4, 4},
                                {"tit-for-two-tats", 3, 3},
                                {"hard-tit-for-2-tats", 4, 4},
                                {"anti-tit-for-tat", 3, 2},
                                {"negation", 3, 3},
                                {"alexei", 2, 2},
                                {"michaelos", 4, 4},
                                {"contrite-tit-for-tat-axelrod", 4, 4},
                                {"random-tit-for-tat", 4, 4},
                                {"slow-tit-for-two-tats-2", 5, 5},
                                {"sneaky-tit-for-tat", 11, 9},
                                {"appeaser", 2, 2},
                                {"resurrection", 11, 10},
                                {"double-resurrection", 19, 17},
                                {"remorseful-prober", 3, 3},
                                {"mem-2", 36, 19},
                                {"winner-12", 13, 5},
                                {"winner-21", 13, 5},
                                {"delayed-aon-1", 21, 5},
                                {"zd-mem-2", 21, 15},
                                {"stochastic-wsls", 3, 3},
                                {"win-shift-lose-stay", 5, 2},
                                {"zero-determinant", 5, 5},
                                {"worse-and-worse", 1000, 1000},
                                {"better-and-better", 1000, 1000},
                                {"self-steem", 14, 14}};
  for (const auto& [name, memories, least] : sizes) {
    const auto automaton = derive(briefed(name), 2, {}, 4096);
    ASSERT_TRUE(automaton) << name;
    EXPECT_EQ(automaton->size(), memories) << name;
    EXPECT_EQ(minimised(*automaton).size(), least) << name;
  }
}

}  // namespace
