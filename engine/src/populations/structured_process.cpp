// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/structured_process.hpp>

#include <algorithm>
#include <cmath>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {

void require_structured(const StructuredProcess& process, const PairPayoffs& payoffs, double least_degree,
                        double most_degree) {
  if (!(process.selection >= 0) || std::isinf(process.selection))
    throw Error("selection is " + rounded(process.selection) + "; it must be 0 or more");
  for (const double payoff : {payoffs.aa, payoffs.ab, payoffs.ba, payoffs.bb})
    if (!std::isfinite(payoff)) throw Error("payoffs must be finite numbers");
  if (process.fitness != Fitness::linear || process.update == StructureUpdate::pairwise) return;
  if (process.selection > 1)
    throw Error("selection is " + rounded(process.selection) + "; with linear fitness it must be 0 to 1");
  double least = std::min({payoffs.aa, payoffs.ab, payoffs.ba, payoffs.bb});
  if (process.gains == Gains::sum) least = std::min(least * least_degree, least * most_degree);
  if (1 - process.selection + process.selection * least < 0)
    throw Error(
        "with linear fitness, 1 − selection + selection · payoff must not be negative, but the least payoff is " +
        rounded(least) + "; add a constant to all payoffs, or choose exponential fitness");
}

}  // namespace detente
