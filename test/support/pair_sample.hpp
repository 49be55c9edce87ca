// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <detente/play/round_robin.hpp>
#include <string>
#include <utility>
#include <vector>

#include "statistics.hpp"

/// What repetitions of a pair, played by `objects`, say of exact means, variances, the covariance and shares.
namespace pair_sample {

using namespace detente;

/// One quantity over repetitions: its expectation is known if the exact result is right.
struct Quantity {
  std::string what;
  double expected;
  double event;  ///< how much one round can change it
  double sum = 0, squares = 0, largest = 0;

  void add(double value) {
    const double off = value - expected;
    sum += off;
    squares += off * off;
    largest = std::max(largest, std::abs(off));
  }
  statistics::Observed observed(double count) const {
    const double mean = sum / count;
    return {expected + mean, std::sqrt(std::max(squares / count - mean * mean, 0.0)), std::max(largest, event), count};
  }
};

/// A pair whose exact result is tried. Random lengths count by ratios: what varies is sum − mean · length, over the
/// expected length.
class Trial {
 public:
  Trial(const Design& design, const Climate& climate, const PairResult& exact)
      : design_(design),
        exact_(exact),
        encounter_(design.rules, climate, side(0), side(1)),
        length_(design.rules.continuation ? 1 / (1 - *design.rules.continuation)
                                          : static_cast<double>(design.rules.rounds)) {
    const double square = step() * step();
    const auto [row, column] = std::pair{*exact.score_sd[0], *exact.score_sd[1]};
    quantities_ = {{"row's score", 0, step()},
                   {"column's score", 0, step()},
                   {"row's variance", row * row, square},
                   {"the covariance", *exact.score_covariance, square},
                   {"column's variance", column * column, square}};
    for (std::size_t cell = 0; cell < exact.joint.size(); ++cell)
      quantities_.push_back({"share of outcome " + std::to_string(cell), 0, 1 / length_});
  }

  void play(const Weather& weather) {
    Tally tally;
    encounter_.play(weather, tally);
    for (std::size_t lane = 0; lane < tally.block.lanes; ++lane) count(tally, lane);
    count_ += static_cast<double>(tally.block.lanes);
  }

  /// The most that one round can change the score per round of a match.
  double step() const { return range() / length_; }
  const std::vector<Quantity>& quantities() const { return quantities_; }
  double repetitions() const { return count_; }
  std::string name() const { return side(0).name + " - " + side(1).name; }

 private:
  /// The payoffs' range, with prices.
  double range() const {
    double least = 0, most = 0;
    for (const std::size_t seat : {0U, 1U})
      for (const double value : side(seat).payoffs.value) {
        least = std::min(least, value);
        most = std::max(most, value);
      }
    return most - least + design_.rules.signal_cost + design_.rules.open_cost;
  }
  const Side& side(std::size_t seat) const { return design_.entrants[seat == 0 ? exact_.row : exact_.column].side; }

  void count(const Tally& tally, std::size_t lane) {
    const auto length = static_cast<double>(tally.block.lengths[lane]);
    std::array<double, 2> score{};
    const auto levels = static_cast<std::size_t>(tally.levels);
    for (std::size_t row = 0; row < levels; ++row)
      for (std::size_t column = 0; column < levels; ++column) {
        const auto rounds = static_cast<double>(tally.joint[row * levels + column][lane]);
        score[0] += rounds * side(0).payoffs.at(static_cast<int>(row), static_cast<int>(column));
        score[1] += rounds * side(1).payoffs.at(static_cast<int>(column), static_cast<int>(row));
        const std::size_t cell = row * levels + column;
        quantities_[5 + cell].add((rounds - exact_.joint[cell] * length) / length_);
      }
    std::array<double, 2> off{};
    for (const std::size_t seat : {0U, 1U}) {
      score[seat] -= design_.rules.signal_cost * static_cast<double>(tally.sent(seat, lane)) +
                     design_.rules.open_cost * static_cast<double>(tally.was_open(seat, lane));
      off[seat] = (score[seat] - exact_.score[seat] * length) / length_;
      quantities_[seat].add(off[seat]);
    }
    quantities_[2].add(off[0] * off[0]);
    quantities_[3].add(off[0] * off[1]);
    quantities_[4].add(off[1] * off[1]);
  }

  const Design& design_;
  PairResult exact_;
  Encounter encounter_;
  double length_;
  double count_ = 0;
  std::vector<Quantity> quantities_;
};

inline Climate climate_of(const Design& design) {
  Climate climate(design.rules);
  for (const std::uint32_t seat : {0U, 1U}) {
    for (const Entrant& entrant : design.entrants) {
      climate.admit_dice(seat, entrant.side.strategy.traits());
      climate.admit(Purpose::tremble, seat, entrant.side.tremble);
      climate.admit(Purpose::misperception, seat, entrant.side.misperception);
    }
  }
  return climate;
}

/// Plays so many blocks of repetitions of each pair whose exact result is given, all in the same weather.
inline std::vector<Trial> sampled(const Design& design, const Climate& climate, const std::vector<PairResult>& exact,
                                  std::uint64_t blocks) {
  std::vector<Trial> trials;
  trials.reserve(exact.size());
  for (const PairResult& pair : exact) trials.emplace_back(design, climate, pair);
  for (std::uint64_t block = 0; block < blocks; ++block) {
    Weather weather(climate, make_block(design.rules, block * kLanes, kLanes));
    weather.draw(1, weather.block().longest());
    for (Trial& trial : trials) trial.play(weather);
  }
  return trials;
}

}  // namespace pair_sample
