// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/core.h>
#include <detente/numerics/exponential.hpp>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"
#include "text/evolution_text.hpp"

namespace detente::cli {
namespace {

constexpr double kLn10 = 2.302585092994046;

/// "2.1·10^−12", for e^ln.
std::string power_of_ten(double ln) {
  double power = std::floor(ln / kLn10);
  double lead = exp_of(ln - power * kLn10);
  if (lead >= 9.95) {
    lead = 1;
    ++power;
  }
  return fmt::format("{:.1f}·10^{}", lead, with_minus(fmt::format("{:.0f}", power)));
}

}  // namespace

std::vector<std::size_t> by_share(const LongRun& world) {
  std::vector<std::size_t> order(world.strategies.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto rank = [&](std::size_t i) { return std::round(world.strategies[i].ln_share * 1e8); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) > rank(b); });
  return order;
}

std::string left_out(std::size_t rows) {
  return rows > kMostRows ? fmt::format("… and {} more; --format csv has them all\n", rows - kMostRows) : "";
}

std::string and_list(const std::vector<std::string>& words) {
  if (words.size() < 2) return joined(words);
  return joined({words.begin(), words.end() - 1}) + " and " + words.back();
}

std::string counted_words(std::uint64_t count, const std::string& word) {
  return fmt::format("{} {}{}", grouped(count), word, count == 1 ? "" : "s");
}

std::string count_of_ln(double ln) {
  if (ln == std::numeric_limits<double>::infinity()) return "never";
  if (ln == kLnZero) return "0";
  constexpr double kMostInFull = 1e7;
  if (ln >= std::log(kMostInFull)) return power_of_ten(ln);
  const double count = exp_of(ln);
  if (count < 9.95) return fmt::format("{:.1f}", count);
  return grouped(static_cast<std::uint64_t>(std::llround(count)));
}

std::string small_of_ln(double ln) {
  if (ln == kLnZero) return "0";
  const double value = exp_of(ln);
  if (value >= 99.5) return grouped(static_cast<std::uint64_t>(std::llround(value)));
  if (value >= 9.95) return fmt::format("{:.0f}", value);
  if (value >= 0.0995) return fmt::format("{:.2f}", value);
  if (value >= 0.00995) return fmt::format("{:.3f}", value);
  return power_of_ten(ln);
}

}  // namespace detente::cli
