// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <detente/populations/process.hpp>

/// The payoffs of `names` in a world of evolution.json, such as "prisoners-dilemma perc 0.05".
inline detente::PayoffMatrix payoffs_of(const nlohmann::json& evolution, const std::string& world,
                                        const std::vector<std::string>& names) {
  const std::vector<std::string> all = evolution["two_types"]["names"];
  const auto& matrix = evolution["two_types"]["payoffs"][world];
  const auto place = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), name) - all.begin());
  };
  detente::PayoffMatrix payoffs(names.size());
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = 0; j < names.size(); ++j) payoffs(i, j) = matrix[place(names[i])][place(names[j])];
  return payoffs;
}

/// The process of a row of evolution.json.
inline detente::Process process_of(const nlohmann::json& row) {
  const std::string process = row["process"];
  return {.imitation = process == "fermi" ? detente::Imitation::pairwise : detente::Imitation::moran,
          .fitness = process == "linear" ? detente::Fitness::linear : detente::Fitness::exponential,
          .population = row["population"],
          .selection = row["selection"],
          .meets_itself = row.value("self_play", false)};
}
