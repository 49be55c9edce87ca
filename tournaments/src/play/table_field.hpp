// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <detente/tables/tables.hpp>

namespace detente {

/// Which pairs of a schedule are played from tables, and the tables. The engine `tables` plays so whatever it can;
/// `auto` only what fills vectors, since other tables are seldom faster than the strategies themselves.
class TableField {
 public:
  /// Throws `Stopped`.
  TableField(const Design& design, const std::vector<Meeting>& schedule, const Watch& watch);

  /// Adds what the pairs need to a climate that knows all errors.
  void admit(Climate& climate) const;
  /// A pair that is played from tables; absent for others.
  std::optional<TableEncounter> encounter(const Climate& climate, const Meeting& meeting) const;
  bool plays(const Meeting& meeting) const;
  /// Why a pair cannot be played from tables, as users read it; empty where it can.
  std::string hindrance(const Meeting& meeting) const;
  /// Pairs in which a strategy failed when their memories were walked, in the order of the schedule.
  const std::vector<std::pair<Meeting, StrategyFailure>>& failures() const { return failures_; }

 private:
  const std::optional<SeatTables>& tables(std::size_t entrant, std::size_t other) const;
  void number_as_met(const std::vector<Meeting>& schedule, const GiveUp& is_stopped);
  /// Whether both have automata that can play under the rules.
  bool has_automata(const Meeting& meeting) const;
  /// Why a pair's memories cannot be numbered as they are met, as far as the states alone tell.
  std::string lack(const Meeting& meeting) const;
  /// How a pair is played; absent where it is not played from tables.
  std::optional<TableEncounter::Way> way(const Meeting& meeting) const;

  const Design& design_;
  std::array<std::vector<std::optional<SeatTables>>, 2> tables_;  // by entrant, for others that do not open, or do
  /// The ways in which an entrant is played in a seat of some pair.
  std::array<std::vector<std::set<TableEncounter::Way>>, 2> ways_;
  std::set<std::pair<std::size_t, std::size_t>> met_;  // pairs whose memories are numbered as they are met
  std::vector<std::pair<Meeting, StrategyFailure>> failures_;
  bool has_walked_ = false;  // whether other pairs are known to have too many
};

}  // namespace detente
