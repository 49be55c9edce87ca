// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/front.hpp"

#include <algorithm>
#include <utility>

namespace detente {

bool matches(const Merits& one, const Merits& other) {
  for (std::size_t i = 0; i < one.size(); ++i)
    if (one[i] < other[i] - kEqualMerit) return false;
  return true;
}

bool surpasses(const Merits& one, const Merits& other) {
  if (!matches(one, other)) return false;
  for (std::size_t i = 0; i < one.size(); ++i)
    if (one[i] > other[i] + kEqualMerit) return true;
  return false;
}

bool Front::matches(const Merits& merits) const {
  return std::any_of(members_.begin(), members_.end(),
                     [&](const Member& member) { return detente::matches(member.merits, merits); });
}

void Front::offer(Member member) {
  if (matches(member.merits)) return;
  std::erase_if(members_, [&](const Member& known) { return surpasses(member.merits, known.merits); });
  members_.push_back(std::move(member));
}

}  // namespace detente
