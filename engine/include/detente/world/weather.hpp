// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <detente/briefing.hpp>
#include <detente/lanes/draws.hpp>

/// Noise. Every pair of a repetition meets the same weather, so that of a batch of repetitions is drawn once and
/// shared.
namespace detente {

struct Traits;

/// What both seats of a match share.
struct Rules {
  int levels = 2;                           ///< of the game
  std::int64_t rounds = 200;                ///< 1…10⁹; without meaning when `continuation` is set or `endless`
  std::optional<double> continuation = {};  ///< chance of another round after each round, 0…0.999999
  bool endless = false;                     ///< the match never ends; exact pairs only
  double discount = 1;                      ///< round t weighs discount^(t−1); below 1 for exact pairs only
  bool known_length = false;                ///< strategies are told `rounds`
  bool public_monitoring = false;           ///< what one state sees of a move is all that the mover learns of it too
  std::int64_t crisis = 0;                  ///< forced rounds at the top level before round 1
  /// First rounds of the later stretches of a match of fixed length, ascending from 2: there payoffs and errors turn to
  /// those of `Side::later`.
  std::vector<std::int64_t> turns = {};
  double signal_noise = 0;  ///< chance that a signal arrives as another kind
  double signal_cost = 0;   ///< per signal
  double open_cost = 0;     ///< per round of being open
  std::uint64_t seed = 1;   ///< of the design

  bool operator==(const Rules&) const = default;
};

/// Throws `Error` for a rate outside 0…1 or in (0, 1e-30), or up + down above 1 between the ends. `what` names it.
void check_errors(const Errors& errors, int levels, std::string_view what);
/// Throws `Error` for rules that cannot be played.
void check_rules(const Rules& rules);
/// Throws `Error` for a rate in (0, 2⁻³³), which no draw can show; exact pairs take it.
void check_grain(const Errors& errors, int levels, std::string_view what);
/// Throws `Error` where a sampled rate is above 0 but below what a draw can tell; `what` names it.
void check_grain(double rate, std::string_view what);

/// Repetitions played side by side, with the length of each match; the longest come first, so that those still running
/// are always the first lanes.
struct Block {
  std::size_t lanes = 0;                            ///< that are played
  std::array<std::uint64_t, kLanes> repetitions{};  ///< by lane
  std::array<std::int64_t, kLanes> lengths{};       ///< by lane: rounds

  /// The longest match of the block.
  std::int64_t longest() const { return lengths[0]; }
};
/// The lanes that begin at a repetition, with the lengths of their matches.
Block make_block(const Rules& rules, std::uint64_t first_repetition, std::size_t lanes);

/// How one word becomes an error, for every level: a word falls into a class, and (level, class) gives the new level.
/// On two levels the class is two bits: whether C goes up, whether D goes down.
class ErrorTable {
 public:
  /// By the errors of a game of so many levels.
  ErrorTable(const Errors& errors, int levels);

  /// Where a draw falls among the errors of all levels.
  std::uint8_t shift_class(std::uint32_t word) const;
  /// The level that is done or seen in place of a level.
  Level shifted(Level level, std::uint8_t shift_class) const {
    return table_[static_cast<std::size_t>(level) * classes_ + shift_class];
  }
  /// The class of each lane's word.
  void classify(const LaneWords& words, LaneBytes& classes) const;
  /// The level of each lane after the errors.
  void shift(const LaneBytes& classes, const LaneBytes& levels, LaneBytes& shifted) const;
  /// Nothing can go wrong.
  bool is_harmless() const;
  /// On two levels: C and D are changed by the same words.
  bool is_even() const;
  bool operator==(const ErrorTable&) const = default;

 private:
  bool is_binary_;
  std::vector<std::uint64_t> limits_;  // a word's class is the number of limits that it reaches (binary: see .cpp)
  std::size_t classes_;
  std::vector<Level> table_;
};

/// What goes wrong for one seat, as a byte for each lane: its slips and its misreadings in a bit each.
struct Tape {
  std::uint32_t seat;          ///< 0 row, 1 column
  int tremble, misperception;  ///< channels; -1 where nothing can go wrong
  std::uint8_t slip, misread;  ///< the bits

  bool operator==(const Tape&) const = default;
};

/// What a seat throws for its choices, as a byte for each lane: how many of these limits a word reaches, times `unit`.
struct Ranks {
  std::uint32_t seat;                 ///< 0 row, 1 column
  std::vector<std::uint64_t> limits;  ///< ascending; their number times `unit` fits a byte
  std::uint8_t unit;                  ///< of the draws

  bool operator==(const Ranks&) const = default;
};

/// Which draws a design needs: one channel for each purpose, seat and table of errors.
class Climate {
 public:
  /// Of matches under these rules.
  explicit Climate(const Rules& rules);

  /// The channel of a seat's errors (`Purpose::tremble` or `misperception`); -1 where nothing can go wrong. Add all
  /// channels before the first `Weather`.
  int admit(Purpose purpose, std::uint32_t seat, const Errors& errors);
  /// The channel of errors that were admitted.
  int channel(Purpose purpose, std::uint32_t seat, const Errors& errors) const;
  /// Words for what a strategy in that seat throws dice for: its choices, or its memory.
  void admit_dice(std::uint32_t seat, const Traits& traits);

  void admit(const Tape& tape);  ///< on two levels
  /// Makes room for a pair of seats.
  void admit(const Ranks& ranks);
  /// The number of what was admitted.
  std::size_t number(const Tape& tape) const;
  /// The place of a pair of seats that was admitted.
  std::size_t number(const Ranks& ranks) const;

  /// The rules that it is of.
  const Rules& rules() const { return rules_; }
  /// The errors of a channel.
  const ErrorTable& errors(int channel) const { return channels_[static_cast<std::size_t>(channel)].errors; }
  /// Bytes that the weather of one round of a block takes.
  std::size_t bytes_per_round() const;

 private:
  friend class Weather;
  struct Channel {
    Purpose purpose;
    std::uint32_t seat;
    ErrorTable errors;
  };
  /// On this tape a C is changed where a D is not, or the reverse.
  bool turns(const Tape& tape) const;

  Rules rules_;
  std::vector<Channel> channels_;
  std::vector<Tape> tapes_;
  std::vector<Ranks> ranks_;
  std::array<bool, 2> needs_dice_{};         // by seat, for choices
  std::array<bool, 2> needs_memory_dice_{};  // for the first draw of a memory in a round
};

/// The draws of one block over a window of rounds.
class Weather {
 public:
  /// Of a block, before its first round.
  Weather(const Climate& climate, const Block& block) : climate_(&climate), block_(block) {}

  /// Draws rounds `first` … `last` and forgets the others.
  void draw(std::int64_t first, std::int64_t last);

  /// The block that it is of.
  const Block& block() const { return block_; }
  /// Whether a round is drawn.
  bool covers(std::int64_t round) const { return first_ <= round && round <= last_; }
  /// The last round that is drawn.
  std::int64_t last() const { return last_; }
  /// Error classes of a covered round, by channel …
  const LaneBytes* classes(std::int64_t round) const {
    return classes_.data() + (round - first_) * static_cast<std::int64_t>(climate_->channels_.size());
  }
  /// … and of one channel.
  const LaneBytes& classes(int channel, std::int64_t round) const { return classes(round)[channel]; }
  /// Covered rounds of a tape from this one on: what is changed where it was C …
  const LaneBytes* flips(std::size_t tape, std::int64_t round) const { return at(flips_[tape], round); }
  /// … and how that differs where it was D; null where it never does.
  const LaneBytes* turned(std::size_t tape, std::int64_t round) const {
    return turned_[tape].empty() ? nullptr : at(turned_[tape], round);
  }
  /// Covered rounds of ranks from this one on.
  const LaneBytes* ranks(std::size_t ranks, std::int64_t round) const { return at(ranks_[ranks], round); }
  /// Words for choices in a covered round; null where nobody throws dice in that seat.
  const LaneWords* dice(std::uint32_t seat, std::int64_t round) const {
    return dice_[seat].empty() ? nullptr : &dice_[seat][static_cast<std::size_t>(round - first_)];
  }
  /// Words for the first draw of a memory in a round; null where the round is not covered or no memory throws dice.
  const LaneWords* memory_dice(std::uint32_t seat, std::int64_t round) const {
    return memory_dice_[seat].empty() || !covers(round) ? nullptr
                                                        : &memory_dice_[seat][static_cast<std::size_t>(round - first_)];
  }
  /// How signals of a seat arrive in a covered round: 0 as the first other kind, 1 as the second, 2 as sent. Null
  /// without signal noise.
  const LaneBytes* channel_of_signals(std::uint32_t seat, std::int64_t round) const {
    return signals_[seat].empty() ? nullptr : &signals_[seat][static_cast<std::size_t>(round - first_)];
  }

 private:
  const LaneBytes* at(const std::vector<LaneBytes>& rounds, std::int64_t round) const {
    return rounds.data() + (round - first_);
  }
  void draw_tape(std::size_t number, std::size_t rounds);
  void draw_ranks(std::size_t number, std::size_t rounds);

  const Climate* climate_;
  Block block_;
  std::int64_t first_ = 1;
  std::int64_t last_ = 0;
  std::vector<LaneBytes> classes_;                              // [round][channel]
  std::vector<std::vector<LaneBytes>> flips_, turned_, ranks_;  // [number][round]
  std::array<std::vector<LaneWords>, 2> dice_, memory_dice_;
  std::array<std::vector<LaneBytes>, 2> signals_;
};

}  // namespace detente
