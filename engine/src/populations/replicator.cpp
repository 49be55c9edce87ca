// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <detente/error.hpp>
#include <detente/populations/replicator.hpp>
#include <detente/text/text.hpp>

#include "numerics/elimination.hpp"
#include "numerics/exponential.hpp"
#include "populations/replicator_flow.hpp"

namespace detente {
namespace {

constexpr double kLeastMutation = 1e-200;  // what it makes in an instant is a double
constexpr double kSumTolerance = 1e-9;

void require_request(const PayoffMatrix& payoffs, const ReplicatorRequest& request) {
  if (payoffs.size() == 0) throw Error("the replicator equation needs a strategy");
  for (std::size_t i = 0; i < payoffs.size(); ++i)
    for (std::size_t j = 0; j < payoffs.size(); ++j)
      if (!std::isfinite(payoffs(i, j))) throw Error("payoffs must be finite numbers");
  if (request.mutation != 0 && !(request.mutation >= kLeastMutation && request.mutation <= 1))
    throw Error("the mutation rate is " + rounded(request.mutation) + "; it must be 0 or lie in 1e-200…1");
  if (request.mutation > 0 && payoffs.size() < 2) throw Error("mutation needs at least two strategies");
  if (!(request.extinct >= 0 && request.extinct * static_cast<double>(payoffs.size()) < 1))
    throw Error("extinct is " + rounded(request.extinct) + "; it must be at least 0 and below 1 over the " +
                std::to_string(payoffs.size()) + " strategies");
  if (request.extinct > 0 && request.mutation > 0)
    throw Error("a strategy is not extinct where mutation brings it back; extinct or the mutation rate must be 0");
  if (!(request.tolerance >= 1e-14 && request.tolerance <= 0.01))
    throw Error("the tolerance is " + rounded(request.tolerance) + "; it must lie in 1e-14…0.01");
}

std::vector<double> scaled_start(const PayoffMatrix& payoffs, const std::vector<double>& start) {
  if (start.size() != payoffs.size())
    throw Error(std::to_string(start.size()) + " shares are given for " + std::to_string(payoffs.size()) +
                " strategies; there must be one for each");
  double sum = 0;
  for (const double share : start) {
    if (!(share >= 0 && share <= 1)) throw Error("a share is " + rounded(share) + "; it must lie in 0…1");
    sum += share;
  }
  if (!(std::abs(sum - 1) <= kSumTolerance)) throw Error("shares add up to " + rounded(sum) + "; it must be 1");
  std::vector<double> result = start;
  for (double& share : result) share /= sum;
  return result;
}

}  // namespace

ReplicatorPath replicator(const PayoffMatrix& payoffs, const std::vector<double>& start,
                          const std::vector<double>& times, const ReplicatorRequest& request) {
  require_request(payoffs, request);
  const std::vector<double> shares = scaled_start(payoffs, start);
  double last = 0;
  for (const double time : times) {
    if (!(time >= last && std::isfinite(time)))
      throw Error("a time is " + rounded(time) + "; times must be at least 0 and must not fall");
    last = time;
  }
  ReplicatorFlow flow(payoffs, shares, request.mutation, request.tolerance);
  if (request.extinct > 0) flow.remove_below(request.extinct);
  ReplicatorPath path;
  path.times = times;
  std::int64_t steps = 0;
  for (const double time : times) {
    while (flow.time() < time) {
      if (steps++ % 1024 == 0 && request.give_up && request.give_up()) throw GivenUp();
      flow.step(time);
      if (request.extinct > 0) flow.remove_below(request.extinct);
    }
    if (time == 0 && request.extinct == 0) {
      path.share.push_back(shares);
      path.ln_share.emplace_back();
      for (const double share : shares) path.ln_share.back().push_back(ln_of(share));
    } else {
      path.share.push_back(flow.shares());
      path.ln_share.push_back(flow.ln_shares());
    }
  }
  return path;
}

}  // namespace detente
