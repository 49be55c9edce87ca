// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/traces.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "arguments/settings.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kUsual = 36;  // pairs: all that eight states make
constexpr std::int64_t kMost = 10'000;
constexpr std::int64_t kRepetitions = 3;
constexpr std::int64_t kRounds = 400;

/// By entrant: how many of its motive rank before it.
std::vector<std::size_t> places(const Design& design, const Results& results) {
  std::vector<std::size_t> place(design.entrants.size());
  std::vector<std::pair<std::string, std::size_t>> counts;  // by motive
  for (const Standing& standing : results.standings) {
    const std::string& motive = design.entrants[standing.entrant].motive;
    auto count = std::find_if(counts.begin(), counts.end(), [&](const auto& known) { return known.first == motive; });
    if (count == counts.end()) count = counts.insert(counts.end(), {motive, 0});
    place[standing.entrant] = count->second++;
  }
  return place;
}

/// Pairs that are worth a look, up to so many: those of the best of each motive first.
std::vector<Meeting> best_first(const Design& design, const Results& results, std::size_t most) {
  const std::vector<std::size_t> place = places(design, results);
  const std::size_t size = place.size();
  // The best of each motive that have so many pairs among them.
  std::size_t best = 0;
  for (std::size_t of_them = 0; best < size && of_them * (of_them + 1) / 2 < most + of_them; ++best)
    of_them = static_cast<std::size_t>(
        std::count_if(place.begin(), place.end(), [&](std::size_t one) { return one <= best; }));
  std::vector<Meeting> meetings;
  for (std::size_t row = 0; row < size; ++row)
    for (std::size_t column = design.request.self_play ? row : row + 1; column < size && place[row] < best; ++column)
      if (place[column] < best) meetings.push_back({row, column});
  const auto worth = [&](const Meeting& meeting) {
    const std::size_t row = place[meeting.row], column = place[meeting.column];
    return std::pair(std::max(row, column), std::min(row, column));
  };
  std::stable_sort(meetings.begin(), meetings.end(),
                   [&](const Meeting& a, const Meeting& b) { return worth(a) < worth(b); });
  meetings.resize(std::min(most, meetings.size()));
  return meetings;
}

}  // namespace

void check_traceable(const Design& design, const std::string& what) {
  const auto named = [&](const std::string& rate) { return what + " shows a sampled repetition, and " + rate; };
  for (const Entrant& entrant : design.entrants) {
    const Side& side = entrant.side;
    check_grain(side.tremble, design.rules.levels, named(fmt::format("tremble of '{}'", entrant.name)));
    check_grain(side.misperception, design.rules.levels, named(fmt::format("misperception of '{}'", entrant.name)));
  }
  check_grain(design.rules.signal_noise, named("signal noise"));
}

std::size_t traced_pairs(const Arguments& arguments, const Design& design) {
  const Setting* const given = arguments.find("traces");
  const std::size_t pairs = given == nullptr ? kUsual : static_cast<std::size_t>(whole(*given, 0, kMost));
  if (pairs == 0) return 0;
  try {
    check_traceable(design, "--traces");
  } catch (const Error&) {
    if (given != nullptr) throw;
    return 0;
  }
  return pairs;
}

Json traces_json(const Design& design, const Results& results, std::size_t pairs) {
  Json list = Json::array();
  for (const Meeting& meeting : best_first(design, results, pairs))
    for (std::int64_t repetition = 0; repetition < std::min(kRepetitions, design.request.repetitions); ++repetition) {
      Json json{{"row", design.entrants[meeting.row].name},
                {"column", design.entrants[meeting.column].name},
                {"repetition", repetition}};
      add_trace(json, trace(design, meeting, static_cast<std::uint64_t>(repetition), kRounds), design.game.levels);
      list.push_back(std::move(json));
    }
  return list;
}

}  // namespace detente::cli
