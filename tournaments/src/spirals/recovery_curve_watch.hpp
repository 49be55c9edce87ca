// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "spirals/trial_watch.hpp"

namespace detente {

/// How much peace there is after crises of several lengths. The repetition is the unit, since it meets the same weather
/// after each of them: all crises of one block come before those of the next.
class RecoveryCurveWatch final : public TrialWatch {
 public:
  explicit RecoveryCurveWatch(const Trial& trial);

  void begin(const Block& block) override;
  bool see(const RoundDone& round) override;
  /// After all crises of a block.
  void settle();

  RecoveryCurve recovery_curve() const;

 private:
  using Counts = std::array<std::uint64_t, kLanes>;

  Peace peace_;
  std::size_t crises_;
  std::size_t lanes_ = 0;
  std::uint64_t repetitions_ = 0;
  std::vector<Counts> calm_;                   // [round − 1]: crises of this block after which it was peace
  std::vector<std::uint64_t> sums_, squares_;  // [round − 1]: of these counts, over repetitions
};

}  // namespace detente
