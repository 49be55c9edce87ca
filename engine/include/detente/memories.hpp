// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <set>
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

/// Memories numbered as they are met. It compares numbers, so that no strategy has to be compiled with a tree of its
/// own.
class NumberedMemories : public Memories {
 protected:
  /// The number of the last of `size` memories: its own where none of those before equals it.
  std::size_t number_of_last(std::size_t size) { return *numbers_.insert(size - 1).first; }

 private:
  struct Before {
    const NumberedMemories* of;
    bool operator()(std::size_t a, std::size_t b) const { return of->is_before(a, b); }
  };

  virtual bool is_before(std::size_t a, std::size_t b) const = 0;

  std::set<std::size_t, Before> numbers_{Before{this}};
};

/// `Memories` of the strategy type S.
template <StrategyType S>
requires Ordered<S> && SeesPlainly<S>
class MemoriesOf final : public NumberedMemories {
 public:
  /// Begins with the first memory, in a game of so many levels.
  MemoriesOf(const S& first, int levels) : levels_(levels) { number(first); }

  std::size_t size() const override { return met_.size(); }
  LevelMix play(std::size_t memory) const override { return chances_of(met_[memory].play(), levels_); }
  Signal say([[maybe_unused]] std::size_t memory) const override {
    if constexpr (Speaks<S>) return checked(met_[memory].say(), levels_);
    return {};
  }
  /// Whether a memory lets itself be verified.
  bool open([[maybe_unused]] std::size_t memory) const override {
    if constexpr (Opens<S>) return checked_truth(byte_of(met_[memory].open()));
    return false;
  }
  std::size_t hear(std::size_t memory, [[maybe_unused]] Signal heard) override {
    if constexpr (Listens<S>) {
      S next = met_[memory];
      next.hear(heard);
      return number(next);
    }
    return memory;
  }
  std::size_t see(std::size_t memory, const LevelSeen& round) override {
    using Choice = decltype(SeenBy<S>::meant);
    S next = met_[memory];
    next.see(SeenBy<S>{static_cast<Choice>(round.meant), static_cast<Choice>(round.mine),
                       static_cast<Choice>(round.theirs), round.verified});
    return number(next);
  }
  std::size_t turn(std::size_t memory, [[maybe_unused]] const Briefing& briefing) override {
    if constexpr (TakesTurns<S>) {
      S next = met_[memory];
      next.turn(briefing);
      return number(next);
    }
    return memory;
  }

 private:
  bool is_before(std::size_t a, std::size_t b) const override { return (met_[a] <=> met_[b]) < 0; }

  std::size_t number(const S& memory) {
    if ((memory <=> memory) != 0)
      throw std::domain_error(
          "its memory does not compare equal to itself: a field holds an unordered value, such as NaN");
    met_.push_back(memory);
    const std::size_t found = number_of_last(met_.size());
    if (found + 1 < met_.size()) met_.pop_back();
    return found;
  }

  int levels_;
  std::vector<S> met_;
};

}  // namespace detente
