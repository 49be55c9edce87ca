// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include <detente/error.hpp>
#include <detente/systems/powers.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

constexpr std::int64_t kMostTogether = 1 << 24;

// The sums that some coalition has, as a set of bits.
class Sums {
 public:
  explicit Sums(std::size_t most) : words_(most / 64 + 1) { words_[0] = 1; }

  /// Lets every coalition take in a state of this strength.
  void add(std::size_t strength) {
    const std::size_t whole = strength / 64;
    const std::size_t rest = strength % 64;
    for (std::size_t i = words_.size(); i-- > whole;) {
      std::uint64_t moved = words_[i - whole] << rest;
      if (rest > 0 && i > whole) moved |= words_[i - whole - 1] >> (64 - rest);
      words_[i] |= moved;
    }
  }

  /// Whether some coalition's sum lies in first…last.
  bool has_any(std::size_t first, std::size_t last) const {
    for (std::size_t sum = first; sum <= last;) {
      const std::uint64_t above = words_[sum / 64] >> (sum % 64);
      const std::size_t here = std::min(64 - sum % 64, last - sum + 1);
      if ((here == 64 ? above : above & ((std::uint64_t{1} << here) - 1)) != 0) return true;
      sum += here;
    }
    return false;
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace

std::optional<Concentration> concentration(const std::vector<double>& strengths) {
  if (strengths.empty()) throw Error("a concentration of power is that of at least one state, not of none");
  for (std::size_t i = 0; i < strengths.size(); ++i)
    if (!(strengths[i] >= 0 && std::isfinite(strengths[i])))
      throw Error("the strength of state " + std::to_string(i) + " is " + shortest(strengths[i]) +
                  "; it must be a number of at least 0");
  const double top = *std::max_element(strengths.begin(), strengths.end());
  if (top == 0) return {};
  // A power of two, so that nothing is rounded and no square overflows. Whole strengths then give exact sums.
  const int scale = -std::ilogb(top);
  double sum = 0;
  double squares = 0;
  for (const double strength : strengths) {
    const double scaled = std::ldexp(strength, scale);
    sum += scaled;
    squares += scaled * scaled;
  }
  const auto n = static_cast<double>(strengths.size());
  Concentration result;
  result.hhi = squares / (sum * sum);
  result.powers = sum * sum / squares;
  result.top = std::ldexp(top, scale) / sum;
  result.con = n == 1 ? 1 : std::sqrt(std::max(n * squares - sum * sum, 0.0) / ((n - 1) * sum * sum));
  return result;
}

std::vector<bool> essential_states(const std::vector<int>& strengths) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < strengths.size(); ++i) {
    if (strengths[i] < 0)
      throw Error("the strength of state " + std::to_string(i) + " is " + std::to_string(strengths[i]) +
                  "; it must be at least 0");
    total += strengths[i];
  }
  if (total > kMostTogether)
    throw Error("the strengths add up to " + std::to_string(total) + "; essential states are found up to 16777216");
  std::vector<std::size_t> order(strengths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return strengths[a] > strengths[b]; });

  // A state is essential if and only if some winning coalition loses without it: others that the coalition can spare
  // may leave one by one, and it still loses without that state. A stronger state can take that state's place, or that
  // state be added in the stronger one's absence, so the essential states are the strongest ones. The weakest of them
  // is therefore in a minimal winning coalition with none but stronger or equal ones that come before it.
  const auto half = static_cast<std::size_t>(total / 2);
  Sums sums(half);
  std::size_t essential = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto strength = static_cast<std::size_t>(strengths[order[i]]);
    if (sums.has_any(strength > half ? 0 : half - strength + 1, half)) essential = i + 1;
    sums.add(strength);
  }
  std::vector<bool> result(strengths.size());
  for (std::size_t i = 0; i < essential; ++i) result[order[i]] = true;
  return result;
}

const std::vector<bool>& EssentialStates::of(const std::vector<std::uint8_t>& strengths) {
  if (strengths != strengths_) {
    strengths_ = strengths;
    essential_ = essential_states({strengths.begin(), strengths.end()});
  }
  return essential_;
}

}  // namespace detente
