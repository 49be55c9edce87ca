// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/system_course.hpp>

#include <algorithm>
#include <array>

#include <detente/error.hpp>
#include <detente/systems/play.hpp>

#include "systems/system_blocks.hpp"

namespace detente {
namespace {

constexpr std::int64_t kMostRepetitions = 640;
constexpr std::int64_t kMostTold = 400;         // rounds
constexpr std::int64_t kMostNumbers = 200'000;  // in all, so that what is written stays readable

/// What is summed at a round that is told.
struct CourseSums {
  explicit CourseSums(const System& system) : live(system.fronts.size()), peace(live), conflict(live) {
    strength.resize(system.states.size());
    alive.resize(system.states.size());
  }
  std::uint64_t repetitions = 0;
  std::vector<std::uint64_t> live, peace, conflict;  // by front
  std::vector<std::uint64_t> strength, alive;        // by state
};

/// Sums up a block at every round that is told.
class CourseWatch : public SystemObserver {
 public:
  CourseWatch(const System& system, std::int64_t step) : system_(system), step_(step) {}

  bool see(const SystemRound& round) override {
    if ((round.round - 1) % step_ != 0) return true;
    CourseSums& sums = told.emplace_back(system_);
    sums.repetitions = round.lanes;
    for (std::size_t i = 0; i < system_.states.size(); ++i)
      for (std::size_t l = 0; l < round.lanes; ++l) {
        sums.strength[i] += round.strength[i].at[l];
        sums.alive[i] += round.strength[i].at[l] > 0 ? 1 : 0;
      }
    for (std::size_t f = 0; f < system_.fronts.size(); ++f) {
      const SystemFront& front = system_.fronts[f];
      for (std::size_t l = 0; l < round.lanes; ++l) {
        if (round.strength[front.row].at[l] == 0 || round.strength[front.column].at[l] == 0) continue;
        const Level row = round.done[2 * f].at[l], column = round.done[2 * f + 1].at[l];
        ++sums.live[f];
        sums.peace[f] += std::max(row, column) <= system_.peace_level ? 1 : 0;
        sums.conflict[f] += std::min(row, column) > system_.peace_level ? 1 : 0;
      }
    }
    return true;
  }
  std::vector<CourseSums> told = {};

 private:
  const System& system_;
  std::int64_t step_;
};

void add(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& more) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += more[i];
}

std::optional<double> share(std::uint64_t part, std::uint64_t of) {
  return of == 0 ? std::nullopt : std::optional(static_cast<double>(part) / static_cast<double>(of));
}

/// Rounds from one that is told to the next.
std::int64_t step_between(const System& system) {
  constexpr std::int64_t kLongTail = 10;  // lengths of a random match beyond which next to none goes
  const std::int64_t rounds = system.rules.continuation
                                  ? static_cast<std::int64_t>(kLongTail / (1 - *system.rules.continuation))
                                  : system.rules.rounds;
  const auto each = static_cast<std::int64_t>(2 * (system.fronts.size() + system.states.size()));
  const std::int64_t most = std::clamp<std::int64_t>(kMostNumbers / each, 2, kMostTold);
  return std::max<std::int64_t>(1, (rounds + most - 1) / most);
}

}  // namespace

SystemCourse play_course(const SystemDesign& design, int threads, const Watch& watch) {
  const System& system = design.system;
  if (system.rules.endless) throw Error("a match without end has no course; give --rounds");
  SystemCourse course{.repetitions = std::min(design.request.base.repetitions, kMostRepetitions),
                      .rounds = {},
                      .fronts = std::vector<SystemCourse::Front>(system.fronts.size()),
                      .states = std::vector<SystemCourse::State>(system.states.size())};
  const std::int64_t step = step_between(system);
  std::vector<std::vector<CourseSums>> parts(systems::blocks_of(course.repetitions));
  systems::each_at_once(parts.size(), threads, watch, [&](std::size_t b) {
    SystemMatch match(system);
    SystemTally tally;
    CourseWatch told(system, step);
    const auto goes_on = [&](std::int64_t) { return !(watch.stop && watch.stop()); };
    match.play(b * kLanes, systems::lanes_of(course.repetitions, b), tally, goes_on, &told);
    parts[b] = std::move(told.told);
  });
  for (std::size_t k = 0;; ++k) {
    CourseSums sums(system);
    for (const std::vector<CourseSums>& part : parts) {
      if (k >= part.size()) continue;
      sums.repetitions += part[k].repetitions;
      add(sums.live, part[k].live);
      add(sums.peace, part[k].peace);
      add(sums.conflict, part[k].conflict);
      add(sums.strength, part[k].strength);
      add(sums.alive, part[k].alive);
    }
    if (sums.repetitions == 0) break;
    course.rounds.push_back(1 + static_cast<std::int64_t>(k) * step);
    for (std::size_t f = 0; f < course.fronts.size(); ++f) {
      course.fronts[f].peace.push_back(share(sums.peace[f], sums.live[f]));
      course.fronts[f].conflict.push_back(share(sums.conflict[f], sums.live[f]));
    }
    for (std::size_t i = 0; i < course.states.size(); ++i) {
      course.states[i].strength.push_back(*share(sums.strength[i], sums.repetitions));
      course.states[i].alive.push_back(*share(sums.alive[i], sums.repetitions));
    }
  }
  return course;
}

}  // namespace detente
