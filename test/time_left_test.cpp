// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/time_left.hpp"

#include <gtest/gtest.h>

/// How long a job still takes, told while it goes on.
namespace {

using ::detente::cli::TimeLeft;

/// A job that reports every tenth of a second; its share after so many seconds.
template <class Share>
std::optional<double> told(double until, Share share) {
  TimeLeft left;
  for (int tenth = 0; tenth <= static_cast<int>(10 * until + 0.5); ++tenth)
    left.report(tenth / 10.0, share(tenth / 10.0));
  return left.seconds();
}

TEST(TimeLeft, of_a_steady_job_is_right_from_the_first) {
  const auto steady = [](double now) { return now / 40; };
  EXPECT_FALSE(told(1.5, steady));
  for (const double now : {2.5, 5.0, 20.0, 39.0}) EXPECT_NEAR(*told(now, steady), 40 - now, 0.1) << now;
}

// One that prepares for ten seconds and then takes 40 would last for hours by the mean of all its seconds.
TEST(TimeLeft, does_not_count_what_came_before_the_first_report) {
  const auto late = [](double now) { return now < 10 ? 0 : (now - 10) / 40 + 1e-6; };
  EXPECT_FALSE(told(11, late));
  EXPECT_NEAR(*told(13, late), 37, 0.5);
}

TEST(TimeLeft, forgets_a_pace_that_has_changed) {
  const auto slower = [](double now) { return now < 2 ? now / 4 : 0.5 + (now - 2) / 80; };  // 2 s, then 40 s
  EXPECT_NEAR(*told(20, slower), 22, 6);
  const auto faster = [](double now) { return now < 20 ? now / 2000 : 0.01 + (now - 20) * 0.0495; };  // 20 s, then 20 s
  EXPECT_LT(*told(21, faster), 240);
  EXPECT_NEAR(*told(30, faster), 10, 5);
}

TEST(TimeLeft, never_takes_a_share_back) {
  TimeLeft left;
  double before = 0;
  for (const double done : {0.1, 0.3, 0.2, 0.5, 0.4, 1.2}) {
    left.report(before * 10, done);
    EXPECT_GE(left.done(), before);
    before = left.done();
  }
  EXPECT_EQ(left.done(), 1);
  EXPECT_EQ(*left.seconds(), 0);
}

}  // namespace
