// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace detente::cli {

/// A thread that looks whether strategies come back. One that does not return from a question for longer than the
/// patience ends the process with 1 and a sentence that names it. It looks by a signal, SIGURG, which each thread that
/// asks strategies answers with where it is: nothing is counted at play.
class Watchdog {
 public:
  /// `patience` in seconds; 0: nothing is watched. Nor is it where no thread is to be had.
  explicit Watchdog(double patience);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  void watch(double patience);

  std::mutex mutex_;
  std::condition_variable ends_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace detente::cli
