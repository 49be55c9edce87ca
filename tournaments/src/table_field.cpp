// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "table_field.hpp"

#include "automata.hpp"

namespace detente {
namespace {

constexpr std::size_t kMostStates = 4096;  // of an automaton that is played from tables
/// No automaton of more memories than this has ever shrunk to one that fills a vector.
constexpr std::size_t kMostMemories = 512;

}  // namespace

TableField::TableField(const Design& design, const std::vector<Meeting>& schedule) : design_(design) {
  for (auto& tables : tables_) tables.resize(design.entrants.size());
  const std::string& engine = design.request.engine;
  if (engine != "tables" && engine != "auto") return;
  const std::size_t limit = engine == "tables" ? kMostStates : kMostMemories;
  std::array<std::vector<bool>, 2> asked;
  for (auto& entrants : asked) entrants.resize(design.entrants.size());
  for (const Meeting& meeting : schedule)
    for (const auto& [one, other] : {std::pair{meeting.row, meeting.column}, std::pair{meeting.column, meeting.row}}) {
      const std::size_t opens = design.entrants[other].side.strategy.traits().opens ? 1 : 0;
      if (asked[opens][one] || (engine == "auto" && opens == 1)) continue;
      asked[opens][one] = true;
      const Entrant& entrant = design.entrants[one];
      const auto automaton = automaton_of(design, entrant, opens == 1, limit);
      if (automaton) tables_[opens][one].emplace(design.rules, entrant.side, *automaton);
    }
  for (auto& ways : ways_) ways.resize(design.entrants.size());
  for (const Meeting& meeting : schedule)
    if (const auto how = way(meeting)) {
      ways_[0][meeting.row].insert(*how);
      ways_[1][meeting.column].insert(*how);
    }
}

const std::optional<SeatTables>& TableField::tables(std::size_t entrant, std::size_t other) const {
  return tables_[design_.entrants[other].side.strategy.traits().opens ? 1 : 0][entrant];
}

void TableField::admit(Climate& climate) const {
  for (const std::uint32_t seat : {0U, 1U})
    for (std::size_t i = 0; i < ways_[seat].size(); ++i)
      for (const TableEncounter::Way way : ways_[seat][i])
        if (tables_[0][i]) TableEncounter::admit(climate, design_.entrants[i].side, *tables_[0][i], seat, way);
}

std::optional<TableEncounter> TableField::encounter(const Climate& climate, const Meeting& meeting) const {
  if (!plays(meeting)) return std::nullopt;
  return TableEncounter(climate, design_.entrants[meeting.row].side, *tables(meeting.row, meeting.column),
                        design_.entrants[meeting.column].side, *tables(meeting.column, meeting.row),
                        design_.request.kernel);
}

bool TableField::plays(const Meeting& meeting) const {
  return way(meeting).has_value();
}

std::optional<TableEncounter::Way> TableField::way(const Meeting& meeting) const {
  const auto& row = tables(meeting.row, meeting.column);
  const auto& column = tables(meeting.column, meeting.row);
  const Side& a = design_.entrants[meeting.row].side;
  const Side& b = design_.entrants[meeting.column].side;
  if (!row || !column || !TableEncounter::can_play(design_.rules, a, b)) return std::nullopt;
  const TableEncounter::Way way = TableEncounter::way(design_.rules, a, *row, b, *column);
  const bool is_worth_it = design_.request.engine == "tables" || way != TableEncounter::Way::one_by_one;
  return is_worth_it ? std::optional(way) : std::nullopt;
}

std::string TableField::hindrance(const Meeting& meeting) const {
  for (const auto& [one, other] : {std::pair{meeting.row, meeting.column}, std::pair{meeting.column, meeting.row}}) {
    const Entrant& entrant = design_.entrants[one];
    if (tables(one, other)) continue;
    const std::string lack = lacks_automaton(entrant);
    return lack.empty() ? "'" + entrant.name + "' has more than " + std::to_string(kMostStates) + " memories" : lack;
  }
  if (TableEncounter::can_play(design_.rules, design_.entrants[meeting.row].side,
                               design_.entrants[meeting.column].side))
    return "";
  return design_.rules.turns.empty() ? "one hears what the other says" : "one is told of turns";
}

}  // namespace detente
