// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

namespace detente::cli {

/// How much of a job is done, and how long the rest takes at the pace of late. What came before the first report, such
/// as preparations, tells nothing of the pace.
class TimeLeft {
 public:
  /// The share that is done, 0…1, at so many seconds on any clock. Reports of several threads may come out of order:
  /// the share never falls.
  void report(double now, double done);

  /// The largest share reported.
  double done() const { return done_; }
  /// Seconds left; absent until two seconds of reports have shown a pace.
  std::optional<double> seconds() const;

 private:
  double first_ = 0, last_ = 0;  // times of reports
  bool has_begun_ = false;
  double done_ = 0;
  double pace_ = 0, weight_ = 0;  // mean of shares per second, the latest counting most
};

}  // namespace detente::cli
