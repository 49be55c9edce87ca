// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/rest_points.hpp>
#include <detente/text/text.hpp>

#include "numerics/elimination.hpp"
#include "numerics/exponential.hpp"
#include "populations/replicator_flow.hpp"
#include "populations/sampled_population_draws.hpp"

namespace detente {
namespace {

constexpr std::int64_t kMostStarts = 100'000'000;
constexpr double kMostDistance = 0.01;
constexpr double kTolerance = 1e-7;  // of a step; basins have a border of that width

void require_basins(const PayoffMatrix& payoffs, const std::vector<RestPoint>& points, const BasinRequest& request) {
  if (request.starts < 1 || request.starts > kMostStarts)
    throw Error("starts are " + std::to_string(request.starts) + "; they must be 1 to 100,000,000");
  if (!(request.horizon > 0 && std::isfinite(request.horizon)))
    throw Error("the horizon is " + rounded(request.horizon) + "; it must be a time above 0");
  if (!(request.distance > 0 && request.distance <= kMostDistance))
    throw Error("the distance is " + rounded(request.distance) + "; it must be above 0 and at most 0.01");
  for (const RestPoint& point : points)
    if (point.share.size() != payoffs.size())
      throw Error("a rest point has " + std::to_string(point.share.size()) + " strategies and the payoffs have " +
                  std::to_string(payoffs.size()) + "; they must be the same");
}

bool is_near(const std::vector<double>& shares, const RestPoint& point, double distance) {
  for (std::size_t i = 0; i < shares.size(); ++i)
    if (std::abs(shares[i] - point.share[i]) > distance) return false;
  return true;
}

// Exponential numbers over their sum are uniform on the simplex.
std::vector<double> uniform_shares(std::size_t strategies, std::uint64_t seed, std::int64_t start) {
  std::vector<double> shares(strategies, 0.0);
  double sum = 0;
  for (std::size_t i = 0; i < strategies; ++i) {
    const PopulationDraw draw{seed, static_cast<std::uint32_t>(start), i};
    sum += shares[i] = -ln_of(uniform(draw, PopulationPurpose::start));
  }
  for (double& share : shares) share /= sum;
  return shares;
}

}  // namespace

std::optional<std::size_t> basin_of_start(const PayoffMatrix& payoffs, const std::vector<RestPoint>& points,
                                          std::int64_t start, const BasinRequest& request) {
  require_basins(payoffs, points, request);
  if (std::none_of(points.begin(), points.end(), [](const RestPoint& point) { return point.is_stable; })) return {};
  ReplicatorFlow flow(payoffs, uniform_shares(payoffs.size(), request.seed, start), 0, kTolerance);
  while (true) {
    const std::vector<double> shares = flow.shares();
    for (std::size_t i = 0; i < points.size(); ++i)
      if (points[i].is_stable && is_near(shares, points[i], request.distance)) return i;
    if (flow.time() >= request.horizon) return std::nullopt;
    flow.step(request.horizon);
  }
}

Basins basins(const PayoffMatrix& payoffs, const std::vector<RestPoint>& points, const BasinRequest& request) {
  require_basins(payoffs, points, request);
  std::vector<std::int64_t> counts(points.size() + 1, 0);  // none last
  for (std::int64_t start = 0; start < request.starts; ++start) {
    if (request.give_up && request.give_up()) throw GivenUp();
    ++counts[basin_of_start(payoffs, points, start, request).value_or(points.size())];
  }
  const auto starts = static_cast<double>(request.starts);
  Basins result;
  for (const std::int64_t count : counts) {
    const double share = static_cast<double>(count) / starts;
    result.share.push_back(share);
    result.share_error.push_back(std::sqrt(share * (1 - share) / starts));
  }
  result.none = result.share.back();
  result.none_error = result.share_error.back();
  result.share.pop_back();
  result.share_error.pop_back();
  return result;
}

}  // namespace detente
