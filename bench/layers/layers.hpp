// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>

/// What each layer does in a second on one core. A round is one round of one pair with four channels of noise. Every
/// answer is checked against the reference, or a slow way, before it is timed.
namespace layers {

using namespace detente;

constexpr std::int64_t kRounds = 200;
constexpr double kNoise = 0.05;
constexpr auto kLaneRounds = kRounds * static_cast<std::int64_t>(kLanes);

/// Ends the program: nothing that is wrong is timed.
[[noreturn]] void wrong(const std::string& what);

/// A field of the library under noise in all four channels.
Design noisy(const std::string& field, const std::string& game = "prisoners-dilemma");
/// The same for a list of strategies.
Design noisy_pair(const std::string& row, const std::string& column);
Climate climate_of(const Design& design);
/// A few blocks, so that no branch learns one match by heart.
std::vector<Weather> weather_of(const Climate& climate);
/// That some lanes of a block are as the reference plays them.
void check(const Rules& rules, const Side& row, const Side& column, const Tally& tally);

bool has_memory_one(const Strategy& strategy);

/// A benchmark of a layer, and what its rate counts.
void enter(const std::string& name, const std::string& unit, const std::function<void(benchmark::State&)>& act);
/// What the rate of an entered layer counts.
const std::string& unit_of(const std::string& name);

void enter_naive();
void enter_draws();
void enter_weather();
void enter_tables();
void enter_episodes();
void enter_objects();
void enter_exact();
void enter_standings();
void enter_output();

/// How much faster two threads sample than one, and how many took part; alternately, the median of five.
void compare_threads();
/// How long the pairs of a thousand entrants take from results to files, on all cores; the median of five.
void time_large_output();

}  // namespace layers
