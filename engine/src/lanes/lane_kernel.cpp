// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "lanes/lane_kernel.hpp"

#include <algorithm>

// This file is compiled once for each kind of machine; what follows stands in a namespace of each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lanes/lane_kernel.cpp"
#include "lanes/targets.hpp"
// Must come after targets.hpp, which names the kinds.
#include <hwy/foreach_target.h>
// Must come after foreach_target.h.
#include <hwy/highway.h>

// Without vectors there is the plain kernel.
#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace detente::lanes::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::CappedTag<std::uint8_t, kLanes>;
using Words = hn::Repartition<std::uint32_t, Bytes>;
using Quads = hn::Repartition<std::uint64_t, Bytes>;
using Doubles = hn::Repartition<double, Bytes>;
constexpr Bytes bytes;
constexpr Words words32;
constexpr Quads quads;
constexpr Doubles doubles;

/// Blocks of a generator side by side, which hide the latency of its multiplication: as many as registers hold.
constexpr std::size_t kAbreast = HWY_TARGET <= HWY_AVX3 ? 4 : 2;

/// Calls `take` with the words of a round for lanes side by side: round, first lane, words.
/// Lanes are in 64-bit containers: the multiplication reads low halves only, so the high halves may hold anything.
template <class Take>
HWY_INLINE void each_draw(const Draw& draw, const std::array<std::uint64_t, kLanes>& repetitions, Take take) {
  using Vec = hn::Vec<Quads>;
  constexpr std::size_t width = hn::MaxLanes(quads);
  const auto product = [](Vec a, Vec b)
                           HWY_ATTR { return hn::MulEven(hn::BitCast(words32, a), hn::BitCast(words32, b)); };
  const Vec multiplier0 = hn::Set(quads, 0xD2511F53);
  const Vec multiplier2 = hn::Set(quads, 0xCD9E8D57);
  for (std::size_t lane = 0; lane < kLanes; lane += width * kAbreast) {
    Vec c[4][kAbreast];
    for (std::size_t g = 0; g < kAbreast; ++g) {
      c[0][g] = hn::Set(quads, draw.round / 4);
      c[1][g] = hn::Set(quads, draw.purpose * 2 + draw.seat);
      c[2][g] = hn::LoadU(quads, repetitions.data() + lane + width * g);
      c[3][g] = hn::ShiftRight<32>(c[2][g]);
    }
    Vec key0 = hn::Set(quads, draw.seed);
    Vec key1 = hn::Set(quads, draw.seed >> 32);
    for (int round = 0; round < 10; ++round) {
      for (std::size_t g = 0; g < kAbreast; ++g) {
        const Vec even = product(c[0][g], multiplier0);
        const Vec odd = product(c[2][g], multiplier2);
        c[0][g] = hn::Xor3(hn::ShiftRight<32>(odd), c[1][g], key0);
        c[2][g] = hn::Xor3(hn::ShiftRight<32>(even), c[3][g], key1);
        c[1][g] = odd;
        c[3][g] = even;
      }
      key0 = hn::Add(key0, hn::Set(quads, 0x9E3779B9));
      key1 = hn::Add(key1, hn::Set(quads, 0xBB67AE85));
    }
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t g = 0; g < kAbreast; g += 2)
        take(i, lane + width * g,
             hn::ConcatEven(words32, hn::BitCast(words32, c[i][g + 1]), hn::BitCast(words32, c[i][g])));
  }
}

void draw(const Draw& name, const std::array<std::uint64_t, kLanes>& repetitions,
          std::array<LaneWords, 4>& words) noexcept {
  each_draw(name, repetitions, [&](std::size_t round, std::size_t lane, hn::Vec<Words> drawn) HWY_ATTR {
    hn::Store(drawn, words32, words[round].at.data() + lane);
  });
}

/// word < threshold(chance) in doubles: w < ⌊x⌋ says w + 1 ≤ x, and whole numbers up to 2³² are exact. Words are
/// converted as w − 2³¹, since not every machine converts unsigned ones.
bool throw_dice(const double* cooperation, const std::uint32_t* words, LaneBytes& choices) noexcept {
  const hn::Rebind<std::int32_t, Doubles> whole;
  const auto one = hn::BitCast(quads, hn::Set(doubles, 1.0));
  auto suspect = hn::Zero(quads);  // the highest bit, of lanes whose chance may lie outside 0…1
  const auto defects = [&](std::size_t lane) HWY_ATTR {
    const auto bits = hn::LoadU(whole, reinterpret_cast<const std::int32_t*>(words + lane));
    const auto word = hn::PromoteTo(doubles, hn::Xor(bits, hn::Set(whole, INT32_MIN)));
    const auto chance = hn::LoadU(doubles, cooperation + lane);
    const auto pattern = hn::BitCast(quads, chance);
    suspect = hn::Or(suspect, hn::Or(pattern, hn::Sub(one, pattern)));
    const auto limit = hn::MulAdd(chance, hn::Set(doubles, 4294967296.0), hn::Set(doubles, 0.5));
    return hn::Gt(hn::Add(word, hn::Set(doubles, 2147483649.0)), limit);
  };
#if HWY_TARGET == HWY_AVX3_DL
  std::uint64_t all = 0;
  for (std::size_t lane = 0; lane < kLanes; lane += 8) all |= std::uint64_t{defects(lane).raw} << lane;
  hn::Store(hn::IfThenElseZero(hn::Mask512<std::uint8_t>{all}, hn::Set(bytes, 1)), bytes, choices.at.data());
#else
  const hn::Rebind<std::uint8_t, Doubles> narrow;
  for (std::size_t lane = 0; lane < kLanes; lane += hn::MaxLanes(doubles)) {
    const auto choice = hn::IfThenElseZero(hn::RebindMask(quads, defects(lane)), hn::Set(quads, 1));
    hn::Store(hn::TruncateTo(narrow, choice), narrow, choices.at.data() + lane);
  }
#endif
  const hn::RebindToSigned<Quads> signed_quads;
  if (hn::AllFalse(signed_quads, hn::Lt(hn::BitCast(signed_quads, suspect), hn::Zero(signed_quads)))) return true;
  return plain_kernel.throw_dice(cooperation, words, choices);
}

/// Stores a byte of each word.
template <class Of>
HWY_INLINE void each_word(const LaneWords& words, LaneBytes& result, Of of) {
  const hn::Rebind<std::uint8_t, Words> narrow;
  const hn::RebindToSigned<Words> whole;
  for (std::size_t lane = 0; lane < kLanes; lane += hn::MaxLanes(words32)) {
    // Not `TruncateTo`: that of highway 1.0.3 is wrong for these sizes under AVX-512.
    const auto small = hn::BitCast(whole, of(hn::Load(words32, words.at.data() + lane)));
    hn::Store(hn::DemoteTo(narrow, small), narrow, result.at.data() + lane);
  }
}

/// 32-bit comparisons with the last word below a limit: a limit may be 2³².
HWY_INLINE std::uint32_t last_below(std::uint64_t limit) {
  return static_cast<std::uint32_t>(limit - 1);
}

/// Puts the bits of a mask where its lanes are in a word.
HWY_INLINE void keep_bits(hn::Mask<Words> mask, std::size_t lane, std::uint64_t& word) {
  constexpr std::size_t width = hn::MaxLanes(words32);
  std::uint8_t bits[8] = {};
  if constexpr (width >= 8) {
    hn::StoreMaskBits(words32, mask, reinterpret_cast<std::uint8_t*>(&word) + lane / 8);
  } else {
    hn::StoreMaskBits(words32, mask, bits);
    const std::uint64_t kept = bits[0] & ((1U << width) - 1U);
    word = lane == 0 ? kept : word | kept << lane;
  }
}

void draw_below(const Draw& name, const std::array<std::uint64_t, kLanes>& repetitions,
                const std::vector<std::uint64_t>& limits, std::uint64_t* masks) noexcept {
  // One limit is the rule, and stays in a register.
  if (limits.size() == 1) {
    const auto last = hn::Set(words32, last_below(limits[0]));
    each_draw(name, repetitions, [&](std::size_t round, std::size_t lane, hn::Vec<Words> drawn) HWY_ATTR {
      keep_bits(hn::Not(hn::Gt(drawn, last)), lane, masks[round]);
    });
    return;
  }
  each_draw(name, repetitions, [&](std::size_t round, std::size_t lane, hn::Vec<Words> drawn) HWY_ATTR {
    for (std::size_t i = 0; i < limits.size(); ++i)
      keep_bits(hn::Not(hn::Gt(drawn, hn::Set(words32, last_below(limits[i])))), lane, masks[4 * i + round]);
  });
}

void classify(const std::array<std::uint64_t, 2>& limits, const LaneWords& words, LaneBytes& classes) noexcept {
  const auto last0 = hn::Set(words32, last_below(limits[0]));
  const auto last1 = hn::Set(words32, last_below(limits[1]));
  const auto bit0 = hn::Set(words32, limits[0] > 0 ? 1 : 0);
  const auto bit1 = hn::Set(words32, limits[1] > 0 ? 2 : 0);
  each_word(words, classes, [&](auto word) HWY_ATTR {
    return hn::Or(hn::IfThenZeroElse(hn::Gt(word, last0), bit0), hn::IfThenZeroElse(hn::Gt(word, last1), bit1));
  });
}

void count_reached(const std::vector<std::uint64_t>& limits, const LaneWords& words, std::uint8_t unit,
                   LaneBytes& counts) noexcept {
  const auto one = hn::Set(words32, unit);
  each_word(words, counts, [&](auto word) HWY_ATTR {
    auto count = hn::Zero(words32);
    for (const std::uint64_t limit : limits)
      count =
          hn::Add(count, limit == 0 ? one : hn::IfThenElseZero(hn::Gt(word, hn::Set(words32, last_below(limit))), one));
    return count;
  });
}

/// A bit in each byte whose lowest bit is set.
HWY_INLINE hn::Vec<Bytes> spread(hn::Vec<Bytes> is_set, std::uint8_t bit) {
  return hn::And(hn::Sub(hn::Zero(bytes), hn::And(is_set, hn::Set(bytes, 1))), hn::Set(bytes, bit));
}

void mark(const Marks& marks) noexcept {
  const hn::Repartition<std::uint16_t, Bytes> pairs;
  for (std::size_t lane = 0; lane < kLanes; lane += hn::MaxLanes(bytes)) {
    auto flips = hn::Zero(bytes);
    auto turned = hn::Zero(bytes);
    for (const std::size_t kind : {0U, 1U}) {
      if (marks.classes[kind] == nullptr) continue;
      const auto errors = hn::Load(bytes, marks.classes[kind]->at.data() + lane);
      // Bits that cross over between two bytes land where nobody looks.
      const auto of_hostile = hn::BitCast(bytes, hn::ShiftRight<1>(hn::BitCast(pairs, errors)));
      flips = hn::Or(flips, spread(errors, marks.bits[kind]));
      turned = hn::Or(turned, spread(hn::Xor(errors, of_hostile), marks.bits[kind]));
    }
    hn::Store(flips, bytes, marks.flips->at.data() + lane);
    if (marks.turned != nullptr) hn::Store(turned, bytes, marks.turned->at.data() + lane);
  }
}

/// The moves after errors.
HWY_INLINE hn::Vec<Bytes> after(hn::Vec<Bytes> moves, hn::Vec<Bytes> errors) {
  const auto one = hn::Set(bytes, 1);
  // The bit of an error that matters is 1 for a C, 2 for a D: one more than the move.
  return hn::Xor(moves, hn::Min(hn::And(errors, hn::Add(moves, one)), one));
}

bool meet(const Meeting& meeting) noexcept {
  auto all_meant = hn::Zero(bytes);
  for (std::size_t lane = 0; lane < kLanes; lane += hn::MaxLanes(bytes)) {
    const auto at = [lane](const LaneBytes* levels) HWY_ATTR { return hn::Load(bytes, levels->at.data() + lane); };
    const auto row_meant = at(meeting.meant[0]);
    const auto column_meant = at(meeting.meant[1]);
    all_meant = hn::Or(all_meant, hn::Or(row_meant, column_meant));
    const auto row = after(row_meant, at(meeting.tremble[0]));
    const auto column = after(column_meant, at(meeting.tremble[1]));
    hn::Store(after(column, at(meeting.misperception[0])), bytes, meeting.seen[0]->at.data() + lane);
    hn::Store(after(row, at(meeting.misperception[1])), bytes, meeting.seen[1]->at.data() + lane);
    hn::Store(row, bytes, meeting.done[0]->at.data() + lane);
    hn::Store(column, bytes, meeting.done[1]->at.data() + lane);
    const auto add = [&](std::size_t whose, hn::Vec<Bytes> is_hostile) HWY_ATTR {
      LaneBytes& times = (*meeting.hostile)[whose];
      hn::Store(hn::Add(at(&times), is_hostile), bytes, times.at.data() + lane);
    };
    const auto playing = at(meeting.playing);
    add(0, hn::And(row, playing));
    add(1, hn::And(column, playing));
    add(2, hn::And(hn::And(row, column), playing));
  }
  return hn::AllTrue(bytes, hn::Eq(hn::Min(all_meant, hn::Set(bytes, 1)), all_meant));
}

LaneKernel kernel(std::string_view name, bool runs_here) {
  return {name, runs_here, &draw, &draw_below, &throw_dice, &classify, &count_reached, &mark, &meet};
}

}  // namespace detente::lanes::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace detente::lanes {

const std::vector<LaneKernel>& lane_kernels() {
  static const std::vector<LaneKernel> kernels = [] {
    std::vector<LaneKernel> list;
    [[maybe_unused]] const std::int64_t here = supported_targets();
#define DETENTE_ADD(there, name, target) list.push_back(there::kernel(name, (here & target) != 0));
    DETENTE_EACH_TARGET(DETENTE_ADD)
    list.push_back(plain_kernel);
    return list;
  }();
  return kernels;
}

const LaneKernel& best_lane_kernel() {
  static const LaneKernel& best = *std::find_if(lane_kernels().begin(), lane_kernels().end(),
                                                [](const LaneKernel& kernel) { return kernel.runs_here; });
  return best;
}

}  // namespace detente::lanes
#endif
