// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/episode_flows.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "exact/class_elimination.hpp"
#include "exact/flow.hpp"
#include "exact/orbit.hpp"
#include "numerics/ordered_sums.hpp"
#include "numerics/recurrence.hpp"
#include "spirals/hostility.hpp"
#include "spirals/orbit_flows.hpp"

namespace detente {
namespace {

/// Peace has a worth of its own only where it is not full restraint.
bool is_peace_worth_nothing(const Chain& chain, const std::vector<Calm>& by_kind, const Peace& peace) {
  for (std::size_t kind = 0; kind < by_kind.size(); ++kind)
    if (is_peace(chain.kinds[kind], peace) && !by_kind[kind].is_nothing()) return false;
  return true;
}

/// One round further: from `now` to `next`, both [point · wide + calm rounds]. Adds episodes that begin to `begun`. Few
/// calm rounds are told to the compiler.
template <std::size_t kCalm>
void advance(const Steps& steps, std::size_t any_calm, const std::vector<double>& now, std::vector<double>& next,
             std::vector<double>& begun) {
  const std::size_t calm = kCalm > 0 ? kCalm : any_calm;
  const std::size_t wide = calm + 1;
  std::fill(next.begin(), next.end(), 0.0);
  for (std::size_t point = 0; point < steps.first_hostile.size(); ++point) {
    const double* const here = &now[point * wide];
    double all = 0;
    for (std::size_t c = 0; c <= calm; ++c) all += here[c];
    if (all == 0) continue;
    const std::uint32_t hostile = steps.first_hostile[point];
    for (std::uint32_t b = steps.first_calm[point]; b < hostile; ++b) {
      const Chain::Branch& branch = steps.branches[b];
      double* const there = &next[branch.target * wide];
      for (std::size_t c = 0; c < calm; ++c) there[c + 1] += branch.chance * here[c];
      there[calm] += branch.chance * here[calm];
    }
    for (std::uint32_t b = hostile; b < steps.first_calm[point + 1]; ++b) {
      const Chain::Branch& branch = steps.branches[b];
      next[branch.target * wide] += branch.chance * all;
      begun[branch.target] += branch.chance * here[calm];
    }
  }
}

/// The same through full matrices, for chains that are small and dense. Numbers are laid out by calm rounds, and then
/// by point; what is added to each, and in which order, is as above.
class DenseSteps {
 public:
  DenseSteps(const Steps& steps, std::size_t size)
      : size_(size),
        first_(first_place(steps.branches)),
        wide_((first_ + size_ + 3) / 4 * 4),
        calm_(size_ * wide_),
        hostile_(size_ * wide_),
        all_(wide_) {
    for (std::size_t point = 0; point < size_; ++point)
      for (std::uint32_t b = steps.first_calm[point]; b < steps.first_calm[point + 1]; ++b) {
        const Chain::Branch& branch = steps.branches[b];
        const std::size_t there = first_ + branch.target;
        (b < steps.first_hostile[point] ? calm_ : hostile_)[place(there / 4, point) + there % 4] = branch.chance;
      }
    for (std::size_t four = 0; four < wide_ / 4; ++four) {
      if (is_anything(calm_, four)) calm_fours_.push_back(four);
      if (is_anything(hostile_, four)) hostile_fours_.push_back(four);
    }
  }

  /// Whether matrices pay for these steps.
  static bool suit(const Steps& steps, std::size_t size) {
    return size <= 64 && 4 * steps.branches.size() > size * size;
  }
  std::size_t wide() const { return wide_; }
  /// The place of the first point.
  std::size_t first() const { return first_; }

  /// `now`, `next`, and `at`, to which `now` is added: [calm rounds · wide + place]; `begun`: `wide` places.
  void advance(std::size_t calm, const double* now, double* next, double* begun, double* at) {
    has_wide_registers() ? pass_wide(calm, now, next, begun, at) : pass(calm, now, next, begun, at);
  }

 private:
  std::size_t place(std::size_t four, std::size_t point) const { return (four * size_ + point) * 4; }
  bool is_anything(const std::vector<double>& matrix, std::size_t four) const {
    return std::any_of(matrix.begin() + static_cast<std::ptrdiff_t>(place(four, 0)),
                       matrix.begin() + static_cast<std::ptrdiff_t>(place(four + 1, 0)),
                       [](double chance) { return chance != 0; });
  }

  DETENTE_WIDE void pass_wide(std::size_t calm, const double* now, double* next, double* begun, double* at) {
    pass(calm, now, next, begun, at);
  }
  [[gnu::always_inline]] inline void pass(std::size_t calm, const double* now, double* next, double* begun,
                                          double* at) {
    for (std::size_t place = 0; place < wide_; place += 4) {
      Four all{};
      for (std::size_t c = 0; c <= calm; ++c) {
        const Four here = four_at(now + c * wide_ + place).value;
        all += here;
        four_at(at + c * wide_ + place).value += here;
      }
      four_at(&all_[place]).value = all;
    }
    for (std::size_t i = 0; i < (calm + 1) * wide_; i += 4) four_at(next + i).value = Four{};
    for (const std::size_t four : calm_fours_) pass_calm(four, calm, now, next);
    const double* const in_peace = now + calm * wide_;
    std::size_t i = 0;
    for (; i + 3 <= hostile_fours_.size(); i += 3) pass_hostile<3>(i, in_peace, next, begun);
    for (; i < hostile_fours_.size(); ++i) pass_hostile<1>(i, in_peace, next, begun);
  }
  [[gnu::always_inline]] inline void pass_calm(std::size_t four, std::size_t calm, const double* __restrict now,
                                               double* __restrict next) const {
    const double* const __restrict matrix = &calm_[place(four, 0)];
    const double* const __restrict from = now + first_;
    for (std::size_t c = 0; c < calm; ++c) {
      Four sum{};
      for (std::size_t point = 0; point < size_; ++point) {
        const Four chances = four_at(matrix + 4 * point).value;
        sum += chances * from[c * wide_ + point];
        if (c + 1 == calm) sum += chances * from[calm * wide_ + point];
      }
      four_at(next + (c + 1) * wide_ + 4 * four).value = sum;
    }
  }
  /// Several fours at once, so that what is at a point is fetched once for all.
  template <std::size_t kFours>
  [[gnu::always_inline]] inline void pass_hostile(std::size_t first, const double* __restrict in_peace,
                                                  double* __restrict next, double* __restrict begun) const {
    const double* const __restrict all = all_.data() + first_;
    const double* matrices[kFours];
    Four sums[kFours] = {}, sums_begun[kFours];
    for (std::size_t i = 0; i < kFours; ++i) {
      matrices[i] = &hostile_[place(hostile_fours_[first + i], 0)];
      sums_begun[i] = four_at(begun + 4 * hostile_fours_[first + i]).value;
    }
    for (std::size_t point = 0; point < size_; ++point)
      for (std::size_t i = 0; i < kFours; ++i) {
        const Four chances = four_at(matrices[i] + 4 * point).value;
        sums[i] += chances * all[point];
        sums_begun[i] += chances * in_peace[first_ + point];
      }
    for (std::size_t i = 0; i < kFours; ++i) {
      four_at(next + 4 * hostile_fours_[first + i]).value = sums[i];
      four_at(begun + 4 * hostile_fours_[first + i]).value = sums_begun[i];
    }
  }

  std::size_t size_;
  std::size_t first_;                                    // place of the first point
  std::size_t wide_;                                     // places, in fours
  std::vector<double> calm_, hostile_;                   // [place of the target / 4][point][place % 4]
  std::vector<double> all_;                              // [place]: over calm rounds
  std::vector<std::size_t> calm_fours_, hostile_fours_;  // those that hold anything
};

/// One round further for what calm rounds add up to.
void carry(const Chain& chain, const std::vector<Calm>& by_kind, const Peace& peace, const std::vector<double>& at,
           const std::vector<Calm>& now, std::vector<Calm>& next, double survival) {
  const auto calm = static_cast<std::size_t>(peace.calm);
  const std::size_t wide = calm + 1;
  std::fill(next.begin(), next.end(), Calm{});
  for (std::size_t point = 0; point < chain.size(); ++point)
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
      if (!is_peace(chain.kinds[chain.outcomes[o].kind], peace)) continue;
      for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b) {
        const Chain::Branch& branch = chain.branches[b];
        for (std::size_t c = 0; c + 1 < calm; ++c) {
          Calm& there = next[branch.target * wide + c + 1];
          there.add(now[point * wide + c], survival * branch.chance);
          there.add(by_kind[chain.outcomes[o].kind], survival * branch.chance * at[point * wide + c]);
        }
      }
    }
}

/// Adds every `step`-th number so many times. Those side by side, as most are, are told to the compiler.
void add_each(const double* from, std::size_t step, double times, std::vector<double>& sums) {
  if (step == 1)
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += times * from[i];
  else
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += times * from[i * step];
}

/// A match of a fixed length. Its last round leads nowhere in the chain, which is right: nothing comes after it.
std::optional<Flows> fixed(const Chain& chain, std::int64_t rounds, const Peace& peace,
                           const std::vector<Calm>& by_kind, std::size_t most_after, const GiveUp& give_up) {
  const bool has_worth = !is_peace_worth_nothing(chain, by_kind, peace);
  if (is_certain(chain)) return flows_on_orbit(chain, rounds, peace, by_kind, most_after, has_worth);
  const auto calm = static_cast<std::size_t>(peace.calm);
  Flows flows{.wide = calm + 1,
              .rounds = static_cast<double>(rounds),
              .at = std::vector<double>(chain.size() * (calm + 1)),
              .before = {},
              .begun = std::vector<double>((most_after + 1) * chain.size()),
              .hostile = std::vector<double>(chain.size()),
              .pending = {}};
  std::vector<Calm> calm_now, calm_next;
  if (has_worth) {
    flows.pending.resize(flows.at.size());
    calm_now = calm_next = flows.pending;
  }
  const Steps steps(chain, peace);
  std::unique_ptr<DenseSteps> dense;
  if (flows.pending.empty() && DenseSteps::suit(steps, chain.size()))
    dense = std::make_unique<DenseSteps>(steps, chain.size());
  const std::size_t wide = dense ? dense->wide() : chain.size();
  // Where the chance of a point after so many calm rounds stands.
  const std::size_t first = dense ? dense->first() : 0;
  const std::size_t by_point = dense ? 1 : flows.wide;
  const std::size_t by_calm = dense ? wide : 1;
  std::vector<double> now(wide * flows.wide), next(now.size()), begun(wide), begun_once(wide), at(now.size());
  const auto further = calm == 1 ? advance<1> : calm == 2 ? advance<2> : calm == 3 ? advance<3> : advance<0>;
  now[first + calm * by_calm] = 1;
  // Of the last rounds it matters how many follow.
  Recurrence recurrence(rounds, static_cast<std::int64_t>(most_after + calm) + 1);
  for (std::int64_t round = 1; round <= rounds; round = recurrence.after(round)) {
    if (give_up && round % 64 == 0 && give_up()) return std::nullopt;
    if (recurrence.asks(round)) recurrence.look(round, now, now);
    const double spared = recurrence.times() - 1;
    if (spared > 0)
      for (std::size_t i = 0; i < now.size(); ++i) at[i] += spared * now[i];
    if (round == rounds) {
      flows.before.assign(chain.size(), 0.0);
      for (std::size_t point = 0; point < chain.size(); ++point)
        for (std::size_t c = 0; c <= calm; ++c) flows.before[point] += at[first + point * by_point + c * by_calm];
    }
    if (!dense)
      for (std::size_t i = 0; i < now.size(); ++i) at[i] += now[i];
    for (std::size_t i = 0; i < flows.pending.size(); ++i) flows.pending[i].add(calm_now[i], 1 + spared);
    if (!flows.pending.empty()) carry(chain, by_kind, peace, now, calm_now, calm_next, 1);
    std::swap(calm_now, calm_next);
    std::vector<double>& begun_now = spared > 0 ? begun_once : begun;
    if (dense)
      dense->advance(calm, now.data(), next.data(), begun_now.data(), at.data());
    else
      further(steps, calm, now, next, begun_now);
    if (spared > 0)
      for (std::size_t i = 0; i < begun.size(); ++i) begun[i] += (1 + spared) * std::exchange(begun_once[i], 0.0);
    const auto after = static_cast<std::size_t>(rounds - round);
    if (after >= calm) add_each(next.data() + first, by_point, 1 + spared, flows.hostile);
    if (after <= most_after) std::copy_n(begun.data() + first, chain.size(), &flows.begun[after * chain.size()]);
    std::swap(now, next);
  }
  for (std::size_t point = 0; point < chain.size(); ++point)
    for (std::size_t c = 0; c <= calm; ++c)
      flows.at[point * flows.wide + c] = at[first + point * by_point + c * by_calm];
  return flows;
}

/// [point]: rounds that begin there after at least `calm` of peace, or after none but peace since the match began.
/// Nothing is subtracted, so that rare peace keeps its digits.
std::vector<double> peaceful(const Chain& chain, const Peace& peace, std::vector<double> visits, double survival) {
  std::vector<double> next(chain.size());
  for (int c = 0; c < peace.calm; ++c) {
    std::fill(next.begin(), next.end(), 0.0);
    if (survival < 1) next[0] = 1;
    for (std::size_t point = 0; point < chain.size(); ++point)
      for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
        if (!is_peace(chain.kinds[chain.outcomes[o].kind], peace)) continue;
        for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b)
          next[chain.branches[b].target] += survival * chain.branches[b].chance * visits[point];
      }
    std::swap(visits, next);
  }
  return visits;
}

/// A match of random length, or without end, from how often it is at each point: only the last rounds count for where
/// an episode stands.
Flows steady(const Chain& chain, const Peace& peace, const std::vector<Calm>& by_kind,
             const std::vector<double>& visits, double rounds, double survival) {
  const auto calm = static_cast<std::size_t>(peace.calm);
  Flows flows{.wide = calm + 1,
              .rounds = rounds,
              .at = std::vector<double>(chain.size() * (calm + 1)),
              .before = survival > 0 ? visits : std::vector<double>(chain.size()),
              .begun = std::vector<double>(chain.size()),
              .hostile = std::vector<double>(chain.size()),
              .pending = {},
              .fading = survival};
  for (std::size_t c = 0; c < calm; ++c)
    for (std::size_t point = 0; point < chain.size(); ++point)
      for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
        const bool is_calm = is_peace(chain.kinds[chain.outcomes[o].kind], peace);
        if (is_calm != (c > 0)) continue;
        const double from = c == 0 ? visits[point] : flows.at[point * flows.wide + c - 1];
        for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b)
          flows.at[chain.branches[b].target * flows.wide + c] += survival * from * chain.branches[b].chance;
      }
  const double lasting = std::pow(survival, calm);
  const std::vector<double> in_peace = peaceful(chain, peace, visits, survival);
  for (std::size_t point = 0; point < chain.size(); ++point) flows.at[point * flows.wide + calm] = in_peace[point];
  for (std::size_t point = 0; point < chain.size(); ++point)
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
      if (is_peace(chain.kinds[chain.outcomes[o].kind], peace)) continue;
      for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b) {
        const Chain::Branch& branch = chain.branches[b];
        flows.begun[branch.target] += branch.chance * flows.at[point * flows.wide + calm];
        flows.hostile[branch.target] += branch.chance * visits[point] * lasting;
      }
    }
  if (is_peace_worth_nothing(chain, by_kind, peace)) return flows;
  flows.pending.resize(flows.at.size());
  for (std::size_t c = 1; c < calm; ++c) {
    std::vector<Calm> next(flows.at.size());
    carry(chain, by_kind, peace, flows.at, flows.pending, next, survival);
    flows.pending = std::move(next);
  }
  return flows;
}

}  // namespace

std::vector<Calm> worth(const Chain& chain, const Material& material) {
  std::vector<Calm> list;
  for (const Chain::Kind& kind : chain.kinds)
    list.push_back({.levels = static_cast<double>(kind.row + kind.column),
                    .cost = {material[0].reward() - material[0].at(kind.row, kind.column),
                             material[1].reward() - material[1].at(kind.column, kind.row)}});
  return list;
}

std::optional<Flows> flows_of(const Chain& chain, const Rules& rules, const Peace& peace,
                              const std::vector<Calm>& by_kind, std::size_t most_after, const GiveUp& give_up) {
  if (rules.endless) {
    const auto shares = long_run(chain, give_up);
    if (!shares) return std::nullopt;
    return steady(chain, peace, by_kind, *shares, 1, 1);
  }
  if (!rules.continuation) return fixed(chain, rules.rounds, peace, by_kind, most_after, give_up);
  const Classes classes = communicating_classes(chain);
  const std::vector<double> visits = ChainElimination(chain, classes, *rules.continuation, give_up).visits();
  return steady(chain, peace, by_kind, visits, 1 / (1 - *rules.continuation), *rules.continuation);
}

}  // namespace detente
