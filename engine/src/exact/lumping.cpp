// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <utility>

#include <detente/exact/chain.hpp>

namespace detente {
namespace {

constexpr std::size_t kFewest = 8;   // points from which on it is worth a look
constexpr std::size_t kMost = 32;    // lumps
constexpr double kRounding = 1e-14;  // by which the same share may come out differently

/// Where an outcome leads: shares of its chance.
class Lump {
 public:
  Lump(const Chain& chain, std::size_t outcome) : chain_(chain), outcome_(chain.outcomes[outcome]) {
    size_ = chain.outcomes[outcome + 1].first_branch - outcome_.first_branch;
  }

  std::size_t size() const { return size_; }
  std::uint32_t kind() const { return outcome_.kind; }
  std::uint32_t target(std::size_t i) const { return branch(i).target; }
  double share(std::size_t i) const { return branch(i).chance / outcome_.chance; }
  bool is_like(const Lump& other) const {
    if (kind() != other.kind() || size_ != other.size_) return false;
    for (std::size_t i = 0; i < size_; ++i)
      if (target(i) != other.target(i) || std::abs(share(i) - other.share(i)) > kRounding * share(i)) return false;
    return true;
  }

 private:
  const Chain::Branch& branch(std::size_t i) const { return chain_.branches[outcome_.first_branch + i]; }

  const Chain& chain_;
  const Chain::Outcome& outcome_;
  std::size_t size_;
};

/// The lumps of a chain, and that of each outcome; none where they are too many.
struct Lumps {
  explicit Lumps(const Chain& chain) {
    const std::size_t most = std::min(kMost, chain.size() / 2 - 1);
    for (std::size_t outcome = 0; outcome + 1 < chain.outcomes.size(); ++outcome) {
      const Lump lump(chain, outcome);
      const auto known = std::find_if(all.begin(), all.end(), [&](const Lump& other) { return other.is_like(lump); });
      of_outcome.push_back(static_cast<std::uint32_t>(known - all.begin()));
      if (known != all.end()) continue;
      all.push_back(lump);
      if (lump.size() == 0 || !(chain.outcomes[outcome].chance > 0) || all.size() > most) {
        all.clear();
        return;
      }
    }
  }

  std::vector<Lump> all;
  std::vector<std::uint32_t> of_outcome;
};

/// Adds a point from which those lumps, by number, have such chances.
void add(const std::vector<Lump>& lumps, const std::vector<double>& chances, Chain& chain) {
  chain.first_outcome.push_back(static_cast<std::uint32_t>(chain.outcomes.size()));
  std::vector<std::uint32_t> order;
  for (std::uint32_t lump = 0; lump < lumps.size(); ++lump)
    if (chances[lump] > 0) order.push_back(lump);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t one, std::uint32_t other) { return lumps[one].kind() < lumps[other].kind(); });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Lump& lump = lumps[order[i]];
    if (i == 0 || lump.kind() != chain.outcomes.back().kind)
      chain.outcomes.push_back({lump.kind(), static_cast<std::uint32_t>(chain.branches.size()), 0});
    chain.outcomes.back().chance += chances[order[i]];
    chain.branches.push_back({order[i] + 1, chances[order[i]]});
  }
}

}  // namespace

std::optional<Chain> lumped(const Chain& chain) {
  if (chain.size() < kFewest) return std::nullopt;
  const Lumps lumps(chain);
  if (lumps.all.empty()) return std::nullopt;
  Chain lean{.levels = chain.levels,
             .kinds = chain.kinds,
             .first_outcome = {},
             .outcomes = {},
             .branches = {},
             .memories = {chain.memories[0]},
             .first_round = {chain.first_round[0]}};
  for (const Lump& lump : lumps.all) {
    lean.memories.push_back(chain.memories[lump.target(0)]);
    lean.first_round.push_back(chain.first_round[lump.target(0)]);
  }
  std::vector<double> chances(lumps.all.size());
  const auto add_from = [&](std::size_t point, double share) {
    for (std::size_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i)
      chances[lumps.of_outcome[i]] += share * chain.outcomes[i].chance;
  };
  add_from(0, 1);
  add(lumps.all, chances, lean);
  for (const Lump& lump : lumps.all) {
    std::fill(chances.begin(), chances.end(), 0.0);
    for (std::size_t i = 0; i < lump.size(); ++i) add_from(lump.target(i), lump.share(i));
    add(lumps.all, chances, lean);
  }
  lean.first_outcome.push_back(static_cast<std::uint32_t>(lean.outcomes.size()));
  lean.outcomes.push_back({0, static_cast<std::uint32_t>(lean.branches.size()), 0});
  if (2 * lean.branches.size() > chain.branches.size()) return std::nullopt;
  return lean;
}

}  // namespace detente
