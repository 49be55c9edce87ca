// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include <detente/sweep/sweep.hpp>

/// Values of a grid in tables: as they are, or by number where they are long.
namespace detente::cli {

/// Some value of the key is too long to stand in a table beside others.
bool is_numbered(const Axis& axis);
/// A value, or "(2)".
std::string short_value(const Axis& axis, std::size_t value);
/// "game: (1) stag-hunt, (2) …", as a line; empty where values stand for themselves.
std::string numbered_values(const Axis& axis, std::size_t width);

}  // namespace detente::cli
