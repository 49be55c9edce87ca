// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <detente/dice.hpp>
#include <detente/search/search.hpp>

#include "search/front.hpp"

/// What each beginning of a search has of its own.
namespace detente {

/// Draws have names: the beginning is their repetition, the step their round.
Rng dice_of(const SearchRequest& request, int beginning, int step);

/// How much each column counts for a beginning: weights that add up to 1, each mix as likely as another.
std::vector<double> weights_of(std::size_t columns, Rng& dice);

/// Merits by their weights.
double worth(const Merits& merits, const std::vector<double>& weights);

}  // namespace detente
