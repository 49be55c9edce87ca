// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "json/results_json.hpp"

namespace detente::cli {

/// Entrants of a field that is too large for a page, which stand for all.
struct PageSample {
  std::vector<std::size_t> entrants;  ///< in order
  std::string sentence;               ///< who they are
};

/// The best and the worst, and between them entrants of as different conduct as there are: each next one is the
/// farthest from those that are shown, in cooperation, peace, conflict and score (Gonzalez 1985).
PageSample page_sample(const Design& design, const Results& results);

/// The results of these entrants alone, with their pairs, for the page: `results` as JSON without its pairs.
Json sampled_page(const Json& document, const PageSample& sample, const Design& design, const Results& results);

}  // namespace detente::cli
