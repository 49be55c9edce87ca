// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include <detente/objects/match.hpp>

namespace detente {

/// A world to try a strategy in.
struct LawWorld {
  std::string game = "prisoners-dilemma";
  Rules rules = {.rounds = 60, .seed = 11};
  double tremble = 0.05;
  double misperception = 0.08;
};

/// Worlds that use every part of a match.
const std::vector<LawWorld>& worlds();

/// The strategy seated in a world. One that refuses a world (as zd-extortion may) has no match there. Throws
/// `RunFailure` where `begin` throws anything else than an `Error`.
std::optional<Side> side(const Strategy& strategy, const LawWorld& world);

/// Which matches are played, and what of them is told.
struct Play {
  std::uint64_t first = 0;  ///< repetition
  std::size_t repetitions = 24;
  bool has_priced_signals = false;  ///< so that they are asked for although nobody hears them
  bool tells_signals = true;
};

/// Draws for the matches of two sides in a world.
Climate climate_of(const LawWorld& world, const Side& row, const Side& column);
/// Plays matches; for each repetition a line that `parting` reads: game, repetition, what was done by both sides.
std::vector<std::string> played(Encounter& encounter, const Climate& climate, const LawWorld& world, const Play& play);
std::vector<std::string> played(const LawWorld& world, const Side& row, const Side& column, const Play& play = {});
/// A match of length 1,000, which is longer than a strategy might think that matches are.
LawWorld long_world();

/// What went wrong, without what the reader knows: "in round 3 it threw: …".
std::string told(const std::exception& failure);
/// The same of a strategy that was asked directly, in this round.
std::string told(const std::exception& failure, std::int64_t round);

}  // namespace detente
