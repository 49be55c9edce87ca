// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <memory>

#include <detente/guests/guest.hpp>

namespace detente::guests {

/// The guest, which is a strategy that was told its match, as seats in a game of so many levels.
std::unique_ptr<Seats> seats(std::unique_ptr<Guest> guest, const Traits& traits, int levels);

/// What an answer to `Ask::order` or `Ask::compare` means.
inline std::partial_ordering ordering(std::int32_t answer) {
  switch (static_cast<Order>(answer)) {
    case Order::less:
      return std::partial_ordering::less;
    case Order::equal:
      return std::partial_ordering::equivalent;
    case Order::greater:
      return std::partial_ordering::greater;
    default:
      return std::partial_ordering::unordered;
  }
}

/// … and as memories; null where they cannot be enumerated.
std::unique_ptr<Memories> memories(std::unique_ptr<Guest> guest, const Traits& traits, int levels);

}  // namespace detente::guests
