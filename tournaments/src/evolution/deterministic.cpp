// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "evolution/deterministic.hpp"

#include <cmath>

#include <detente/numerics/exponential.hpp>

#include "evolution/each_watched.hpp"

namespace detente {
namespace {

/// 0, then twenty to a power of ten, up to the end.
std::vector<double> told_times(double end) {
  std::vector<double> times{0};
  constexpr double kStep = 0.11512925464970228;  // ln 10 / 20
  for (int i = -20; exp_of(kStep * i) < 0.99 * end; ++i) times.push_back(exp_of(kStep * i));
  times.push_back(end);
  return times;
}

/// The largest support such that all supports up to it are few enough to look at.
std::size_t largest_support(std::size_t strategies) {
  double all = 0;
  double of_size = 1;
  for (std::size_t size = 1; size <= strategies; ++size) {
    of_size *= static_cast<double>(strategies - size + 1) / static_cast<double>(size);
    all += of_size;
    if (all > static_cast<double>(kMostSupports)) return size - 1;
  }
  return strategies;
}

/// What a replicator's path says of those who returned, as of the ecological course.
std::vector<Revival> revivals_of(const ReplicatorPath& path) {
  std::vector<Revival> revivals;
  for (std::size_t i = 0; i < path.ln_share.front().size(); ++i) {
    Revival lowest{.strategy = i, .ln_lowest = 0, .generation = 0};
    for (std::size_t at = 0; at < path.times.size(); ++at) {
      const double ln = path.ln_share[at][i];
      if (ln != kLnZero && ln < lowest.ln_lowest) {
        lowest.ln_lowest = ln;
        lowest.generation = static_cast<std::int64_t>(at);
      } else if (lowest.ln_lowest < ln_of(1e-6) && ln > ln_of(0.01)) {
        revivals.push_back(lowest);
        break;
      }
    }
  }
  return revivals;
}

}  // namespace

void add_replicator(const EvolutionRequest& request, const Watch& watch, Evolution& result) {
  result.replicator = replicator(
      result.payoffs.known.payoff, result.shares, told_times(static_cast<double>(request.ecology.generations)),
      {.mutation = request.mutation.value_or(0), .extinct = request.ecology.extinct, .give_up = watch.stop});
  result.replicator_revivals = revivals_of(*result.replicator);
}

void add_rest_points(std::uint64_t seed, int threads, const Watch& watch, Evolution& result) {
  const PayoffMatrix& payoffs = result.payoffs.known.payoff;
  const std::size_t most = largest_support(payoffs.size());
  if (most < payoffs.size()) result.largest_support = most;
  result.rest_points = rest_points(payoffs, most, watch.stop);
  const BasinRequest request{.seed = seed, .give_up = watch.stop};
  std::vector<std::optional<std::size_t>> ends(static_cast<std::size_t>(request.starts));
  each_watched(ends.size(), threads, watch, [&](std::size_t start) {
    ends[start] = basin_of_start(payoffs, *result.rest_points, static_cast<std::int64_t>(start), request);
  });
  Basins& basins = result.basins;
  const auto starts = static_cast<double>(request.starts);
  const auto error = [&](double share) { return std::sqrt(share * (1 - share) / starts); };
  basins.share.assign(result.rest_points->size(), 0);
  for (const auto& end : ends) (end ? basins.share[*end] : basins.none) += 1 / starts;
  for (const double share : basins.share) basins.share_error.push_back(error(share));
  basins.none_error = error(basins.none);
}

}  // namespace detente
