// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include <detente/world/weather.hpp>

#include "../engine/src/lanes/lane_kernel.hpp"

namespace {

using namespace detente;
using lanes::LaneKernel;

LaneWords some_words(std::uint32_t number) {
  LaneWords words;
  for (std::uint32_t lane = 0; lane < kLanes; ++lane) words.at[lane] = philox({number, lane, 0, 0}, {1, 2})[0];
  words.at[number % kLanes] = 0;
  words.at[(number + 1) % kLanes] = 0xffffffff;
  return words;
}

LaneBytes some_bytes(std::uint32_t number, unsigned below) {
  LaneBytes bytes;
  for (std::uint32_t lane = 0; lane < kLanes; ++lane)
    bytes.at[lane] = static_cast<std::uint8_t>(philox({number, lane, 0, 0}, {3, 4})[0] % below);
  return bytes;
}

/// The kernels that run here; the test of each forces it.
class LaneKernels : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    for (const LaneKernel& known : lanes::lane_kernels())
      if (known.name == GetParam()) kernel = &known;
    ASSERT_NE(kernel, nullptr);
    if (!kernel->runs_here) GTEST_SKIP() << "this machine lacks it";
  }
  const LaneKernel* kernel = nullptr;
};

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const LaneKernel& kernel : lanes::lane_kernels()) names.emplace_back(kernel.name);
  return names;
}
INSTANTIATE_TEST_SUITE_P(Each, LaneKernels, testing::ValuesIn(names()), [](const auto& name) { return name.param; });

// Known answers published with the Random123 library (Salmon et al. 2011), philox4x32 10: those whose first word can be
// a fourth of a round.
TEST_P(LaneKernels, give_the_published_known_answers) {
  const auto drawn = [&](const Draw& draw) {
    std::array<std::uint64_t, kLanes> repetitions{};
    std::array<LaneWords, 4> words;
    repetitions.fill(draw.repetition);
    kernel->draw(draw, repetitions, words);
    for (const LaneWords& word : words)
      for (const std::uint32_t lane : word.at) EXPECT_EQ(lane, word.at[0]);
    return std::array{words[0].at[0], words[1].at[0], words[2].at[0], words[3].at[0]};
  };
  EXPECT_EQ(drawn({.round = 0}), (std::array{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}));
  EXPECT_EQ(drawn({.seed = 0x299f31d0a4093822,
                   .repetition = 0x0370734413198a2e,
                   .seat = 0x85a308d3 % 2,
                   .round = 0x243f6a88U * 4,
                   .purpose = 0x85a308d3 / 2}),
            (std::array{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U}));
}

TEST_P(LaneKernels, draw_each_word_by_name) {
  std::array<std::uint64_t, kLanes> repetitions{};
  for (std::size_t lane = 0; lane < kLanes; ++lane) repetitions[lane] = lane * 0x123456789ABCDEFULL;
  for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{987654321987}, ~std::uint64_t{0}})
    for (const std::uint32_t round : {0U, 4U, 200U, 0xfffffff0U})
      for (std::uint32_t purpose = 0; purpose < 6; ++purpose) {
        Draw draw{.seed = seed, .seat = purpose % 2, .round = round, .purpose = purpose};
        std::array<LaneWords, 4> words;
        kernel->draw(draw, repetitions, words);
        for (std::uint32_t i = 0; i < 4; ++i)
          for (std::size_t lane = 0; lane < kLanes; ++lane) {
            draw.repetition = repetitions[lane];
            draw.round = round + i;
            ASSERT_EQ(words[i].at[lane], word(draw)) << "seed " << seed << ", round " << round + i << ", lane " << lane;
          }
      }
}

TEST_P(LaneKernels, tell_which_words_are_below_limits) {
  std::array<std::uint64_t, kLanes> repetitions{};
  for (std::size_t lane = 0; lane < kLanes; ++lane) repetitions[lane] = lane * 0x123456789ABCDEFULL;
  for (const std::uint32_t seat : {0U, 1U, 768U}) {
    const Draw name{.seed = 5, .seat = seat, .round = 8, .purpose = 2};
    std::array<LaneWords, 4> words;
    kernel->draw(name, repetitions, words);
    const std::uint64_t exact = words[2].at[seat % kLanes];  // equal to a word, and one more
    const std::vector<std::uint64_t> all{1, exact, exact + 1, 0x80000000, 0xFFFFFFFF, std::uint64_t{1} << 32U};
    for (std::size_t count = 1; count <= all.size(); ++count) {
      const std::vector<std::uint64_t> limits(all.end() - static_cast<std::ptrdiff_t>(count), all.end());
      std::vector<std::uint64_t> masks(4 * count, 0x5555);
      kernel->draw_below(name, repetitions, limits, masks.data());
      for (std::size_t i = 0; i < count; ++i)
        for (std::size_t round = 0; round < 4; ++round)
          for (std::size_t lane = 0; lane < kLanes; ++lane)
            ASSERT_EQ((masks[4 * i + round] >> lane & 1U) != 0, words[round].at[lane] < limits[i]) << lane;
    }
  }
}

TEST_P(LaneKernels, throw_dice_as_each_word_says) {
  std::array<double, kLanes> chances{};
  constexpr double grain = 1 / 4294967296.0;
  for (std::uint32_t number = 0; number < 300; ++number) {
    const LaneWords words = some_words(number);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const double exact = words.at[lane] * grain;
      // Chances whose threshold is the word itself, one more, one less, and any other; and the ends. A zero with a sign
      // may take another way, with all others.
      chances[lane] = std::array{exact,
                                 std::min(1.0, exact + grain),
                                 std::max(0.0, exact - grain),
                                 exact / 2,
                                 std::min(1.0, exact + 0.49 * grain),
                                 std::min(1.0, exact + 0.51 * grain),
                                 0.0,
                                 number % 4 == 0 ? -0.0 : 0.0,
                                 1.0,
                                 std::nextafter(1.0, 0.0),
                                 grain / 2,
                                 std::nextafter(grain / 2, 0.0),
                                 0.3}[(lane + number) % 13];
    }
    LaneBytes choices;
    ASSERT_TRUE(kernel->throw_dice(chances.data(), words.at.data(), choices));
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      ASSERT_EQ(choices.at[lane], words.at[lane] < threshold(chances[lane]) ? 0 : 1)
          << words.at[lane] << " " << chances[lane];
  }
}

TEST_P(LaneKernels, refuse_what_is_no_chance) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const LaneWords words = some_words(7);
  for (const double wrong : {-1e-300, -1.0, std::nextafter(1.0, 2.0), 2.0, nan, -nan, infinity, -infinity})
    for (const std::size_t lane : {0U, 37U, 63U}) {
      std::array<double, kLanes> chances{};
      chances.fill(0.5);
      chances[lane] = wrong;
      LaneBytes choices;
      EXPECT_FALSE(kernel->throw_dice(chances.data(), words.at.data(), choices)) << wrong;
    }
}

TEST_P(LaneKernels, compare_words_with_limits) {
  constexpr std::uint64_t never = 0, always = std::uint64_t{1} << 32;
  const std::array<std::vector<std::uint64_t>, 4> several{
      {{}, {never, 1, always - 1, always}, {0x80000000}, {5, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffff0}}};
  for (std::uint32_t number = 0; number < 300; ++number) {
    const LaneWords words = some_words(number);
    for (const std::uint64_t up : {never, std::uint64_t{1}, std::uint64_t{words.at[5]}, always})
      for (const std::uint64_t down : {never, std::uint64_t{214748365}, std::uint64_t{words.at[9]} + 1, always}) {
        LaneBytes classes;
        kernel->classify({up, down}, words, classes);
        for (std::size_t lane = 0; lane < kLanes; ++lane)
          ASSERT_EQ(classes.at[lane], (words.at[lane] < up ? 1 : 0) + (words.at[lane] < down ? 2 : 0))
              << words.at[lane] << " " << up << " " << down;
      }
    const std::vector<std::uint64_t>& limits = several[number % several.size()];
    for (const unsigned unit : {1U, 16U}) {
      LaneBytes counts;
      kernel->count_reached(limits, words, static_cast<std::uint8_t>(unit), counts);
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        unsigned expected = 0;
        for (const std::uint64_t limit : limits) expected += words.at[lane] >= limit ? unit : 0;
        ASSERT_EQ(counts.at[lane], expected) << words.at[lane];
      }
    }
  }
}

TEST_P(LaneKernels, mark_what_errors_change) {
  for (std::uint32_t number = 0; number < 100; ++number) {
    const std::array<LaneBytes, 2> classes{some_bytes(2 * number, 4), some_bytes(2 * number + 1, 4)};
    for (const unsigned given : {0U, 1U, 2U, 3U}) {
      LaneBytes flips, turned;
      lanes::Marks marks{
          .classes = {(given & 1U) != 0 ? &classes[0] : nullptr, (given & 2U) != 0 ? &classes[1] : nullptr},
          .bits = {0x90, 0x02},
          .flips = &flips,
          .turned = number % 2 == 0 ? &turned : nullptr};
      kernel->mark(marks);
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        unsigned of_c = 0, of_d = 0;  // what changes
        for (const std::size_t kind : {0U, 1U}) {
          if (marks.classes[kind] == nullptr) continue;
          of_c |= (classes[kind].at[lane] & 1U) != 0 ? marks.bits[kind] : 0U;
          of_d |= (classes[kind].at[lane] & 2U) != 0 ? marks.bits[kind] : 0U;
        }
        ASSERT_EQ(flips.at[lane], of_c);
        ASSERT_EQ(turned.at[lane], marks.turned != nullptr ? of_c ^ of_d : 0U);
      }
    }
  }
}

TEST_P(LaneKernels, let_seats_meet) {
  const ErrorTable table(Errors::everywhere(0.1, 0.2), 2);
  for (std::uint32_t number = 0; number < 100; ++number) {
    std::array<LaneBytes, 2> meant, tremble, misperception, done, seen;
    for (const std::uint32_t seat : {0U, 1U}) {
      meant[seat] = some_bytes(6 * number + seat, 2);
      tremble[seat] = some_bytes(6 * number + 2 + seat, 4);
      misperception[seat] = some_bytes(6 * number + 4 + seat, 4);
    }
    const LaneBytes playing = some_bytes(7000 + number, 2);
    std::array<LaneBytes, 3> hostile{some_bytes(number, 200), some_bytes(number + 1, 200), some_bytes(number + 2, 200)};
    const std::array<LaneBytes, 3> before = hostile;
    const auto meet = [&] {
      return kernel->meet({.meant = {&meant[0], &meant[1]},
                           .tremble = {&tremble[0], &tremble[1]},
                           .misperception = {&misperception[0], &misperception[1]},
                           .playing = &playing,
                           .done = {&done[0], &done[1]},
                           .seen = {&seen[0], &seen[1]},
                           .hostile = &hostile});
    };
    ASSERT_TRUE(meet());
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      for (const std::size_t seat : {0U, 1U}) {
        ASSERT_EQ(done[seat].at[lane], table.shifted(meant[seat].at[lane], tremble[seat].at[lane]));
        ASSERT_EQ(seen[seat].at[lane], table.shifted(done[1 - seat].at[lane], misperception[seat].at[lane]));
      }
      const int row = done[0].at[lane], column = done[1].at[lane];
      const std::array counted{row, column, row * column};
      for (std::size_t i = 0; i < 3; ++i)
        ASSERT_EQ(hostile[i].at[lane], before[i].at[lane] + (playing.at[lane] != 0 ? counted[i] : 0));
    }
    meant[number % 2].at[number % kLanes] = static_cast<std::uint8_t>(2 + number * 7 % 254);
    ASSERT_FALSE(meet());
  }
}

TEST(LaneKernel, that_is_used_is_the_first_that_runs_here) {
  EXPECT_TRUE(lanes::best_lane_kernel().runs_here);
  EXPECT_TRUE(lanes::lane_kernels().back().runs_here);
  for (const LaneKernel& kernel : lanes::lane_kernels()) {
    if (kernel.name == lanes::best_lane_kernel().name) break;
    EXPECT_FALSE(kernel.runs_here) << kernel.name;
  }
}

}  // namespace
