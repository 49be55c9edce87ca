// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/escape.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "numerics/ordered_sums.hpp"
#include "spirals/hostility.hpp"

namespace detente {
namespace {

constexpr std::size_t kLongestPath = 40;  // rounds of a path that are shown

/// What the rounds to come amount to: losses and sucker's rounds by seat.
constexpr std::size_t kGains = 4;

std::vector<std::array<double, kGains>> gains_of(const Chain& chain, const Material& material, const Peace& peace) {
  std::vector<std::array<double, kGains>> gains;
  for (const Chain::Kind& kind : chain.kinds) {
    const bool row_rests = kind.row <= peace.level;
    const bool column_rests = kind.column <= peace.level;
    gains.push_back({material[0].reward() - material[0].at(kind.row, kind.column),
                     material[1].reward() - material[1].at(kind.column, kind.row),
                     row_rests && !column_rests ? 1.0 : 0.0, column_rests && !row_rests ? 1.0 : 0.0});
  }
  return gains;
}

/// Looks ahead from every point at once, one round more each time.
class Prospect {
 public:
  Prospect(const Chain& chain, const Material& material, const Trial& trial)
      : steps_(chain, trial.peace),
        durable_(static_cast<std::size_t>(trial.durable)),
        wide_((durable_ + 4) / 4 * 4),
        at_once_(chain.size()),
        peace_(chain.size() * wide_ + 4),
        next_peace_(peace_.size()),
        gains_(chain.size()),
        next_gains_(chain.size()) {
    const auto by_kind = gains_of(chain, material, trial.peace);
    for (std::size_t point = 0; point < chain.size(); ++point) {
      for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o)
        for (std::size_t i = 0; i < kGains; ++i)
          at_once_[point][i] += chain.outcomes[o].chance * by_kind[chain.outcomes[o].kind][i];
      peace_[point * wide_ + durable_] = 1;
    }
  }

  void look_further() {
    has_wide_registers() ? look_wide() : look();
    std::swap(peace_, next_peace_);
    std::swap(gains_, next_gains_);
  }

  double durable_peace(std::uint32_t point) const { return peace_[point * wide_]; }
  const std::array<double, kGains>& gains(std::uint32_t point) const { return gains_[point]; }

 private:
  DETENTE_WIDE void look_wide() { look(); }
  /// The usual number of fours is told to the compiler.
  [[gnu::always_inline]] inline void look() { wide_ == 12 ? look_as<3>() : look_as<0>(); }
  template <std::size_t kFours>
  [[gnu::always_inline]] inline void look_as() {
    const std::size_t wide = kFours > 0 ? 4 * kFours : wide_;
    for (std::size_t point = 0; point < gains_.size(); ++point) {
      double* const here = &next_peace_[point * wide];
      Four gain = four_at(at_once_[point].data()).value;
      double broken = 0;
      const std::uint32_t hostile = steps_.first_hostile[point];
      for (std::uint32_t b = hostile; b < steps_.first_calm[point + 1]; ++b) {
        const Chain::Branch& branch = steps_.branches[b];
        broken += branch.chance * peace_[branch.target * wide];
        gain += branch.chance * four_at(gains_[branch.target].data()).value;
      }
      for (std::size_t i = 0; i < wide; i += 4) {
        Four sum = Four{} + broken;
        for (std::uint32_t b = steps_.first_calm[point]; b < hostile; ++b) {
          const Chain::Branch& branch = steps_.branches[b];
          sum += branch.chance * four_at(&peace_[branch.target * wide + i + 1]).value;
        }
        four_at(here + i).value = sum;
      }
      for (std::uint32_t b = steps_.first_calm[point]; b < hostile; ++b)
        gain += steps_.branches[b].chance * four_at(gains_[steps_.branches[b].target].data()).value;
      here[durable_] = 1;  // what is durable stays so
      four_at(next_gains_[point].data()).value = gain;
    }
  }

  Steps steps_;
  std::size_t durable_;
  std::size_t wide_;                                 // durable + 1, in fours
  std::vector<std::array<double, kGains>> at_once_;  // in the round at hand
  std::vector<double> peace_, next_peace_;           // [point · wide + rounds of peace just seen], and four more
  std::vector<std::array<double, kGains>> gains_, next_gains_;
};

}  // namespace

std::string only_path(const Chain& chain, std::vector<std::uint32_t> starts) {
  std::string path;
  const auto letter = [&](Level level) {
    if (chain.levels == 2) return level == 0 ? 'C' : 'D';
    return "0123456789abcdef"[level];
  };
  for (std::size_t round = 0; round < kLongestPath; ++round) {
    const Chain::Kind& only = chain.kinds[chain.outcomes[chain.first_outcome[starts.front()]].kind];
    std::vector<std::uint32_t> next;
    for (const std::uint32_t point : starts)
      for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
        const Chain::Kind& kind = chain.kinds[chain.outcomes[o].kind];
        if (kind.row != only.row || kind.column != only.column) return "";
        for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b)
          next.push_back(chain.branches[b].target);
      }
    path += (path.empty() ? "" : " ") + std::string{letter(only.row), letter(only.column)};
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    starts = std::move(next);
  }
  return path;
}

std::optional<std::vector<Recovery>> recoveries(const Chain& chain, const std::vector<Whereabouts>& beginnings,
                                                const Material& material, const Trial& trial, const GiveUp& give_up) {
  std::vector<Recovery> list(beginnings.size());
  std::vector<double> whole(beginnings.size());
  for (std::size_t i = 0; i < beginnings.size(); ++i) {
    std::vector<std::uint32_t> starts;
    for (const auto& [point, chance] : beginnings[i]) {
      whole[i] += chance;
      starts.push_back(point);
    }
    list[i].path = only_path(chain, std::move(starts));
  }
  Prospect prospect(chain, material, trial);
  for (int round = 1; round <= trial.horizon; ++round) {
    if (give_up && give_up()) return std::nullopt;
    prospect.look_further();
    for (std::size_t i = 0; i < beginnings.size(); ++i) {
      Recovery& recovery = list[i];
      recovery.durable_peace = 0;
      for (const auto& [point, chance] : beginnings[i])
        recovery.durable_peace += chance / whole[i] * prospect.durable_peace(point);
      if (!recovery.median_rounds && recovery.durable_peace >= 0.5 - 1e-12) recovery.median_rounds = round;
    }
  }
  for (std::size_t i = 0; i < beginnings.size(); ++i)
    for (const auto& [point, chance] : beginnings[i])
      for (const std::size_t seat : {0U, 1U}) {
        list[i].loss[seat] += chance / whole[i] * prospect.gains(point)[seat];
        list[i].sucker_rounds[seat] += chance / whole[i] * prospect.gains(point)[2 + seat];
      }
  for (Recovery& recovery : list) recovery.durable_peace = std::min(recovery.durable_peace, 1.0);
  return list;
}

}  // namespace detente
