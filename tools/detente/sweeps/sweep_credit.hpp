// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sweeps/sweep_points.hpp"

/// What a change of peace is due to, where several things change: `--credit KEY,KEY`.
namespace detente::cli {

/// The keys of a grid among which a change of peace is shared out. Each has two values, without and with; all other
/// keys are assumptions.
struct Credited {
  std::vector<std::size_t> keys;  ///< by number, in the order of the grid
};
/// Reads `--credit`; absent without it. Throws `Error` for what is no key of two values.
std::optional<Credited> read_credit(const Arguments& arguments, const Grid& grid, const Registry& registry);

/// Peace under one set of assumptions.
struct Credit {
  std::vector<std::string> assumptions;  ///< values of the other keys
  double without;                        ///< share of peace, over all pairs, with the first value of each key
  double with;                           ///< … with the second
  std::vector<double> parts;             ///< by key, Shapley's; they add up to with − without
};
std::vector<Credit> credits(const Grid& grid, const Credited& credited, const std::vector<SweepOutcome>& outcomes);

/// The least and the greatest share of the change that a key has under any of the assumptions; absent where peace never
/// changes by a millionth or more.
std::optional<std::array<double, 2>> range(const std::vector<Credit>& credits, std::size_t key);

Json credit_json(const Grid& grid, const Credited& credited, const std::vector<Credit>& credits);
std::string credit_text(const Grid& grid, const Credited& credited, const std::vector<Credit>& credits,
                        std::size_t width);

}  // namespace detente::cli
