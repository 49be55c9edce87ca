// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/lane_program.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>
#include <utility>

#include <detente/dice.hpp>

namespace detente::systems {
namespace {

constexpr std::uint16_t kNone = 0, kAll = 1;  // registers without a bit, and with all; variables follow

}  // namespace

bool LaneProgram::Step::operator<(const Step& other) const {
  return std::tie(chooser, low, high) < std::tie(other.chooser, other.low, other.high);
}

/// Makes steps of tables. A table lists a function's values, by its variables in order, the first of which has the
/// greatest weight.
class LaneProgram::Diagram {
 public:
  Diagram(std::vector<std::uint16_t> order, std::size_t first_step) : order_(std::move(order)), first_(first_step) {}

  void add(const std::vector<Truth>& table) { functions_.values.push_back(made(table, 0)); }
  Functions& functions() { return functions_; }

 private:
  /// One that agrees with both where they matter; false where they differ.
  static bool united(const std::vector<Truth>& one, const std::vector<Truth>& other, std::vector<Truth>& both) {
    both.resize(one.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (one[i] != Truth::any && other[i] != Truth::any && one[i] != other[i]) return false;
      both[i] = one[i] == Truth::any ? other[i] : one[i];
    }
    return true;
  }
  std::uint16_t made(const std::vector<Truth>& table, std::size_t depth) {
    if (std::find(table.begin(), table.end(), Truth::yes) == table.end()) return kNone;
    if (std::find(table.begin(), table.end(), Truth::no) == table.end()) return kAll;
    const auto middle = table.begin() + static_cast<std::ptrdiff_t>(table.size() / 2);
    const std::vector<Truth> low(table.begin(), middle), high(middle, table.end());
    std::vector<Truth> both;
    if (united(low, high, both)) return made(both, depth + 1);
    const auto known = made_.find(table);
    if (known != made_.end()) return known->second;
    const Step step{order_[depth], made(low, depth + 1), made(high, depth + 1)};
    std::uint16_t result = step.low;
    if (step.low == kNone && step.high == kAll) {
      result = step.chooser;
    } else if (step.low != step.high) {
      const auto [place, is_new] =
          numbers_.try_emplace(step, static_cast<std::uint16_t>(first_ + functions_.steps.size()));
      if (is_new) functions_.steps.push_back(step);
      result = place->second;
    }
    made_.emplace(table, result);
    return result;
  }

  std::vector<std::uint16_t> order_;
  std::size_t first_;
  Functions functions_;
  std::map<std::vector<Truth>, std::uint16_t> made_;
  std::map<Step, std::uint16_t> numbers_;
};

LaneProgram::LaneProgram(const Automaton& automaton)
    : digits_(static_cast<std::size_t>(std::bit_width(automaton.size() - 1))) {
  set_conduct(automaton);
  set_next(automaton);
}

std::vector<std::uint16_t> LaneProgram::digits_from_the_highest() const {
  std::vector<std::uint16_t> order;
  for (std::size_t digit = digits_; digit-- > 0;) order.push_back(variable(digit));
  return order;
}

void LaneProgram::set_conduct(const Automaton& automaton) {
  const auto chance = [&](std::size_t state, Level level) { return automaton.states[state].play.chance[level]; };
  const auto is_certain = [&](std::size_t state) { return chance(state, C) == 0 || chance(state, D) == 0; };
  // A word below it means C.
  const auto limit = [&](std::size_t state) {
    return chance(state, D) == 0 ? std::uint64_t{1} << 32U : threshold(chance(state, C));
  };
  for (std::size_t state = 0; state < automaton.size(); ++state)
    if (!is_certain(state) && limit(state) > 0) limits_.push_back(limit(state));
  std::sort(limits_.begin(), limits_.end());
  limits_.erase(std::unique(limits_.begin(), limits_.end()), limits_.end());

  Diagram diagram(digits_from_the_highest(), first_step());
  const auto add = [&](auto is_so) {
    std::vector<Truth> table;
    for (std::size_t state = 0; state < std::size_t{1} << digits_; ++state)
      table.push_back(state < automaton.size() ? truth_of(is_so(state)) : Truth::any);
    diagram.add(table);
  };
  add([&](std::size_t state) { return automaton.states[state].is_open; });
  add([&](std::size_t state) { return automaton.states[state].said.kind != Signal::none; });
  add([&](std::size_t state) { return limit(state) == 0; });
  for (const std::uint64_t one : limits_)
    add([&](std::size_t state) { return !is_certain(state) && limit(state) == one; });
  conduct_ = std::move(diagram.functions());
}

void LaneProgram::set_next(const Automaton& automaton) {
  const std::size_t states = std::size_t{1} << digits_;
  constexpr std::size_t kRounds = 16;  // meant, done, seen, verified
  const auto next = [&](std::size_t state, std::size_t round, std::size_t digit) {
    const auto bit = [&](unsigned place) { return static_cast<Level>(round >> place & 1U); };
    const Level meant = bit(3);
    if (state >= automaton.size() || automaton.states[state].play.chance[meant] == 0) return Truth::any;
    return truth_of((automaton.after(state, {meant, bit(2), bit(1), bit(0) != 0}) >> digit & 1U) != 0);
  };
  std::vector<std::uint16_t> round;
  for (std::size_t input = 0; input < 4; ++input) round.push_back(variable(digits_ + input));
  // Which order makes fewer steps depends on the automaton.
  for (const bool by_state : {true, false}) {
    std::vector<std::uint16_t> order = by_state ? digits_from_the_highest() : round;
    const std::vector<std::uint16_t> rest = by_state ? round : digits_from_the_highest();
    order.insert(order.end(), rest.begin(), rest.end());
    Diagram diagram(order, first_step());
    for (std::size_t digit = 0; digit < digits_; ++digit) {
      std::vector<Truth> table;
      for (std::size_t i = 0; i < states * kRounds; ++i)
        table.push_back(by_state ? next(i / kRounds, i % kRounds, digit) : next(i % states, i / states, digit));
      diagram.add(table);
    }
    if (by_state || diagram.functions().steps.size() < next_.steps.size()) next_ = std::move(diagram.functions());
  }
}

void LaneProgram::make_room(Registers& registers) const {
  registers.resize(std::max(registers.size(), first_step() + std::max(conduct_.steps.size(), next_.steps.size())));
  registers[kNone].at.fill(0);
  registers[kAll].at.fill(~std::uint64_t{0});
}

void LaneProgram::run(const std::vector<Step>& steps, Registers& registers) const {
  SeatWords* result = registers.data() + first_step();
  for (const Step& step : steps) {
    const SeatWords& chooser = registers[step.chooser];
    const SeatWords& low = registers[step.low];
    const SeatWords& high = registers[step.high];
    SeatWords chosen;
    for (std::size_t i = 0; i < kSeatsAbreast; ++i)
      chosen.at[i] = low.at[i] ^ (chooser.at[i] & (low.at[i] ^ high.at[i]));
    *result++ = chosen;
  }
}

void LaneProgram::act(const SeatWords* state, const SeatWords* below, Registers& registers, Conduct& conduct) const {
  for (std::size_t digit = 0; digit < digits_; ++digit) registers[variable(digit)] = state[digit];
  run(conduct_.steps, registers);
  conduct.open = registers[conduct_.values[0]];
  conduct.said = registers[conduct_.values[1]];
  conduct.meant = registers[conduct_.values[2]];
  for (std::size_t die = 0; die < limits_.size(); ++die) {
    const SeatWords& throws = registers[conduct_.values[3 + die]];
    for (std::size_t i = 0; i < kSeatsAbreast; ++i) conduct.meant.at[i] |= throws.at[i] & ~below[die].at[i];
  }
}

void LaneProgram::learn(SeatWords* state, const SeatWords& meant, const Lesson& lesson, Registers& registers) const {
  for (std::size_t digit = 0; digit < digits_; ++digit) registers[variable(digit)] = state[digit];
  registers[variable(digits_)] = meant;
  registers[variable(digits_ + 1)] = lesson.mine;
  registers[variable(digits_ + 2)] = lesson.theirs;
  registers[variable(digits_ + 3)] = lesson.verified;
  run(next_.steps, registers);
  for (std::size_t digit = 0; digit < digits_; ++digit) state[digit] = registers[next_.values[digit]];
}

}  // namespace detente::systems
