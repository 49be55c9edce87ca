// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>

#include <detente/play/round_robin.hpp>

namespace detente {

/// Calls act(i) for each i below `count`, on some thread each, and tells how many are done. Throws what `act` throws,
/// and `Stopped` where the watch says so or `act` gives up.
void each_watched(std::size_t count, int threads, const Watch& watch, const std::function<void(std::size_t)>& act);

}  // namespace detente
