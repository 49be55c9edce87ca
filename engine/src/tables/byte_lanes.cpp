// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "tables/byte_lanes.hpp"

#include <algorithm>

// This file is compiled once for each kind of machine; what follows stands in a namespace of each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tables/byte_lanes.cpp"
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
constexpr std::size_t kGroups = kLanes / kWidth;

/// Permutations of x86 look at the lowest four bits of an index, and at the highest.
constexpr bool kCutsIndex = !HWY_ARCH_X86;
/// Whether any bit of each byte can be taken at once, or only the highest.
constexpr bool kTestsBits = !HWY_ARCH_X86 || HWY_TARGET <= HWY_AVX3;
/// Whether one permutation looks at 64 entries.
constexpr bool kPermutesAll = HWY_TARGET == HWY_AVX3_DL;

/// Bits move within pairs of bytes: those that cross over land where nobody looks.
template <int bits>
HWY_INLINE Vec right(Vec v) {
  const hn::Repartition<std::uint16_t, Bytes> words;
  return hn::BitCast(bytes, hn::ShiftRight<bits>(hn::BitCast(words, v)));
}

HWY_INLINE Vec low(Vec index, std::uint8_t kept) {
  return kCutsIndex ? hn::And(index, hn::Set(bytes, kept)) : index;
}

/// What follows in each lane, by index.
template <Layout::Kind kind>
class Next {
  static constexpr std::size_t kEntries = kind == Layout::wider ? 64 : kind == Layout::wide ? 32 : 16;
  static constexpr bool kIsOne = kPermutesAll && kEntries > 16;
  static constexpr std::size_t kTables = kIsOne ? 1 : kEntries / 16;

 public:
  HWY_INLINE explicit Next(const Layout& layout) {
    if constexpr (kIsOne) {
      // Bits of an index above its entries may be set.
      HWY_ALIGN std::uint8_t all[64];
      for (std::size_t i = 0; i < 64; ++i) all[i] = layout.next[i % kEntries / 16][i % 16];
      tables_[0] = hn::Load(bytes, all);
    } else {
      for (std::size_t i = kTables; i-- > 0;) {
        tables_[i] = hn::LoadDup128(bytes, layout.next[i].data());
        if (i + 1 < kTables) tables_[i + 1] = hn::Xor(tables_[i + 1], tables_[i]);
      }
    }
  }

  HWY_INLINE Vec operator()(Vec index) const {
#if HWY_TARGET == HWY_AVX3_DL
    if constexpr (kIsOne) return Vec{_mm512_permutexvar_epi8(index.raw, tables_[0].raw)};
#endif
    if constexpr (kEntries > 16) index = hn::And(index, hn::Set(bytes, kEntries - 1));
    Vec result = hn::TableLookupBytes(tables_[0], low(index, 0x0F));
    for (std::size_t i = 1; i < kTables; ++i) {
      // Below this table's part an index is negative now and finds nothing; tables hold the difference to the last.
      index = hn::Sub(index, hn::Set(bytes, 16));
      result = hn::Xor(result, hn::TableLookupBytesOr0(tables_[i], low(index, 0x8F)));
    }
    return result;
  }

 private:
  Vec tables_[kTables];
};

/// A seat's state with its move.
template <Layout::Kind kind, std::uint8_t hostile>
HWY_INLINE Vec decided(Vec state, const LaneBytes* ranks, std::size_t round, std::size_t first) {
  if constexpr (kind == Layout::dice) {
    const hn::RebindToSigned<Bytes> whole;
    const Vec thrown = hn::Load(bytes, ranks[round].at.data() + first);
    const Vec rank = hn::And(state, hn::Set(bytes, kRank));
    const auto is_above = hn::VecFromMask(whole, hn::Gt(hn::BitCast(whole, thrown), hn::BitCast(whole, rank)));
    return hn::Or(hn::AndNot(hn::Set(bytes, kRank), state),
                  hn::And(hn::Set(bytes, hostile), hn::BitCast(bytes, is_above)));
  } else {
    return state;
  }
}

/// Moves as an index has them, taken to where they are kept; bytes of states that fill their index have them only
/// there.
template <Layout::Kind row, Layout::Kind column>
HWY_INLINE Vec lifted(Vec moves, Vec of_both) {
  if constexpr (row != Layout::wider && column != Layout::wider) return moves;
  const hn::Repartition<std::uint16_t, Bytes> words;
  return hn::BitCast(bytes, hn::ShiftLeft<kDoneToIndex>(hn::BitCast(words, hn::And(moves, of_both))));
}

HWY_INLINE Vec both(const LaneBytes& row, const LaneBytes& column, std::size_t first) {
  return hn::Xor(hn::Load(bytes, row.at.data() + first), hn::Load(bytes, column.at.data() + first));
}

/// Where lanes have the two moves: a bit each, of both seats.
HWY_INLINE void keep(Vec done, std::uint64_t& row, std::uint64_t& column, std::size_t group) {
  auto* const to_row = reinterpret_cast<std::uint8_t*>(&row) + group * (kWidth / 8);
  auto* const to_column = reinterpret_cast<std::uint8_t*>(&column) + group * (kWidth / 8);
  if constexpr (kTestsBits) {
    hn::StoreMaskBits(bytes, hn::TestBit(done, hn::Set(bytes, kRowDone)), to_row);
    hn::StoreMaskBits(bytes, hn::TestBit(done, hn::Set(bytes, kColumnDone)), to_column);
  } else {
    const Vec row_on_top = hn::Add(done, done);
    hn::StoreMaskBits(bytes, hn::MaskFromVec(row_on_top), to_row);
    hn::StoreMaskBits(bytes, hn::MaskFromVec(hn::Add(row_on_top, row_on_top)), to_column);
  }
}

template <Layout::Kind row_kind, Layout::Kind column_kind, bool learns, bool turns>
void play(const ByteSeat& row, const ByteSeat& column, std::size_t rounds, std::uint64_t* HWY_RESTRICT row_hostile,
          std::uint64_t* HWY_RESTRICT column_hostile) {
  const Next<row_kind> row_next(*row.layout);
  const Next<column_kind> column_next(*column.layout);
  const Vec of_row = hn::Set(bytes, kRow);
  const Vec of_column = hn::Set(bytes, kColumn);
  const Vec of_both = hn::Or(of_row, of_column);
  const Vec row_learns = hn::Set(bytes, row.layout->learns ? kRow : 0);
  const Vec column_learns = hn::Set(bytes, column.layout->learns ? kColumn : 0);
  Vec x[kGroups];
  Vec y[kGroups];
  for (std::size_t g = 0; g < kGroups; ++g) {
    x[g] = hn::Load(bytes, row.states->at.data() + g * kWidth);
    y[g] = hn::Load(bytes, column.states->at.data() + g * kWidth);
  }
  for (std::size_t round = 0; round < rounds; ++round)
    for (std::size_t g = 0; g < kGroups; ++g) {
      const std::size_t first = g * kWidth;
      const Vec a = decided<row_kind, kRow | kRowDone>(x[g], row.ranks, round, first);
      const Vec b = decided<column_kind, kColumn | kColumnDone>(y[g], column.ranks, round, first);
      const Vec flips = both(row.flips[round], column.flips[round], first);
      Vec row_index;
      Vec column_index;
      if constexpr (turns) {
        // Flips of what is seen hold the slips too; each of a move's two errors is needed by itself.
        const Vec turned = both(row.turned[round], column.turned[round], first);
        const Vec slips = hn::And(right<kDoneToIndex>(flips), of_both);
        const Vec slips_turned = hn::And(right<kDoneToIndex>(turned), of_both);
        const Vec meant = hn::Xor(a, b);
        keep(hn::Xor(hn::Xor(lifted<row_kind, column_kind>(meant, of_both), flips),
                     hn::And(lifted<row_kind, column_kind>(meant, of_both), turned)),
             row_hostile[round], column_hostile[round], g);
        const Vec done = hn::Xor(hn::Xor(meant, slips), hn::And(meant, slips_turned));
        const Vec seen = hn::Xor(hn::Xor(done, hn::Xor(flips, slips)), hn::And(done, hn::Xor(turned, slips_turned)));
        row_index = hn::Xor(a, hn::And(seen, of_column));
        column_index = hn::Xor(b, hn::And(seen, of_row));
        if constexpr (learns) {
          const Vec slipped = hn::Xor(meant, done);
          row_index = hn::Xor(row_index, hn::And(slipped, row_learns));
          column_index = hn::Xor(column_index, hn::And(slipped, column_learns));
        }
      } else {
        const Vec row_shown = hn::Xor(a, flips);
        const Vec column_shown = hn::Xor(b, flips);
        if constexpr (row_kind == Layout::wider || column_kind == Layout::wider)
          keep(hn::Xor(lifted<row_kind, column_kind>(hn::Xor(a, b), of_both), flips), row_hostile[round],
               column_hostile[round], g);
        else
          keep(hn::Xor(a, column_shown), row_hostile[round], column_hostile[round], g);
        row_index = hn::Xor(a, hn::And(column_shown, of_column));
        column_index = hn::Xor(b, hn::And(row_shown, of_row));
        if constexpr (learns) {
          const Vec slips = right<kDoneToIndex>(flips);
          row_index = hn::Xor(row_index, hn::And(slips, row_learns));
          column_index = hn::Xor(column_index, hn::And(slips, column_learns));
        }
      }
      x[g] = row_next(row_index);
      y[g] = column_next(column_index);
    }
  for (std::size_t g = 0; g < kGroups; ++g) {
    hn::Store(x[g], bytes, row.states->at.data() + g * kWidth);
    hn::Store(y[g], bytes, column.states->at.data() + g * kWidth);
  }
}

template <bool learns, bool turns>
ByteKernel::Play chosen(Layout::Kind row, Layout::Kind column) {
  using Kind = Layout::Kind;
  const auto with = [&]<Kind kind>(std::integral_constant<Kind, kind>) -> ByteKernel::Play {
    switch (column) {
      case Kind::narrow:
        return &play<kind, Kind::narrow, learns, turns>;
      case Kind::wide:
        return &play<kind, Kind::wide, learns, turns>;
      case Kind::wider:
        return &play<kind, Kind::wider, learns, turns>;
      default:
        return &play<kind, Kind::dice, learns, turns>;
    }
  };
  switch (row) {
    case Kind::narrow:
      return with(std::integral_constant<Kind, Kind::narrow>());
    case Kind::wide:
      return with(std::integral_constant<Kind, Kind::wide>());
    case Kind::wider:
      return with(std::integral_constant<Kind, Kind::wider>());
    default:
      return with(std::integral_constant<Kind, Kind::dice>());
  }
}

void play_any(const ByteSeat& row, const ByteSeat& column, std::size_t rounds, std::uint64_t* row_hostile,
              std::uint64_t* column_hostile) {
  const bool learns = row.layout->learns || column.layout->learns;
  const bool turns = row.turned != nullptr || column.turned != nullptr;
  const auto kinds = [&](auto choose) { return choose(row.layout->kind, column.layout->kind); };
  const ByteKernel::Play play = learns ? (turns ? kinds(chosen<true, true>) : kinds(chosen<true, false>))
                                       : (turns ? kinds(chosen<false, true>) : kinds(chosen<false, false>));
  play(row, column, rounds, row_hostile, column_hostile);
}

// Bits of 64 lanes by round are added up as columns of numbers: a carry-save adder takes three rounds to a sum and a
// carry. Each vector holds several rounds side by side.
using Rounds = hn::CappedTag<std::uint64_t, 4>;
using Word = hn::Vec<Rounds>;
constexpr Rounds words;
constexpr std::size_t kAbreast = hn::MaxLanes(words);
static_assert(kCountedTogether % (8 * kAbreast) == 0);
constexpr std::size_t kPlanes = 8;

HWY_INLINE void carry(Word& sum, Word a, Word b, Word& carried) {
  const Word half = hn::Xor(sum, a);
  carried = hn::OrAnd(hn::And(sum, a), half, b);
  sum = hn::Xor(half, b);
}

struct Columns {
  Word plane[kPlanes];

  Columns() {
    for (Word& word : plane) word = hn::Zero(words);
  }
  HWY_INLINE void add(const Word* eight) {
    Word twos[4], fours[2], eights;
    carry(plane[0], eight[0], eight[1], twos[0]);
    carry(plane[0], eight[2], eight[3], twos[1]);
    carry(plane[1], twos[0], twos[1], fours[0]);
    carry(plane[0], eight[4], eight[5], twos[0]);
    carry(plane[0], eight[6], eight[7], twos[1]);
    carry(plane[1], twos[0], twos[1], fours[1]);
    carry(plane[2], fours[0], fours[1], eights);
    for (std::size_t p = 3; p < kPlanes; ++p) {
      const Word next = hn::And(plane[p], eights);
      plane[p] = hn::Xor(plane[p], eights);
      eights = next;
    }
  }

  /// The columns as numbers.
  HWY_INLINE void spill(LaneBytes& sums) {
    // Each byte of the eight planes is a square of bits, to be turned about its diagonal.
    turn<1>(0x5555555555555555U);
    turn<2>(0x3333333333333333U);
    turn<4>(0x0F0F0F0F0F0F0F0FU);
    // Plane p now holds lanes p, p + 8, …, for each of the rounds that were added side by side.
    HWY_ALIGN std::uint64_t abreast[kPlanes][kAbreast];
    const hn::CappedTag<std::uint8_t, 16> b;
    const hn::Repartition<std::uint16_t, decltype(b)> h;
    const hn::Repartition<std::uint32_t, decltype(b)> w;
    const hn::Repartition<std::uint64_t, decltype(b)> q;
    const auto folded = [&](std::size_t p) {
      hn::Store(plane[p], words, abreast[p]);
      auto sum = hn::BitCast(b, hn::Load(q, abreast[p]));
      for (std::size_t i = 2; i < kAbreast; i += 2) sum = hn::Add(sum, hn::BitCast(b, hn::Load(q, abreast[p] + i)));
      return hn::BitCast(b, hn::Add(sum, hn::ShiftRightBytes<8>(b, sum)));
    };
    // Rows of eight bytes, interleaved thrice, are columns.
    const auto paired = [&](std::size_t p) { return hn::BitCast(h, hn::InterleaveLower(folded(p), folded(p + 1))); };
    const auto a = paired(0), c = paired(2), e = paired(4), g = paired(6);
    const auto low03 = hn::BitCast(w, hn::InterleaveLower(h, a, c)),
               high03 = hn::BitCast(w, hn::InterleaveUpper(h, a, c));
    const auto low47 = hn::BitCast(w, hn::InterleaveLower(h, e, g)),
               high47 = hn::BitCast(w, hn::InterleaveUpper(h, e, g));
    std::uint8_t* const to = sums.at.data();
    hn::Store(hn::BitCast(b, hn::InterleaveLower(w, low03, low47)), b, to);
    hn::Store(hn::BitCast(b, hn::InterleaveUpper(w, low03, low47)), b, to + 16);
    hn::Store(hn::BitCast(b, hn::InterleaveLower(w, high03, high47)), b, to + 32);
    hn::Store(hn::BitCast(b, hn::InterleaveUpper(w, high03, high47)), b, to + 48);
  }

 private:
  /// Exchanges, in pairs of planes so far apart, the bits so far apart.
  template <int distance>
  HWY_INLINE void turn(std::uint64_t kept) {
    const Word mask = hn::Set(words, kept);
    for (std::size_t p = 0; p < kPlanes; ++p) {
      if ((p & static_cast<std::size_t>(distance)) != 0) continue;
      Word& here = plane[p];
      Word& there = plane[p + static_cast<std::size_t>(distance)];
      const Word differ = hn::And(hn::Xor(hn::ShiftRight<distance>(here), there), mask);
      there = hn::Xor(there, differ);
      here = hn::Xor(here, hn::ShiftLeft<distance>(differ));
    }
  }
};

void count(const std::uint64_t* row_hostile, const std::uint64_t* column_hostile, std::size_t rounds,
           std::array<LaneBytes, 3>& sums) {
  Columns row, column, both;
  const auto add = [&](const std::uint64_t* from_row, const std::uint64_t* from_column) {
    Word a[8], b[8], ab[8];
    for (std::size_t i = 0; i < 8; ++i) {
      a[i] = hn::LoadU(words, from_row + i * kAbreast);
      b[i] = hn::LoadU(words, from_column + i * kAbreast);
      ab[i] = hn::And(a[i], b[i]);
    }
    row.add(a);
    column.add(b);
    both.add(ab);
  };
  for (std::size_t first = 0; first < rounds; first += 8 * kAbreast) add(row_hostile + first, column_hostile + first);
  row.spill(sums[0]);
  column.spill(sums[1]);
  both.spill(sums[2]);
}

}  // namespace detente::tables::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace detente::tables {

const std::vector<ByteKernel>& byte_kernels() {
  static const std::vector<ByteKernel> kernels = [] {
    std::vector<ByteKernel> list;
    [[maybe_unused]] const std::int64_t here = supported_targets();
#define DETENTE_ADD(there, name, target) list.push_back({name, (here & target) != 0, &there::play_any, &there::count});
    DETENTE_EACH_TARGET(DETENTE_ADD)
    list.push_back({"plain", true, &play_plainly, &count_plainly});
    return list;
  }();
  return kernels;
}

}  // namespace detente::tables
#endif
