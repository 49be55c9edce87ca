// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "word_lanes.hpp"

#include <algorithm>

// This file is compiled once for each kind of machine; what follows stands in a namespace of each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tables/word_lanes.cpp"
#include "targets.hpp"
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

/// The words, each a place later; the last one of those before comes first.
HWY_INLINE Vec later(Vec now, Vec before) {
#if HWY_TARGET == HWY_AVX3_DL
  return Vec{_mm512_alignr_epi64(now.raw, before.raw, 7)};
#else
  if constexpr (kWidth > 2)
    return hn::CombineShiftRightBytes<8>(words, now, hn::ConcatLowerUpper(words, now, before));
  else
    return hn::CombineShiftRightBytes<8>(words, now, before);
#endif
}

HWY_INLINE std::uint64_t sum(Vec of) {
  return hn::GetLane(hn::SumOfLanes(words, of));
}

HWY_INLINE std::uint64_t last_word(Vec of) {
  HWY_ALIGN std::uint64_t all[kWidth];
  hn::Store(of, words, all);
  return all[kWidth - 1];
}

constexpr std::size_t kTogether = HWY_TARGET == HWY_AVX3_DL ? 8 : 4;  // levels in one pass over the words
static_assert(kLevelsTogether % kTogether == 0 && kLeastWords >= kTogether * kWidth);

/// What goes through the levels of a pass: each has its vector at a time, so that none waits for another. Levels are
/// arguments of templates, or compilers would keep the vectors in memory.
struct Levels {
  Vec now[kTogether + 1], before[kTogether], sums[kTogether];

  template <std::size_t level = 0>
  HWY_INLINE void take_up(const std::uint64_t* carry) {
    before[level] = hn::Set(words, carry[level]);
    sums[level] = hn::Zero(words);
    if constexpr (level + 1 < kTogether) take_up<level + 1>(carry);
  }
  template <std::size_t level = 0>
  HWY_INLINE void hand_over(std::uint64_t* carry, std::uint64_t* reached) const {
    carry[level] = last_word(before[level]);
    reached[level] += sum(sums[level]);
    if constexpr (level + 1 < kTogether) hand_over<level + 1>(carry, reached);
  }
  /// Levels `first` … `last` pass their vectors on.
  template <std::size_t first, std::size_t last>
  HWY_INLINE void beat() {
    sums[last] = hn::Add(sums[last], hn::PopulationCount(now[last]));
    now[last + 1] = hn::And(now[last], later(now[last], before[last]));
    before[last] = now[last];
    if constexpr (first < last) beat<first, last - 1>();
  }
  template <std::size_t level = 0>
  HWY_INLINE void begin(const std::uint64_t* of) {
    now[0] = hn::LoadU(words, of + level * kWidth);
    beat<0, level>();
    if constexpr (level + 2 < kTogether) begin<level + 1>(of);
  }
  /// The last vectors leave, to `to`. Whether any bit of them is set.
  template <std::size_t level = 1>
  HWY_INLINE void end(std::uint64_t* to, Vec& left) {
    beat<level, kTogether - 1>();
    hn::StoreU(now[kTogether], words, to);
    left = hn::Or(left, now[kTogether]);
    if constexpr (level + 1 < kTogether) end<level + 1>(to + kWidth, left);
  }
};

/// `kTogether` levels. Whether any bit is left.
bool ripen_some(std::uint64_t* HWY_RESTRICT of, std::size_t count, std::uint64_t* HWY_RESTRICT carry,
                std::uint64_t* HWY_RESTRICT reached) {
  Levels pass;
  pass.take_up(carry);
  Vec left = hn::Zero(words);
  constexpr std::size_t kLag = (kTogether - 1) * kWidth;
  pass.begin(of);
  for (std::size_t i = kLag; i < count; i += kWidth) {
    pass.now[0] = hn::LoadU(words, of + i);
    pass.beat<0, kTogether - 1>();
    left = hn::Or(left, pass.now[kTogether]);
    hn::StoreU(pass.now[kTogether], words, of + i - kLag);
  }
  pass.end(of + count - kLag, left);
  pass.hand_over(carry, reached);
  return !hn::AllTrue(words, hn::Eq(left, hn::Zero(words)));
}

void ripen(std::uint64_t* of, std::size_t count, std::size_t levels, std::uint64_t* carry, std::uint64_t* reached) {
  std::size_t level = 0;
  for (bool is_left = true; is_left && level < levels; level += kTogether)
    is_left = ripen_some(of, count, carry + level, reached + level);
  std::fill(carry + level, carry + levels, 0U);
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
