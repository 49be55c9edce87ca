// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "episode_flows.hpp"

#include <algorithm>

#include "hostility.hpp"
#include "pieces.hpp"

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

/// A match of a fixed length. Its last round leads nowhere in the chain, which is right: nothing comes after it.
std::optional<Flows> fixed(const Chain& chain, std::int64_t rounds, const Peace& peace,
                           const std::vector<Calm>& by_kind, std::size_t most_after, const GiveUp& give_up) {
  const auto calm = static_cast<std::size_t>(peace.calm);
  Flows flows{.wide = calm + 1,
              .rounds = static_cast<double>(rounds),
              .at = std::vector<double>(chain.size() * (calm + 1)),
              .before = {},
              .begun = std::vector<std::vector<double>>(most_after + 1, std::vector<double>(chain.size())),
              .hostile = std::vector<double>(chain.size()),
              .pending = {}};
  std::vector<double> now(flows.at.size()), next(flows.at.size()), begun(chain.size());
  std::vector<Calm> calm_now, calm_next;
  if (!is_peace_worth_nothing(chain, by_kind, peace)) {
    flows.pending.resize(flows.at.size());
    calm_now = calm_next = flows.pending;
  }
  const Steps steps(chain, peace);
  const auto further = calm == 1 ? advance<1> : calm == 2 ? advance<2> : calm == 3 ? advance<3> : advance<0>;
  now[calm] = 1;
  for (std::int64_t round = 1; round <= rounds; ++round) {
    if (give_up && round % 64 == 0 && give_up()) return std::nullopt;
    if (round == rounds) {
      flows.before.assign(chain.size(), 0.0);
      for (std::size_t i = 0; i < flows.at.size(); ++i) flows.before[i / flows.wide] += flows.at[i];
    }
    for (std::size_t i = 0; i < now.size(); ++i) flows.at[i] += now[i];
    for (std::size_t i = 0; i < flows.pending.size(); ++i) flows.pending[i].add(calm_now[i], 1);
    if (!flows.pending.empty()) carry(chain, by_kind, peace, now, calm_now, calm_next, 1);
    std::swap(calm_now, calm_next);
    further(steps, calm, now, next, begun);
    const auto after = static_cast<std::size_t>(rounds - round);
    if (after >= calm)
      for (std::size_t point = 0; point < chain.size(); ++point) flows.hostile[point] += next[point * flows.wide];
    if (after <= most_after) flows.begun[after] = begun;
    std::swap(now, next);
  }
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
              .begun = {std::vector<double>(chain.size())},
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
        flows.begun[0][branch.target] += branch.chance * flows.at[point * flows.wide + calm];
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
  const std::vector<double> visits = Pieces(chain, classes, *rules.continuation, give_up).visits();
  return steady(chain, peace, by_kind, visits, 1 / (1 - *rules.continuation), *rules.continuation);
}

}  // namespace detente
