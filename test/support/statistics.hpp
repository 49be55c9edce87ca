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

/// Observations of something whose spread nobody knows but from the sample, such as the square of a score.
struct Observed {
  double mean;
  double deviation;  ///< of one observation
  double largest;    ///< how far an observation may lie from the mean: the furthest seen, or that of one event unseen
  double count;
};

/// The same for such a sample, by Bernstein's inequality with the deviation that was seen. Its last term is that of an
/// event so rare that it may not have been seen at all (three times the usual).
inline testing::AssertionResult mean_agrees(const Observed& sample, double expected, const Aim& aim) {
  const double log_chance = std::log(2 * aim.checks / kFalseAlarm);
  const double standard_error = sample.deviation / std::sqrt(sample.count);
  const double bound = standard_error * std::sqrt(2 * log_chance) + sample.largest * log_chance / sample.count;
  const boost::math::normal normal;
  const double margin = standard_error * boost::math::quantile(boost::math::complement(normal, kMiss));
  if (bound + margin > aim.catches)
    return testing::AssertionFailure() << "too small to catch an error of " << aim.catches << ", only one of "
                                       << bound + margin;
  if (std::abs(sample.mean - expected) > bound)
    return testing::AssertionFailure() << "mean " << sample.mean << ", expected " << expected << ", off by "
                                       << sample.mean - expected << " (bound " << bound << ")";
  return testing::AssertionSuccess();
}

}  // namespace statistics
