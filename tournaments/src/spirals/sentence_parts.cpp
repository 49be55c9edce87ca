// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/sentence_parts.hpp"

#include <array>
#include <charconv>

#include <detente/text/text.hpp>

namespace detente {
namespace {

constexpr std::size_t kNamed = 4;

/// With a true minus, and none before a zero.
std::string fixed(double value, int decimals) {
  std::array<char, 400> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
  const std::string text(digits.data(), end.ptr);
  if (text[0] != '-') return text;
  const std::string size = text.substr(1);
  return size.find_first_not_of("0.") == std::string::npos ? size : "−" + size;
}

}  // namespace

std::string points(double share) {
  return fixed(100 * share, 1);
}

std::string listed(std::vector<std::string> words) {
  if (words.size() > kNamed + 1) {
    const std::size_t more = words.size() - kNamed;
    words.resize(kNamed);
    words.push_back(std::to_string(more) + " more");
  }
  if (words.size() < 2) return words.empty() ? "" : words[0];
  const std::string last = words.back();
  words.pop_back();
  return joined(words) + " and " + last;
}

std::string weather(const Request& asked) {
  std::vector<std::string> kinds;
  const auto add = [&](const char* kind, const Rates& rates) {
    if (rates == Rates{}) return;
    kinds.push_back(std::string(kind) + " " + shortest(rates.up) +
                    (rates.up == rates.down ? "" : "/" + shortest(rates.down)));
  };
  add("tremble", asked.tremble);
  add("misperception", asked.misperception);
  if (!asked.tremble_of.empty() || !asked.misperception_of.empty()) kinds.emplace_back("rates of their own");
  if (asked.signal_noise > 0) kinds.push_back("signal noise " + shortest(asked.signal_noise));
  return listed(kinds);
}

}  // namespace detente
