// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terminal/terminal.hpp"

/// What a terminal shows besides words: colours, bars and sparklines.
namespace detente::cli {

enum class Colour : std::uint8_t { plain, bold, green, yellow, red };

/// The text in a colour, where there is colour.
std::string coloured(std::string_view text, Colour colour, bool has_color);

/// A run of moves, restraint green and hostility red.
std::string coloured_moves(std::string_view moves, bool has_color);

/// Parts of a whole, 0…1 each, as a bar so many columns wide: peace full, friction half, conflict light.
std::string climate_bar(double peace, double friction, std::size_t width, bool has_color);

/// A share, 0…1, as a bar of at most so many columns, to an eighth of a column.
std::string share_bar(double share, std::size_t width);

/// A column for each value, from low to high between the least and the most; a blank where there is none.
std::string sparkline(const std::vector<std::optional<double>>& values, double least, double most);

}  // namespace detente::cli
