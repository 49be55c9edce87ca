// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/composition_chain_order.hpp"

#include <algorithm>

namespace detente {
namespace {

// The last part but one that can grow takes one of those after it; the rest of them go to the last part.
void advance(Composition& at) {
  std::size_t i = at.size() - 1;
  while (i > 0 && at[i] == 0) --i;
  if (i == 0) return;
  const std::int64_t moved = at[i];
  at[i] = 0;
  ++at[i - 1];
  at.back() = moved - 1;
}

}  // namespace

CompositionOrder::CompositionOrder(std::int64_t population, std::size_t strategies)
    : population_(population), strategies_(strategies) {
  const auto width = static_cast<std::size_t>(population) + 1;
  counts_.assign(strategies + 1, std::vector<std::size_t>(width, 1));
  counts_[0].assign(width, 0);
  // Pascal's rule.
  for (std::size_t parts = 2; parts <= strategies; ++parts)
    for (std::size_t states = 1; states < width; ++states)
      counts_[parts][states] = counts_[parts][states - 1] + counts_[parts - 1][states];
  Composition at(strategies, 0);
  at.back() = population;
  const std::size_t size = counts_[strategies].back();
  all_.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    all_.push_back(at);
    advance(at);
  }
}

std::size_t CompositionOrder::place(const Composition& composition) const {
  std::size_t before = 0;
  std::int64_t left = population_;
  for (std::size_t i = 0; i + 1 < strategies_ && left > 0; ++i) {
    const std::vector<std::size_t>& counts = counts_[strategies_ - i];
    before += counts[static_cast<std::size_t>(left)];
    left -= composition[i];
    before -= counts[static_cast<std::size_t>(left)];
  }
  return before;
}

std::vector<std::size_t> CompositionOrder::lowest() const {
  std::vector<std::size_t> result(size(), 0);
  std::size_t least = size();
  for (std::size_t state = size(); state-- > 1;) {
    Composition first = all_[state];
    --*std::find_if(first.begin(), first.end(), [](std::int64_t states) { return states > 0; });
    ++first.back();
    least = std::min(least, place(first));
    result[state] = least;
  }
  return result;
}

}  // namespace detente
