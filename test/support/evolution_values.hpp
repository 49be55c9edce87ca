// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/populations/fixation.hpp>

#include "support/golden.hpp"

/// Check values of population dynamics.
namespace evolution_values {

inline const nlohmann::json& values() {
  static const nlohmann::json all = golden("evolution.json");
  return all;
}

inline detente::PayoffMatrix matrix(const nlohmann::json& rows) {
  detente::PayoffMatrix payoffs(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < rows.size(); ++column) payoffs(row, column) = rows[row][column];
  return payoffs;
}

/// Payoffs of the seven strategies tft, gtft, wsls, grit, hawk, dove, grim.
inline detente::PayoffMatrix seven(const std::string& game, const std::string& noise, double rate) {
  const std::string key = game + " " + noise + " " + nlohmann::json(rate).dump();
  return matrix(values()["two_types"]["payoffs"].at(key));
}

inline std::size_t place(const std::string& name) {
  const nlohmann::json& names = values()["two_types"]["names"];
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return i;
  return names.size();
}

/// "fermi", "exp" and "linear" of the tables.
inline detente::Process process(const std::string& name, std::int64_t population, double selection,
                                bool meets_itself = false) {
  using namespace detente;
  return {.imitation = name == "fermi" ? Imitation::pairwise : Imitation::moran,
          .fitness = name == "linear" ? Fitness::linear : Fitness::exponential,
          .population = population,
          .selection = selection,
          .meets_itself = meets_itself};
}

}  // namespace evolution_values
