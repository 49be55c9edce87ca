// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/replicator_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <detente/error.hpp>

#include "numerics/exponential.hpp"

namespace detente {
namespace {

constexpr double kInstant = 1e-20;  // of the time in which shares change
constexpr double kNever = -std::numeric_limits<double>::infinity();

// Dormand & Prince (1980), RK5(4)7M. The last row is the solution of fifth order, at which the next step begins.
constexpr double kStages[6][6] = {
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84},
};
// Fifth less fourth order.
constexpr double kErrors[7] = {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40};

/// The range of payoffs, and the scale of rates with mutation.
double rate_of(const PayoffMatrix& payoffs, double mutation) {
  double least = payoffs(0, 0);
  double most = least;
  for (std::size_t i = 0; i < payoffs.size(); ++i)
    for (std::size_t j = 0; j < payoffs.size(); ++j) {
      least = std::min(least, payoffs(i, j));
      most = std::max(most, payoffs(i, j));
    }
  return most - least + mutation;
}

}  // namespace

ReplicatorFlow::ReplicatorFlow(const PayoffMatrix& payoffs, const std::vector<double>& start, double mutation,
                               double tolerance)
    : payoffs_(payoffs), mutation_(mutation), tolerance_(tolerance) {
  const double rate = rate_of(payoffs, mutation);
  length_ = rate > 0 ? 0.01 / rate : std::numeric_limits<double>::max();
  std::vector<std::size_t> alive;
  for (std::size_t i = 0; i < start.size(); ++i) {
    double share = start[i];
    if (mutation > 0) {
      // The slope of ln x is without bound at 0: what mutation has made of almost nothing soon after the beginning is
      // known without it.
      const double made = kInstant * mutation / rate / static_cast<double>(payoffs.size() - 1);
      if (share < made) share += made;
    }
    if (share == 0) continue;
    alive.push_back(i);
    u_.push_back(ln_of(share));
  }
  take(alive);
  normalise(u_);
  slope(u_, slopes_[0]);
}

void ReplicatorFlow::take(const std::vector<std::size_t>& alive) {
  alive_ = alive;
  gains_.clear();
  for (const std::size_t i : alive_)
    for (const std::size_t j : alive_) gains_.push_back(payoffs_(i, j) - payoffs_(0, 0));
  x_.resize(alive_.size());
  next_.resize(alive_.size());
  trial_.resize(alive_.size());
  for (Values& values : slopes_) values.resize(alive_.size());
}

void ReplicatorFlow::normalise(Values& u) const {
  const double most = *std::max_element(u.begin(), u.end());
  double sum = 0;
  for (const double value : u) sum += exp_of(value - most);
  const double whole = most + ln_of(sum);
  for (double& value : u) value -= whole;
}

void ReplicatorFlow::slope(const Values& u, Values& result) {
  const std::size_t size = u.size();
  const double most = *std::max_element(u.begin(), u.end());
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += x_[i] = exp_of(u[i] - most);
  for (double& x : x_) x /= sum;
  double mean = 0;
  for (std::size_t i = 0; i < size; ++i) {
    double gain = 0;
    for (std::size_t j = 0; j < size; ++j) gain += gains_[i * size + j] * x_[j];
    result[i] = gain;
    mean += x_[i] * gain;
  }
  for (double& value : result) value -= mean;
  if (mutation_ == 0) return;
  const auto others = static_cast<double>(payoffs_.size() - 1);
  for (std::size_t i = 0; i < size; ++i) result[i] += mutation_ * ((1 / x_[i] - 1) / others - 1);
}

// Sets `next_` and the last slope; the error of the step relative to the tolerance.
double ReplicatorFlow::try_step(double length) {
  const std::size_t size = u_.size();
  for (std::size_t stage = 0; stage < 6; ++stage) {
    Values& target = stage == 5 ? next_ : trial_;
    for (std::size_t i = 0; i < size; ++i) {
      double sum = 0;
      for (std::size_t k = 0; k <= stage; ++k) sum += kStages[stage][k] * slopes_[k][i];
      target[i] = u_[i] + length * sum;
    }
    slope(target, slopes_[stage + 1]);
  }
  double worst = 0;
  for (std::size_t i = 0; i < size; ++i) {
    double error = 0;
    for (std::size_t k = 0; k < 7; ++k) error += kErrors[k] * slopes_[k][i];
    error = std::abs(length * error) / std::max(1.0, std::abs(u_[i]));
    if (std::isnan(error)) return std::numeric_limits<double>::infinity();
    worst = std::max(worst, error);
  }
  return worst / tolerance_;
}

void ReplicatorFlow::step(double end) {
  while (true) {
    const bool is_cut = length_ >= end - time_;
    const double length = is_cut ? end - time_ : length_;
    if (!(length > 1e-15 * time_)) {
      if (is_cut) {
        time_ = end;
        return;
      }
      throw RunFailure("the replicator equation needs steps too short for its time");
    }
    const double error = try_step(length);
    const double times = error > 0 ? 0.9 * exp_of(-0.2 * ln_of(error)) : 5;
    if (!(error <= 1)) {
      length_ = length * (times >= 0.2 ? times : 0.2);
      continue;
    }
    time_ = is_cut ? end : time_ + length;
    if (!is_cut || times < 1) length_ = length * std::clamp(times, 0.2, 5.0);
    std::swap(u_, next_);
    std::swap(slopes_[0], slopes_[6]);  // the slope is the same for shares that are yet to be scaled
    normalise(u_);
    return;
  }
}

void ReplicatorFlow::remove_below(double least) {
  const double bound = ln_of(least);
  std::vector<std::size_t> alive;
  Values left;
  for (std::size_t i = 0; i < alive_.size(); ++i) {
    if (u_[i] < bound) continue;
    alive.push_back(alive_[i]);
    left.push_back(u_[i]);
  }
  if (alive.size() == alive_.size()) return;
  u_ = left;
  take(alive);
  normalise(u_);
  slope(u_, slopes_[0]);
}

std::vector<double> ReplicatorFlow::ln_shares() const {
  std::vector<double> result(payoffs_.size(), kNever);
  for (std::size_t i = 0; i < alive_.size(); ++i) result[alive_[i]] = std::min(0.0, u_[i]);
  return result;
}

std::vector<double> ReplicatorFlow::shares() const {
  std::vector<double> result = ln_shares();
  for (double& value : result) value = exp_of(value);
  return result;
}

}  // namespace detente
