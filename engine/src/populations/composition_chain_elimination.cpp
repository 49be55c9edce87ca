// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/composition_chain_elimination.hpp"

#include <algorithm>
#include <array>

#include <detente/error.hpp>

#include "numerics/elimination.hpp"
#include "numerics/ordered_sums.hpp"

namespace detente {
namespace {

/// States eliminated before the rest of the band hears of it, which then is read and written once for all of them.
constexpr std::size_t kPanel = 8;

// Products of numbers within these bounds may vanish, but what is lost then is nothing beside any number that is used.
constexpr double kLeastSafe = 1e-250;
constexpr double kMostSafe = 1e250;
constexpr double kVanishes = 1e-290;

/// Thrown where doubles do not do.
struct OutOfDoubles {};

double taken(const WideNumber& rate, double /*kind*/) {
  const double value = rate.value();
  if (value < kLeastSafe) throw OutOfDoubles();
  return value;
}
WideNumber taken(const WideNumber& rate, const WideNumber& /*kind*/) {
  return rate;
}
bool is_zero(double value) {
  return value == 0;
}
bool is_zero(const WideNumber& value) {
  return value.is_zero();
}
WideNumber wide(double value) {
  return WideNumber(value);
}
WideNumber wide(const WideNumber& value) {
  return value;
}

/// values[i] += times · row[i], of one row after another.
[[gnu::always_inline]] inline void add_rows_inline(double* values, std::size_t count, const double* const* rows,
                                                   const double* times) {
  std::size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    Four sum = four_at(values + i).value;
    for (std::size_t row = 0; row < kPanel; ++row) sum += four_at(rows[row] + i).value * times[row];
    four_at(values + i).value = sum;
  }
  for (; i < count; ++i)
    for (std::size_t row = 0; row < kPanel; ++row) values[i] += rows[row][i] * times[row];
}
DETENTE_WIDE void add_rows_wide(double* values, std::size_t count, const double* const* rows, const double* times) {
  add_rows_inline(values, count, rows, times);
}
void add_rows(double* values, std::size_t count, const double* const* rows, const double* times) {
  add_rows_inline(values, count, rows, times);
}
void add_panel(double* values, std::size_t count, const double* const* rows, const double* times) {
  has_wide_registers() ? add_rows_wide(values, count, rows, times) : add_rows(values, count, rows, times);
}
void add_panel(WideNumber* values, std::size_t count, const WideNumber* const* rows, const WideNumber* times) {
  for (std::size_t row = 0; row < kPanel; ++row)
    for (std::size_t i = 0; i < count; ++i) values[i] += rows[row][i] * times[row];
}

template <typename Number>
class BandElimination {
 public:
  explicit BandElimination(const BandedChain& chain)
      : chain_(chain), begin_(chain.size()), to_(chain.size()), from_(chain.size()), built_(chain.size()) {
    for (std::size_t state = 0; state < size(); ++state) begin_[state] = chain.lowest[panel_of(state)];
  }

  std::vector<WideNumber> shares(const std::function<bool()>& give_up) {
    for (std::size_t end = size(); end > 0;) {
      if (give_up && give_up()) throw GivenUp();
      const std::size_t begin = panel_of(end - 1);
      build(begin_[begin]);
      for (std::size_t gone = end; gone-- > begin;)
        if (gone > 0) {
          leave(gone);
          for (std::size_t left = std::max(begin, begin_[gone]); left < gone; ++left) hear(left, gone);
        }
      if (end - begin == kPanel) {
        for (std::size_t left = begin_[begin]; left < begin; ++left) hear_panel(left, begin);
      } else {
        for (std::size_t gone = end; gone-- > begin;)
          for (std::size_t left = begin_[begin]; left < begin; ++left) hear(left, gone);
      }
      for (std::size_t gone = begin; gone < end; ++gone) std::vector<Number>().swap(to_[gone]);
      end = begin;
    }
    return relative_to_the_first();
  }

 private:
  std::size_t size() const { return chain_.size(); }
  static std::size_t panel_of(std::size_t state) { return state - state % kPanel; }
  Number& to(std::size_t state, std::size_t lower) { return to_[state][lower - begin_[state]]; }
  Number& from(std::size_t state, std::size_t lower) { return from_[state][lower - begin_[state]]; }

  // Rates from and to states from `lowest` on.
  void build(std::size_t lowest) {
    for (; built_ > lowest; --built_) {
      const std::size_t state = built_ - 1;
      to_[state].assign(state - begin_[state], Number());
      from_[state].assign(state - begin_[state], Number());
      chain_.rates(state, [&](std::size_t other, const WideNumber& rate) {
        (other < state ? to(state, other) : from(other, state)) += taken(rate, Number());
      });
    }
  }

  // From here on, `from_` of `gone` holds the expected visits to it for each round in the lower state.
  void leave(std::size_t gone) {
    Number sum{};
    for (const Number& rate : to_[gone]) sum += rate;
    if (is_zero(sum)) nowhere(sum);
    for (Number& rate : from_[gone]) rate /= sum;
    check(gone, sum);
  }
  [[noreturn]] static void nowhere(double) { throw OutOfDoubles(); }
  [[noreturn]] static void nowhere(const WideNumber&) {
    throw Error(
        "the population may stay for ever in one of several sets of compositions, so that its shares depend on "
        "where it begins; a lower mutation rate, or fitness above 0 for all strategies, would do");
  }

  void check(std::size_t, const WideNumber&) {}
  void check(std::size_t gone, double sum) {
    if (!(sum <= kMostSafe)) throw OutOfDoubles();
    // What lies below the state's own lowest is 0 because the panel is wider.
    const std::size_t skipped = chain_.lowest[gone] - begin_[gone];
    const double least_to = check_all(to_[gone], skipped);
    const double least_from = check_all(from_[gone], skipped);
    if (least_to * least_from < kVanishes) zeros_may_be_lost_ = true;
  }
  double check_all(const std::vector<double>& values, std::size_t skipped) const {
    double least = kMostSafe;
    for (std::size_t i = skipped; i < values.size(); ++i) {
      const double value = values[i];
      if (value == 0 && !zeros_may_be_lost_) continue;
      if (!(value >= kLeastSafe && value <= kMostSafe)) throw OutOfDoubles();
      least = std::min(least, value);
    }
    return least;
  }

  // Ways from and to `left` over `gone`.
  void hear(std::size_t left, std::size_t gone) {
    const std::size_t first = begin_[gone];
    const Number times = from(gone, left);
    const Number rate = to(gone, left);
    for (std::size_t lower = first; lower < left; ++lower) {
      to(left, lower) += to(gone, lower) * times;
      from(left, lower) += from(gone, lower) * rate;
    }
  }

  void hear_panel(std::size_t left, std::size_t begin) {
    const std::size_t first = begin_[begin];
    std::array<const Number*, kPanel> to_rows;
    std::array<const Number*, kPanel> from_rows;
    std::array<Number, kPanel> times;
    std::array<Number, kPanel> rates;
    for (std::size_t i = 0; i < kPanel; ++i) {
      const std::size_t gone = begin + kPanel - 1 - i;
      to_rows[i] = to_[gone].data();
      from_rows[i] = from_[gone].data();
      times[i] = from(gone, left);
      rates[i] = to(gone, left);
    }
    if (left == first) return;
    add_panel(&to(left, first), left - first, to_rows.data(), times.data());
    add_panel(&from(left, first), left - first, from_rows.data(), rates.data());
  }

  std::vector<WideNumber> relative_to_the_first() const {
    std::vector<WideNumber> shares(size());
    shares[0] = WideNumber(1);
    for (std::size_t state = 1; state < size(); ++state)
      for (std::size_t i = 0; i < from_[state].size(); ++i)
        shares[state] += shares[begin_[state] + i] * wide(from_[state][i]);
    WideNumber sum;
    for (const WideNumber& share : shares) sum += share;
    for (WideNumber& share : shares) share /= sum;
    return shares;
  }

  const BandedChain& chain_;
  std::vector<std::size_t> begin_;         // by state: of what follows
  std::vector<std::vector<Number>> to_;    // by state: rates to lower ones
  std::vector<std::vector<Number>> from_;  // by state: rates from lower ones
  std::size_t built_;                      // states from this one on are
  bool zeros_may_be_lost_ = false;         // a 0 may be a product that vanished
};

}  // namespace

std::vector<WideNumber> stationary_shares(const BandedChain& chain, const std::function<bool()>& give_up) {
  try {
    return BandElimination<double>(chain).shares(give_up);
  } catch (const OutOfDoubles&) {
    return BandElimination<WideNumber>(chain).shares(give_up);
  }
}

}  // namespace detente
