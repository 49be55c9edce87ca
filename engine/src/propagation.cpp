// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "propagation.hpp"

#include <algorithm>
#include <utility>

#include "flow.hpp"

namespace detente {
namespace {

constexpr std::size_t kDense = 128;          // points up to which a full matrix beats its branches
constexpr std::int64_t kPatience = 1 << 24;  // branches between two looks at whether to give up

/// One round of chances alone, through a full matrix of `wide` columns, a multiple of 4.
[[gnu::always_inline]] inline void step(const double* __restrict matrix, const double* __restrict now,
                                        double* __restrict next, std::size_t size, std::size_t wide) {
  using Four [[gnu::vector_size(32), gnu::aligned(8)]] = double;
  std::size_t column = 0;
  for (; column + 16 <= wide; column += 16) {
    Four sums[4] = {};
    for (std::size_t point = 0; point < size; ++point)
      for (std::size_t k = 0; k < 4; ++k)
        sums[k] += *reinterpret_cast<const Four*>(matrix + point * wide + column + 4 * k) * now[point];
    for (std::size_t k = 0; k < 4; ++k) *reinterpret_cast<Four*>(next + column + 4 * k) = sums[k];
  }
  for (; column < wide; column += 4) {
    Four sum{};
    for (std::size_t point = 0; point < size; ++point)
      sum += *reinterpret_cast<const Four*>(matrix + point * wide + column) * now[point];
    *reinterpret_cast<Four*>(next + column) = sum;
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]]
#endif
void step_wide(const double* matrix, const double* now, double* next, std::size_t size, std::size_t wide) {
  step(matrix, now, next, size, wide);
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
  const auto flow = begin_flow(chain);
  std::vector<Carried> of_kind(kinds);
  std::vector<std::array<double, 2>> gain(kinds);
  double weight = 1;
  double total = 0;
  std::int64_t work = 0;
  for (std::int64_t t = 1; t <= rounds && weight > 0; ++t) {
    flow->count(of_kind);
    std::array<double, 2> mean{};
    for (std::size_t k = 0; k < kinds; ++k)
      for (const std::size_t seat : {0U, 1U}) mean[seat] += of_kind[k][0] * chain.kinds[k].reward[seat];
    for (std::size_t k = 0; k < kinds; ++k) {
      const auto& [chance, row_before, column_before] = of_kind[k];
      const double row = weight * (chain.kinds[k].reward[0] - mean[0]);
      const double column = weight * (chain.kinds[k].reward[1] - mean[1]);
      gain[k] = {row, column};
      result.joint[cell(chain, chain.kinds[k])] += weight * chance;
      // Products with what was got before, and the round's own.
      result.covariance[0] += (2 * row_before + chance * row) * row;
      result.covariance[1] += row_before * column + column_before * row + chance * row * column;
      result.covariance[2] += (2 * column_before + chance * column) * column;
    }
    for (const std::size_t seat : {0U, 1U}) result.score[seat] += weight * mean[seat];
    total += weight;
    weight *= discount;
    if (t == rounds) break;
    flow->pass(gain);
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
  const bool is_wide = has_wide_registers();
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
    if (is_dense) {
      is_wide ? step_wide(matrix.data(), now.data(), next.data(), size, wide)
              : step(matrix.data(), now.data(), next.data(), size, wide);
    } else {
      std::fill(next.begin(), next.end(), 0.0);
      for (std::size_t point = 0; point < size; ++point) {
        if (now[point] == 0) continue;
        for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch;
             b < chain.outcomes[chain.first_outcome[point + 1]].first_branch; ++b)
          next[chain.branches[b].target] += now[point] * chain.branches[b].chance;
      }
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
