// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <stdexcept>
#include <vector>

#include <detente/answers.hpp>
#include <detente/contract.hpp>

/// The memories of one strategy as points that can be numbered: what its automaton is derived from.
namespace detente {

/// A walk through the memories of one strategy. They are numbered in the order in which they are met; 0 is the first
/// state. Levels are the strategy's own: 0 and 1 for a binary one. Whatever the strategy throws passes through.
class Memories {
 public:
  Memories() = default;
  Memories(const Memories&) = delete;
  Memories& operator=(const Memories&) = delete;
  virtual ~Memories() = default;

  /// How many were met so far.
  virtual std::size_t size() const = 0;
  /// The chance of each level; they add up to 1. What may not be answered is refused as `answers.hpp` has it.
  virtual LevelMix play(std::size_t memory) const = 0;
  /// What a memory says.
  virtual Signal say(std::size_t memory) const = 0;
  /// Whether a memory lets itself be verified.
  virtual bool open(std::size_t memory) const = 0;
  /// The memory after it heard a signal.
  virtual std::size_t hear(std::size_t memory, Signal heard) = 0;
  /// The memory after it saw a round.
  virtual std::size_t see(std::size_t memory, const LevelSeen& round) = 0;
  /// The memory after it was told that something turned.
  virtual std::size_t turn(std::size_t memory, [[maybe_unused]] const Briefing& briefing) { return memory; }
};

/// `Memories` of the strategy type S.
template <StrategyType S>
requires Ordered<S> && SeesPlainly<S>
class MemoriesOf final : public Memories {
 public:
  /// Begins with the first memory, in a game of so many levels.
  MemoriesOf(const S& first, int levels) : levels_(levels) { number(first); }

  std::size_t size() const override { return met_.size(); }
  LevelMix play(std::size_t memory) const override { return chances_of(met_[memory]->play(), levels_); }
  Signal say([[maybe_unused]] std::size_t memory) const override {
    if constexpr (Speaks<S>) return checked(met_[memory]->say(), levels_);
    return {};
  }
  /// Whether a memory lets itself be verified.
  bool open([[maybe_unused]] std::size_t memory) const override {
    if constexpr (Opens<S>) return checked_truth(byte_of(met_[memory]->open()));
    return false;
  }
  std::size_t hear(std::size_t memory, [[maybe_unused]] Signal heard) override {
    if constexpr (Listens<S>) {
      S next = *met_[memory];
      next.hear(heard);
      return number(next);
    }
    return memory;
  }
  std::size_t see(std::size_t memory, const LevelSeen& round) override {
    using Choice = decltype(SeenBy<S>::meant);
    S next = *met_[memory];
    next.see(SeenBy<S>{static_cast<Choice>(round.meant), static_cast<Choice>(round.mine),
                       static_cast<Choice>(round.theirs), round.verified});
    return number(next);
  }
  std::size_t turn(std::size_t memory, [[maybe_unused]] const Briefing& briefing) override {
    if constexpr (TakesTurns<S>) {
      S next = *met_[memory];
      next.turn(briefing);
      return number(next);
    }
    return memory;
  }

 private:
  struct Before {
    bool operator()(const S& a, const S& b) const { return (a <=> b) < 0; }
  };

  std::size_t number(const S& memory) {
    if ((memory <=> memory) != 0)
      throw std::domain_error(
          "its memory does not compare equal to itself: a field holds an unordered value, such as NaN");
    const auto [place, is_new] = numbers_.try_emplace(memory, met_.size());
    if (is_new) met_.push_back(&place->first);
    return place->second;
  }

  int levels_;
  std::map<S, std::size_t, Before> numbers_;
  std::vector<const S*> met_;  // in numbers_, whose nodes stay where they are
};

}  // namespace detente
