// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "arguments/options.hpp"
#include "league/entries.hpp"
#include "submissions/native.hpp"

namespace detente::cli {

/// The first word of the command for the process that plays a round; no command for users.
inline constexpr std::string_view kLeagueRoundWord = "--league-round";

/// A descriptor that such a process finds open, to which it tells what it does, a line each: "begin NAME" and "end
/// NAME" around what it does with one file, "name FILE STRATEGY" for what plays, and the last words of a crash.
inline constexpr int kTellDescriptor = 3;

/// A file on its way into a round.
struct Candidate {
  Entry entry;                 ///< without its contents
  std::filesystem::path file;  ///< a library for `native_guest`, or a copy of an automaton; empty for a refused one
  std::string code;            ///< what checks of it are kept under
};

/// What a round is played with.
struct RoundOrder {
  Arguments arguments;           ///< all options, the store's included
  std::filesystem::path output;  ///< the league's folder
  std::string title;             ///< what the league is called
  std::string field;             ///< what its field is called
  std::string key;               ///< a hash of all that decides what comes out
  GuestLimits limits;
  bool checks_alone = false;  ///< one file at a time, so that it is known who ends the process
  std::vector<Candidate> candidates;

  std::string text() const;
  static RoundOrder read(const std::string& text);
};

/// Steps that a strategy of a league may take to answer, unless told otherwise, and how many times fewer it may take in
/// the mean of a match.
constexpr std::int64_t kLeagueSteps = 1'000'000;
constexpr std::int64_t kMeanPart = 20;

}  // namespace detente::cli
