// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/system_contest.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "systems/system_blocks.hpp"
#include "systems/system_sampler.hpp"
#include "systems/system_samples.hpp"

namespace detente {
namespace {

/// A state's repetitions, in order.
struct Seat {
  std::vector<double> own, others, score, ruined;
  std::string engine;
};

/// What a state's repetitions come to.
Seat seat_of(const SystemDesign& design, std::size_t state, int threads, const Watch& watch) {
  const std::int64_t repetitions = design.request.base.repetitions;
  const auto count = static_cast<std::size_t>(repetitions);
  Seat seat{std::vector<double>(count), std::vector<double>(count), std::vector<double>(count),
            std::vector<double>(count), ""};
  const systems::SystemSampler sampler(design);
  seat.engine = sampler.engine();
  systems::each_at_once(systems::blocks_of(repetitions), threads, {.progress = {}, .stop = watch.stop},
                        [&](std::size_t b) {
                          SystemTally tally;
                          const std::size_t lanes = systems::lanes_of(repetitions, b);
                          const auto goes_on = [&](std::int64_t) { return !(watch.stop && watch.stop()); };
                          if (!sampler.play(b * kLanes, lanes, tally, goes_on)) return;
                          systems::SystemSamples samples(design);
                          for (std::size_t l = 0; l < lanes; ++l) {
                            const systems::SystemSamples::Repetition one = samples.repetition(tally, l, state);
                            const auto at = static_cast<std::size_t>(tally.block.repetitions[l]);
                            seat.own[at] = one.peace_own;
                            seat.others[at] = one.peace_others;
                            seat.score[at] = one.score;
                            seat.ruined[at] = one.is_ruined ? 1 : 0;
                          }
                        });
  return seat;
}

Estimate difference(const std::vector<double>& one, const std::vector<double>& other) {
  std::vector<double> differences(one.size());
  for (std::size_t i = 0; i < one.size(); ++i) differences[i] = one[i] - other[i];
  return systems::estimate(differences);
}

/// The request with another strategy for a state; its alignment stays.
SystemRequest with_strategy(SystemRequest request, std::size_t state, const std::string& strategy) {
  std::string& text = request.states[state];
  const std::size_t equals = text.find('=');
  if (strategy.find('+') != std::string::npos)
    throw Error("'" + strategy + "' names an alignment, and that of the seat stays; leave it out");
  const std::size_t plus = text.find('+', equals);
  std::string alignment = plus == std::string::npos ? "" : text.substr(plus);
  alignment = alignment.substr(0, alignment.find('@'));
  // A candidate's motive comes last.
  const std::size_t motive = std::min(strategy.find('@'), strategy.size());
  text = text.substr(0, equals + 1) + strategy.substr(0, motive) + alignment + strategy.substr(motive);
  return request;
}

std::string player(const SystemDesign& design, std::size_t state) {
  const SystemMember& member = design.members[state];
  return member.motive == "game" ? member.strategy : member.strategy + "@" + member.motive;
}

}  // namespace

ContestResults play_contest(const SystemRequest& request, const SystemContest& contest, const Registry& registry,
                            const Alignments& alignments, int threads, const Watch& watch) {
  const SystemDesign plain = make_system(request, registry, alignments);
  if (plain.system.rules.endless)
    throw Error("a contest is sampled, which a match without end cannot be; give --rounds");
  const std::size_t state = state_of(plain.system, contest.state, "contest");
  std::size_t neighbour = plain.system.states.size();
  std::string aggressor = contest.aggressor;
  if (const std::size_t equals = aggressor.find('='); equals != std::string::npos && aggressor.find(':') > equals) {
    neighbour = state_of(plain.system, aggressor.substr(0, equals), "aggressor");
    aggressor = trimmed(aggressor.substr(equals + 1));
  }
  const auto places = neighbourhoods(plain.system)[state];
  for (const std::size_t other : places)
    if (neighbour == plain.system.states.size() && other != state) neighbour = other;
  if (neighbour == plain.system.states.size())
    throw Error("state '" + contest.state + "' has no neighbour that could be an aggressor");
  if (neighbour == state || std::find(places.begin(), places.end(), neighbour) == places.end())
    throw Error("aggressor '" + plain.system.states[neighbour].name + "' is not a neighbour of '" + contest.state +
                "'");
  const SystemRequest threatened = with_strategy(request, neighbour, aggressor);

  std::vector<std::string> strategies{contest.baseline};
  strategies.insert(strategies.end(), contest.candidates.begin(), contest.candidates.end());
  ContestResults results;
  results.neighbour = plain.system.states[neighbour].name;
  Seat baseline, baseline_threatened;
  std::set<std::string> known;
  for (std::size_t i = 0; i < strategies.size(); ++i) {
    if (watch.progress) watch.progress(static_cast<double>(i) / static_cast<double>(strategies.size()));
    const SystemDesign design = make_system(with_strategy(request, state, strategies[i]), registry, alignments);
    const SystemDesign with_aggressor =
        make_system(with_strategy(threatened, state, strategies[i]), registry, alignments);
    if (i == 0) results.aggressor = player(with_aggressor, neighbour);
    ContestRow row{.strategy = player(design, state)};
    if (i > 0 && known.contains(row.strategy)) continue;
    const Seat seat = seat_of(design, state, threads, watch);
    const Seat in_danger = seat_of(with_aggressor, state, threads, watch);
    if (i == 0) {
      baseline = seat;
      baseline_threatened = in_danger;
    }
    known.insert(row.strategy);
    row.engine = seat.engine == in_danger.engine ? seat.engine : "objects";
    row.score = systems::estimate(seat.score);
    row.ruin = systems::estimate(seat.ruined);
    row.peace_own = systems::estimate(seat.own);
    row.peace_others = systems::estimate(seat.others);
    row.lift_own = difference(seat.own, baseline.own);
    row.lift_others = difference(seat.others, baseline.others);
    row.price = difference(baseline_threatened.score, in_danger.score);
    row.ruin_by_aggressor = systems::estimate(in_danger.ruined);
    results.rows.push_back(std::move(row));
  }
  std::stable_sort(results.rows.begin(), results.rows.end(),
                   [](const ContestRow& a, const ContestRow& b) { return a.lift_own.value > b.lift_own.value; });
  return results;
}

}  // namespace detente
