// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "laws/drawn_news.hpp"

#include <algorithm>

namespace detente {
namespace {

constexpr std::uint64_t kSeedOfNews = 29;

// Purposes of draws.
enum NewsDraw : std::uint32_t {
  drawn_size,
  drawn_place,
  drawn_strength,
  drawn_deterrent,
  drawn_pledge,
  drawn_change,
  drawn_mood,
  drawn_attack,
  drawn_loss,
  drawn_growth
};

}  // namespace

std::uint32_t DrawnNews::draw(std::uint32_t purpose, int state, int other) const {
  const auto place = static_cast<std::uint32_t>(kMostNeighbourhood * state + other);
  return word(
      {.seed = kSeedOfNews, .repetition = life_, .seat = 2 * place, .round = round_ + 1, .purpose = purpose << 16});
}

bool DrawnNews::happens(std::uint32_t purpose, double chance, int state, int other) const {
  return draw(purpose, state, other) < threshold(chance);
}

// Most of what is drawn is of two states, so that all four words of a counter are used.
DrawnNews::Row DrawnNews::row(std::uint32_t purpose, int state) const {
  Row words{};
  for (std::uint32_t block = 0; 4 * block < static_cast<std::uint32_t>(news_.size); ++block) {
    const auto four = philox({round_, block, static_cast<std::uint32_t>(state), static_cast<std::uint32_t>(life_)},
                             {kSeedOfNews, purpose});
    std::copy(four.begin(), four.end(), words.begin() + 4 * block);
  }
  return words;
}

DrawnNews::DrawnNews(std::uint64_t life) : life_(life) {
  // Mostly a few states, so that much happens to each; alone and as many as can be, too.
  constexpr std::array<int, kKinds> kSizes{3, 4, 2, 5, 3, kMostNeighbourhood, 6, 1};
  news_.size = kSizes[life % kKinds];
  news_.me = static_cast<State>(draw(drawn_place, 0) % static_cast<std::uint32_t>(news_.size));
  const std::uint32_t most = news_.size == kMostNeighbourhood ? 253 : 6;
  for (State state = 0; state < news_.size; ++state) {
    News::Public& one = news_.of[static_cast<std::uint8_t>(state)];
    one.strength = static_cast<std::uint8_t>(1 + draw(drawn_strength, state) % most);
    one.means = static_cast<std::uint8_t>(one.strength + draw(drawn_growth, state) % 3);
    one.deterrent = happens(drawn_deterrent, 0.2, state) ? std::uint8_t{3} : std::uint8_t{0};
  }
  draw_protectors();
}

void DrawnNews::draw_protectors() {
  for (State state = 0; state < news_.size; ++state) {
    const Row changes = row(drawn_change, state);
    for (State by = 0; by < news_.size; ++by) {
      if (by == state || (round_ > 0 && changes[static_cast<std::uint8_t>(by)] >= threshold(0.2))) continue;
      std::uint64_t& protectors = news_.of[static_cast<std::uint8_t>(state)].protectors;
      protectors &= ~bit_of(by);
      if (happens(drawn_pledge, 0.3, state, by)) protectors |= bit_of(by);
    }
  }
}

void DrawnNews::go_on() {
  ++round_;
  draw_protectors();
  const News before = news_;
  const int size = news_.size;
  for (State state = 0; state < size; ++state) {
    News::Public& one = news_.of[static_cast<std::uint8_t>(state)];
    one.victims = 0;
    bool is_bad = false;
    // Moods last eight rounds, so that there are wars and long quiet times.
    const bool is_warlike = word({.seed = kSeedOfNews,
                                  .repetition = life_,
                                  .seat = static_cast<std::uint32_t>(2 * state),
                                  .round = round_ / 8,
                                  .purpose = drawn_mood << 16}) < threshold(0.25);
    const Row attacks = row(drawn_attack, state);
    const std::uint64_t likely = threshold(is_warlike ? 0.5 : 0.02);
    for (State other = 0; other < size; ++other)
      if (other != state && before.is_alive(state) && before.is_alive(other) &&
          attacks[static_cast<std::uint8_t>(other)] < likely) {
        one.victims |= bit_of(other);
        is_bad = is_bad || before.at(other).is_good;
      }
    one.is_good = !is_bad;
  }
  for (State state = 0; state < size; ++state) {
    News::Public& one = news_.of[static_cast<std::uint8_t>(state)];
    bool is_attacked = false;
    for (State by = 0; by < size; ++by) is_attacked = is_attacked || news_.is_attacked(state, by);
    const bool may_lose = one.strength > 1 || state != news_.me;  // who is ruined learns nothing any more
    if (is_attacked && may_lose && happens(drawn_loss, 0.15, state))
      --one.strength;
    else if (one.strength > 0 && one.strength < one.means && happens(drawn_growth, 0.1, state))
      ++one.strength;
  }
}

}  // namespace detente
