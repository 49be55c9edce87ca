// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/design/design.hpp>
#include <detente/exact/exact.hpp>
#include <stdexcept>
#include <string>

/// One pair seated and solved, without a tournament around it.
namespace exact_pair {

using namespace detente;

struct Noise {
  Rates tremble = {};
  Rates misperception = {};
};

inline Noise slips(double rate) {
  return {.tremble = {rate, rate}};
}
inline Noise misreads(double rate) {
  return {.misperception = {rate, rate}};
}

/// A strategy told its payoffs and errors, ready to be seated.
inline Side seated(const Strategy& strategy, const Game& game, const Noise& noise, const Rules& rules = {}) {
  Side side{.strategy = strategy,
            .name = strategy.name(),
            .payoffs = game.payoffs(),
            .tremble = Errors::everywhere(noise.tremble.up, noise.tremble.down),
            .misperception = game.misperception(noise.misperception.up, noise.misperception.down)};
  side.strategy = strategy.briefed({.payoffs = side.payoffs,
                                    .tremble = side.tremble,
                                    .misperception = side.misperception,
                                    .signal_noise = rules.signal_noise,
                                    .signal_cost = rules.signal_cost,
                                    .open_cost = rules.open_cost});
  return side;
}
/// The same by name, in the prisoner's dilemma 5, 3, 1, 0.
inline Side seated(const std::string& strategy, const Noise& noise = {}) {
  static const Registry registry = Registry::built_in();
  static const Game dilemma = parse_game("prisoners-dilemma");
  return seated(registry.strategy(strategy), dilemma, noise);
}

inline Rules endless(double discount = 1) {
  return {.endless = true, .discount = discount};
}

inline Chain joined(const Rules& rules, const Side& row, const Side& column) {
  auto chain = join(rules, {row}, {column}, 100'000);
  if (!chain) throw std::runtime_error(row.name + " – " + column.name + " has no chain");
  return std::move(*chain);
}

inline Exact solved(const Rules& rules, const Side& row, const Side& column) {
  return *exact(joined(rules, row, column), rules);
}
inline Exact solved(const Rules& rules, const std::string& row, const std::string& column, const Noise& noise) {
  return solved(rules, seated(row, noise), seated(column, noise));
}

}  // namespace exact_pair
