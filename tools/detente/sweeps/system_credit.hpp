// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/systems/play_system.hpp>

#include "json/results_json.hpp"
#include "sweeps/system_grid.hpp"

/// What a change of a system is due to, where several things change: `detente system --over … --credit KEY,KEY`.
namespace detente::cli {

/// The keys that are credited, by number, ascending. Of each the first value is without the change, the second with it.
using CreditedKeys = std::vector<std::size_t>;

/// Reads `--credit`; absent without it. Throws `Error` for what is no key of two values.
std::optional<CreditedKeys> read_system_credit(const Arguments& arguments, const SystemGrid& grid);

/// A number of a system whose change is divided among the keys.
struct CreditedMeasure {
  std::string name;        ///< in JSON
  std::string words;       ///< in a sentence: "the share of a front's rounds at peace"
  std::vector<double> at;  ///< by point
};
/// Peace of the fronts, and general war where the matches end.
std::vector<CreditedMeasure> credited_measures(const std::vector<SystemResults>& results, bool is_endless);

/// One document per measure, as `detente sweep` has them.
Json system_credit_json(const SystemGrid& grid, const CreditedKeys& keys, const std::vector<CreditedMeasure>& measures);
/// Sentences, and a table where other keys differ too.
std::string system_credit_text(const SystemGrid& grid, const CreditedKeys& keys,
                               const std::vector<CreditedMeasure>& measures, std::size_t width);

}  // namespace detente::cli
