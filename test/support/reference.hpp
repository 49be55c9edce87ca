// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include <detente/objects/match.hpp>

/// A slow match as a textbook would play it, one repetition and one round at a time: what every engine must equal.
namespace reference {

using namespace detente;

struct Outcome {
  std::vector<std::uint64_t> joint = {};  ///< [stretch][row level][column level]
  std::array<std::uint64_t, 2> signals{}, opened{};
  std::int64_t length = 0;

  bool operator==(const Outcome&) const = default;
};

/// Which stretch a round belongs to.
inline std::size_t stretch(const Rules& rules, std::int64_t round) {
  std::size_t number = 0;
  for (const std::int64_t turn : rules.turns) number += round >= turn ? 1 : 0;
  return number;
}

/// One seat, asked through a single lane.
class Player {
 public:
  Player(const Side& side, const Rules& rules, std::uint32_t seat, std::uint64_t repetition)
      : traits_(side.strategy.traits()),
        side_(side),
        rules_(rules),
        seat_(seat),
        repetition_(repetition),
        is_behind_lens_(!traits_.graded && rules.levels > 2),
        seats_(side.strategy.seat(is_behind_lens_ ? 2 : rules.levels)) {}

  /// Only what changes for this seat itself is told.
  void turn(std::size_t to) {
    if (!(side_.in(to) == side_.in(to - 1))) seats_->turn(briefing(rules_, side_.in(to)));
  }
  Signal say() {
    LaneSignals said;
    seats_->say(said, 1);
    Signal signal = said.at(0);
    if (is_behind_lens_ && signal.level == 1) signal.level = static_cast<Level>(rules_.levels - 1);
    return signal;
  }
  void hear(Signal signal) {
    LaneSignals heard;
    signal.level = lens(signal.level);
    heard.put(0, signal);
    seats_->hear(heard, 1);
  }
  bool open() {
    LaneBytes is_open;
    seats_->open(is_open, 1);
    return is_open.at[0] != 0;
  }
  int meant(std::uint32_t round) {
    const LevelMix mix = seats_->chances(0);
    int choice = -1;
    double below = 0;
    for (int level = 0; level < kMaxLevels && choice < 0; ++level) {
      const double chance = mix.chance[static_cast<std::size_t>(level)];
      below += chance;
      if (chance == 1) choice = level;
      if (chance > 0 && chance < 1 && draw(Purpose::play, round) < threshold(below)) choice = level;
    }
    if (choice < 0)
      for (int level = 0; level < kMaxLevels; ++level)
        if (mix.chance[static_cast<std::size_t>(level)] > 0) choice = level;
    return is_behind_lens_ && choice == 1 ? rules_.levels - 1 : choice;
  }
  int done(int meant, std::uint32_t round) const {
    return erred(meant, side_.in(stretch(rules_, round)).tremble, draw(Purpose::tremble, round));
  }
  int seen(int theirs, std::uint32_t round) const {
    return erred(theirs, side_.in(stretch(rules_, round)).misperception, draw(Purpose::misperception, round));
  }
  void see(int meant, int mine, int theirs, bool verified, std::uint32_t round) {
    LaneBytes a, b, c, d;
    a.at[0] = lens(meant);
    b.at[0] = lens(mine);
    c.at[0] = lens(theirs);
    d.at[0] = verified ? 1 : 0;
    std::array<std::uint64_t, kLanes> repetitions{};
    repetitions[0] = repetition_;
    seats_->see({&a, &b, &c, &d, repetitions.data(), rules_.seed, seat_, round}, 1);
  }
  std::uint32_t draw(Purpose purpose, std::uint32_t round) const {
    return word({rules_.seed, repetition_, seat_, round, static_cast<std::uint32_t>(purpose)});
  }

 private:
  int erred(int level, const Errors& errors, std::uint32_t bits) const {
    const auto i = static_cast<std::size_t>(level);
    const int top = rules_.levels - 1;
    if (level == top) return bits < threshold(errors.down[i]) ? level - 1 : level;
    if (bits < threshold(errors.up[i])) return level + 1;
    if (level > 0 && bits < threshold(errors.up[i]) + threshold(errors.down[i])) return level - 1;
    return level;
  }
  std::uint8_t lens(int level) const {
    return static_cast<std::uint8_t>(is_behind_lens_ ? (2 * level >= rules_.levels ? 1 : 0) : level);
  }

  Traits traits_;
  const Side& side_;
  const Rules& rules_;
  std::uint32_t seat_;
  std::uint64_t repetition_;
  bool is_behind_lens_;
  std::unique_ptr<Seats> seats_;
};

inline Signal through_channel(Signal sent, std::uint32_t bits, double noise) {
  const std::uint64_t wrong = threshold(noise);
  if (bits >= wrong) return sent;
  std::vector<Signal::Kind> others;
  for (const auto kind : {Signal::none, Signal::reassure, Signal::threaten})
    if (kind != sent.kind) others.push_back(kind);
  const Signal::Kind kind = others[bits < wrong / 2 ? 0 : 1];
  if (kind == Signal::none) return {};
  Signal arrived = sent.kind == Signal::none ? Signal{.kind = kind, .level = 0, .rounds = 1} : sent;
  arrived.kind = kind;
  return arrived;
}

inline Outcome match(const Rules& rules, const Side& row, const Side& column, std::uint64_t repetition) {
  const auto levels = static_cast<std::size_t>(rules.levels);
  Outcome outcome{.joint = std::vector<std::uint64_t>((rules.turns.size() + 1) * levels * levels)};
  Player players[2] = {{row, rules, 0, repetition}, {column, rules, 1, repetition}};
  const int top = rules.levels - 1;
  for (std::int64_t round = -rules.crisis; round < 0; ++round)
    for (Player& player : players) player.see(top, top, top, false, static_cast<std::uint32_t>(round));
  for (std::uint32_t round = 1;; ++round) {
    for (int i = 0; i < 2 && stretch(rules, round) != stretch(rules, round - 1); ++i)
      players[i].turn(stretch(rules, round));
    Signal said[2];
    int meant[2], done[2];
    bool open[2];
    for (int i = 0; i < 2; ++i) {
      said[i] = players[i].say();
      if (said[i].kind != Signal::none) ++outcome.signals[static_cast<std::size_t>(i)];
    }
    for (int i = 0; i < 2; ++i)
      players[i].hear(through_channel(said[1 - i], players[1 - i].draw(Purpose::signal, round), rules.signal_noise));
    for (int i = 0; i < 2; ++i) {
      meant[i] = players[i].meant(round);
      open[i] = players[i].open();
      if (open[i]) ++outcome.opened[static_cast<std::size_t>(i)];
      done[i] = players[i].done(meant[i], round);
    }
    ++outcome.joint[(stretch(rules, round) * levels + static_cast<std::size_t>(done[0])) * levels +
                    static_cast<std::size_t>(done[1])];
    int seen[2];
    for (int i = 0; i < 2; ++i) seen[i] = open[1 - i] ? done[1 - i] : players[i].seen(done[1 - i], round);
    for (int i = 0; i < 2; ++i)
      players[i].see(meant[i], rules.public_monitoring ? seen[1 - i] : done[i], seen[i], open[1 - i], round);
    ++outcome.length;
    if (rules.continuation ? players[0].draw(Purpose::stop, round) >= threshold(*rules.continuation)
                           : outcome.length >= rules.rounds)
      return outcome;
  }
}

}  // namespace reference
