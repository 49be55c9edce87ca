// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/episode_counts.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <utility>

#include "play/lane_bits.hpp"

namespace detente {
namespace {

using Words = std::array<std::uint64_t, kLanes>;

/// Bits by round and lane become bits by lane and round. Warren, Hacker's Delight (2013), 7-3.
void transpose(Words& words) {
  std::uint64_t mask = 0x00000000FFFFFFFFU;
  for (std::size_t half = 32; half != 0; half >>= 1U, mask ^= mask << half)
    for (std::size_t block = 0; block < kLanes; block += 2 * half)
      for (std::size_t i = block; i < block + half; ++i) {
        const std::uint64_t swapped = ((words[i] >> half) ^ words[i + half]) & mask;
        words[i] ^= swapped << half;
        words[i + half] ^= swapped;
      }
}

/// A sum of population counts of 64 words at most, in four fields of 16 bits that vectors can add.
class Bits {
 public:
  void add(std::uint64_t word) {
    word -= (word >> 1U) & 0x5555555555555555U;
    word = (word & 0x3333333333333333U) + ((word >> 2U) & 0x3333333333333333U);
    word = (word + (word >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
    sum_ += (word & 0x00FF00FF00FF00FFU) + ((word >> 8U) & 0x00FF00FF00FF00FFU);
  }
  std::uint64_t sum() const { return sum_ * 0x0001000100010001U >> 48U; }

 private:
  std::uint64_t sum_ = 0;
};

/// The bits that end a run of at least `length` bits.
std::uint64_t runs(std::uint64_t bits, std::int64_t length) {
  if (length >= 64) return 0;  // a word with a hostile round has no room for it
  for (std::int64_t have = 1; have < length;) {
    const std::int64_t step = std::min(have, length - have);
    bits &= bits << step;
    have += step;
  }
  return bits;
}

}  // namespace

EpisodeCounts::EpisodeCounts(int levels, const Ages& ages)
    : oldest_(static_cast<std::size_t>(ages.lock_in)),
      values_(counts + 2 * oldest_ + static_cast<std::size_t>(levels * levels)) {}

void EpisodeCounts::count(std::int64_t length, bool has_ended) {
  const std::size_t age = std::min(static_cast<std::size_t>(length), oldest_);
  ++values_[counts + (has_ended ? 0 : oldest_) + age - 1];
  values_[rounds] += static_cast<std::uint64_t>(length);
  if (has_ended) ++values_[ended];
}

void EpisodeCounts::count(const Spells& spells) {
  const auto begun = [&](std::size_t age) { return spells.reached[age - 1] - spells.reached[age]; };
  for (std::size_t age = 1; age <= oldest_; ++age) {
    const bool is_last = age == oldest_;
    const std::uint64_t all = begun(age) - (is_last ? 0 : begun(age + 1));
    const std::uint64_t cut = spells.cut[age - 1] - (is_last ? 0 : spells.cut[age]);
    values_[counts + age - 1] += all - cut;
    values_[counts + oldest_ + age - 1] += cut;
  }
  values_[truncated] += spells.truncated;
  values_[ruptures] += begun(1) - spells.truncated;
  values_[ended] += begun(1) - spells.cut[0];
  values_[rounds] += spells.reached[0];
  const Spells::Answers& answers = spells.answers;
  values_[followed] += answers.followed;
  values_[hostile_row] += answers.hostile[0];
  values_[hostile_column] += answers.hostile[1];
  values_[answers_by_row] += answers.answers[0];
  values_[answers_by_column] += answers.answers[1];
  values_[row_to_hostile] += answers.to_hostile[0];
  values_[column_to_hostile] += answers.to_hostile[1];
}

void EpisodeCounts::add_to(EpisodeCounts& sums) const {
  for (std::size_t i = 0; i < values_.size(); ++i)
    if (values_[i] != 0) std::atomic_ref(sums.values_[i]).fetch_add(values_[i], std::memory_order_relaxed);
}

EpisodeCounter::EpisodeCounter(int levels, const Peace& peace, const Ages& ages, std::string kernel)
    : levels_(static_cast<std::size_t>(levels)),
      peace_level_(static_cast<std::uint8_t>(peace.level)),
      calm_(peace.calm),
      ages_(ages),
      kernel_(std::move(kernel)),
      keeps_levels_(peace.level > 0),
      counts_(levels, ages),
      cells_(keeps_levels_ ? kKept : 0) {}

void EpisodeCounter::begin(const Block& block) {
  counts_.clear();
  block_ = &block;
  base_ = 1;
  filled_ = 0;
  lanes_ = {};
  matches_ = {};
  lengths_ = block.lengths;
  over_ = 0;
  playing_[0] = 0;
  has_spells_ = false;
}

void EpisodeCounter::end(std::uint64_t lanes, std::int64_t round) {
  over_ |= lanes;
  for (; lanes != 0; lanes &= lanes - 1) {
    const std::size_t l = lowest_bit(lanes);
    lengths_[l] = round - 1;
    if (lengths_[l] < base_ && lanes_[l].begun != 0) close(l, false);
  }
}

bool EpisodeCounter::see(const RoundDone& round) {
  ++filled_;
  playing_[filled_] = lowest(round.lanes) & ~over_;
  rows_[filled_] = hostile_lanes(*round.done[0], peace_level_) & playing_[filled_];
  columns_[filled_] = hostile_lanes(*round.done[1], peace_level_) & playing_[filled_];
  if (keeps_levels_) {
    LaneBytes& cells = cells_[static_cast<std::size_t>(round.round) % kKept];
    for (std::size_t l = 0; l < kLanes; ++l)
      cells.at[l] = static_cast<std::uint8_t>(round.done[0]->at[l] * levels_ + round.done[1]->at[l]);
  }
  if (filled_ == kWord) flush();
  return true;
}

void EpisodeCounter::see(std::size_t lanes, std::uint64_t row, std::uint64_t column) {
  ++filled_;
  playing_[filled_] = lowest(lanes) & ~over_;
  rows_[filled_] = row & playing_[filled_];
  columns_[filled_] = column & playing_[filled_];
  if (filled_ == kWord) flush();
}

bool EpisodeCounter::see(const RoundsDone& rounds) {
  if (!spells_) spells_.emplace(static_cast<int>(calm_), static_cast<int>(counts_.oldest()), kernel_);
  if (!has_spells_) spells_->begin(*block_);
  has_spells_ = true;
  spells_->see(rounds);
  return true;
}

const EpisodeCounts& EpisodeCounter::finish() {
  if (filled_ > 0) flush();
  if (has_spells_) counts_.count(spells_->finish());
  counts_[EpisodeCounts::matches] = block_->lanes;
  return counts_;
}

void EpisodeCounter::flush() {
  answers();
  Words words{};
  for (std::size_t i = 0; i < filled_; ++i) words[i] = rows_[i + 1] | columns_[i + 1];
  transpose(words);
  const auto last = base_ + static_cast<std::int64_t>(filled_) - 1;
  for (std::size_t l = 0; l < block_->lanes && block_->lengths[l] >= base_; ++l) {
    if (lengths_[l] < base_) continue;
    const bool is_over = lengths_[l] <= last;
    if (words[l] != 0 || lanes_[l].begun != 0)
      walk(l, words[l], is_over ? static_cast<std::size_t>(lengths_[l] - base_ + 1) : filled_);
    if (is_over && lanes_[l].begun != 0) close(l, false);
  }
  playing_[0] = playing_[filled_];
  rows_[0] = rows_[filled_];
  columns_[0] = columns_[filled_];
  base_ += static_cast<std::int64_t>(filled_);
  filled_ = 0;
}

/// How seats answer each other, over all lanes at once.
void EpisodeCounter::answers() {
  std::array<Bits, 7> sums;
  for (std::size_t i = base_ == 1 ? 1 : 0; i < filled_; ++i) {
    const std::uint64_t row_before = rows_[i] & playing_[i + 1];
    const std::uint64_t column_before = columns_[i] & playing_[i + 1];
    sums[0].add(playing_[i + 1]);
    sums[1].add(row_before);
    sums[2].add(column_before);
    sums[3].add(rows_[i + 1]);
    sums[4].add(columns_[i + 1]);
    sums[5].add(column_before & rows_[i + 1]);
    sums[6].add(row_before & columns_[i + 1]);
  }
  for (std::size_t i = 0; i < sums.size(); ++i)
    counts_[static_cast<EpisodeCounts::Count>(EpisodeCounts::followed + i)] += sums[i].sum();
}

/// Takes a word of one lane: a bit for each of its rounds that was hostile. Time goes by episodes, not by rounds.
void EpisodeCounter::walk(std::size_t place, std::uint64_t hostile, std::size_t rounds) {
  Lane& lane = lanes_[place];
  const std::size_t first_hostile = std::min(lowest_bit(hostile), rounds);
  if (lane.begun != 0) {
    if (base_ - 1 - lane.last + static_cast<std::int64_t>(first_hostile) >= calm_)
      close(place, true);
    else if (keeps_levels_ && hostile != 0)
      for (std::int64_t round = lane.last + 1; round < base_ + static_cast<std::int64_t>(first_hostile); ++round)
        lull(place, round);
  }
  if (hostile == 0) return;
  const std::uint64_t ends = runs(~hostile & lowest(rounds) & ~lowest(first_hostile), calm_);
  for (std::size_t at = first_hostile;;) {
    if (lane.begun == 0) open(place, base_ + static_cast<std::int64_t>(at));
    const std::uint64_t next_ends = ends & ~lowest(at);
    const std::size_t last = next_ends == 0 ? static_cast<std::size_t>(63 - std::countl_zero(hostile))
                                            : lowest_bit(next_ends) - static_cast<std::size_t>(calm_);
    lane.last = base_ + static_cast<std::int64_t>(last);
    if (keeps_levels_)
      for (std::uint64_t peaceful = ~hostile & lowest(last) & ~lowest(at); peaceful != 0; peaceful &= peaceful - 1)
        lull(place, base_ + static_cast<std::int64_t>(lowest_bit(peaceful)));
    if (next_ends == 0) return;
    close(place, true);
    const std::uint64_t later = hostile & ~lowest(lowest_bit(next_ends));
    if (later == 0) return;
    at = lowest_bit(later);
  }
}

void EpisodeCounter::open(std::size_t place, std::int64_t round) {
  lanes_[place].begun = round;
  ++counts_[round == 1 ? EpisodeCounts::truncated : EpisodeCounts::ruptures];
  if (round > 1) ++matches_[place].ruptures;
}

void EpisodeCounter::close(std::size_t place, bool has_ended) {
  Lane& lane = lanes_[place];
  const std::int64_t length = lane.last - lane.begun + 1;
  counts_.count(length, has_ended);
  lane.begun = 0;
  InMatch& match = matches_[place];
  match.rounds += length;
  if (length >= ages_.spiral) match.spirals += length;
  if (length >= ages_.lock_in) match.lock_ins += length;
}

/// Counts a round of peace within an episode.
void EpisodeCounter::lull(std::size_t place, std::int64_t round) {
  ++counts_.lulls(cells_[static_cast<std::size_t>(round) % kKept].at[place]);
}

Episodes episodes_of(const EpisodeCounts& counts, const std::uint64_t* joint, std::size_t levels,
                     const Material& material, const Peace& peace, const Ages& ages) {
  using Count = EpisodeCounts::Count;
  const auto number = [&](Count count) { return static_cast<double>(counts[count]); };
  Episodes result;
  double all = 0;
  double conflict = 0;
  double depth = 0;
  for (std::size_t i = 0; i < levels; ++i)
    for (std::size_t j = 0; j < levels; ++j) {
      const std::size_t cell = i * levels + j;
      const auto row = static_cast<int>(i);
      const auto column = static_cast<int>(j);
      const bool is_peace = std::max(row, column) <= peace.level;
      const auto here = static_cast<double>(is_peace ? counts.lulls(cell) : joint[cell]);  // within episodes
      all += static_cast<double>(joint[cell]);
      depth += here * (row + column);
      if (std::min(row, column) > peace.level) conflict += here;
      result.cost[0] += here * (material[0].reward() - material[0].at(row, column));
      result.cost[1] += here * (material[1].reward() - material[1].at(column, row));
    }
  const double rounds = number(Count::rounds);
  result.rupture_rate = number(Count::ruptures) / all;
  result.left_truncated = number(Count::truncated) / number(Count::matches);
  if (counts[Count::ended] > 0) result.length = rounds / number(Count::ended);
  result.hostile_share = rounds / all;
  for (double& cost : result.cost) cost /= all;
  if (rounds > 0) {
    result.depth = depth / static_cast<double>(2 * (levels - 1)) / rounds;
    result.conflict = conflict / rounds;
  }
  std::uint64_t seen = counts[Count::ruptures] + counts[Count::truncated];  // … to reach an age
  std::uint64_t shorter = 0;                                                // rounds of those that never do
  double alive = 1;
  bool is_known = seen > 0;
  for (std::size_t age = 1; age <= counts.oldest(); ++age) {
    const double longer = (rounds - static_cast<double>(shorter)) / all;
    if (age == static_cast<std::size_t>(ages.spiral)) result.spiral_share = longer;
    if (age == static_cast<std::size_t>(ages.lock_in)) result.lock_in_share = longer;
    if (is_known) result.survival.push_back(alive);
    seen -= counts.lasted(age);
    shorter += age * counts.lasted(age);
    if (alive == 0) continue;  // 0 stays 0
    const std::uint64_t known = counts.ended_after(age) + seen;
    is_known = is_known && known > 0;
    if (is_known) alive *= static_cast<double>(seen) / static_cast<double>(known);
  }
  const double followed = number(Count::followed);
  const std::array<std::array<double, 3>, 2> seats{
      {{number(Count::hostile_row), number(Count::answers_by_column), number(Count::column_to_hostile)},
       {number(Count::hostile_column), number(Count::answers_by_row), number(Count::row_to_hostile)}}};
  for (std::size_t seat = 0; seat < 2; ++seat) {
    const auto& [hostile, answers, to_hostile] = seats[seat];
    if (hostile > 0 && followed > hostile)
      result.reaction[seat] = to_hostile / hostile - (answers - to_hostile) / (followed - hostile);
  }
  return result;
}

}  // namespace detente
