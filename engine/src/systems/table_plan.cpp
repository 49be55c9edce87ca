// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/table_plan.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <detente/dice.hpp>

namespace detente::systems {
namespace {

constexpr std::size_t kMostMemories = 512;  // of a strategy, before those that play alike are united

/// Why no system of these rules is played from tables.
std::string hindrance_of(const System& system) {
  if (system.rules.levels != 2) return "its game has more than two levels";
  if (system.war.pace > 0) return "there is war in it";
  if (threshold(system.pace) > 0) return "arms change in it";
  for (const SystemState& state : system.states)
    if (state.alignment) return "state '" + state.name + "' has an alignment";
  return "";
}

std::string hindrance_of(const System& system, const SystemFront& front) {
  const Traits row = front.row_side.strategy.traits();
  const Traits column = front.column_side.strategy.traits();
  const auto hears = [&](const Traits& one, const Traits& other) {
    return one.listens && (other.speaks || threshold(system.rules.signal_noise) > 0);
  };
  const std::string where =
      " on the front '" + system.states[front.row].name + "' – '" + system.states[front.column].name + "'";
  if (hears(row, column) || hears(column, row)) return "somebody hears signals" + where;
  if (front.row_side.is_ever_told() || front.column_side.is_ever_told())
    return "a strategy is told that a stretch begins" + where;
  return "";
}

/// What the automaton of a seat depends on.
struct Derived {
  const Side* side;
  Possible possible;
  std::size_t program;
};

bool is_of(const Derived& known, const Side& side, const Possible& possible) {
  return known.possible == possible && known.side->strategy.order(side.strategy) == 0;
}

std::optional<Automaton> derived_from(const Strategy& strategy, const Possible& possible) {
  try {
    return derive(strategy, 2, possible, kMostMemories);
  } catch (const StrategyFailure&) {  // where no system may ever lead it; if one does, the reference engine will tell
    return std::nullopt;
  }
}

}  // namespace

TablePlan::TablePlan(const System& the_system) : system(the_system), hindrance(hindrance_of(the_system)) {
  for (const SystemFront& front : system.fronts)
    if (hindrance.empty()) hindrance = hindrance_of(system, front);
  if (!hindrance.empty()) return;
  const std::vector<std::size_t> program_of = write_programs();
  if (!hindrance.empty()) return;
  seat_all(program_of);
  add_pledges();
}

std::vector<std::size_t> TablePlan::write_programs() {
  std::map<std::string, std::vector<Derived>> known;  // by strategy
  std::vector<Automaton> automata;
  std::vector<std::size_t> program_of;
  for (std::size_t seat = 0; seat < 2 * system.fronts.size(); ++seat) {
    const SystemFront& front = system.fronts[seat / 2];
    const Side& own = side(seat);
    Possible possible{.slips = system.rules.public_monitoring,
                      .verified = front.verify[seat % 2] > 0 || side(seat ^ 1U).strategy.traits().opens,
                      .crisis = front.crisis};
    for (std::size_t stretch = 0; stretch <= system.rules.turns.size(); ++stretch)
      possible.slips = possible.slips || own.in(stretch).tremble != Errors{};
    std::vector<Derived>& alike = known[own.strategy.name()];
    auto found =
        std::find_if(alike.begin(), alike.end(), [&](const Derived& derived) { return is_of(derived, own, possible); });
    if (found == alike.end()) {
      const auto derived = derived_from(own.strategy, possible);
      if (!derived) {
        hindrance = "the memories of '" + own.name + "' cannot be enumerated, or are more than " +
                    std::to_string(kMostMemories);
        return {};
      }
      Automaton least = minimised(*derived);
      if (least.size() > LaneProgram::kMostStates) {
        hindrance = "the automaton of '" + own.name + "' has " + std::to_string(least.size()) + " states; at most " +
                    std::to_string(LaneProgram::kMostStates) + " can be played";
        return {};
      }
      const auto same = static_cast<std::size_t>(std::find(automata.begin(), automata.end(), least) - automata.begin());
      if (same == automata.size()) {
        programs.emplace_back(least);
        automata.push_back(std::move(least));
      }
      alike.push_back({&own, possible, same});
      found = alike.end() - 1;
    }
    program_of.push_back(found->program);
  }
  for (const Automaton& automaton : automata)
    for (const Automaton::State& does : automaton.states) {
      opens = opens || does.is_open;
      speaks = speaks || does.said.kind != Signal::none;
    }
  return program_of;
}

void TablePlan::seat_all(const std::vector<std::size_t>& program_of) {
  std::vector<std::vector<std::size_t>> seats(programs.size());
  for (std::size_t seat = 0; seat < program_of.size(); ++seat) seats[program_of[seat]].push_back(seat);
  slot_of.resize(program_of.size());
  for (std::size_t program = 0; program < programs.size(); ++program)
    for (std::size_t i = 0; i < seats[program].size(); ++i) {
      if (i % kSeatsAbreast == 0) {
        groups.push_back({program, digits, dice});
        digits += programs[program].digits();
        dice += programs[program].limits().size();
        seat_in.resize(seat_in.size() + kSeatsAbreast, kEmpty);
      }
      const std::size_t slot = kSeatsAbreast * (groups.size() - 1) + i % kSeatsAbreast;
      seat_in[slot] = seats[program][i];
      slot_of[seats[program][i]] = slot;
    }
  for (std::size_t slot = 0; slot < slots(); ++slot) {
    const std::size_t seat = seat_in[slot];
    mirror.push_back(static_cast<std::uint32_t>(seat == kEmpty ? slot : slot_of[seat ^ 1U]));
    state_at.push_back(static_cast<std::uint32_t>(seat == kEmpty ? 0 : state(seat)));
  }
}

void TablePlan::add_pledges() {
  const Ties ties(system);
  for (const std::vector<std::size_t>& given : ties.of_state) pledges_of.push_back(given.size());
  for (std::size_t slot = 0; slot < slots(); ++slot) {
    const std::size_t seat = seat_in[slot];
    if (seat == kEmpty || ties.pleas[seat].empty()) continue;
    const std::size_t first = pleas.size();
    for (const Ties::Plea& plea : ties.pleas[seat]) {
      const Ties::Tie& tie = ties.all[plea.tie];
      const bool defends = tie.pledge == Stance::defend;
      has_defence = has_defence || defends;
      pleas.push_back({slot_of[plea.seat], defends ? std::optional(tie.to) : std::nullopt});
    }
    pleading.push_back({slot, first, pleas.size()});
  }
}

}  // namespace detente::systems
