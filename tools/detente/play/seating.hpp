// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include <detente/design/design.hpp>

#include "arguments/options.hpp"

/// Who sits down to a match that a person plays.
namespace detente::cli {

struct Seating {
  /// The person first, then the strategy, or all of the field that it is drawn from.
  Design design;
  std::size_t opponent = 1;  ///< entrant
  bool is_mystery = false;
  std::string field = {};  ///< as written; of a mystery alone
  std::uint64_t repetition = 0;

  const Entrant& person() const { return design.entrants.front(); }
  const Entrant& other() const { return design.entrants[opponent]; }
  /// The design of these two alone.
  Design pair() const;
};

/// Reads who plays which match. Throws `Error`.
Seating seating(const Arguments& arguments, const Registry& strategies);

}  // namespace detente::cli
