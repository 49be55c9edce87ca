// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

#include "arguments/options.hpp"
#include "json/results_json.hpp"

/// What a round robin comes to, as `run` prints and writes it.
namespace detente::cli {

/// Who broke spirals at what price, or why that cannot be told.
struct Finding {
  std::optional<SpiralDesign> question;
  SpiralReport report;
  std::vector<PeaceAfterCrisis> peace;
  std::vector<Credit> credits;
  std::vector<std::string> verdict;
  std::vector<std::string> notes;  ///< on who is left out of it
  std::vector<Forfeit> forfeits;   ///< who failed only when this was asked

  /// There is no answer.
  void leave_out(const std::string& why);
};

/// The question as it can be asked of these entrants. What nobody asked for in so many words may be left out.
Finding asked(const Arguments& arguments, const Design& design, const Registry& strategies);

/// Answers it for all that can be asked. `is_full`: also what the document alone shows.
Finding found(const Arguments& arguments, const Played& played, const Registry& strategies, bool is_full,
              bool has_library, int workers, StoredTrials* known);

/// The document without what only a folder of results has, and without pairs.
Json results_json(const Design& design, const std::vector<std::string>& modules, const Results& results,
                  const Finding& finding);

/// What a folder of results has beside that: the command that repeats it, cards of entrants, traces of so many pairs.
void add_folder_json(Json& json, const Design& design, const Results& results, const Finding& finding,
                     const Registry& strategies, const std::string& command, std::size_t traced);

}  // namespace detente::cli
