// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>

/// Matches in which noise or payoffs turn, stretch by stretch.
namespace detente::cli {

/// First and last round of a stretch.
std::array<std::int64_t, 2> rounds_of_stretch(const Design& design, std::size_t stretch);

/// Share of rounds with both at most at the peace level.
double peace(const Design& design, const std::vector<double>& joint);

/// Mean share of peace over pairs in each stretch, as a line; empty where nothing turns.
std::string stretches_line(const Design& design, const PairResults& pairs, int width);

}  // namespace detente::cli
