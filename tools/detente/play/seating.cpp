// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/seating.hpp"

#include <unistd.h>

#include <utility>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/hand/hand.hpp>

#include "arguments/settings.hpp"
#include "json/traces.hpp"

namespace detente::cli {
namespace {

constexpr std::int64_t kLastRepetition = 999'999'999;
constexpr std::uint64_t kSeeds = 1'000'000;  // that a mystery without --seed has: short enough to be typed again

/// Who plays this game; rates and motives of entrants are read when all have sat down.
std::string players(Request asked, const Registry& strategies) {
  asked.tremble_of.clear();
  asked.misperception_of.clear();
  asked.motive_of.clear();
  return make_design(asked, strategies).request.strategies;
}

/// By chance, where no seed was given. Not from a file, which processes that play submissions may not read.
std::uint64_t random_seed() {
  std::uint64_t bits = 0;
  if (getentropy(&bits, sizeof bits) != 0) throw RunFailure("the system gives no random seed; give one by --seed");
  return bits % kSeeds;
}

/// Which of so many: a draw of its own, since no round is numbered 0.
std::size_t drawn(std::uint64_t seed, std::uint64_t repetition, std::size_t among) {
  const std::uint64_t bits = word({.seed = seed, .repetition = repetition, .seat = 1, .round = 0});
  return static_cast<std::size_t>(bits * among >> 32U);
}

void check_who(const Arguments& arguments, bool is_mystery) {
  const std::size_t named = arguments.positional.size();
  if (is_mystery && named > 0)
    throw Error(fmt::format("--mystery draws the strategy from --field; leave '{}' out", arguments.positional[0]));
  if (is_mystery) return;
  if (named == 0)
    throw Error("'detente play' needs a strategy; usage: detente play STRATEGY, or detente play --mystery");
  if (const Setting* const field = arguments.find("field"))
    throw Error(fmt::format("{} names the strategies that --mystery draws from; give --mystery too", field->where));
}

/// Entries of a list that are about one of these entrants.
template <class Value>
void keep(std::vector<std::pair<std::string, Value>>& given, const Entrant& one, const Entrant& other) {
  std::erase_if(given, [&](const auto& entry) { return entry.first != one.name && entry.first != other.name; });
}

}  // namespace

Design Seating::pair() const {
  Design pair = design;
  pair.entrants = {person(), other()};
  pair.request.strategies = person().name + "," + other().name;
  keep(pair.request.tremble_of, person(), other());
  keep(pair.request.misperception_of, person(), other());
  keep(pair.request.motive_of, person(), other());
  return pair;
}

Seating seating(const Arguments& arguments, const Registry& strategies) {
  Seating seating;
  seating.is_mystery = arguments.has_flag("mystery");
  check_who(arguments, seating.is_mystery);
  Registry all = strategies;
  all.add(hand());

  Request asked = request(arguments, {});
  if (asked.endless)
    throw Error(
        "a match by hand has a last round, so that infinite rounds cannot be played; give a number of rounds, and "
        "end the match with q");
  asked.self_play = true;  // without meaning for one pair
  if (seating.is_mystery && arguments.find("seed") == nullptr) asked.seed = random_seed();
  if (seating.is_mystery)
    seating.field = asked.field;
  else
    asked.strategies = arguments.positional[0];
  if (const Setting* const given = arguments.find("repetition"))
    seating.repetition = static_cast<std::uint64_t>(whole(*given, 0, kLastRepetition));
  // Without the person, who cannot be the other, too.
  asked.strategies = std::string(kHandName) + "," + players(asked, strategies);
  seating.design = make_design(asked, all);
  const std::size_t others = seating.design.entrants.size() - 1;
  if (!seating.is_mystery && others != 1)
    throw Error(fmt::format("'detente play' takes one strategy, not {}: {}", others, arguments.positional[0]));
  if (seating.is_mystery) seating.opponent = 1 + drawn(asked.seed, seating.repetition, others);
  check_traceable(seating.design, "'detente play'");
  return seating;
}

}  // namespace detente::cli
