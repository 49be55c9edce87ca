// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <map>
#include <utility>

#include <detente/spirals/episodes.hpp>

#include "spirals/hostility.hpp"

namespace detente {
namespace {

using Phase = EpisodeChain::Phase;

/// A point of the chain, with its phase and the calm rounds that an episode has just seen.
struct Standing {
  std::uint32_t point;
  Phase phase;
  int calm;
  auto operator<=>(const Standing&) const = default;
};

/// Phase and calm rounds after a round.
std::pair<Phase, int> after(Phase phase, int calm, bool is_calm, int enough) {
  if (phase == Phase::opening) return {is_calm ? Phase::peace : Phase::truncated, 0};
  if (phase == Phase::peace) return {is_calm ? Phase::peace : Phase::episode, 0};
  if (!is_calm) return {phase, 0};
  return calm + 1 == enough ? std::pair{Phase::peace, 0} : std::pair{phase, calm + 1};
}

}  // namespace

EpisodeChain with_episodes(const Chain& chain, const Peace& peace) {
  EpisodeChain told;
  Chain& wide = told.chain;
  wide.levels = chain.levels;
  wide.kinds = chain.kinds;
  std::map<Standing, std::uint32_t> numbers;
  std::vector<Standing> standings;
  const auto reach = [&](const Standing& standing) {
    const auto [place, is_new] = numbers.try_emplace(standing, static_cast<std::uint32_t>(standings.size()));
    if (is_new) standings.push_back(standing);
    return place->second;
  };
  reach({0, Phase::opening, 0});
  for (std::size_t i = 0; i < standings.size(); ++i) {  // NOLINT(modernize-loop-convert): it grows
    const Standing here = standings[i];
    wide.first_outcome.push_back(static_cast<std::uint32_t>(wide.outcomes.size()));
    for (std::uint32_t o = chain.first_outcome[here.point]; o < chain.first_outcome[here.point + 1]; ++o) {
      const Chain::Outcome& outcome = chain.outcomes[o];
      const auto [phase, calm] = after(here.phase, here.calm, is_peace(chain.kinds[outcome.kind], peace), peace.calm);
      wide.outcomes.push_back({outcome.kind, static_cast<std::uint32_t>(wide.branches.size()), outcome.chance});
      for (std::uint32_t b = outcome.first_branch; b < chain.outcomes[o + 1].first_branch; ++b)
        wide.branches.push_back({reach({chain.branches[b].target, phase, calm}), chain.branches[b].chance});
    }
  }
  wide.first_outcome.push_back(static_cast<std::uint32_t>(wide.outcomes.size()));
  wide.outcomes.push_back({0, static_cast<std::uint32_t>(wide.branches.size()), 0});
  for (const Standing& standing : standings) {
    wide.memories.push_back(chain.memories[standing.point]);
    wide.first_round.push_back(chain.first_round[standing.point]);
    told.phase.push_back(standing.phase);
  }
  return told;
}

std::optional<EpisodeRates> episode_rates(const Chain& chain, const Peace& peace, std::size_t ages,
                                          const GiveUp& give_up) {
  const EpisodeChain told = with_episodes(chain, peace);
  const Chain& wide = told.chain;
  const auto shares = long_run(wide, give_up);
  if (!shares) return std::nullopt;
  EpisodeRates rates{.onset = 0, .stretch = {}, .length = {}, .survival = {}};
  double hostile = 0;  // share of rounds that begin in an episode
  std::vector<double> now(wide.size());
  for (std::size_t point = 0; point < wide.size(); ++point) {
    if (told.phase[point] == Phase::episode) hostile += (*shares)[point];
    if (told.phase[point] != Phase::peace) continue;
    for (std::uint32_t o = wide.first_outcome[point]; o < wide.first_outcome[point + 1]; ++o) {
      if (is_peace(wide.kinds[wide.outcomes[o].kind], peace)) continue;
      rates.onset += (*shares)[point] * wide.outcomes[o].chance;
      for (std::uint32_t b = wide.outcomes[o].first_branch; b < wide.outcomes[o + 1].first_branch; ++b)
        now[wide.branches[b].target] += (*shares)[point] * wide.branches[b].chance;
    }
  }
  if (rates.onset == 0) return rates;
  // The rupture itself begins in peace, and the calm that ends an episode is no part of it.
  rates.length = hostile / rates.onset + 1 - peace.calm;
  rates.stretch = 1 / rates.onset - *rates.length;

  // An episode has lasted k rounds when it is not yet over `calm − 1` rounds later.
  double ruptures = 0;
  for (const double chance : now) ruptures += chance;
  for (std::size_t round = 1; rates.survival.size() < ages; ++round) {
    double left = 0;
    for (const double chance : now) left += chance;
    if (round >= static_cast<std::size_t>(peace.calm)) rates.survival.push_back(left / ruptures);
    std::vector<double> next(wide.size());
    for (std::size_t point = 0; point < wide.size(); ++point) {
      if (now[point] == 0) continue;
      for (std::uint32_t b = wide.outcomes[wide.first_outcome[point]].first_branch;
           b < wide.outcomes[wide.first_outcome[point + 1]].first_branch; ++b)
        if (told.phase[wide.branches[b].target] == Phase::episode)
          next[wide.branches[b].target] += now[point] * wide.branches[b].chance;
    }
    now = std::move(next);
  }
  return rates;
}

}  // namespace detente
