// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <detente/automata/automaton.hpp>

namespace detente::systems {

/// Seats that run a program side by side, so that compilers make vectors of them.
inline constexpr std::size_t kSeatsAbreast = 8;
/// A word for each of them, with a bit for each repetition.
struct alignas(64) SeatWords {
  std::array<std::uint64_t, kSeatsAbreast> at{};
};

/// An automaton of two levels as functions of bits: its state is a binary number whose digits are words with a bit for
/// each repetition, and what it does and what follows are chosen between words, digit by digit (Bryant 1986, reduced
/// and ordered decision diagrams).
class LaneProgram {
 public:
  /// Most states of an automaton.
  static constexpr std::size_t kMostStates = 256;

  /// Of a minimised automaton with at most so many states.
  explicit LaneProgram(const Automaton& automaton);

  /// Digits of its state; 0 at first.
  std::size_t digits() const { return digits_; }
  /// What words of its dice are compared with, each in 1…2³².
  const std::vector<std::uint64_t>& limits() const { return limits_; }

  /// What it does in a round.
  struct Conduct {
    SeatWords meant;  ///< D
    SeatWords open;   ///< it lets itself be verified
    SeatWords said;   ///< a signal is sent
  };
  /// What it learns of a round, beside what it meant.
  struct Lesson {
    SeatWords mine, theirs, verified;
  };
  /// Working memory for programs, of one thread.
  using Registers = std::vector<SeatWords>;
  void make_room(Registers& registers) const;

  /// `below`: by limit, which words of its dice are below it.
  void act(const SeatWords* state, const SeatWords* below, Registers& registers, Conduct& conduct) const;
  /// `meant`: as it was in the round.
  void learn(SeatWords* state, const SeatWords& meant, const Lesson& lesson, Registers& registers) const;

 private:
  /// Register `high` where the chooser has a bit, else `low`.
  struct Step {
    std::uint16_t chooser, low, high;
    bool operator<(const Step& other) const;
  };
  /// Steps whose results follow the variables, and where the functions' values are then.
  struct Functions {
    std::vector<Step> steps;
    std::vector<std::uint16_t> values;
  };
  /// A value of a function: what never happens may be either.
  enum class Truth : std::uint8_t { no, yes, any };
  static Truth truth_of(bool is_so) { return is_so ? Truth::yes : Truth::no; }
  class Diagram;

  void set_conduct(const Automaton& automaton);
  void set_next(const Automaton& automaton);
  void run(const std::vector<Step>& steps, Registers& registers) const;
  /// Registers of variables: digits, then what was meant, done, seen, and whether that was verified.
  static std::uint16_t variable(std::size_t number) { return static_cast<std::uint16_t>(2 + number); }
  std::vector<std::uint16_t> digits_from_the_highest() const;
  std::size_t first_step() const { return 2 + digits_ + 4; }

  std::size_t digits_;
  std::vector<std::uint64_t> limits_;
  Functions conduct_, next_;
};

}  // namespace detente::systems
