// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <limits>
#include <mutex>
#include <utility>

namespace detente {

/// The first failure in order of work, whoever meets it first: later pieces are skipped, earlier ones still run.
class FirstFailure {
 public:
  bool is_before(std::size_t piece) const { return first_.load() < piece; }
  void record(std::size_t piece, std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (piece >= first_.load()) return;
    first_.store(piece);
    failure_ = std::move(failure);
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::atomic<std::size_t> first_{std::numeric_limits<std::size_t>::max()};
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace detente
