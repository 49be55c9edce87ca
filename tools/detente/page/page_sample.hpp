// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>

#include "json/results_json.hpp"

namespace detente::cli {

/// Entrants of a field that is too large for a page, which stand for all.
struct PageSample {
  std::set<std::string> names;
  std::string sentence;  ///< who they are
};

/// The best and the worst, and between them entrants of as different conduct as there are: each next one is the
/// farthest from those that are shown, in cooperation, peace, conflict and score (Gonzalez 1985). `standings`: as in
/// results.
PageSample page_sample(const Json& standings);

/// Results as JSON of these entrants alone.
Json sampled_page(Json document, const PageSample& sample);

/// Pairs of these entrants as JSON, of results that hold the pairs of all.
Json sampled_pairs(const PageSample& sample, const Design& design, const Results& results);

}  // namespace detente::cli
