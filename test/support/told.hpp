// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <random>
#include <string>

#include "crowd.hpp"

/// Strategies held against their rules told from the whole past.
namespace told {

using namespace detente;

/// What both did before a round, in letters, and how long the match is if that is known.
struct Past {
  std::string own, theirs;
  std::size_t known = 0;

  std::size_t rounds() const { return theirs.size(); }
  bool ends_within(std::size_t last_rounds) const { return known > 0 && rounds() + last_rounds >= known; }
};
inline std::ptrdiff_t ds(const std::string& moves) {
  return std::count(moves.begin(), moves.end(), 'D');
}
inline std::string first(const std::string& moves, std::size_t count) {
  return moves.substr(0, count);
}
inline std::string last(const std::string& moves, std::size_t count) {
  return moves.substr(moves.size() - std::min(count, moves.size()));
}

/// A rule, told from the whole past: whether it defects.
using Rule = bool (*)(const Past&);

struct Told {
  const char* name;
  Rule rule;
};
inline void PrintTo(const Told& one, std::ostream* out) {
  *out << one.name;
}
/// For names of tests.
inline std::string plain_name(const testing::TestParamInfo<Told>& tried) {
  std::string name = tried.param.name;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

/// Moves of an other that changes its mind about how hostile it is, and knows how to greet.
class Others {
 public:
  std::string moves(std::size_t rounds) {
    static constexpr std::array<const char*, 9> openings{"",        "",        "",        "CD",  "DDC",
                                                         "CCCCCCC", "CCCCCCD", "CCCCCDD", "DDDD"};
    static constexpr std::array<unsigned, 9> shares{0, 20, 50, 80, 100, 200, 500, 900, 1000};
    if (dice_() % 4 == 0) return cycle(rounds);
    std::string made = openings[dice_() % openings.size()];
    const bool is_calm = happens(300);
    unsigned share = 0;
    while (made.size() < rounds) {
      if (made.size() % 40 < 8 && dice_() % 8 < 3) share = shares[dice_() % (is_calm ? 3 : shares.size())];
      made += happens(share) ? 'D' : 'C';
    }
    return first(made, rounds);
  }
  /// A few moves again and again, after a while of others and with a change now and then.
  std::string cycle(std::size_t rounds) {
    std::string made, again;
    for (std::size_t i = dice_() % 3 == 0 ? dice_() % 12 : 0; i > 0; --i) made += happens(500) ? 'D' : 'C';
    for (std::size_t i = 1 + dice_() % 13; i > 0; --i) again += happens(400) ? 'D' : 'C';
    const unsigned changes = happens(500) ? 0 : 10;
    for (std::size_t i = 0; made.size() < rounds; ++i)
      made += happens(changes) ? (happens(500) ? 'D' : 'C') : again[i % again.size()];
    return made;
  }
  bool happens(unsigned per_mille) { return dice_() % 1000 < per_mille; }

 private:
  std::mt19937 dice_{20};
};

/// Plays many matches with and without slips and compares each move. Matches without enough of both moves prove
/// nothing.
inline void plays_as_told(const Told& told) {
  Others others;
  std::size_t restraint = 0, hostility = 0, slips = 0;
  for (int match = 0; match < 80; ++match) {
    const std::size_t rounds = match % 4 < 3 ? 230 : 40;
    const std::string theirs = others.moves(rounds);
    const unsigned tremble = match % 3 == 0 ? 0U : 60U;
    Past past{.own = "", .theirs = "", .known = match % 2 == 0 ? 0 : rounds};
    Crowd crowd(briefed(told.name, static_cast<std::int64_t>(past.known)));
    for (const char move : theirs) {
      const bool defects = told.rule(past);
      ASSERT_EQ(crowd.cooperation(0), defects ? 0 : 1) << "after " << past.own << "\n   of " << past.theirs;
      const Move meant = defects ? D : C;
      const Move mine = others.happens(tremble) ? opposite(meant) : meant;
      crowd.live(meant, mine, move == 'D' ? D : C);
      past.own += mine == D ? 'D' : 'C';
      past.theirs += move;
      ++(defects ? hostility : restraint);
      slips += mine != meant ? 1U : 0U;
    }
  }
  EXPECT_GT(hostility, 10U);
  EXPECT_GT(restraint, 10U);
  EXPECT_GT(slips, 250U);
}

}  // namespace told
