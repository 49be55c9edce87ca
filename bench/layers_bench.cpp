// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What each layer does in a second on one core, and how much that is beside a naive engine. A round is one round of one
// pair with four channels of noise. Every answer is checked against the reference, or a slow way, before it is timed.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include <fmt/core.h>
#include <detente/character.hpp>
#include <detente/draws.hpp>
#include <detente/exact.hpp>
#include <detente/round_robin.hpp>
#include <detente/tables.hpp>

#include "../test/support/reference.hpp"
#include "../tournaments/src/episode_counts.hpp"
#include "../tournaments/src/standings.hpp"
#include "naive.hpp"
#include "pairs_json.hpp"

namespace {

using namespace detente;

constexpr std::int64_t kRounds = 200;
constexpr double kNoise = 0.05;
constexpr auto kLaneRounds = kRounds * static_cast<std::int64_t>(kLanes);

[[noreturn]] void wrong(const std::string& what) {
  fmt::print(stderr, "{} is wrong, so that nothing is timed\n", what);
  std::exit(1);
}

Design noisy(const std::string& field, const std::string& game = "prisoners-dilemma") {
  return make_design(
      {.field = field, .game = game, .rounds = kRounds, .tremble = {kNoise, kNoise}, .misperception = {kNoise, kNoise}},
      Roster::built_in());
}

Climate climate_of(const Design& design) {
  Climate climate(design.rules);
  for (const Entrant& entrant : design.entrants)
    for (const std::uint32_t seat : {0U, 1U}) {
      climate.admit(Purpose::tremble, seat, entrant.side.tremble);
      climate.admit(Purpose::misperception, seat, entrant.side.misperception);
      climate.admit_dice(seat, entrant.side.strategy.traits());
    }
  return climate;
}

/// A few blocks, so that no branch learns one match by heart.
std::vector<Weather> weather_of(const Climate& climate) {
  std::vector<Weather> weather;
  for (std::uint64_t block = 0; block < 4; ++block) {
    weather.emplace_back(climate, make_block(climate.rules(), block * kLanes, kLanes));
    weather.back().draw(1, kRounds);
  }
  return weather;
}

void check(const Rules& rules, const Side& row, const Side& column, const Tally& tally) {
  for (std::size_t lane = 0; lane < tally.block.lanes; lane += 13) {
    const reference::Outcome slow = reference::match(rules, row, column, tally.block.repetitions[lane]);
    for (std::size_t i = 0; i < slow.joint.size(); ++i)
      if (tally.joint[i][lane] != slow.joint[i]) wrong(row.name + " – " + column.name);
  }
}

void words(benchmark::State& state) {
  std::array<std::uint64_t, kLanes> repetitions;
  for (std::size_t l = 0; l < kLanes; ++l) repetitions[l] = 1000 + l;
  std::array<LaneWords, 4> words;
  Draw draw{.seed = 5, .round = 8, .purpose = 1};
  draw_words(draw, repetitions, words);
  for (std::uint32_t round = 0; round < 4; ++round)
    for (std::size_t l = 0; l < kLanes; ++l)
      if (words[round].at[l] != word({.seed = 5, .repetition = repetitions[l], .round = 8 + round, .purpose = 1}))
        wrong("a draw");
  for (auto _ : state) {
    draw.round += 4;
    draw_words(draw, repetitions, words);
    benchmark::DoNotOptimize(words);
  }
  state.SetItemsProcessed(state.iterations() * 4 * static_cast<std::int64_t>(kLanes));
}

void weather(benchmark::State& state) {
  const Climate climate = climate_of(noisy("noise"));
  Weather weather(climate, make_block(climate.rules(), 0, kLanes));
  weather.draw(1, kRounds);
  const int channel = climate.channel(Purpose::tremble, 1, Errors::everywhere(kNoise, kNoise));
  for (std::uint32_t round = 1; round <= kRounds; round += 37)
    for (std::size_t l = 0; l < kLanes; ++l) {
      const Draw name{.seed = climate.rules().seed,
                      .repetition = l,
                      .seat = 1,
                      .round = round,
                      .purpose = static_cast<std::uint32_t>(Purpose::tremble)};
      if (weather.classes(channel, round).at[l] != climate.errors(channel).shift_class(word(name))) wrong("weather");
    }
  for (auto _ : state) {
    weather.draw(1, kRounds);
    benchmark::DoNotOptimize(&weather.classes(0, 1));
  }
  state.SetItemsProcessed(state.iterations() * kLaneRounds);
}

using Way = TableEncounter::Way;

/// All pairs of those automata of the library that are played in a way and have at most so many states.
void tables(benchmark::State& state, std::size_t most_states, bool mixes, bool counts_episodes, Way way = Way::narrow) {
  const Design design = noisy("all");
  Climate climate = climate_of(design);
  std::vector<std::pair<const Side*, SeatTables>> field;
  for (const Entrant& entrant : design.entrants) {
    const auto automaton = derive(entrant.side.strategy, 2, {}, 64);
    if (!automaton) continue;
    const Automaton least = minimised(*automaton);
    const bool is_mixed = std::any_of(least.states.begin(), least.states.end(), [](const Automaton::State& one) {
      return one.play.chance[0] > 0 && one.play.chance[0] < 1;
    });
    const SeatTables seat(design.rules, entrant.side, least);
    if (least.size() <= most_states && is_mixed == mixes &&
        TableEncounter::way(design.rules, entrant.side, seat, entrant.side, seat) == way)
      field.emplace_back(&entrant.side, seat);
  }
  if (field.size() < (way == Way::broad ? 4 : mixes ? 16 : 32)) wrong("the field");
  for (const auto& [side, seat] : field)
    for (const std::uint32_t where : {0U, 1U}) TableEncounter::admit(climate, *side, seat, where, way);
  const std::vector<Weather> weather = weather_of(climate);
  Tally tally;
  std::vector<TableEncounter> pairs;
  for (std::size_t i = 0; i < field.size(); ++i)
    for (std::size_t j = i; j < field.size(); ++j) {
      pairs.emplace_back(climate, *field[i].first, field[i].second, *field[j].first, field[j].second, "");
      pairs.back().play(weather[1], tally);
      if ((i + j) % 7 == 0) check(design.rules, *field[i].first, *field[j].first, tally);
    }
  EpisodeCounter episodes(2, design.peace, design.request.ages);
  for (auto _ : state)
    for (const Weather& block : weather)
      for (TableEncounter& pair : pairs) {
        if (counts_episodes) episodes.begin(block.block());
        pair.play(block, tally, {}, counts_episodes ? &episodes : nullptr);
        if (counts_episodes) benchmark::DoNotOptimize(episodes.finish());
        benchmark::DoNotOptimize(tally.joint.data());
      }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(weather.size() * pairs.size()) * kLaneRounds);
  state.SetLabel(fmt::format("{} automata, {}", field.size(), best_table_kernel()));
}

bool has_memory_one(const Strategy& strategy) {
  const auto memory = character(strategy, 500).memory;
  return memory && *memory <= 1;
}

/// Each strategy against itself, by the strategies themselves.
void objects(benchmark::State& state, const std::string& game, const std::function<bool(const Strategy&)>& takes) {
  const Design design = noisy("all", game);
  const Climate climate = climate_of(design);
  const std::vector<Weather> weather = weather_of(climate);
  Tally tally;
  std::vector<Encounter> pairs;
  for (const Entrant& entrant : design.entrants) {
    if (!takes(entrant.side.strategy)) continue;
    pairs.emplace_back(design.rules, climate, entrant.side, entrant.side);
    pairs.back().play(weather[1], tally);
    check(design.rules, entrant.side, entrant.side, tally);
  }
  std::size_t block = 0;
  for (auto _ : state) {
    for (Encounter& pair : pairs) pair.play(weather[block % weather.size()], tally);
    ++block;
    benchmark::DoNotOptimize(tally.joint.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pairs.size()) * kLaneRounds);
  state.SetLabel(fmt::format("{} strategies", pairs.size()));
}

/// Episodes of a match alone, from words.
void count_episodes(benchmark::State& state) {
  const Design design = noisy("noise");
  const Block block = make_block(design.rules, 0, kLanes);
  std::array<std::vector<std::uint64_t>, 2> hostile;
  for (std::uint32_t i = 0; i < kRounds; ++i)
    for (std::uint32_t seat = 0; seat < 2; ++seat) {
      const auto some = philox({i, seat, 0, 0}, {1, 2});
      hostile[seat].push_back((std::uint64_t{some[0] & some[1]} << 32) | (some[2] & some[3]));
    }
  const std::vector<std::uint64_t> playing(kRounds, ~std::uint64_t{0});
  const RoundsDone rounds{1, static_cast<std::size_t>(kRounds), playing.data(), {hostile[0].data(), hostile[1].data()}};
  EpisodeCounter fast(2, design.peace, design.request.ages), slow(2, design.peace, design.request.ages);
  const auto count = [&](EpisodeCounter& counter, bool one_by_one) {
    counter.begin(block);
    one_by_one ? counter.Observer::see(rounds) : counter.see(rounds);
    return counter.finish();
  };
  const EpisodeCounts quickly = count(fast, false);
  const EpisodeCounts slowly = count(slow, true);
  for (std::size_t i = 0; i < EpisodeCounts::counts; ++i)
    if (quickly[static_cast<EpisodeCounts::Count>(i)] != slowly[static_cast<EpisodeCounts::Count>(i)])
      wrong("a count of episodes");
  for (auto _ : state) {
    fast.begin(block);
    fast.see(rounds);
    benchmark::DoNotOptimize(fast.finish());
  }
  state.SetItemsProcessed(state.iterations() * kLaneRounds);
}

/// Means and deviations of one pair, by the size of its chain.
void exact_chain(benchmark::State& state, const std::string& row, const std::string& column, bool has_variance) {
  const Design design = make_design({.strategies = row + "," + column,
                                     .game = "prisoners-dilemma",
                                     .rounds = kRounds,
                                     .tremble = {kNoise, kNoise},
                                     .misperception = {kNoise, kNoise}},
                                    Roster::built_in());
  const Side& a = design.entrants[0].side;
  const Side& b = design.entrants[1].side;
  const Automaton of_row = minimised(*derive(a.strategy, 2, {}, 4096));
  const Automaton of_column = minimised(*derive(b.strategy, 2, {}, 4096));
  const auto chain = join(design.rules, {a, &of_row}, {b, &of_column}, 4096);
  if (!chain) wrong("the chain of " + row + " – " + column);
  const auto full = exact(*chain, design.rules);
  const auto means = exact_means(*chain, design.rules);
  for (const std::size_t seat : {0U, 1U})
    if (std::abs(full->score[seat] - means->score[seat]) > 1e-12) wrong(row + " – " + column);
  for (auto _ : state)
    benchmark::DoNotOptimize(has_variance ? exact(*chain, design.rules) : exact_means(*chain, design.rules));
  state.SetItemsProcessed(state.iterations());
  state.SetLabel(fmt::format("{} joint states", chain->size()));
}

void rank(benchmark::State& state) {
  std::string names;
  for (const Strategy& strategy : Roster::built_in().strategies())
    if (has_memory_one(strategy)) names += (names.empty() ? "" : ",") + strategy.name();
  const Design design =
      make_design({.strategies = names, .game = "prisoners-dilemma", .engine = "exact"}, Roster::built_in());
  const std::size_t size = design.entrants.size();
  const auto schedule = round_robin(size, true);
  const Results results = play(design, schedule, 1);
  const std::vector<std::size_t> opponents(size, size);
  const auto rank = [&] { return standings(design, results.pairs, opponents, Moments(size + 1)); };
  for (std::size_t i = 0; const Standing& standing : rank())
    if (standing.entrant != results.standings[i++].entrant) wrong("a rank");
  for (auto _ : state) benchmark::DoNotOptimize(rank());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(schedule.size()));
}

/// The text of pairs, as results.json has them.
void put_out(benchmark::State& state) {
  const Design design = make_design({.field = "noise", .game = "prisoners-dilemma"}, Roster::built_in());
  const Results results = play(design, round_robin(design.entrants.size(), true), 1);
  const cli::PairsJson json(design);
  std::string text;
  for (const PairResult& pair : results.pairs) {
    text.clear();
    json.add(pair, text, 0);
    if (nlohmann::ordered_json::parse(text) != json.document(pair)) wrong("the text of a pair");
  }
  for (auto _ : state) {
    text.clear();
    for (const PairResult& pair : results.pairs) json.add(pair, text, 6);
    benchmark::DoNotOptimize(text.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(results.pairs.size()));
}

/// How much faster two threads sample than one, and how many took part; alternately, the median of five.
void compare_threads() {
  Request request{.field = "noise",
                  .game = "prisoners-dilemma",
                  .rounds = kRounds,
                  .repetitions = 8000,
                  .tremble = {kNoise, kNoise},
                  .misperception = {kNoise, kNoise}};
  request.engine = "objects";
  const Design design = make_design(request, Roster::built_in());
  const auto schedule = round_robin(design.entrants.size(), true);
  std::mutex mutex;
  std::set<std::thread::id> took_part;
  Watch watch;
  watch.progress = [&](double) {
    const std::lock_guard lock(mutex);
    took_part.insert(std::this_thread::get_id());
  };
  const auto seconds = [&](int threads) {
    const auto begin = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(play(design, schedule, threads, watch).pairs.data());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  std::vector<double> ratios;
  std::size_t threads = 0;
  for (int i = 0; i < 5; ++i) {
    const double one = seconds(1);
    took_part.clear();
    ratios.push_back(one / seconds(2));
    threads = std::max(threads, took_part.size());
  }
  std::sort(ratios.begin(), ratios.end());
  fmt::print("two threads, of which {} took part: {:.2f} times one\n", threads, ratios[2]);
}

/// Checked by its restraint, which must be that of the chain but for chance.
void naive_engine(benchmark::State& state) {
  const std::vector<std::string> names{"tit-for-tat", "win-stay-lose-shift", "grim",
                                       "generous-tit-for-tat:generosity=0.3"};
  const auto players = [](std::size_t number) -> std::unique_ptr<naive::Player> {
    if (number == 0) return std::make_unique<naive::TitForTat>();
    if (number == 1) return std::make_unique<naive::WinStayLoseShift>();
    if (number == 2) return std::make_unique<naive::Grim>();
    return std::make_unique<naive::GenerousTitForTat>(0.3);
  };
  std::mt19937 generator(7);
  const auto match = [&](std::size_t i, std::size_t j) {
    const auto row = players(i);
    const auto column = players(j);
    return naive::play(*row, *column, kRounds, kNoise, kNoise, generator);
  };
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = i; j < names.size(); ++j) {
      const Design design = make_design({.strategies = names[i] + "," + names[j],
                                         .game = "prisoners-dilemma",
                                         .rounds = kRounds,
                                         .tremble = {kNoise, kNoise},
                                         .misperception = {kNoise, kNoise}},
                                        Roster::built_in());
      const PairResult exactly = play(design, {{0, i == j ? 0U : 1U}}, 1).pairs.front();
      constexpr int kMatches = 400;
      double restraint = 0;
      for (int k = 0; k < kMatches; ++k) {
        const auto joint = match(i, j);
        restraint += static_cast<double>(joint[0][0] + joint[0][1]) / kRounds / kMatches;
      }
      // A share of a match lies in 0…1: its deviation is at most a half, and this is six of them.
      if (std::abs(restraint - exactly.cooperation[0]) > 6 * 0.5 / std::sqrt(kMatches)) wrong("the naive engine");
    }
  std::size_t number = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(match(number % 4, number / 4 % 4));
    ++number;
  }
  state.SetItemsProcessed(state.iterations() * kRounds);
}

/// One line for each layer: the median rate.
class Layers final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override {
    fmt::print("{:<46}{:>16}{:>10}\n", "layer", "per second", "naive = 1");
    return true;
  }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred || run.aggregate_name != "median") continue;
      const std::string name = run.run_name.function_name;
      const double rate = run.counters.at("items_per_second");
      const bool is_rounds = unit(name) == "rounds";
      if (name.starts_with("naive")) naive_ = rate;
      const std::string what = run.report_label.empty() ? name : name + " (" + run.report_label + ")";
      fmt::print("{:<46}{:>8} {:<7}{:>10}\n", what.substr(0, 46), shown(rate), unit(name),
                 is_rounds && naive_ > 0 ? fmt::format("{:.3g}", rate / naive_) : "");
      std::fflush(stdout);
    }
  }

 private:
  static std::string unit(const std::string& name) {
    return name.starts_with("draws")                                                                  ? "words"
           : name.starts_with("exact") || name.starts_with("standings") || name.starts_with("output") ? "pairs"
                                                                                                      : "rounds";
  }
  static std::string shown(double rate) {
    return rate >= 1e9   ? fmt::format("{:.2f} G", rate / 1e9)
           : rate >= 1e6 ? fmt::format("{:.1f} M", rate / 1e6)
                         : fmt::format("{:.1f} k", rate / 1e3);
  }

  double naive_ = 0;
};

void enter(const std::string& name, const std::function<void(benchmark::State&)>& act) {
  benchmark::RegisterBenchmark(name.c_str(), act)->Repetitions(9)->ReportAggregatesOnly()->MinTime(0.05);
}

}  // namespace

int main(int argc, char** argv) {
  using benchmark::State;
  enter("naive engine", naive_engine);
  enter("draws", words);
  enter("weather, once for all pairs", weather);
  enter("tables, <= 4 states", [](State& state) { tables(state, 4, false, false); });
  enter("tables, <= 16 states", [](State& state) { tables(state, 16, false, false); });
  enter("tables, with dice", [](State& state) { tables(state, 16, true, false); });
  enter("tables, broad", [](State& state) { tables(state, 64, false, false, Way::broad); });
  enter("tables, with episodes", [](State& state) { tables(state, 16, false, true); });
  enter("episodes alone", count_episodes);
  enter("objects, memory one", [](State& state) { objects(state, "prisoners-dilemma", has_memory_one); });
  enter("objects behind the lens", [](State& state) {
    objects(state, "arms-race:levels=5", [](const Strategy& strategy) { return !strategy.traits().graded; });
  });
  const std::vector<std::pair<std::string, std::string>> chains{{"hawk", "tit-for-tat"},
                                                                {"tit-for-tat", "win-stay-lose-shift"},
                                                                {"grit", "win-stay-lose-shift"},
                                                                {"a-pavlov-2011", "tit-for-two-tats"},
                                                                {"short-mem", "tit-for-tat"}};
  for (const auto& [row, column] : chains)
    for (const bool has_variance : {false, true})
      enter(has_variance ? "exact, variances" : "exact, means",
            [=, row = row, column = column](State& state) { exact_chain(state, row, column, has_variance); });
  enter("standings", rank);
  enter("output", put_out);
  const bool is_whole = argc == 1;
  benchmark::Initialize(&argc, argv);
  Layers layers;
  benchmark::RunSpecifiedBenchmarks(&layers);
  if (is_whole) compare_threads();
}
