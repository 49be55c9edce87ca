// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/objects/match.hpp>
#include <detente/spirals/episodes.hpp>
#include <detente/tables/spells.hpp>

namespace detente {

/// What the episodes of the matches of one pair come to, in integers: sums do not depend on the order of execution.
class EpisodeCounts {
 public:
  enum Count : std::size_t {
    matches,
    truncated,  ///< that begin in hostility
    ruptures,
    ended,              ///< episodes
    rounds,             ///< in episodes
    followed,           ///< rounds that another one follows
    hostile_row,        ///< … with the row hostile
    hostile_column,     ///< … with the column hostile
    answers_by_row,     ///< … and then the row hostile
    answers_by_column,  ///< … and then the column hostile
    row_to_hostile,     ///< … with the column hostile, and then the row
    column_to_hostile,  ///< … with the row hostile, and then the column
    counts
  };

  EpisodeCounts(int levels, const Ages& ages);

  std::uint64_t& operator[](Count count) { return values_[count]; }
  std::uint64_t operator[](Count count) const { return values_[count]; }
  /// Counts an episode of so many rounds that ended, or that the match cut off.
  void count(std::int64_t length, bool has_ended);
  /// Counts all that such a batch of matches holds.
  void count(const Spells& spells);
  /// Episodes that ended after so many rounds; the last age stands for all beyond.
  std::uint64_t ended_after(std::size_t age) const { return values_[counts + age - 1]; }
  /// Episodes that were seen to last so many rounds, and no more.
  std::uint64_t lasted(std::size_t age) const { return ended_after(age) + values_[counts + oldest_ + age - 1]; }
  std::size_t oldest() const { return oldest_; }
  /// Rounds of peace within episodes, by [row level · levels + column level].
  std::uint64_t& lulls(std::size_t cell) { return values_[counts + 2 * oldest_ + cell]; }
  std::uint64_t lulls(std::size_t cell) const { return values_[counts + 2 * oldest_ + cell]; }

  void add(const EpisodeCounts& other) {
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] += other.values_[i];
  }
  /// Adds counts as `values` gave them.
  void add(const std::vector<std::uint64_t>& values) {
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] += values[i];
  }
  /// All counts, in a fixed order.
  const std::vector<std::uint64_t>& values() const { return values_; }
  void clear() { values_.assign(values_.size(), 0); }
  /// Adds these counts to `sums`, which other threads may be adding to as well.
  void add_to(EpisodeCounts& sums) const;

 private:
  std::size_t oldest_;
  std::vector<std::uint64_t> values_;  // counts, lengths of episodes that ended, of those that did not, lulls
};

/// Counts the episodes of blocks of matches while they are played.
class EpisodeCounter final : public Observer {
 public:
  /// `kernel`: one that runs here (see tables.hpp), for what comes many rounds at once; empty for the fastest.
  EpisodeCounter(int levels, const Peace& peace, const Ages& ages, std::string kernel = {});

  /// What one match comes to.
  struct InMatch {
    std::int64_t ruptures = 0;
    std::int64_t rounds = 0, spirals = 0, lock_ins = 0;  ///< rounds in episodes, and in those of such ages
  };

  /// Forgets everything before the next block, which must outlive it.
  void begin(const Block& block);
  /// Matches of these lanes ended before this round, which is told next.
  void end(std::uint64_t lanes, std::int64_t round);
  bool see(const RoundDone& round) override;
  bool see(const RoundsDone& rounds) override;
  /// The next round on two levels, with a bit for each lane in which the seat is hostile.
  void see(std::size_t lanes, std::uint64_t row, std::uint64_t column);
  /// The counts of the block that was played.
  const EpisodeCounts& finish();
  /// The match in a lane of the block that was played round by round.
  const InMatch& in_match(std::size_t lane) const { return matches_[lane]; }

 private:
  static constexpr std::size_t kWord = 64;   // rounds that are told at once
  static constexpr std::size_t kKept = 256;  // rounds whose levels are kept: a word and the longest lull before it

  struct Lane {
    std::int64_t begun = 0;  // the episode's first round; 0 in peace
    std::int64_t last = 0;   // its last hostile one so far
  };

  void flush();
  void answers();
  void walk(std::size_t place, std::uint64_t hostile, std::size_t rounds);
  void open(std::size_t place, std::int64_t round);
  void close(std::size_t place, bool has_ended);
  void lull(std::size_t place, std::int64_t round);

  std::size_t levels_;
  std::uint8_t peace_level_;
  std::int64_t calm_;
  Ages ages_;
  std::string kernel_;
  bool keeps_levels_;  // peace has more than one kind of round
  EpisodeCounts counts_;
  const Block* block_ = nullptr;
  std::int64_t base_ = 1;   // the first round of the word
  std::size_t filled_ = 0;  // rounds in the word
  std::array<Lane, kLanes> lanes_;
  std::array<InMatch, kLanes> matches_;
  std::array<std::int64_t, kLanes> lengths_{};  // of matches
  std::uint64_t over_ = 0;                      // lanes that ended before their length
  // By round, from the last one of the word before: which lanes have the round, and who is hostile in it.
  std::array<std::uint64_t, kWord + 1> playing_{}, rows_{}, columns_{};
  std::vector<LaneBytes> cells_;
  std::optional<SpellCounter> spells_;  // of who comes many rounds at once
  bool has_spells_ = false;             // in this block
};

/// What counts come to. `joint`: rounds of the same matches by [row level · levels + column level].
Episodes episodes_of(const EpisodeCounts& counts, const std::uint64_t* joint, std::size_t levels,
                     const Material& material, const Peace& peace, const Ages& ages);

}  // namespace detente
