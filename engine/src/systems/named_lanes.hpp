// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <detente/strategy/failure.hpp>
#include <detente/systems/alignment_lanes.hpp>

namespace detente::systems {

/// Lanes that name their alignment where it fails.
class NamedLanes final : public AlignmentLanes {
 public:
  NamedLanes(std::string name, std::unique_ptr<AlignmentLanes> lanes)
      : name_(std::move(name)), lanes_(std::move(lanes)) {}

  void fresh() override {
    asked(name_, "when it was copied", [&] { lanes_->fresh(); });
  }
  void begin(std::size_t lane, const News& news) override {
    asked(name_, "when it saw the opening", [&] { lanes_->begin(lane, news); });
  }
  void see(std::size_t lane, const News& news) override {
    asked(name_, "when it saw the news", [&] { lanes_->see(lane, news); });
  }
  /// A state that takes part, and its place.
  struct Seer {
    std::size_t state;
    NamedLanes* lanes;
    State place;
  };
  /// Tells states that share an alignment and a neighbourhood of a round, each of the first lanes its own news.
  /// `acting` becomes the state that is told. One lane after the other, since all states do much the same there.
  static void see_together(const std::vector<Seer>& seers, std::size_t lanes, std::vector<News>& news,
                           std::size_t& acting) {
    asked(seers.front().lanes->name_, "when it saw the news", [&] {
      for (std::size_t lane = 0; lane < lanes; ++lane)
        for (const Seer& seer : seers) {
          acting = seer.state;
          news[lane].me = seer.place;
          seer.lanes->lanes_->see(lane, news[lane]);
        }
    });
  }
  void stance(State other, std::size_t lanes, LaneBytes& stances) const override {
    asked(name_, "when it was asked for its stance", [&] { lanes_->stance(other, lanes, stances); });
  }
  int arms(std::size_t lane) const override {
    return asked(name_, "when it was asked for its arms", [&] { return lanes_->arms(lane); });
  }
  std::partial_ordering order(std::size_t lane, std::size_t other) const override {
    return asked(name_, "when its memory was compared", [&] { return lanes_->order(lane, other); });
  }
  void copy(std::size_t from, std::size_t to) override {
    asked(name_, "when it was copied", [&] { lanes_->copy(from, to); });
  }

  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::unique_ptr<AlignmentLanes> lanes_;
};

}  // namespace detente::systems
