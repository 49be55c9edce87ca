// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/play/memory_needed.hpp>

#include <algorithm>

#include <detente/play/round_robin.hpp>

#include "play/automata.hpp"
#include "play/counts.hpp"
#include "play/moments.hpp"
#include "play/pair_sums.hpp"

namespace detente {
namespace {

constexpr std::uint64_t kBlockHead = 16;  // bytes that an allocation takes beside what it holds

std::uint64_t meetings(std::uint64_t entrants, bool self_play) {
  return entrants * (entrants - (entrants > 0 ? 1 : 0)) / 2 + (self_play ? entrants : 0);
}

std::uint64_t doubles(std::uint64_t count) {
  return count * sizeof(double) + kBlockHead;
}

}  // namespace

MemoryNeeded memory_needed(const Design& design, bool has_store) {
  const Request& asked = design.request;
  const std::uint64_t entrants = design.entrants.size();
  const auto exact_entrants = static_cast<std::uint64_t>(
      std::count_if(design.entrants.begin(), design.entrants.end(),
                    [](const Entrant& entrant) { return lacks_automaton(entrant).empty(); }));
  const std::uint64_t pairs = meetings(entrants, asked.self_play);
  const std::uint64_t exact = samples_all(asked) ? 0 : meetings(exact_entrants, asked.self_play);
  const std::uint64_t sampled = asked.engine == "check" ? pairs : pairs - exact;

  const auto levels = static_cast<std::uint64_t>(design.rules.levels);
  const std::uint64_t stretches = design.rules.turns.size() + 1;
  const auto ages = static_cast<std::uint64_t>(asked.ages.lock_in);
  const std::uint64_t result = sizeof(PairResult) + doubles(levels * levels) + doubles(ages) +
                               (stretches > 1 ? stretches * doubles(levels * levels) : 0);
  const std::uint64_t order = sizeof(Meeting) + 2 * sizeof(std::size_t);
  // While matches are sampled: counts and moments, and those of one block of repetitions; then the results of both.
  const std::uint64_t sampling = sizeof(PairResult) + sizeof(Meeting) + sizeof(PairSums) +
                                 doubles(EpisodeCounts::counts + 2 * ages + levels * levels) +
                                 doubles(stretches * levels * levels) + sizeof(TripleMoments) +
                                 (design.rules.continuation ? sizeof(SeatResiduals) : 0);
  const std::uint64_t held =
      has_store && sampled == 0 ? 0 : pairs;  // others are read from the store as they are needed
  std::uint64_t bytes = held * (result + order) + sampled * sampling;
  if (sampled > 0)
    bytes += Moments::bytes(entrants + 1, static_cast<std::uint64_t>(asked.repetitions)) +
             Counts::bytes(entrants, design.rules.levels, stretches);
  return {.pairs = pairs, .bytes = bytes};
}

}  // namespace detente
