// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/diplomacy.hpp"

#include <algorithm>

namespace detente::systems {
namespace {

constexpr auto kDefend = static_cast<std::uint8_t>(Stance::defend);
constexpr auto kBack = static_cast<std::uint8_t>(Stance::back);
constexpr auto kOppose = static_cast<std::uint8_t>(Stance::oppose);

/// Of 64 words, of which each has a bit for each lane, the words of each lane (Warren, Hacker's Delight, 7-3).
void transpose(SystemTally::Counts& words) {
  std::uint64_t mask = 0x00000000FFFFFFFF;
  for (std::size_t width = 32; width != 0; width /= 2, mask ^= mask << width)
    for (std::size_t at = 0; at < kLanes; at = (at + width + 1) & ~width) {
      const std::uint64_t swapped = (words[at] >> width ^ words[at + width]) & mask;
      words[at] ^= swapped << width;
      words[at + width] ^= swapped;
    }
}

}  // namespace

void Holdings::begin(const System& system) {
  const std::size_t count = system.states.size();
  strength.resize(count);
  means.resize(count);
  alive.resize(count);
  good.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    strength[i].at.fill(static_cast<std::uint8_t>(system.states[i].strength));
    means[i].at.fill(static_cast<std::uint8_t>(system.states[i].means));
    good[i].at.fill(kTrue);
  }
  see_who_lives();
}

void Holdings::see_who_lives() {
  for (std::size_t i = 0; i < strength.size(); ++i)
    for_lanes([&](std::size_t l) { alive[i].at[l] = mask_of(strength[i].at[l] != 0); });
}

Diplomacy::Diplomacy(const System& system) : system_(system), ties_(system), attitudes_(ties_.all.size()) {
  for (const SystemState& state : system.states)
    alignments_.push_back(state.alignment ? state.alignment->lanes() : nullptr);
  for (const Ties::Circle& circle : ties_.circles) {
    const std::size_t size = circle.places.size();
    rumours_.push_back({std::vector<SystemTally::Counts>(size), std::vector<SystemTally::Counts>(size)});
  }
}

void Diplomacy::begin(const Holdings& holdings, std::size_t lanes) {
  for (std::size_t tie = 0; tie < attitudes_.size(); ++tie)
    attitudes_[tie].stance.at.fill(static_cast<std::uint8_t>(ties_.all[tie].pledge));
  for (acting = 0; acting < alignments_.size(); ++acting)
    if (alignments_[acting]) alignments_[acting]->fresh();
  for (Rumours& rumours : rumours_)
    for (auto& bits : rumours.victims) bits.fill(0);
  inform_circles(holdings, lanes,
                 [this](std::size_t lane, const News& news) { alignments_[acting]->begin(lane, news); });
}

Stance Diplomacy::stance(std::size_t by, std::size_t to, std::size_t lane) const {
  for (const std::size_t tie : ties_.of_state[by])
    if (ties_.all[tie].to == to) return static_cast<Stance>(attitudes_[tie].stance.at[lane]);
  return Stance::none;
}

void Diplomacy::take_stances(std::size_t lanes) {
  for (std::size_t i = 0; i < attitudes_.size(); ++i) {
    const Ties::Tie& tie = ties_.all[i];
    Attitude& attitude = attitudes_[i];
    if (!tie.place) continue;
    acting = tie.by;
    alignments_[acting]->stance(*tie.place, lanes, attitude.stance);
    const auto pledge = static_cast<std::uint8_t>(tie.pledge);
    for_lanes([&](std::size_t l) {
      const std::uint8_t asked = attitude.stance.at[l];
      const std::uint8_t said = system_.has_void_pledges && asked != kOppose ? 0 : asked;
      attitude.stance.at[l] = said == 0 ? pledge : said;
    });
  }
}

const LaneBytes* Diplomacy::opposed(std::size_t seat) {
  if (!ties_.to_other[seat]) return nullptr;
  const LaneBytes& stance = attitudes_[*ties_.to_other[seat]].stance;
  for_lanes([&](std::size_t l) { opposed_.at[l] = mask_of(stance.at[l] == kOppose); });
  return &opposed_;
}

void Diplomacy::hold_pledges(const Holdings& holdings) {
  for (std::size_t i = 0; i < attitudes_.size(); ++i) {
    Attitude& attitude = attitudes_[i];
    const LaneBytes& good = holdings.good[ties_.all[i].to];
    for_lanes([&](std::size_t l) {
      const std::uint8_t backs = mask_of(attitude.stance.at[l] == kBack);
      const std::uint8_t defends = mask_of(attitude.stance.at[l] == kDefend);
      attitude.counts.at[l] = static_cast<std::uint8_t>(backs | (defends & good.at[l]));
    });
  }
}

void Diplomacy::tell(std::size_t seat, const std::vector<LaneBytes>& seen, LaneBytes& told, LaneBytes& called) const {
  told = seen[seat];
  called.at.fill(0);
  const auto peace = static_cast<std::uint8_t>(system_.peace_level);
  for (const Ties::Plea& plea : ties_.pleas[seat]) {
    const LaneBytes& report = seen[plea.seat];
    const LaneBytes& counts = attitudes_[plea.tie].counts;
    for_lanes([&](std::size_t l) {
      const auto heard = static_cast<std::uint8_t>(report.at[l] & counts.at[l]);
      told.at[l] = std::max(told.at[l], heard);
      called.at[l] = static_cast<std::uint8_t>(called.at[l] | mask_of(heard > peace));
    });
  }
}

template <class Learn>
void Diplomacy::inform_circles(const Holdings& holdings, std::size_t lanes, Learn learn) {
  for (std::size_t c = 0; c < rumours_.size(); ++c) {
    const Ties::Circle& circle = ties_.circles[c];
    Rumours& rumours = rumours_[c];
    const std::size_t size = circle.places.size();
    for (std::size_t p = 0; p < size; ++p) {
      SystemTally::Counts& bits = rumours.protectors[p];
      bits.fill(0);
      for (const auto& [place, tie] : circle.protectors[p])
        for (std::size_t l = 0; l < lanes; ++l)
          if (stands_by(attitudes_[tie].stance.at[l])) bits[l] |= std::uint64_t{1} << place;
    }
    News news;
    news.size = static_cast<int>(size);
    for (std::size_t l = 0; l < lanes; ++l) {
      for (std::size_t p = 0; p < size; ++p) {
        const std::size_t state = circle.places[p];
        news.of[p] = {.strength = holdings.strength[state].at[l],
                      .means = holdings.means[state].at[l],
                      .deterrent = static_cast<std::uint8_t>(system_.states[state].deterrent),
                      .is_good = holdings.good[state].at[l] != 0,
                      .victims = rumours.victims[p][l],
                      .protectors = rumours.protectors[p][l]};
      }
      for (std::size_t m = 0; m < circle.members.size(); ++m) {
        acting = circle.members[m];
        news.me = circle.member_places[m];
        learn(l, news);
      }
    }
  }
}

void Diplomacy::inform(const std::vector<LaneBytes>& seen, const Holdings& holdings, std::size_t lanes) {
  const auto peace = static_cast<std::uint8_t>(system_.peace_level);
  for (std::size_t c = 0; c < rumours_.size(); ++c)
    for (std::size_t p = 0; p < ties_.circles[c].places.size(); ++p) {
      SystemTally::Counts& bits = rumours_[c].victims[p];
      bits.fill(0);
      for (const auto& [place, seat] : ties_.circles[c].victims[p]) {
        const LaneBytes& sight = seen[seat];
        for (std::size_t l = 0; l < kLanes; ++l) bits[place] |= std::uint64_t{sight.at[l] > peace} << l;
      }
      transpose(bits);
    }
  inform_circles(holdings, lanes, [this](std::size_t lane, const News& news) { alignments_[acting]->see(lane, news); });
}

int Diplomacy::wanted_arms(std::size_t state, std::size_t lane, int means) const {
  if (!alignments_[state] || !system_.states[state].alignment->traits().arms) return means;
  return alignments_[state]->arms(lane);
}

void Diplomacy::count_pledges(std::size_t state, const Holdings& holdings, SystemTally::Counts& count,
                              std::size_t lanes) const {
  for (const std::size_t tie : ties_.of_state[state]) {
    const LaneBytes& stance = attitudes_[tie].stance;
    const LaneBytes& own = holdings.alive[state];
    const LaneBytes& other = holdings.alive[ties_.all[tie].to];
    for (std::size_t l = 0; l < lanes; ++l) {
      const auto holds = static_cast<std::uint8_t>(mask_of(stance.at[l] == kDefend) | mask_of(stance.at[l] == kBack));
      count[l] += holds & own.at[l] & other.at[l] & 1U;
    }
  }
}

}  // namespace detente::systems
