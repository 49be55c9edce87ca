// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/tables/pair_table.hpp>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include <detente/dice.hpp>

#include "exact/walker.hpp"

namespace detente {
/// What may go wrong for a seat in one way: how a byte of weather becomes a part of the input.
struct ErrorChannel {
  int number;                         // in the climate
  unsigned shift, mask, weight;       // (byte >> shift) & mask is the place of its class; times weight in the input
  std::vector<std::uint8_t> classes;  // by place
};

namespace {

constexpr std::int64_t kWeatherWindow = 128;  // rounds of weather drawn at once: they stay in cache
constexpr std::int64_t kPulse = 64;           // windows between two looks at whether to give up
constexpr std::size_t kMostInputs = 64;       // with more, memories take too long to be found
constexpr std::size_t kMostEntries = 1U << 22U;
constexpr std::size_t kMostKept = 1U << 19U;  // rounds of blocks whose weather is kept: 32 MB
// A memory takes some hundred rounds' time to be found: a table with more than a few pays as long as it is met seldom.
constexpr std::uint64_t kFew = 8192, kSeldom = 128;

/// On two levels many channels have two classes alone.
ErrorChannel channel_of(const ErrorTable& table, const Errors& errors, int levels, int number, unsigned weight) {
  constexpr std::uint64_t kWords = std::uint64_t{1} << 32U;
  std::set<std::uint8_t> found;
  if (levels == 2)
    for (const std::uint64_t limit : {threshold(errors.up[0]), threshold(errors.down[1]), kWords})
      for (const std::uint64_t word : {std::uint64_t{0}, limit, limit - 1})
        if (word < kWords) found.insert(table.shift_class(static_cast<std::uint32_t>(word)));
  if (found == std::set<std::uint8_t>{0, 1} || found == std::set<std::uint8_t>{0, 3})
    return {number, 0, 1, weight, {found.begin(), found.end()}};
  if (found == std::set<std::uint8_t>{0, 2}) return {number, 1, 1, weight, {0, 2}};
  const std::size_t count = levels == 2 ? 4 : table.shift_class(static_cast<std::uint32_t>(kWords - 1)) + 1U;
  ErrorChannel channel{number, 0, 0xFF, weight, {}};
  for (std::size_t one = 0; one < count; ++one) channel.classes.push_back(static_cast<std::uint8_t>(one));
  return channel;
}

bool throws_dice(const Side& side) {
  const Traits traits = side.strategy.traits();
  return traits.throws_dice || traits.memory_throws_dice;
}

}  // namespace

/// What a pair has reached.
class PairTable::Walk {
 public:
  Walk(const Climate& climate, const Seated& row, const Seated& column)
      : climate_(climate),
        walkers_{Walker(climate.rules(), row, column.side.strategy.traits().speaks),
                 Walker(climate.rules(), column, row.side.strategy.traits().speaks)} {
    for (const std::uint32_t seat : {0U, 1U}) {
      const Side& side = seat == 0 ? row.side : column.side;
      tremble_[seat] = admit(Purpose::tremble, seat, side.tremble);
      misperception_[seat] = admit(Purpose::misperception, seat, side.misperception);
    }
  }

  bool sit() {
    const Acting scope({walkers_[0].name(), walkers_[1].name()}, nullptr, nullptr);
    try {
      return inputs_ <= kMostInputs && walkers_[0].sit() && walkers_[1].sit();
    } catch (const std::bad_alloc&) {
      throw;
    } catch (...) {  // an encounter will meet it too, and tell
      return false;
    }
  }
  bool is_outgrown() const { return is_outgrown_; }

  bool play(const Block& block, std::int64_t crisis, Observer& observer, const Encounter::Pulse& pulse) {
    const Acting scope({walkers_[0].name(), walkers_[1].name()}, nullptr, nullptr, &windows_);
    try {
      return play_block(block, crisis, observer, pulse);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (...) {  // likewise
      is_outgrown_ = true;
      return false;
    }
  }

 private:
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
  static constexpr std::size_t kNowhere = 0xFFFFFFFF;
  using Memories = std::array<std::size_t, 2>;

  std::size_t admit(Purpose purpose, std::uint32_t seat, const Errors& errors) {
    const int number = climate_.channel(purpose, seat, errors);
    if (number < 0) return kNowhere;
    channels_.push_back(
        channel_of(climate_.errors(number), errors, climate_.rules().levels, number, static_cast<unsigned>(inputs_)));
    inputs_ *= channels_.back().classes.size();
    return channels_.size() - 1;
  }

  bool play_block(const Block& block, std::int64_t crisis, Observer& observer, const Encounter::Pulse& pulse) {
    alignas(64) std::array<std::uint32_t, kLanes> at{};
    at.fill(place({walkers_[0].first(crisis), walkers_[1].first(crisis)}));
    Weather weather(climate_, block);
    std::vector<LaneBytes>& kept = kept_[block.repetitions[0]];
    LaneBytes levels;
    std::array<LaneBytes, 2> done;
    for (std::int64_t first = 1; first <= block.longest(); first += kWeatherWindow) {
      ++windows_;
      if (!has_room(kWeatherWindow)) return false;
      if (first / kWeatherWindow % kPulse == kPulse - 1 && pulse && !pulse(kPulse * kWeatherWindow)) return false;
      const std::int64_t last = std::min(block.longest(), first + kWeatherWindow - 1);
      const LaneBytes* const inputs = inputs_of(weather, first, last, kept);
      for (std::int64_t round = first; round <= last; ++round) {
        pass(at, inputs[round - first], levels);
        for (std::size_t l = 0; l < kLanes; ++l) {
          done[0].at[l] = levels.at[l] >> 4U;
          done[1].at[l] = levels.at[l] & 15U;
        }
        if (!observer.see(RoundDone{round, block.lanes, {&done[0], &done[1]}, {}})) return true;
      }
    }
    return true;
  }

  /// What goes wrong in some rounds. A trial after the other meets the same weather: that of their first rounds is
  /// kept, from round 1 on, as long as there is room.
  const LaneBytes* inputs_of(Weather& weather, std::int64_t first, std::int64_t last, std::vector<LaneBytes>& kept) {
    const auto known = static_cast<std::int64_t>(kept.size());
    if (known >= last) return &kept[static_cast<std::size_t>(first - 1)];
    const auto more = static_cast<std::size_t>(last - known);
    if (known < first - 1 || rounds_kept_ + more > kMostKept) {
      window_.clear();
      draw(weather, first, last, window_);
      return window_.data();
    }
    rounds_kept_ += more;
    draw(weather, known + 1, last, kept);
    return &kept[static_cast<std::size_t>(first - 1)];
  }
  void draw(Weather& weather, std::int64_t first, std::int64_t last, std::vector<LaneBytes>& inputs) const {
    weather.draw(first, last);
    for (std::int64_t round = first; round <= last; ++round) read(weather, round, inputs.emplace_back());
  }

  /// For what so many rounds may meet.
  bool has_room(std::int64_t rounds) {
    met_so_far_ += kLanes * static_cast<std::uint64_t>(rounds);
    is_outgrown_ = met_.size() > kFew + met_so_far_ / kSeldom ||
                   (met_.size() + kLanes * static_cast<std::size_t>(rounds)) * inputs_ > kMostEntries;
    return !is_outgrown_;
  }

  void read(const Weather& weather, std::int64_t round, LaneBytes& input) const {
    input = {};
    for (const ErrorChannel& channel : channels_) {
      const LaneBytes& classes = weather.classes(channel.number, round);
      const unsigned shift = channel.shift, mask = channel.mask, weight = channel.weight;
      for (std::size_t l = 0; l < kLanes; ++l)
        input.at[l] = static_cast<std::uint8_t>(input.at[l] + ((classes.at[l] >> shift) & mask) * weight);
    }
  }

  void pass(std::array<std::uint32_t, kLanes>& at, const LaneBytes& input, LaneBytes& levels) {
    for (std::size_t l = 0; l < kLanes; ++l) {
      std::uint32_t entry = entries_[at[l] + input.at[l]];
      if (entry == kUnknown) entry = find(at[l], input.at[l]);
      at[l] = entry >> 8U;
      levels.at[l] = static_cast<std::uint8_t>(entry);
    }
  }

  /// Where the entries of two memories begin.
  std::uint32_t place(const Memories& memories) {
    const auto [known, is_new] = numbers_.try_emplace((std::uint64_t{memories[0]} << 32U) | memories[1],
                                                      static_cast<std::uint32_t>(entries_.size()));
    if (is_new) {
      met_.push_back(memories);
      entries_.resize(entries_.size() + inputs_, kUnknown);
    }
    return known->second;
  }

  std::uint32_t find(std::size_t first, std::size_t input) {
    const Memories before = met_[first / inputs_];
    const std::array<Signal, 2> said{walkers_[0].say(before[0]), walkers_[1].say(before[1])};
    const Memories told{walkers_[0].hear(before[0], said[1]), walkers_[1].hear(before[1], said[0])};
    const std::array<const Stance*, 2> stance{&walkers_[0].stance(told[0]), &walkers_[1].stance(told[1])};
    const std::array<bool, 2> open{stance[0]->is_open, stance[1]->is_open};
    const std::array<Level, 2> meant{stance[0]->acts.front().meant, stance[1]->acts.front().meant};
    const std::array<Level, 2> done{erred(tremble_[0], input, meant[0]), erred(tremble_[1], input, meant[1])};
    const std::array<Level, 2> seen{open[1] ? done[1] : erred(misperception_[0], input, done[1]),
                                    open[0] ? done[0] : erred(misperception_[1], input, done[0])};
    Memories after{};
    for (const std::size_t seat : {0U, 1U})
      after[seat] = walkers_[seat].see(
          told[seat],
          {meant[seat], climate_.rules().public_monitoring ? seen[1 - seat] : done[seat], seen[seat], open[1 - seat]});
    const std::uint32_t next = place(after);
    return entries_[first + input] = (next << 8U) | static_cast<std::uint32_t>(done[0] << 4U) | done[1];
  }

  Level erred(std::size_t number, std::size_t input, Level level) const {
    if (number == kNowhere) return level;
    const ErrorChannel& channel = channels_[number];
    const std::uint8_t one = channel.classes[input / channel.weight % channel.classes.size()];
    return climate_.errors(channel.number).shifted(level, one);
  }

  const Climate& climate_;
  std::array<Walker, 2> walkers_;
  std::vector<ErrorChannel> channels_;
  std::array<std::size_t, 2> tremble_{}, misperception_{};  // places among the channels
  std::size_t inputs_ = 1;                                  // ways in which the errors of a round may fall
  std::vector<Memories> met_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  // their places among the entries
  /// [joint memory · inputs + input]: the place of the next joint memory · 256 + row's level · 16 + column's.
  std::vector<std::uint32_t> entries_;
  std::unordered_map<std::uint64_t, std::vector<LaneBytes>> kept_;  // inputs by the first repetition of a block
  std::size_t rounds_kept_ = 0;
  std::vector<LaneBytes> window_;
  std::uint64_t met_so_far_ = 0;  // joint memories, each as often as it was met
  bool is_outgrown_ = false;
  std::uint64_t windows_ = 0;  // that were played
};

PairTable::PairTable(std::unique_ptr<Walk> walk) : walk_(std::move(walk)) {}
PairTable::~PairTable() = default;
PairTable::PairTable(PairTable&&) noexcept = default;

std::optional<PairTable> PairTable::make(const Climate& climate, const Seated& row, const Seated& column) {
  const Rules& rules = climate.rules();
  if (rules.continuation || !rules.turns.empty() || rules.signal_noise > 0) return std::nullopt;
  if (throws_dice(row.side) || throws_dice(column.side)) return std::nullopt;
  auto walk = std::make_unique<Walk>(climate, row, column);
  if (!walk->sit()) return std::nullopt;
  return PairTable(std::move(walk));
}

bool PairTable::play(const Block& block, std::int64_t crisis, Observer& observer, const Encounter::Pulse& pulse) {
  return walk_->play(block, crisis, observer, pulse);
}

bool PairTable::is_outgrown() const {
  return walk_->is_outgrown();
}

}  // namespace detente
