// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "design/generated_field.hpp"

#include <algorithm>
#include <array>
#include <boost/random/uniform_int_distribution.hpp>
#include <cstdint>
#include <vector>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

constexpr std::int64_t kMost = 100'000;  // entrants
constexpr int kGrain = 10'000;
constexpr std::string_view kRandom = "random:";
constexpr std::string_view kGrid = "grid:";

/// Chances of C: in the first round, and after CC, CD, DC, DD (own move first).
using Chances = std::array<double, 5>;

std::string strategy(const Chances& chances) {
  constexpr std::array<std::string_view, 5> kNames{"first", "cc", "cd", "dc", "dd"};
  std::string text = "memory-one:";
  for (std::size_t i = 0; i < chances.size(); ++i)
    text += (i == 0 ? "" : ",") + std::string(kNames[i]) + "=" + shortest(chances[i]);
  return text;
}

/// Of a strategy that looks at the other's move alone: in the first round, and after C and D.
Chances reactive(double first, double after_c, double after_d) {
  return {first, after_c, after_d, after_c, after_d};
}

/// What a name says after the kind.
struct Form {
  bool is_reactive = false;
  std::int64_t count = 0;  ///< n, or chances
  std::uint64_t seed = 1;
};

Form read(std::string_view name, std::string_view rest, std::string_view number) {
  const auto refuse = [&](const std::string& why) {
    return Error("field '" + std::string(name) + "' " + why + "; write " + generated_forms());
  };
  std::vector<std::string> parts = split(rest, ',');
  if (parts.empty()) parts.emplace_back();
  if (parts.front() != "memory-one" && parts.front() != "reactive")
    throw refuse("has '" + parts.front() + "' where memory-one or reactive is expected");
  Form form{.is_reactive = parts.front() == "reactive", .count = 0, .seed = 1};
  std::vector<std::string> keys;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t equals = parts[i].find('=');
    const std::string key = parts[i].substr(0, equals);
    const auto value = equals == std::string::npos ? std::nullopt : read_whole(parts[i].substr(equals + 1));
    if (!value || *value < 0)
      throw refuse("has '" + parts[i] + "', but a setting is NAME=NUMBER with a whole number, 0 or more");
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) throw refuse("has '" + key + "' twice");
    keys.push_back(key);
    if (key == number)
      form.count = *value;
    else if (key == "seed" && number == "n")
      form.seed = static_cast<std::uint64_t>(*value);
    else
      throw refuse("has no setting '" + key + "'");
  }
  if (std::find(keys.begin(), keys.end(), number) == keys.end()) throw refuse("lacks " + std::string(number));
  return form;
}

std::string random_field(std::string_view name) {
  const Form form = read(name, name.substr(kRandom.size()), "n");
  if (form.count < 1 || form.count > kMost)
    throw Error("field '" + std::string(name) + "' has n=" + std::to_string(form.count) +
                ", but the number of its entrants must be in 1…" + std::to_string(kMost));
  std::vector<std::string> strategies;
  for (std::int64_t i = 0; i < form.count; ++i) {
    // Each entrant is the repetition of its draws, so that a larger field begins with the smaller one.
    Rng dice({.seed = form.seed, .repetition = static_cast<std::uint64_t>(i), .seat = 0, .round = 0});
    const auto chance = [&] {
      return static_cast<double>(boost::random::uniform_int_distribution<int>(0, kGrain)(dice)) / kGrain;
    };
    Chances chances{};
    for (double& one : chances) one = chance();
    strategies.push_back(strategy(form.is_reactive ? reactive(chances[0], chances[1], chances[2]) : chances));
  }
  return joined(strategies, ",");
}

std::string grid_field(std::string_view name) {
  const Form form = read(name, name.substr(kGrid.size()), "chances");
  const std::size_t places = form.is_reactive ? 3 : 5;
  std::int64_t all = 1;
  for (std::size_t place = 0; place < places && all <= kMost; ++place) all *= form.count + 1;
  if (form.count < 1 || all > kMost)
    throw Error("field '" + std::string(name) + "' has chances=" + std::to_string(form.count) +
                ", but multiples of 1/chances need it in 1…" + (form.is_reactive ? "45" : "9"));
  std::vector<std::string> strategies;
  for (std::int64_t number = 0; number < all; ++number) {
    Chances chances{};
    std::int64_t rest = number;
    for (std::size_t place = places; place-- > 0; rest /= form.count + 1)
      chances[place] = static_cast<double>(rest % (form.count + 1)) / static_cast<double>(form.count);
    strategies.push_back(strategy(form.is_reactive ? reactive(chances[0], chances[1], chances[2]) : chances));
  }
  return joined(strategies, ",");
}

}  // namespace

std::optional<std::string> generated_field(std::string_view name) {
  if (name.starts_with(kRandom)) return random_field(name);
  if (name.starts_with(kGrid)) return grid_field(name);
  return std::nullopt;
}

std::string generated_forms() {
  return "random:memory-one,n=N,seed=S or grid:memory-one,chances=N (or reactive in place of memory-one)";
}

}  // namespace detente
