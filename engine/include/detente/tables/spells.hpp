// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <detente/objects/match.hpp>

/// Spells of hostility in many matches at once. A spell runs from a round in which somebody is hostile to the last one
/// before `calm` rounds of peace: it is what an episode is on two levels.
namespace detente {

/// What the spells of a batch of matches come to, in integers: sums do not depend on the order of execution.
struct Spells {
  /// [k − 1]: rounds that are at least the k-th of their spell, k = 1 … oldest + 1, and maybe some further.
  std::vector<std::uint64_t> reached;
  /// [k − 1]: spells of at least k rounds that the end of their match cut off, k = 1 … oldest.
  std::vector<std::uint64_t> cut;
  std::uint64_t truncated = 0;  ///< matches that begin in one
  /// How seats answer each other, over rounds that another one follows.
  struct Answers {
    std::uint64_t followed = 0;                 ///< such rounds
    std::array<std::uint64_t, 2> hostile{};     ///< … with the seat hostile
    std::array<std::uint64_t, 2> answers{};     ///< … and then the seat hostile
    std::array<std::uint64_t, 2> to_hostile{};  ///< … and then the seat hostile, after the other was

    bool operator==(const Answers&) const = default;
  } answers;  ///< how each seat was answered

  bool operator==(const Spells&) const = default;
};

/// Counts the spells of one batch after the other.
class SpellCounter {
 public:
  /// `calm`: rounds of peace that end a spell. `oldest`: the age up to which they are told apart. `kernel`: one that
  /// runs here (see tables.hpp); empty for the fastest.
  SpellCounter(int calm, int oldest, std::string_view kernel = {});
  ~SpellCounter();
  /// Moves it; what is left may only be destroyed.
  SpellCounter(SpellCounter&&) noexcept;

  /// Forgets everything before the next batch, which must outlive it.
  void begin(const Block& block);
  /// Takes the next rounds.
  void see(const RoundsDone& rounds);
  /// Of the batch, all of whose rounds were seen. Valid until the next `begin`.
  const Spells& finish();

 private:
  class Tape;
  std::unique_ptr<Tape> tape_;
};

}  // namespace detente
