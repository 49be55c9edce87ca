// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/proximate.hpp"

#include <cmath>
#include <map>

#include "exact/class_elimination.hpp"
#include "exact/joint.hpp"
#include "exact/orbit.hpp"
#include "numerics/recurrence.hpp"
#include "spirals/hostility.hpp"

namespace detente {
namespace {

/// Expected rounds at each point that at least `after` others follow.
std::optional<std::vector<double>> rounds_before(const Chain& chain, const Rules& rules, int after,
                                                 const GiveUp& give_up) {
  if (rules.endless) return long_run(chain, give_up);
  if (rules.continuation) {
    std::vector<double> visits =
        ChainElimination(chain, communicating_classes(chain), *rules.continuation, give_up).visits();
    for (double& visit : visits) visit *= std::pow(*rules.continuation, after);
    return visits;
  }
  std::vector<double> sum(chain.size()), now(chain.size()), next(chain.size());
  if (is_certain(chain)) {
    const Orbit orbit = orbit_of(chain);
    for (std::size_t point = 0; point < chain.size(); ++point)
      sum[point] = static_cast<double>(orbit.visits(point, rules.rounds - after));
    return sum;
  }
  now[0] = 1;
  Recurrence recurrence(rules.rounds - after, 0);
  for (std::int64_t round = 1; round + after <= rules.rounds; round = recurrence.after(round)) {
    if (give_up && round % 64 == 0 && give_up()) return std::nullopt;
    if (recurrence.asks(round)) recurrence.look(round, now, now);
    std::fill(next.begin(), next.end(), 0.0);
    for (std::size_t point = 0; point < now.size(); ++point) {
      sum[point] += recurrence.times() * now[point];
      if (now[point] > 0)
        each_branch(chain, point, [&](std::size_t target, double chance) { next[target] += now[point] * chance; });
    }
    std::swap(now, next);
  }
  return sum;
}

/// The chance that a round, and the first one after a start, is followed by so many others.
double chance_of_more(const Rules& rules, int rounds) {
  if (rules.endless) return 0;
  if (rules.continuation) return std::pow(*rules.continuation, rounds);
  return rounds < rules.rounds ? 1 : 0;
}

/// [point]: the chance of so many rounds of peace from there.
std::vector<double> chance_of_peace(const Chain& chain, const Peace& peace, int rounds) {
  std::vector<double> now(chain.size(), 1.0);
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> sooner(chain.size());
    for (std::size_t point = 0; point < chain.size(); ++point)
      for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
        if (!is_peace(chain.kinds[chain.outcomes[o].kind], peace)) continue;
        if (round == 0) sooner[point] += chain.outcomes[o].chance;
        if (round == 0) continue;
        for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b)
          sooner[point] += chain.branches[b].chance * now[chain.branches[b].target];
      }
    now = std::move(sooner);
  }
  return now;
}

/// Chances of a turn to lasting peace in the round at a watched point, by whose restraint was earned: [row + 2 ·
/// column].
using Turn = std::array<double, 4>;

/// Who gets the credit: 0 row, 1 column, 2 both, 3 chance.
std::size_t credited(const Chain::Kind& last, const std::array<bool, 2>& earned_before, const Peace& peace,
                     std::size_t earned_now) {
  if (earned_now != 3) return 3;
  const bool row_rests = last.row <= peace.level;
  const bool column_rests = last.column <= peace.level;
  if (!row_rests && !column_rests) return 2;
  const std::size_t conceder = row_rests ? 0 : 1;
  return earned_before[conceder] ? conceder : 3;
}

}  // namespace

std::optional<Turns> turns(const Joint& match, const Rules& rules, const Seated& row, const Seated& column,
                           const Peace& peace, std::size_t limit, const GiveUp& give_up) {
  // Three rounds from wherever the match may be: what is seen in the first tells whether restraint in the second, an
  // episode's last hostile one, was earned, and likewise for the third, the turn; of the next nothing is asked.
  const Chain& chain = match.chain();
  Rules few = rules;
  few.continuation.reset();
  few.endless = false;
  few.rounds = 4;
  Joint joint(few, row, column, false, peace.level);
  const bool is_walked = told(joint, row, column, [&] {
    joint.sit(match);
    for (const auto& memories : chain.memories) joint.begin(memories);
    return joint.walk(limit, give_up);
  });
  const auto before = rounds_before(chain, rules, peace.calm + 1, give_up);
  if (!is_walked || !before) return std::nullopt;
  const Chain& watched = joint.chain();

  std::map<std::array<std::uint32_t, 2>, std::uint32_t> plain;
  for (std::size_t point = 0; point < chain.size(); ++point)
    plain.emplace(chain.memories[point], static_cast<std::uint32_t>(point));
  const std::vector<double> calm = chance_of_peace(chain, peace, peace.calm - 1);
  std::vector<Turn> turn(watched.size());
  for (std::size_t point = 0; point < watched.size(); ++point)
    for (std::uint32_t o = watched.first_outcome[point]; o < watched.first_outcome[point + 1]; ++o) {
      const Chain::Outcome& outcome = watched.outcomes[o];
      if (!is_peace(watched.kinds[outcome.kind], peace)) continue;
      const auto& earned = joint.earned()[outcome.kind];
      double& chance = turn[point][(earned[0] ? 1U : 0U) + (earned[1] ? 2U : 0U)];
      if (peace.calm == 1) chance += outcome.chance;  // the turn may be the last round
      if (peace.calm == 1) continue;
      for (std::uint32_t b = outcome.first_branch; b < watched.outcomes[o + 1].first_branch; ++b) {
        const auto place = plain.find(watched.memories[watched.branches[b].target]);
        if (place != plain.end()) chance += watched.branches[b].chance * calm[place->second];
      }
    }

  std::vector<double> arrived(watched.size());
  for (std::size_t point = 0; point < chain.size(); ++point)
    if ((*before)[point] > 0)
      each_branch(watched, point,
                  [&](std::size_t target, double chance) { arrived[target] += (*before)[point] * chance; });
  arrived[0] += chance_of_more(rules, peace.calm);
  std::array<double, 4> credit{};
  for (std::size_t point = 0; point < watched.size(); ++point) {
    if (arrived[point] == 0) continue;
    for (std::uint32_t o = watched.first_outcome[point]; o < watched.first_outcome[point + 1]; ++o) {
      const Chain::Outcome& outcome = watched.outcomes[o];
      const Chain::Kind& kind = watched.kinds[outcome.kind];
      if (is_peace(kind, peace)) continue;
      for (std::uint32_t b = outcome.first_branch; b < watched.outcomes[o + 1].first_branch; ++b)
        for (std::size_t earned = 0; earned < 4; ++earned)
          credit[credited(kind, joint.earned()[outcome.kind], peace, earned)] +=
              arrived[point] * watched.branches[b].chance * turn[watched.branches[b].target][earned];
    }
  }
  const double all = credit[0] + credit[1] + credit[2] + credit[3];
  if (all <= 0) return Turns{};
  for (double& share : credit) share /= all;
  return Turns{Proximate{credit}};
}

}  // namespace detente
