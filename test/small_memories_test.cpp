// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <deque>
#include <detente/counts.hpp>
#include <detente/dice.hpp>
#include <detente/last_moves.hpp>
#include <detente/moves.hpp>

namespace {

using namespace detente;

static_assert(Moves("CCD").size() == 3 && Moves("CCD")[2] == D && Moves("CCD")[0] == C);
static_assert(Moves().size() == 0 && Moves("DDDDDDDDDDDDDDDDDDDDDDDD").size() == Moves::kMost);

static_assert(sizeof(Moves) == 4 && sizeof(LongMoves) == 34);
static_assert(LongMoves(Moves("DC")) == LongMoves("DC") && Moves(LongMoves("DC")) == Moves("DC"));

TEST(Moves, are_kept_move_for_move_at_any_length) {
  Rng rng(Draw{.seed = 8});
  for (int length = 0; length <= LongMoves::kMost; ++length) {
    std::string text;
    for (int place = 0; place < length; ++place) text += rng() % 2 == 0 ? 'C' : 'D';
    const LongMoves run{std::string_view(text)};
    ASSERT_EQ(run.size(), length);
    ASSERT_EQ(run.text(), text);
    for (int place = 0; place < length; ++place) ASSERT_EQ(run[place], text[static_cast<std::size_t>(place)] == 'D');
    if (length > Moves::kMost) {
      ASSERT_THROW(Moves{run}, std::length_error);
      continue;
    }
    const Moves small{run};
    ASSERT_EQ(small.text(), text);
    ASSERT_EQ(LongMoves{small}, run);
  }
  EXPECT_THROW(LongMoves(std::string(257, 'C')), std::length_error);
  EXPECT_THROW(Moves("CX"), std::invalid_argument);
}

TEST(Moves, are_in_order_by_length_and_then_by_letters) {
  std::vector<Moves> all;
  for (const char* text : {"", "C", "D", "CC", "CD", "DC", "DD", "CCC", "CCCCCCCCC", "CCCCCCCCD", "DCCCCCCCC"})
    all.emplace_back(std::string_view(text));
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < all.size(); ++j) EXPECT_EQ(all[i] <=> all[j], i <=> j) << i << " " << j;
}

/// Against plain lists, with moves by chance.
template <int N>
void compare_with_a_list() {
  LastMoves<N> last;
  std::deque<Move> list(N, C);
  Rng rng(Draw{.seed = 5, .repetition = N});
  for (int round = 0; round < 300; ++round) {
    const Move move = rng() % 3 == 0 ? C : D;
    last.add(move);
    list.push_front(move);
    list.pop_back();
    int hostile = 0;
    for (int ago = 1; ago <= N; ++ago) {
      const Move then = list[static_cast<std::size_t>(ago - 1)];
      ASSERT_EQ(last.ago(ago), then);
      hostile += then;
      ASSERT_EQ(last.hostile(ago), hostile);
    }
    ASSERT_EQ(last.hostile(), hostile);
    ASSERT_EQ(last.are_all(D), hostile == N);
    ASSERT_EQ(last.are_all(C), hostile == 0);
  }
  last.keep(1);
  EXPECT_EQ(last.hostile(), list.front());
}
TEST(LastMoves, are_the_last_moves) {
  compare_with_a_list<1>();
  compare_with_a_list<2>();
  compare_with_a_list<8>();
  compare_with_a_list<9>();
  compare_with_a_list<33>();
  compare_with_a_list<64>();
}
TEST(LastRounds, number_rows_own_moves_first) {
  LastRounds<2> last;
  EXPECT_EQ(last.row(), 0U);
  last.add({C, D, C, false});
  last.add({C, C, D, false});
  EXPECT_EQ(last.row(), 0b1001U);
  LastRounds<1> one;
  one.add({C, C, D, false});
  EXPECT_EQ(one.row(), 1U);  // CC, CD, DC, DD
}

TEST(Counts, stay_within_their_ends) {
  CountUpTo<3> count;
  --count;
  EXPECT_EQ(count, 0);
  for (int i = 0; i < 5; ++i) ++count;
  EXPECT_EQ(count, 3);
  EXPECT_TRUE(count.is_full());
  CountUpTo<300> wide(299);
  ++wide;
  ++wide;
  EXPECT_EQ(wide, 300);
  StreakUpTo<2> streak;
  streak.add(true);
  EXPECT_EQ(streak, 1);
  streak.add(true);
  streak.add(true);
  EXPECT_TRUE(streak.is_full());
  streak.add(false);
  EXPECT_EQ(streak, 0);
  Ledger ledger;
  EXPECT_EQ(ledger.cooperation(0.5), 0.5);
  ledger.add(C);
  ledger.add(C);
  ledger.add(C);
  ledger.add(D);
  EXPECT_EQ(ledger.cooperation(0.5), 0.75);
}

}  // namespace
