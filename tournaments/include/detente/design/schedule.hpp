// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Values that change during a match: `1-40:0.2,41-80:0.1,81-:0.02`.
namespace detente {

/// Rounds `first` … `last`, and what holds in them.
struct Scheduled {
  std::int64_t first;                ///< round, from 1
  std::optional<std::int64_t> last;  ///< absent: to the end
  std::string value;                 ///< as written
};

/// True for a text that begins with rounds and a colon.
bool is_schedule(std::string_view text);

/// Reads a schedule; a piece that does not begin with rounds belongs to the one before it, so that values may hold
/// commas. Throws `Error`, which names `what`, for gaps, overlaps and what is no schedule.
std::vector<Scheduled> parse_schedule(std::string_view text, const std::string& what);

/// As users write it.
std::string text(const std::vector<Scheduled>& schedule);

/// Throws `Error` where a schedule does not cover exactly a match of so many rounds.
void check_length(const std::vector<Scheduled>& schedule, std::int64_t rounds, const std::string& what);

/// What holds in a round.
std::string value_in(const std::vector<Scheduled>& schedule, std::int64_t round);

}  // namespace detente
