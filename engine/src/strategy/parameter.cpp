// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>

#include <detente/strategy.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

LongMoves run(double length, char move) {
  return LongMoves(std::string(static_cast<std::size_t>(length), move));
}

}  // namespace

std::string Parameter::demand() const {
  if (kind == Kind::moves) return shortest(low) + "…" + shortest(high) + " moves, written C and D";
  return (kind == Kind::whole ? "a whole number in " : "a number in ") + shortest(low) + "…" + shortest(high);
}

std::optional<ParameterValue> Parameter::read(std::string_view text) const {
  if (kind != Kind::moves) return read_number(text);
  if (text.size() > LongMoves::kMost || text.find_first_not_of("CD") != std::string_view::npos) return std::nullopt;
  return LongMoves(text);
}

bool Parameter::allows(const ParameterValue& given) const {
  if (const auto* const moves = std::get_if<LongMoves>(&given))
    return kind == Kind::moves && moves->size() >= low && moves->size() <= high;
  const double number = std::get<double>(given);
  if (!(number >= low && number <= high)) return false;
  return kind == Kind::number || (kind == Kind::whole && number == std::floor(number));
}

std::string Parameter::text(const ParameterValue& given) const {
  const auto* const moves = std::get_if<LongMoves>(&given);
  return moves != nullptr ? moves->text() : shortest(std::get<double>(given));
}

std::array<ParameterValue, 2> Parameter::extremes() const {
  if (kind != Kind::moves) return {low, high};
  return {run(low, 'C'), run(high, 'D')};
}

}  // namespace detente
