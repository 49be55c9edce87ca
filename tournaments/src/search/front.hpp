// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace detente {

/// Merits of a member in the columns of an objective: of all, more is better.
using Merits = std::vector<double>;

/// Differences up to this are none.
inline constexpr double kEqualMerit = 1e-9;

/// Whether one is better somewhere and nowhere worse.
bool surpasses(const Merits& one, const Merits& other);
/// Whether one is nowhere worse.
bool matches(const Merits& one, const Merits& other);

/// Those that nobody surpasses (Pareto). Of equals the first is kept.
class Front {
 public:
  /// A member of it.
  struct Member {
    std::string text;  // its automaton
    std::size_t states;
    Merits merits;
  };

  /// Whether somebody is nowhere worse than this.
  bool matches(const Merits& merits) const;
  /// Takes a member in, unless somebody is nowhere worse; those that it surpasses go.
  void offer(Member member);
  const std::vector<Member>& members() const { return members_; }

 private:
  std::vector<Member> members_;
};

}  // namespace detente
