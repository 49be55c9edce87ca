// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "escape.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "hostility.hpp"

namespace detente {
namespace {

constexpr int kPatience = 10'000;  // rounds that a match has for its first spiral
// Of all arrivals, by so much they may be off: large chains may take thousands of rounds for each further digit.
constexpr double kSettled = 1e-13;
constexpr double kSettledOfLarge = 1e-10;
constexpr std::size_t kLarge = 512;       // points
constexpr std::size_t kLongestPath = 40;  // rounds of a path that are shown

/// Where a match stands on the way to a spiral: in peace, or in an episode that has lasted `age` rounds, the last
/// `calm` of them peace.
class Stages {
 public:
  explicit Stages(const Trial& trial) : spiral_(trial.ages.spiral), calm_(trial.peace.calm) {
    number_.assign(static_cast<std::size_t>(spiral_ * calm_), 0);
    stages_.push_back({0, 0});
    for (int age = 1; age <= spiral_; ++age)
      for (int calm = 0; calm < std::min(calm_, age); ++calm) {
        if (age == spiral_ && calm == 0) continue;  // that is a spiral
        number_[static_cast<std::size_t>((age - 1) * calm_ + calm)] = stages_.size();
        stages_.push_back({age, calm});
      }
  }

  std::size_t size() const { return stages_.size(); }
  /// After a round; `kSpiral` where the episode became one.
  std::size_t after(std::size_t stage, bool is_calm) const {
    const auto [age, calm] = stages_[stage];
    if (stage == 0 && is_calm) return 0;
    const int older = std::min(age + 1, spiral_);  // ages from the spiral's on are alike
    if (!is_calm) return older == spiral_ ? kSpiral : at(older, 0);
    return calm + 1 == calm_ ? 0 : at(older, calm + 1);
  }
  static constexpr std::size_t kSpiral = static_cast<std::size_t>(-1);

 private:
  std::size_t at(int age, int calm) const { return number_[static_cast<std::size_t>((age - 1) * calm_ + calm)]; }

  int spiral_, calm_;
  std::vector<std::pair<int, int>> stages_;
  std::vector<std::size_t> number_;
};

/// The way of one match to its first spiral, round by round.
class Approach {
 public:
  Approach(const Chain& chain, const Trial& trial)
      : size_(chain.size()), steps_(chain, trial.peace), stages_(trial), fours_((stages_.size() + 3) / 4) {
    for (std::size_t stage = 0; stage < stages_.size(); ++stage)
      after_.push_back({stages_.after(stage, false), stages_.after(stage, true)});
  }

  std::optional<std::vector<double>> arrivals(std::uint32_t start, const GiveUp& give_up) {
    const std::size_t wide = 4 * fours_;
    std::vector<double> now(size_ * wide), next(now.size());
    std::vector<double> arrived(size_), here(size_);
    now[start * wide] = 1;
    const double settled = size_ > kLarge ? kSettledOfLarge : kSettled;
    double left = 1;
    for (int round = 1; round <= kPatience; ++round) {
      if (give_up && round % 64 == 0 && give_up()) return std::nullopt;
      std::fill(here.begin(), here.end(), 0.0);
      fours_ == 2 ? step<2>(now, next, here) : step<0>(now, next, here);
      for (std::size_t point = 0; point < here.size(); ++point) arrived[point] += here[point];
      double still = 0;
      for (const double chance : next) still += chance;
      if (still < 1e-17 || left <= 0) break;
      // Once what is left shrinks by the same factor everywhere, so do the arrivals. Where it does not yet, what is off
      // by d now arrives at most once, and is multiplied as if it shrank by that factor: |d| · (1 + f + f² + …).
      const double factor = still / left;
      const double rounds = kPatience - round;
      const double sum = factor < 1 ? factor * (1 - std::pow(factor, rounds)) / (1 - factor) : rounds;
      if (deviation(now, next, factor) * (1 + sum) <= settled * (total(arrived) + total(here) * sum)) {
        for (std::size_t point = 0; point < here.size(); ++point) arrived[point] += here[point] * sum;
        break;
      }
      left = still;
      std::swap(now, next);
    }
    return arrived;
  }

 private:
  using Four [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;

  /// One round on, the stages of a point four at a time. The usual number of them is told to the compiler.
  template <std::size_t kFours>
  void step(const std::vector<double>& now, std::vector<double>& next, std::vector<double>& spirals) const {
    const std::size_t fours = kFours > 0 ? kFours : fours_;
    const std::size_t wide = 4 * fours;
    std::fill(next.begin(), next.end(), 0.0);
    std::vector<double> after_peace(wide), after_hostility(wide);
    const auto flow = [&](const Chain::Branch& branch, const std::vector<double>& from) {
      double* const there = &next[branch.target * wide];
      for (std::size_t i = 0; i < fours; ++i)
        *reinterpret_cast<Four*>(there + 4 * i) += *reinterpret_cast<const Four*>(from.data() + 4 * i) * branch.chance;
    };
    for (std::size_t point = 0; point < size_; ++point) {
      const double* const here = &now[point * wide];
      if (std::all_of(here, here + wide, [](double chance) { return chance == 0; })) continue;
      std::fill(after_peace.begin(), after_peace.end(), 0.0);
      std::fill(after_hostility.begin(), after_hostility.end(), 0.0);
      double spiral = 0;
      for (std::size_t stage = 0; stage < after_.size(); ++stage) {
        after_peace[after_[stage][1]] += here[stage];
        const std::size_t to = after_[stage][0];
        (to == Stages::kSpiral ? spiral : after_hostility[to]) += here[stage];
      }
      const std::uint32_t hostile = steps_.first_hostile[point];
      for (std::uint32_t b = steps_.first_calm[point]; b < hostile; ++b) flow(steps_.branches[b], after_peace);
      for (std::uint32_t b = hostile; b < steps_.first_calm[point + 1]; ++b) {
        flow(steps_.branches[b], after_hostility);
        spirals[steps_.branches[b].target] += steps_.branches[b].chance * spiral;
      }
    }
  }

  static double deviation(const std::vector<double>& now, const std::vector<double>& next, double factor) {
    double sum = 0;
    for (std::size_t i = 0; i < now.size(); ++i) sum += std::abs(next[i] - factor * now[i]);
    return sum;
  }
  static double total(const std::vector<double>& chances) {
    double sum = 0;
    for (const double chance : chances) sum += chance;
    return sum;
  }

  std::size_t size_;
  Steps steps_;
  Stages stages_;
  std::size_t fours_;                              // of stages at each point
  std::vector<std::array<std::size_t, 2>> after_;  // by stage and whether the round was calm
};

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
        at_once_(chain.size()),
        peace_(chain.size() * (durable_ + 1)),
        next_peace_(peace_.size()),
        gains_(chain.size()),
        next_gains_(chain.size()) {
    const auto by_kind = gains_of(chain, material, trial.peace);
    for (std::size_t point = 0; point < chain.size(); ++point) {
      for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o)
        for (std::size_t i = 0; i < kGains; ++i)
          at_once_[point][i] += chain.outcomes[o].chance * by_kind[chain.outcomes[o].kind][i];
      // What is durable stays so.
      peace_[point * (durable_ + 1) + durable_] = next_peace_[point * (durable_ + 1) + durable_] = 1;
    }
  }

  void look_further() {
    const std::size_t wide = durable_ + 1;
    for (std::size_t point = 0; point < gains_.size(); ++point) {
      double* const here = &next_peace_[point * wide];
      std::array<double, kGains> gain = at_once_[point];
      const auto add_gains = [&](const Chain::Branch& branch) {
        for (std::size_t i = 0; i < kGains; ++i) gain[i] += branch.chance * gains_[branch.target][i];
      };
      double broken = 0;
      const std::uint32_t hostile = steps_.first_hostile[point];
      for (std::uint32_t b = hostile; b < steps_.first_calm[point + 1]; ++b) {
        broken += steps_.branches[b].chance * peace_[steps_.branches[b].target * wide];
        add_gains(steps_.branches[b]);
      }
      std::fill(here, here + durable_, broken);
      for (std::uint32_t b = steps_.first_calm[point]; b < hostile; ++b) {
        const Chain::Branch& branch = steps_.branches[b];
        const double* const there = &peace_[branch.target * wide];
        for (std::size_t c = 0; c < durable_; ++c) here[c] += branch.chance * there[c + 1];
        add_gains(branch);
      }
      next_gains_[point] = gain;
    }
    std::swap(peace_, next_peace_);
    std::swap(gains_, next_gains_);
  }

  double durable_peace(std::uint32_t point) const { return peace_[point * (durable_ + 1)]; }
  const std::array<double, kGains>& gains(std::uint32_t point) const { return gains_[point]; }

 private:
  Steps steps_;
  std::size_t durable_;
  std::vector<std::array<double, kGains>> at_once_;  // in the round at hand
  std::vector<double> peace_, next_peace_;           // [point · (durable + 1) + rounds of peace just seen]
  std::vector<std::array<double, kGains>> gains_, next_gains_;
};

}  // namespace

std::optional<Whereabouts> first_spiral(const Chain& chain, std::uint32_t start, const Trial& trial,
                                        const GiveUp& give_up) {
  const auto arrived = Approach(chain, trial).arrivals(start, give_up);
  if (!arrived) return std::nullopt;
  Whereabouts places;
  for (std::size_t point = 0; point < chain.size(); ++point)
    if ((*arrived)[point] > 0) places.emplace_back(static_cast<std::uint32_t>(point), (*arrived)[point]);
  return places;
}

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
