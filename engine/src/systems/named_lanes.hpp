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
  /// Tells the first lanes, of which each has its own news.
  void see_all(std::size_t lanes, const std::vector<News>& news) {
    asked(name_, "when it saw the news", [&] {
      for (std::size_t lane = 0; lane < lanes; ++lane) lanes_->see(lane, news[lane]);
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

 private:
  std::string name_;
  std::unique_ptr<AlignmentLanes> lanes_;
};

}  // namespace detente::systems
