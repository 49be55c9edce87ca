// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include <detente/play/round_robin.hpp>

/// Episodes of sampled pairs, against a recount of every repetition, one round after another.
namespace {

using namespace detente;

using Levels = std::pair<int, int>;

/// Counts as the definitions are written: no words, no blocks.
class Recount {
 public:
  Recount(const Design& design, const Meeting& meeting)
      : material_{design.entrants[meeting.row].material, design.entrants[meeting.column].material},
        peace_(design.peace),
        ages_(design.request.ages),
        top_(design.rules.levels - 1) {}

  void match(const std::vector<Levels>& rounds) {
    ++matches_;
    rounds_ += rounds.size();
    std::size_t begun = 0;  // round 1 is 1
    std::size_t last = 0;
    for (std::size_t t = 1; t <= rounds.size(); ++t) {
      if (is_hostile(rounds[t - 1])) {
        if (begun == 0) {
          begun = t;
          ++(t == 1 ? truncated_ : ruptures_);
        }
        last = t;
      } else if (begun != 0 && t - last == static_cast<std::size_t>(peace_.calm)) {
        episode(rounds, begun, last, true);
        begun = 0;
      }
      for (std::size_t seat = 0; seat < 2 && t < rounds.size(); ++seat) {
        const auto hostile = [&](std::size_t round, std::size_t who) {
          return (who == 0 ? rounds[round - 1].first : rounds[round - 1].second) > peace_.level;
        };
        ++answers_[seat][hostile(t, seat) ? 1 : 0][hostile(t + 1, 1 - seat) ? 1 : 0];
      }
    }
    if (begun != 0) episode(rounds, begun, last, false);
  }

  Episodes result() const {
    Episodes episodes;
    const auto all = static_cast<double>(rounds_);
    episodes.rupture_rate = ruptures_ / all;
    episodes.left_truncated = truncated_ / static_cast<double>(matches_);
    const auto share = [&](std::size_t least) {
      double sum = 0;
      for (const auto& [length, has_ended] : lengths_)
        if (length >= least) sum += static_cast<double>(length);
      return sum / all;
    };
    const auto of = [&](auto is_wanted) {
      return static_cast<double>(std::count_if(lengths_.begin(), lengths_.end(), is_wanted));
    };
    episodes.hostile_share = share(1);
    episodes.spiral_share = share(static_cast<std::size_t>(ages_.spiral));
    episodes.lock_in_share = share(static_cast<std::size_t>(ages_.lock_in));
    const double ended = of([](const auto& one) { return one.second; });
    if (ended > 0) episodes.length = share(1) * all / ended;
    episodes.cost = {cost_[0] / all, cost_[1] / all};
    if (!lengths_.empty()) {
      episodes.depth = depth_ / (2.0 * top_) / (share(1) * all);
      episodes.conflict = conflict_ / (share(1) * all);
    }
    double alive = 1;
    for (std::size_t k = 1; k <= static_cast<std::size_t>(ages_.lock_in) && !lengths_.empty(); ++k) {
      episodes.survival.push_back(alive);
      const double over = of([&](const auto& one) { return one.second && one.first == k; });
      const double on = of([&](const auto& one) { return one.first > k; });
      if (alive == 0) continue;  // and stays so
      if (over + on == 0) break;
      alive *= on / (over + on);
    }
    for (std::size_t seat = 0; seat < 2; ++seat) {
      const auto& [restrained, hostile] = answers_[seat];
      const double after_restraint = restrained[0] + restrained[1];
      const double after_hostility = hostile[0] + hostile[1];
      if (after_restraint > 0 && after_hostility > 0)
        episodes.reaction[seat] = hostile[1] / after_hostility - restrained[1] / after_restraint;
    }
    return episodes;
  }

 private:
  bool is_hostile(const Levels& round) const { return std::max(round.first, round.second) > peace_.level; }

  void episode(const std::vector<Levels>& rounds, std::size_t begun, std::size_t last, bool has_ended) {
    lengths_.emplace_back(last - begun + 1, has_ended);
    for (std::size_t t = begun; t <= last; ++t) {
      const auto [row, column] = rounds[t - 1];
      cost_[0] += material_[0].reward() - material_[0].at(row, column);
      cost_[1] += material_[1].reward() - material_[1].at(column, row);
      depth_ += row + column;
      if (std::min(row, column) > peace_.level) ++conflict_;
    }
  }

  Material material_;
  Peace peace_;
  Ages ages_;
  int top_;
  std::size_t matches_ = 0, rounds_ = 0;
  double ruptures_ = 0, truncated_ = 0, depth_ = 0, conflict_ = 0;
  std::array<double, 2> cost_{};
  std::vector<std::pair<std::size_t, bool>> lengths_;
  std::array<std::array<std::array<double, 2>, 2>, 2> answers_{};  // by seat, its hostility, the other's next
};

Episodes recounted(const Design& design, const Meeting& meeting) {
  Recount recount(design, meeting);
  for (std::int64_t repetition = 0; repetition < design.request.repetitions; ++repetition) {
    const Trace trace = detente::trace(design, meeting, static_cast<std::uint64_t>(repetition));
    std::vector<Levels> rounds;
    for (std::size_t t = 0; t < trace.seats[0].done.size(); ++t)
      rounds.emplace_back(trace.seats[0].done[t], trace.seats[1].done[t]);
    recount.match(rounds);
  }
  return recount.result();
}

void expect_near(const std::optional<double>& value, const std::optional<double>& expected, const std::string& what) {
  ASSERT_EQ(value.has_value(), expected.has_value()) << what;
  if (value) {
    EXPECT_NEAR(*value, *expected, 1e-11 * (1 + std::abs(*expected))) << what;
  }
}

void expect_same(const Episodes& value, const Episodes& expected, const std::string& who) {
  EXPECT_EQ(value.rupture_rate, expected.rupture_rate) << who;
  EXPECT_EQ(value.left_truncated, expected.left_truncated) << who;
  expect_near(value.length, expected.length, who + ": length");
  expect_near(value.hostile_share, expected.hostile_share, who + ": hostile share");
  expect_near(value.spiral_share, expected.spiral_share, who + ": spiral share");
  expect_near(value.lock_in_share, expected.lock_in_share, who + ": lock-in share");
  expect_near(value.depth, expected.depth, who + ": depth");
  expect_near(value.conflict, expected.conflict, who + ": conflict");
  ASSERT_EQ(value.survival.size(), expected.survival.size()) << who;
  for (std::size_t i = 0; i < value.survival.size(); ++i)
    expect_near(value.survival[i], expected.survival[i], who + ": survival " + std::to_string(i + 1));
  for (std::size_t seat = 0; seat < 2; ++seat) {
    expect_near(value.cost[seat], expected.cost[seat], who + ": cost");
    expect_near(value.reaction[seat], expected.reaction[seat], who + ": reaction");
  }
}

struct World {
  std::string name;
  Request request;
};

void PrintTo(const World& world, std::ostream* out) {
  *out << world.name;
}

std::vector<World> worlds() {
  const Rates slips{0.03, 0.02};
  const Rates sight{0.08, 0.05};
  const std::string two = "tit-for-tat,win-stay-lose-shift,grim,random,hawk,dove,generous-tit-for-tat";
  std::vector<World> all;
  for (const int calm : {1, 2, 3, 63, 64, 65, 100})
    all.push_back({"calm_" + std::to_string(calm),
                   {.strategies = two, .rounds = calm < 10 ? 200 : 700, .tremble = slips, .calm = calm}});
  for (const std::int64_t rounds : {1, 2, 63, 64, 65, 128, 129})
    all.push_back({"rounds_" + std::to_string(rounds),
                   {.strategies = two, .rounds = rounds, .tremble = slips, .misperception = sight}});
  all.push_back({"continuation", {.strategies = two, .continuation = 0.98, .tremble = slips, .calm = 3}});
  all.push_back({"crisis", {.strategies = two, .rounds = 90, .misperception = sight, .start = "crisis:3"}});
  all.push_back(
      {"ages", {.strategies = two, .rounds = 300, .tremble = {0.1, 0.1}, .ages = {.spiral = 1, .lock_in = 9}}});
  all.push_back({"own_motives", {.strategies = "tit-for-tat@greedy,grim@security-seeker", .tremble = slips}});
  const std::string climbers = "tit-for-tat,grit,random,hawk,dove";
  all.push_back(
      {"three_levels", {.strategies = climbers, .game = "offence-defence", .rounds = 150, .tremble = {0.1, 0.2}}});
  for (const int calm : {1, 3, 70})
    all.push_back({"five_levels_calm_" + std::to_string(calm),
                   {.strategies = climbers,
                    .game = "arms-race:levels=5",
                    .rounds = 400,
                    .tremble = {0.1, 0.3},
                    .misperception = sight,
                    .peace_level = 2,
                    .calm = calm}});
  all.push_back({"five_levels_continuation",
                 {.strategies = climbers,
                  .game = "arms-race:levels=5",
                  .continuation = 0.99,
                  .tremble = {0.05, 0.4},
                  .peace_level = 3,
                  .calm = 40}});
  for (World& world : all) {
    world.request.engine = "objects";
    world.request.repetitions = 77;  // more than one block, and not a whole number of them
  }
  return all;
}

class SampledEpisodes : public testing::TestWithParam<World> {};

TEST_P(SampledEpisodes, equal_a_recount_of_every_repetition) {
  const Design design = make_design(GetParam().request, Registry::built_in());
  const auto schedule = round_robin(design.entrants.size(), true);
  const Results results = play(design, schedule, 2);
  for (const PairResult& pair : results.pairs)
    expect_same(*pair.episodes, recounted(design, {pair.row, pair.column}),
                design.entrants[pair.row].name + " - " + design.entrants[pair.column].name);
}

INSTANTIATE_TEST_SUITE_P(Of, SampledEpisodes, testing::ValuesIn(worlds()),
                         [](const auto& tried) { return tried.param.name; });

// Without noise: hawk and dove are hostile from round 1 on, and nobody answers.
TEST(SampledEpisodes, of_hawk_and_dove_are_one_without_end) {
  const Design design = make_design({.strategies = "hawk,dove",
                                     .game = "prisoners-dilemma",
                                     .rounds = 80,
                                     .repetitions = 3,
                                     .misperception = {},
                                     .engine = "objects"},
                                    Registry::built_in());
  const Episodes episodes = play(design, {{0, 1}}, 1).pairs[0].episodes.value();
  EXPECT_EQ(episodes.rupture_rate, 0);
  EXPECT_EQ(episodes.left_truncated, 1);
  EXPECT_FALSE(episodes.length);
  EXPECT_EQ(episodes.lock_in_share, 1);
  EXPECT_EQ(episodes.depth, 0.5);
  EXPECT_EQ(episodes.conflict, 0);
  EXPECT_EQ(episodes.cost, (std::array<double, 2>{3.0 - 5.0, 3.0 - 0.0}));
  EXPECT_EQ(episodes.survival, std::vector<double>(50, 1.0));
  EXPECT_FALSE(episodes.reaction[0]);
  EXPECT_FALSE(episodes.reaction[1]);
}

TEST(SampledEpisodes, do_not_depend_on_the_number_of_threads) {
  const Design design =
      make_design({.field = "states", .rounds = 130, .repetitions = 200, .tremble = {0.02, 0.02}, .engine = "objects"},
                  Registry::built_in());
  const auto schedule = round_robin(design.entrants.size(), true);
  const Results one = play(design, schedule, 1);
  for (const int threads : {2, 3, 8}) {
    const Results other = play(design, schedule, threads);
    for (std::size_t pair = 0; pair < schedule.size(); ++pair) {
      EXPECT_EQ(one.pairs[pair].episodes->survival, other.pairs[pair].episodes->survival);
      EXPECT_EQ(one.pairs[pair].episodes->cost, other.pairs[pair].episodes->cost);
      EXPECT_EQ(one.pairs[pair].episodes->length, other.pairs[pair].episodes->length);
    }
  }
}

// A recount by another rule must not pass: the test above would be blind.
TEST(SampledEpisodes, of_another_calm_are_told_apart) {
  Request request{.strategies = "tit-for-tat,generous-tit-for-tat", .repetitions = 77, .engine = "objects"};
  Design design = make_design(request, Registry::built_in());
  const Episodes episodes = play(design, {{0, 1}}, 1).pairs[0].episodes.value();
  design.peace.calm = 3;
  const Episodes other = recounted(design, {0, 1});
  EXPECT_NE(episodes.rupture_rate, other.rupture_rate);
  EXPECT_LT(episodes.hostile_share, other.hostile_share);
}

}  // namespace
