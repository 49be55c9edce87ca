// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <limits>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <detente/design/forfeit.hpp>

namespace detente {

/// What goes wrong in pieces of work that are done by many threads. A strategy's failure leaves the other pieces alone,
/// so that all who fail can be named. Anything else ends the work: later pieces are skipped, and the first in order is
/// thrown, whoever meets it first.
class Failures {
 public:
  bool is_over(std::size_t piece) const { return first_.load() < piece; }
  /// Takes the exception that is being handled.
  void record(std::size_t piece) {
    try {
      throw;
    } catch (const StrategyFailure& failure) {
      const std::lock_guard lock(mutex_);
      of_strategies_.emplace(piece, failure);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (piece >= first_.load()) return;
      first_.store(piece);
      other_ = std::current_exception();
    }
  }

  /// Throws what ended the work.
  void rethrow() const {
    if (other_) std::rethrow_exception(other_);
  }
  /// Throws that, or else the failures of strategies.
  void rethrow_all() const {
    rethrow();
    if (of_strategies_.empty()) return;
    std::vector<StrategyFailure> failures;
    for (const auto& [piece, failure] : of_strategies_) failures.push_back(failure);
    throw FieldFailure(failures);
  }
  /// By piece.
  const std::map<std::size_t, StrategyFailure>& of_strategies() const { return of_strategies_; }

 private:
  std::atomic<std::size_t> first_{std::numeric_limits<std::size_t>::max()};
  std::mutex mutex_;
  std::exception_ptr other_;
  std::map<std::size_t, StrategyFailure> of_strategies_;
};

}  // namespace detente
