// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include "search/judge.hpp"

/// The ways to look through a space. Each goes on from `progress`, keeps it up to date, and says whether it came to its
/// end. `front` takes in what it finds.
namespace detente {

/// Every member, in order of number.
bool look_through(const SearchRequest& request, const Judge& judge, tbb::task_arena& arena, const SearchWatch& watch,
                  SearchProgress& progress, Front& front);

/// From many beginnings: annealing, or steps uphill.
bool look_from_beginnings(const SearchRequest& request, const Judge& judge, tbb::task_arena& arena,
                          const SearchWatch& watch, SearchProgress& progress, Front& front);

/// What one beginning leads to: members that none of its others surpasses. `evaluated` counts; absent when stopped.
std::optional<Front> anneal(const SearchRequest& request, const Judge& judge, int beginning, const SearchWatch& watch,
                            std::uint64_t& evaluated);
std::optional<Front> climb(const SearchRequest& request, const Judge& judge, int beginning, const SearchWatch& watch,
                           std::uint64_t& evaluated);

}  // namespace detente
