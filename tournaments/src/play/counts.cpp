// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/counts.hpp"

#include <algorithm>

namespace detente {

void Counts::add_to(std::size_t entrant, std::size_t cell, const Tally::Counts& counts, bool twice) {
  std::uint64_t* const __restrict sum = values_.data() + (entrant * cells_ + cell) * kLanes;
  const std::uint64_t* const __restrict more = counts.data();
  const unsigned doubled = twice ? 1 : 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) sum[lane] += more[lane] << doubled;
}

void Counts::add(std::size_t row, std::size_t column, const Tally& tally) {
  const bool twice = row != column;
  for (std::size_t stretch = 0; stretch < stretches_; ++stretch)
    for (std::size_t i = 0; i < levels_; ++i)
      for (std::size_t j = 0; j < levels_; ++j) {
        const Tally::Counts& counts = tally.joint[(stretch * levels_ + i) * levels_ + j];
        add_to(row, (stretch * levels_ + i) * levels_ + j, counts, twice);
        add_to(column, (stretch * levels_ + j) * levels_ + i, counts, twice);
      }
  for (const auto& [of_seats, cell] : {std::pair{&tally.signals, cells_ - 2}, std::pair{&tally.opened, cells_ - 1}}) {
    if (of_seats->empty()) continue;
    add_to(row, cell, of_seats->front(), twice);
    add_to(column, cell, of_seats->back(), twice);
  }
}

void Counts::add(const Counts& other) {
  for (std::size_t i = 0; i < values_.size(); ++i) values_[i] += other.values_[i];
}

void scores(const Tally& tally, const Side& side, const Rules& rules, std::size_t seat,
            std::array<double, kLanes>& sums) {
  const auto levels = static_cast<std::size_t>(tally.levels);
  const std::size_t cells = levels * levels;
  sums.fill(0);
  double* const __restrict sum = sums.data();
  for (std::size_t stretch = 0; stretch * cells < tally.joint.size(); ++stretch) {
    const Payoffs& payoffs = stretch == 0 ? side.payoffs : side.later[stretch - 1].payoffs;
    for (std::size_t own = 0; own < levels; ++own)
      for (std::size_t other = 0; other < levels; ++other) {
        const std::size_t cell = seat == 0 ? own * levels + other : other * levels + own;
        const double payoff = payoffs.at(static_cast<int>(own), static_cast<int>(other));
        const std::uint64_t* const __restrict count = tally.joint[stretch * cells + cell].data();
        // A match has less than 2³¹ rounds; processors have no conversion of larger numbers.
        for (std::size_t lane = 0; lane < kLanes; ++lane)
          sum[lane] += payoff * static_cast<double>(static_cast<std::int32_t>(count[lane]));
      }
  }
  for (std::size_t lane = 0; lane < kLanes; ++lane)
    sum[lane] = sum[lane] - rules.signal_cost * static_cast<double>(tally.sent(seat, lane)) -
                rules.open_cost * static_cast<double>(tally.was_open(seat, lane));
}

double score(const Counts& counts, std::size_t entrant, const Side& side, const Rules& rules, std::size_t lane) {
  const auto levels = static_cast<std::size_t>(side.payoffs.levels);
  double sum = 0;
  for (std::size_t stretch = 0; stretch < counts.stretches(); ++stretch) {
    const Payoffs& payoffs = stretch == 0 ? side.payoffs : side.later[stretch - 1].payoffs;
    for (std::size_t own = 0; own < levels; ++own)
      for (std::size_t other = 0; other < levels; ++other)
        sum += payoffs.at(static_cast<int>(own), static_cast<int>(other)) *
               static_cast<double>(counts.joint(entrant, stretch, own, other, lane));
  }
  return (sum - rules.signal_cost * static_cast<double>(counts.signals(entrant, lane)) -
          rules.open_cost * static_cast<double>(counts.opened(entrant, lane))) /
         2;
}

Bounds bounds(const Side& side, const Rules& rules) {
  Bounds all{side.payoffs.at(0, 0), side.payoffs.at(0, 0)};
  for (std::size_t stretch = 0; stretch <= side.later.size(); ++stretch) {
    const Payoffs payoffs = side.in(stretch).payoffs;
    for (int own = 0; own < payoffs.levels; ++own)
      for (int other = 0; other < payoffs.levels; ++other) {
        all.low = std::min(all.low, payoffs.at(own, other));
        all.high = std::max(all.high, payoffs.at(own, other));
      }
  }
  const Traits traits = side.strategy.traits();
  for (const double cost : {traits.speaks ? rules.signal_cost : 0, traits.opens ? rules.open_cost : 0}) {
    all.low -= std::max(cost, 0.0);
    all.high -= std::min(cost, 0.0);
  }
  return all;
}

}  // namespace detente
