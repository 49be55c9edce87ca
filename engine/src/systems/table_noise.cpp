// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/table_noise.hpp"

#include <algorithm>
#include <utility>

#include "lanes/lane_kernel.hpp"

namespace detente::systems {
namespace {

void clear(SlotWords& words, std::size_t slots) {
  for (std::vector<std::uint64_t>& of_round : words) of_round.assign(slots, 0);
}

template <class Kind>
std::uint32_t number(Kind purpose) {
  return static_cast<std::uint32_t>(purpose);
}

}  // namespace

TableNoise::TableNoise(const TablePlan& plan, const Block& block) : plan_(plan), block_(block) {}

TableNoise::Channel TableNoise::channel(std::size_t slot, std::uint32_t purpose) const {
  const std::size_t seat = plan_.seat_in[slot];
  return {.draw = {.seed = plan_.system.rules.seed,
                   .seat = front_seat(plan_.state(seat), plan_.state(seat ^ 1U)),
                   .purpose = purpose},
          .limits = {},
          .targets = {}};
}

void TableNoise::prepare(std::size_t stretch) {
  channels_.clear();
  prepare(trembles, Purpose::tremble, stretch);
  prepare(misreadings, Purpose::misperception, stretch);
  prepare_rates();
  prepare_dice();
  std::size_t most = 0;
  for (const Channel& channel : channels_) most = std::max(most, channel.limits.size());
  masks_.resize(4 * most);
}

void TableNoise::prepare(Slips& slips, Purpose purpose, std::size_t stretch) {
  const auto limits_of = [&](std::size_t slot) {
    const Side& side = plan_.side(plan_.seat_in[slot]);
    const auto of = [&](const auto& holds) -> const Errors& {
      return purpose == Purpose::tremble ? holds.tremble : holds.misperception;
    };
    const Errors& errors = stretch == 0 ? of(side) : of(side.later[stretch - 1]);
    return std::pair(threshold(errors.up[0]), threshold(errors.down[1]));
  };
  slips.has_any = false;
  slips.is_even = true;
  for (std::size_t slot = 0; slot < plan_.slots(); ++slot) {
    if (plan_.seat_in[slot] == TablePlan::kEmpty) continue;
    const auto [up, down] = limits_of(slot);
    slips.has_any = slips.has_any || up > 0 || down > 0;
    slips.is_even = slips.is_even && up == down;
  }
  if (!slips.has_any) return;
  clear(slips.up, plan_.slots());
  if (!slips.is_even) clear(slips.down, plan_.slots());
  for (std::size_t slot = 0; slot < plan_.slots(); ++slot) {
    if (plan_.seat_in[slot] == TablePlan::kEmpty) continue;
    const auto [up, down] = limits_of(slot);
    if (up == 0 && down == 0) continue;
    Channel one = channel(slot, number(purpose));
    if (up > 0) {
      one.limits.push_back(up);
      one.targets.push_back({0, &slips.up, slot});
    }
    if (down > 0 && down != up) one.limits.push_back(down);
    if (down > 0 && !slips.is_even) one.targets.push_back({one.limits.size() - 1, &slips.down, slot});
    channels_.push_back(std::move(one));
  }
}

void TableNoise::prepare_rates() {
  const std::uint64_t ambiguity = threshold(plan_.system.ambiguity);
  const auto add = [&](SlotWords& words, std::size_t slot, SystemPurpose purpose, std::uint64_t limit) {
    if (limit == 0) return;
    if (words[0].empty()) clear(words, plan_.slots());
    Channel one = channel(slot, number(purpose));
    one.limits = {limit};
    one.targets.push_back({0, &words, slot});
    channels_.push_back(std::move(one));
  };
  for (std::size_t slot = 0; slot < plan_.slots(); ++slot) {
    const std::size_t seat = plan_.seat_in[slot];
    if (seat == TablePlan::kEmpty) continue;
    add(mistaken, slot, SystemPurpose::ambiguity, ambiguity);
    add(verified, slot, SystemPurpose::verification, threshold(plan_.system.fronts[seat / 2].verify[seat % 2]));
  }
}

void TableNoise::prepare_dice() {
  clear(dice, kSeatsAbreast * plan_.dice);
  for (std::size_t slot = 0; slot < plan_.slots(); ++slot) {
    const TablePlan::Group& group = plan_.groups[slot / kSeatsAbreast];
    const std::vector<std::uint64_t>& limits = plan_.programs[group.program].limits();
    if (plan_.seat_in[slot] == TablePlan::kEmpty || limits.empty()) continue;
    Channel one = channel(slot, number(Purpose::play));
    one.limits = limits;
    for (std::size_t i = 0; i < limits.size(); ++i)
      one.targets.push_back({i, &dice, kSeatsAbreast * (group.first_die + i) + slot % kSeatsAbreast});
    channels_.push_back(std::move(one));
  }
}

void TableNoise::reach(std::int64_t round, std::size_t stretch) {
  if (stretch != stretch_) prepare(stretch);
  if (stretch == stretch_ && round / 4 == four_) return;
  stretch_ = stretch;
  four_ = round / 4;
  const lanes::LaneKernel& kernel = lanes::best_lane_kernel();
  for (Channel& channel : channels_) {
    channel.draw.round = static_cast<std::uint32_t>(4 * four_);
    kernel.draw_below(channel.draw, block_.repetitions, channel.limits, masks_.data());
    for (const Target& target : channel.targets)
      for (std::size_t q = 0; q < 4; ++q) (*target.to)[q][target.at] = masks_[4 * target.limit + q];
  }
}

}  // namespace detente::systems
