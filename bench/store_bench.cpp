// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What a store costs: keeping and reading exact pairs, and a run that only reads. Targets: 2 µs to keep a pair, 0.5 µs
// to read one.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <detente/play/round_robin.hpp>
#include <detente/store/store.hpp>

#include "../tournaments/src/play/known_pairs.hpp"

namespace {

using namespace detente;
namespace fs = std::filesystem;

constexpr std::size_t kEntrants = 300;
constexpr std::size_t kPairs = kEntrants * (kEntrants + 1) / 2;

struct Scene {
  Scene() {
    std::string name = (fs::temp_directory_path() / "detente-store-bench-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~Scene() { fs::remove_all(folder); }

  std::string file() { return (folder / (std::to_string(files++) + ".db")).string(); }

  Registry registry = Registry::built_in();
  Design design = make_design({.field = "random:memory-one,n=" + std::to_string(kEntrants) + ",seed=1"}, registry);
  Played played = play_field(design, 0);
  fs::path folder;
  int files = 0;
};

Scene& scene() {
  static Scene scene;
  return scene;
}

std::vector<PairResult> row_of(const Results& results, std::size_t row) {
  const std::size_t first = row * kEntrants - row * (row - 1) / 2;
  std::vector<PairResult> pairs;
  results.pairs.each(first, first + kEntrants - row, [&](const PairResult& pair) { pairs.push_back(pair); });
  return pairs;
}

void keep_all(Store& store) {
  const StoredPairs pairs(store, {}, scene().design, scene().registry);
  for (std::size_t row = 0; row < kEntrants; ++row) {
    pairs.pairs().keep_solved(row_of(scene().played.results, row));
    if (row % 32 == 31) pairs.pairs().commit();
  }
  pairs.pairs().commit();
}

void keep(benchmark::State& state) {
  scene();
  for (auto _ : state) {
    state.PauseTiming();
    Store store(scene().file(), Store::Access::write);
    const StoredPairs pairs(store, {}, scene().design, scene().registry);
    std::vector<std::vector<PairResult>> rows;
    for (std::size_t row = 0; row < kEntrants; ++row) rows.push_back(row_of(scene().played.results, row));
    state.ResumeTiming();
    for (std::size_t row = 0; row < kEntrants; ++row) {
      pairs.pairs().keep_solved(rows[row]);
      if (row % 32 == 31) pairs.pairs().commit();
    }
    pairs.pairs().commit();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kPairs));
}

void read(benchmark::State& state) {
  Store store(scene().file(), Store::Access::write);
  keep_all(store);
  const StoredPairs pairs(store, {}, scene().design, scene().registry);
  std::size_t place = 0;
  for (std::size_t row = 0; row < kEntrants; ++row)
    for (const PairResult& pair : pairs.pairs().read_solved(row, row, kEntrants))
      if (pair.score != scene().played.results.pairs[place++].score) throw std::logic_error("a pair is another one");
  for (auto _ : state)
    for (std::size_t row = 0; row < kEntrants; ++row)
      benchmark::DoNotOptimize(pairs.pairs().read_solved(row, row, kEntrants));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kPairs));
}

void known_field(benchmark::State& state) {
  Store store(scene().file(), Store::Access::write);
  keep_all(store);
  for (auto _ : state) {
    const StoredPairs pairs(store, {}, scene().design, scene().registry);
    const Played played = play_field(scene().design, 0, {}, &pairs.pairs());
    if (played.results.standings.front().score != scene().played.results.standings.front().score)
      throw std::logic_error("a score is another one");
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kPairs));
}

void play_new(benchmark::State& state) {
  for (auto _ : state) {
    Store store(scene().file(), Store::Access::write);
    const StoredPairs pairs(store, {}, scene().design, scene().registry);
    benchmark::DoNotOptimize(play_field(scene().design, 0, {}, &pairs.pairs()));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kPairs));
}

void play_without(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(play_field(scene().design, 0));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kPairs));
}

BENCHMARK(keep)->Unit(benchmark::kMillisecond);
BENCHMARK(read)->Unit(benchmark::kMillisecond);
BENCHMARK(known_field)->Unit(benchmark::kMillisecond);
BENCHMARK(play_new)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(play_without)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
