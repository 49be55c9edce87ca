// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/design/schedule.hpp>

#include <algorithm>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

constexpr std::string_view kForm = "; a schedule is written FIRST-LAST:VALUE,FIRST-LAST:VALUE,…,FIRST-:VALUE";

/// The end of `12-40`, `12-` or `12` before a colon; npos where a text does not begin with rounds.
std::size_t colon_after_rounds(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789- ");
  return end != 0 && end != std::string_view::npos && text[end] == ':' && text.find_first_of("0123456789") < end
             ? end
             : std::string_view::npos;
}

Scheduled parse_piece(const std::string& piece, const std::string& what) {
  const std::size_t colon = colon_after_rounds(piece);
  const std::string_view rounds = trimmed(std::string_view(piece).substr(0, colon));
  const std::size_t dash = rounds.find('-');
  const auto first = read_whole(trimmed(rounds.substr(0, dash)));
  const std::string_view end = dash == std::string_view::npos ? rounds : trimmed(rounds.substr(dash + 1));
  const auto last = end.empty() ? std::nullopt : read_whole(end);
  if (!first || *first < 1 || (!end.empty() && (!last || *last < *first)))
    throw Error(what + " has the rounds '" + std::string(rounds) +
                "'; rounds are written 12-40, 41- (to the end) or 12");
  std::string value(trimmed(std::string_view(piece).substr(colon + 1)));
  if (value.empty()) throw Error(what + " has no value in rounds '" + std::string(rounds) + "'" + std::string(kForm));
  return {*first, last, std::move(value)};
}

std::string rounds_text(std::int64_t first, std::int64_t last) {
  return first == last ? "round " + std::to_string(first)
                       : "rounds " + std::to_string(first) + "…" + std::to_string(last);
}

}  // namespace

bool is_schedule(std::string_view text) {
  return colon_after_rounds(trimmed(text)) != std::string_view::npos;
}

std::vector<Scheduled> parse_schedule(std::string_view text, const std::string& what) {
  if (!is_schedule(text)) throw Error(what + " is '" + std::string(text) + "'" + std::string(kForm));
  std::vector<std::string> pieces;
  for (const std::string& piece : split(text, ','))
    if (is_schedule(piece))
      pieces.push_back(piece);
    else
      pieces.back() += "," + piece;
  std::vector<Scheduled> schedule;
  for (const std::string& piece : pieces) {
    Scheduled next = parse_piece(piece, what);
    const std::int64_t due = schedule.empty() ? 1 : schedule.back().last ? *schedule.back().last + 1 : 0;
    if (due == 0)
      throw Error(what + " has two values from round " + std::to_string(next.first) + " on: '" + schedule.back().value +
                  "' holds to the end");
    if (next.first > due) throw Error(what + " has no value in " + rounds_text(due, next.first - 1));
    if (next.first < due)
      throw Error(what + " has two values in " +
                  rounds_text(next.first, std::min(due - 1, next.last.value_or(due - 1))));
    schedule.push_back(std::move(next));
  }
  return schedule;
}

std::string text(const std::vector<Scheduled>& schedule) {
  std::vector<std::string> pieces;
  for (const Scheduled& piece : schedule) {
    const std::string end = !piece.last ? "-" : *piece.last == piece.first ? "" : "-" + std::to_string(*piece.last);
    pieces.push_back(std::to_string(piece.first) + end + ":" + piece.value);
  }
  return joined(pieces, ",");
}

void check_length(const std::vector<Scheduled>& schedule, std::int64_t rounds, const std::string& what) {
  const Scheduled& end = schedule.back();
  if (end.last && *end.last < rounds) throw Error(what + " has no value in " + rounds_text(*end.last + 1, rounds));
  if (end.first > rounds || (end.last && *end.last > rounds))
    throw Error(what + " is given up to round " + std::to_string(end.last.value_or(end.first)) + ", but a match has " +
                std::to_string(rounds) + " rounds");
}

std::string value_in(const std::vector<Scheduled>& schedule, std::int64_t round) {
  return std::find_if(schedule.begin(), schedule.end(),
                      [&](const Scheduled& piece) { return !piece.last || round <= *piece.last; })
      ->value;
}

}  // namespace detente
