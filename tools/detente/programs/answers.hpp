// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <detente/strategy.hpp>
#include <nlohmann/json.hpp>

#include "programs/description.hpp"

/// Answers of programs, each read and checked here and nowhere else. All throw `ProgramFailure`.
namespace detente::cli {

/// Who answers: a strategy, in a game of as many levels as it thinks in.
struct Answering {
  const Program& program;
  const ProgramDescription& strategy;
  int levels;

  /// Rounds that lead from a memory to others: by levels meant, done and seen, and whether the other was open.
  std::size_t inputs() const {
    const auto count = static_cast<std::size_t>(levels);
    return count * count * count * (strategy.verifies ? 2 : 1);
  }
  std::size_t input(const LevelSeen& round) const {
    const auto count = static_cast<std::size_t>(levels);
    const std::size_t plain = (round.meant * count + round.mine) * count + round.theirs;
    return strategy.verifies ? plain * 2 + (round.verified ? 1U : 0U) : plain;
  }
};

/// What lanes choose, as far as they were asked.
struct LaneAnswers {
  LaneBytes meant;                           ///< of those that choose for certain
  std::array<double, kLanes> cooperation{};  ///< chances of C of a binary strategy with chances
  std::vector<LevelMix> mixes;               ///< of a graded one
  LaneSignals said;
  LaneBytes open;
};
/// Reads "moves" or "chances", and "open" of who has it.
void read_choices(const Answering& by, const nlohmann::json& answer, std::size_t lanes, LaneAnswers& read);
/// Reads "say" of who has it.
void read_said(const Answering& by, const nlohmann::json& answer, std::size_t lanes, LaneAnswers& read);
/// Reads "memories": numbers, of which equal ones mean equal memories.
std::vector<std::int64_t> read_equalities(const Answering& by, const nlohmann::json& answer, std::size_t lanes);

/// A memory in the numbers of its program.
struct MemoryRow {
  LevelMix play;
  Signal said;
  bool is_open = false;
  std::int64_t silent = -1;        ///< the memory after silence was heard; −1 where it is to be asked for
  std::vector<std::int64_t> next;  ///< by `Answering::input`; −1 likewise
};
/// Reads "rows": at least one and at most so many.
std::vector<MemoryRow> read_rows(const Answering& by, const nlohmann::json& answer, std::size_t most);
/// Reads "memory".
std::int64_t read_memory(const Answering& by, const nlohmann::json& answer);

/// C and D, or a digit.
char letter_of(Level level, bool is_graded);
/// "CDDC…" of the first lanes.
std::string letters_of(const LaneBytes& levels, std::size_t lanes, bool is_graded);
/// A briefing as programs get it.
nlohmann::json json_of(const Briefing& briefing);
/// A signal as programs get it: its kind as a letter, its level, its rounds.
nlohmann::json json_of(const Signal& signal, bool is_graded);
/// Letters of kinds of signals: silence, a promise, a threat.
inline constexpr std::string_view kSignalLetters = "-rt";

}  // namespace detente::cli
