// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/objects/match.hpp>

/// The `tables` engine: matches of finite automata, many repetitions at once, equal to the last bit to those of the
/// `objects` engine.
namespace detente {

/// A way to play from tables that suits a kind of machine. All lead to the same bits.
struct TableKernel {
  std::string_view name;  ///< avx512, avx2, sse4, neon, or plain: that one runs everywhere
  bool runs_here;         ///< on this machine
};
/// All that were built, the fastest first.
std::vector<TableKernel> table_kernels();
/// The fastest one that runs here.
std::string_view best_table_kernel();

/// Rounds that a kernel played since this process began, over all lanes.
std::uint64_t rounds_played(std::string_view kernel);

/// A state's automaton, ready to be played from in either seat of any of its pairs.
class SeatTables {
 public:
  /// `automaton`: of the side's strategy, for rounds in which its slips and the crisis of the rules are possible, and
  /// in pairs with others that open, verified ones.
  SeatTables(const Rules& rules, const Side& side, const Automaton& automaton);

 private:
  friend class TableEncounter;
  struct Tables;
  std::shared_ptr<const Tables> tables_;
};

/// Two automata at the table: what `Encounter` is to two objects.
class TableEncounter {
 public:
  /// Whether two states can be played by their automata under these rules: not where one hears another's signals, or
  /// is told of turns.
  static bool can_play(const Rules& rules, const Side& row, const Side& column);
  /// How it is then played.
  enum class Way {
    narrow,      ///< many repetitions at once, the state and the move of each in one byte
    broad,       ///< many at once, in automata of up to 64 states: a byte for each state
    one_by_one,  ///< one repetition after the other
    as_met       ///< likewise, and memories are numbered as they are met
  };
  /// How two states are played by their automata under these rules.
  static Way way(const Rules& rules, const Side& row, const SeatTables& row_tables, const Side& column,
                 const SeatTables& column_tables);
  /// Adds what a seat needs to a climate that knows the side's errors, before its first weather. `way`: of one of its
  /// pairs.
  static void admit(Climate& climate, const Side& side, const SeatTables& tables, std::uint32_t seat, Way way);

  /// For a pair that can be played and was admitted. `kernel` must run here; empty for the fastest.
  TableEncounter(const Climate& climate, const Side& row, const SeatTables& row_tables, const Side& column,
                 const SeatTables& column_tables, std::string_view kernel);
  /// For any pair whose memories can be enumerated, as they are met, one repetition after the other.
  TableEncounter(const Climate& climate, const Side& row, const Side& column);
  ~TableEncounter();
  /// Moves it; what is left may only be destroyed.
  TableEncounter(TableEncounter&&) noexcept;

  /// As `Encounter::play`; an observer may not interfere.
  bool play(const Weather& weather, Tally& tally, const Encounter::Pulse& pulse = {}, Observer* observer = nullptr);

 private:
  class Match;
  class Bytes;
  class Machines;
  std::unique_ptr<Match> match_;
};

}  // namespace detente
