// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "exact/propagation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "exact/flow.hpp"
#include "exact/orbit.hpp"
#include "numerics/ordered_sums.hpp"
#include "numerics/recurrence.hpp"

namespace detente {
namespace {

constexpr std::size_t kDense = 128;                  // points up to which a full matrix beats its branches
constexpr std::int64_t kSpell = 1024;                // rounds whose chances are summed up by themselves
constexpr std::int64_t kWorkBetweenLooks = 1 << 24;  // branches between two looks at whether to give up
constexpr double kSums = 100;                        // how much more than chances sums of payoffs are rounded

/// One round of chances alone, through a full matrix of `wide` columns, a multiple of 4.
[[gnu::always_inline]] inline void step(const double* __restrict matrix, const double* __restrict now,
                                        double* __restrict next, std::size_t size, std::size_t wide) {
  std::size_t column = 0;
  for (; column + 16 <= wide; column += 16) {
    Four sums[4] = {};
    for (std::size_t point = 0; point < size; ++point)
      for (std::size_t k = 0; k < 4; ++k) sums[k] += four_at(matrix + point * wide + column + 4 * k).value * now[point];
    for (std::size_t k = 0; k < 4; ++k) four_at(next + column + 4 * k).value = sums[k];
  }
  for (; column < wide; column += 4) {
    Four sum{};
    for (std::size_t point = 0; point < size; ++point)
      sum += four_at(matrix + point * wide + column).value * now[point];
    four_at(next + column).value = sum;
  }
}

DETENTE_WIDE void step_wide(const double* matrix, const double* now, double* next, std::size_t size, std::size_t wide) {
  step(matrix, now, next, size, wide);
}

std::size_t cell(const Chain& chain, const Chain::Kind& kind) {
  return static_cast<std::size_t>(kind.row) * static_cast<std::size_t>(chain.levels) + kind.column;
}

/// Shows a flow to who looks for its return. Sums of payoffs may differ by what a chance of the largest one is.
void show(const Chain& chain, const Flow& flow, std::int64_t round, Recurrence& recurrence) {
  double largest = 0;
  for (const Chain::Kind& kind : chain.kinds)
    for (const double reward : kind.reward) largest = std::max(largest, std::abs(reward));
  std::vector<double> values, scales;
  for (std::size_t point = 0; point < chain.size(); ++point) {
    const Carried here = flow.at(point);
    for (std::size_t i = 0; i < here.size(); ++i) {
      values.push_back(here[i]);
      scales.push_back(i == 0 ? here[0] : kSums * (std::abs(here[i]) + here[0] * largest));
    }
  }
  recurrence.look(round, values, scales);
}

}  // namespace

Exact collected(const Chain& chain, const std::vector<double>& share) {
  Exact result;
  result.joint.assign(static_cast<std::size_t>(chain.levels * chain.levels), 0.0);
  for (std::size_t k = 0; k < share.size(); ++k) {
    result.joint[cell(chain, chain.kinds[k])] += share[k];
    for (const std::size_t seat : {0U, 1U}) result.score[seat] += share[k] * chain.kinds[k].reward[seat];
  }
  return result;
}

bool Propagation::play(const Chain& chain, Flow& flow, std::int64_t rounds, bool goes_on, const GiveUp& give_up) {
  const std::size_t kinds = chain.kinds.size();
  std::vector<Carried> of_kind(kinds);
  std::vector<std::array<double, 2>> gain(kinds);
  Leg& leg = legs_.emplace_back(Leg{&chain, std::vector<Sum>(kinds), {}});
  std::int64_t work = 0;
  Recurrence recurrence(rounds, 0);
  for (std::int64_t t = 1; t <= rounds && weight_ > 0; t = recurrence.after(t)) {
    if (discount_ == 1 && recurrence.asks(t)) show(chain, flow, t, recurrence);
    const double times = recurrence.times();
    const double spent = times * weight_;
    flow.count(of_kind);
    // Chances add up to 1 but for rounding, which would wear away what is certain in long matches.
    double all = 0;
    for (const Carried& carried : of_kind) all += carried[0];
    std::array<double, 2> mean{};
    for (std::size_t k = 0; k < kinds; ++k) {
      of_kind[k][0] /= all;
      for (const std::size_t seat : {0U, 1U}) mean[seat] += of_kind[k][0] * chain.kinds[k].reward[seat];
    }
    std::array<double, 3> round{};
    for (std::size_t k = 0; k < kinds; ++k) {
      const auto& [chance, row_before, column_before] = of_kind[k];
      const double row = weight_ * (chain.kinds[k].reward[0] - mean[0]);
      const double column = weight_ * (chain.kinds[k].reward[1] - mean[1]);
      gain[k] = {row, column};
      leg.spent[k].add(spent * chance);
      // Products with what was got before, and the round's own.
      round[0] += (2 * row_before + chance * row) * row;
      round[1] += row_before * column + column_before * row + chance * row * column;
      round[2] += (2 * column_before + chance * column) * column;
    }
    for (std::size_t i = 0; i < 3; ++i) products_[i].add(times * round[i]);
    leg.weights.add(spent);
    weight_ *= discount_;
    if (t == rounds && !goes_on) break;
    flow.pass(gain);
    work += static_cast<std::int64_t>(chain.branches.size());
    if (work > kWorkBetweenLooks) {
      work = 0;
      if (give_up && give_up()) return false;
    }
  }
  return true;
}

Exact Propagation::result() const {
  double total = 0;
  for (const Leg& leg : legs_) total += leg.weights.value();
  Exact result;
  for (const Leg& leg : legs_) {
    Exact part = leg.shares(total);
    if (result.joint.empty()) {
      result = std::move(part);
      continue;
    }
    for (std::size_t cell = 0; cell < part.joint.size(); ++cell) result.joint[cell] += part.joint[cell];
    for (const std::size_t seat : {0U, 1U}) result.score[seat] += part.score[seat];
  }
  for (std::size_t i = 0; i < 3; ++i) result.covariance[i] = products_[i].value() / (total * total);
  for (const std::size_t i : {0U, 2U}) result.covariance[i] = std::max(result.covariance[i], 0.0);
  return result;
}

Exact Propagation::leg(std::size_t number) const {
  return legs_[number].shares(legs_[number].weights.value());
}

Exact Propagation::Leg::shares(double total) const {
  std::vector<double> share;
  for (const Sum& sum : spent) share.push_back(sum.value() / total);
  return collected(*chain, share);
}

std::optional<Exact> propagated(const Chain& chain, std::int64_t rounds, double discount, const GiveUp& give_up) {
  if (discount == 1 && is_certain(chain)) return on_orbit(chain, rounds);
  Propagation match(discount);
  if (!match.play(chain, *begin_flow(chain), rounds, false, give_up)) return std::nullopt;
  return match.result();
}

std::optional<Exact> propagated_means(const Chain& chain, std::int64_t rounds, double discount, const GiveUp& give_up) {
  if (discount == 1 && is_certain(chain)) return on_orbit(chain, rounds);
  const std::size_t size = chain.size();
  const bool is_dense = size <= kDense;
  const std::size_t first = first_place(chain.branches);
  const std::size_t alone = (first + 3) / 4 * 4;  // places that nothing leads to have no columns
  const std::size_t wide = (first + size + 3) / 4 * 4;
  const std::size_t columns = wide - alone;
  std::vector<double> matrix(is_dense ? size * columns : 0);
  if (is_dense)
    for (std::size_t point = 0; point < size; ++point)
      for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch;
           b < chain.outcomes[chain.first_outcome[point + 1]].first_branch; ++b)
        matrix[point * columns + first + chain.branches[b].target - alone] += chain.branches[b].chance;
  const bool is_wide = has_wide_registers();
  std::vector<double> now(wide), next(wide), visits(wide), lately(wide);
  now[first] = 1;
  double weight = 1;
  std::int64_t work = 0;
  Recurrence recurrence(rounds, 0);
  for (std::int64_t t = 1; t <= rounds && weight > 0; t = recurrence.after(t)) {
    if (discount == 1 && recurrence.asks(t)) recurrence.look(t, now, now);
    const double spent = recurrence.times() * weight;
    for (std::size_t place = 0; place < wide; ++place) lately[place] += spent * now[place];
    if (t % kSpell == 0 || t == rounds)  // sums of sums: rounding does not grow with the match
      for (std::size_t place = 0; place < wide; ++place) visits[place] += std::exchange(lately[place], 0.0);
    weight *= discount;
    if (t == rounds) break;
    if (is_dense) {
      std::fill_n(next.begin(), alone, 0.0);
      is_wide ? step_wide(matrix.data(), now.data() + first, next.data() + alone, size, columns)
              : step(matrix.data(), now.data() + first, next.data() + alone, size, columns);
    } else {
      std::fill(next.begin(), next.end(), 0.0);
      for (std::size_t point = 0; point < size; ++point) {
        const double here = now[first + point];
        if (here == 0) continue;
        for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch;
             b < chain.outcomes[chain.first_outcome[point + 1]].first_branch; ++b)
          next[first + chain.branches[b].target] += here * chain.branches[b].chance;
      }
    }
    std::swap(now, next);
    work += static_cast<std::int64_t>(chain.branches.size());
    if (work > kWorkBetweenLooks) {
      work = 0;
      if (give_up && give_up()) return std::nullopt;
    }
  }
  for (std::size_t place = 0; place < wide; ++place) visits[place] += lately[place];
  std::vector<double> share(chain.kinds.size());
  for (std::size_t point = 0; point < size; ++point)
    for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i)
      share[chain.outcomes[i].kind] += visits[first + point] * chain.outcomes[i].chance;
  double all = 0;  // the sum of weights, but for rounding
  for (const double part : share) all += part;
  for (double& part : share) part /= all;
  return collected(chain, share);
}

}  // namespace detente
