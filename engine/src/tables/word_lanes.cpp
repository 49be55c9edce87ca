// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "tables/word_lanes.hpp"

#include <algorithm>

// This file is compiled once for each kind of machine; what follows stands in a namespace of each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tables/word_lanes.cpp"
#include "lanes/targets.hpp"
// Must come after targets.hpp, which names the kinds.
#include <hwy/foreach_target.h>
// Must come after foreach_target.h.
#include <hwy/highway.h>

// Without vectors there is the plain kernel.
#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace detente::tables::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::CappedTag<std::uint64_t, kWordsTogether>;
using Vec = hn::Vec<Words>;
constexpr Words words;
constexpr std::size_t kWidth = hn::MaxLanes(words);

HWY_INLINE std::uint64_t sum(Vec of) {
  return hn::GetLane(hn::SumOfLanes(words, of));
}

/// How many bits were set, by level. Levels are arguments of templates, or compilers would keep the vectors in memory.
struct Counts {
  Vec of_level[kLevelsTogether];

  template <std::size_t level = 0>
  HWY_INLINE void clear() {
    of_level[level] = hn::Zero(words);
    if constexpr (level + 1 < kLevelsTogether) clear<level + 1>();
  }
  template <std::size_t level>
  HWY_INLINE void add(Vec run) {
    of_level[level] = hn::Add(of_level[level], hn::PopulationCount(run));
  }
  template <std::size_t levels, std::size_t level = 0>
  HWY_INLINE void hand_over(std::uint64_t* reached) const {
    reached[level] += sum(of_level[level]);
    if constexpr (level + 1 < levels) hand_over<levels, level + 1>(reached);
  }
};

/// Runs of one word, two … end where all of as many words before are set. `of` begins `stride` words behind `runs`.
template <bool counts, std::size_t level = 0>
HWY_INLINE void find_short_runs(const std::uint64_t* of, Vec run, std::uint64_t* runs, std::size_t stride,
                                Counts& sums) {
  if constexpr (level > 0) run = hn::And(run, hn::LoadU(words, of - level));
  hn::StoreU(run, words, runs + level * stride);
  if constexpr (counts) sums.add<level>(run);
  if constexpr (level + 1 < kLevelsTogether) find_short_runs<counts, level + 1>(of, run, runs, stride, sums);
}

/// Longer runs: short ones that end where `together` begins to be set.
template <std::size_t levels, std::size_t level = 0>
HWY_INLINE void add_long_runs(const std::uint64_t* runs, Vec together, std::size_t stride, Counts& sums) {
  sums.add<level>(hn::And(hn::LoadU(words, runs + level * stride), together));
  if constexpr (level + 1 < levels) add_long_runs<levels, level + 1>(runs, together, stride, sums);
}

/// What ended `level` words ago, a multiple of eight, and goes on through eights, all of which are set: `together`.
/// Whether any does.
template <std::size_t levels>
HWY_INLINE bool add_longer(const std::uint64_t* runs, std::size_t before, std::size_t stride, std::size_t level,
                           std::uint64_t* together, std::uint64_t* reached) {
  const std::uint64_t* const eight = runs + (kLevelsTogether - 1) * stride;
  Counts sums;
  sums.clear();
  Vec any = hn::Zero(words);
  for (std::size_t i = std::max(before, level); i < stride; i += kWidth) {
    Vec all = hn::LoadU(words, eight + i - (level - kLevelsTogether));
    if (level > kLevelsTogether) all = hn::And(all, hn::LoadU(words, together + i));
    hn::StoreU(all, words, together + i);
    if (hn::AllTrue(words, hn::Eq(all, hn::Zero(words)))) continue;
    any = hn::Or(any, all);
    add_long_runs<levels>(runs + i - level, all, stride, sums);
  }
  if (hn::AllTrue(words, hn::Eq(any, hn::Zero(words)))) return false;
  sums.hand_over<levels>(reached + level);
  return true;
}

void ripen(const std::uint64_t* of, std::size_t before, std::size_t count, std::size_t levels, std::uint64_t* room,
           std::uint64_t* reached) {
  const std::size_t stride = before + count;
  const std::uint64_t* const first = of - before;
  std::uint64_t* const HWY_RESTRICT runs = room;
  std::uint64_t* const HWY_RESTRICT together = room + kLevelsTogether * stride;
  Counts sums;
  sums.clear();
  for (std::size_t i = 0; i < before; i += kWidth)
    find_short_runs<false>(first + i, hn::LoadU(words, first + i), runs + i, stride, sums);
  for (std::size_t i = before; i < stride; i += kWidth)
    find_short_runs<true>(first + i, hn::LoadU(words, first + i), runs + i, stride, sums);
  sums.hand_over<kLevelsTogether>(reached);
  std::size_t level = kLevelsTogether;
  for (; level + kLevelsTogether / 2 < levels; level += kLevelsTogether)
    if (!add_longer<kLevelsTogether>(runs, before, stride, level, together, reached)) return;
  if (level < levels) add_longer<kLevelsTogether / 2>(runs, before, stride, level, together, reached);
}

void answer(const std::uint64_t* rows, const std::uint64_t* columns, const std::uint64_t* playing, std::size_t count,
            Spells::Answers& sums) {
  Vec seven[7];
  for (Vec& one : seven) one = hn::Zero(words);
  for (std::size_t i = 1; i <= count; i += kWidth) {
    const Vec is_playing = hn::LoadU(words, playing + i);
    const Vec row = hn::LoadU(words, rows + i);
    const Vec column = hn::LoadU(words, columns + i);
    const Vec row_before = hn::And(hn::LoadU(words, rows + i - 1), is_playing);
    const Vec column_before = hn::And(hn::LoadU(words, columns + i - 1), is_playing);
    const Vec bits[7] = {
        is_playing, row_before, column_before, row, column, hn::And(column_before, row), hn::And(row_before, column)};
    for (std::size_t k = 0; k < 7; ++k) seven[k] = hn::Add(seven[k], hn::PopulationCount(bits[k]));
  }
  sums.followed += sum(seven[0]);
  sums.hostile[0] += sum(seven[1]);
  sums.hostile[1] += sum(seven[2]);
  sums.answers[0] += sum(seven[3]);
  sums.answers[1] += sum(seven[4]);
  sums.to_hostile[0] += sum(seven[5]);
  sums.to_hostile[1] += sum(seven[6]);
}

void tell(const std::uint64_t* of, std::size_t count, std::uint64_t* sums) {
  std::size_t i = 0;
  for (; i + kWidth <= count; i += kWidth)
    hn::StoreU(hn::Add(hn::LoadU(words, sums + i), hn::PopulationCount(hn::LoadU(words, of + i))), words, sums + i);
  tell_plainly(of + i, count - i, sums + i);
}

void unite(const std::uint64_t* one, const std::uint64_t* other, std::size_t count, std::uint64_t* result) {
  std::size_t i = 0;
  for (; i + kWidth <= count; i += kWidth)
    hn::StoreU(hn::Or(hn::LoadU(words, one + i), hn::LoadU(words, other + i)), words, result + i);
  unite_plainly(one + i, other + i, count - i, result + i);
}

void intersect(const std::uint64_t* one, const std::uint64_t* other, std::size_t count, std::uint64_t* result) {
  std::size_t i = 0;
  for (; i + kWidth <= count; i += kWidth)
    hn::StoreU(hn::And(hn::LoadU(words, one + i), hn::LoadU(words, other + i)), words, result + i);
  intersect_plainly(one + i, other + i, count - i, result + i);
}

}  // namespace detente::tables::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace detente::tables {

const WordKernel& word_kernel(std::string_view name) {
  static const std::vector<WordKernel> kernels = [] {
    std::vector<WordKernel> list;
    [[maybe_unused]] const std::int64_t here = supported_targets();
#define DETENTE_ADD(there, name, target) \
  list.push_back(                        \
      {name, (here & target) != 0, &there::ripen, &there::answer, &there::tell, &there::unite, &there::intersect});
    DETENTE_EACH_TARGET(DETENTE_ADD)
    list.push_back({"plain", true, &ripen_plainly, &answer_plainly, &tell_plainly, &unite_plainly, &intersect_plainly});
    return list;
  }();
  return *std::find_if(kernels.begin(), kernels.end(), [&](const WordKernel& kernel) {
    return kernel.runs_here && (name.empty() || kernel.name == name);
  });
}

}  // namespace detente::tables
#endif
