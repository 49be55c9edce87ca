// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <detente/strategy.hpp>
#include <detente/words.hpp>

namespace detente {
namespace {

/// The run of so many moves with the least or greatest number.
double run(double length, Move move) {
  return Moves(std::string(static_cast<std::size_t>(length), move == D ? 'D' : 'C')).number();
}

}  // namespace

std::string Parameter::demand() const {
  if (kind == Kind::moves) return shortest(low) + "…" + shortest(high) + " moves, written C and D";
  return (kind == Kind::whole ? "a whole number in " : "a number in ") + shortest(low) + "…" + shortest(high);
}

std::optional<double> Parameter::read(std::string_view text) const {
  if (kind != Kind::moves) return read_number(text);
  if (text.size() > Moves::kMost || text.find_first_not_of("CD") != std::string_view::npos) return std::nullopt;
  return Moves(text).number();
}

bool Parameter::allows(double given) const {
  if (kind != Kind::moves) return given >= low && given <= high && (kind == Kind::number || given == std::floor(given));
  return given >= run(low, C) && given <= run(high, D) && given == std::floor(given);
}

std::string Parameter::text(double given) const {
  return kind == Kind::moves ? Moves::numbered(static_cast<std::uint32_t>(given)).text() : shortest(given);
}

std::array<double, 2> Parameter::extremes() const {
  if (kind != Kind::moves) return {low, high};
  return {run(low, C), run(high, D)};
}

}  // namespace detente
