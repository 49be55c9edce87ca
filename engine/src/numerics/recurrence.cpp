// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "numerics/recurrence.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

namespace detente {

void Recurrence::look(std::int64_t round, const std::vector<double>& values, const std::vector<double>& scales) {
  bool is_back = mark_ > 0;
  for (std::size_t i = 0; is_back && i < values.size(); ++i)
    is_back = std::abs(values[i] - marked_[i]) <= kRounding * scales[i];
  if (!is_back) {
    if (round >= next_mark_) {  // marks lie ever further apart (Brent 1980), so that slow chains cost little
      mark_ = round;
      next_mark_ = 2 * round;
      marked_ = values;
    }
    next_look_ = round - mark_ < kPeriod ? round + 1 : next_mark_;
    return;
  }
  next_look_ = std::numeric_limits<std::int64_t>::max();
  period_ = round - mark_;
  const std::int64_t spared = (rounds_ - tail_ - round) / period_ - 1;  // periods
  if (spared <= 0) return;
  last_ = round + period_ - 1;
  times_ = 1 + static_cast<double>(spared);
}

std::int64_t Recurrence::after(std::int64_t round) {
  if (round != last_) return round + 1;
  const auto spared = static_cast<std::int64_t>(times_) - 1;
  times_ = 1;
  return round + 1 + spared * period_;
}

}  // namespace detente
