// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "store/records.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "play/exact_pairs.hpp"
#include "store/packing.hpp"

namespace detente {
namespace {

constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMemories = 0;  // the first number of a pair: its joint memories, or that it is not exact
constexpr std::uint64_t kInexact = std::numeric_limits<std::uint64_t>::max();

std::size_t cells(const Design& design) {
  return static_cast<std::size_t>(design.rules.levels * design.rules.levels);
}

/// A number that may not be there.
double at(const std::vector<double>& values, std::size_t place) {
  return place < values.size() ? values[place] : kAbsent;
}

double& at(std::vector<double>& values, std::size_t place) {
  return values[place];
}

/// Calls `act` with every number of an exact pair that is kept, in a fixed order.
template <class Pair, class Act>
void each_number(const Design& design, Pair& pair, Act act) {
  for (const std::size_t seat : {0U, 1U}) {
    act(pair.score[seat]);
    act(pair.score_sd[seat]);
    act(pair.cooperation[seat]);
  }
  act(pair.score_covariance);
  for (auto& share : pair.joint) act(share);
  for (auto& stretch : pair.stretches)
    for (auto& share : stretch) act(share);
  if (!pair.episodes) return;
  auto& episodes = *pair.episodes;
  act(episodes.rupture_rate);
  act(episodes.left_truncated);
  act(episodes.length);
  act(episodes.hostile_share);
  act(episodes.spiral_share);
  act(episodes.lock_in_share);
  act(episodes.depth);
  act(episodes.conflict);
  for (const std::size_t seat : {0U, 1U}) {
    act(episodes.cost[seat]);
    act(episodes.reaction[seat]);
  }
  for (const int age : told_ages(design.request.ages)) act(at(episodes.survival, static_cast<std::size_t>(age) - 1));
}

/// A pair with room for all that is kept of it.
PairResult with_room(const Design& design) {
  PairResult pair{};
  pair.engine = "exact";
  pair.score_error = {0.0, 0.0};
  pair.joint.resize(cells(design));
  if (!design.rules.turns.empty())
    pair.stretches.assign(design.rules.turns.size() + 1, std::vector<double>(cells(design)));
  else
    pair.episodes.emplace().survival.assign(static_cast<std::size_t>(design.request.ages.lock_in), kAbsent);
  return pair;
}

std::uint64_t bits(double value) {
  return std::bit_cast<std::uint64_t>(value);
}

std::uint64_t bits(const std::optional<double>& value) {
  return bits(value.value_or(kAbsent));
}

void set(double& value, std::uint64_t number) {
  value = std::bit_cast<double>(number);
}

void set(std::optional<double>& value, std::uint64_t number) {
  const auto given = std::bit_cast<double>(number);
  value = std::isnan(given) ? std::nullopt : std::optional(given);
}

/// How many numbers are kept of an exact pair.
std::size_t columns_of(const Design& design) {
  std::size_t count = 1;
  const PairResult pair = with_room(design);
  each_number(design, pair, [&](const auto&) { ++count; });
  return count;
}

/// Texts of those pairs that are not exact, one after another, each ended by a line feed.
std::vector<std::string> lines(std::string_view rest) {
  std::vector<std::string> lines;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

}  // namespace

std::string record(const Design& design, const std::vector<PairResult>& pairs) {
  const std::size_t columns = columns_of(design);
  std::vector<std::uint64_t> numbers;
  numbers.reserve(columns * pairs.size());
  std::string rest;
  for (const PairResult& pair : pairs) {
    numbers.push_back(pair.hindrance ? kInexact : std::uint64_t{*pair.joint_memories});
    if (pair.hindrance) {
      numbers.resize(numbers.size() + columns - 1);
      if (*pair.hindrance != no_chain(design, {pair.row, pair.column})) rest += *pair.hindrance;
      rest += '\n';
      continue;
    }
    each_number(design, pair, [&](const auto& value) { numbers.push_back(bits(value)); });
  }
  return packed(numbers, columns, rest);
}

std::optional<std::vector<PairResult>> pairs_of(const Design& design, std::string_view bytes) {
  const std::optional<Unpacked> all = unpacked(bytes);
  if (!all || all->columns != columns_of(design)) return std::nullopt;
  const std::vector<std::string> texts = lines(all->rest);
  const PairResult room = with_room(design);
  std::vector<PairResult> pairs;
  std::size_t inexact = 0;
  for (std::size_t at = 0; at < all->numbers.size(); at += all->columns) {
    if (all->numbers[at + kMemories] == kInexact) {
      if (inexact == texts.size()) return std::nullopt;
      pairs.emplace_back().hindrance = texts[inexact++];
      continue;
    }
    PairResult& pair = pairs.emplace_back(room);
    pair.joint_memories = static_cast<std::size_t>(all->numbers[at + kMemories]);
    std::size_t next = at + 1;
    each_number(design, pair, [&](auto& value) { set(value, all->numbers[next++]); });
    if (!pair.episodes) continue;
    std::vector<double>& survival = pair.episodes->survival;
    std::size_t known = 0;
    for (const int age : told_ages(design.request.ages))
      if (!std::isnan(survival[static_cast<std::size_t>(age) - 1])) known = static_cast<std::size_t>(age);
    survival.resize(known);
  }
  return pairs;
}

std::optional<std::string> part_of_record(std::string_view bytes, std::size_t first, std::size_t count) {
  const std::optional<Unpacked> all = unpacked(bytes);
  if (!all || (first + count) * all->columns > all->numbers.size()) return std::nullopt;
  const std::vector<std::string> texts = lines(all->rest);
  std::string rest;
  for (std::size_t row = 0, inexact = 0; row < first + count; ++row) {
    if (all->numbers[row * all->columns + kMemories] != kInexact) continue;
    if (inexact == texts.size()) return std::nullopt;
    if (row >= first) rest += texts[inexact] + '\n';
    ++inexact;
  }
  const auto begin = all->numbers.begin() + static_cast<std::ptrdiff_t>(first * all->columns);
  return packed({begin, begin + static_cast<std::ptrdiff_t>(count * all->columns)}, all->columns, rest);
}

std::optional<std::int64_t> inexact_of_record(std::string_view bytes, std::size_t first, std::size_t count) {
  const std::optional<Unpacked> all = unpacked(bytes);
  if (!all || (first + count) * all->columns > all->numbers.size()) return std::nullopt;
  std::int64_t inexact = 0;
  for (std::size_t row = first; row < first + count; ++row)
    if (all->numbers[row * all->columns + kMemories] == kInexact) ++inexact;
  return inexact;
}

std::string record(const Design& design, const SampledPair& pair) {
  const auto repetitions = static_cast<std::size_t>(design.request.repetitions);
  const Tally& first = pair.blocks.front();
  const std::size_t columns = first.joint.size() + first.signals.size() + first.opened.size();
  std::vector<std::uint64_t> numbers;
  numbers.reserve(repetitions * columns);
  for (std::size_t repetition = 0; repetition < repetitions; ++repetition) {
    const Tally& tally = pair.blocks[repetition / kLanes];
    for (const auto* const of : {&tally.joint, &tally.signals, &tally.opened})
      for (const Tally::Counts& counts : *of) numbers.push_back(counts[repetition % kLanes]);
  }
  const std::string episodes = packed(pair.episodes, 1, "");
  std::string rest = pair.engine + '\n';
  rest += std::string(first.signals.empty() ? "-" : "s") + (first.opened.empty() ? "-" : "o") + '\n';
  return packed(numbers, columns, rest + episodes);
}

std::optional<SampledPair> sampled_of(const Design& design, std::string_view bytes) {
  const std::optional<Unpacked> all = unpacked(bytes);
  if (!all) return std::nullopt;
  const auto repetitions = static_cast<std::size_t>(design.request.repetitions);
  const std::size_t joint = (design.rules.turns.size() + 1) * cells(design);
  const std::size_t name = all->rest.find('\n');
  if (name == std::string::npos || all->rest.size() < name + 4) return std::nullopt;
  const bool has_signals = all->rest[name + 1] == 's', has_open = all->rest[name + 2] == 'o';
  const std::optional<Unpacked> episodes = unpacked(std::string_view(all->rest).substr(name + 4));
  if (!episodes || all->columns != joint + (has_signals ? 2 : 0) + (has_open ? 2 : 0) ||
      all->numbers.size() != repetitions * all->columns)
    return std::nullopt;
  SampledPair pair{.engine = all->rest.substr(0, name), .blocks = {}, .episodes = episodes->numbers};
  Tally room;
  room.levels = design.rules.levels;
  room.joint.resize(joint);
  room.signals.resize(has_signals ? 2 : 0);
  room.opened.resize(has_open ? 2 : 0);
  pair.blocks.assign((repetitions + kLanes - 1) / kLanes, room);
  std::size_t next = 0;
  for (std::size_t repetition = 0; repetition < repetitions; ++repetition) {
    Tally& tally = pair.blocks[repetition / kLanes];
    for (auto* const of : {&tally.joint, &tally.signals, &tally.opened})
      for (Tally::Counts& counts : *of) counts[repetition % kLanes] = all->numbers[next++];
  }
  return pair;
}

}  // namespace detente
