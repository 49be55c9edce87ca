// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "numerics/ordered_sums.hpp"
#include "spirals/escape.hpp"
#include "spirals/hostility.hpp"

namespace detente {
namespace {

constexpr int kPatience = 10'000;  // rounds that a match has for its first spiral
// Of all arrivals, by so much they may be off: large chains may take thousands of rounds for each further digit.
constexpr double kSettled = 1e-13;
constexpr double kSettledOfLarge = 1e-10;
constexpr std::size_t kLarge = 512;  // points
// A round may round a chance by so much of it: as far as that, it has not changed.
constexpr double kRounding = 4 * std::numeric_limits<double>::epsilon() / 2;
constexpr int kAtFirst = 16;  // rounds after each of which it is asked whether arrivals have settled …
constexpr int kLater = 16;    // … and then after each so many

constexpr std::size_t in_fours(std::size_t count) {
  return (count + 3) / 4 * 4;
}

/// Where a match stands on the way to a spiral: in peace, or in an episode that has lasted `age` rounds, the last
/// `calm` of them peace. Stages are laid out as fours: first those that a round of peace leads to, then those that any
/// other does, and last of these the spiral.
struct Stages {
  /// From one stage on.
  struct Way {
    std::size_t from, after_peace, after_hostility;
  };

  std::size_t peaceful = 0;  // places of stages that peace leads to
  std::size_t wide = 0;      // of all
  std::size_t spiral = 0;
  std::vector<Way> ways;

  explicit Stages(const Trial& trial) {
    const int ages = trial.ages.spiral;
    const int most_calm = trial.peace.calm;
    std::vector<std::pair<int, int>> stages{{0, 0}};
    for (int age = 1; age <= ages; ++age)
      for (int calm = 0; calm < (age < ages ? std::min(most_calm, age) : most_calm); ++calm)
        if (age < ages || calm > 0) stages.emplace_back(age, calm);
    const auto is_peaceful = [](const std::pair<int, int>& stage) { return stage.first == 0 || stage.second > 0; };
    const auto place = [&](int age, int calm) {
      const bool after_peace = is_peaceful({age, calm});
      std::size_t before = after_peace ? 0 : peaceful;
      for (const auto& stage : stages) {
        if (stage == std::pair(age, calm)) break;
        if (is_peaceful(stage) == after_peace) ++before;
      }
      return before;  // that of the spiral is the last
    };
    const auto count = static_cast<std::size_t>(std::count_if(stages.begin(), stages.end(), is_peaceful));
    peaceful = in_fours(count);
    spiral = place(ages, 0);
    wide = peaceful + in_fours(stages.size() - count + 1);
    for (const auto& [age, calm] : stages) {
      const int older = std::min(age + 1, ages);  // ages from the spiral's on are alike
      const bool is_over = (age == 0 && calm == 0) || calm + 1 == most_calm;
      ways.push_back({place(age, calm), is_over ? place(0, 0) : place(older, calm + 1), place(older, 0)});
    }
  }
};

/// The way of one match to its first spiral, round by round. Chances are laid out as [point · wide + stage].
class Approach {
 public:
  Approach(const Chain& chain, const Trial& trial)
      : size_(chain.size()), stages_(trial), is_usual_(trial.ages.spiral == 4 && trial.peace.calm == 2) {
    const Steps steps(chain, trial.peace);
    after_peace_ = sources(steps, steps.first_calm, steps.first_hostile);
    after_hostility_ = sources(steps, steps.first_hostile, {steps.first_calm.begin() + 1, steps.first_calm.end()});
  }

  std::optional<std::vector<double>> arrivals(std::uint32_t start, const GiveUp& give_up) {
    std::vector<double> now(size_ * stages_.wide), next(now.size()), onward(now.size());
    std::vector<double> arrived(size_), here(size_);
    now[start * stages_.wide] = 1;
    const double settled = size_ > kLarge ? kSettledOfLarge : kSettled;
    for (int round = 1; round <= kPatience; ++round) {
      if (give_up && round % 64 == 0 && give_up()) return std::nullopt;
      has_wide_registers() ? step_wide(now.data(), onward.data(), next.data(), here.data())
                           : step(now.data(), onward.data(), next.data(), here.data());
      for (std::size_t point = 0; point < size_; ++point) arrived[point] += here[point];
      if (round <= kAtFirst || round % kLater == 0) {
        const double left = total(now);
        const double leaving = total(here);
        if (left - leaving < 1e-17) break;
        // Once what is left shrinks by the same factor everywhere, so do the arrivals. Where it does not yet, what is
        // off by d now arrives at most once, and is multiplied as if it shrank by that factor: |d| · (1 + f + f² + …).
        const double share = leaving / left;
        const double factor = 1 - share;
        const int rounds = kPatience - round;
        const double sum = share > 0 ? factor * gone_after(rounds, share) / share : rounds;
        if (deviation(now, next, factor) * (1 + sum) <= settled * (total(arrived) + leaving * sum)) {
          for (std::size_t point = 0; point < size_; ++point) arrived[point] += here[point] * sum;
          break;
        }
      }
      std::swap(now, next);
    }
    return arrived;
  }

 private:
  /// The branches that lead to each point, in the order of the points that they come from.
  struct Sources {
    std::vector<std::uint32_t> targets;  // those that few lead to first: loops of one length after the other are fast
    std::vector<std::uint32_t> first;    // by place among the targets, one more at the end
    std::vector<Chain::Branch> from;     // whose targets are the points that they come from
  };

  Sources sources(const Steps& steps, const std::vector<std::uint32_t>& first,
                  const std::vector<std::uint32_t>& end) const {
    std::vector<std::vector<Chain::Branch>> into(size_);
    for (std::uint32_t point = 0; point < size_; ++point)
      for (std::uint32_t b = first[point]; b < end[point]; ++b)
        into[steps.branches[b].target].push_back({point, steps.branches[b].chance});
    Sources all{.targets = std::vector<std::uint32_t>(size_), .first = {0}, .from = {}};
    std::iota(all.targets.begin(), all.targets.end(), 0U);
    std::stable_sort(all.targets.begin(), all.targets.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return into[a].size() < into[b].size(); });
    for (const std::uint32_t target : all.targets) {
      all.from.insert(all.from.end(), into[target].begin(), into[target].end());
      all.first.push_back(static_cast<std::uint32_t>(all.from.size()));
    }
    return all;
  }

  DETENTE_WIDE void step_wide(const double* now, double* onward, double* next, double* spirals) const {
    step(now, onward, next, spirals);
  }
  /// One round on. The usual width is told to the compiler.
  [[gnu::always_inline]] inline void step(const double* now, double* onward, double* next, double* spirals) const {
    is_usual_ ? step_as<8, 4>(now, onward, next, spirals) : step_as<0, 0>(now, onward, next, spirals);
  }
  template <std::size_t kWide, std::size_t kPeaceful>
  [[gnu::always_inline]] inline void step_as(const double* now, double* onward, double* next, double* spirals) const {
    const std::size_t wide = kWide > 0 ? kWide : stages_.wide;
    const std::size_t peaceful = kPeaceful > 0 ? kPeaceful : stages_.peaceful;
    for (std::size_t row = 0; row < size_ * wide; row += wide)
      kWide > 0 ? grow_older_as_usual(now + row, onward + row) : grow_older(now + row, onward + row);
    for (std::size_t i = 0; i < peaceful; i += 4) gather(after_peace_, onward + i, next + i, wide);
    for (std::size_t i = peaceful; i < wide; i += 4) gather(after_hostility_, onward + i, next + i, wide);
    for (std::size_t point = 0; point < size_; ++point)
      spirals[point] = std::exchange(next[point * wide + stages_.spiral], 0.0);
  }
  /// What is at a point by the stages that its next round leads to.
  void grow_older(const double* now, double* onward) const {
    std::fill_n(onward, stages_.wide, 0.0);
    for (const Stages::Way& way : stages_.ways) {
      onward[way.after_peace] += now[way.from];
      onward[way.after_hostility] += now[way.from];
    }
  }
  /// The same of spirals of four rounds, in episodes that two of peace end.
  [[gnu::always_inline]] static inline void grow_older_as_usual(const double* now, double* onward) {
    const auto [peace, two_calm, three_calm, four_calm] = std::array{now[0], now[1], now[2], now[3]};
    const auto [one, two, three] = std::array{now[4], now[5], now[6]};
    onward[0] = peace + two_calm + three_calm + four_calm;
    onward[1] = one;
    onward[2] = two;
    onward[3] = three;
    onward[4] = peace;
    onward[5] = one;
    onward[6] = two + two_calm;
    onward[7] = three + three_calm + four_calm;
  }
  [[gnu::always_inline]] static inline void gather(const Sources& after, const double* onward, double* next,
                                                   std::size_t wide) {
    for (std::size_t i = 0; i < after.targets.size(); ++i) {
      Four sum{};
      for (std::uint32_t b = after.first[i]; b < after.first[i + 1]; ++b)
        sum += four_at(onward + after.from[b].target * wide).value * after.from[b].chance;
      four_at(next + after.targets[i] * wide).value = sum;
    }
  }

  /// Of what loses such a share in each round, what so many lose: 1 − (1 − share)^rounds, to all its digits.
  static double gone_after(int rounds, double share) {
    double gone = 0;
    for (int bit = 1 << 14; bit > 0; bit /= 2) {
      gone *= 2 - gone;
      if ((rounds & bit) != 0) gone += (1 - gone) * share;
    }
    return gone;
  }

  /// Sums in four parts, each of every fourth number.
  static double deviation(const std::vector<double>& now, const std::vector<double>& next, double factor) {
    std::array<double, 4> sums{};
    for (std::size_t i = 0; i < now.size(); i += 4)
      for (std::size_t k = 0; k < 4; ++k)
        sums[k] += std::max(std::abs(next[i + k] - factor * now[i + k]) - kRounding * next[i + k], 0.0);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
  static double total(const std::vector<double>& chances) {
    std::array<double, 4> sums{};
    for (std::size_t i = 0; i < chances.size(); ++i) sums[i % 4] += chances[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }

  std::size_t size_;
  Stages stages_;
  Sources after_peace_, after_hostility_;
  bool is_usual_;
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

}  // namespace detente
