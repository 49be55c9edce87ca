// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "layers.hpp"

namespace layers {
namespace {

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

}  // namespace

void enter_weather() {
  enter("weather, once for all pairs", "rounds", weather);
}

}  // namespace layers
