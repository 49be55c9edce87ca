// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// Whose code runs on a thread. A program that must end where a strategy crashes, exits or does not return reads it to
/// name the strategy.
namespace detente {

/// A thread asks strategies for something as long as an object of this class lives on its stack. What it refers to must
/// live as long. Constructing one takes a few stores, so that it is done for each block of matches and each walk, not
/// for each round.
class Acting {
 public:
  /// Before round 1 of a pair, or where rounds do not count.
  static constexpr std::int64_t kNoRound = 0;

  /// One strategy, or one module. `task` follows its name and a verb: "when it was given the game". `steps`: changes as
  /// long as it makes progress.
  Acting(std::string_view name, const char* task, const std::uint64_t* steps = nullptr) noexcept
      : Acting({name, {}}, task, nullptr, nullptr, steps) {}
  /// A pair at play. `seat` says whose strategy is asked (2: neither), `round` in which round; null where that is not
  /// known.
  Acting(const std::array<std::string_view, 2>& names, const std::size_t* seat, const std::int64_t* round,
         const std::uint64_t* steps = nullptr) noexcept
      : Acting(names, nullptr, seat, round, steps) {}
  ~Acting();
  Acting(const Acting&) = delete;
  Acting& operator=(const Acting&) = delete;

  /// Null for a pair.
  const char* task() const { return task_; }
  /// Of both seats; of one strategy the first alone.
  const std::array<std::string_view, 2>& names() const { return names_; }
  /// Who is asked at this moment; absent where neither is, or where it is not known.
  std::optional<std::size_t> seat() const {
    if (task_ != nullptr) return 0;
    const std::size_t seat = seat_ == nullptr ? 2 : now(seat_);
    return seat < 2 ? std::optional(seat) : std::nullopt;
  }
  /// The round in which it is asked; `kNoRound` where rounds do not count or are not known.
  std::int64_t round() const { return round_ == nullptr ? kNoRound : now(round_); }

  /// Another value after each step forwards: two equal ones mean that the same question is still unanswered.
  struct Moment {
    std::uint64_t question;  ///< number of the object of this class
    std::uint64_t steps;     ///< steps of a walk; 0 for a pair at play
    std::int64_t round;      ///< as `round()` has it
    std::size_t seat;        ///< who is asked; 2 where neither is
    bool operator==(const Moment&) const = default;
  };
  /// What it is now.
  Moment moment() const {
    return {serial_, steps_ == nullptr ? 0 : now(steps_), round(), seat_ == nullptr ? 2 : now(seat_)};
  }

 private:
  Acting(const std::array<std::string_view, 2>& names, const char* task, const std::size_t* seat,
         const std::int64_t* round, const std::uint64_t* steps) noexcept;

  /// What this thread wrote last, read between any two of its instructions.
  template <class Value>
  static Value now(const Value* value) {
    return *static_cast<const volatile Value*>(value);
  }

  std::array<std::string_view, 2> names_;
  const char* task_;
  const std::size_t* seat_;
  const std::int64_t* round_;
  const std::uint64_t* steps_;
  std::uint64_t serial_;
  const Acting* outer_;
};

/// The innermost of this thread; null where no strategy is asked. May be called by a signal handler.
const Acting* acting() noexcept;

/// The place where a thread keeps it, which other threads may look at as long as the thread lives, but not through.
using ActingPlace = const std::atomic<const Acting*>;

/// From now on `meet` is called once on each thread before it asks a strategy. Null: nothing is called.
void meet_acting_threads(void (*meet)(ActingPlace& place)) noexcept;

}  // namespace detente
