// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/due_to.hpp>

#include <algorithm>

#include <detente/error.hpp>

#include "systems/system_blocks.hpp"

namespace detente {
namespace {

/// A system's repetitions, in order.
struct Course {
  std::vector<double> peace, quiet, general_war_ever, survivors;
};

Course course_of(const SystemDesign& design, const System& system, int threads, const Watch& watch) {
  const std::int64_t repetitions = design.request.base.repetitions;
  const auto count = static_cast<std::size_t>(repetitions);
  const std::vector<double> nothing(count);
  Course course{nothing, nothing, nothing, nothing};
  const auto levels = static_cast<std::size_t>(system.rules.levels);
  systems::each_at_once(systems::blocks_of(repetitions), threads, {.progress = {}, .stop = watch.stop},
                        [&](std::size_t b) {
                          SystemMatch match(system);
                          SystemTally tally;
                          const std::size_t lanes = systems::lanes_of(repetitions, b);
                          const auto goes_on = [&](std::int64_t) { return !(watch.stop && watch.stop()); };
                          if (!match.play(b * kLanes, lanes, tally, goes_on)) return;
                          for (std::size_t l = 0; l < lanes; ++l) {
                            const auto at = static_cast<std::size_t>(tally.block.repetitions[l]);
                            std::uint64_t live = 0, peaceful = 0;
                            for (std::size_t i = 0; i < tally.joint.size(); ++i) {
                              const std::size_t cell = i % (levels * levels);
                              live += tally.joint[i][l];
                              if (static_cast<int>(std::max(cell / levels, cell % levels)) <= system.peace_level)
                                peaceful += tally.joint[i][l];
                            }
                            for (std::size_t i = 0; i < system.states.size(); ++i) {
                              course.survivors[at] += tally.strength[i][l] > 0 ? 1 : 0;
                            }
                            const auto rounds = static_cast<double>(tally.block.lengths[l]);
                            course.peace[at] = live > 0 ? static_cast<double>(peaceful) / static_cast<double>(live) : 1;
                            course.quiet[at] = static_cast<double>(tally.quiet[l]) / rounds;
                            course.general_war_ever[at] = tally.general_war[l] > 0 ? 1 : 0;
                          }
                        });
  return course;
}

Estimate gain(std::vector<double> with, const std::vector<double>& without) {
  for (std::size_t i = 0; i < with.size(); ++i) with[i] -= without[i];
  return systems::estimate(with);
}

void make_void(System& system) {
  system.pledges.clear();
  system.has_void_pledges = true;
}

}  // namespace

std::vector<DueTo> due_to(const SystemDesign& design, int threads, const Watch& watch) {
  if (design.system.rules.endless)
    throw Error("what is due to a coupling is sampled, which a match without end cannot be; give --rounds");
  std::vector<std::pair<std::string, System>> without;
  const bool has_alignments = std::any_of(design.system.states.begin(), design.system.states.end(),
                                          [](const SystemState& state) { return state.alignment.has_value(); });
  if (!design.system.pledges.empty() || has_alignments)
    make_void(without.emplace_back("pledges", design.system).second);
  if (design.system.ambiguity > 0) without.emplace_back("ambiguity", design.system).second.ambiguity = 0;
  if (design.system.war.pace > 0) without.emplace_back("war", design.system).second.war.pace = 0;
  if (without.empty())
    throw Error(
        "nothing couples the fronts, so nothing is due to it; give pledges, an alignment, --ambiguity or --war");
  if (without.size() > 1) {
    System& alone = without.emplace_back("all", design.system).second;
    make_void(alone);
    alone.ambiguity = 0;
    alone.war.pace = 0;
  }
  const Course with = course_of(design, design.system, threads, watch);
  std::vector<DueTo> found;
  for (const auto& [coupling, system] : without) {
    if (watch.progress) watch.progress(static_cast<double>(found.size() + 1) / static_cast<double>(without.size() + 1));
    const Course other = course_of(design, system, threads, watch);
    found.push_back({.coupling = coupling,
                     .peace = gain(with.peace, other.peace),
                     .quiet = gain(with.quiet, other.quiet),
                     .general_war_ever = gain(with.general_war_ever, other.general_war_ever),
                     .survivors = gain(with.survivors, other.survivors)});
  }
  return found;
}

}  // namespace detente
