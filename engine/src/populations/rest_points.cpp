// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <Eigen/Eigenvalues>

#include <detente/error.hpp>
#include <detente/populations/rest_points.hpp>
#include <detente/text/text.hpp>

#include "numerics/elimination.hpp"

namespace detente {
namespace {

using Support = std::vector<std::size_t>;

// All of payoffs that have been scaled to 0…1.
constexpr double kSingular = 1e-12;  // a pivot
constexpr double kNobody = 1e-12;    // a share
constexpr double kNash = 1e-12;      // a gain
constexpr double kDecline = 1e-10;   // a rate

struct Scale {
  double least = 0;
  double range = 1;
};

Scale scale_of(const PayoffMatrix& payoffs) {
  if (payoffs.size() == 0) throw Error("rest points need a strategy");
  double least = payoffs(0, 0);
  double most = least;
  for (std::size_t i = 0; i < payoffs.size(); ++i)
    for (std::size_t j = 0; j < payoffs.size(); ++j) {
      if (!std::isfinite(payoffs(i, j))) throw Error("payoffs must be finite numbers");
      least = std::min(least, payoffs(i, j));
      most = std::max(most, payoffs(i, j));
    }
  if (!std::isfinite(most - least)) throw Error("the range of payoffs must be a finite number");
  return {least, most > least ? most - least : 1};
}

PayoffMatrix scaled(const PayoffMatrix& payoffs, const Scale& scale) {
  PayoffMatrix result(payoffs.size());
  for (std::size_t i = 0; i < payoffs.size(); ++i)
    for (std::size_t j = 0; j < payoffs.size(); ++j) result(i, j) = (payoffs(i, j) - scale.least) / scale.range;
  return result;
}

// How many supports there are of one to so many strategies; at most one more than `kMostSupports`.
std::int64_t supports_up_to(std::size_t strategies, std::size_t largest) {
  std::int64_t sum = 0;
  std::int64_t of_size = 1;  // C(n, k) = C(n, k − 1) (n − k + 1) / k
  for (std::size_t size = 1; size <= largest; ++size) {
    of_size = of_size * static_cast<std::int64_t>(strategies - size + 1) / static_cast<std::int64_t>(size);
    sum += of_size;
    if (sum > kMostSupports) return kMostSupports + 1;
  }
  return sum;
}

void require_few(std::size_t strategies, std::size_t largest) {
  if (supports_up_to(strategies, largest) <= kMostSupports) return;
  std::size_t enough = largest;
  while (enough > 0 && supports_up_to(strategies, enough) > kMostSupports) --enough;
  std::string advice = "fewer strategies would do";
  if (enough > 0)
    advice = "supports of at most " + std::to_string(enough) + (enough == 1 ? " strategy" : " strategies") +
             ", or fewer strategies, would do";
  throw Error(std::to_string(strategies) + " strategies have more than " +
              grouped(static_cast<std::uint64_t>(kMostSupports)) + " sets in which shares could rest; " + advice);
}

bool advance(Support& support, std::size_t strategies) {
  for (std::size_t i = support.size(); i-- > 0;) {
    if (support[i] + (support.size() - i) >= strategies) continue;
    ++support[i];
    for (std::size_t k = i + 1; k < support.size(); ++k) support[k] = support[k - 1] + 1;
    return true;
  }
  return false;
}

// The shares at which all of the support earn the same as its last, by Gauss's elimination with the largest pivots;
// none where they are not alone, or not all above 0.
std::vector<double> balanced(const PayoffMatrix& payoffs, const Support& support) {
  const std::size_t size = support.size();
  const std::size_t width = size + 1;
  std::vector<double> rows(size * width, 0.0);
  const auto at = [&](std::size_t row, std::size_t column) -> double& { return rows[row * width + column]; };
  for (std::size_t row = 0; row + 1 < size; ++row)
    for (std::size_t column = 0; column < size; ++column)
      at(row, column) = payoffs(support[row], support[column]) - payoffs(support.back(), support[column]);
  for (std::size_t column = 0; column < width; ++column) at(size - 1, column) = 1;
  for (std::size_t pivot = 0; pivot < size; ++pivot) {
    std::size_t best = pivot;
    for (std::size_t row = pivot + 1; row < size; ++row)
      if (std::abs(at(row, pivot)) > std::abs(at(best, pivot))) best = row;
    if (std::abs(at(best, pivot)) < kSingular) return {};
    for (std::size_t column = pivot; column < width; ++column) std::swap(at(best, column), at(pivot, column));
    for (std::size_t row = pivot + 1; row < size; ++row) {
      const double times = at(row, pivot) / at(pivot, pivot);
      if (times == 0) continue;
      for (std::size_t column = pivot; column < width; ++column) at(row, column) -= times * at(pivot, column);
    }
  }
  std::vector<double> shares(size, 0.0);
  for (std::size_t row = size; row-- > 0;) {
    double value = at(row, size);
    for (std::size_t column = row + 1; column < size; ++column) value -= at(row, column) * shares[column];
    shares[row] = value / at(row, row);
    if (!(shares[row] > kNobody)) return {};
  }
  return shares;
}

// Whether deviations within the support decline: the eigenvalues of the replicator equation without its last share.
bool declines_within(const PayoffMatrix& payoffs, const Support& support, const std::vector<double>& shares) {
  const std::size_t last = support.size() - 1;
  if (last == 0) return true;
  std::vector<double> received(support.size(), 0.0);  // by the column player, from the mean of all
  for (std::size_t j = 0; j <= last; ++j)
    for (std::size_t i = 0; i <= last; ++i) received[j] += shares[i] * payoffs(support[i], support[j]);
  Eigen::MatrixXd slope(static_cast<Eigen::Index>(last), static_cast<Eigen::Index>(last));
  for (std::size_t i = 0; i < last; ++i)
    for (std::size_t j = 0; j < last; ++j) {
      const double own = payoffs(support[i], support[j]) - payoffs(support[i], support[last]);
      slope(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
          shares[i] * (own - (received[j] - received[last]));
    }
  const Eigen::EigenSolver<Eigen::MatrixXd> solver(slope, false);
  return solver.info() == Eigen::Success && solver.eigenvalues().real().maxCoeff() < -kDecline;
}

// Whether z·Az < 0 for all z ≠ 0 within the support that sum to 0: by Gauss's elimination of −A, made symmetric,
// without its last strategy.
bool bends_down(const PayoffMatrix& payoffs, const Support& support) {
  const std::size_t last = support.size() - 1;
  const auto both = [&](std::size_t i, std::size_t j) {
    return (payoffs(support[i], support[j]) + payoffs(support[j], support[i])) / 2;
  };
  std::vector<std::vector<double>> form(last, std::vector<double>(last, 0.0));
  for (std::size_t i = 0; i < last; ++i)
    for (std::size_t j = 0; j < last; ++j) form[i][j] = both(i, last) + both(last, j) - both(i, j) - both(last, last);
  for (std::size_t pivot = 0; pivot < last; ++pivot) {
    if (!(form[pivot][pivot] > kDecline)) return false;
    for (std::size_t i = pivot + 1; i < last; ++i)
      for (std::size_t j = pivot + 1; j < last; ++j) form[i][j] -= form[i][pivot] / form[pivot][pivot] * form[pivot][j];
  }
  return true;
}

RestPoint judged(const PayoffMatrix& payoffs, const Scale& scale, const Support& support,
                 const std::vector<double>& shares) {
  const auto earned = [&](std::size_t strategy) {
    double sum = 0;
    for (std::size_t i = 0; i < support.size(); ++i) sum += shares[i] * payoffs(strategy, support[i]);
    return sum;
  };
  RestPoint point;
  point.support = support;
  point.share.assign(payoffs.size(), 0.0);
  for (std::size_t i = 0; i < support.size(); ++i) point.share[support[i]] = shares[i];
  const double payoff = earned(support.back());
  point.payoff = scale.least + scale.range * payoff;
  double most = -2;  // below every gain
  for (std::size_t i = 0; i < payoffs.size(); ++i)
    if (!std::binary_search(support.begin(), support.end(), i)) most = std::max(most, earned(i) - payoff);
  const bool is_all = support.size() == payoffs.size();
  if (!is_all) point.growth_outside = scale.range * most;
  point.is_nash = is_all || most <= kNash;
  point.is_stable = (is_all || most < -kDecline) && declines_within(payoffs, support, shares);
  if (!point.is_nash)
    point.is_evolutionarily_stable = false;
  else if (is_all || most < -kNash)
    point.is_evolutionarily_stable = bends_down(payoffs, support);
  return point;
}

}  // namespace

std::vector<RestPoint> rest_points(const PayoffMatrix& payoffs, std::size_t largest_support,
                                   const std::function<bool()>& give_up) {
  const Scale scale = scale_of(payoffs);
  const std::size_t strategies = payoffs.size();
  const std::size_t largest = largest_support == 0 ? strategies : std::min(largest_support, strategies);
  require_few(strategies, largest);
  const PayoffMatrix unit = scaled(payoffs, scale);
  std::vector<RestPoint> result;
  std::int64_t tried = 0;
  for (std::size_t size = 1; size <= largest; ++size) {
    Support support(size);
    for (std::size_t i = 0; i < size; ++i) support[i] = i;
    do {
      if (give_up && tried++ % 1024 == 0 && give_up()) throw GivenUp();
      const std::vector<double> shares = balanced(unit, support);
      if (!shares.empty()) result.push_back(judged(unit, scale, support, shares));
    } while (advance(support, strategies));
  }
  return result;
}

}  // namespace detente
