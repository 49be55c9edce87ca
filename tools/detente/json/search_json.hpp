// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/search/search.hpp>

#include "json/results_json.hpp"

/// What `detente search` found, for programs.
namespace detente::cli {

/// A search and what came of it.
struct Searched {
  SearchRequest request;
  std::vector<SpiralDesign> worlds;
  std::vector<std::string> world_names;  ///< "" for the only one
  SearchReport report;
};

/// A number that is one; absent where nothing could be compared.
std::optional<double> value_told(SearchColumn column, double value);
std::string_view word(SearchRequest::Method method);

/// Format `detente-search-1`.
Json search_json(const Searched& searched, const std::vector<std::string>& modules);
/// A line for each automaton in each world.
std::string search_csv(const Searched& searched);

/// What is kept of a search that was stopped: `question` says what was asked.
std::string checkpoint_text(const SearchProgress& progress, const std::string& question);
/// Reads it back. Throws `Error` where the file is no such thing, was changed, or is of another question.
SearchProgress read_checkpoint(const std::string& path, const std::string& question, const SearchRequest& request);

}  // namespace detente::cli
