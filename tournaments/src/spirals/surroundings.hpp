// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <detente/spirals/spirals.hpp>

namespace detente {

/// A world of the robustness table.
struct Surroundings {
  std::optional<double> offence;  ///< absent where the game has none
  Robustness::Noise noise;
  Request request;
  bool is_design = false;   ///< nothing differs from the design
  bool is_endless = false;  ///< matches without end, where those of the design end
};

/// Offence 0.25, 0.5 and 1, where the game has one; for each of them misperception that is as likely both ways, at the
/// greater of the design's two rates (0.05 where there is none), and errors that go one way alone. The design itself,
/// where it is none of these, comes first. After these: half the noise, twice the noise, and matches without end.
std::vector<Surroundings> surroundings(const Request& design);

}  // namespace detente
