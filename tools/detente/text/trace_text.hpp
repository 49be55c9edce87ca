// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include <detente/objects/match.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {

/// Every round of a match as two strips of moves, with trembles and misreadings marked below.
std::string trace_strips(const Trace& trace, const std::array<std::string, 2>& names, int levels,
                         const Terminal& terminal);

/// The same as comma-separated values, a line per round.
std::string trace_csv(const Trace& trace, int levels);

}  // namespace detente::cli
