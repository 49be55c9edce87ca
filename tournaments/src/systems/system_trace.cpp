// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/system_trace.hpp>

#include <detente/error.hpp>
#include <detente/systems/play.hpp>

namespace detente {
namespace {

/// Writes down what happens in the first lane.
class Scribe final : public SystemObserver {
 public:
  Scribe(const System& system, SystemTrace& trace)
      : system_(system), trace_(trace), stances_(system.states.size() * system.states.size()) {
    for (const SystemPledge& pledge : system.pledges) stance(pledge.by, pledge.to) = pledge.kind;
  }

  bool see(const SystemRound& round) override {
    for (std::size_t seat = 0; seat < trace_.seats.size(); ++seat) {
      trace_.seats[seat].done.push_back(round.done[seat].at[0]);
      trace_.seats[seat].seen.push_back(round.seen[seat].at[0]);
      trace_.seats[seat].told.push_back(round.told[seat].at[0]);
    }
    const std::size_t states = trace_.strength.size();
    for (std::size_t i = 0; i < states; ++i) trace_.strength[i].push_back(round.strength[i].at[0]);
    if (round.stances == nullptr) return true;
    for (std::size_t by = 0; by < states; ++by) {
      if (!system_.states[by].alignment || round.strength[by].at[0] == 0) continue;
      for (std::size_t to = 0; to < states; ++to) {
        const Stance now = round.stances->stance(by, to, 0);
        if (by == to || now == stance(by, to) || round.strength[to].at[0] == 0) continue;
        stance(by, to) = now;
        trace_.stances.push_back({round.round, by, to, now});
      }
    }
    return true;
  }

 private:
  Stance& stance(std::size_t by, std::size_t to) { return stances_[by * system_.states.size() + to]; }

  const System& system_;
  SystemTrace& trace_;
  std::vector<Stance> stances_;  // of the round before, by state and state
};

}  // namespace

SystemTrace trace_system(const SystemDesign& design, std::uint64_t repetition) {
  const System& system = design.system;
  if (system.rules.endless) throw Error("a match without end has no repetition that could be shown; give --rounds");
  SystemTrace trace;
  trace.repetition = repetition;
  trace.seats.resize(2 * system.fronts.size());
  trace.strength.resize(system.states.size());
  Scribe scribe(system, trace);
  SystemMatch match(system);
  SystemTally tally;
  match.play(repetition, 1, tally, {}, &scribe);
  trace.rounds = tally.block.lengths[0];
  for (std::size_t i = 0; i < system.states.size(); ++i)
    trace.strength[i].push_back(static_cast<int>(tally.strength[i][0]));
  return trace;
}

}  // namespace detente
