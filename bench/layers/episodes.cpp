// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "../../tournaments/src/play/episode_counts.hpp"
#include "layers.hpp"

namespace layers {
namespace {

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

}  // namespace

void enter_episodes() {
  enter("episodes alone", "rounds", count_episodes);
}

}  // namespace layers
