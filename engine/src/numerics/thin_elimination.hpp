// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "numerics/elimination.hpp"

namespace detente {

/// The elimination of a chain whose states lead to few others: those that touch the fewest go first (Markowitz 1957),
/// so that chances stay few, until the core that is left is full enough for a matrix. As in `Elimination` nothing is
/// ever subtracted; only the order is another. Small chains are all core.
class ThinElimination {
 public:
  /// A state and the chance, or the factor, that goes with it.
  using Entry = std::pair<std::uint32_t, double>;

  /// `chances[i]`: from i to each state at most once, itself left out. `escape[i]`: out of the chain. Throws as
  /// `Elimination` does.
  ThinElimination(std::vector<std::vector<Entry>> chances, std::vector<double> escape,
                  const std::function<bool()>& give_up = {});

  /// As those of `Elimination`.
  std::vector<double> stationary() const;
  std::vector<double> visits(const std::vector<double>& start) const;
  std::vector<double> values(const std::vector<double>& gain) const;

 private:
  /// A state that went before the core.
  struct Gone {
    std::uint32_t state;
    double leave;             // chance to leave it for later ones or for good
    std::vector<Entry> to;    // later ones, and the chances
    std::vector<Entry> from;  // later ones, and expected visits to this one for each of their rounds
  };

  void thin_out(std::vector<std::vector<Entry>>& chances, std::vector<double>& escape,
                const std::function<bool()>& give_up);
  std::vector<double> of_core(const std::vector<double>& all) const;
  void put_core(const std::vector<double>& values, std::vector<double>& all) const;

  std::size_t size_;
  std::vector<Gone> gone_;           // in the order in which they went
  std::vector<std::uint32_t> core_;  // ascending
  std::optional<Elimination> rest_;  // of the core
};

}  // namespace detente
