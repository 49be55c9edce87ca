// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <utility>

#include <detente/tables/tables.hpp>

#include "tables/broad_lanes.hpp"
#include "tables/byte_lanes.hpp"

namespace detente {

using tables::BroadLayout;
using tables::BroadSeat;
using tables::ByteKernel;
using tables::ByteSeat;
using tables::Layout;

namespace {

constexpr std::int64_t kWindow = 248;  // rounds played at once: a kernel's counts must fit a byte

/// Rounds that a kernel counts, for so many of a window.
constexpr std::size_t counted_rounds(std::size_t rounds) {
  return (rounds + tables::kCountedTogether - 1) / tables::kCountedTogether * tables::kCountedTogether;
}

const std::array<LaneBytes, std::size_t{kWindow}> kNowhere{};
/// The dice of who throws none: an automaton is hostile where it is restrained in less than one case.
const LaneBytes kOne = [] {
  LaneBytes bytes;
  bytes.at.fill(1);
  return bytes;
}();

using Rounds = std::array<std::uint64_t, std::size_t{kWindow}>;  // a bit for each lane
const Rounds kEverybody = [] {
  Rounds rounds{};
  rounds.fill(~std::uint64_t{0});
  return rounds;
}();

/// Whether a byte for each lane can hold all that happens in a round.
bool fills_vectors(const Rules& rules) {
  return rules.levels == 2 && rules.turns.empty() && !rules.public_monitoring;
}

/// The same of what states do beside playing.
bool fill_vectors(const Rules& rules, const Traits& a, const Traits& b) {
  const bool is_silent = !a.speaks && !b.speaks;
  const bool is_counted = a.listens || b.listens || rules.signal_cost != 0;
  return !a.opens && !b.opens && (is_silent || !is_counted);
}

}  // namespace

struct SeatTables::Tables {
  Automaton machine;
  std::array<std::optional<Layout>, 2> narrow = {};  // by seat
  std::optional<BroadLayout> broad = {};
};

SeatTables::SeatTables(const Rules& rules, const Side& side, const Automaton& automaton) {
  Tables made{.machine = automaton};
  const bool slips = side.tremble != Errors{};
  if (fills_vectors(rules)) {
    for (const std::size_t seat : {0U, 1U}) made.narrow[seat] = tables::lay_out(automaton, seat, slips);
    made.broad = tables::lay_out_broadly(automaton, slips);
  }
  tables_ = std::make_shared<const Tables>(std::move(made));
}

namespace {

Tape tape(const Climate& climate, const Side& side, std::uint32_t seat) {
  return {.seat = seat,
          .tremble = climate.channel(Purpose::tremble, seat, side.tremble),
          .misperception = climate.channel(Purpose::misperception, seat, side.misperception),
          .slip = static_cast<std::uint8_t>(seat == 0 ? tables::kRowDone | tables::kRow
                                                      : tables::kColumnDone | tables::kColumn),
          .misread = seat == 0 ? tables::kColumn : tables::kRow};
}

Ranks ranks(const Layout& layout, std::uint32_t seat) {
  return {.seat = seat, .limits = layout.limits, .unit = 16};
}
Ranks ranks(const BroadLayout& layout, std::uint32_t seat) {
  return {.seat = seat, .limits = layout.limits, .unit = 1};
}

}  // namespace

class TableEncounter::Match {
 public:
  virtual ~Match() = default;
  virtual bool play(const Weather& weather, Tally& tally, const Encounter::Pulse& pulse, Observer* observer) = 0;
};

/// A pair that fills vectors.
class TableEncounter::Bytes final : public TableEncounter::Match {
 public:
  Bytes(const Climate& climate, const Side& row, const SeatTables& row_tables, const Side& column,
        const SeatTables& column_tables, std::string_view kernel, bool is_broad)
      : climate_(climate),
        seats_{Seat(climate, row, row_tables, 0, is_broad), Seat(climate, column, column_tables, 1, is_broad)} {
    const std::string_view wanted = kernel.empty() ? best_table_kernel() : kernel;
    for (const ByteKernel& known : tables::byte_kernels())
      if (known.name == wanted) kernel_ = &known;
    if (is_broad) play_broadly_ = tables::broad_kernel(wanted);
  }

  bool play(const Weather& shared, Tally& tally, const Encounter::Pulse& pulse, Observer* observer) override {
    const Block& block = shared.block();
    begin(block, tally);
    std::optional<Weather> own;
    // On the stack: those of many pairs would take turns in the cache.
    Rounds playing;
    std::array<std::array<std::uint64_t, counted_rounds(kWindow)>, 2> hostile;
    for (std::int64_t first = 1; first <= block.longest();) {
      const Weather* weather = &shared;
      if (!shared.covers(first)) {
        if (!own) own.emplace(climate_, block);
        own->draw(first, std::min(block.longest(), first + kWindow - 1));
        weather = &*own;
      }
      const std::int64_t last = std::min({weather->last(), block.longest(), first + kWindow - 1});
      const auto rounds = static_cast<std::size_t>(last - first + 1);
      play_window(*weather, first, rounds, hostile[0].data(), hostile[1].data());
      const bool is_full = block.lanes == kLanes && block.lengths[kLanes - 1] >= last;
      if (!is_full) {
        mark_playing(block, first, rounds, playing);
        for (auto& words : hostile)
          for (std::size_t i = 0; i < rounds; ++i) words[i] &= playing[i];
      }
      for (auto& words : hostile)
        std::fill(words.begin() + last - first + 1, words.begin() + counted_rounds(rounds), 0U);
      std::array<LaneBytes, 3> counted;
      kernel_->count(hostile[0].data(), hostile[1].data(), rounds, counted);
      add(counted, tally, first == 1);
      const std::uint64_t* const who = is_full ? kEverybody.data() : playing.data();
      if (observer != nullptr && !observer->see(RoundsDone{first, rounds, who, {hostile[0].data(), hostile[1].data()}}))
        return true;
      if (pulse && last < block.longest() && !pulse(static_cast<std::int64_t>(rounds))) return false;
      first = last + 1;
    }
    for (std::size_t l = 0; l < kLanes; ++l) {
      tally.joint[0][l] =
          static_cast<std::uint64_t>(block.lengths[l]) - tally.joint[1][l] - tally.joint[2][l] - tally.joint[3][l];
    }
    for (std::size_t l = block.lanes; l < kLanes; ++l) tally.joint[0][l] = 0;
    kernel_->rounds->fetch_add(static_cast<std::uint64_t>(block.longest()) * block.lanes, std::memory_order_relaxed);
    return true;
  }

 private:
  struct Seat {
    Seat(const Climate& climate, const Side& side, const SeatTables& seat_tables, std::uint32_t seat, bool is_broad)
        : tables(seat_tables.tables_),
          narrow(is_broad ? nullptr : &*tables->narrow[seat]),
          broad(is_broad ? &*tables->broad : nullptr),
          throws_dice(is_broad ? broad->mixes : narrow->kind == Layout::dice),
          tape(climate.number(detente::tape(climate, side, seat))),
          ranks(!throws_dice
                    ? 0
                    : climate.number(is_broad ? detente::ranks(*broad, seat) : detente::ranks(*narrow, seat))) {}

    void begin() { states.at.fill(broad != nullptr ? 0 : narrow->byte.front()); }
    ByteSeat narrow_at(const Weather& weather, std::int64_t round) {
      return {.layout = narrow,
              .states = &states,
              .flips = weather.flips(tape, round),
              .turned = weather.turned(tape, round),
              .ranks = throws_dice ? weather.ranks(ranks, round) : nullptr};
    }
    BroadSeat broad_at(const Weather& weather, std::int64_t round) {
      const LaneBytes* const turned = weather.turned(tape, round);
      return {.layout = broad,
              .states = &states,
              .flips = weather.flips(tape, round),
              .turned = turned == nullptr ? kNowhere.data() : turned,
              .ranks = throws_dice ? weather.ranks(ranks, round) : &kOne,
              .rank_step = throws_dice ? 1U : 0U};
    }

    std::shared_ptr<const SeatTables::Tables> tables;
    const Layout* narrow;
    const BroadLayout* broad;
    bool throws_dice;
    std::size_t tape;
    std::size_t ranks;
    LaneBytes states;
  };

  void play_window(const Weather& weather, std::int64_t first, std::size_t rounds, std::uint64_t* row_hostile,
                   std::uint64_t* column_hostile) {
    if (play_broadly_ != nullptr)
      return play_broadly_(seats_[0].broad_at(weather, first), seats_[1].broad_at(weather, first), rounds, row_hostile,
                           column_hostile);
    ByteSeat row = seats_[0].narrow_at(weather, first);
    ByteSeat column = seats_[1].narrow_at(weather, first);
    if (row.turned == nullptr && column.turned != nullptr) row.turned = kNowhere.data();
    if (column.turned == nullptr && row.turned != nullptr) column.turned = kNowhere.data();
    kernel_->play(row, column, rounds, row_hostile, column_hostile);
  }

  void begin(const Block& block, Tally& tally) {
    for (Seat& seat : seats_) seat.begin();
    tally.levels = 2;
    tally.block.lanes = block.lanes;
    std::copy(block.repetitions.begin(), block.repetitions.end(), tally.block.repetitions.begin());
    std::copy(block.lengths.begin(), block.lengths.end(), tally.block.lengths.begin());
    tally.joint.resize(4);
    tally.signals.clear();
    tally.opened.clear();
  }

  /// Matches that are over, and lanes that hold none, do not play.
  static void mark_playing(const Block& block, std::int64_t first, std::size_t rounds, Rounds& playing) {
    std::size_t lanes = block.lanes;
    for (std::size_t i = 0; i < rounds; ++i) {
      while (block.lengths[lanes - 1] < first + static_cast<std::int64_t>(i)) --lanes;
      playing[i] = lanes == kLanes ? ~std::uint64_t{0} : (std::uint64_t{1} << lanes) - 1;
    }
  }

  static void add(std::array<LaneBytes, 3>& counted, Tally& tally, bool is_first) {
    for (const auto& [sums, cell] : {std::pair<std::size_t, std::size_t>{0, 2}, {1, 1}, {2, 3}}) {
      LaneBytes& alone = counted[sums];
      if (cell != 3)
        for (std::size_t l = 0; l < kLanes; ++l)
          alone.at[l] = static_cast<std::uint8_t>(alone.at[l] - counted[2].at[l]);
      const std::uint8_t* const from = alone.at.data();
      std::uint64_t* const to = tally.joint[cell].data();
      if (is_first)
        for (std::size_t l = 0; l < kLanes; ++l) to[l] = from[l];
      else
        for (std::size_t l = 0; l < kLanes; ++l) to[l] += from[l];
    }
  }

  const Climate& climate_;
  std::array<Seat, 2> seats_;
  const ByteKernel* kernel_ = nullptr;
  tables::BroadPlay play_broadly_ = nullptr;
};

/// Any other pair, a lane after the other.
class TableEncounter::Machines final : public TableEncounter::Match {
 public:
  Machines(const Climate& climate, const Side& row, const SeatTables& row_tables, const Side& column,
           const SeatTables& column_tables)
      : tables_{row_tables.tables_, column_tables.tables_},
        encounter_(climate.rules(), climate, row, column, {&tables_[0]->machine, &tables_[1]->machine}) {}
  Machines(const Climate& climate, const Side& row, const Side& column)
      : encounter_(climate.rules(), climate, row, column, ByMemories{}) {}

  bool play(const Weather& weather, Tally& tally, const Encounter::Pulse& pulse, Observer* observer) override {
    return encounter_.play(weather, tally, pulse, observer);
  }

 private:
  std::array<std::shared_ptr<const SeatTables::Tables>, 2> tables_;
  Encounter encounter_;
};

bool TableEncounter::can_play(const Rules& rules, const Side& row, const Side& column) {
  const Traits a = row.strategy.traits();
  const Traits b = column.strategy.traits();
  const auto hears = [&](const Traits& one, const Traits& other) {
    return one.listens && (other.speaks || rules.signal_noise > 0);
  };
  return !hears(a, b) && !hears(b, a) && !row.is_ever_told() && !column.is_ever_told();
}

TableEncounter::Way TableEncounter::way(const Rules& rules, const Side& row, const SeatTables& row_tables,
                                        const Side& column, const SeatTables& column_tables) {
  const SeatTables::Tables& a = *row_tables.tables_;
  const SeatTables::Tables& b = *column_tables.tables_;
  if (!fill_vectors(rules, row.strategy.traits(), column.strategy.traits())) return Way::one_by_one;
  return a.narrow[0] && b.narrow[1] ? Way::narrow : a.broad && b.broad ? Way::broad : Way::one_by_one;
}

void TableEncounter::admit(Climate& climate, const Side& side, const SeatTables& tables, std::uint32_t seat, Way way) {
  if (way == Way::one_by_one || way == Way::as_met) return;
  climate.admit(tape(climate, side, seat));
  const auto& narrow = tables.tables_->narrow[seat];
  const auto& broad = tables.tables_->broad;
  if (way == Way::broad && broad && broad->mixes) climate.admit(ranks(*broad, seat));
  if (way == Way::narrow && narrow && narrow->kind == Layout::dice) climate.admit(ranks(*narrow, seat));
}

TableEncounter::TableEncounter(const Climate& climate, const Side& row, const SeatTables& row_tables,
                               const Side& column, const SeatTables& column_tables, std::string_view kernel) {
  const Way how = way(climate.rules(), row, row_tables, column, column_tables);
  if (how == Way::one_by_one)
    match_ = std::make_unique<Machines>(climate, row, row_tables, column, column_tables);
  else
    match_ = std::make_unique<Bytes>(climate, row, row_tables, column, column_tables, kernel, how == Way::broad);
}
TableEncounter::TableEncounter(const Climate& climate, const Side& row, const Side& column)
    : match_(std::make_unique<Machines>(climate, row, column)) {}
TableEncounter::~TableEncounter() = default;
TableEncounter::TableEncounter(TableEncounter&&) noexcept = default;

bool TableEncounter::play(const Weather& weather, Tally& tally, const Encounter::Pulse& pulse, Observer* observer) {
  return match_->play(weather, tally, pulse, observer);
}

std::vector<TableKernel> table_kernels() {
  std::vector<TableKernel> kernels;
  for (const ByteKernel& kernel : tables::byte_kernels()) kernels.push_back({kernel.name, kernel.runs_here});
  return kernels;
}

std::string_view best_table_kernel() {
  static const std::string_view best = [] {
    const auto& kernels = tables::byte_kernels();
    return std::find_if(kernels.begin(), kernels.end(), [](const ByteKernel& kernel) { return kernel.runs_here; })
        ->name;
  }();
  return best;
}

std::uint64_t rounds_played(std::string_view kernel) {
  for (const ByteKernel& known : tables::byte_kernels())
    if (known.name == kernel) return *known.rounds;
  return 0;
}

}  // namespace detente
