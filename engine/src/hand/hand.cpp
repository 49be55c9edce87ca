// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/hand/hand.hpp>

#include <utility>

namespace detente {

namespace hands {

/// What was decided for the round at hand, and what was learnt of it.
struct Decision {
  Signal said, heard;
  Level meant = 0;
  bool is_open = false;
  LevelSeen seen{};
};

}  // namespace hands

namespace {

using hands::Decision;

constexpr Info kInfo{.name = kHandName,
                     .about = "Plays what a person decides.",
                     .source = "The person at the keyboard.",
                     .against = "C",
                     .plays = "C"};

/// Every lane plays the decision.
class HandSeats final : public Seats {
 public:
  HandSeats(std::shared_ptr<Decision> decision, int levels) : decision_(std::move(decision)), levels_(levels) {}

  void fresh() override {}
  void say(LaneSignals& said, std::size_t lanes) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) said.put(lane, decision_->said);
  }
  void hear(const LaneSignals& heard, std::size_t /*lanes*/) override { decision_->heard = heard.at(0); }
  void open(LaneBytes& is_open, std::size_t /*lanes*/) const override { is_open.at.fill(decision_->is_open ? 1 : 0); }
  void play(Choices& choices, std::size_t /*lanes*/) const override { choices.meant.at.fill(decision_->meant); }
  void see(const Sight& sight, std::size_t /*lanes*/) override {
    decision_->seen = {sight.meant->at[0], sight.mine->at[0], sight.theirs->at[0], sight.verified->at[0] != 0};
  }
  void turn(const Briefing& /*briefing*/) override {}
  std::partial_ordering order(std::size_t /*lane*/, std::size_t /*other*/) const override {
    return std::partial_ordering::unordered;
  }
  LevelMix chances(std::size_t /*lane*/) const override { return checked(decision_->meant, levels_); }
  void become(const Seats& other) override { decision_ = static_cast<const HandSeats&>(other).decision_; }

 private:
  std::shared_ptr<Decision> decision_;
  int levels_;
};

class HandPrototype final : public Prototype {
 public:
  explicit HandPrototype(std::shared_ptr<Decision> decision) : decision_(std::move(decision)) {}

  const Info& info() const override { return kInfo; }
  // It plays levels in every game, so that no lens stands between a person and the game.
  Traits traits() const override { return {.graded = true, .speaks = true, .listens = true, .opens = true}; }
  std::vector<Parameter> parameters() const override { return {}; }
  std::shared_ptr<const Prototype> with(std::size_t /*parameter*/, const ParameterValue& /*value*/) const override {
    return owned(new HandPrototype(decision_));
  }
  std::shared_ptr<const Prototype> briefed(const Briefing& /*briefing*/) const override {
    return owned(new HandPrototype(decision_));
  }
  std::unique_ptr<Seats> seat(int levels) const override { return std::make_unique<HandSeats>(decision_, levels); }
  std::unique_ptr<Memories> memories(int /*levels*/) const override { return nullptr; }

 private:
  std::shared_ptr<Decision> decision_;
};

Side decided_by(const std::shared_ptr<Decision>& decision, Side side) {
  side.strategy = Strategy(owned(new HandPrototype(decision)));
  return side;
}

Climate climate_of(const Rules& rules, const Side& row, const Side& column) {
  Climate climate(rules);
  for (const std::uint32_t seat : {0U, 1U}) {
    const Side& side = seat == 0 ? row : column;
    for (std::size_t stretch = 0; stretch <= rules.turns.size(); ++stretch) {
      climate.admit(Purpose::tremble, seat, side.in(stretch).tremble);
      climate.admit(Purpose::misperception, seat, side.in(stretch).misperception);
    }
    climate.admit_dice(seat, side.strategy.traits());
  }
  return climate;
}

}  // namespace

std::shared_ptr<const Prototype> hand() {
  return owned(new HandPrototype(std::make_shared<Decision>()));
}

struct HandMatch::State {
  State(const Rules& rules, const Side& row, const Side& column)
      : own(decided_by(decision, row)),
        climate(climate_of(rules, own, column)),
        encounter(rules, climate, own, column) {}

  std::shared_ptr<hands::Decision> decision = std::make_shared<hands::Decision>();
  Side own;
  Climate climate;
  Encounter encounter;
  bool has_spoken = false;
  std::vector<HandRound> learnt;
  Trace truth;
};

HandMatch::HandMatch(const Rules& rules, const Side& row, const Side& column, std::uint64_t repetition)
    : state_(std::make_unique<State>(rules, row, column)) {
  state_->encounter.begin(repetition);
}
HandMatch::~HandMatch() = default;

bool HandMatch::is_over() const {
  return !state_->has_spoken && !state_->encounter.has_round();
}

std::int64_t HandMatch::round() const {
  return static_cast<std::int64_t>(state_->learnt.size()) + 1;
}

bool HandMatch::has_spoken() const {
  return state_->has_spoken;
}

Signal HandMatch::speak(Signal said) {
  state_->decision->said = said;
  state_->encounter.exchange_signals();
  state_->has_spoken = true;
  return state_->decision->heard;
}

const HandRound& HandMatch::play(Level meant, bool is_open) {
  if (!state_->has_spoken) speak({});
  Decision& decision = *state_->decision;
  decision.meant = meant;
  decision.is_open = is_open;
  state_->encounter.act(state_->truth);
  state_->has_spoken = false;
  state_->learnt.push_back({decision.seen, is_open, decision.said, decision.heard});
  return state_->learnt.back();
}

const std::vector<HandRound>& HandMatch::learnt() const {
  return state_->learnt;
}

const Trace& HandMatch::truth() const {
  return state_->truth;
}

std::array<double, 2> scores(const Rules& rules, const Side& row, const Side& column, const Trace& trace) {
  std::array<double, 2> sums{};
  std::size_t stretch = 0;
  const std::size_t rounds = trace.seats[0].done.size();
  for (std::size_t i = 0; i < rounds; ++i) {
    if (stretch < rules.turns.size() && static_cast<std::int64_t>(i) + 1 == rules.turns[stretch]) ++stretch;
    for (const std::size_t seat : {0U, 1U}) {
      const Trace::Seat& own = trace.seats[seat];
      sums[seat] += (seat == 0 ? row : column).in(stretch).payoffs.at(own.done[i], trace.seats[1 - seat].done[i]);
      if (own.said[i].kind != Signal::none) sums[seat] -= rules.signal_cost;
      if (own.open[i]) sums[seat] -= rules.open_cost;
    }
  }
  for (double& sum : sums) sum = rounds == 0 ? 0 : sum / static_cast<double>(rounds);
  return sums;
}

}  // namespace detente
