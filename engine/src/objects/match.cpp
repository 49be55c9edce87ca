// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include <detente/objects/match.hpp>

#include "lanes/lane_kernel.hpp"
#include "objects/lane_batch.hpp"
#include "objects/round_counter.hpp"
#include "world/channel.hpp"

namespace detente {
namespace {

constexpr std::int64_t kWindow = 128;  // rounds of weather drawn at once when it is not shared: they stay in cache
constexpr std::int64_t kPulse = 8192;  // rounds between two looks at whether to give up

/// Who was open is seen as it was.
void verify(const LaneBytes& is_open, const LaneBytes& truth, LaneBytes& seen) {
  const std::uint8_t* const __restrict open = is_open.at.data();
  const std::uint8_t* const __restrict true_levels = truth.at.data();
  std::uint8_t* const __restrict seen_levels = seen.at.data();
  over(kLanes, [&](std::size_t l) {
    const std::uint8_t level = true_levels[l];  // read before the choice, so that no lane branches
    seen_levels[l] = open[l] != 0 ? level : seen_levels[l];
  });
}

/// Adds the round of the first lane.
void record(const std::array<LaneBatch, 2>& batches, const std::array<const LaneBytes*, 2>& done,
            const std::array<const LaneBytes*, 2>& seen, Trace& trace) {
  for (std::size_t i = 0; i < 2; ++i) {
    Trace::Seat& seat = trace.seats[i];
    seat.meant.push_back(batches[i].meant().at[0]);
    seat.done.push_back(done[i]->at[0]);
    seat.seen.push_back(seen[i]->at[0]);
    seat.said.push_back(batches[i].said.at(0));
    seat.heard.push_back(batches[i].heard.at(0));
    seat.open.push_back(batches[i].is_open.at[0] != 0);
  }
}

}  // namespace

struct Encounter::Table {
  Table(const Rules& the_rules, const Climate& the_climate, const Side& row, const Side& column,
        const LaneBatch::Table& row_table = {}, const LaneBatch::Table& column_table = {})
      : rules(the_rules),
        climate(the_climate),
        batches{LaneBatch(the_climate, row, 0, row_table), LaneBatch(the_climate, column, 1, column_table)},
        has_signals(row.strategy.traits().listens || column.strategy.traits().listens || the_rules.signal_cost != 0),
        has_open(row.strategy.traits().opens || column.strategy.traits().opens),
        counter(the_rules, has_signals, has_open) {
    up_only.at.fill(1);
    for (const std::size_t seat : {0U, 1U}) {
      const Side& side = seat == 0 ? row : column;
      for (std::size_t to = 1; to <= side.later.size(); ++to)
        turns[seat].push_back(side.is_told(to) ? std::optional(briefing(the_rules, side.in(to))) : std::nullopt);
    }
  }

  /// What a strategy throws is told with its name, pair, repetition and round.
  template <class Act>
  auto told(const Block& block, Act act) {
    const auto failed_in = [&](const std::string& repetition, std::string_view what) {
      return StrategyFailure(batches[std::min<std::size_t>(acting, 1)].name,
                             "in the pair '" + batches[0].name + "' – '" + batches[1].name + "', " + repetition +
                                 ", round " + std::to_string(round),
                             what);
    };
    const auto failed = [&](std::size_t lane, std::string_view what) {
      return failed_in("repetition " + std::to_string(block.repetitions[lane]), what);
    };
    const Acting scope({batches[0].name, batches[1].name}, &acting, &round);
    try {
      return act();
    } catch (const LaneFailure& failure) {
      if (failure.lane() >= kLanes)  // it is one of several, and nobody knows which
        throw failed_in("one of " + std::to_string(block.lanes) + " repetitions", failure.what());
      throw failed(failure.lane(), failure.what());
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& failure) {  // copying a strategy may throw as well
      throw failed(0, failure.what());
    } catch (...) {
      throw failed(0, kNoException);
    }
  }

  /// Plays the block.
  bool play(const Weather& shared, Tally& tally, Trace* trace, const Pulse& pulse, Observer* observer) {
    return told(shared.block(), [&] { return play_block(shared, tally, trace, pulse, observer); });
  }

  bool play_block(const Weather& shared, Tally& tally, Trace* trace, const Pulse& pulse, Observer* observer) {
    const Block& block = shared.block();
    begin(block, tally);
    crisis(block);
    if (judged)
      for (LaneBatch& batch : batches) batch.align_shadow();
    const Weather* weather = &shared;
    std::optional<Weather> own;
    std::size_t lanes = block.lanes;
    for (round = 1; round <= block.longest(); ++round) {
      while (block.lengths[lanes - 1] < round) --lanes;
      if (!weather->covers(round)) {
        if (!own) own.emplace(climate, block);
        own->draw(round, std::min(block.longest(), round + kWindow - 1));
        weather = &*own;
      }
      if (stretch < rules.turns.size() && round == rules.turns[stretch]) turn(stretch + 1, tally);
      if (observer != nullptr) interference = observer->interference(round);
      step(*weather, lanes, tally, trace != nullptr);
      counter.end_round(stretch, tally);
      if (trace != nullptr) record(batches, done, seen, *trace);
      if (observer != nullptr && !observer->see({round, lanes, done, earned()})) return true;
      if (round % kPulse == 0 && pulse && !pulse(kPulse)) return false;
    }
    counter.finish(stretch, tally);
    return true;
  }

  void begin_steps(std::uint64_t repetition) {
    steps.emplace(climate, make_block(rules, repetition, 1));
    told(steps->block(), [&] {
      begin(steps->block(), steps->tally);
      crisis(steps->block());
    });
  }
  void begin_round() {
    told(steps->block(), [&] {
      ++round;
      Weather& weather = steps->weather;
      if (!weather.covers(round)) weather.draw(round, std::min(steps->block().longest(), round + kWindow - 1));
      if (stretch < rules.turns.size() && round == rules.turns[stretch]) turn(stretch + 1, steps->tally);
      signals(weather, 1, true);
    });
  }
  void end_round(Trace& trace) {
    told(steps->block(), [&] {
      act(steps->weather, 1, steps->tally);
      counter.end_round(stretch, steps->tally);
    });
    record(batches, done, seen, trace);
  }

  void begin(const Block& block, Tally& tally) {
    round = Acting::kNoRound;
    for (acting = 0; acting < 2; ++acting) {
      batches[acting].fresh();
      batches[acting].turn(0);
    }
    stretch = 0;
    counter.begin(block, tally);
    interference = {};
  }

  void turn(std::size_t to, Tally& tally) {
    counter.flush(stretch, tally);
    stretch = to;
    for (acting = 0; acting < 2; ++acting) {
      batches[acting].turn(to);
      if (const auto& news = turns[acting][to - 1]) batches[acting].tell(*news);
    }
  }

  void crisis(const Block& block) {
    LaneBytes top;
    top.at.fill(static_cast<Level>(rules.levels - 1));
    for (round = -rules.crisis; round < 0; ++round)
      for (acting = 0; acting < 2; ++acting) {
        batches[acting].meant() = top;
        batches[acting].see(top, top, sight(block, acting, nobody), block.lanes);
      }
  }

  void step(const Weather& weather, std::size_t lanes, Tally& tally, bool is_watched) {
    if (has_signals || is_watched) signals(weather, lanes, is_watched);
    act(weather, lanes, tally);
  }

  /// All of a round that comes after the signals.
  [[gnu::always_inline]] void act(const Weather& weather, std::size_t lanes, Tally& tally) {
    for (acting = 0; acting < 2; ++acting) {
      LaneBatch& batch = batches[acting];
      const LaneWords* const dice =
          batch.traits.throws_dice ? weather.dice(static_cast<std::uint32_t>(acting), round) : nullptr;
      batch.play(dice, lanes);
      if (has_open) {
        batch.open(lanes);
        counter.add_open(acting, batch.is_open, lanes);
      }
    }
    for (acting = 0; acting < 2; ++acting) batches[acting].throw_dice(lanes);
    if (rules.levels == 2)
      meet(weather, lanes);
    else
      meet_levels(weather, lanes, tally);
    if (has_open)
      for (const std::size_t seat : {0U, 1U})
        if (seen[seat] != done[1 - seat]) verify(batches[1 - seat].is_open, *done[1 - seat], batches[seat].seen);
    if (judged) judge(weather, lanes);
    for (acting = 0; acting < 2; ++acting) {
      // Under public monitoring what the other saw of a move is what its mover learns of it.
      const LaneBytes* const learnt = rules.public_monitoring ? seen[1 - acting] : done[acting];
      batches[acting].see(*learnt, *seen[acting], sight(weather, acting), lanes);
    }
  }

  [[gnu::noinline]] void signals(const Weather& weather, std::size_t lanes, bool is_watched) {
    for (acting = 0; acting < 2; ++acting) {
      if (!batches[acting].traits.speaks) continue;
      batches[acting].say(lanes);
      counter.add_signals(acting, batches[acting].said.kind, lanes);
    }
    for (acting = 0; acting < 2; ++acting) {
      if (!batches[acting].traits.listens && !is_watched) continue;
      const LaneSignals& said = batches[1 - acting].said;
      LaneSignals& heard = batches[acting].heard;
      const LaneBytes* const fate = weather.channel_of_signals(static_cast<std::uint32_t>(1 - acting), round);
      if (fate == nullptr || interference.is_silent)
        heard = said;
      else
        over(lanes, [&](std::size_t l) { heard.put(l, arrived(said.at(l), fate->at[l])); });
      batches[acting].hear(lanes);
    }
  }

  /// Both seats act and see, on two levels.
  void meet(const Weather& weather, std::size_t lanes) {
    if (lanes != lanes_playing) mark_playing(lanes);
    const LaneBytes* const errors = weather.classes(round);
    const auto classes = [&](std::size_t seat, bool is_tremble) -> const LaneBytes* {
      const int channel = is_tremble ? batches[seat].tremble : batches[seat].misperception;
      if (is_forced(seat, is_tremble)) return &up_only;
      return channel < 0 || interference.is_silent ? &nobody : errors + channel;
    };
    LaneBatch& row = batches[0];
    LaneBatch& column = batches[1];
    const bool are_moves = kernel.meet({.meant = {&row.meant(), &column.meant()},
                                        .tremble = {classes(0, true), classes(1, true)},
                                        .misperception = {classes(0, false), classes(1, false)},
                                        .playing = &playing,
                                        .done = {&row.done, &column.done},
                                        .seen = {&row.seen, &column.seen},
                                        .hostile = &counter.hostile()});
    if (!are_moves)
      for (acting = 0; acting < 2; ++acting) batches[acting].check_moves(lanes);
    done = {&row.done, &column.done};
    seen = {&row.seen, &column.seen};
  }
  void mark_playing(std::size_t lanes) {
    lanes_playing = lanes;
    for (std::size_t l = 0; l < kLanes; ++l) playing.at[l] = l < lanes ? 1 : 0;
  }

  /// The same on more levels.
  [[gnu::noinline]] void meet_levels(const Weather& weather, std::size_t lanes, Tally& tally) {
    done = {done_by(0, weather), done_by(1, weather)};
    counter.count(*done[0], *done[1], lanes, stretch, tally);
    seen = {seen_by(0, weather, *done[1]), seen_by(1, weather, *done[0])};
  }

  const LaneBytes* done_by(std::size_t seat, const Weather& weather) {
    LaneBatch& batch = batches[seat];
    return shifted(weather, batch.tremble, batch.meant(), batch.done, is_forced(seat, true));
  }
  const LaneBytes* seen_by(std::size_t seat, const Weather& weather, const LaneBytes& others) {
    LaneBatch& batch = batches[seat];
    return shifted(weather, batch.misperception, others, batch.seen, is_forced(seat, false));
  }
  bool is_forced(std::size_t seat, bool is_tremble) const {
    const auto& error = interference.error;
    return error && error->by == seat && error->is_tremble == is_tremble;
  }

  const LaneBytes* shifted(const Weather& weather, int channel, const LaneBytes& levels, LaneBytes& buffer,
                           bool is_forced) const {
    const LaneBytes* result = &levels;
    if (channel >= 0 && !interference.is_silent) {
      climate.errors(channel).shift(weather.classes(channel, round), levels, buffer);
      result = &buffer;
    }
    if (!is_forced) return result;
    const int top = rules.levels - 1;
    over(kLanes, [&](std::size_t l) { buffer.at[l] = static_cast<Level>(std::min(result->at[l] + 1, top)); });
    return &buffer;
  }

  /// Which restraint of this round was earned; and shows the shadows what was really done.
  [[gnu::noinline]] void judge(const Weather& weather, std::size_t lanes) {
    for (acting = 0; acting < 2; ++acting) {
      batches[acting].judge(*done[acting], *judged, lanes);
      batches[acting].see_truth(*done[acting], *done[1 - acting], sight(weather, acting), lanes);
    }
  }
  std::array<const LaneBytes*, 2> earned() const {
    if (!judged) return {};
    return {&batches[0].earned, &batches[1].earned};
  }

  Sight sight(const Block& block, std::size_t seat, const LaneBytes& verified) const {
    return {.meant = nullptr,
            .mine = nullptr,
            .theirs = nullptr,
            .verified = &verified,
            .repetitions = block.repetitions.data(),
            .seed = rules.seed,
            .seat = static_cast<std::uint32_t>(seat),
            .round = static_cast<std::uint32_t>(round)};
  }
  Sight sight(const Weather& weather, std::size_t seat) const {
    Sight sight = this->sight(weather.block(), seat, has_open ? batches[1 - seat].is_open : nobody);
    const LaneWords* const dice = weather.memory_dice(static_cast<std::uint32_t>(seat), round);
    if (dice != nullptr) sight.dice = dice->at.data();
    return sight;
  }

  /// One repetition that is played a round at a time.
  struct Steps {
    Steps(const Climate& climate, const Block& block) : weather(climate, block) {}
    const Block& block() const { return weather.block(); }

    Weather weather;
    Tally tally;
  };

  Rules rules;
  const Climate& climate;
  std::array<LaneBatch, 2> batches;
  bool has_signals, has_open;
  std::array<std::vector<std::optional<Briefing>>, 2> turns;  // what each seat is told at each turn, if anything
  std::size_t acting = 0;  // whose strategy is being asked, and in which round: for messages
  std::int64_t round = 0;
  std::size_t stretch = 0;
  std::array<const LaneBytes*, 2> done{}, seen{};
  RoundCounter counter;
  LaneBytes nobody, playing;
  LaneBytes up_only;              // the class of errors after which a C and a D are both D
  std::size_t lanes_playing = 0;  // those that are marked
  const lanes::LaneKernel& kernel = lanes::best_lane_kernel();
  Interference interference;
  std::optional<int> judged;  // the peace level by which restraint is judged
  std::optional<Steps> steps;
};

Encounter::Encounter(const Rules& rules, const Climate& climate, const Side& row, const Side& column)
    : table_(std::make_unique<Table>(rules, climate, row, column)) {}
Encounter::Encounter(const Rules& rules, const Climate& climate, const Side& row, const Side& column,
                     const Machines& machines)
    : table_(std::make_unique<Table>(rules, climate, row, column, LaneBatch::Table{machines[0]},
                                     LaneBatch::Table{machines[1]})) {}
Encounter::Encounter(const Rules& rules, const Climate& climate, const Side& row, const Side& column, ByMemories)
    : table_(std::make_unique<Table>(rules, climate, row, column, LaneBatch::Table{nullptr, true},
                                     LaneBatch::Table{nullptr, true})) {}
Encounter::~Encounter() = default;
Encounter::Encounter(Encounter&&) noexcept = default;

void Encounter::judge(int peace_level) {
  table_->judged = peace_level;
  for (LaneBatch& batch : table_->batches) batch.cast_shadow();
}

bool Encounter::play(const Weather& weather, Tally& tally, const Pulse& pulse, Observer* observer) {
  return table_->play(weather, tally, nullptr, pulse, observer);
}

Trace Encounter::trace(std::uint64_t repetition, std::int64_t most_rounds) {
  Trace trace;
  Tally tally;
  Block block = make_block(table_->rules, repetition, 1);
  block.lengths[0] = table_->rules.endless ? most_rounds : std::min(block.lengths[0], most_rounds);
  table_->play(Weather(table_->climate, block), tally, &trace, {}, nullptr);
  return trace;
}

void Encounter::begin(std::uint64_t repetition) {
  table_->begin_steps(repetition);
}
bool Encounter::has_round() const {
  return table_->steps && table_->round < table_->steps->block().longest();
}
void Encounter::exchange_signals() {
  table_->begin_round();
}
void Encounter::act(Trace& trace) {
  table_->end_round(trace);
}

}  // namespace detente
