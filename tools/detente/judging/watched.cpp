// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "judging/watched.hpp"

#include <array>
#include <exception>
#include <utility>

namespace detente::cli {
namespace {

class WatchedSeats final : public Seats {
 public:
  WatchedSeats(const Watch& watch, std::unique_ptr<Seats> seats) : watch_(watch), seats_(std::move(seats)) {}

  void fresh() override {
    round_ = 1;
    ask(watch_, Asked::copy, 0, [&] { seats_->fresh(); });
  }
  void say(LaneSignals& said, std::size_t lanes) const override {
    ask(watch_, Asked::say, round_, [&] { seats_->say(said, lanes); });
  }
  void hear(const LaneSignals& heard, std::size_t lanes) override {
    ask(watch_, Asked::hear, round_, [&] { seats_->hear(heard, lanes); });
  }
  void open(LaneBytes& is_open, std::size_t lanes) const override {
    ask(watch_, Asked::open, round_, [&] { seats_->open(is_open, lanes); });
  }
  void play(Choices& choices, std::size_t lanes) const override {
    ask(watch_, Asked::play, round_, [&] { seats_->play(choices, lanes); });
  }
  void see(const Sight& sight, std::size_t lanes) override {
    round_ = static_cast<std::int32_t>(sight.round);  // rounds of a crisis are below 0
    ask(watch_, Asked::see, round_, [&] { seats_->see(sight, lanes); });
    round_ = round_ == -1 ? 1 : round_ + 1;
  }
  void turn(const Briefing& briefing) override {
    ask(watch_, Asked::turn, round_, [&] { seats_->turn(briefing); });
  }
  std::partial_ordering order(std::size_t lane, std::size_t other) const override {
    return ask(watch_, Asked::order, round_, [&] { return seats_->order(lane, other); });
  }
  LevelMix chances(std::size_t lane) const override {
    return ask(watch_, Asked::play, round_, [&] { return seats_->chances(lane); });
  }
  void become(const Seats& other) override {
    ask(watch_, Asked::copy, 0, [&] { seats_->become(*static_cast<const WatchedSeats&>(other).seats_); });
  }

 private:
  const Watch& watch_;
  std::unique_ptr<Seats> seats_;
  std::int32_t round_ = 1;
};

class WatchedMemories final : public Memories {
 public:
  WatchedMemories(const Watch& watch, std::unique_ptr<Memories> memories)
      : watch_(watch), memories_(std::move(memories)) {}

  std::size_t size() const override { return memories_->size(); }
  LevelMix play(std::size_t memory) const override {
    return ask(watch_, Asked::play, 0, [&] { return memories_->play(memory); });
  }
  Signal say(std::size_t memory) const override {
    return ask(watch_, Asked::say, 0, [&] { return memories_->say(memory); });
  }
  bool open(std::size_t memory) const override {
    return ask(watch_, Asked::open, 0, [&] { return memories_->open(memory); });
  }
  std::size_t hear(std::size_t memory, Signal heard) override {
    return ask(watch_, Asked::hear, 0, [&] { return memories_->hear(memory, heard); });
  }
  std::size_t see(std::size_t memory, const LevelSeen& round) override {
    return ask(watch_, Asked::see, 0, [&] { return memories_->see(memory, round); });
  }
  std::size_t turn(std::size_t memory, const Briefing& briefing) override {
    return ask(watch_, Asked::turn, 0, [&] { return memories_->turn(memory, briefing); });
  }

 private:
  const Watch& watch_;
  std::unique_ptr<Memories> memories_;
};

class WatchedPrototype final : public Prototype {
 public:
  WatchedPrototype(const Watch& watch, Strategy strategy) : watch_(watch), strategy_(std::move(strategy)) {}

  const Info& info() const override { return strategy_.info(); }
  Traits traits() const override { return strategy_.traits(); }
  std::vector<Parameter> parameters() const override { return strategy_.parameters(); }
  std::vector<Preset> presets() const override { return strategy_.presets(); }
  std::shared_ptr<const Prototype> with(std::size_t parameter, const ParameterValue& value) const override {
    return ask(watch_, Asked::copy, 0, [&] { return wrapped(strategy_.with(parameters()[parameter].name, value)); });
  }
  std::shared_ptr<const Prototype> briefed(const Briefing& briefing) const override {
    return ask(watch_, Asked::begin, 0, [&] { return wrapped(strategy_.briefed(briefing)); });
  }
  std::partial_ordering order(const Prototype& other) const override {
    return ask(watch_, Asked::order, 0,
               [&] { return strategy_.order(static_cast<const WatchedPrototype&>(other).strategy_); });
  }
  std::unique_ptr<Seats> seat(int levels) const override {
    return std::make_unique<WatchedSeats>(watch_, ask(watch_, Asked::copy, 0, [&] { return strategy_.seat(levels); }));
  }
  std::unique_ptr<Memories> memories(int levels) const override {
    auto walk = ask(watch_, Asked::copy, 0, [&] { return strategy_.memories(levels); });
    return walk ? std::make_unique<WatchedMemories>(watch_, std::move(walk)) : nullptr;
  }
  std::shared_ptr<const Prototype> made_over(unsigned char byte) const override {
    const auto made = ask(watch_, Asked::copy, 0, [&] { return strategy_.made_over(byte); });
    return made ? wrapped(*made) : nullptr;
  }

 private:
  std::shared_ptr<const Prototype> wrapped(Strategy strategy) const {
    return std::make_shared<WatchedPrototype>(watch_, std::move(strategy));
  }

  const Watch& watch_;
  Strategy strategy_;
};

}  // namespace

[[gnu::noinline]] void fill_stack(unsigned char byte) {
  std::array<unsigned char, 4096> below;
  below.fill(byte);
  asm volatile("" : : "r"(below.data()) : "memory");
}

Visit::Visit(Moment& moment, Asked asked, std::int32_t round)
    : moment_(moment), exceptions_(std::uncaught_exceptions()) {
  moment.calls.fetch_add(1, std::memory_order_relaxed);
  moment.round.store(round, std::memory_order_relaxed);
  moment.asked.store(asked, std::memory_order_release);
}

Visit::~Visit() {
  if (std::uncaught_exceptions() == exceptions_) moment_.asked.store(Asked::nothing, std::memory_order_release);
}

Strategy watched(const Strategy& strategy, const Watch& watch) {
  return Strategy(std::make_shared<WatchedPrototype>(watch, strategy));
}

}  // namespace detente::cli
