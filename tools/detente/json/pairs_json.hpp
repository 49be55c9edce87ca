// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <nlohmann/json.hpp>

#include "json/json_text.hpp"

namespace detente::cli {

/// The pairs of results as JSON, which is most of what a large field comes to.
class PairsJson {
 public:
  explicit PairsJson(const Design& design);

  /// Adds a pair to a text, on a line with such an indent.
  void add(const PairResult& pair, std::string& text, std::size_t indent) const;
  /// The same as a document.
  nlohmann::ordered_json document(const PairResult& pair) const;

 private:
  void put_joint(JsonText& json, const std::vector<double>& shares) const;
  void put_episodes(JsonText& json, const PairResult& pair) const;
  void put_stretches(JsonText& json, const PairResult& pair) const;
  void put_check(JsonText& json, const PairResult& pair) const;

  const Design& design_;
  std::vector<std::string> names_;  // by entrant, in quotes
  bool has_cost_;
  std::vector<std::pair<int, std::string>> ages_;  // whose survival is told
};

}  // namespace detente::cli
