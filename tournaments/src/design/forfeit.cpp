// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/design/forfeit.hpp>

#include <algorithm>

namespace detente {

FieldFailure::FieldFailure(const std::vector<StrategyFailure>& failures) : StrategyFailure(failures.front()) {
  for (const StrategyFailure& failure : failures) {
    const auto has_its_name = [&](const Forfeit& one) { return one.strategy == failure.strategy(); };
    if (std::any_of(forfeits_.begin(), forfeits_.end(), has_its_name)) continue;
    forfeits_.push_back({failure.strategy(), failure.what()});
    sentence_ += (sentence_.empty() ? "" : "; ") + forfeits_.back().why;
  }
}

}  // namespace detente
