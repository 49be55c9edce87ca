// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/design/design.hpp>
#include <detente/error.hpp>

#include "support/crowd.hpp"

/// Parameters at the ends of what Axelrod-Python takes, against its rules spelled out.
namespace {

using namespace detente;

/// Moves of an other that is hostile in runs of all lengths.
std::string moods(std::uint64_t seed, std::size_t rounds) {
  Rng rng(Draw{.seed = seed});
  std::string moves;
  bool is_hostile = false;
  while (moves.size() < rounds) {
    is_hostile = rng.chance(0.3) != is_hostile;
    moves += is_hostile ? 'D' : 'C';
  }
  return moves;
}

/// `rule` says what to play after own moves and the other's; both must agree move for move.
void expect_moves(const std::string& spec, const std::function<char(const std::string&, const std::string&)>& rule) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const std::string theirs = moods(seed, 600);
    std::string own;
    for (std::size_t round = 0; round < theirs.size(); ++round) own += rule(own, theirs.substr(0, round));
    EXPECT_EQ(told::Seat(spec).live(theirs), own) << spec;
  }
}

TEST(ReferenceRange, of_thresholds_goes_beyond_one) {
  for (const std::string threshold : {"0", "1", "1.5", "3", "1000"})
    for (const int limit : {0, 1, 20}) {
      const double most = std::stod(threshold);
      expect_moves("limited-retaliate:threshold=" + threshold + ",limit=" + std::to_string(limit),
                   [=](const std::string& own, const std::string& theirs) {
                     int suffered = 0, taken = 0, count = 0;
                     char move = 'C';
                     for (std::size_t round = 0; round <= own.size(); ++round) {
                       if (round > 0) {
                         suffered += own[round - 1] == 'C' && theirs[round - 1] == 'D';
                         taken += own[round - 1] == 'D' && theirs[round - 1] == 'C';
                       }
                       const bool retaliates = suffered > taken * most;
                       move = retaliates && count < limit ? 'D' : 'C';
                       count = move == 'D' ? count + 1 : 0;
                     }
                     return move;
                   });
      if (limit == 20)
        expect_moves("retaliate:threshold=" + threshold, [=](const std::string& own, const std::string& theirs) {
          int suffered = 0, taken = 0;
          for (std::size_t round = 0; round < own.size(); ++round) {
            suffered += own[round] == 'C' && theirs[round] == 'D';
            taken += own[round] == 'D' && theirs[round] == 'C';
          }
          return suffered > taken * most ? 'D' : 'C';
        });
    }
}

TEST(ReferenceRange, of_tits_for_tats_begins_at_none) {
  for (const int n : {0, 1, 3})
    for (const int m : {0, 1, 2})
      expect_moves("n-tits-for-m-tats:n=" + std::to_string(n) + ",m=" + std::to_string(m),
                   [=](const std::string& own, const std::string& theirs) {
                     int left = 0;
                     char move = 'C';
                     for (std::size_t round = 0; round <= own.size(); ++round) {
                       const auto tats = static_cast<std::size_t>(m);
                       const bool calls =
                           m == 0 || (round >= tats && theirs.substr(round - tats, tats) == std::string(tats, 'D'));
                       if (calls) left = n;
                       move = left > 0 ? 'D' : 'C';
                       if (left > 0) --left;
                     }
                     return move;
                   });
}

TEST(ReferenceRange, of_a_detective_begins_with_no_opening) {
  for (const std::string opening : {"", "C", "DD", "CDCC"})
    expect_moves("detective:opening=" + opening, [=](const std::string& own, const std::string& theirs) {
      if (own.size() < opening.size()) return opening[own.size()];
      return theirs.substr(0, opening.size()).find('D') == std::string::npos ? 'D' : theirs.back();
    });
  const Strategy silent = Registry::built_in().strategy("detective:opening=");
  EXPECT_EQ(silent.name(), "detective:opening=");
  Request request;
  request.strategies = "detective:opening=,hawk,detective:opening=@greedy";
  const Design design = make_design(request, Registry::built_in());
  ASSERT_EQ(design.entrants.size(), 3U);
  EXPECT_EQ(design.entrants[2].name, "detective:opening=@greedy");
}

TEST(ReferenceRange, of_a_cycle_goes_up_to_256_moves) {
  const Registry registry = Registry::built_in();
  for (const std::size_t length : {1U, 24U, 25U, 100U, 255U, 256U}) {
    const std::string cycle = moods(length, length);
    const std::string spec = "cycler:cycle=" + cycle;
    expect_moves(spec, [=](const std::string& own, const std::string&) { return cycle[own.size() % length]; });
    EXPECT_EQ(registry.strategy(spec).name(), spec);
    EXPECT_EQ(registry.strategy(registry.strategy(spec).name()).name(), spec);
  }
  const auto said = [&](const std::string& cycle) -> std::string {
    try {
      static_cast<void>(registry.strategy("cycler:cycle=" + cycle));
    } catch (const Error& refusal) {
      return refusal.what();
    }
    return "";
  };
  const std::string allowed = "; it must be 1…256 moves, written C and D";
  for (const std::string& cycle : {std::string(), std::string(257, 'C'), std::string("CXD")})
    EXPECT_EQ(said(cycle), "parameter cycle of strategy 'cycler' is '" + cycle + "'" + allowed);
}

}  // namespace
