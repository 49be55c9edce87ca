// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include <detente/seats.hpp>

namespace detente {

/// Calls `act` for the first `lanes` lanes; the usual full block gets a loop of known length.
template <class Act>
[[gnu::always_inline]] inline void over(std::size_t lanes, Act act) {
  if (lanes == kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) act(lane);
  else
    for (std::size_t lane = 0; lane < lanes; ++lane) act(lane);
}

}  // namespace detente
