// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/evolution/evolution.hpp>

#include "terminal/terminal.hpp"

/// What `detente evolve` says.
namespace detente::cli {

/// The answer, then tables: the world, the hostile world, shares over generations, and what has to be known beside it.
std::string evolution_text(const Evolved& evolved, const Terminal& terminal);
/// The answer alone, in sentences.
std::vector<std::string> evolution_verdict(const Evolved& evolved);

/// One strategy of a world, as a line without its end.
std::string strategy_csv(const Evolution& evolution, const EvolvedWorld& world, std::size_t strategy);
/// One line for each strategy of each world.
std::string strategies_csv(const Evolved& evolved);
/// One line for each mutant and resident of each world.
std::string fixation_csv(const Evolved& evolved);
/// Shares by generation; empty where nobody asked.
std::string trajectory_csv(const Evolved& evolved);

/// Strategies by their share of time, the greatest first; those whose shares differ by rounding keep their order.
std::vector<std::size_t> by_share(const LongRun& world);

/// Most rows of a table; the files have them all.
inline constexpr std::size_t kMostRows = 40;
/// What is said of rows beyond.
std::string left_out(std::size_t rows);

/// "a, b and c".
std::string and_list(const std::vector<std::string>& words);
/// "1 mutant", "2,000 mutants".
std::string counted_words(std::uint64_t count, const std::string& word);
/// e^ln as a count: "1,234", "2.3·10^12", "never" for +∞.
std::string count_of_ln(double ln);
/// A number that may be very small: "0.37", "2.1·10^−12".
std::string small_of_ln(double ln);

}  // namespace detente::cli
