// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/table_field.hpp"

#include <detente/exact/chain.hpp>

#include "play/automata.hpp"

namespace detente {
namespace {

constexpr std::size_t kMostStates = 4096;  // of an automaton that is played from tables
/// No automaton of more memories than this has ever shrunk to one that fills a vector.
constexpr std::size_t kMostWalked = 512;

}  // namespace

TableField::TableField(const Design& design, const std::vector<Meeting>& schedule, const Watch& watch)
    : design_(design) {
  const auto is_stopped = [&] { return watch.stop && watch.stop(); };
  for (auto& tables : tables_) tables.resize(design.entrants.size());
  const std::string& engine = design.request.engine;
  if (engine != "tables" && engine != "auto") return;
  const std::size_t limit = engine == "tables" ? kMostStates : kMostWalked;
  std::array<std::vector<bool>, 2> asked;
  for (auto& entrants : asked) entrants.resize(design.entrants.size());
  for (const Meeting& meeting : schedule)
    for (const auto& [one, other] : {std::pair{meeting.row, meeting.column}, std::pair{meeting.column, meeting.row}}) {
      const std::size_t opens = design.entrants[other].side.strategy.traits().opens ? 1 : 0;
      if (asked[opens][one] || (engine == "auto" && opens == 1)) continue;
      asked[opens][one] = true;
      const Entrant& entrant = design.entrants[one];
      const auto automaton = automaton_of(design, entrant, opens == 1, limit, is_stopped);
      if (is_stopped()) throw Stopped();
      if (automaton) tables_[opens][one].emplace(design.rules, entrant.side, *automaton);
    }
  if (engine == "tables") number_as_met(schedule, is_stopped);
  for (auto& ways : ways_) ways.resize(design.entrants.size());
  for (const Meeting& meeting : schedule)
    if (const auto how = way(meeting)) {
      ways_[0][meeting.row].insert(*how);
      ways_[1][meeting.column].insert(*how);
    }
}

/// Walks the pairs that have no automata of their own: those whose joint memories are few can be played all the same.
void TableField::number_as_met(const std::vector<Meeting>& schedule, const GiveUp& is_stopped) {
  std::vector<Meeting> open;
  for (const Meeting& meeting : schedule)
    if (!has_automata(meeting)) {
      if (!lack(meeting).empty()) return;  // the run will be refused
      open.push_back(meeting);
    }
  for (const Meeting& meeting : open) {
    try {
      if (join(design_.rules, {design_.entrants[meeting.row].side}, {design_.entrants[meeting.column].side},
               static_cast<std::size_t>(design_.request.exact_limit), is_stopped))
        met_.emplace(meeting.row, meeting.column);
    } catch (const StrategyFailure& failure) {
      failures_.emplace_back(meeting, failure);
    }
    if (is_stopped()) throw Stopped();
  }
  has_walked_ = true;
}

bool TableField::has_automata(const Meeting& meeting) const {
  return tables(meeting.row, meeting.column) && tables(meeting.column, meeting.row) &&
         TableEncounter::can_play(design_.rules, design_.entrants[meeting.row].side,
                                  design_.entrants[meeting.column].side);
}

std::string TableField::lack(const Meeting& meeting) const {
  for (const std::size_t i : {meeting.row, meeting.column}) {
    const std::string lack = lacks_automaton(design_.entrants[i]);
    if (!lack.empty()) return lack;
    if (design_.entrants[i].side.is_ever_told()) return "one strategy has turn()";
  }
  return design_.rules.turns.empty() ? "" : "one strategy has no automaton for the whole schedule";
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
  const auto how = way(meeting);
  if (!how) return std::nullopt;
  if (*how == TableEncounter::Way::as_met)
    return TableEncounter(climate, design_.entrants[meeting.row].side, design_.entrants[meeting.column].side);
  return TableEncounter(climate, design_.entrants[meeting.row].side, *tables(meeting.row, meeting.column),
                        design_.entrants[meeting.column].side, *tables(meeting.column, meeting.row),
                        design_.request.kernel);
}

bool TableField::plays(const Meeting& meeting) const {
  return way(meeting).has_value();
}

std::optional<TableEncounter::Way> TableField::way(const Meeting& meeting) const {
  using Way = TableEncounter::Way;
  if (!has_automata(meeting))
    return met_.contains({meeting.row, meeting.column}) ? std::optional(Way::as_met) : std::nullopt;
  const Way way =
      TableEncounter::way(design_.rules, design_.entrants[meeting.row].side, *tables(meeting.row, meeting.column),
                          design_.entrants[meeting.column].side, *tables(meeting.column, meeting.row));
  const bool is_worth_it = design_.request.engine == "tables" || way != Way::one_by_one;
  return is_worth_it ? std::optional(way) : std::nullopt;
}

std::string TableField::hindrance(const Meeting& meeting) const {
  if (way(meeting)) return "";
  const std::string lack = this->lack(meeting);
  if (!lack.empty() || !has_walked_) return lack;
  return "more than " + std::to_string(design_.request.exact_limit) + " joint memories";
}

}  // namespace detente
