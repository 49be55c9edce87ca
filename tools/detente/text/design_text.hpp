// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <detente/design/design.hpp>
#include <detente/spirals/spirals.hpp>

namespace detente::cli {

/// Lines of design.ini: the modules; the game, its length, noise and start, and how it is played, with `self-play` only
/// where a command knows it; the repetition that is shown, if one is. Throw `Error` for what cannot be written.
std::string module_lines(const std::vector<std::string>& modules);
std::string world_lines(const Request& asked, bool has_self_play);
std::string traced_lines(const std::optional<std::uint64_t>& repetition);

/// An .ini file that replays a design with that command, and the repetition that a match shows.
std::string design_ini(const Design& design, const std::vector<std::string>& modules, std::string_view command,
                       const std::optional<std::uint64_t>& traced = {});
/// Further lines of it: what is asked about spirals, as far as it differs from what is asked anyway. `asked` is what
/// the user wrote.
std::string spirals_ini(const SpiralRequest& asked, const SpiralDesign& question);

/// The lines that head a table: the game and its class, the noise, the length; of these only what `is_told` says of the
/// Game, noise and length in one line, where one holds them; else as `design_header` has it.
std::string design_line(const Design& design, int width);
/// options' names.
std::string design_header(
    const Design& design, int width,
    const std::function<bool(std::string_view)>& is_told = [](std::string_view) { return true; });

}  // namespace detente::cli
