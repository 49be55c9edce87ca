// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/design.hpp>

namespace detente::cli {

/// An .ini file that replays a design.
std::string design_ini(const Design& design, const std::vector<std::string>& modules);

/// The lines that head a table: the game and its class, the length, the noise, the seed.
std::string design_header(const Design& design, int width);

}  // namespace detente::cli
