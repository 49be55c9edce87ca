// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <set>
#include <utility>

/// What one front of a list joins.
namespace detente {

/// Refuses a front that does not join two of so many states, or that joins two that an earlier one does; an object is
/// for one list.
class FrontCheck {
 public:
  /// For fronts among states 0 … states − 1.
  explicit FrontCheck(std::size_t states) : states_(states) {}
  /// Throws `Error` if the next front of the list is wrong.
  void operator()(std::size_t a, std::size_t b);

 private:
  std::size_t states_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;
};

}  // namespace detente
