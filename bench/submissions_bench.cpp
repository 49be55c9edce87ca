// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What a submission costs: a round of a lane, reading off its automaton, and its compilation. Targets for tit-for-tat:
// 3 ns a round of a lane, 20 µs an automaton, 2.5 s to compile it.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <detente/automata/automaton.hpp>
#include <detente/guests/guest.hpp>
#include <detente/strategy/registry.hpp>
#include <detente/world/game.hpp>

#include "submissions/build.hpp"
#include "submissions/native.hpp"

namespace {

using namespace detente;
namespace fs = std::filesystem;

constexpr const char* kFile = DETENTE_STRATEGY_DIR "/reciprocity/tit_for_tat.cpp";

/// Tit-for-tat as a submission, and as it is built in.
struct Scene {
  Scene() {
    registry.admit({{.prototypes = guests::prototypes(cli::native_guest(
                         cli::build(kFile, cli::GuestLimits{}.memory, cli::toolchain(true)).library, {})),
                     .origin = kFile,
                     .label = "bench"}});
  }

  Strategy briefed(const std::string& name) const {
    return registry.strategy(name).briefed(
        {.payoffs = parse_game("prisoners-dilemma").payoffs(), .tremble = {}, .misperception = {}, .rounds = 0});
  }

  Registry registry = Registry::built_in();
};

const Scene& scene() {
  static const Scene scene;
  return scene;
}

/// Rounds against moves that go round; the sum of what was meant.
std::size_t live(Seats& seats, int rounds) {
  LaneBytes meant, theirs, verified;
  std::array<std::uint64_t, kLanes> repetitions{};
  std::size_t sum = 0;
  for (int round = 1; round <= rounds; ++round) {
    Choices choices;
    seats.play(choices, kLanes);
    meant = choices.meant;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      theirs.at[lane] = (static_cast<std::size_t>(round) * 7 + lane) % 3 == 0 ? 1 : 0;
      sum += meant.at[lane];
    }
    seats.see({.meant = &meant,
               .mine = &meant,
               .theirs = &theirs,
               .verified = &verified,
               .repetitions = repetitions.data(),
               .seed = 1,
               .seat = 0,
               .round = static_cast<std::uint32_t>(round)},
              kLanes);
  }
  return sum;
}

void rounds(benchmark::State& state, const std::string& name) {
  const auto seats = scene().briefed(name).seat(2);
  const auto built_in = scene().briefed("tit-for-tat").seat(2);
  if (live(*seats, 1000) != live(*built_in, 1000)) throw std::logic_error("a submission plays otherwise");
  for (auto _ : state) benchmark::DoNotOptimize(live(*seats, 1000));
  state.counters["per_lane_round"] = benchmark::Counter(static_cast<double>(state.iterations()) * 1000 * kLanes,
                                                        benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void automaton(benchmark::State& state, const std::string& name) {
  const Strategy strategy = scene().briefed(name);
  const auto read = [](const Strategy& one) { return derive(one, 2, {}, 64); };
  const auto mine = read(strategy);
  const auto built_in = read(scene().briefed("tit-for-tat"));
  if (!mine || !built_in || *mine != *built_in) throw std::logic_error("a submission has another automaton");
  for (auto _ : state) benchmark::DoNotOptimize(read(strategy));
}

/// By the clock: what works in a box is counted for nobody that could be asked. On a machine that does nothing else it
/// is the time of a processor, since one step follows another.
void compile(benchmark::State& state) {
  scene();  // with what all submissions share
  const fs::path file = fs::temp_directory_path() / "detente_submissions_bench.cpp";
  const cli::Toolchain tools = cli::toolchain(true);
  std::ifstream in(kFile);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  for (auto _ : state) {
    static int number = 0;
    state.PauseTiming();
    std::ofstream(file) << text << "// " << getpid() << ' ' << number++ << '\n';
    state.ResumeTiming();
    const cli::BuiltSubmission built = cli::build(file, cli::GuestLimits{}.memory, tools);
    state.PauseTiming();
    if (guests::prototypes(cli::native_guest(built.library, {})).empty()) throw std::logic_error("it adds nothing");
    fs::remove(built.library);
    state.ResumeTiming();
  }
  fs::remove(file);
}

BENCHMARK_CAPTURE(rounds, built_in, "tit-for-tat");
BENCHMARK_CAPTURE(rounds, submission, "tit-for-tat@bench");
BENCHMARK_CAPTURE(automaton, built_in, "tit-for-tat")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(automaton, submission, "tit-for-tat@bench")->Unit(benchmark::kMicrosecond);
BENCHMARK(compile)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(5);

}  // namespace

BENCHMARK_MAIN();
