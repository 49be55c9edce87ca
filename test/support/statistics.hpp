// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <string>

/// Statistical tests with a stated chance of a false alarm, that fail when they are too small to see what they look
/// for.
namespace statistics {

/// Chance that the whole suite fails although everything is right.
inline constexpr double kFalseAlarm = 1e-6;
/// Chance to miss an error of the size that is looked for.
inline constexpr double kMiss = 1e-3;

struct Sample {
  double mean;
  double deviation;  ///< of one observation
  double count;
};
struct Aim {
  double checks;   ///< how many checks share the false alarm
  double catches;  ///< the error that must not pass
};

inline testing::AssertionResult mean_is(const Sample& sample, double expected, const Aim& aim) {
  const double error = sample.mean - expected;
  if (sample.deviation == 0)
    return std::abs(error) < 1e-9
               ? testing::AssertionSuccess()
               : testing::AssertionFailure() << "without spread " << sample.mean << " is not " << expected;
  const boost::math::normal normal;
  const double bound = boost::math::quantile(boost::math::complement(normal, kFalseAlarm / aim.checks / 2));
  const double margin = bound + boost::math::quantile(boost::math::complement(normal, kMiss));
  const double standard_error = sample.deviation / std::sqrt(sample.count);
  if (margin * standard_error > aim.catches)
    return testing::AssertionFailure() << "too small to catch an error of " << aim.catches << ": it needs n = "
                                       << std::ceil(std::pow(margin * sample.deviation / aim.catches, 2));
  if (std::abs(error) > bound * standard_error)
    return testing::AssertionFailure() << "mean " << sample.mean << ", expected " << expected << ", off by "
                                       << error / standard_error << " standard errors (bound " << bound << ")";
  return testing::AssertionSuccess();
}

}  // namespace statistics
