// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <detente/systems/due_to.hpp>
#include <detente/systems/system_contest.hpp>

#include "json/results_json.hpp"

/// What comes of what in a system: of couplings, and of single misreadings.
namespace detente::cli {

/// One object per coupling.
Json due_to_json(const std::vector<DueTo>& due);

/// One object for each state that misreads on each of its fronts: what `silent_matrix` found.
Json silent_json(const SystemDesign& design, const std::vector<std::optional<SilentContagion>>& silent);

/// Fronts other than its own that leave peace after a seat's misreading, expected.
double others_of(const SilentContagion& contagion, std::size_t seat);

}  // namespace detente::cli
