// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/play/round_robin.hpp>

namespace detente {

/// How a part of the work is watched that begins when `first` of all is done, and is so large a `share` of it, both
/// 0…1.
inline Watch part_of(const Watch& watch, double first, double share) {
  Watch part{.progress = {}, .stop = watch.stop};
  if (watch.progress)
    part.progress = [whole = watch.progress, first, share](double done) { whole(first + share * done); };
  return part;
}

}  // namespace detente
