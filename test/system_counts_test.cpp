// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What is counted of systems against a recount of what an observer sees, lane by lane; and counts of bits against
// counts one by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <set>

#include <detente/dice.hpp>
#include <detente/systems/play.hpp>
#include <detente/systems/standing.hpp>
#include <detente/systems/system_design.hpp>

#include "../engine/src/systems/lane_counters.hpp"
#include "../engine/src/systems/wars.hpp"

using namespace detente;

namespace {

using Counts = SystemTally::Counts;

SystemDesign made(const SystemRequest& request) {
  static const Registry registry = Registry::built_in();
  static const Alignments alignments = Alignments::built_in();
  return make_system(request, registry, alignments);
}

/// States of the largest connected set of fronts in conflict, by search.
std::uint64_t largest_war(const System& system, const std::vector<bool>& conflict) {
  std::vector<bool> is_met(system.states.size());
  std::size_t largest = 0;
  for (std::size_t first = 0; first < is_met.size(); ++first) {
    std::deque<std::size_t> open{first};
    std::size_t size = 0;
    while (!open.empty()) {
      const std::size_t state = open.front();
      open.pop_front();
      if (is_met[state]) continue;
      is_met[state] = true;
      ++size;
      for (std::size_t f = 0; f < conflict.size(); ++f)
        if (conflict[f]) {
          if (system.fronts[f].row == state) open.push_back(system.fronts[f].column);
          if (system.fronts[f].column == state) open.push_back(system.fronts[f].row);
        }
    }
    largest = std::max(largest, size);
  }
  return largest >= 2 ? largest : 0;
}

/// Counts again, of games of two levels with fixed pledges.
class Recount : public SystemObserver {
 public:
  explicit Recount(const System& system)
      : joint(4 * system.fronts.size()),
        lived(system.states.size()),
        alone(lived),
        arms(lived),
        entry(lived),
        invoked(2 * system.fronts.size()),
        honoured(invoked),
        entrapped(invoked),
        system_(system),
        former_(kLanes) {}

  bool see(const SystemRound& round) override {
    for (std::size_t lane = 0; lane < round.lanes; ++lane) {
      see_states(round, lane);
      see_wars(round, lane);
      see_pleas(round, lane);
    }
    return true;
  }

  std::vector<Counts> joint, lived, alone, arms, entry, invoked, honoured, entrapped;
  Counts quiet{}, war{}, general_war{}, breadth{};

 private:
  struct Former {
    std::vector<bool> called, saw;
    std::vector<std::uint64_t> good;
  };

  std::size_t state_of(std::size_t seat) const {
    return seat % 2 == 0 ? system_.fronts[seat / 2].row : system_.fronts[seat / 2].column;
  }
  static bool lives(const SystemRound& round, std::size_t state, std::size_t lane) {
    return round.strength[state].at[lane] > 0;
  }

  void see_states(const SystemRound& round, std::size_t lane) {
    for (std::size_t i = 0; i < lived.size(); ++i) {
      lived[i][lane] += lives(round, i, lane) ? 1U : 0U;
      arms[i][lane] += round.strength[i].at[lane];
    }
    for (std::size_t f = 0; f < system_.fronts.size(); ++f) {
      const bool row = lives(round, system_.fronts[f].row, lane);
      const bool column = lives(round, system_.fronts[f].column, lane);
      if (row && column) ++joint[4 * f + 2U * round.done[2 * f].at[lane] + round.done[2 * f + 1].at[lane]][lane];
      if (row && !column) ++alone[system_.fronts[f].row][lane];
      if (!row && column) ++alone[system_.fronts[f].column][lane];
    }
  }

  void see_wars(const SystemRound& round, std::size_t lane) {
    std::vector<bool> conflict(system_.fronts.size());
    std::set<std::size_t> fighting;
    bool is_quiet = true;
    for (std::size_t f = 0; f < conflict.size(); ++f) {
      const bool row = round.done[2 * f].at[lane] != 0;
      const bool column = round.done[2 * f + 1].at[lane] != 0;
      is_quiet = is_quiet && !row && !column;
      conflict[f] = row && column;
      if (conflict[f]) fighting.insert({system_.fronts[f].row, system_.fronts[f].column});
    }
    std::size_t living = 0;
    for (std::size_t i = 0; i < lived.size(); ++i) living += lives(round, i, lane) ? 1U : 0U;
    for (const std::size_t state : fighting)
      if (entry[state][lane] == 0) entry[state][lane] = static_cast<std::uint64_t>(round.round);
    quiet[lane] += is_quiet ? 1U : 0U;
    war[lane] += fighting.empty() ? 0U : 1U;
    general_war[lane] += 2 * fighting.size() > living ? 1U : 0U;
    breadth[lane] += largest_war(system_, conflict);
  }

  void see_pleas(const SystemRound& round, std::size_t lane) {
    const std::size_t seats = 2 * system_.fronts.size();
    Former& former = former_[lane];
    if (former.good.empty()) former.good.assign(lived.size(), 1);
    const bool is_first = former.called.empty();
    std::vector<bool> called(seats), saw(seats);
    std::vector<Hostility> acts;
    for (std::size_t seat = 0; seat < seats; ++seat) {
      if (round.done[seat].at[lane] != 0) acts.push_back({state_of(seat), state_of(seat ^ 1U), 1});
      saw[seat] = round.seen[seat].at[lane] != 0;
      for (const SystemPledge& pledge : system_.pledges) {
        if (pledge.by != state_of(seat)) continue;
        if (pledge.kind == Stance::defend && (former.good[pledge.to] & 1U) == 0) continue;
        for (std::size_t other = 0; other < seats; ++other)
          if (state_of(other) == pledge.to && state_of(other ^ 1U) == state_of(seat ^ 1U))
            called[seat] = called[seat] || round.seen[other].at[lane] != 0;
      }
      const bool is_live = lives(round, state_of(seat), lane) && lives(round, state_of(seat ^ 1U), lane);
      called[seat] = called[seat] && is_live;
      EXPECT_EQ(round.told[seat].at[lane] != 0, saw[seat] || called[seat]);
      if (is_first || !former.called[seat] || !is_live) continue;
      ++invoked[seat][lane];
      if (round.done[seat].at[lane] == 0) continue;
      ++honoured[seat][lane];
      entrapped[seat][lane] += former.saw[seat] ? 0U : 1U;
    }
    former = {called, saw, good_after(acts, former.good)};
  }

  const System& system_;
  std::vector<Former> former_;
};

void expect_recounted(const SystemRequest& request, std::size_t lanes = kLanes) {
  const SystemDesign design = made(request);
  Recount recount(design.system);
  SystemTally tally;
  ASSERT_TRUE(SystemMatch(design.system).play(0, lanes, tally, {}, &recount));
  // Not EXPECT_EQ, which would print them all.
  EXPECT_TRUE(tally.joint == recount.joint);
  EXPECT_TRUE(tally.lived == recount.lived);
  EXPECT_TRUE(tally.alone == recount.alone);
  EXPECT_TRUE(tally.arms == recount.arms);
  EXPECT_TRUE(tally.entry == recount.entry);
  EXPECT_TRUE(tally.invoked == recount.invoked);
  EXPECT_TRUE(tally.honoured == recount.honoured);
  EXPECT_TRUE(tally.entrapped == recount.entrapped);
  EXPECT_TRUE(tally.quiet == recount.quiet);
  EXPECT_TRUE(tally.war == recount.war);
  EXPECT_TRUE(tally.general_war == recount.general_war);
  EXPECT_TRUE(tally.breadth == recount.breadth);
}

TEST(SystemCounts, are_those_of_an_observer) {
  SystemRequest request;
  request.base.rounds = 300;  // more than a byte counts
  request.base.tremble = {0.02, 0.05};
  const std::vector<std::string> strategies{"tit-for-tat", "grit", "hawk", "tit-for-two-tats"};
  for (std::size_t i = 0; i < 7; ++i) {
    request.states.push_back("S" + std::to_string(i) + "=" + strategies[i % 4]);
    request.strength_of.emplace_back("S" + std::to_string(i), std::to_string(1 + i % 3));
  }
  request.pledges = "S0>S1,S1>S3:back,S4>S0,S5>S6:back,S6>S5";
  request.ambiguity = 0.1;
  for (const char* const fronts : {"complete", "ring", "S0-S1,S1-S3,S0-S3,S2-S4,S2-S5,S2-S6,S5-S6"})
    for (const char* const war : {"", "0.02:spoils=0.5"}) {
      SCOPED_TRACE(std::string(fronts) + ", war " + war);
      request.fronts = fronts;
      request.war = war;
      expect_recounted(request);
    }
  request.base.continuation = 0.98;
  expect_recounted(request, 37);
}

std::uint64_t some_bits(std::uint32_t number) {
  const auto words = philox({number, 1, 2, 3}, {4, 5});
  return std::uint64_t{words[0]} << 32U | words[1];
}

TEST(SystemCounts, of_bits_are_those_of_one_by_one) {
  constexpr std::uint32_t kMany = 5;
  for (const std::uint32_t rounds : {0U, 1U, 2U, 3U, 8U, 127U, 254U, 255U, 256U, 600U}) {
    systems::LaneCounters counters(kMany);
    systems::LaneSum sum;
    std::vector<Counts> wanted(kMany);
    std::array<std::uint32_t, kLanes> all{};
    for (std::uint32_t round = 0; round < rounds; ++round) {
      std::array<std::uint64_t, kMany> words{};
      const std::uint64_t playing = round < rounds / 2 ? ~std::uint64_t{0} : 0x00FF0F0F33335555;
      for (std::uint32_t i = 0; i < kMany; ++i) {
        words[i] = some_bits(kMany * round + i) | (i == 4 ? ~std::uint64_t{0} : 0);
        for (std::size_t lane = 0; lane < kLanes; ++lane) wanted[i][lane] += (words[i] & playing) >> lane & 1U;
      }
      for (std::size_t lane = 0; lane < kLanes; ++lane) all[lane] += static_cast<std::uint32_t>(words[0] >> lane & 1U);
      counters.add(words.data(), playing);
      sum.add(words[0]);
    }
    EXPECT_TRUE(counters.sums() == wanted) << rounds;
    EXPECT_TRUE(counters.sums() == wanted) << rounds << ", asked again";
    EXPECT_EQ(sum.counts(), all) << rounds;
    counters.clear();
    EXPECT_EQ(counters.sums(), std::vector<Counts>(kMany));
  }
}

/// Fronts of a grid and some that jump, or of a chain whose states are numbered at random: with few conflicts, many,
/// and all in one.
TEST(SystemCounts, of_wars_are_those_of_a_search) {
  constexpr std::size_t kStates = 120;
  std::vector<std::size_t> order(kStates);
  for (std::size_t i = 0; i < kStates; ++i) order[i] = (i * 49 + 7) % kStates;
  for (const bool is_chain : {false, true}) {
    const SystemFront front = made({.states = {"A=dove", "B=dove"}}).system.fronts[0];
    System system;
    system.states.resize(kStates);
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i + 1 < kStates; ++i) {
      if (is_chain) pairs.insert(std::minmax(order[i], order[i + 1]));
      if (!is_chain && i % 10 != 9) pairs.insert({i, i + 1});
      if (!is_chain && i + 10 < kStates) pairs.insert({i, i + 10});
    }
    for (const auto& [row, column] : pairs) {
      system.fronts.push_back(front);
      system.fronts.back().row = row;
      system.fronts.back().column = column;
    }
    systems::Wars wars(system);
    for (std::uint32_t density = 1; density <= 16; ++density) {
      std::vector<std::uint64_t> conflict, fighting(kStates);
      for (std::uint32_t f = 0; f < system.fronts.size(); ++f) {
        std::uint64_t bits = 0;
        for (std::uint32_t lane = 0; lane < kLanes; ++lane)
          bits |= std::uint64_t{philox({f, lane, density, 0}, {7, 8})[0] % 16 < density} << lane;
        conflict.push_back(bits);
        fighting[system.fronts[f].row] |= bits;
        fighting[system.fronts[f].column] |= bits;
      }
      systems::LaneSum sum;
      for (const std::uint64_t state : fighting) sum.add(state);
      const auto& largest = wars.largest(conflict, fighting, sum.counts(), ~std::uint64_t{0});
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        std::vector<bool> here;
        for (const std::uint64_t bits : conflict) here.push_back((bits >> lane & 1U) != 0);
        ASSERT_EQ(largest[lane], largest_war(system, here)) << is_chain << ", " << density << " of 16, lane " << lane;
      }
    }
  }
}

}  // namespace
