// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "guests/guest_seats.hpp"

#include <algorithm>
#include <cstring>

#include <detente/answers.hpp>

namespace detente::guests {
namespace {

static_assert(kSeatLanes == kLanes && sizeof(LaneSignals) <= kBuffer && sizeof(Round) <= kBuffer);
// What both sides copy must lie alike in both, with pointers of four bytes and of eight.
static_assert(sizeof(Briefing) == 2600 && sizeof(LaneSignals) == 192 && sizeof(LevelMix) == 128);

class GuestSeats final : public Seats {
 public:
  GuestSeats(std::unique_ptr<Guest> guest, const Traits& traits, int levels)
      : guest_(std::move(guest)),
        traits_(traits),
        levels_(traits.graded ? levels : 2),
        gives_chances_(traits.throws_dice && !traits.graded) {
    guest_->ask(Ask::seat, levels, 0, kLanes);
    guest_->mark();
  }

  void fresh() override { guest_->back(); }
  void say(LaneSignals& said, std::size_t lanes) const override {
    if (!traits_.speaks) return;
    ask(Ask::say, lanes);
    LaneSignals all;
    std::memcpy(static_cast<void*>(&all), guest_->buffer(), sizeof all);
    for (const auto part : {&LaneSignals::kind, &LaneSignals::level, &LaneSignals::rounds})
      std::copy_n((all.*part).at.begin(), lanes, (said.*part).at.begin());
    each(lanes, [&](std::size_t lane) { checked(said.at(lane), levels_); });
  }
  void hear(const LaneSignals& heard, std::size_t lanes) override {
    if (!traits_.listens) return;
    std::memcpy(guest_->buffer(), static_cast<const void*>(&heard), sizeof heard);
    ask(Ask::hear, lanes);
  }
  void open(LaneBytes& is_open, std::size_t lanes) const override {
    if (!traits_.opens) return;
    ask(Ask::open, lanes);
    std::memcpy(is_open.at.data(), guest_->buffer(), lanes);
    each(lanes, [&](std::size_t lane) { checked_truth(is_open.at[lane]); });
  }
  void play(Choices& choices, std::size_t lanes) const override {
    if (choices.dice != nullptr) std::memcpy(guest_->buffer(), choices.dice, lanes * sizeof *choices.dice);
    ask(Ask::play, lanes);
    if (gives_chances_) {
      std::memcpy(choices.cooperation.data(), guest_->buffer(), lanes * sizeof choices.cooperation[0]);
      return;
    }
    std::memcpy(choices.meant.at.data(), guest_->buffer(), lanes);
    if (traits_.graded) each(lanes, [&](std::size_t lane) { checked(choices.meant.at[lane], levels_); });
  }
  void see(const Sight& sight, std::size_t lanes) override {
    unsigned char* const to = guest_->buffer();
    std::memcpy(to + offsetof(Round, meant), sight.meant->at.data(), kLanes);
    std::memcpy(to + offsetof(Round, mine), sight.mine->at.data(), kLanes);
    std::memcpy(to + offsetof(Round, theirs), sight.theirs->at.data(), kLanes);
    std::memcpy(to + offsetof(Round, verified), sight.verified->at.data(), kLanes);
    if (traits_.memory_throws_dice) {
      std::memcpy(to + offsetof(Round, repetitions), sight.repetitions, lanes * sizeof *sight.repetitions);
      const std::uint32_t words[]{sight.seat, sight.round, sight.dice != nullptr ? 1U : 0U};
      std::memcpy(to + offsetof(Round, seed), &sight.seed, sizeof sight.seed);
      std::memcpy(to + offsetof(Round, seat), words, sizeof words);
      if (sight.dice != nullptr) std::memcpy(to + offsetof(Round, dice), sight.dice, lanes * sizeof *sight.dice);
    }
    ask(Ask::see, lanes);
  }
  void turn(const Briefing& briefing) override {
    if (!traits_.turns) return;
    std::memcpy(guest_->buffer(), static_cast<const void*>(&briefing), sizeof briefing);
    ask(Ask::turn, kLanes);
  }
  std::partial_ordering order(std::size_t lane, std::size_t other) const override {
    return ordering(guest_->ask(Ask::order, static_cast<std::int32_t>(lane), static_cast<std::int32_t>(other)));
  }
  LevelMix chances(std::size_t lane) const override {
    guest_->ask(Ask::chances, static_cast<std::int32_t>(lane));
    LevelMix mix;
    std::memcpy(mix.chance.data(), guest_->buffer(), sizeof mix.chance);
    return checked(mix, levels_);
  }
  void become(const Seats& other) override { guest_->become(*static_cast<const GuestSeats&>(other).guest_); }

 private:
  /// A guest that fails does not say in which of the lanes.
  void ask(Ask what, std::size_t lanes) const {
    try {
      guest_->ask(what, static_cast<std::int32_t>(lanes), 0, lanes);
    } catch (const GuestFailure& failure) {
      throw LaneFailure(lanes == 1 ? 0 : kLanes, failure.what());
    }
  }
  template <class Check>
  static void each(std::size_t lanes, Check check) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      try {
        check(lane);
      } catch (const std::out_of_range& refusal) {
        throw LaneFailure(lane, refusal.what());
      }
    }
  }

  std::unique_ptr<Guest> guest_;
  Traits traits_;
  int levels_;  // in which it thinks
  bool gives_chances_;
};

class GuestMemories final : public Memories {
 public:
  GuestMemories(std::unique_ptr<Guest> guest, const Traits& traits, int levels)
      : guest_(std::move(guest)), traits_(traits), levels_(traits.graded ? levels : 2) {}

  std::size_t size() const override { return known_; }
  LevelMix play(std::size_t memory) const override {
    guest_->ask(Ask::memory_play, number(memory));
    LevelMix mix;
    std::memcpy(mix.chance.data(), guest_->buffer(), sizeof mix.chance);
    return checked(mix, levels_);
  }
  Signal say(std::size_t memory) const override {
    if (!traits_.speaks) return {};
    const auto said = static_cast<std::uint32_t>(guest_->ask(Ask::memory_say, number(memory)));
    return checked(Signal{static_cast<Signal::Kind>(said & 0xFF), static_cast<Level>(said >> 8 & 0xFF),
                          static_cast<std::uint8_t>(said >> 16 & 0xFF)},
                   levels_);
  }
  bool open(std::size_t memory) const override {
    return traits_.opens && checked_truth(static_cast<std::uint8_t>(guest_->ask(Ask::memory_open, number(memory))));
  }
  std::size_t hear(std::size_t memory, Signal heard) override {
    if (!traits_.listens) return memory;
    return met(guest_->ask(Ask::memory_hear, number(memory), pack_signal(heard.kind, heard.level, heard.rounds)));
  }
  std::size_t see(std::size_t memory, const LevelSeen& round) override {
    return met(guest_->ask(Ask::memory_see, number(memory),
                           pack_round(round.meant, round.mine, round.theirs, round.verified)));
  }
  std::size_t turn(std::size_t memory, const Briefing& briefing) override {
    if (!traits_.turns) return memory;
    std::memcpy(guest_->buffer(), static_cast<const void*>(&briefing), sizeof briefing);
    return met(guest_->ask(Ask::memory_turn, number(memory)));
  }

 private:
  static std::int32_t number(std::size_t memory) { return static_cast<std::int32_t>(memory); }
  /// The number of a memory: one that was met, or the next one.
  std::size_t met(std::int32_t memory) {
    if (memory < 0 || static_cast<std::size_t>(memory) > known_)
      throw GuestFailure("it named a memory that there is not");
    known_ = std::max(known_, static_cast<std::size_t>(memory) + 1);
    return static_cast<std::size_t>(memory);
  }

  std::unique_ptr<Guest> guest_;
  Traits traits_;
  int levels_;  // in which it thinks
  std::size_t known_ = 1;
};

}  // namespace

std::unique_ptr<Seats> seats(std::unique_ptr<Guest> guest, const Traits& traits, int levels) {
  return std::make_unique<GuestSeats>(std::move(guest), traits, levels);
}

std::unique_ptr<Memories> memories(std::unique_ptr<Guest> guest, const Traits& traits, int levels) {
  if (!traits.ordered || traits.memory_throws_dice) return nullptr;
  if (guest->ask(Ask::memories, levels) == 0) return nullptr;
  return std::make_unique<GuestMemories>(std::move(guest), traits, levels);
}

}  // namespace detente::guests
