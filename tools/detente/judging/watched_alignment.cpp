// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>
#include <utility>

#include "judging/watched.hpp"

namespace detente::cli {
namespace {

class WatchedLanes final : public AlignmentLanes {
 public:
  WatchedLanes(const Watch& watch, std::unique_ptr<AlignmentLanes> lanes) : watch_(watch), lanes_(std::move(lanes)) {}

  void fresh() override {
    rounds_.fill(0);
    ask(watch_, Asked::copy, 0, [&] { lanes_->fresh(); });
  }
  void begin(std::size_t lane, const News& news) override {
    rounds_.at(lane) = 0;
    ask(watch_, Asked::begin, 0, [&] { lanes_->begin(lane, news); });
  }
  void see(std::size_t lane, const News& news) override {
    ask(watch_, Asked::see, ++rounds_.at(lane), [&] { lanes_->see(lane, news); });
  }
  void stance(State other, std::size_t lanes, LaneBytes& stances) const override {
    ask(watch_, Asked::stance, rounds_.at(lanes - 1), [&] { lanes_->stance(other, lanes, stances); });
  }
  int arms(std::size_t lane) const override {
    return ask(watch_, Asked::arms, rounds_.at(lane), [&] { return lanes_->arms(lane); });
  }
  std::partial_ordering order(std::size_t lane, std::size_t other) const override {
    return ask(watch_, Asked::order, rounds_.at(lane), [&] { return lanes_->order(lane, other); });
  }
  void copy(std::size_t from, std::size_t to) override {
    rounds_.at(to) = rounds_.at(from);
    ask(watch_, Asked::copy, rounds_.at(from), [&] { lanes_->copy(from, to); });
  }

 private:
  const Watch& watch_;
  std::unique_ptr<AlignmentLanes> lanes_;
  std::array<std::int32_t, kLanes> rounds_{};
};

class WatchedAlignmentMemories final : public AlignmentMemories {
 public:
  WatchedAlignmentMemories(const Watch& watch, std::unique_ptr<AlignmentMemories> memories)
      : watch_(watch), memories_(std::move(memories)) {}

  std::size_t size() const override { return memories_->size(); }
  std::size_t begin(std::size_t memory, const News& news) override {
    return ask(watch_, Asked::begin, 0, [&] { return memories_->begin(memory, news); });
  }
  Stance stance(std::size_t memory, State other) const override {
    return ask(watch_, Asked::stance, 0, [&] { return memories_->stance(memory, other); });
  }
  int arms(std::size_t memory) const override {
    return ask(watch_, Asked::arms, 0, [&] { return memories_->arms(memory); });
  }
  std::size_t see(std::size_t memory, const News& news) override {
    return ask(watch_, Asked::see, 0, [&] { return memories_->see(memory, news); });
  }

 private:
  const Watch& watch_;
  std::unique_ptr<AlignmentMemories> memories_;
};

class WatchedAlignmentPrototype final : public AlignmentPrototype {
 public:
  WatchedAlignmentPrototype(const Watch& watch, Alignment alignment)
      : watch_(watch), alignment_(std::move(alignment)) {}

  const Info& info() const override { return alignment_.info(); }
  AlignmentTraits traits() const override { return alignment_.traits(); }
  std::vector<Parameter> parameters() const override { return alignment_.parameters(); }
  std::shared_ptr<const AlignmentPrototype> with(std::size_t parameter, const ParameterValue& value) const override {
    return ask(watch_, Asked::copy, 0, [&] {
      return std::make_shared<WatchedAlignmentPrototype>(watch_, alignment_.with(parameters()[parameter].name, value));
    });
  }
  std::unique_ptr<AlignmentLanes> lanes() const override {
    return std::make_unique<WatchedLanes>(watch_, ask(watch_, Asked::copy, 0, [&] { return alignment_.lanes(); }));
  }
  std::unique_ptr<AlignmentMemories> memories() const override {
    auto walk = ask(watch_, Asked::copy, 0, [&] { return alignment_.memories(); });
    return walk ? std::make_unique<WatchedAlignmentMemories>(watch_, std::move(walk)) : nullptr;
  }

 private:
  const Watch& watch_;
  Alignment alignment_;
};

}  // namespace

Alignment watched(const Alignment& alignment, const Watch& watch) {
  return Alignment(std::make_shared<WatchedAlignmentPrototype>(watch, alignment));
}

}  // namespace detente::cli
