// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "numerics/elimination.hpp"

#include <algorithm>
#include <utility>

#include <detente/error.hpp>

namespace detente {
namespace {

/// States eliminated before the rest of the matrix hears of it: a product of thin matrices is fast, and its sums run
/// over so few terms that their order does not depend on the machine's caches.
constexpr Eigen::Index kPanel = 48;

Eigen::Index index(std::size_t i) {
  return static_cast<Eigen::Index>(i);
}

}  // namespace

Elimination::Elimination(Matrix chances, std::vector<double> escape, const std::function<bool()>& give_up)
    : chances_(std::move(chances)), leave_(escape.size()) {
  Matrix& p = chances_;
  for (Eigen::Index end = p.rows(); end > 0;) {
    if (give_up && give_up()) throw GivenUp();
    const Eigen::Index begin = std::max<Eigen::Index>(end - kPanel, 0);
    // Where the panel's states lead, and whence they are reached: chains in order of reach leave much untouched.
    const auto wide = end - begin;
    Eigen::Index low_to = 0;
    while (low_to < begin && p.block(begin, low_to, wide, 1).isZero(0)) ++low_to;
    Eigen::Index low_from = 0;
    while (low_from < begin && p.block(low_from, begin, 1, wide).isZero(0)) ++low_from;
    for (Eigen::Index gone = end - 1; gone >= begin; --gone) {
      double leave = escape[static_cast<std::size_t>(gone)];
      for (Eigen::Index to = low_to; to < gone; ++to) leave += p(gone, to);
      leave_[static_cast<std::size_t>(gone)] = leave;
      if (leave == 0 && gone == 0) continue;  // the first state of a chain that nothing escapes from
      if (leave == 0) throw RunFailure("some probabilities are so small that their products underflow");
      // From here on, column `gone` holds expected visits to `gone` for each arrival in the row's state. The panel's
      // own rows hear of it whole, the rows above of the panel's columns: what is left to them comes as one product.
      for (Eigen::Index from = low_from; from < gone; ++from) {
        const double times = p(from, gone) /= leave;
        if (times == 0) continue;
        for (Eigen::Index to = from < begin ? begin : low_to; to < gone; ++to) p(from, to) += times * p(gone, to);
        escape[static_cast<std::size_t>(from)] += times * escape[static_cast<std::size_t>(gone)];
      }
    }
    if (begin > low_from && begin > low_to)
      p.block(low_from, low_to, begin - low_from, begin - low_to).noalias() +=
          p.block(low_from, begin, begin - low_from, wide) * p.block(begin, low_to, wide, begin - low_to);
    end = begin;
  }
}

std::vector<double> Elimination::stationary() const {
  std::vector<double> share(size(), 0.0);
  share[0] = 1;
  double sum = 1;
  for (std::size_t state = 1; state < size(); ++state) {
    for (std::size_t from = 0; from < state; ++from) share[state] += share[from] * chances_(index(from), index(state));
    sum += share[state];
    if (sum > 1e150) {  // shares are relative to the first state's, which may be so rare that others overflow
      for (std::size_t past = 0; past <= state; ++past) share[past] /= sum;
      sum = 1;
    }
  }
  for (double& value : share) value /= sum;
  return share;
}

std::vector<double> Elimination::visits(const std::vector<double>& start) const {
  // Arrivals in later states are passed on to the earlier ones first; then each state's rounds follow from the earlier.
  std::vector<double> arrivals = start;
  for (std::size_t gone = size(); gone-- > 1;) {
    if (arrivals[gone] == 0) continue;
    const double rounds = arrivals[gone] / leave_[gone];
    for (std::size_t to = 0; to < gone; ++to) arrivals[to] += rounds * chances_(index(gone), index(to));
  }
  std::vector<double> visits(size(), 0.0);
  for (std::size_t state = 0; state < size(); ++state) {
    visits[state] = arrivals[state] / leave_[state];
    for (std::size_t from = 0; from < state; ++from)
      visits[state] += visits[from] * chances_(index(from), index(state));
  }
  return visits;
}

std::vector<double> Elimination::values(const std::vector<double>& gain) const {
  std::vector<double> value = gain;
  for (std::size_t gone = size(); gone-- > 1;)
    for (std::size_t from = 0; from < gone; ++from) value[from] += chances_(index(from), index(gone)) * value[gone];
  for (std::size_t state = 0; state < size(); ++state) {
    for (std::size_t to = 0; to < state; ++to) value[state] += chances_(index(state), index(to)) * value[to];
    value[state] /= leave_[state];
  }
  return value;
}

}  // namespace detente
