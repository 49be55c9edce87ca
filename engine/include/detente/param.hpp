// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include <detente/moves.hpp>

/// What users may set of a strategy.
namespace detente {

/// What a parameter is set to: a number, or a run of moves.
using ParameterValue = std::variant<double, LongMoves>;

// GCC 12 takes the branches for the other two kinds of field for reads beyond a small strategy.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Warray-bounds"

/// A field that users may set, as in `generous-tit-for-tat:generosity=0.3` or `cycler:cycle=CCD`. An absent optional is
/// a default that `begin` resolves from the payoffs.
template <class S>
struct Param {
  std::string_view name;                           ///< of a-z, 0-9 and -
  double S::*number = nullptr;                     ///< the field, if it is a double,
  int S::*whole = nullptr;                         ///< … an int,
  std::optional<double> S::*resolvable = nullptr;  ///< … an optional double
  Moves S::*moves = nullptr;                       ///< … or a run of moves,
  LongMoves S::*long_moves = nullptr;              ///< … or a long one
  double low;                                      ///< least value allowed; of a run of moves, its least length
  double high;                                     ///< greatest value or length allowed
  std::string_view meaning;                        ///< one sentence

  /// A field that holds a number.
  constexpr Param(std::string_view its_name, double S::*field, double least, double most, std::string_view sentence)
      : name(its_name), number(field), low(least), high(most), meaning(sentence) {}
  /// A field that holds a whole number.
  constexpr Param(std::string_view its_name, int S::*field, double least, double most, std::string_view sentence)
      : name(its_name), whole(field), low(least), high(most), meaning(sentence) {}
  /// A field whose default is resolved from the payoffs.
  constexpr Param(std::string_view its_name, std::optional<double> S::*field, double least, double most,
                  std::string_view sentence)
      : name(its_name), resolvable(field), low(least), high(most), meaning(sentence) {}
  /// A field that holds a run of moves.
  constexpr Param(std::string_view its_name, Moves S::*field, int shortest, int longest, std::string_view sentence)
      : name(its_name), moves(field), low(shortest), high(longest), meaning(sentence) {}
  /// A field that holds a long run of moves.
  constexpr Param(std::string_view its_name, LongMoves S::*field, int shortest, int longest, std::string_view sentence)
      : name(its_name), long_moves(field), low(shortest), high(longest), meaning(sentence) {}

  /// It holds a run of moves.
  bool is_run() const { return moves != nullptr || long_moves != nullptr; }
  /// The value of the field; absent where `begin` is to resolve it.
  std::optional<ParameterValue> of(const S& strategy) const {
    if (whole != nullptr) return static_cast<double>(strategy.*whole);
    if (number != nullptr) return strategy.*number;
    if (moves != nullptr) return LongMoves(strategy.*moves);
    if (long_moves != nullptr) return strategy.*long_moves;
    return strategy.*resolvable;
  }
  /// Sets the field. `value` must be of its kind and in its range.
  void set(S& strategy, const ParameterValue& value) const {
    if (whole != nullptr)
      strategy.*whole = static_cast<int>(std::get<double>(value));
    else if (number != nullptr)
      strategy.*number = std::get<double>(value);
    else if (moves != nullptr)
      strategy.*moves = Moves(std::get<LongMoves>(value));
    else if (long_moves != nullptr)
      strategy.*long_moves = std::get<LongMoves>(value);
    else
      strategy.*resolvable = std::get<double>(value);
  }
};
#pragma GCC diagnostic pop

/// Another name for a strategy with parameters set: `{"go-by-majority-10", "memory=10"}`. The names of a family's
/// well-known members belong to the family, not to copies of it.
struct Preset {
  std::string_view name;      ///< of a-z, 0-9 and -
  std::string_view settings;  ///< parameters as users write them, separated by commas
};

}  // namespace detente
