// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "tables/byte_lanes.hpp"

namespace detente::tables {
namespace {

bool means_hostility(const ByteSeat& seat, unsigned own, std::size_t round, std::size_t lane) {
  const unsigned state = seat.states->at[lane];
  return seat.layout->kind == Layout::dice ? seat.ranks[round].at[lane] > (state & kRank) : (state & own) != 0;
}

/// How many of a seat's errors of a kind turn what was `hostile`.
unsigned flips(const ByteSeat& seat, bool hostile, std::size_t round, std::size_t lane) {
  const unsigned turned = hostile && seat.turned != nullptr ? seat.turned[round].at[lane] : 0U;
  return seat.flips[round].at[lane] ^ turned;
}

void pass(const ByteSeat& seat, unsigned own, unsigned other, bool own_move, bool seen, std::size_t lane) {
  std::uint8_t& state = seat.states->at[lane];
  const Layout::Kind kind = seat.layout->kind;
  const unsigned entries = kind == Layout::wider ? 64 : kind == Layout::wide ? 32 : 16;
  const unsigned place = state & (kind == Layout::dice ? 0x03U : entries - 1) & ~own;
  const unsigned index = place | (own_move ? own : 0U) | (seen ? other : 0U);
  state = seat.layout->next[index / 16][index % 16];
}

}  // namespace

void play_plainly(const ByteSeat& row, const ByteSeat& column, std::size_t rounds, std::uint64_t* row_hostile,
                  std::uint64_t* column_hostile) {
  for (std::size_t round = 0; round < rounds; ++round) {
    row_hostile[round] = column_hostile[round] = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const bool row_meant = means_hostility(row, kRow, round, lane);
      const bool column_meant = means_hostility(column, kColumn, round, lane);
      const bool row_done = row_meant != ((flips(row, row_meant, round, lane) & kRowDone) != 0);
      const bool column_done = column_meant != ((flips(column, column_meant, round, lane) & kColumnDone) != 0);
      const bool row_seen = row_done != ((flips(column, row_done, round, lane) & kRow) != 0);
      const bool column_seen = column_done != ((flips(row, column_done, round, lane) & kColumn) != 0);
      row_hostile[round] |= std::uint64_t{row_done ? 1U : 0U} << lane;
      column_hostile[round] |= std::uint64_t{column_done ? 1U : 0U} << lane;
      pass(row, kRow, kColumn, row.layout->learns ? row_done : row_meant, column_seen, lane);
      pass(column, kColumn, kRow, column.layout->learns ? column_done : column_meant, row_seen, lane);
    }
  }
}

void count_plainly(const std::uint64_t* row_hostile, const std::uint64_t* column_hostile, std::size_t rounds,
                   std::array<LaneBytes, 3>& sums) {
  sums = {};
  for (std::size_t round = 0; round < rounds; ++round)
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::uint64_t row = (row_hostile[round] >> lane) & 1U;
      const std::uint64_t column = (column_hostile[round] >> lane) & 1U;
      sums[0].at[lane] = static_cast<std::uint8_t>(sums[0].at[lane] + row);
      sums[1].at[lane] = static_cast<std::uint8_t>(sums[1].at[lane] + column);
      sums[2].at[lane] = static_cast<std::uint8_t>(sums[2].at[lane] + (row & column));
    }
}

}  // namespace detente::tables
