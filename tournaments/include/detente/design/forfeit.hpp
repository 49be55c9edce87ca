// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/strategy/failure.hpp>

/// Entrants that fail.
namespace detente {

/// An entrant that failed, and the sentence that says how.
struct Forfeit {
  std::string strategy;  ///< canonical name
  std::string why;       ///< the sentence
};

/// Entrants of a field failed: all of them, each with its first failure. The sentence names them all.
class FieldFailure : public StrategyFailure {
 public:
  /// `failures`: at least one.
  explicit FieldFailure(const std::vector<StrategyFailure>& failures);

  /// Who failed, in order of their first failures.
  const std::vector<Forfeit>& forfeits() const { return forfeits_; }
  /// The sentences of all, joined.
  const char* what() const noexcept override { return sentence_.c_str(); }

 private:
  std::vector<Forfeit> forfeits_;
  std::string sentence_;
};

}  // namespace detente
