// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "automata/machine_seats.hpp"

#include <vector>

#include "automata/choice.hpp"

namespace detente::tables {
namespace {

class MachineSeats final : public Seats {
 public:
  MachineSeats(const Automaton& machine, bool gives_chances)
      : machine_(machine), gives_chances_(gives_chances), levels_(static_cast<std::size_t>(machine.levels)) {
    for (const Automaton::State& state : machine.states) {
      choices_.emplace_back(state.play, levels_);
      certain_.push_back(choices_.back().last);
      has_dice_ = has_dice_ || !choices_.back().is_certain();
    }
  }

  void fresh() override { states_.fill(0); }
  void say(LaneSignals& said, std::size_t lanes) const override {
    for (std::size_t l = 0; l < lanes; ++l) said.put(l, machine_.states[states_[l]].said);
  }
  void hear(const LaneSignals&, std::size_t) override {}
  void open(LaneBytes& is_open, std::size_t lanes) const override {
    for (std::size_t l = 0; l < lanes; ++l) is_open.at[l] = machine_.states[states_[l]].is_open ? 1 : 0;
  }
  void play(Choices& choices, std::size_t lanes) const override {
    if (gives_chances_) {
      for (std::size_t l = 0; l < lanes; ++l) choices.cooperation[l] = machine_.states[states_[l]].play.chance[0];
      return;
    }
    if (has_dice_)
      for (std::size_t l = 0; l < lanes; ++l)
        choices.meant.at[l] = choices_[states_[l]].thrown(choices.dice[l], levels_);
    else
      for (std::size_t l = 0; l < lanes; ++l) choices.meant.at[l] = certain_[states_[l]];
  }
  void see(const Sight& sight, std::size_t lanes) override {
    // A machine begins after the crisis, whose rounds are numbered from below.
    if (static_cast<std::int32_t>(sight.round) < 0) return;
    // What arrives is worked out for all lanes at once; only the look-ups go one by one.
    std::array<std::uint16_t, kLanes> input;
    {
      const std::uint8_t* const __restrict meant = sight.meant->at.data();
      const std::uint8_t* const __restrict mine = sight.mine->at.data();
      const std::uint8_t* const __restrict theirs = sight.theirs->at.data();
      const std::uint8_t* const __restrict verified = sight.verified->at.data();
      const auto wide = static_cast<unsigned>(levels_);
      for (std::size_t l = 0; l < kLanes; ++l)
        input[l] = static_cast<std::uint16_t>(((meant[l] * wide + mine[l]) * wide + theirs[l]) * 2 + verified[l]);
    }
    const std::uint32_t* const next = machine_.next.data();
    const auto inputs = static_cast<std::uint32_t>(machine_.inputs());
    for (std::size_t l = 0; l < lanes; ++l) states_[l] = next[states_[l] * inputs + input[l]];
  }
  void turn(const Briefing&) override {}
  std::partial_ordering order(std::size_t lane, std::size_t other) const override {
    return states_[lane] <=> states_[other];
  }
  LevelMix chances(std::size_t lane) const override { return machine_.states[states_[lane]].play; }
  void become(const Seats& other) override { states_ = static_cast<const MachineSeats&>(other).states_; }

 private:
  const Automaton& machine_;
  bool gives_chances_;
  bool has_dice_ = false;
  std::size_t levels_;
  std::vector<Choice> choices_;        // by state
  std::vector<std::uint8_t> certain_;  // the same of one that throws no dice
  std::array<std::uint32_t, kLanes> states_{};
};

}  // namespace

std::unique_ptr<Seats> seat(const Automaton& machine, bool gives_chances) {
  return std::make_unique<MachineSeats>(machine, gives_chances);
}

}  // namespace detente::tables
