// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "lanes/lane_kernel.hpp"

namespace detente::lanes {
namespace {

void draw(const Draw& draw, const std::array<std::uint64_t, kLanes>& repetitions,
          std::array<LaneWords, 4>& words) noexcept {
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const auto drawn =
        philox({draw.round / 4, draw.purpose * 2 + draw.seat, static_cast<std::uint32_t>(repetitions[lane]),
                static_cast<std::uint32_t>(repetitions[lane] >> 32)},
               {static_cast<std::uint32_t>(draw.seed), static_cast<std::uint32_t>(draw.seed >> 32)});
    for (std::size_t i = 0; i < 4; ++i) words[i].at[lane] = drawn[i];
  }
}

void draw_below(const Draw& name, const std::array<std::uint64_t, kLanes>& repetitions,
                const std::vector<std::uint64_t>& limits, std::uint64_t* masks) noexcept {
  std::array<LaneWords, 4> words;
  draw(name, repetitions, words);
  for (const std::uint64_t limit : limits)
    for (const LaneWords& of_round : words) {
      std::uint64_t mask = 0;
      for (std::size_t lane = 0; lane < kLanes; ++lane) mask |= std::uint64_t{of_round.at[lane] < limit} << lane;
      *masks++ = mask;
    }
}

bool throw_dice(const double* cooperation, const std::uint32_t* words, LaneBytes& choices) noexcept {
  bool is_right = true;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    is_right &= (cooperation[lane] >= 0) & (cooperation[lane] <= 1);
    choices.at[lane] = is_right && words[lane] < threshold(cooperation[lane]) ? 0 : 1;
  }
  return is_right;
}

void classify(const std::array<std::uint64_t, 2>& limits, const LaneWords& words, LaneBytes& classes) noexcept {
  for (std::size_t lane = 0; lane < kLanes; ++lane)
    classes.at[lane] =
        static_cast<std::uint8_t>((words.at[lane] < limits[0] ? 1 : 0) | (words.at[lane] < limits[1] ? 2 : 0));
}

void count_reached(const std::vector<std::uint64_t>& limits, const LaneWords& words, std::uint8_t unit,
                   LaneBytes& counts) noexcept {
  counts = {};
  for (const std::uint64_t limit : limits)
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      counts.at[lane] = static_cast<std::uint8_t>(counts.at[lane] + (words.at[lane] >= limit ? unit : 0));
}

void mark(const Marks& marks) noexcept {
  *marks.flips = {};
  if (marks.turned != nullptr) *marks.turned = {};
  for (const std::size_t kind : {0U, 1U}) {
    if (marks.classes[kind] == nullptr) continue;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const unsigned error = marks.classes[kind]->at[lane];
      const unsigned bit = marks.bits[kind];
      std::uint8_t& flips = marks.flips->at[lane];
      flips = static_cast<std::uint8_t>(flips | ((error & 1U) != 0 ? bit : 0U));
      if (marks.turned == nullptr) continue;
      std::uint8_t& turned = marks.turned->at[lane];
      turned = static_cast<std::uint8_t>(turned | (error == 1 || error == 2 ? bit : 0U));
    }
  }
}

/// Of what is no move, anything.
std::uint8_t after(std::uint8_t move, std::uint8_t error) {
  return static_cast<std::uint8_t>(move ^ ((error >> (move & 1U)) & 1U));
}

bool meet(const Meeting& meeting) noexcept {
  unsigned meant = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    meant |= static_cast<unsigned>(meeting.meant[0]->at[lane] | meeting.meant[1]->at[lane]);
    std::array<std::uint8_t, 2> done;
    for (const std::size_t seat : {0U, 1U})
      done[seat] = after(meeting.meant[seat]->at[lane], meeting.tremble[seat]->at[lane]);
    for (const std::size_t seat : {0U, 1U}) {
      meeting.seen[seat]->at[lane] = after(done[1 - seat], meeting.misperception[seat]->at[lane]);
      meeting.done[seat]->at[lane] = done[seat];
    }
    const auto counted = [&](std::size_t whose, unsigned is_hostile) {
      std::uint8_t& times = (*meeting.hostile)[whose].at[lane];
      times = static_cast<std::uint8_t>(times + (is_hostile & meeting.playing->at[lane]));
    };
    counted(0, done[0]);
    counted(1, done[1]);
    counted(2, done[0] & done[1]);
  }
  return meant <= 1;
}

}  // namespace

const LaneKernel plain_kernel{"plain", true, &draw, &draw_below, &throw_dice, &classify, &count_reached, &mark, &meet};

}  // namespace detente::lanes
