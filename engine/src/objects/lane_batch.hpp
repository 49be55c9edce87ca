// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <memory>
#include <string>

#include <detente/objects/match.hpp>

#include "automata/machine_seats.hpp"
#include "automata/walked_seats.hpp"
#include "lanes/lane_kernel.hpp"
#include "objects/lanes.hpp"
#include "world/lens.hpp"

namespace detente {

/// One seat: the strategy's lanes and what passes between them and the table. Levels are the game's; a binary strategy
/// in a graded game sits behind the lens.
class LaneBatch {
 public:
  /// What plays in place of the strategy: its machine, or its memories as they are met.
  struct Table {
    const Automaton* machine = nullptr;
    bool by_memories = false;
  };

  /// Without noise, which the caller makes.
  LaneBatch(const Side& side, int levels, const Table& table)
      : name(side.name),
        traits(side.strategy.traits()),
        lens_(side.strategy, levels),
        mixes_(!traits.graded && traits.throws_dice),
        strategy_(side.strategy),
        seats_(seated(table)) {}
  LaneBatch(const Climate& climate, const Side& side, std::uint32_t seat, const Table& table)
      : LaneBatch(side, climate.rules().levels, table) {
    for (std::size_t stretch = 0; stretch <= climate.rules().turns.size(); ++stretch) {
      const Stretch holds = side.in(stretch);
      channels_.push_back({climate.channel(Purpose::tremble, seat, holds.tremble),
                           climate.channel(Purpose::misperception, seat, holds.misperception)});
    }
    turn(0);
  }

  /// From now on the errors of that stretch hold.
  void turn(std::size_t stretch) {
    tremble = channels_[stretch][0];
    misperception = channels_[stretch][1];
  }

  void tell(const Briefing& briefing) { seats_->turn(briefing); }
  /// From now on a shadow goes along that sees each round as it was, and forgets it after the next one.
  void cast_shadow() { shadow_ = seated({}); }
  void align_shadow() { shadow_->become(*seats_); }
  void fresh() { seats_->fresh(); }
  void say(std::size_t lanes) {
    if (!traits.speaks) return;
    seats_->say(said, lanes);
    if (lens_.is_there())
      over(lanes, [this, lens = lens_](std::size_t l) { said.level.at[l] = lens.out(said.level.at[l]); });
  }
  void hear(std::size_t lanes) {
    if (!traits.listens) return;
    const LaneSignals& signals = lens_.is_there() ? through_lens(heard) : heard;
    seats_->hear(signals, lanes);
    if (shadow_) shadow_->hear(signals, lanes);
  }
  void open(std::size_t lanes) {
    if (traits.opens) seats_->open(is_open, lanes);
  }
  void play(const LaneWords* dice, std::size_t lanes) {
    play(*seats_, choices_, dice, lanes);
    if (shadow_) play(*shadow_, truly_, dice, lanes);
  }
  /// Turns chances into moves, and moves into levels. Best when both seats have played: chances that were only just
  /// written are slow to read in vectors.
  void throw_dice(std::size_t lanes) {
    throw_dice(choices_, lanes);
    if (!shadow_) return;
    if (!traits.graded && !lens_.is_there()) check_moves(truly_, lanes);  // nobody else looks at a shadow's moves
    throw_dice(truly_, lanes);
  }
  /// Throws `LaneFailure` for the first lane that means neither C nor D.
  void check_moves(std::size_t lanes) const { check_moves(choices_, lanes); }
  LaneBytes& meant() { return choices_.meant; }
  const LaneBytes& meant() const { return choices_.meant; }
  /// `done` and `seen` may be this batch's buffers or those that they were copied from.
  void see(const LaneBytes& done_levels, const LaneBytes& seen_levels, const Sight& sight, std::size_t lanes) {
    see(*seats_, done_levels, seen_levels, sight, lanes);
  }
  /// What the shadow sees; before the batch itself sees anything.
  void see_truth(const LaneBytes& done_levels, const LaneBytes& others, const Sight& sight, std::size_t lanes) {
    align_shadow();
    see(*shadow_, done_levels, others, sight, lanes);
  }
  /// Which restraint in the round at hand was earned.
  void judge(const LaneBytes& done_levels, int peace_level, std::size_t lanes) {
    over(lanes, [&](std::size_t l) {
      earned.at[l] = std::max({choices_.meant.at[l], done_levels.at[l], truly_.meant.at[l]}) <= peace_level ? 1 : 0;
    });
  }

  int tremble = -1, misperception = -1;  // channels of the stretch at hand; -1 where nothing goes wrong
  std::string name;
  Traits traits;
  LaneBytes done, seen, is_open, earned;
  LaneSignals said, heard;

 private:
  std::unique_ptr<Seats> seated(const Table& table) const {
    try {
      return table.machine != nullptr ? tables::seat(*table.machine, mixes_)
             : table.by_memories      ? tables::seat_by_memories(strategy_, lens_.own(), mixes_)
                                      : strategy_.seat(lens_.own());
    } catch (const StrategyFailure& failure) {
      throw failure.of(name);
    }
  }
  static void play(const Seats& seats, Choices& choices, const LaneWords* dice, std::size_t lanes) {
    choices.dice = dice == nullptr ? nullptr : dice->at.data();
    seats.play(choices, lanes);
  }
  void throw_dice(Choices& choices, std::size_t lanes) const {
    if (mixes_ && !kernel_.throw_dice(choices.cooperation.data(), choices.dice, choices.meant))
      refuse_chances(choices, lanes);
    if (lens_.is_there()) {
      check_moves(choices, lanes);
      over(lanes, [&, lens = lens_](std::size_t l) { choices.meant.at[l] = lens.out(choices.meant.at[l]); });
    }
  }
  static void check_moves(const Choices& choices, std::size_t lanes) {
    unsigned meant = 0;
    over(lanes, [&](std::size_t l) { meant |= choices.meant.at[l]; });
    for (std::size_t lane = 0; meant > 1 && lane < lanes; ++lane) try {
        checked(static_cast<Move>(choices.meant.at[lane]));
      } catch (const std::out_of_range& refusal) {
        throw LaneFailure(lane, refusal.what());
      }
  }

  void see(Seats& seats, const LaneBytes& done_levels, const LaneBytes& seen_levels, Sight sight, std::size_t lanes) {
    sight.meant = &meant();
    sight.mine = &done_levels;
    sight.theirs = &seen_levels;
    if (lens_.is_there()) {
      sight.meant = through_lens(meant(), moves_[0]);
      sight.mine = through_lens(done_levels, moves_[1]);
      sight.theirs = through_lens(seen_levels, moves_[2]);
    }
    seats.see(sight, lanes);
  }

  const LaneBytes* through_lens(const LaneBytes& levels, LaneBytes& moves) const {
    over(kLanes, [&, lens = lens_](std::size_t l) { moves.at[l] = lens.in(levels.at[l]); });
    return &moves;
  }
  const LaneSignals& through_lens(const LaneSignals& signals) {
    heard_ = signals;
    through_lens(signals.level, heard_.level);
    return heard_;
  }

  static void refuse_chances(const Choices& choices, std::size_t lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) try {
        check_chance(choices.cooperation[lane]);
      } catch (const std::out_of_range& refusal) {
        throw LaneFailure(lane, refusal.what());
      }
  }

  std::vector<std::array<int, 2>> channels_;  // tremble and misperception, by stretch
  Lens lens_;
  bool mixes_;
  Choices choices_, truly_;  // of the seats, and of their shadow
  Strategy strategy_;
  std::unique_ptr<Seats> seats_, shadow_;
  std::array<LaneBytes, 3> moves_;  // a round as it comes through the lens
  LaneSignals heard_;               // and signals
  const lanes::LaneKernel& kernel_ = lanes::best_lane_kernel();
};

}  // namespace detente
