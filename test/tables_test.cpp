// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <map>

#include <detente/play/round_robin.hpp>
#include <detente/tables/tables.hpp>

#include "support/reference.hpp"

namespace {

using namespace detente;

/// A machine that its number names: so many states, as many chances, and as much of a round as it is told to take.
struct Toy {
  static constexpr Info info{.name = "toy",
                             .about = "Plays a machine that its number names.",
                             .source = "These tests",
                             .against = "C",
                             .plays = "C"};
  int number = 0;
  int states = 4;
  int chances = 0;  // between those of never and always
  bool learns = false;
  bool tells = false;  // what it meant from what it did
  std::uint32_t state = 0;
  auto operator<=>(const Toy&) const = default;

  Mix play() const {
    const std::uint32_t kind = drawn(0) % static_cast<std::uint32_t>(2 + chances);
    return kind < 2 ? Mix(kind == 0 ? C : D) : chance((kind - 1.0) / (chances + 1.0));
  }
  void see(Seen round) {
    state = drawn(1U + round.theirs + (learns ? 2U * round.mine : 0U) + (tells ? 4U * round.meant : 0U)) %
            static_cast<std::uint32_t>(states);
  }

 private:
  std::uint32_t drawn(std::uint32_t input) const {
    return philox({state, input, 0, 0}, {static_cast<std::uint32_t>(number), 17})[0];
  }
};

/// Speaks, hears and opens up, and tells what it verified from what it only saw.
struct Envoy {
  static constexpr Info info{.name = "envoy",
                             .about = "Counts by what it heard, saw and verified.",
                             .source = "These tests",
                             .against = "C",
                             .plays = "C"};
  std::uint8_t state = 0;
  auto operator<=>(const Envoy&) const = default;

  Signal say() const { return state % 3 == 0 ? Signal{.kind = Signal::reassure} : Signal{}; }
  void hear(Signal signal) { count(signal.kind == Signal::reassure ? 1 : 0); }
  bool open() const { return state % 2 == 1; }
  Move play() const { return state > 3 ? D : C; }
  void see(Seen round) { count((round.verified ? 2 : 1) + (round.theirs == D ? 3 : 0)); }

 private:
  void count(int steps) { state = static_cast<std::uint8_t>((state + steps) % 7); }
};

struct Noise {
  Rates tremble, misperception;
};
const std::array kNoises{Noise{{0.05, 0.05}, {0.1, 0.1}}, Noise{{0, 0}, {0, 0}}, Noise{{0, 0}, {0.3, 0}},
                         Noise{{0.02, 0.2}, {0.1, 0.05}}, Noise{{1, 0}, {0, 1}}};

Side seated(const Strategy& strategy, const Rules& rules, const Noise& noise,
            const std::string& game_name = "security-dilemma") {
  const Game game = parse_game(game_name);
  Side side{strategy, strategy.name(), game.payoffs(), Errors::everywhere(noise.tremble.up, noise.tremble.down),
            game.misperception(noise.misperception.up, noise.misperception.down)};
  side.strategy = strategy.briefed(briefing(rules, side.in(0)));
  for (std::size_t turn = 0; turn < rules.turns.size(); ++turn)
    side.later.push_back({game.payoffs(), Errors::everywhere(0.02, 0.3), side.misperception});
  return side;
}

std::optional<SeatTables> tables_of(const Rules& rules, const Side& side, const Side& other) {
  const bool slips = side.tremble != Errors{} || rules.public_monitoring || !side.later.empty();
  const auto automaton =
      derive(side.strategy, rules.levels,
             {.slips = slips, .verified = other.strategy.traits().opens, .crisis = rules.crisis}, 512);
  if (!automaton) return std::nullopt;
  return SeatTables(rules, side, minimised(*automaton));
}

void admit(Climate& climate, const Side& side, std::uint32_t seat) {
  for (std::size_t stretch = 0; stretch <= side.later.size(); ++stretch) {
    climate.admit(Purpose::tremble, seat, side.in(stretch).tremble);
    climate.admit(Purpose::misperception, seat, side.in(stretch).misperception);
  }
  climate.admit_dice(seat, side.strategy.traits());
}

/// Counts what it is told, in a way that takes notice of order.
class Digest final : public Observer {
 public:
  bool see(const RoundDone& round) override {
    sum_ = sum_ * 1099511628211U + round.lanes + static_cast<std::uint64_t>(round.round);
    for (std::size_t l = 0; l < round.lanes; ++l)
      sum_ = sum_ * 1099511628211U + round.done[0]->at[l] + 2U * round.done[1]->at[l];
    return true;
  }
  std::uint64_t sum() const { return sum_; }

 private:
  std::uint64_t sum_ = 14695981039346656037U;
};

enum class Played { not_from_tables, as_met, one_by_one, broad, narrow };

using Way = TableEncounter::Way;

/// A pair, and how it plays from tables.
struct Pair {
  const Rules& rules;
  const Side& row;
  const Side& column;
  std::optional<SeatTables> row_tables = tables_of(rules, row, column);
  std::optional<SeatTables> column_tables = tables_of(rules, column, row);

  bool has_automata() const { return row_tables && column_tables && TableEncounter::can_play(rules, row, column); }
  bool can_be_enumerated() const {
    const auto can = [](const Side& side) {
      return side.strategy.traits().ordered && !side.strategy.traits().memory_throws_dice;
    };
    return can(row) && can(column);
  }
  Way way() const {
    return has_automata() ? TableEncounter::way(rules, row, *row_tables, column, *column_tables) : Way::as_met;
  }
  TableEncounter seated(const Climate& climate, std::string_view kernel) const {
    if (!has_automata()) return {climate, row, column};
    return {climate, row, *row_tables, column, *column_tables, kernel};
  }
};

/// Plays two blocks by every kernel that runs here.
Played compare(const Rules& rules, const Side& row, const Side& column) {
  const Pair pair{rules, row, column};
  if (!pair.has_automata() && !pair.can_be_enumerated()) return Played::not_from_tables;
  const Way way = pair.way();
  Climate climate(rules);
  admit(climate, row, 0);
  admit(climate, column, 1);
  if (pair.has_automata()) {
    TableEncounter::admit(climate, row, *pair.row_tables, 0, way);
    TableEncounter::admit(climate, column, *pair.column_tables, 1, way);
  }
  Encounter objects(rules, climate, row, column);
  for (const auto& [first, lanes] : {std::pair<std::uint64_t, std::size_t>{0, kLanes}, {kLanes, 5}}) {
    Weather weather(climate, make_block(rules, first, lanes));
    if (first == 0) weather.draw(1, 100);  // the rest is drawn on the way
    Tally slow;
    Digest slowly;
    objects.play(weather, slow, {}, &slowly);
    for (const TableKernel& kernel : table_kernels()) {
      const bool fills_vectors = way == Way::narrow || way == Way::broad;
      if (!kernel.runs_here || (!fills_vectors && kernel.name != "plain")) continue;
      Tally fast;
      Digest digest;
      pair.seated(climate, kernel.name).play(weather, fast, {}, &digest);
      EXPECT_EQ(fast.joint, slow.joint) << row.name << " - " << column.name << " by " << kernel.name;
      for (std::size_t seat = 0; seat < 2; ++seat)
        for (std::size_t lane = 0; lane < lanes; ++lane) {
          EXPECT_EQ(fast.sent(seat, lane), slow.sent(seat, lane));
          EXPECT_EQ(fast.was_open(seat, lane), slow.was_open(seat, lane));
        }
      EXPECT_EQ(digest.sum(), slowly.sum()) << row.name << " - " << column.name << " by " << kernel.name;
    }
  }
  return way == Way::narrow       ? Played::narrow
         : way == Way::broad      ? Played::broad
         : way == Way::one_by_one ? Played::one_by_one
                                  : Played::as_met;
}

std::vector<Rules> all_rules() {
  return {{.rounds = 130}, {.rounds = 600, .seed = 12345678901}, {.continuation = 0.98}, {.rounds = 60, .crisis = 5}};
}

TEST(Tables, equal_the_objects_bit_for_bit_for_machines_of_every_kind) {
  std::vector<Strategy> machines;
  for (const auto& [states, chances, learns] : {std::tuple{1, 0, false},
                                                {2, 0, true},
                                                {4, 0, true},
                                                {8, 0, false},
                                                {8, 0, true},
                                                {16, 0, false},
                                                {16, 0, true},
                                                {22, 0, false},
                                                {2, 1, true},
                                                {4, 2, true},
                                                {4, 5, false},
                                                {4, 0, false}})
    machines.emplace_back(std::make_shared<PrototypeOf<Toy>>(
        Toy{.number = static_cast<int>(machines.size()), .states = states, .chances = chances, .learns = learns}));
  for (const Rules& rules : all_rules())
    for (const Noise& noise : kNoises)
      for (const Strategy& row : machines)
        for (const Strategy& column : machines) {
          EXPECT_EQ(compare(rules, seated(row, rules, noise), seated(column, rules, noise)), Played::narrow)
              << row.name() << " - " << column.name();
          if (HasFailure()) return;
        }
}

TEST(Tables, equal_the_objects_where_both_sides_err_in_their_own_way) {
  const Rules rules{.rounds = 300};
  const Strategy row(std::make_shared<PrototypeOf<Toy>>(Toy{.number = 1, .states = 8, .learns = true}));
  const Strategy column(std::make_shared<PrototypeOf<Toy>>(Toy{.number = 2, .states = 4, .chances = 3}));
  for (const Noise& a : kNoises)
    for (const Noise& b : kNoises)
      EXPECT_EQ(compare(rules, seated(row, rules, a), seated(column, rules, b)), Played::narrow);
}

struct World {
  std::string game;
  Rules rules;
};

std::vector<World> all_worlds() {
  std::vector<World> worlds;
  for (const Rules& rules : all_rules()) worlds.push_back({"security-dilemma", rules});
  worlds.push_back({"security-dilemma", {.rounds = 90, .public_monitoring = true}});
  worlds.push_back({"stag-hunt", {.rounds = 90, .signal_cost = 0.25}});
  worlds.push_back({"security-dilemma", {.rounds = 90, .crisis = 3, .signal_noise = 0.2}});
  worlds.push_back({"prisoners-dilemma", {.rounds = 90, .turns = {30, 60}}});
  worlds.push_back({"arms-race:levels=3", {.levels = 3, .rounds = 90, .crisis = 4}});
  worlds.push_back({"arms-race:levels=5", {.levels = 5, .continuation = 0.98}});
  return worlds;
}

TEST(LongTables, equal_the_objects_bit_for_bit_for_the_library_in_every_world) {
  const std::vector<Strategy> all = Registry::built_in().strategies();
  std::size_t pairs = 0;
  std::map<Played, std::size_t> played;
  for (const World& world : all_worlds())
    for (const Noise& noise : kNoises)
      for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = pairs++ % 150; j < all.size(); j += 150) {
          try {
            ++played[compare(world.rules, seated(all[i], world.rules, noise, world.game),
                             seated(all[j], world.rules, noise, world.game))];
          } catch (const Error&) {
            continue;  // a strategy may refuse a game
          }
          if (HasFailure()) return;
        }
  EXPECT_GT(played[Played::narrow], 700U);
  EXPECT_GT(played[Played::broad], 100U);
  EXPECT_GT(played[Played::one_by_one], 1000U);
  EXPECT_GT(played[Played::as_met], 500U);
}

TEST(Tables, equal_the_objects_bit_for_bit_for_broad_machines_of_every_kind) {
  std::vector<Strategy> machines;
  for (const auto& [states, chances, learns, tells] : {std::tuple{2, 0, false, false},
                                                       {33, 0, true, false},
                                                       {64, 0, false, false},
                                                       {64, 0, true, true},
                                                       {5, 2, true, false},
                                                       {8, 40, true, true},
                                                       {64, 60, false, false},
                                                       {64, 9, true, true}})
    machines.emplace_back(std::make_shared<PrototypeOf<Toy>>(Toy{.number = 100 + static_cast<int>(machines.size()),
                                                                 .states = states,
                                                                 .chances = chances,
                                                                 .learns = learns,
                                                                 .tells = tells}));
  std::map<Played, std::size_t> played;
  for (const Rules& rules : all_rules())
    for (const Noise& noise : kNoises)
      for (const Strategy& row : machines)
        for (const Strategy& column : machines) {
          ++played[compare(rules, seated(row, rules, noise), seated(column, rules, noise))];
          if (HasFailure()) return;
        }
  EXPECT_GT(played[Played::broad], 1000U);
  EXPECT_EQ(played[Played::one_by_one], 0U);
}

TEST(Tables, of_more_than_64_states_fill_no_vector) {
  const Rules rules{.rounds = 300};
  const Strategy large(std::make_shared<PrototypeOf<Toy>>(Toy{.number = 5, .states = 200, .learns = true}));
  EXPECT_EQ(compare(rules, seated(large, rules, kNoises[0]), seated(large, rules, kNoises[0])), Played::one_by_one);
}

TEST(Tables, of_who_tells_what_it_meant_from_what_it_did_by_dice_are_broad) {
  const Rules rules{.rounds = 50};
  const Strategy teller(
      std::make_shared<PrototypeOf<Toy>>(Toy{.number = 3, .states = 4, .chances = 2, .learns = true, .tells = true}));
  const auto played = [&](const Noise& noise) {
    return compare(rules, seated(teller, rules, noise), seated(teller, rules, noise));
  };
  EXPECT_EQ(played(kNoises[0]), Played::broad);
  EXPECT_EQ(played(kNoises[1]), Played::narrow);
}

TEST(Tables, of_who_hears_or_is_told_of_turns_are_numbered_as_they_are_met) {
  const Registry registry = Registry::built_in();
  const Rules rules{.rounds = 70, .crisis = 2, .signal_noise = 0.1};
  std::size_t hear = 0;
  for (const Strategy& one : registry.strategies())
    for (const Strategy& other : registry.strategies()) {
      if (!one.traits().listens || !other.traits().speaks) continue;
      const Side row = seated(one, rules, kNoises[0]);
      const Side column = seated(other, rules, kNoises[0]);
      EXPECT_FALSE(TableEncounter::can_play(rules, row, column));
      EXPECT_EQ(compare(rules, row, column), Played::as_met);
      EXPECT_EQ(compare(rules, column, row), Played::as_met);
      ++hear;
    }
  EXPECT_GT(hear, 0U);
}

TEST(Tables, numbered_as_they_are_met_tell_what_was_verified) {
  const Rules rules{.rounds = 100, .signal_noise = 0.1};
  const Strategy envoy(std::make_shared<PrototypeOf<Envoy>>(Envoy{}));
  const Side side = seated(envoy, rules, kNoises[0]);
  EXPECT_EQ(compare(rules, side, side), Played::as_met);
}

TEST(Tables, have_a_kernel_that_runs_everywhere_and_take_the_fastest_that_runs_here) {
  const auto kernels = table_kernels();
  EXPECT_EQ(kernels.back().name, "plain");
  EXPECT_TRUE(kernels.back().runs_here);
  for (const TableKernel& kernel : kernels)
    if (kernel.runs_here) {
      EXPECT_EQ(best_table_kernel(), kernel.name);
      break;
    }
}

}  // namespace
