// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <memory>

#include <detente/tables/spells.hpp>

#include "tables/word_lanes.hpp"

namespace detente {

using tables::kWordsTogether;

/// The last rounds of a batch, as far as they are still needed: before `done_` they are counted, and kept only to look
/// back on where a match ends.
class SpellCounter::Tape {
  /// Room for words from the start of a cache line on: vectors that lie across two take twice as long to fetch.
  class Room {
   public:
    void resize(std::size_t words) {
      words_.assign(words + kLine, 0U);
      void* place = words_.data();
      std::size_t bytes = words_.size() * sizeof(std::uint64_t);
      first_ =
          static_cast<std::uint64_t*>(std::align(kLine * sizeof(std::uint64_t), sizeof(std::uint64_t), place, bytes));
    }
    std::uint64_t* data() { return first_; }

   private:
    static constexpr std::size_t kLine = 8;

    std::vector<std::uint64_t> words_;
    std::uint64_t* first_ = nullptr;
  };

 public:
  Tape(int calm, int oldest, std::string_view kernel)
      : kernel_(tables::word_kernel(kernel)),
        calm_(static_cast<std::size_t>(calm)),
        oldest_(static_cast<std::size_t>(oldest)),
        kept_(oldest_ + 2 * calm_),
        levels_((oldest_ + tables::kLevelsTogether) / tables::kLevelsTogether * tables::kLevelsTogether) {
    const std::size_t size = kept_ + kRoom + calm_ + kWordsTogether;
    for (auto* const words : {&playing_, &rows_, &columns_, &hostile_, &dilated_, &spells_, &alive_, &ages_})
      words->resize(size);
    ripening_.resize(tables::kLevelsTogether + levels_ + size);
    room_.resize(tables::room_to_ripen(levels_ + size));
    found_.reached.resize(levels_);
    found_.cut.resize(oldest_);
  }

  void begin(const Block& block) {
    block_ = &block;
    matches_ = block.lanes;
    // Before round 1 there is peace, as far back as anybody looks.
    done_ = size_ = calm_;
    first_ = 1 - static_cast<std::int64_t>(calm_);
    for (auto* const words : {&playing_, &rows_, &columns_, &hostile_, &dilated_, &spells_})
      std::fill_n(words->begin(), calm_, 0U);
    ripe_ = 0;
    std::fill(found_.reached.begin(), found_.reached.end(), 0U);
    std::fill(found_.cut.begin(), found_.cut.end(), 0U);
    found_.truncated = 0;
    found_.answers = {};
  }

  void see(const RoundsDone& rounds) {
    for (std::size_t taken = 0; taken < rounds.rounds;) {
      const std::size_t some = std::min(rounds.rounds - taken, kept_ + kRoom - size_);
      std::copy_n(rounds.playing + taken, some, &playing_[size_]);
      std::copy_n(rounds.hostile[0] + taken, some, &rows_[size_]);
      std::copy_n(rounds.hostile[1] + taken, some, &columns_[size_]);
      taken += some;
      size_ += some;
      if (size_ == kept_ + kRoom) {
        count((size_ - calm_ - done_) / kWordsTogether * kWordsTogether);
        forget();
      }
    }
  }

  const Spells& finish() {
    // No hostility comes after the end.
    for (auto* const words : {&playing_, &rows_, &columns_})
      std::fill_n(words->begin() + static_cast<std::ptrdiff_t>(size_), calm_ + kWordsTogether, 0U);
    count(size_ - done_);
    return found_;
  }

 private:
  static constexpr std::size_t kRoom = 512;  // rounds that are counted at once, or a few less

  void count(std::size_t rounds) {
    const std::size_t end = done_ + rounds;
    const std::size_t padded = (rounds + kWordsTogether - 1) / kWordsTogether * kWordsTogether;
    find_spells(end);
    kernel_.answer(&rows_[done_ - 1], &columns_[done_ - 1], &playing_[done_ - 1], padded, found_.answers);
    if (first_ + static_cast<std::int64_t>(done_) == 1) begin_with(done_);
    std::copy_n(&spells_[done_], rounds, ripening());
    std::fill_n(ripening() + rounds, padded - rounds, 0U);
    cut_off(end);
    kernel_.ripen(ripening(), ripe_, padded, oldest_ + 1, room_.data(), found_.reached.data());
    const std::size_t ripe = std::min(ripe_ + padded, levels_);
    std::copy_n(ripening() + padded - ripe, ripe, ripening_.data() + tables::kLevelsTogether);
    ripe_ = ripe;
    done_ = end;
  }

  /// Rounds that are being counted.
  std::uint64_t* ripening() { return ripening_.data() + tables::kLevelsTogether + ripe_; }

  /// The first round of all answers nothing.
  void begin_with(std::size_t first) {
    std::array<std::uint64_t, 4> sums{};
    const std::array words{playing_[first], rows_[first], columns_[first], hostile_[first]};
    kernel_.tell(words.data(), words.size(), sums.data());
    found_.answers.followed -= sums[0];
    found_.answers.answers[0] -= sums[1];
    found_.answers.answers[1] -= sums[2];
    found_.truncated = sums[3];
  }

  /// A round of peace belongs to a spell if hostility is near on both sides, fewer than `calm_` rounds of peace apart:
  /// hostility is spread over as many rounds to come, and what is not covered all along is taken away.
  void find_spells(std::size_t end) {
    const std::size_t reach = end + calm_ - 1 - done_;
    kernel_.unite(&rows_[done_], &columns_[done_], reach, &hostile_[done_]);
    const std::uint64_t* spread = &hostile_[done_];
    for (std::size_t back = 1; back < calm_; ++back, spread = &dilated_[done_])
      kernel_.unite(spread, &hostile_[done_ - back], reach, &dilated_[done_]);
    if (calm_ == 1) std::copy_n(spread, reach, &spells_[done_]);
    for (std::size_t ahead = 1; ahead < calm_; ++ahead)
      kernel_.intersect(ahead == 1 ? spread : &spells_[done_], spread + ahead, end - done_, &spells_[done_]);
  }

  /// Looks back on the spells of matches that end before `end`.
  void cut_off(std::size_t end) {
    while (matches_ > 0 && block_->lengths[matches_ - 1] - first_ < static_cast<std::int64_t>(end)) {
      const std::int64_t length = block_->lengths[matches_ - 1];
      std::uint64_t over = 0;
      for (; matches_ > 0 && block_->lengths[matches_ - 1] == length; --matches_)
        over |= std::uint64_t{1} << (matches_ - 1);
      const auto last = static_cast<std::size_t>(length - first_);
      for (std::size_t back = 0; back < calm_ && over != 0; ++back) {
        const std::uint64_t open = over & hostile_[last - back];
        over &= ~open;
        if (open != 0) look_back(open, last - back);
      }
    }
  }

  /// Spells of the lanes `open` that are cut off after the word `last`. Those that began in what is being counted are
  /// counted here and need not ripen, which takes the longer the older they are.
  void look_back(std::uint64_t open, std::size_t last) {
    if (last < done_) return look_far_back(open, last);
    const std::uint64_t older = all_along(open & spells_[done_ - 1], last);
    if (older != 0) look_far_back(older, last);
    std::uint64_t* const ripening = this->ripening();
    std::uint64_t* const alive = alive_.data();
    std::uint64_t lanes = open & ~older;
    std::size_t ages = 0;
    for (std::size_t i = last - done_ + 1; i-- > 0; ++ages) {
      const std::uint64_t word = ripening[i];
      lanes &= word;
      if (lanes == 0) break;
      ripening[i] = word & ~lanes;
      alive[ages] = lanes;
    }
    std::uint64_t* const lived = ages_.data();
    std::fill_n(lived, ages, 0U);
    kernel_.tell(alive, ages, lived);
    // Each has as many rounds of at least an age as it has rounds from that age on.
    std::uint64_t rounds = 0;
    for (std::size_t age = ages; age-- > oldest_ + 1;) rounds += lived[age];
    for (std::size_t age = std::min(ages, oldest_ + 1); age-- > 0;) {
      rounds += lived[age];
      found_.reached[age] += rounds;
    }
    for (std::size_t age = 0; age < std::min(ages, oldest_); ++age) found_.cut[age] += lived[age];
  }

  /// The lanes whose spells began before what is being counted, or just then.
  std::uint64_t all_along(std::uint64_t lanes, std::size_t last) const {
    for (std::size_t i = last + 1; lanes != 0 && i-- > done_;) lanes &= spells_[i];
    return lanes;
  }

  void look_far_back(std::uint64_t alive, std::size_t last) {
    std::size_t ages = 0;
    for (; ages < oldest_ && ages <= last; ++ages) {
      alive &= spells_[last - ages];
      if (alive == 0) break;
      alive_[ages] = alive;
    }
    kernel_.tell(alive_.data(), ages, found_.cut.data());
  }

  void forget() {
    const std::size_t gone = done_ - std::min(done_, kept_ - calm_);
    for (auto* const words : {&playing_, &rows_, &columns_, &hostile_, &dilated_, &spells_})
      std::copy(words->begin() + static_cast<std::ptrdiff_t>(gone), words->begin() + static_cast<std::ptrdiff_t>(size_),
                words->begin());
    first_ += static_cast<std::int64_t>(gone);
    done_ -= gone;
    size_ -= gone;
  }

  const tables::WordKernel& kernel_;
  std::size_t calm_, oldest_;
  std::size_t kept_;    // rounds to look back on
  std::size_t levels_;  // ages that are told apart, rounded up
  const Block* block_ = nullptr;
  std::size_t matches_ = 0;  // that are not over in what was counted: the first ones
  std::int64_t first_ = 1;   // the round of the first word
  std::size_t done_ = 0;     // words that were counted
  std::size_t size_ = 0;
  // By round: who has it, who is hostile in it; whether somebody is, now or a little before; who is in a spell.
  std::vector<std::uint64_t> playing_, rows_, columns_, hostile_, dilated_, spells_;
  // Nothing, those that were counted and may be part of runs, those that are being counted; and room for the kernel.
  Room ripening_, room_;
  std::size_t ripe_ = 0;  // of them that were counted
  std::vector<std::uint64_t> alive_, ages_;
  Spells found_;
};

SpellCounter::SpellCounter(int calm, int oldest, std::string_view kernel)
    : tape_(std::make_unique<Tape>(calm, oldest, kernel)) {}
SpellCounter::~SpellCounter() = default;
SpellCounter::SpellCounter(SpellCounter&&) noexcept = default;

void SpellCounter::begin(const Block& block) {
  tape_->begin(block);
}

void SpellCounter::see(const RoundsDone& rounds) {
  tape_->see(rounds);
}

const Spells& SpellCounter::finish() {
  return tape_->finish();
}

}  // namespace detente
