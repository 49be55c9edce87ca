// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "propagation.hpp"

#include <algorithm>
#include <utility>

namespace detente {
namespace {

constexpr std::size_t kDense = 128;          // points up to which a full matrix beats its branches
constexpr std::int64_t kPatience = 1 << 24;  // branches between two looks at whether to give up

/// Of one point: its chance, and the chance-weighted sums of what row and column got so far, each less its mean.
/// Four lanes that never mix, so that the result does not depend on how wide the machine is.
struct alignas(32) Lanes {
  using Vector [[gnu::vector_size(32)]] = double;
  Vector of{};
};

/// The rounds of a match in which payoffs matter: one lane each for chance, row and column.
struct Round {
  const Chain& chain;
  const std::vector<Lanes>& now;
  std::vector<Lanes>& next;
  std::vector<Lanes>& of_kind;     // sums over points, by kind of outcome
  const std::vector<Lanes>& gain;  // by kind: 0, row's and column's centred payoff, 0

  [[gnu::always_inline]] inline void count() const {
    for (std::size_t point = 0; point < chain.size(); ++point) {
      const Lanes::Vector here = now[point].of;
      for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i)
        of_kind[chain.outcomes[i].kind].of += here * chain.outcomes[i].chance;
    }
  }
  [[gnu::always_inline]] inline void pass() const {
    for (std::size_t point = 0; point < chain.size(); ++point) {
      const Lanes::Vector here = now[point].of;
      if (here[0] == 0) continue;
      for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i) {
        const Lanes::Vector with_gain = here + here[0] * gain[chain.outcomes[i].kind].of;
        const std::uint32_t end = chain.outcomes[i + 1].first_branch;
        for (std::uint32_t b = chain.outcomes[i].first_branch; b < end; ++b)
          next[chain.branches[b].target].of += with_gain * chain.branches[b].chance;
      }
    }
  }
};

// The machine's wide registers, where it has them. The same operations in the same order as without.
[[gnu::target("avx2")]] void count_avx2(const Round& round) {
  round.count();
}
[[gnu::target("avx2")]] void pass_avx2(const Round& round) {
  round.pass();
}

bool has_avx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

void scale_shares(Exact& result, double weight) {
  for (double& share : result.joint) share /= weight;
  for (double& score : result.score) score /= weight;
}

std::size_t cell(const Chain& chain, const Chain::Kind& kind) {
  return static_cast<std::size_t>(kind.row) * static_cast<std::size_t>(chain.levels) + kind.column;
}

}  // namespace

std::optional<Exact> propagated(const Chain& chain, std::int64_t rounds, double discount, const GiveUp& give_up) {
  const std::size_t kinds = chain.kinds.size();
  Exact result;
  result.joint.assign(static_cast<std::size_t>(chain.levels * chain.levels), 0.0);
  std::vector<Lanes> now(chain.size());
  std::vector<Lanes> next(chain.size());
  std::vector<Lanes> of_kind(kinds);
  std::vector<Lanes> gain(kinds);
  now[0].of = Lanes::Vector{1, 0, 0, 0};
  const bool is_wide = has_avx2();
  double weight = 1;
  double total = 0;
  std::int64_t work = 0;
  for (std::int64_t t = 1; t <= rounds && weight > 0; ++t) {
    std::fill(of_kind.begin(), of_kind.end(), Lanes{});
    const Round round{chain, now, next, of_kind, gain};
    is_wide ? count_avx2(round) : round.count();
    std::array<double, 2> mean{};
    for (std::size_t k = 0; k < kinds; ++k)
      for (const std::size_t seat : {0U, 1U}) mean[seat] += of_kind[k].of[0] * chain.kinds[k].reward[seat];
    for (std::size_t k = 0; k < kinds; ++k) {
      const double row = weight * (chain.kinds[k].reward[0] - mean[0]);
      const double column = weight * (chain.kinds[k].reward[1] - mean[1]);
      gain[k].of = Lanes::Vector{0, row, column, 0};
      result.joint[cell(chain, chain.kinds[k])] += weight * of_kind[k].of[0];
      // Products with what was got before, and the round's own.
      result.covariance[0] += (2 * of_kind[k].of[1] + of_kind[k].of[0] * row) * row;
      result.covariance[1] += of_kind[k].of[1] * column + of_kind[k].of[2] * row + of_kind[k].of[0] * row * column;
      result.covariance[2] += (2 * of_kind[k].of[2] + of_kind[k].of[0] * column) * column;
    }
    for (const std::size_t seat : {0U, 1U}) result.score[seat] += weight * mean[seat];
    total += weight;
    weight *= discount;
    if (t == rounds) break;
    std::fill(next.begin(), next.end(), Lanes{});
    is_wide ? pass_avx2(round) : round.pass();
    std::swap(now, next);
    work += static_cast<std::int64_t>(chain.branches.size());
    if (work > kPatience) {
      work = 0;
      if (give_up && give_up()) return std::nullopt;
    }
  }
  scale_shares(result, total);
  for (double& value : result.covariance) value /= total * total;
  result.covariance[0] = std::max(result.covariance[0], 0.0);
  result.covariance[2] = std::max(result.covariance[2], 0.0);
  return result;
}

std::optional<Exact> propagated_means(const Chain& chain, std::int64_t rounds, double discount, const GiveUp& give_up) {
  const std::size_t size = chain.size();
  const bool is_dense = size <= kDense;
  const std::size_t wide = (size + 3) / 4 * 4;
  std::vector<double> matrix(is_dense ? size * wide : 0);
  if (is_dense)
    for (std::size_t point = 0; point < size; ++point)
      for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch;
           b < chain.outcomes[chain.first_outcome[point + 1]].first_branch; ++b)
        matrix[point * wide + chain.branches[b].target] += chain.branches[b].chance;
  std::vector<double> now(wide), next(wide), visits(wide);
  now[0] = 1;
  double weight = 1;
  double total = 0;
  std::int64_t work = 0;
  for (std::int64_t t = 1; t <= rounds && weight > 0; ++t) {
    for (std::size_t point = 0; point < wide; ++point) visits[point] += weight * now[point];
    total += weight;
    weight *= discount;
    if (t == rounds) break;
    std::fill(next.begin(), next.end(), 0.0);
    double* const __restrict to = next.data();
    for (std::size_t point = 0; point < size; ++point) {
      const double here = now[point];
      if (here == 0) continue;
      if (is_dense) {
        const double* const __restrict row = matrix.data() + point * wide;
        for (std::size_t target = 0; target < wide; ++target) to[target] += here * row[target];
        continue;
      }
      for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch;
           b < chain.outcomes[chain.first_outcome[point + 1]].first_branch; ++b)
        to[chain.branches[b].target] += here * chain.branches[b].chance;
    }
    std::swap(now, next);
    work += static_cast<std::int64_t>(chain.branches.size());
    if (work > kPatience) {
      work = 0;
      if (give_up && give_up()) return std::nullopt;
    }
  }
  Exact result;
  result.joint.assign(static_cast<std::size_t>(chain.levels * chain.levels), 0.0);
  for (std::size_t point = 0; point < size; ++point)
    for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i) {
      const Chain::Kind& kind = chain.kinds[chain.outcomes[i].kind];
      const double share = visits[point] * chain.outcomes[i].chance;
      result.joint[cell(chain, kind)] += share;
      for (const std::size_t seat : {0U, 1U}) result.score[seat] += share * kind.reward[seat];
    }
  scale_shares(result, total);
  return result;
}

}  // namespace detente
