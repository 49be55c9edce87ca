// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "numerics/scaled_elimination.hpp"

namespace detente {
namespace {

struct [[gnu::packed, gnu::may_alias]] FourBitsAnywhere {
  FourBits value;
};
[[gnu::always_inline]] inline FourBitsAnywhere& four_bits_at(std::int64_t* first) {
  return *reinterpret_cast<FourBitsAnywhere*>(first);
}

/// The exponent of 0: below all others, and far enough from the end that sums of exponents stay in range.
constexpr std::int64_t kExponentOfZero = -(std::int64_t{1} << 50);

/// A row, or the part of one: mantissas of which each is 0 or at least 1, and what they are multiplied by.
struct Row {
  double* mantissas;
  std::int64_t* exponents;
};

/// row += factor · pivot, in places first … end − 1, multiples of four. Sums are not normalised: a mantissa that is not
/// 0 is at least 1, and no more than four times the number of sums.
[[gnu::always_inline]] inline void add_rows(const Row& row, const Row& pivot, double factor, std::int64_t power,
                                            std::size_t first, std::size_t end) {
  const FourBits none{};
  for (std::size_t at = first; at < end; at += 4) {
    const Four product = four_at(pivot.mantissas + at).value * factor;
    const FourBits product_power = four_bits_at(pivot.exponents + at).value + power;
    const Four old = four_at(row.mantissas + at).value;
    const FourBits old_power = four_bits_at(row.exponents + at).value;
    const FourBits apart = product_power - old_power;
    const FourBits is_more = apart > none;
    const Four more = is_more ? product : old;
    const Four less = is_more ? old : product;
    const FourBits distance = is_more ? apart : -apart;
    const FourBits kept = distance > 200 ? none + 200 : distance;  // beyond, nothing of it is left
    const Four shift = (Four)((1023 - kept) << 52);
    four_at(row.mantissas + at).value = more + less * shift;
    four_bits_at(row.exponents + at).value = is_more ? product_power : old_power;
  }
}

DETENTE_WIDE [[gnu::noinline]] void add_wide(const Row& row, const Row& pivot, double factor, std::int64_t power,
                                             std::size_t first, std::size_t end) {
  add_rows(row, pivot, factor, power, first, end);
}

[[gnu::noinline]] void add_plain(const Row& row, const Row& pivot, double factor, std::int64_t power, std::size_t first,
                                 std::size_t end) {
  add_rows(row, pivot, factor, power, first, end);
}

}  // namespace

ScaledElimination::ScaledElimination(std::size_t states, std::size_t exits, std::size_t costs)
    : states_(states),
      exits_(exits),
      width_((states + exits + costs + 3) / 4 * 4),
      mantissas_(states * width_),
      exponents_(states * width_, kExponentOfZero) {}

void ScaledElimination::set(std::size_t row, std::size_t column, const WideNumber& value) {
  mantissas_[row * width_ + column] = value.is_zero() ? 0 : value.mantissa();
  exponents_[row * width_ + column] = value.is_zero() ? kExponentOfZero : value.exponent();
}

WideNumber ScaledElimination::at(std::size_t row, std::size_t column) const {
  return WideNumber::of_parts(mantissas_[row * width_ + column], exponents_[row * width_ + column]);
}

WideNumber ScaledElimination::leaving(std::size_t state, std::size_t states) const {
  WideNumber sum;
  for (std::size_t column = 0; column < states; ++column) sum = sum + at(state, column);
  for (std::size_t exit = 0; exit < exits_; ++exit) sum = sum + at(state, states_ + exit);
  return sum;
}

void ScaledElimination::eliminate(bool is_plain) {
  const auto add = has_wide_registers() && !is_plain ? add_wide : add_plain;
  const auto row = [&](std::size_t state) {
    return Row{mantissas_.data() + state * width_, exponents_.data() + state * width_};
  };
  for (std::size_t pivot = states_; pivot-- > 1;) {
    const WideNumber leave = leaving(pivot, pivot);
    // Sums so far, normalised; a zero keeps the exponent of zeros.
    for (std::size_t column = 0; column < width_; ++column) set(pivot, column, at(pivot, column));
    if (leave.is_zero()) continue;  // nobody who comes here goes on: the caller knows why
    for (std::size_t state = 0; state < pivot; ++state) {
      const WideNumber factor = at(state, pivot) / leave;
      set(state, pivot, factor);
      if (factor.is_zero()) continue;
      add(row(state), row(pivot), factor.mantissa(), factor.exponent(), 0, pivot / 4 * 4);
      for (std::size_t column = pivot / 4 * 4; column < pivot; ++column)
        set(state, column, at(state, column) + factor * at(pivot, column));
      const std::size_t first = states_;
      for (std::size_t column = first; column < width_; ++column)
        if (!at(pivot, column).is_zero()) set(state, column, at(state, column) + factor * at(pivot, column));
    }
  }
}

std::vector<double> ScaledElimination::ln_stationary() const {
  std::vector<WideNumber> visits(states_);
  visits[0] = WideNumber(1.0);
  WideNumber all = visits[0];
  for (std::size_t state = 1; state < states_; ++state) {
    WideNumber sum;
    for (std::size_t before = 0; before < state; ++before) sum = sum + visits[before] * at(before, state);
    visits[state] = sum;
    all = all + sum;
  }
  std::vector<double> shares(states_);
  for (std::size_t state = 0; state < states_; ++state) shares[state] = (visits[state] / all).ln();
  return shares;
}

std::vector<WideNumber> ScaledElimination::back_substituted(std::size_t column) const {
  std::vector<WideNumber> values(states_);
  for (std::size_t state = 0; state < states_; ++state) {
    const WideNumber leave = leaving(state, state);
    if (leave.is_zero()) continue;
    WideNumber sum = at(state, column);
    for (std::size_t before = 0; before < state; ++before) sum = sum + at(state, before) * values[before];
    values[state] = sum / leave;
  }
  return values;
}

}  // namespace detente
