// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include <detente/exact/chain.hpp>
#include <detente/objects/match.hpp>

namespace detente {

/// Two states as one automaton over their joint memories, found as matches come to them: signals and openness are
/// inside, and nothing but its errors is left to chance in a round. For long matches of which only the levels done are
/// watched, equal to the last bit to those of `Encounter`. One object serves one thread.
class PairTable {
 public:
  /// Absent where a state throws dice or its memory cannot be enumerated, where signals may be garbled, something
  /// turns or lengths are random. `climate` must know both sides' errors; it and the sides must outlive this.
  static std::optional<PairTable> make(const Climate& climate, const Seated& row, const Seated& column);
  ~PairTable();
  /// Moves it; what is left may only be destroyed.
  PairTable(PairTable&&) noexcept;

  /// Plays every repetition of a block after so many rounds of crisis. The observer may not interfere. False when
  /// `pulse` gave up or the table is outgrown.
  bool play(const Block& block, std::int64_t crisis, Observer& observer, const Encounter::Pulse& pulse = {});
  /// New memories kept coming, or a strategy failed: what was watched means nothing, and an `Encounter` is to play.
  bool is_outgrown() const;

 private:
  class Walk;
  explicit PairTable(std::unique_ptr<Walk> walk);

  std::unique_ptr<Walk> walk_;
};

}  // namespace detente
