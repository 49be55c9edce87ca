// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/evolution/evolution.hpp>

#include "arguments/options.hpp"

/// What `detente evolve` is asked for beyond its design.
namespace detente::cli {

/// A misreading of .05 both ways, as in the literature on evolution under noise.
constexpr Rates kEvolvedMisperception{0.05, 0.05};

/// The population and what is solved. Throws `Error` with the option whose fault it is.
EvolutionRequest evolution_request(const Arguments& arguments);

/// Lines of design.ini: what differs from the defaults.
std::string evolution_ini(const Arguments& arguments);

/// "pairwise", "moran" or "wright-fisher".
std::string_view word(Imitation imitation);

}  // namespace detente::cli
