// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <filesystem>

#include <fmt/core.h>

#include "files/output.hpp"
#include "json/pairs_csv.hpp"
#include "json/pairs_json.hpp"
#include "json/results_json.hpp"
#include "layers.hpp"

namespace layers {
namespace {

/// The text of pairs, as results.json has them.
void put_out(benchmark::State& state) {
  const Design design = make_design({.field = "noise", .game = "prisoners-dilemma"}, Registry::built_in());
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

}  // namespace

void enter_output() {
  enter("output", "pairs", put_out);
}

void time_large_output() {
  constexpr std::size_t kEntrants = 1000;
  Request request{.game = "prisoners-dilemma", .tremble = {kNoise, kNoise}, .misperception = {kNoise, kNoise}};
  for (std::size_t i = 0; i < kEntrants; ++i) {
    const auto some = philox({static_cast<std::uint32_t>(i), 0, 0, 0}, {3, 4});
    request.strategies +=
        fmt::format("{}memory-one:first=1,cc=0.{:03},cd=0.{:03},dc=0.{:03},dd=0.{:03}", i == 0 ? "" : ",",
                    some[0] % 1000, some[1] % 1000, some[2] % 1000, some[3] % 1000);
  }
  const Design design = make_design(request, Registry::built_in());
  // A few pairs are solved and stand for all: it is their text that takes time.
  const auto schedule = round_robin(kEntrants, true);
  const std::vector<Meeting> few(schedule.begin(), schedule.begin() + 1024);
  Results results = play(design, few, 0);
  std::vector<PairResult> all;
  for (std::size_t i = 0; i < schedule.size(); ++i) {
    all.push_back(results.pairs[i % few.size()]);
    all.back().row = schedule[i].row;
    all.back().column = schedule[i].column;
  }
  results.pairs = std::move(all);
  const cli::Json json = cli::tournament_json(design, {}, results);
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "detente-layers-bench";
  std::vector<double> seconds;
  std::uintmax_t bytes = 0;
  for (int i = 0; i < 5; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    cli::OutputFolder(folder.string(), {"results.json", "pairs.csv"})
        .write({{"results.json", [&](const cli::Sink& sink) { cli::write_tournament(json, design, results, 0, sink); }},
                {"pairs.csv", [&](const cli::Sink& sink) { cli::write_pairs_csv(design, results, 0, sink); }}});
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) bytes += file.file_size();
    std::filesystem::remove_all(folder);
  }
  std::sort(seconds.begin(), seconds.end());
  fmt::print("files of {} pairs, {:.2f} GB: {:.2f} s\n", schedule.size(), static_cast<double>(bytes) / 1e9, seconds[2]);
}

}  // namespace layers
