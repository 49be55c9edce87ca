// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <detente/systems/system.hpp>

#include "objects/lane_batch.hpp"
#include "systems/lane_masks.hpp"
#include "systems/lane_stream.hpp"
#include "world/channel.hpp"

namespace detente::systems {

/// One side of a front: its strategy's lanes, and what goes wrong for it.
class SystemSeat {
 public:
  SystemSeat(const System& system, const Side& side, std::size_t state, std::size_t other, double verify)
      : batch(side, system.rules.levels, {}),
        seat(front_seat(state, other)),
        levels_(system.rules.levels),
        garbled_(threshold(system.rules.signal_noise)),
        verified_(threshold(verify)),
        ambiguous_(threshold(system.ambiguity)),
        play_(stream(system, Purpose::play)),
        tremble_(stream(system, Purpose::tremble)),
        misperception_(stream(system, Purpose::misperception)),
        signal_(stream(system, Purpose::signal)),
        memory_(stream(system, Purpose::memory)),
        ambiguity_(stream(system, SystemPurpose::ambiguity)),
        verification_(stream(system, SystemPurpose::verification)) {
    for (std::size_t stretch = 0; stretch <= system.rules.turns.size(); ++stretch) {
      const Stretch holds = side.in(stretch);
      errors_.push_back({ErrorTable(holds.tremble, levels_), ErrorTable(holds.misperception, levels_)});
      news_.push_back(stretch > 0 && side.is_told(stretch) ? std::optional(briefing(system.rules, holds))
                                                           : std::nullopt);
    }
    top_.at.fill(static_cast<Level>(levels_ - 1));
  }

  void begin() {
    batch.fresh();
    turn(0);
    for (LaneStream* const words :
         {&play_, &tremble_, &misperception_, &signal_, &memory_, &ambiguity_, &verification_})
      words->begin();
  }
  void turn(std::size_t stretch) {
    stretch_ = stretch;
    if (news_[stretch]) batch.tell(*news_[stretch]);
  }

  /// How its signals arrive.
  void garble(const Block& block, std::int64_t round, std::size_t lanes, LaneSignals& heard) {
    if (garbled_ == 0) {
      heard = batch.said;
      return;
    }
    const LaneWords& words = signal_.at(round, block.repetitions);
    for (std::size_t l = 0; l < lanes; ++l)
      heard.put(l, arrived(batch.said.at(l), words.at[l] < garbled_ / 2 ? 0 : words.at[l] < garbled_ ? 1 : 2));
  }
  void play(const Block& block, std::int64_t round, std::size_t lanes) {
    batch.play(batch.traits.throws_dice ? &play_.at(round, block.repetitions) : nullptr, lanes);
    batch.throw_dice(lanes);
    if (levels_ == 2 && !batch.traits.throws_dice) batch.check_moves(lanes);
    batch.open(lanes);
  }
  /// What it does: what it means, or the top level where it opposes the other; then its hand may tremble.
  void act(const Block& block, std::int64_t round, bool is_silent, LaneBytes& done) {
    const ErrorTable& errors = errors_[stretch_][0];
    if (is_silent || errors.is_harmless()) {
      done = batch.meant();
      return;
    }
    errors.classify(tremble_.at(round, block.repetitions), classes_);
    errors.shift(classes_, batch.meant(), done);
  }
  /// Which lanes see the other as it is, beside those where it is open.
  void verify(const Block& block, std::int64_t round, LaneBytes& verified) {
    if (verified_ > 0) happens(verification_.at(round, block.repetitions), verified_, verified);
  }
  bool may_verify() const { return verified_ > 0; }
  /// One level up where the other was hostile to a third state and this draw has it.
  void mistake_target(const Block& block, std::int64_t round, const LaneBytes& is_hostile_elsewhere, LaneBytes& shown) {
    happens(ambiguity_.at(round, block.repetitions), ambiguous_, mask_);
    const int top = levels_ - 1;
    for_lanes([&](std::size_t l) {
      const int up = mask_.at[l] & is_hostile_elsewhere.at[l] & 1;
      shown.at[l] = static_cast<Level>(std::min(shown.at[l] + up, top));
    });
  }
  void misread(const Block& block, std::int64_t round, const LaneBytes& shown, LaneBytes& seen) {
    const ErrorTable& errors = errors_[stretch_][1];
    if (errors.is_harmless()) {
      seen = shown;
      return;
    }
    errors.classify(misperception_.at(round, block.repetitions), classes_);
    errors.shift(classes_, shown, seen);
  }
  /// Tells the strategy of the round.
  void see(const Block& block, std::int64_t round, const LaneBytes& mine, const LaneBytes& told,
           const LaneBytes& verified, std::uint64_t seed, std::size_t lanes) {
    Sight sight{.meant = nullptr,
                .mine = nullptr,
                .theirs = nullptr,
                .verified = &verified,
                .repetitions = block.repetitions.data(),
                .seed = seed,
                .seat = seat,
                .round = static_cast<std::uint32_t>(round)};
    if (batch.traits.memory_throws_dice && round > 0) sight.dice = memory_.at(round, block.repetitions).at.data();
    batch.see(mine, told, sight, lanes);
  }

  LaneBatch batch;
  std::uint32_t seat;  ///< its name in draws

 private:
  template <class Kind>
  LaneStream stream(const System& system, Kind purpose) const {
    return {system.rules.seed, seat, static_cast<std::uint32_t>(purpose)};
  }

  int levels_;
  std::uint64_t garbled_, verified_, ambiguous_;
  std::vector<std::array<ErrorTable, 2>> errors_;  // tremble and misperception, by stretch
  std::vector<std::optional<Briefing>> news_;      // what it is told when a stretch begins
  std::size_t stretch_ = 0;
  LaneStream play_, tremble_, misperception_, signal_, memory_, ambiguity_, verification_;
  LaneBytes classes_, mask_, top_;
};

}  // namespace detente::systems
