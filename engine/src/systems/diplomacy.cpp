// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/diplomacy.hpp"

#include <algorithm>

namespace detente::systems {
namespace {

constexpr auto kDefend = static_cast<std::uint8_t>(Stance::defend);
constexpr auto kBack = static_cast<std::uint8_t>(Stance::back);
constexpr auto kOppose = static_cast<std::uint8_t>(Stance::oppose);

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
  for (std::size_t i = 0; i < strength.size(); ++i) mark_above(strength[i], 0, alive[i]);
}

Diplomacy::Diplomacy(const System& system) : system_(system), ties_(system), attitudes_(ties_.all.size()) {
  for (const SystemState& state : system.states)
    alignments_.push_back(state.alignment ? state.alignment->lanes() : nullptr);
  for (const Ties::Circle& circle : ties_.circles) {
    const std::size_t size = circle.places.size();
    rumours_.push_back({PlaceSets(size), PlaceSets(size)});
    seers_.emplace_back();
    for (std::size_t m = 0; m < circle.members.size(); ++m) {
      auto* const lanes = static_cast<NamedLanes*>(alignments_[circle.members[m]].get());
      seers_.back()[lanes->name()].push_back({circle.members[m], lanes, circle.member_places[m]});
    }
  }
  if (!rumours_.empty()) news_.resize(kLanes);
}

void Diplomacy::begin(const Holdings& holdings, std::size_t lanes) {
  for (std::size_t tie = 0; tie < attitudes_.size(); ++tie) {
    attitudes_[tie].stance.at.fill(static_cast<std::uint8_t>(ties_.all[tie].pledge));
    see_who_stands(attitudes_[tie]);
  }
  for (acting = 0; acting < alignments_.size(); ++acting)
    if (alignments_[acting]) alignments_[acting]->fresh();
  for (std::size_t c = 0; c < rumours_.size(); ++c) {
    rumours_[c].victims.clear();
    write_news(c, holdings, lanes);
    const Ties::Circle& circle = ties_.circles[c];
    for (std::size_t l = 0; l < lanes; ++l)
      for (std::size_t m = 0; m < circle.members.size(); ++m) {
        acting = circle.members[m];
        news_[l].me = circle.member_places[m];
        alignments_[acting]->begin(l, news_[l]);
      }
  }
}

void Diplomacy::see_who_stands(Attitude& attitude) const {
  combine(attitude.stands, attitude.stance, [](unsigned, unsigned b) { return mask_of(b == kBack || b == kDefend); });
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
    if (system_.has_void_pledges)
      for_lanes([&](std::size_t l) {
        attitude.stance.at[l] =
            static_cast<std::uint8_t>(attitude.stance.at[l] & mask_of(attitude.stance.at[l] == kOppose));
      });
    if (pledge != 0)
      for_lanes([&](std::size_t l) {
        const std::uint8_t said = attitude.stance.at[l];
        attitude.stance.at[l] = said == 0 ? pledge : said;
      });
    see_who_stands(attitude);
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
    combine(attitude.counts, attitude.stance, [](unsigned, unsigned b) { return mask_of(b == kBack); });
    LaneBytes defends = attitude.stands;
    keep_where(defends, holdings.good[ties_.all[i].to]);
    add_where(attitude.counts, defends);
  }
}

void Diplomacy::tell(std::size_t seat, const std::vector<LaneBytes>& seen, LaneBytes& told, LaneBytes& called) const {
  told = seen[seat];
  called.at.fill(0);
  const auto peace = static_cast<std::uint8_t>(system_.peace_level);
  for (const Ties::Plea& plea : ties_.pleas[seat]) {
    LaneBytes heard = seen[plea.seat];
    keep_where(heard, attitudes_[plea.tie].counts);
    combine(told, heard, [](unsigned a, unsigned b) { return std::max(a, b); });
    combine(called, heard, [=](unsigned a, unsigned b) { return a | mask_of(b > peace); });
  }
}

void Diplomacy::write_news(std::size_t c, const Holdings& holdings, std::size_t lanes) {
  const Ties::Circle& circle = ties_.circles[c];
  Rumours& rumours = rumours_[c];
  rumours.protectors.clear();
  const std::size_t size = circle.places.size();
  for (std::size_t p = 0; p < size; ++p)
    for (const auto& [place, tie] : circle.protectors[p]) rumours.protectors.add(p, place, attitudes_[tie].stands);
  for (std::size_t p = 0; p < size; ++p) {
    const std::size_t state = circle.places[p];
    const LaneBytes& strength = holdings.strength[state];
    const LaneBytes& means = holdings.means[state];
    const LaneBytes& good = holdings.good[state];
    const auto deterrent = static_cast<std::uint8_t>(system_.states[state].deterrent);
    for (std::size_t l = 0; l < lanes; ++l)
      news_[l].of[p] = {.strength = strength.at[l],
                        .means = means.at[l],
                        .deterrent = deterrent,
                        .is_good = good.at[l] != 0,
                        .victims = rumours.victims.at(p, l),
                        .protectors = rumours.protectors.at(p, l)};
  }
  for (std::size_t l = 0; l < lanes; ++l) {
    // What an alignment may look at beyond its neighbourhood is as in fresh news.
    for (auto p = static_cast<std::size_t>(news_[l].size); p > size; --p) news_[l].of[p - 1] = {};
    news_[l].size = static_cast<int>(size);
  }
}

void Diplomacy::inform(const std::vector<LaneBytes>& seen, const Holdings& holdings, std::size_t lanes) {
  const auto peace = static_cast<std::uint8_t>(system_.peace_level);
  for (std::size_t c = 0; c < rumours_.size(); ++c) {
    const Ties::Circle& circle = ties_.circles[c];
    rumours_[c].victims.clear();
    for (std::size_t p = 0; p < circle.places.size(); ++p)
      for (const auto& [place, seat] : circle.victims[p]) {
        LaneBytes saw;
        mark_above(seen[seat], peace, saw);
        rumours_[c].victims.add(p, place, saw);
      }
    write_news(c, holdings, lanes);
    for (const auto& [name, seers] : seers_[c]) NamedLanes::see_together(seers, lanes, news_, acting);
  }
}

int Diplomacy::wanted_arms(std::size_t state, std::size_t lane, int means) const {
  if (!alignments_[state] || !system_.states[state].alignment->traits().arms) return means;
  return alignments_[state]->arms(lane);
}

void Diplomacy::count_pledges(std::size_t state, const Holdings& holdings, SystemTally::Counts& count,
                              std::size_t lanes) const {
  const std::vector<std::size_t>& ties = ties_.of_state[state];
  constexpr std::size_t kFull = 255;  // what a byte counts
  for (std::size_t first = 0; first < ties.size(); first += kFull) {
    LaneBytes sum;
    for (std::size_t i = first; i < std::min(ties.size(), first + kFull); ++i) {
      LaneBytes holds = attitudes_[ties[i]].stands;
      keep_where(holds, holdings.alive[ties_.all[ties[i]].to]);
      combine(sum, holds, [](unsigned a, unsigned b) { return a + (b & 1U); });
    }
    keep_where(sum, holdings.alive[state]);
    for (std::size_t l = 0; l < lanes; ++l) count[l] += sum.at[l];
  }
}

}  // namespace detente::systems
