// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "populations/composition_chain_steps.hpp"

namespace detente {

/// All compositions of a population in lexicographic order, and their places in it.
class CompositionOrder {
 public:
  CompositionOrder(std::int64_t population, std::size_t strategies);

  std::size_t size() const { return all_.size(); }
  const Composition& operator[](std::size_t place) const { return all_[place]; }
  std::size_t place(const Composition& composition) const;
  /// By composition: the first that one change of one state may lead to, or that leads to it; made so that it never
  /// falls.
  std::vector<std::size_t> lowest() const;

 private:
  std::int64_t population_;
  std::size_t strategies_;
  std::vector<std::vector<std::size_t>> counts_;  // of compositions, by parts, then by states
  std::vector<Composition> all_;
};

}  // namespace detente
