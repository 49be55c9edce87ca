// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/strategy/registry.hpp>

#include "json/results_json.hpp"

namespace detente::cli {

/// What there is to say of each entrant before it meets anybody, in the order of the design: sentence, source,
/// parameters as it plays with them, properties, and its automaton where that is small enough to be drawn.
Json cards_json(const Design& design, const Registry& registry);

}  // namespace detente::cli
