// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <new>
#include <string>
#include <string_view>

#include <detente/error.hpp>
#include <detente/strategy/acting.hpp>

namespace detente {

/// A strategy threw, or left the range of what may be played: names the strategy, and where it did: the pair, the
/// repetition and the round, or the task.
class StrategyFailure : public RunFailure {
 public:
  /// `where` follows "strategy 'x' failed": "in the pair 'x' – 'y', round 3". `what` is what it threw; a long one is
  /// cut.
  StrategyFailure(std::string strategy, std::string where, std::string_view what);

  /// The name by which it was asked: an entrant's, where an entrant was at play.
  const std::string& strategy() const { return strategy_; }
  /// Where it failed: "in the pair 'x' – 'y', round 3", "when it was copied".
  const std::string& where() const { return where_; }
  /// What it did, or what it threw.
  const std::string& reason() const { return what_; }
  /// The same of a strategy that has another name to those who asked it.
  StrategyFailure of(const std::string& name) const { return {name, where_, what_}; }

 private:
  std::string strategy_, where_, what_;
};

/// What there is to say of something thrown that is no `std::exception`.
inline constexpr const char* kNoException = "something that is not a std::exception";

/// Runs `act`, which asks one strategy for something outside a match; what it throws is a `StrategyFailure` with this
/// name and task. Failures that were told already, and a lack of memory, pass through.
template <class Act>
auto asked(std::string_view name, const char* task, Act act) {
  const Acting scope(name, task);
  try {
    return act();
  } catch (const StrategyFailure&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& thrown) {
    throw StrategyFailure(std::string(name), task, thrown.what());
  } catch (...) {
    throw StrategyFailure(std::string(name), task, kNoException);
  }
}

}  // namespace detente
