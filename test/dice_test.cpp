// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <boost/random/uniform_int_distribution.hpp>
#include <detente/error.hpp>
#include <detente/lanes/draws.hpp>
#include <detente/world/weather.hpp>
#include <limits>

#include "support/statistics.hpp"

namespace {

using namespace detente;
using Words = std::array<std::uint32_t, 4>;

// Known answers published with the Random123 library (Salmon et al. 2011), philox4x32 10.
TEST(Philox, gives_the_published_known_answers) {
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Draw, is_laid_out_as_the_design_says) {
  const Draw draw{.seed = 0x0123456789abcdef, .repetition = 0xfedcba9876543210, .seat = 1, .round = 4711, .purpose = 2};
  EXPECT_EQ(word(draw), philox({4711 / 4, 2 * 2 + 1, 0x76543210, 0xfedcba98}, {0x89abcdef, 0x01234567})[4711 % 4]);
}

TEST(Draw, of_a_batch_equals_each_word_by_name) {
  std::array<std::uint64_t, kLanes> repetitions{};
  for (std::size_t lane = 0; lane < kLanes; ++lane) repetitions[lane] = lane * 0x123456789ULL;
  for (const std::uint32_t round : {0U, 4U, 200U, 0xfffffff0U}) {
    Draw draw{.seed = 987654321987ULL, .seat = 1, .round = round, .purpose = 3};
    std::array<LaneWords, 4> words;
    draw_words(draw, repetitions, words);
    for (std::uint32_t i = 0; i < 4; ++i)
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        draw.repetition = repetitions[lane];
        draw.round = round + i;
        ASSERT_EQ(words[i].at[lane], word(draw)) << "round " << round + i << ", lane " << lane;
      }
  }
}

TEST(Threshold, rounds_to_the_nearest_grain) {
  EXPECT_EQ(threshold(0), 0U);
  EXPECT_EQ(threshold(1), 1ULL << 32);
  EXPECT_EQ(threshold(0.5), 1ULL << 31);
  EXPECT_EQ(threshold(0.05), 214748365U);
}

TEST(Rng, serves_the_distributions_of_boost_and_never_repeats_a_name) {
  Rng rng(Draw{.seed = 3, .repetition = 5, .seat = 1, .round = 7, .purpose = 99});
  EXPECT_EQ(rng(), word({3, 5, 1, 7, 5}));
  EXPECT_EQ(rng(), word({3, 5, 1, 7, 6}));
  boost::random::uniform_int_distribution<int> die(1, 6);
  double sum = 0;
  const int throws = 40000;
  for (int i = 0; i < throws; ++i) sum += die(rng);
  EXPECT_TRUE(statistics::mean_is({sum / throws, 1.7078251, throws}, 3.5, {.checks = 1, .catches = 0.1}));
}

TEST(ErrorTable, classifies_and_shifts_as_its_definition_says) {
  Errors rates;
  for (std::size_t level = 0; level < kMaxLevels; ++level) {
    rates.up[level] = 0.02 * static_cast<double>(level % 5);
    rates.down[level] = 0.3 - 0.01 * static_cast<double>(level);
  }
  for (const int levels : {2, 3, 4, 7, 16}) {
    const ErrorTable table(rates, levels);
    for (std::uint32_t i = 0; i < 4000; ++i) {
      const std::uint32_t bits = i < 2 ? i - 1 : word({.seed = 1, .round = i});
      for (int level = 0; level < levels; ++level) {
        const auto at = static_cast<std::size_t>(level);
        int expected = level;
        if (level == levels - 1)
          expected -= bits < threshold(rates.down[at]) ? 1 : 0;
        else if (bits < threshold(rates.up[at]))
          expected += 1;
        else if (level > 0 && bits < threshold(rates.up[at]) + threshold(rates.down[at]))
          expected -= 1;
        ASSERT_EQ(table.shifted(static_cast<Level>(level), table.shift_class(bits)), expected);
        LaneWords words;
        LaneBytes classes, before, after;
        words.at.fill(bits);
        before.at.fill(static_cast<std::uint8_t>(level));
        table.classify(words, classes);
        table.shift(classes, before, after);
        ASSERT_EQ(after.at[i % kLanes], expected);
      }
    }
  }
}

TEST(ErrorTable, knows_certain_and_impossible_errors) {
  const ErrorTable always(Errors::everywhere(1, 1), 2);
  EXPECT_EQ(always.shifted(0, always.shift_class(0xffffffff)), 1);
  EXPECT_EQ(always.shifted(1, always.shift_class(0xffffffff)), 0);
  EXPECT_TRUE(ErrorTable(Errors::everywhere(0, 0), 2).is_harmless());
  EXPECT_TRUE(ErrorTable(Errors::everywhere(0, 0), 9).is_harmless());
  EXPECT_FALSE(ErrorTable(Errors::everywhere(0, 0.1), 2).is_harmless());
}

TEST(Rates, that_are_no_probabilities_are_refused) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double rate : {-0.1, 1.5, nan})
    EXPECT_THROW(check_errors(Errors::everywhere(rate, 0), 2, "tremble"), Error) << rate;
  EXPECT_THROW(check_errors(Errors::everywhere(0.6, 0.6), 3, "tremble"), Error);
  EXPECT_NO_THROW(check_errors(Errors::everywhere(0.6, 0.6), 2, "tremble"));  // no level between the ends
  EXPECT_NO_THROW(check_errors(Errors::everywhere(1e-30, 0), 2, "tremble"));
  EXPECT_THROW(check_errors(Errors::everywhere(1e-31, 0), 2, "tremble"), Error);  // products of several would underflow
  EXPECT_THROW(check_rules({.continuation = 1}), Error);
  EXPECT_THROW(check_rules({.rounds = 0}), Error);
  EXPECT_THROW(check_rules({.signal_noise = 2}), Error);
  EXPECT_THROW(check_rules({.discount = 1.5}), Error);
}

TEST(Rates, below_the_grain_of_the_draws_cannot_be_sampled) {
  constexpr double least = 1.0 / 8589934592.0;
  for (const double rate : {1e-11, least / 2, 1e-300}) {
    EXPECT_THROW(check_grain(rate, "signal noise"), Error) << rate;
    EXPECT_THROW(check_grain(Errors::everywhere(0, rate), 2, "tremble"), Error) << rate;
  }
  for (const double rate : {0.0, least, 1.0}) EXPECT_NO_THROW(check_grain(Errors::everywhere(rate, 0), 2, "tremble"));
}

TEST(Block, of_random_length_is_never_cut_short_and_longest_first) {
  const Rules rules{.continuation = 0.9, .seed = 5};
  double sum = 0;
  const std::uint64_t blocks = 400;
  for (std::uint64_t i = 0; i < blocks; ++i) {
    const Block block = make_block(rules, i * kLanes, kLanes);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      sum += static_cast<double>(block.lengths[lane]);
      ASSERT_LE(block.lengths[lane], block.longest());
      const auto stop = [&](std::int64_t round) {
        return word({5, block.repetitions[lane], 0, static_cast<std::uint32_t>(round), 4}) >= threshold(0.9);
      };
      ASSERT_TRUE(stop(block.lengths[lane]));
      for (std::int64_t round = 1; round < block.lengths[lane]; ++round) ASSERT_FALSE(stop(round));
    }
  }
  const auto count = static_cast<double>(blocks * kLanes);
  EXPECT_TRUE(statistics::mean_is({sum / count, std::sqrt(0.9) / 0.1, count}, 10, {.checks = 1, .catches = 0.6}));
}

}  // namespace
