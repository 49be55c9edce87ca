// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include <detente/error.hpp>
#include <detente/strategy.hpp>
#include <detente/text/text.hpp>
#include <detente/world/weather.hpp>

#include "lanes/lane_kernel.hpp"

namespace detente {
namespace {

constexpr double kLeastChance = 1e-30;             // products of several must stay within doubles
constexpr double kLeastRate = 1.0 / 8589934592.0;  // 2⁻³³: anything less would round to never

void check_rate(double rate, std::string_view what) {
  if (!(rate >= 0 && rate <= 1))
    throw Error(std::string(what) + " is " + shortest(rate) + "; a probability lies in 0…1");
  if (rate > 0 && rate < kLeastChance)
    throw Error(std::string(what) + " is " + shortest(rate) + "; above 0 it must be at least 1e-30");
}

std::size_t round_index(std::int64_t round, std::int64_t first) {
  return static_cast<std::size_t>(round - first);
}

}  // namespace

void check_errors(const Errors& errors, int levels, std::string_view what) {
  for (int level = 0; level < levels; ++level) {
    const auto i = static_cast<std::size_t>(level);
    check_rate(errors.up[i], std::string(what) + " towards hostility");
    check_rate(errors.down[i], std::string(what) + " towards restraint");
    if (level > 0 && level < levels - 1 && errors.up[i] + errors.down[i] > 1)
      throw Error(std::string(what) + " towards hostility and towards restraint are " + rounded(errors.up[i]) +
                  " and " + rounded(errors.down[i]) +
                  "; between the lowest and the highest level their sum must not exceed 1");
  }
}

void check_grain(double rate, std::string_view what) {
  if (rate > 0 && rate < kLeastRate)
    throw Error(std::string(what) + " is " + shortest(rate) +
                "; sampled rates have a resolution of 2⁻³², so the smallest rate above 0 is 2⁻³³ (1.2e-10)");
}

void check_grain(const Errors& errors, int levels, std::string_view what) {
  for (int level = 0; level < levels; ++level) {
    check_grain(errors.up[static_cast<std::size_t>(level)], std::string(what) + " towards hostility");
    check_grain(errors.down[static_cast<std::size_t>(level)], std::string(what) + " towards restraint");
  }
}

void check_rules(const Rules& rules) {
  if (rules.levels < 2 || rules.levels > kMaxLevels)
    throw Error("a game has 2…16 levels, not " + std::to_string(rules.levels));
  if (rules.rounds < 1 || rules.rounds > 1'000'000'000)
    throw Error("rounds is " + std::to_string(rules.rounds) + "; a match lasts 1…1000000000 rounds");
  if (rules.continuation) {
    check_rate(*rules.continuation, "continuation");
    if (*rules.continuation > 0.999999)
      throw Error("continuation is " + shortest(*rules.continuation) + "; it must lie in 0…0.999999");
  }
  if (!(rules.discount >= 0 && rules.discount <= 1))
    throw Error("discount is " + shortest(rules.discount) + "; it must lie in 0…1");
  if (rules.crisis < 0 || rules.crisis > 1'000'000)
    throw Error("a crisis lasts 1…1000000 rounds, not " + std::to_string(rules.crisis));
  check_rate(rules.signal_noise, "signal noise");
  if (rules.turns.empty()) return;
  if (rules.continuation || rules.endless || rules.discount < 1)
    throw Error("a match in stretches needs a fixed number of rounds with equal weights");
  std::int64_t before = 1;
  for (const std::int64_t turn : rules.turns)
    if (turn <= std::exchange(before, turn) || turn > rules.rounds)
      throw Error("a stretch begins with round " + std::to_string(turn) +
                  "; stretches must begin in increasing rounds in 2…" + std::to_string(rules.rounds));
}

Block make_block(const Rules& rules, std::uint64_t first_repetition, std::size_t lanes) {
  Block block;
  block.lanes = lanes;
  std::array<std::uint64_t, kLanes> repetitions{};
  std::iota(repetitions.begin(), repetitions.end(), first_repetition);
  std::array<std::int64_t, kLanes> lengths{};
  if (!rules.continuation) {
    lengths.fill(rules.rounds);
  } else {
    const std::uint64_t another = threshold(*rules.continuation);
    std::array<LaneWords, 4> words;
    std::size_t running = lanes;
    for (std::uint32_t round = 1; running > 0; ++round) {
      if (round == 1 || round % 4 == 0)
        draw_words({.seed = rules.seed, .round = round, .purpose = static_cast<std::uint32_t>(Purpose::stop)},
                   repetitions, words);
      for (std::size_t lane = 0; lane < lanes; ++lane)
        if (lengths[lane] == 0 && words[round % 4].at[lane] >= another) {
          lengths[lane] = round;
          --running;
        }
    }
  }
  std::array<std::size_t, kLanes> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(lanes),
                   [&](std::size_t a, std::size_t b) { return lengths[a] > lengths[b]; });
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    block.repetitions[lane] = repetitions[order[lane]];
    block.lengths[lane] = lengths[order[lane]];
  }
  return block;
}

ErrorTable::ErrorTable(const Errors& errors, int levels) : is_binary_(levels == 2) {
  if (is_binary_) {
    limits_ = {threshold(errors.up[0]), threshold(errors.down[1])};
    classes_ = 4;
    table_ = {0, 1, 0, 1, 1, 1, 0, 0};
    return;
  }
  const auto top = static_cast<std::size_t>(levels - 1);
  const auto up = [&](std::size_t level) { return level < top ? threshold(errors.up[level]) : 0; };
  const auto down = [&](std::size_t level) { return level > 0 ? up(level) + threshold(errors.down[level]) : 0; };
  for (std::size_t level = 0; level <= top; ++level)
    for (const std::uint64_t limit : {up(level), down(level)})
      if (limit > 0) limits_.push_back(limit);
  std::sort(limits_.begin(), limits_.end());
  limits_.erase(std::unique(limits_.begin(), limits_.end()), limits_.end());
  classes_ = limits_.size() + 1;
  for (std::size_t level = 0; level <= top; ++level)
    for (std::size_t i = 0; i < classes_; ++i) {
      const std::uint64_t least_word = i == 0 ? 0 : limits_[i - 1];
      table_.push_back(static_cast<Level>(least_word < up(level)     ? level + 1
                                          : least_word < down(level) ? level - 1
                                                                     : level));
    }
}

bool ErrorTable::is_harmless() const {
  return std::all_of(limits_.begin(), limits_.end(), [](std::uint64_t limit) { return limit == 0; });
}

std::uint8_t ErrorTable::shift_class(std::uint32_t word) const {
  if (is_binary_) return static_cast<std::uint8_t>((word < limits_[0] ? 1 : 0) | (word < limits_[1] ? 2 : 0));
  std::uint8_t reached = 0;
  for (const std::uint64_t limit : limits_) reached = static_cast<std::uint8_t>(reached + (word >= limit ? 1 : 0));
  return reached;
}

bool ErrorTable::is_even() const {
  return is_binary_ && limits_[0] == limits_[1];
}

void ErrorTable::classify(const LaneWords& words, LaneBytes& classes) const {
  const lanes::LaneKernel& kernel = lanes::best_lane_kernel();
  if (is_binary_)
    kernel.classify({limits_[0], limits_[1]}, words, classes);
  else
    kernel.count_reached(limits_, words, 1, classes);
}

void ErrorTable::shift(const LaneBytes& classes, const LaneBytes& levels, LaneBytes& shifted) const {
  const std::uint8_t* const __restrict shift_class = classes.at.data();
  const std::uint8_t* const __restrict before = levels.at.data();
  std::uint8_t* const __restrict after = shifted.at.data();
  if (is_binary_) {  // the bit of a class that matters is 1 for a C, 2 for a D: one more than the level
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const unsigned changes = (shift_class[lane] & (before[lane] + 1U)) != 0 ? 1U : 0U;
      after[lane] = static_cast<Level>(before[lane] ^ changes);
    }
    return;
  }
  const Level* const __restrict table = table_.data();
  for (std::size_t lane = 0; lane < kLanes; ++lane) after[lane] = table[before[lane] * classes_ + shift_class[lane]];
}

Climate::Climate(const Rules& rules) : rules_(rules) {}

int Climate::channel(Purpose purpose, std::uint32_t seat, const Errors& errors) const {
  const ErrorTable table(errors, rules_.levels);
  for (std::size_t i = 0; i < channels_.size(); ++i)
    if (channels_[i].purpose == purpose && channels_[i].seat == seat && channels_[i].errors == table)
      return static_cast<int>(i);
  return -1;
}

int Climate::admit(Purpose purpose, std::uint32_t seat, const Errors& errors) {
  const ErrorTable table(errors, rules_.levels);
  if (table.is_harmless()) return -1;
  const int known = channel(purpose, seat, errors);
  if (known >= 0) return known;
  channels_.push_back({purpose, seat, table});
  return static_cast<int>(channels_.size()) - 1;
}

void Climate::admit_dice(std::uint32_t seat, const Traits& traits) {
  needs_dice_[seat] |= traits.throws_dice;
  needs_memory_dice_[seat] |= traits.memory_throws_dice;
}

void Climate::admit(const Tape& tape) {
  if (number(tape) == tapes_.size()) tapes_.push_back(tape);
}

void Climate::admit(const Ranks& ranks) {
  if (number(ranks) == ranks_.size()) ranks_.push_back(ranks);
  needs_dice_[ranks.seat] = true;
}

std::size_t Climate::number(const Tape& tape) const {
  return static_cast<std::size_t>(std::find(tapes_.begin(), tapes_.end(), tape) - tapes_.begin());
}

std::size_t Climate::number(const Ranks& ranks) const {
  return static_cast<std::size_t>(std::find(ranks_.begin(), ranks_.end(), ranks) - ranks_.begin());
}

bool Climate::turns(const Tape& tape) const {
  return (tape.tremble >= 0 && !errors(tape.tremble).is_even()) ||
         (tape.misperception >= 0 && !errors(tape.misperception).is_even());
}

std::size_t Climate::bytes_per_round() const {
  std::size_t words = 0;
  for (const std::size_t seat : {0U, 1U}) words += (needs_dice_[seat] ? 1U : 0U) + (needs_memory_dice_[seat] ? 1U : 0U);
  return (channels_.size() + 2 * tapes_.size() + ranks_.size()) * sizeof(LaneBytes) + words * sizeof(LaneWords) +
         (rules_.signal_noise > 0 ? 2 * sizeof(LaneBytes) : 0);
}

void Weather::draw(std::int64_t first, std::int64_t last) {
  first_ = first;
  last_ = last;
  const std::size_t channels = climate_->channels_.size();
  const std::size_t rounds = round_index(last, first) + 1;
  const Rules& rules = climate_->rules_;
  /// Calls `take` with each round of the window and its words.
  const auto each_round = [&](Purpose purpose, std::uint32_t seat, auto take) {
    std::array<LaneWords, 4> words;
    for (std::int64_t four = first / 4 * 4; four <= last; four += 4) {
      draw_words({.seed = rules.seed,
                  .seat = seat,
                  .round = static_cast<std::uint32_t>(four),
                  .purpose = static_cast<std::uint32_t>(purpose)},
                 block_.repetitions, words);
      for (std::int64_t round = std::max(four, first); round <= std::min(four + 3, last); ++round)
        take(round_index(round, first), words[static_cast<std::size_t>(round - four)]);
    }
  };
  classes_.resize(rounds * channels);
  for (std::size_t i = 0; i < channels; ++i) {
    const Climate::Channel& channel = climate_->channels_[i];
    each_round(channel.purpose, channel.seat, [&](std::size_t round, const LaneWords& words) {
      channel.errors.classify(words, classes_[round * channels + i]);
    });
  }
  flips_.resize(climate_->tapes_.size());
  turned_.resize(climate_->tapes_.size());
  for (std::size_t i = 0; i < climate_->tapes_.size(); ++i) draw_tape(i, rounds);
  const auto keep = [&](Purpose purpose, std::uint32_t seat, std::vector<LaneWords>& kept) {
    kept.resize(rounds);
    each_round(purpose, seat, [&](std::size_t round, const LaneWords& words) { kept[round] = words; });
  };
  for (std::uint32_t seat = 0; seat < 2; ++seat) {
    if (climate_->needs_dice_[seat]) keep(Purpose::play, seat, dice_[seat]);
    if (climate_->needs_memory_dice_[seat]) keep(Purpose::memory, seat, memory_dice_[seat]);
    if (rules.signal_noise > 0) {
      const std::uint64_t wrong = threshold(rules.signal_noise);
      signals_[seat].resize(rounds);
      each_round(Purpose::signal, seat, [&](std::size_t round, const LaneWords& words) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
          signals_[seat][round].at[lane] = words.at[lane] < wrong / 2 ? 0 : words.at[lane] < wrong ? 1 : 2;
      });
    }
  }
  ranks_.resize(climate_->ranks_.size());
  for (std::size_t i = 0; i < climate_->ranks_.size(); ++i) draw_ranks(i, rounds);
}

void Weather::draw_tape(std::size_t number, std::size_t rounds) {
  const Tape& tape = climate_->tapes_[number];
  flips_[number].resize(rounds);
  turned_[number].resize(climate_->turns(tape) ? rounds : 0);
  const lanes::LaneKernel& kernel = lanes::best_lane_kernel();
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto errors = [&](int channel) {
      return channel < 0 ? nullptr : &classes(channel, first_ + static_cast<std::int64_t>(i));
    };
    kernel.mark({.classes = {errors(tape.tremble), errors(tape.misperception)},
                 .bits = {tape.slip, tape.misread},
                 .flips = &flips_[number][i],
                 .turned = turned_[number].empty() ? nullptr : &turned_[number][i]});
  }
}

void Weather::draw_ranks(std::size_t number, std::size_t rounds) {
  const auto& [seat, limits, unit] = climate_->ranks_[number];
  ranks_[number].resize(rounds);
  for (std::size_t round = 0; round < rounds; ++round)
    lanes::best_lane_kernel().count_reached(limits, dice_[seat][round], unit, ranks_[number][round]);
}

}  // namespace detente
