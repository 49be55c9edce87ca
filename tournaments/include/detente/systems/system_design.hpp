// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <detente/design/design.hpp>
#include <detente/systems/system.hpp>

namespace detente {

/// Something of a state, as its user wrote it: "A=3".
using OfState = std::vector<std::pair<std::string, std::string>>;

/// A system in the words of its user. Every field has the default of `detente system`.
struct SystemRequest {
  Request base = {};  ///< game, rounds, noise by name of state, start, monitoring, seed; who plays is without meaning
  std::vector<std::string> states;             ///< `NAME=STRATEGY[+ALIGNMENT]`, and perhaps a motive after an at sign
  std::string fronts = "complete";             ///< or ring, grid:W, none, A-B,…
  std::string pledges = "none";                ///< or A>B[:defend|back],…
  std::string alliances = "none";              ///< or A=B[:defend|back],…: mutual pledges that see each other's acts
  std::vector<std::string> institutions = {};  ///< A+B+C:verify=V,cost=C,limit=N
  double ambiguity = 0;                        ///< 0…1
  std::string war = {};                        ///< PACE[:offence=,spoils=,decisive=]; empty: none
  double pace = 0;                             ///< of arms, 0…1
  double upkeep = 0;                           ///< per unit of strength and round
  double pledge_cost = 0;                      ///< per pledge and round
  OfState strength_of = {};                    ///< a whole number in 1…255
  OfState means_of = {};                       ///< the same, or a schedule: 1-40:3,41-:5
  OfState deterrent_of = {};                   ///< a whole number in 0…255
  OfState game_of = {};                        ///< A-B, and the game of that front
};

/// A state of a system as it was asked for.
struct SystemMember {
  std::string strategy;   ///< canonical, without its motive
  std::string alignment;  ///< canonical; "" for none
  std::string motive;     ///< "game" for the game's own payoffs
};

/// What an institution does.
struct Institution {
  std::vector<std::size_t> members;  ///< numbers of states, ascending
  double verify = 0;                 ///< chance that a member sees what another does to it as it was
  double cost = 0;                   ///< per member and round
  int limit = kMostStrength;         ///< most units that a member may hold
};

/// A system that can be played.
struct SystemDesign {
  SystemRequest request;                  ///< as asked
  Design base;                            ///< of what all fronts share
  std::vector<SystemMember> members;      ///< by state
  std::vector<Institution> institutions;  ///< alliances come last
  System system;                          ///< as it is played
};

/// Checks and resolves a request. Throws `Error` in one sentence for whatever cannot be played.
SystemDesign make_system(const SystemRequest& request, const Registry& registry, const Alignments& alignments);

/// The number of the front "A-B" of a system, whichever comes first. Throws `Error` that begins with `what`.
std::size_t front_of(const System& system, std::string_view text, std::string_view what);
/// The number of a state. Throws `Error` with the nearest names, which begins with `what`.
std::size_t state_of(const System& system, std::string_view name, std::string_view what);

}  // namespace detente
