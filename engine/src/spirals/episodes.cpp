// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/spirals/episodes.hpp>

#include "numerics/elimination.hpp"
#include "numerics/ordered_sums.hpp"
#include "spirals/episode_flows.hpp"
#include "spirals/hostility.hpp"

namespace detente {
namespace {

/// What the rounds of episodes add up to, from the first to the last hostile one of each.
struct Sums {
  double rounds = 0;
  double conflict = 0;
  Calm worth;
};

/// A round of peace within an episode belongs to it only once hostility comes back.
Sums sums_of(const Chain& chain, const std::vector<Calm>& by_kind, const Peace& peace, const Flows& flows) {
  const std::size_t calm = flows.wide - 1;
  Sums sums;
  for (std::size_t point = 0; point < chain.size(); ++point)
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
      const Chain::Outcome& outcome = chain.outcomes[o];
      const Chain::Kind& kind = chain.kinds[outcome.kind];
      if (is_peace(kind, peace)) continue;
      double often = 0;
      for (std::size_t c = 0; c <= calm; ++c) {
        const double here = flows.at[point * flows.wide + c] * outcome.chance;
        often += here;
        if (c == calm) continue;
        sums.rounds += static_cast<double>(c) * here;
        if (!flows.pending.empty()) sums.worth.add(flows.pending[point * flows.wide + c], outcome.chance);
      }
      sums.rounds += often;
      if (kind.row > peace.level && kind.column > peace.level) sums.conflict += often;
      sums.worth.add(by_kind[outcome.kind], often);
    }
  return sums;
}

/// How many episodes of a match are seen to last, and to end.
struct Lasting {
  std::vector<double> seen;   ///< [k − 1]: with a hostile round at age k or later
  std::vector<double> ended;  ///< [k − 1]: over, after exactly k rounds
};

/// A backward step of many chances at once, in an episode that goes on: [(point · calm + calm rounds) · strip + which],
/// where a strip is four or a multiple of it.
template <std::size_t kStrip>
[[gnu::always_inline]] inline void step_back_fours(const Steps& steps, std::size_t calm, std::size_t any_strip,
                                                   const double* later, double* sooner) {
  const std::size_t strip = kStrip > 0 ? kStrip : any_strip;
  const std::size_t wide = calm * strip;
  for (std::size_t point = 0; point < steps.first_hostile.size(); ++point)
    for (std::size_t i = 0; i < strip; i += 4) {
      const std::uint32_t first_hostile = steps.first_hostile[point];
      Four hostile{};
      for (std::uint32_t b = first_hostile; b < steps.first_calm[point + 1]; ++b)
        hostile += four_at(later + steps.branches[b].target * wide + i).value * steps.branches[b].chance;
      for (std::size_t c = 0; c < calm; ++c) {
        Four sum = hostile;
        for (std::uint32_t b = steps.first_calm[point]; c + 1 < calm && b < first_hostile; ++b)
          sum +=
              four_at(later + steps.branches[b].target * wide + (c + 1) * strip + i).value * steps.branches[b].chance;
        four_at(sooner + point * wide + c * strip + i).value = sum;
      }
    }
}

DETENTE_WIDE void step_back_wide(const Steps& steps, std::size_t calm, std::size_t strip, const double* later,
                                 double* sooner) {
  strip == 4 ? step_back_fours<4>(steps, calm, strip, later, sooner)
             : step_back_fours<0>(steps, calm, strip, later, sooner);
}

void step_back(const Steps& steps, std::size_t calm, std::size_t strip, const double* later, double* sooner) {
  if (has_wide_registers()) return step_back_wide(steps, calm, strip, later, sooner);
  step_back_fours<0>(steps, calm, strip, later, sooner);
}

/// [i][point]: the chance of i rounds of peace, and then (`turns`) a hostile one.
std::vector<std::vector<double>> chances_of_calm(const Chain& chain, const Peace& peace, bool turns) {
  std::vector<std::vector<double>> chances(static_cast<std::size_t>(peace.calm) + 1, std::vector<double>(chain.size()));
  for (std::size_t i = 0; i < chances.size(); ++i)
    for (std::size_t point = 0; point < chain.size(); ++point) {
      if (i == 0 && !turns) chances[i][point] = 1;
      for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
        const bool is_calm = is_peace(chain.kinds[chain.outcomes[o].kind], peace);
        // No round after the one at hand is needed, which may be the last.
        if (turns ? i == 0 && !is_calm : i == 1 && is_calm) chances[i][point] += chain.outcomes[o].chance;
        if (i < (turns ? 1U : 2U) || !is_calm) continue;
        for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b)
          chances[i][point] += chain.branches[b].chance * chances[i - 1][chain.branches[b].target];
      }
    }
  return chances;
}

/// The episodes that begin, by how they go on: chances by age run backwards from the age, so that each age takes one
/// step whenever episodes begin.
std::optional<Lasting> lasting(const Chain& chain, const Peace& peace, const Flows& flows, std::size_t ages,
                               const std::vector<std::vector<double>>& stays, const GiveUp& give_up) {
  const auto calm = static_cast<std::size_t>(peace.calm);
  const std::size_t size = chain.size();
  const auto turns = chances_of_calm(chain, peace, true);
  Lasting result{.seen = {0}, .ended = {0}};
  result.seen.reserve(ages);
  result.ended.reserve(ages);
  const auto [first, first_weight] = flows.begun_before(calm);
  for (std::size_t point = 0; point < size; ++point) {
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o)
      if (!is_peace(chain.kinds[chain.outcomes[o].kind], peace))
        result.seen[0] += flows.at[point * flows.wide + calm] * chain.outcomes[o].chance;
    result.ended[0] += first[point] * first_weight * stays[calm][point];
  }
  // The round at hand is the first hostile one after i more of peace; or, last, it is the last hostile one.
  const Steps steps(chain, peace);
  const std::size_t strip = (calm + 4) / 4 * 4;  // calm + 1, in fours
  const std::size_t wide = calm * strip;
  std::vector<double> now(size * wide), sooner(size * wide);
  for (std::size_t point = 0; point < size; ++point) {
    for (std::size_t i = 0; i < calm; ++i)
      for (std::size_t c = 0; c + i < calm; ++c) now[point * wide + c * strip + i] = turns[i][point];
    for (std::uint32_t b = steps.first_hostile[point]; b < steps.first_calm[point + 1]; ++b)
      for (std::size_t c = 0; c < calm; ++c)
        now[point * wide + c * strip + calm] += steps.branches[b].chance * stays[calm][steps.branches[b].target];
  }
  std::vector<std::pair<const double*, double>> begun(calm + 1);
  for (std::size_t age = 2; age <= ages; ++age) {
    if (give_up && give_up()) return std::nullopt;
    double seen = 0;
    double ended = 0;
    for (std::size_t i = 0; i <= calm; ++i) begun[i] = flows.begun_before(age - 1 + i);
    for (std::size_t point = 0; point < size; ++point) {
      for (std::size_t i = 0; i < calm; ++i) seen += begun[i].first[point] * begun[i].second * now[point * wide + i];
      ended += begun[calm].first[point] * begun[calm].second * now[point * wide + calm];
    }
    result.seen.push_back(seen);
    result.ended.push_back(ended);
    if (age == ages) break;
    step_back(steps, calm, strip, now.data(), sooner.data());
    std::swap(now, sooner);
  }
  return result;
}

/// Kaplan & Meier's estimate, from expectations.
std::vector<double> survival_of(const Lasting& lasting) {
  std::vector<double> survival;
  double alive = 1;
  if (lasting.seen[0] <= 0) return survival;
  survival.reserve(lasting.seen.size());
  for (std::size_t age = 1; age <= lasting.seen.size(); ++age) {
    survival.push_back(alive);
    if (age == lasting.seen.size() || alive == 0) continue;  // 0 stays 0
    const double known = lasting.ended[age - 1] + lasting.seen[age];
    if (known <= 0) break;
    alive *= lasting.seen[age] / known;
  }
  return survival;
}

/// Rounds of episodes that last at least `age` rounds, where all have `rounds`.
double rounds_of_long(const Lasting& lasting, double rounds, int age) {
  const auto least = static_cast<std::size_t>(age);
  double shorter = 0;
  for (std::size_t k = 1; k < least; ++k) shorter += lasting.seen[k - 1];
  const double longer = rounds - shorter + static_cast<double>(least - 1) * lasting.seen[least - 1];
  return std::max(longer, static_cast<double>(least) * lasting.seen[least - 1]);  // a small difference of large sums
}

/// How the other seat answers.
std::optional<double> reaction(const Chain& chain, const Peace& peace, const Flows& flows, std::size_t seat) {
  const auto is_hostile = [&](const Chain::Kind& kind, std::size_t who) {
    return (who == 0 ? kind.row : kind.column) > peace.level;
  };
  std::vector<double> answers(chain.size());
  for (std::size_t point = 0; point < chain.size(); ++point)
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o)
      if (is_hostile(chain.kinds[chain.outcomes[o].kind], 1 - seat)) answers[point] += chain.outcomes[o].chance;
  std::array<double, 2> rounds{}, answered{};  // after restraint, after hostility
  for (std::size_t point = 0; point < chain.size(); ++point) {
    if (flows.before[point] == 0) continue;
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
      const std::size_t after = is_hostile(chain.kinds[chain.outcomes[o].kind], seat) ? 1 : 0;
      rounds[after] += flows.before[point] * chain.outcomes[o].chance;
      for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b)
        answered[after] += flows.before[point] * chain.branches[b].chance * answers[chain.branches[b].target];
    }
  }
  if (rounds[0] <= 0 || rounds[1] <= 0) return std::nullopt;
  return answered[1] / rounds[1] - answered[0] / rounds[0];
}

}  // namespace

int peace_level(int levels) {
  return levels == 2 ? 0 : (levels - 1 + 3) / 4;
}

std::optional<double> escape_hazard(const Episodes& episodes, std::size_t age) {
  if (age < 1 || age >= episodes.survival.size() || episodes.survival[age - 1] <= 0) return std::nullopt;
  return 1 - episodes.survival[age] / episodes.survival[age - 1];
}

std::optional<Episodes> episodes(const Chain& chain, const Rules& rules, const Material& material, const Peace& peace,
                                 const Ages& ages, const GiveUp& give_up) {
  const auto calm = static_cast<std::size_t>(peace.calm);
  const auto oldest = static_cast<std::size_t>(ages.lock_in);
  const std::vector<Calm> by_kind = worth(chain, material);
  std::optional<Flows> flows;
  try {
    flows = flows_of(chain, rules, peace, by_kind, oldest - 1 + calm, give_up);
  } catch (const GivenUp&) {
  }
  if (!flows) return std::nullopt;
  const auto stays = chances_of_calm(chain, peace, false);
  const auto lasts = lasting(chain, peace, *flows, oldest, stays, give_up);
  if (!lasts) return std::nullopt;

  Episodes result;
  for (std::uint32_t o = chain.first_outcome[0]; o < chain.first_outcome[1]; ++o)
    if (!is_peace(chain.kinds[chain.outcomes[o].kind], peace)) result.left_truncated += chain.outcomes[o].chance;
  const double begun = lasts->seen[0] - (rules.endless ? 0 : result.left_truncated);
  result.rupture_rate = std::max(begun, 0.0) / flows->rounds;
  const Sums sums = sums_of(chain, by_kind, peace, *flows);
  double ended = 0;
  for (std::size_t point = 0; point < chain.size(); ++point) ended += flows->hostile[point] * stays[calm][point];
  if (ended > 0) result.length = sums.rounds / ended;
  result.hostile_share = sums.rounds / flows->rounds;
  result.spiral_share = rounds_of_long(*lasts, sums.rounds, ages.spiral) / flows->rounds;
  result.lock_in_share = rounds_of_long(*lasts, sums.rounds, ages.lock_in) / flows->rounds;
  for (const std::size_t seat : {0U, 1U}) result.cost[seat] = sums.worth.cost[seat] / flows->rounds;
  if (sums.rounds > 0) {
    result.depth = sums.worth.levels / (2 * (chain.levels - 1)) / sums.rounds;
    result.conflict = sums.conflict / sums.rounds;
  }
  result.survival = survival_of(*lasts);
  for (const std::size_t seat : {0U, 1U}) result.reaction[seat] = reaction(chain, peace, *flows, seat);
  return result;
}

}  // namespace detente
