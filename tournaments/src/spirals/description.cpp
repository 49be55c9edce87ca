// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/description.hpp"

#include <algorithm>

#include "spirals/answers.hpp"

namespace detente {
namespace {

/// 1 − own level over the top one, by shares of rounds.
double cooperation(const std::vector<double>& joint, int levels) {
  double hostility = 0;
  for (int own = 0; own < levels; ++own)
    for (int other = 0; other < levels; ++other)
      hostility += own * joint[static_cast<std::size_t>(own * levels + other)];
  return 1 - hostility / (levels - 1);
}

}  // namespace

double range(const Payoffs& payoffs) {
  const auto [least, most] =
      std::minmax_element(payoffs.value.begin(), payoffs.value.begin() + payoffs.levels * payoffs.levels);
  return *most - *least;
}

Breaker Description::breaker(std::size_t i, const Price& price, const Price& baseline_price) const {
  const Entrant& entrant = design_.entrants[i];
  const Lift lift = lift_of(asked_, field_, world_, i);
  Breaker found{};
  found.entrant = i;
  found.role = std::find(asked_.seekers.begin(), asked_.seekers.end(), i) != asked_.seekers.end() ? "seeker"
               : std::any_of(asked_.aggressors.begin(), asked_.aggressors.end(),
                             [&](const Entrant& one) { return one.name == entrant.name; })
                   ? "aggressor"
                   : "";
  found.conduct = conduct_of(world_.automaton(field_.entrants[i]), design_.peace.level);
  found.escape = lift.escape;
  found.median_rounds = lift.median_rounds;
  found.lift = lift.mean;
  found.lift_error = lift.error;
  found.lift_worst = lift.worst;
  found.worst_opponent = lift.worst_opponent;
  found.is_lift_exact = lift.is_exact;
  found.opponents = lift.opponents;
  found.ahead = lift.ahead;
  found.behind = lift.behind;
  found.victim_value = price.value;
  found.loss_to_worst = entrant.material.reward() - price.value;
  found.is_loss_exact = price.is_exact;
  found.worst_aggressor = price.worst;
  found.responder_gain = price.responder_gain;
  found.spoiler_gain = price.spoiler_gain;
  found.held_to = price.held_to;
  found.bound = !price.held_to ? "" : price.is_playable ? "exact" : "omniscient";
  found.advantage = {among_seekers(asked_, field_, world_, field_.entrants[i], i) -
                         among_seekers(asked_, field_, world_, field_.baselines[i], i),
                     price.value - baseline_price.value};
  found.break_even = break_even(found.advantage[0], found.advantage[1], 1e-9 * range(entrant.material));
  add_alarms(i, found);
  found.reaction = reaction(i);
  add_episodes(i, found);
  if (!pairs_.empty()) found.proximate = proximate(i);
  return found;
}

void Description::add_alarms(std::size_t i, Breaker& found) const {
  double trust = 0;
  std::vector<double> restraint;
  for (const std::size_t seeker : asked_.seekers)
    if (seeker != i || design_.request.self_play)
      restraint.push_back(
          cooperation(world_.facts(field_.entrants[i], field_.entrants[seeker]).joint, design_.rules.levels));
  for (const Threat& aggressor : field_.aggressors)
    trust += cooperation(world_.facts(field_.entrants[i], aggressor.state).joint, design_.rules.levels);
  found.false_alarm = restraint.empty() ? 0 : 1 - mean_of(restraint);
  found.false_trust = trust / static_cast<double>(field_.aggressors.size());
}

void Description::add_episodes(std::size_t i, Breaker& found) const {
  double length = 0;
  std::size_t count = 0, ending = 0;
  for (const PairResult& pair : results_.pairs)
    for (const std::size_t seat : {0U, 1U}) {
      if ((seat == 0 ? pair.row : pair.column) != i || (pair.row == pair.column && seat == 1)) continue;
      ++count;
      found.rupture_rate += pair.episodes->rupture_rate;
      found.hostile_share += pair.episodes->hostile_share;
      found.spiral_share += pair.episodes->spiral_share;
      found.lock_in_share += pair.episodes->lock_in_share;
      found.cost +=
          pair.row == pair.column ? (pair.episodes->cost[0] + pair.episodes->cost[1]) / 2 : pair.episodes->cost[seat];
      if (!pair.episodes->length) continue;
      length += *pair.episodes->length;
      ++ending;
    }
  for (double* const mean :
       {&found.rupture_rate, &found.hostile_share, &found.spiral_share, &found.lock_in_share, &found.cost})
    if (count > 0) *mean /= static_cast<double>(count);
  if (ending > 0) found.episode_length = length / static_cast<double>(ending);
}

std::optional<double> Description::reaction(std::size_t i) const {
  double sum = 0;
  std::size_t count = 0;
  for (const PairResult& pair : results_.pairs)
    for (const std::size_t seat : {0U, 1U})
      if ((seat == 0 ? pair.row : pair.column) == i && pair.episodes->reaction[seat]) {
        sum += *pair.episodes->reaction[seat];
        ++count;
      }
  return count == 0 ? std::nullopt : std::optional(sum / static_cast<double>(count));
}

/// Means over its pairs in which episodes end.
std::array<double, 2> Description::proximate(std::size_t i) const {
  std::array<double, 2> sum{};
  std::size_t count = 0;
  for (const PairSpirals& pair : pairs_)
    for (const std::size_t seat : {0U, 1U})
      if ((seat == 0 ? pair.row : pair.column) == i && pair.trials.proximate) {
        sum[0] += pair.trials.proximate->share[seat];
        sum[1] += pair.trials.proximate->share[3];
        ++count;
      }
  if (count == 0) return {};
  return {sum[0] / static_cast<double>(count), sum[1] / static_cast<double>(count)};
}

}  // namespace detente
