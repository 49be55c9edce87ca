// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace detente::cli {

/// What of a strategy is being asked.
enum class Asked : std::uint32_t { nothing, load, copy, begin, play, say, hear, open, see, turn, order, stance, arms };

/// Where memory was used that must not be.
enum class Place : std::uint32_t { anywhere, null, stack };

/// The moment in which a process that tries a strategy is, in memory that it shares with the process that watches it:
/// what is left when it ends.
struct Moment {
  std::atomic<std::uint64_t> calls = 0;  ///< of the strategy, so far
  std::atomic<Asked> asked = Asked::nothing;
  std::atomic<std::int32_t> round = 0;  ///< 0 where there is none
  std::atomic<Place> place = Place::anywhere;
  std::array<char, 128> thrown{};  ///< type of an exception that nobody caught, as it is written
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<Asked>::is_always_lock_free);

}  // namespace detente::cli
