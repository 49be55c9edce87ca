// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <detente/design/design.hpp>
#include <detente/strategy/registry.hpp>
#include <detente/tables/pair_table.hpp>
#include <detente/world/game.hpp>

namespace {

using namespace detente;

struct Noise {
  Rates tremble, misperception;
};
const std::array kNoises{Noise{{0, 0}, {0.1, 0.1}},       Noise{{0, 0}, {0.3, 0}},    Noise{{0, 0}, {0, 0.2}},
                         Noise{{0.05, 0.05}, {0.1, 0.1}}, Noise{{0, 0}, {0.1, 0.02}}, Noise{{0.04, 0.01}, {0, 0}},
                         Noise{{0, 0}, {0, 0}},           Noise{{1, 0}, {0, 1}}};

Side seated(const std::string& name, const Rules& rules, const Noise& noise, const Game& game) {
  static const Registry registry = Registry::built_in();
  Side side{registry.strategy(name), name, game.payoffs(), Errors::everywhere(noise.tremble.up, noise.tremble.down),
            game.misperception(noise.misperception.up, noise.misperception.down)};
  side.strategy = side.strategy.briefed(briefing(rules, side.in(0)));
  return side;
}

Climate climate_of(const Rules& rules, const Side& row, const Side& column) {
  Climate climate(rules);
  for (const std::uint32_t seat : {0U, 1U}) {
    const Side& side = seat == 0 ? row : column;
    climate.admit(Purpose::tremble, seat, side.tremble);
    climate.admit(Purpose::misperception, seat, side.misperception);
    climate.admit_dice(seat, side.strategy.traits());
  }
  return climate;
}

/// Keeps all levels done.
class Record final : public Observer {
 public:
  explicit Record(std::int64_t most = 1'000'000) : most_(most) {}
  bool see(const RoundDone& round) override {
    for (std::size_t l = 0; l < round.lanes; ++l)
      levels_.push_back(static_cast<Level>(16 * round.done[0]->at[l] + round.done[1]->at[l]));
    return round.round < most_;
  }
  const std::vector<Level>& levels() const { return levels_; }

 private:
  std::int64_t most_;
  std::vector<Level> levels_;
};

std::vector<Level> by_objects(const Climate& climate, const Side& row, const Side& column, const Block& block) {
  Record record;
  Tally tally;
  Encounter(climate.rules(), climate, row, column).play(Weather(climate, block), tally, {}, &record);
  return record.levels();
}

/// The same rounds, block after block, by one table and by the strategies themselves.
bool is_played_alike(const Rules& rules, const Side& row, const Side& column) {
  const Climate climate = climate_of(rules, row, column);
  auto table = PairTable::make(climate, {row}, {column});
  if (!table) return false;
  for (const auto& [first, lanes] : {std::pair<std::uint64_t, std::size_t>{0, kLanes}, {kLanes, 5}}) {
    const Block block = make_block(rules, first, lanes);
    Record record;
    EXPECT_TRUE(table->play(block, rules.crisis, record));
    EXPECT_EQ(record.levels(), by_objects(climate, row, column, block)) << row.name << " - " << column.name;
  }
  return true;
}

TEST(PairTable, plays_the_rounds_that_strategies_play) {
  const std::vector<std::string> names{"tit-for-tat", "grit-graduated",    "reassurance-seeker", "deterrer",
                                       "grim",        "offensive-realist", "graded-reassurer",   "matcher"};
  const std::vector<Rules> all_rules{{.rounds = 300},
                                     {.rounds = 140, .public_monitoring = true, .seed = 7},
                                     {.rounds = 60, .crisis = 5},
                                     {.rounds = 200, .signal_cost = 0.1, .open_cost = 0.2}};
  std::size_t played = 0;
  for (const std::string game_name : {"security-dilemma", "offence-defence"}) {
    const Game game = parse_game(game_name);
    for (Rules rules : all_rules)
      for (const Noise& noise : kNoises)
        for (const std::string& row : names)
          for (const std::string& column : {names[2], names[3], row}) {
            rules.levels = game.levels;
            if (is_played_alike(rules, seated(row, rules, noise, game), seated(column, rules, noise, game))) ++played;
          }
  }
  EXPECT_GT(played, 1000U);
}

// What goes wrong in the first rounds of a block is kept from trial to trial.
TEST(PairTable, plays_trials_of_any_length_one_after_the_other) {
  const Game game = parse_game("security-dilemma");
  const Rules usual;
  const Side row = seated("grit-graduated", usual, kNoises[3], game);
  const Side column = seated("deterrer", usual, kNoises[3], game);
  const Climate climate = climate_of(usual, row, column);
  auto table = PairTable::make(climate, {row}, {column});
  ASSERT_TRUE(table);
  for (const auto& [rounds, crisis] : {std::pair{40, 0}, {100, 5}, {700, 9}, {129, 1}, {128, 2}, {1, 3}, {900, 0}})
    for (const std::uint64_t first : {0U, 128U, 64U}) {
      const Rules rules{.rounds = rounds, .crisis = crisis};
      const Block block = make_block(rules, first, first == 64 ? 9 : kLanes);
      Record record;
      EXPECT_TRUE(table->play(block, crisis, record));
      EXPECT_EQ(record.levels(), by_objects(climate_of(rules, row, column), row, column, block)) << rounds;
    }
}

TEST(PairTable, is_not_made_of_what_is_not_errors) {
  const Game game = parse_game("security-dilemma");
  const Noise noise{{0, 0}, {0.1, 0.1}};
  const auto is_made = [&](const Rules& rules, const std::string& name) {
    const Side row = seated(name, rules, noise, game);
    const Side column = seated("tit-for-tat", rules, noise, game);
    const Climate climate = climate_of(rules, row, column);
    return PairTable::make(climate, {row}, {column}).has_value();
  };
  EXPECT_TRUE(is_made({}, "deterrer"));
  EXPECT_FALSE(is_made({.signal_noise = 0.1}, "deterrer"));
  EXPECT_FALSE(is_made({.continuation = 0.9}, "deterrer"));
  EXPECT_FALSE(is_made({}, "generous-tit-for-tat:generosity=0.3"));
}

// Doubler counts without end.
TEST(PairTable, is_outgrown_where_memories_keep_coming) {
  const Game game = parse_game("security-dilemma");
  const Rules rules{.rounds = 100'000};
  const Noise noise{{0, 0}, {0.3, 0.3}};
  const Side row = seated("doubler", rules, noise, game);
  const Side column = seated("tit-for-tat", rules, noise, game);
  const Climate climate = climate_of(rules, row, column);
  auto table = PairTable::make(climate, {row}, {column});
  ASSERT_TRUE(table);
  Record record;
  EXPECT_FALSE(table->play(make_block(rules, 0, kLanes), 0, record));
  EXPECT_TRUE(table->is_outgrown());
}

TEST(PairTable, ends_when_its_observer_has_seen_enough) {
  const Game game = parse_game("security-dilemma");
  const Rules rules{.rounds = 1000};
  const Side side = seated("deterrer", rules, kNoises[0], game);
  const Climate climate = climate_of(rules, side, side);
  auto table = PairTable::make(climate, {side}, {side});
  ASSERT_TRUE(table);
  Record record(17);
  EXPECT_TRUE(table->play(make_block(rules, 0, kLanes), 0, record));
  EXPECT_EQ(record.levels().size(), 17 * kLanes);
}

}  // namespace
