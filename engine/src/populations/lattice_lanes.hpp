// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace detente {

/// Rows of bytes with a byte before and after each, for the torus's other side, and room for whole registers.
class PaddedRows {
 public:
  static constexpr std::size_t kLanes = 32;

  PaddedRows(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), stride_((columns + kLanes - 1) / kLanes * kLanes + 2) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  std::size_t stride() const { return stride_; }
  std::size_t bytes() const { return rows_ * stride_ + kLanes; }

 private:
  std::size_t rows_;
  std::size_t columns_;
  std::size_t stride_;
};

/// The next generation of a lattice of strategies 0 and 1. `keys[own][ones]` orders payoffs of a state by its strategy
/// and by the states with strategy 1 among its neighbours and itself: twice the rank, and 1 more for strategy 0.
/// `padded` and `padded_keys` are for computing, `rows.bytes()` each.
void next_of_two(const PaddedRows& rows, bool has_diagonals, const std::uint8_t (&keys)[2][10],
                 std::uint8_t* strategies, std::uint8_t* padded, std::uint8_t* padded_keys);

}  // namespace detente
