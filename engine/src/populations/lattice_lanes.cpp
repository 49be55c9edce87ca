// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/lattice_lanes.hpp"

#include <cstring>

#include "numerics/ordered_sums.hpp"

namespace detente {
namespace {

using PlaceBytes [[gnu::vector_size(PaddedRows::kLanes)]] = std::uint8_t;

struct LatticePass {
  const PaddedRows& rows;
  const std::uint8_t (&keys)[2][10];
  std::uint8_t* strategies;
  std::uint8_t* padded;
  std::uint8_t* padded_keys;
};

[[gnu::always_inline]] inline void load_places(PlaceBytes& lanes, const std::uint8_t* from) {
  std::memcpy(&lanes, from, sizeof lanes);
}

// The bytes at the same places of rows above, here and below, and one byte to either side.
struct PlaceRows {
  const std::uint8_t* above;
  const std::uint8_t* here;
  const std::uint8_t* below;
};

[[gnu::always_inline]] inline PlaceRows around_row(const PaddedRows& rows, const std::uint8_t* bytes, std::size_t row) {
  return {bytes + (row + rows.rows() - 1) % rows.rows() * rows.stride(), bytes + row * rows.stride(),
          bytes + (row + 1) % rows.rows() * rows.stride()};
}

[[gnu::always_inline]] inline void close_row(const PaddedRows& rows, std::uint8_t* row) {
  row[0] = row[rows.columns()];
  row[rows.columns() + 1] = row[1];
}

template <bool kDiagonals>
[[gnu::always_inline]] inline void rank_places(const LatticePass& pass, std::size_t row) {
  const PaddedRows& rows = pass.rows;
  const PlaceRows around = around_row(rows, pass.padded, row);
  std::uint8_t* const out = pass.padded_keys + row * rows.stride();
  for (std::size_t x = 0; x < rows.columns(); x += PaddedRows::kLanes) {
    PlaceBytes own;
    load_places(own, around.here + x + 1);
    PlaceBytes ones = own;
    const auto add = [&](const std::uint8_t* from) __attribute__((always_inline)) {
      PlaceBytes more;
      load_places(more, from);
      ones += more;
    };
    add(around.above + x + 1);
    add(around.below + x + 1);
    add(around.here + x);
    add(around.here + x + 2);
    if constexpr (kDiagonals) {
      add(around.above + x);
      add(around.above + x + 2);
      add(around.below + x);
      add(around.below + x + 2);
    }
    PlaceBytes key{};
    PlaceBytes key_of_one{};
    for (std::size_t count = 0; count < (kDiagonals ? 10 : 6); ++count) {
      const PlaceBytes is_it = (PlaceBytes)(ones == static_cast<std::uint8_t>(count));
      key |= is_it & pass.keys[0][count];
      key_of_one |= is_it & pass.keys[1][count];
    }
    key = own != 0 ? key_of_one : key;
    std::memcpy(out + x + 1, &key, sizeof key);
  }
}

template <bool kDiagonals>
[[gnu::always_inline]] inline void copy_the_best(const LatticePass& pass, std::size_t row) {
  const PaddedRows& rows = pass.rows;
  const PlaceRows around = around_row(rows, pass.padded_keys, row);
  std::uint8_t* const out = pass.padded + row * rows.stride();
  for (std::size_t x = 0; x < rows.columns(); x += PaddedRows::kLanes) {
    PlaceBytes own_key;
    load_places(own_key, around.here + x + 1);
    PlaceBytes best = own_key;
    const auto see = [&](const std::uint8_t* from) __attribute__((always_inline)) {
      PlaceBytes other;
      load_places(other, from);
      best = best > other ? best : other;
    };
    see(around.above + x + 1);
    see(around.below + x + 1);
    see(around.here + x);
    see(around.here + x + 2);
    if constexpr (kDiagonals) {
      see(around.above + x);
      see(around.above + x + 2);
      see(around.below + x);
      see(around.below + x + 2);
    }
    // Of equal payoffs the key of strategy 0 is the greater; one's own counts first.
    const PlaceBytes source = (best | 1) == (own_key | 1) ? own_key : best;
    const PlaceBytes next = (source & 1) ^ 1;
    std::memcpy(out + x + 1, &next, sizeof next);
  }
}

template <bool kDiagonals>
[[gnu::always_inline]] inline void next_lattice(const LatticePass& pass) {
  const PaddedRows& rows = pass.rows;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    std::uint8_t* const padded = pass.padded + row * rows.stride();
    std::memcpy(padded + 1, pass.strategies + row * rows.columns(), rows.columns());
    close_row(rows, padded);
  }
  for (std::size_t row = 0; row < rows.rows(); ++row) rank_places<kDiagonals>(pass, row);
  for (std::size_t row = 0; row < rows.rows(); ++row) close_row(rows, pass.padded_keys + row * rows.stride());
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    copy_the_best<kDiagonals>(pass, row);
    std::memcpy(pass.strategies + row * rows.columns(), pass.padded + row * rows.stride() + 1, rows.columns());
  }
}

void next_on_any_machine(const LatticePass& pass, bool has_diagonals) {
  has_diagonals ? next_lattice<true>(pass) : next_lattice<false>(pass);
}

DETENTE_WIDE void next_on_wide_registers(const LatticePass& pass, bool has_diagonals) {
  has_diagonals ? next_lattice<true>(pass) : next_lattice<false>(pass);
}

}  // namespace

void next_of_two(const PaddedRows& rows, bool has_diagonals, const std::uint8_t (&keys)[2][10],
                 std::uint8_t* strategies, std::uint8_t* padded, std::uint8_t* padded_keys) {
  const LatticePass pass{rows, keys, strategies, padded, padded_keys};
  has_wide_registers() ? next_on_wide_registers(pass, has_diagonals) : next_on_any_machine(pass, has_diagonals);
}

}  // namespace detente
