// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <detente/evolution/evolution.hpp>

#include "json/results_json.hpp"

/// The parts of an evolution other than its worlds, as JSON; null where nobody asked.
namespace detente::cli {

/// null for what is not finite.
Json finite(double value);
/// Half of a 95 % interval, from a standard error.
Json half_width(const std::optional<double>& standard_error);
/// The same of several.
Json half_widths(const std::vector<double>& standard_errors);
/// "death-birth", "birth-death", "pairwise" or "best".
std::string_view update_word(const StructureQuestion& structure);

Json ecological_json(const Evolution& evolution);
Json replicator_json(const Evolution& evolution);
Json rest_points_json(const Evolution& evolution);
Json chain_json(const Evolution& evolution);
Json structure_json(const Evolved& evolved);
Json walk_json(const Evolved& evolved);

}  // namespace detente::cli
