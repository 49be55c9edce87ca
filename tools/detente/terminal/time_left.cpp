// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/time_left.hpp"

#include <algorithm>
#include <cmath>

namespace detente::cli {
namespace {

constexpr double kShown = 2;       // seconds of reports that show a pace
constexpr double kShortest = 3;    // seconds after which a pace is forgotten, at first …
constexpr double kPart = 1.0 / 3;  // … and as a part of all seconds

}  // namespace

void TimeLeft::report(double now, double done) {
  done = std::clamp(done, done_, 1.0);
  if (!has_begun_) {
    has_begun_ = done > 0;
    first_ = last_ = now;
    done_ = done;
    return;
  }
  const double passed = now - last_;
  if (passed <= 0) {
    done_ = done;
    return;
  }
  const double kept = std::exp(-passed / std::max(kShortest, kPart * (now - first_)));
  pace_ = kept * pace_ + (1 - kept) * (done - done_) / passed;
  weight_ = kept * weight_ + (1 - kept);
  done_ = done;
  last_ = now;
}

std::optional<double> TimeLeft::seconds() const {
  if (last_ - first_ < kShown || !(pace_ > 0)) return std::nullopt;
  return (1 - done_) * weight_ / pace_;
}

}  // namespace detente::cli
