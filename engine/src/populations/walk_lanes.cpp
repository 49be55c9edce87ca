// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/walk_lanes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <detente/dice.hpp>
#include <detente/populations/structured_process.hpp>

#include "numerics/exponential.hpp"
#include "numerics/ordered_sums.hpp"
#include "populations/four_outcomes.hpp"

namespace detente {
namespace {

constexpr std::size_t kWalkFours = kMutantLanes / 4;
// Sums are compared with draws once in so many terms, and what is left of them is bounded more rarely.
constexpr std::int64_t kTermsPerLook = 4;
constexpr std::int64_t kTermsPerBound = 64;

std::array<std::uint32_t, 4> walk_words(std::uint64_t seed, std::uint64_t number, StructurePurpose purpose) {
  return philox({0, static_cast<std::uint32_t>(purpose) * 2, static_cast<std::uint32_t>(number),
                 static_cast<std::uint32_t>(number >> 32)},
                {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
}

double between(std::uint32_t bits) {
  return (static_cast<double>(bits) + 0.5) * 0x1p-32;
}

double enters_draw(std::uint64_t seed, std::uint64_t number) {
  const auto bits = walk_words(seed, number, StructurePurpose::mutant_enters);
  const std::uint64_t both = (std::uint64_t{bits[0]} << 32 | bits[1]) >> 11;
  return (static_cast<double>(both) + 0.5) * 0x1p-53;
}

// E_k = square k (k + 1) + line k.
struct WalkExponents {
  Four square;
  Four line;
};

// Whether sums and what is left of them cannot reach 1 / draw any more, whatever the rounding. k is the last term.
bool is_bounded(double square, double line, double sum, double draw, std::int64_t k, std::int64_t states) {
  const auto at = [&](double x) { return x * (x + 1) * square + x * line; };
  const auto next = static_cast<double>(k + 1);
  const auto last = static_cast<double>(states - 1);
  double most = std::max(at(next), at(last));
  if (square < 0) most = std::max(most, at(std::clamp(-0.5 * (1 + line / square), next, last)));
  // Rounding: of exponents, which may be differences of great numbers, and of sums of up to a million terms.
  most += 0x1p-48 * (last * last * std::abs(square) + last * std::abs(line));
  constexpr double kMargin = 1 + 1e-9;
  return most < 700 && draw * (sum + static_cast<double>(states - 1 - k) * exp_of(most) * kMargin) * kMargin < 1;
}

struct WalkBatch {
  double chances[4][kMutantLanes];  // by outcome
  double draws[kMutantLanes];
};

[[gnu::always_inline]] inline void load_lanes(Four& lanes, const double* from) {
  lanes = four_at(from).value;
}

[[gnu::always_inline]] inline void which_enter(const WalkRules& rules, const WalkResident& resident,
                                               const WalkBatch& batch, bool (&enters)[kMutantLanes]) {
  const auto n = static_cast<double>(rules.population);
  const OutcomePayoffs& pay = rules.payoffs;
  WalkExponents exponents[kWalkFours];
  Four draw[kWalkFours];
  Four sum[kWalkFours];
  for (std::size_t i = 0; i < kWalkFours; ++i) {
    Four chosen[4];
    Four x[4];
    Four turned[4];
    Four share[4];
    Four a;
    Four b;
    Four c;
    for (std::size_t s = 0; s < 4; ++s) load_lanes(chosen[s], batch.chances[s] + 4 * i);
    add_noise(chosen, rules.noise, x);
    for (std::size_t s = 0; s < 4; ++s) turned[s] = x[kTurned[s]];
    four_outcomes(x, turned, share);
    outcome_mean(share, pay.cc, pay.cd, pay.dc, pay.dd, a);
    const Four none{};
    for (std::size_t s = 0; s < 4; ++s) turned[s] = none + resident.turned[s];
    four_outcomes(x, turned, share);
    outcome_mean(share, pay.cc, pay.cd, pay.dc, pay.dd, b);
    outcome_mean(share, pay.cc, pay.dc, pay.cd, pay.dd, c);
    a -= resident.payoff;
    b -= resident.payoff;
    c -= resident.payoff;
    exponents[i].square = (a - b - c) * (-0.5 * rules.selection / (n - 1));
    exponents[i].line = (b * n - a) * (-rules.selection / (n - 1));
    load_lanes(draw[i], batch.draws + 4 * i);
    sum[i] = none + 1;
  }
  bool is_known[kMutantLanes] = {};
  for (std::int64_t k = 1; k < rules.population;) {
    const std::int64_t end = std::min(rules.population, k + kTermsPerLook);
    for (; k < end; ++k) {
      const auto x = static_cast<double>(k);
      for (std::size_t i = 0; i < kWalkFours; ++i) {
        Four term = x * (x + 1) * exponents[i].square + x * exponents[i].line;
        exp_of(term);
        sum[i] += term;
      }
    }
    // Sums only grow, and their products with draws do, rounding included: who is out now stays out.
    bool is_open = false;
    const bool is_time = k % kTermsPerBound == 1;
    for (std::size_t lane = 0; lane < kMutantLanes; ++lane) {
      const std::size_t i = lane / 4;
      const std::size_t at = lane % 4;
      if (is_known[lane] || !(draw[i][at] * sum[i][at] < 1)) continue;
      if (is_time)
        is_known[lane] = is_bounded(exponents[i].square[at], exponents[i].line[at], sum[i][at], draw[i][at], k - 1,
                                    rules.population);
      is_open = is_open || !is_known[lane];
    }
    if (!is_open) break;
  }
  for (std::size_t lane = 0; lane < kMutantLanes; ++lane)
    enters[lane] = is_known[lane] || draw[lane / 4][lane % 4] * sum[lane / 4][lane % 4] < 1;
}

void which_enter_on_any_machine(const WalkRules& rules, const WalkResident& resident, const WalkBatch& batch,
                                bool (&enters)[kMutantLanes]) {
  which_enter(rules, resident, batch, enters);
}

DETENTE_WIDE void which_enter_on_wide_registers(const WalkRules& rules, const WalkResident& resident,
                                                const WalkBatch& batch, bool (&enters)[kMutantLanes]) {
  which_enter(rules, resident, batch, enters);
}

}  // namespace

MemoryOne drawn_mutant(WalkSpace space, std::uint64_t seed, std::uint64_t number) {
  const auto bits = walk_words(seed, number, StructurePurpose::mutant);
  const double p = between(bits[0]);
  const double q = between(bits[1]);
  if (space == WalkSpace::reactive) return {p, q, p, q};
  return {p, q, between(bits[2]), between(bits[3])};
}

std::size_t first_to_enter(const WalkRules& rules, std::uint64_t seed, std::uint64_t first,
                           const WalkResident& resident) {
  WalkBatch batch;
  for (std::size_t lane = 0; lane < kMutantLanes; ++lane) {
    const MemoryOne mutant = drawn_mutant(rules.space, seed, first + lane);
    for (std::size_t s = 0; s < 4; ++s) batch.chances[s][lane] = mutant[s];
    batch.draws[lane] = enters_draw(seed, first + lane);
  }
  bool enters[kMutantLanes];
  if (has_wide_registers())
    which_enter_on_wide_registers(rules, resident, batch, enters);
  else
    which_enter_on_any_machine(rules, resident, batch, enters);
  return static_cast<std::size_t>(std::find(enters, enters + kMutantLanes, true) - enters);
}

}  // namespace detente
