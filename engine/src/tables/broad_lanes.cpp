// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "tables/broad_lanes.hpp"

#include "tables/layout.hpp"

// This file is compiled once for each kind of machine; what follows stands in a namespace of each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tables/broad_lanes.cpp"
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

using Bytes = hn::CappedTag<std::uint8_t, kLanes>;
using Vec = hn::Vec<Bytes>;
constexpr Bytes bytes;
constexpr std::size_t kWidth = hn::MaxLanes(bytes);

/// 64 bytes to be looked up by index.
class Entries {
 public:
  HWY_INLINE Entries() = default;
  HWY_INLINE explicit Entries(const std::array<std::uint8_t, kBroadStates>& of) {
#if HWY_TARGET == HWY_AVX3_DL
    tables_[0] = hn::LoadU(bytes, of.data());
#else
    // Each part holds its difference to the one before.
    for (std::size_t i = 4; i-- > 0;) {
      tables_[i] = hn::LoadDup128(bytes, of.data() + 16 * i);
      if (i < 3) tables_[i + 1] = hn::Xor(tables_[i + 1], tables_[i]);
    }
#endif
  }

  HWY_INLINE Vec operator()(Vec index) const {
#if HWY_TARGET == HWY_AVX3_DL
    return Vec{_mm512_permutexvar_epi8(index.raw, tables_[0].raw)};
#else
    Vec result = hn::TableLookupBytes(tables_[0], low(index, 0x0F));
    for (std::size_t i = 1; i < 4; ++i) {
      // Below this part an index is negative now and finds nothing.
      index = hn::Sub(index, hn::Set(bytes, 16));
      result = hn::Xor(result, hn::TableLookupBytesOr0(tables_[i], low(index, 0x8F)));
    }
    return result;
#endif
  }

  /// The entries of one page or of the other.
  HWY_INLINE static Vec either(const Entries& no, const Entries& yes, Vec index, Vec which) {
#if HWY_TARGET == HWY_AVX3_DL
    const Vec with_page = hn::Or(index, hn::And(which, hn::Set(bytes, 64)));
    return Vec{_mm512_permutex2var_epi8(no.tables_[0].raw, with_page.raw, yes.tables_[0].raw)};
#else
    return hn::IfVecThenElse(which, yes(index), no(index));
#endif
  }

 private:
  /// Permutations of x86 look at the lowest four bits of an index, and at the highest.
  HWY_INLINE static Vec low(Vec index, std::uint8_t kept) {
    return HWY_ARCH_X86 ? index : hn::And(index, hn::Set(bytes, kept));
  }

  Vec tables_[HWY_TARGET == HWY_AVX3_DL ? 1 : 4];
};

/// What follows in each lane. Truths are bytes of ones.
class Next {
 public:
  HWY_INLINE explicit Next(const BroadLayout& layout) : pages_(layout.pages) {
    for (std::size_t page = 0; page < pages_; ++page) of_[page] = Entries(layout.next[page]);
  }

  HWY_INLINE Vec operator()(Vec state, Vec saw, Vec did, Vec meant) const {
    Vec result = Entries::either(of_[0], of_[1], state, saw);
    if (pages_ > 2) result = hn::IfVecThenElse(did, Entries::either(of_[2], of_[3], state, saw), result);
    if (pages_ > 4) {
      const Vec restrained = Entries::either(of_[4], of_[5], state, saw);
      const Vec hostile = Entries::either(of_[6], of_[7], state, saw);
      result = hn::IfVecThenElse(meant, hn::IfVecThenElse(did, hostile, restrained), result);
    }
    return result;
  }

 private:
  std::size_t pages_;
  Entries of_[8];
};

HWY_INLINE Vec is_set(Vec of, std::uint8_t bit) {
  const Vec wanted = hn::Set(bytes, bit);
  return hn::VecFromMask(bytes, hn::Eq(hn::And(of, wanted), wanted));
}

HWY_INLINE Vec is_greater(Vec one, Vec other) {
  const hn::RebindToSigned<Bytes> whole;
  return hn::BitCast(bytes, hn::VecFromMask(whole, hn::Gt(hn::BitCast(whole, one), hn::BitCast(whole, other))));
}

/// Whether the error of that bit happens to a move.
HWY_INLINE Vec errs(Vec flips, Vec turned, Vec hostile, std::uint8_t bit) {
  return is_set(hn::Xor(flips, hn::And(turned, hostile)), bit);
}

HWY_INLINE Vec load(const LaneBytes& of, std::size_t first) {
  return hn::Load(bytes, of.at.data() + first);
}

HWY_INLINE void keep(Vec done, std::uint64_t& hostile, std::size_t first) {
  hn::StoreMaskBits(bytes, hn::MaskFromVec(done), reinterpret_cast<std::uint8_t*>(&hostile) + first / 8);
}

void play(const BroadSeat& row, const BroadSeat& column, std::size_t rounds, std::uint64_t* HWY_RESTRICT row_hostile,
          std::uint64_t* HWY_RESTRICT column_hostile) {
  const Next row_next(*row.layout), column_next(*column.layout);
  const Entries row_smaller(row.layout->smaller), column_smaller(column.layout->smaller);
  for (std::size_t first = 0; first < kLanes; first += kWidth) {
    Vec x = load(*row.states, first);
    Vec y = load(*column.states, first);
    for (std::size_t round = 0; round < rounds; ++round) {
      const Vec row_meant = is_greater(load(row.ranks[round * row.rank_step], first), row_smaller(x));
      const Vec column_meant = is_greater(load(column.ranks[round * column.rank_step], first), column_smaller(y));
      const Vec row_flips = load(row.flips[round], first);
      const Vec row_turned = load(row.turned[round], first);
      const Vec column_flips = load(column.flips[round], first);
      const Vec column_turned = load(column.turned[round], first);
      const Vec row_done = hn::Xor(row_meant, errs(row_flips, row_turned, row_meant, kRowDone));
      const Vec column_done = hn::Xor(column_meant, errs(column_flips, column_turned, column_meant, kColumnDone));
      const Vec row_saw = hn::Xor(column_done, errs(row_flips, row_turned, column_done, kColumn));
      const Vec column_saw = hn::Xor(row_done, errs(column_flips, column_turned, row_done, kRow));
      keep(row_done, row_hostile[round], first);
      keep(column_done, column_hostile[round], first);
      x = row_next(x, row_saw, row_done, row_meant);
      y = column_next(y, column_saw, column_done, column_meant);
    }
    hn::Store(x, bytes, row.states->at.data() + first);
    hn::Store(y, bytes, column.states->at.data() + first);
  }
}

}  // namespace detente::tables::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace detente::tables {
namespace {

std::uint8_t after(const BroadLayout& layout, std::uint8_t state, bool saw, bool did, bool meant) {
  const unsigned page =
      (saw ? BroadLayout::saw + 0U : 0U) | (did ? BroadLayout::did + 0U : 0U) | (meant ? BroadLayout::meant + 0U : 0U);
  return layout.next[page % layout.pages][state];
}

bool errs(const BroadSeat& seat, bool hostile, std::size_t round, std::size_t lane, unsigned bit) {
  return ((seat.flips[round].at[lane] ^ (hostile ? seat.turned[round].at[lane] : 0U)) & bit) != 0;
}

}  // namespace

void play_broadly_and_plainly(const BroadSeat& row, const BroadSeat& column, std::size_t rounds,
                              std::uint64_t* row_hostile, std::uint64_t* column_hostile) {
  const auto means_hostility = [](const BroadSeat& seat, std::size_t round, std::size_t lane) {
    return seat.ranks[round * seat.rank_step].at[lane] > seat.layout->smaller[seat.states->at[lane]];
  };
  for (std::size_t round = 0; round < rounds; ++round) {
    row_hostile[round] = column_hostile[round] = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const bool row_meant = means_hostility(row, round, lane);
      const bool column_meant = means_hostility(column, round, lane);
      const bool row_done = row_meant != errs(row, row_meant, round, lane, kRowDone);
      const bool column_done = column_meant != errs(column, column_meant, round, lane, kColumnDone);
      const bool row_saw = column_done != errs(row, column_done, round, lane, kColumn);
      const bool column_saw = row_done != errs(column, row_done, round, lane, kRow);
      row_hostile[round] |= std::uint64_t{row_done ? 1U : 0U} << lane;
      column_hostile[round] |= std::uint64_t{column_done ? 1U : 0U} << lane;
      std::uint8_t& x = row.states->at[lane];
      std::uint8_t& y = column.states->at[lane];
      x = after(*row.layout, x, row_saw, row_done, row_meant);
      y = after(*column.layout, y, column_saw, column_done, column_meant);
    }
  }
}

BroadPlay broad_kernel([[maybe_unused]] std::string_view name) {
#define DETENTE_TAKE(there, its_name, target) \
  if (name == its_name) return &there::play;
  DETENTE_EACH_TARGET(DETENTE_TAKE)
  return &play_broadly_and_plainly;
}

}  // namespace detente::tables
#endif
