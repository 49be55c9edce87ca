// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <detente/automaton.hpp>
#include <detente/match.hpp>

/// The `tables` engine: matches of finite automata, many repetitions at once, equal to the last bit to those of the
/// `objects` engine.
namespace detente {

/// A way to play from tables that suits a kind of machine. All lead to the same bits.
struct TableKernel {
  std::string_view name;  ///< avx512, avx2, sse4, neon, or plain: that one runs everywhere
  bool runs_here;
};
/// All that were built, the fastest first.
std::vector<TableKernel> table_kernels();
/// The fastest one that runs here.
std::string_view best_table_kernel();

/// A state's automaton, ready to be played from in either seat of any of its pairs.
class SeatTables {
 public:
  /// `automaton`: of the side's strategy, for rounds in which its slips and the crisis of the rules are possible.
  SeatTables(const Rules& rules, const Side& side, const Automaton& automaton);

 private:
  friend class TableEncounter;
  struct Tables;
  std::shared_ptr<const Tables> tables_;
};

/// Two automata at the table: what `Encounter` is to two objects.
class TableEncounter {
 public:
  /// Whether a pair can be played from tables under these rules.
  static bool can_play(const Rules& rules, const Side& row, const SeatTables& row_tables, const Side& column,
                       const SeatTables& column_tables);
  /// Adds what a seat needs to a climate that knows the side's errors, before its first weather.
  static void admit(Climate& climate, const Side& side, const SeatTables& tables, std::uint32_t seat);

  /// For a pair that can be played and was admitted. `kernel` must run here.
  TableEncounter(const Climate& climate, const Side& row, const SeatTables& row_tables, const Side& column,
                 const SeatTables& column_tables, std::string_view kernel);
  ~TableEncounter();
  TableEncounter(TableEncounter&&) noexcept;

  /// As `Encounter::play`; an observer may not interfere.
  bool play(const Weather& weather, Tally& tally, const Encounter::Pulse& pulse = {}, Observer* observer = nullptr);

 private:
  class Match;
  std::unique_ptr<Match> match_;
};

}  // namespace detente
