// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "automata/walked_seats.hpp"

#include <new>
#include <optional>
#include <utility>
#include <vector>

#include <detente/strategy/failure.hpp>

#include "automata/choice.hpp"

namespace detente::tables {
namespace {

class WalkedSeats final : public Seats {
 public:
  WalkedSeats(std::unique_ptr<Memories> memories, int levels, bool gives_chances)
      : memories_(std::move(memories)), levels_(static_cast<std::size_t>(levels)), gives_chances_(gives_chances) {}

  void fresh() override { memory_.fill(0); }
  void say(LaneSignals& said, std::size_t lanes) const override {
    each(lanes, [&](std::size_t l) { said.put(l, said_by(memory_[l])); });
  }
  void hear(const LaneSignals& heard, std::size_t lanes) override {
    each(lanes, [&](std::size_t l) { memory_[l] = after(memory_[l], heard.at(l)); });
  }
  void open(LaneBytes& is_open, std::size_t lanes) const override {
    each(lanes, [&](std::size_t l) { is_open.at[l] = stance_of(memory_[l]).is_open ? 1 : 0; });
  }
  void play(Choices& choices, std::size_t lanes) const override {
    each(lanes, [&](std::size_t l) {
      const Stance& stance = stance_of(memory_[l]);
      if (gives_chances_)
        choices.cooperation[l] = stance.play.chance[0];
      else
        choices.meant.at[l] =
            stance.choice.is_certain() ? stance.choice.last : stance.choice.thrown(choices.dice[l], levels_);
    });
  }
  void see(const Sight& sight, std::size_t lanes) override {
    each(lanes, [&](std::size_t l) {
      memory_[l] = after(memory_[l], LevelSeen{sight.meant->at[l], sight.mine->at[l], sight.theirs->at[l],
                                               sight.verified->at[l] != 0});
    });
  }
  void turn(const Briefing& briefing) override {
    std::vector<std::optional<std::uint32_t>> turned(known_.size());
    for (std::uint32_t& memory : memory_) {
      if (memory >= turned.size()) turned.resize(memory + std::size_t{1});
      if (!turned[memory]) turned[memory] = static_cast<std::uint32_t>(memories_->turn(memory, briefing));
      memory = *turned[memory];
    }
  }
  std::partial_ordering order(std::size_t lane, std::size_t other) const override {
    return memory_[lane] <=> memory_[other];
  }
  LevelMix chances(std::size_t lane) const override { return stance_of(memory_[lane]).play; }
  void become(const Seats& other) override { memory_ = static_cast<const WalkedSeats&>(other).memory_; }

 private:
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;

  struct Stance {
    LevelMix play;
    Choice choice;
    bool is_open;
  };
  /// What is known of a memory: what it was asked, since one that was only met before signals arrived never plays.
  struct Known {
    std::optional<Stance> stance = {};
    std::optional<Signal> said = {};
    std::vector<std::pair<Signal, std::uint32_t>> heard = {};  // what follows
    std::vector<std::uint32_t> seen = {};                      // what follows, by round
  };

  /// Runs `act` for each lane; what a strategy throws is told with the lane.
  template <class Act>
  static void each(std::size_t lanes, Act act) {
    for (std::size_t lane = 0; lane < lanes; ++lane) try {
        act(lane);
      } catch (const std::bad_alloc&) {
        throw;
      } catch (const std::exception& thrown) {
        throw LaneFailure(lane, thrown.what());
      } catch (...) {
        throw LaneFailure(lane, kNoException);
      }
  }

  Known& of(std::uint32_t memory) const {
    if (memory >= known_.size()) known_.resize(memory + std::size_t{1});
    auto& known = known_[memory];
    if (!known) known = std::make_unique<Known>();
    return *known;
  }
  const Stance& stance_of(std::uint32_t memory) const {
    Known& known = of(memory);
    if (!known.stance) {
      const LevelMix mix = memories_->play(memory);
      known.stance = Stance{.play = mix, .choice = Choice(mix, levels_), .is_open = memories_->open(memory)};
    }
    return *known.stance;
  }
  Signal said_by(std::uint32_t memory) const {
    Known& known = of(memory);
    if (!known.said) known.said = memories_->say(memory);
    return *known.said;
  }

  std::uint32_t after(std::uint32_t memory, const Signal& heard) {
    Known& known = of(memory);
    for (const auto& [signal, next] : known.heard)
      if (signal == heard) return next;
    const auto next = static_cast<std::uint32_t>(memories_->hear(memory, heard));
    known.heard.emplace_back(heard, next);
    return next;
  }

  std::uint32_t after(std::uint32_t memory, const LevelSeen& round) {
    Known& known = of(memory);
    if (known.seen.empty()) known.seen.assign(levels_ * levels_ * levels_ * 2, kUnknown);
    std::uint32_t& next =
        known.seen[((round.meant * levels_ + round.mine) * levels_ + round.theirs) * 2 + (round.verified ? 1U : 0U)];
    if (next == kUnknown) next = static_cast<std::uint32_t>(memories_->see(memory, round));
    return next;
  }

  std::unique_ptr<Memories> memories_;
  std::size_t levels_;
  bool gives_chances_;
  mutable std::vector<std::unique_ptr<Known>> known_;  // by memory, as they are asked for
  std::array<std::uint32_t, kLanes> memory_{};
};

}  // namespace

std::unique_ptr<Seats> seat_by_memories(const Strategy& strategy, int levels, bool gives_chances) {
  auto memories = strategy.memories(levels);
  if (!memories) return nullptr;
  return std::make_unique<WalkedSeats>(std::move(memories), levels, gives_chances);
}

}  // namespace detente::tables
