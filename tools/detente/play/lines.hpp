// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include <detente/hand/hand.hpp>

#include "play/seating.hpp"

/// What a person reads during a match: nothing that a state in its seat would not know.
namespace detente::cli {

/// The design, the other, the keys, and the head of the table of rounds.
std::string beginning(const Seating& seating, int width);
/// "c, d, o, r, t, n, u and q", for who pressed another one.
std::string keys(int levels);

/// A round as it was seen; signals are told where they were not told before.
std::string round_line(const Seating& seating, std::int64_t number, const HandRound& round, bool was_told);
/// What was said and what arrived.
std::string signals_line(const Signal& said, const Signal& heard, int levels);
/// A line that is no round, below the columns.
std::string remark(const std::string& words);

}  // namespace detente::cli
