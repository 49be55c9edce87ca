// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "judging/moment.hpp"

/// How a process that tries laws ended, in sentences about the strategy.
namespace detente::cli {

/// "in round 3 its play()"; what comes next is what it did. Where nothing was asked, "it".
std::string actor(const Moment& moment);

/// Of a status as of waitpid, of a process that did not come to its end; `said` is what it wrote to standard error.
std::string ending(int status, const Moment& moment, const std::string& said);
/// Of a process that did not get on for so many seconds, inside of one call or with many.
std::string out_of_time(double seconds, bool is_stuck, const Moment& moment);
std::string too_much_memory(const Moment& moment);

}  // namespace detente::cli
