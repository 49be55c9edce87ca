// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <detente/evolution/evolution.hpp>

#include "json/results_json.hpp"

/// Population dynamics as JSON.
namespace detente::cli {

/// "yes", "no", "neutral" or "open".
std::string_view word(Favour answer);

/// Format `detente-evolution-1`, with the answer in sentences.
Json evolution_json(const Evolved& evolved, const std::vector<std::string>& modules,
                    const std::vector<std::string>& verdict);

/// Entrants that behave alike, by strategy of the population.
Json conducts_json(const Evolved& evolved);

/// A world of such a document, without its invasions where they are not wanted.
Json world_json(const Evolved& evolved, const EvolvedWorld& one, bool has_invasions);

}  // namespace detente::cli
