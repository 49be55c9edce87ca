// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cxxabi.h>

#include <cstdlib>
#include <typeinfo>

#include <detente/laws/laws.hpp>
#include <detente/text/text.hpp>

#include "laws/law_list.hpp"
#include "laws/law_worlds.hpp"
#include "laws/probe_opponents.hpp"

namespace detente {

std::string describes_itself(const Strategy& strategy) {
  const Info& info = strategy.info();
  if (!info.about.ends_with('.'))
    return "info.about is '" + std::string(info.about) + "'; it must be a sentence that ends with a period";
  for (const std::string& alias : split(info.alias, ','))
    if (!is_strategy_name(alias)) return "alias '" + alias + "' is not made of a-z, 0-9 and -";
  for (const Parameter& parameter : strategy.parameters()) {
    const std::string name(parameter.name);
    if (!is_strategy_name(name)) return "parameter name '" + name + "' is not made of a-z, 0-9 and -";
    if (!(parameter.low <= parameter.high) ||
        (parameter.kind == Parameter::Kind::moves && !(parameter.low >= 0 && parameter.high <= LongMoves::kMost)))
      return "parameter " + name + " has no range";
    if (parameter.meaning.empty()) return "parameter " + name + " has an empty meaning; it must be a sentence";
    if (parameter.value && !parameter.allows(*parameter.value))
      return "the default of parameter " + name + " is " + parameter.text(*parameter.value) + ", outside its range";
  }
  for (const Preset& preset : strategy.presets()) {
    if (!is_strategy_name(preset.name))
      return "preset '" + std::string(preset.name) + "' is not made of a-z, 0-9 and -";
    strategy.with(preset.settings);
  }
  return "";
}

namespace {

constexpr std::size_t kNoLevel = 16;

/// The level that a letter of an example stands for.
std::size_t level_of(char letter, bool is_graded) {
  if (is_graded) return std::string_view("0123456789abcdef").find(letter);
  return letter == 'C' || letter == 'c' ? 0 : letter == 'D' || letter == 'd' ? 1 : kNoLevel;
}

/// How the chances of a round break the example there.
std::string misplayed(const LevelMix& mix, char wanted, bool is_graded) {
  const double likely = mix.chance[level_of(wanted, is_graded)];
  const std::string letter(1, wanted);
  if (!is_graded && (wanted == 'c' || wanted == 'd'))
    return likely > 0 && likely < 1 ? ""
                                    : "it plays " + letter + " with probability " + rounded(likely) +
                                          ", not at random: write a capital letter";
  if (is_graded ? likely > 0 : likely == 1) return "";
  if (likely > 0)
    return "it plays " + letter + " with probability " + rounded(likely) +
           ": write a lower-case letter for a random move";
  std::string played;
  for (std::size_t level = 0; level < kNoLevel; ++level)
    if (mix.chance[level] > 0)
      played +=
          (played.empty() ? "" : " or ") + std::string(1, is_graded ? "0123456789abcdef"[level] : "CD"[level & 1]);
  return "it plays " + played + ", but info.plays says " + letter + "; correct one of them";
}

void see(Seats& seats, std::size_t own, std::size_t other, std::size_t round) {
  LaneBytes mine, theirs, nobody;
  mine.at[0] = static_cast<std::uint8_t>(own);
  theirs.at[0] = static_cast<std::uint8_t>(other);
  const std::array<std::uint64_t, kLanes> repetitions{};
  seats.see({.meant = &mine,
             .mine = &mine,
             .theirs = &theirs,
             .verified = &nobody,
             .repetitions = repetitions.data(),
             .seed = 1,
             .seat = 0,
             .round = static_cast<std::uint32_t>(round)},
            1);
}

}  // namespace

std::string plays_its_example(const Strategy& strategy) {
  const Info& info = strategy.info();
  const bool is_graded = strategy.traits().graded;
  LawWorld world{.tremble = 0, .misperception = 0};
  if (info.levels > 2) world.game = "arms-race:levels=" + std::to_string(info.levels) + ",base=prisoners-dilemma";
  const auto mine = side(strategy, world);
  if (!mine) return "it refuses the prisoner's dilemma, in which the example is played";
  const auto seats = mine->strategy.seat(is_graded ? info.levels : 2);
  for (std::size_t i = 0; i < info.plays.size(); ++i) {
    const std::size_t own = level_of(info.plays[i], is_graded);
    const std::size_t other = level_of(info.against[i], is_graded);
    const std::string where = "in round " + std::to_string(i + 1) + " of its example ";
    if (own >= static_cast<std::size_t>(info.levels) || other >= static_cast<std::size_t>(info.levels))
      return where + "info.plays has '" + info.plays[i] + "' and info.against has '" + info.against[i] +
             "'; both must be moves of the game";
    try {
      seats->hear({}, 1);
      const std::string breach = misplayed(seats->chances(0), info.plays[i], is_graded);
      if (!breach.empty()) return where + breach;
      see(*seats, own, other, i + 1);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& failure) {
      return told(failure, static_cast<std::int64_t>(i + 1));
    }
  }
  return "";
}

std::string holds_its_parameters(const Strategy& strategy) {
  for (const Parameter& parameter : strategy.parameters())
    for (const ParameterValue& value : parameter.extremes()) {
      const Strategy changed = strategy.with(parameter.name, value);
      for (const Parameter& read : changed.parameters())
        if (read.name == parameter.name && read.value != value)
          return "parameter " + std::string(parameter.name) + " set to " + parameter.text(value) +
                 " reads back as a different value";
      const LawWorld world;
      try {
        const auto mine = side(changed, world);
        if (mine) played(world, *mine, *side(automaton(1), world), {.repetitions = 4});
      } catch (const std::bad_alloc&) {
        throw;
      } catch (const std::exception& failure) {
        return "with parameter " + std::string(parameter.name) + " set to " + parameter.text(value) + ", " +
               told(failure);
      }
    }
  return "";
}

namespace {

struct NamedLaw {
  Law law;
  std::string (*breach)(const Strategy&);
  std::string (*note)(const Strategy&) = nullptr;
};

// What would break many laws at once comes first, so that it is told by its own name.
const std::vector<NamedLaw>& named_laws() {
  static const std::vector<NamedLaw> all = {
      {{"describes_itself",
        "It has a sentence that says what it does, and each parameter has a range, a default and a meaning."},
       describes_itself},
      {{"has_first_values", "Every field has an initial value."}, has_first_values},
      {{"stays_in_range", "In every game, start, length and noise, its moves and probabilities are in range."},
       stays_in_range},
      {{"holds_its_parameters",
        "Each parameter keeps the value that it is set to, and both ends of its range can be played."},
       holds_its_parameters},
      {{"repeats_itself", "The same random numbers give the same match."}, repeats_itself},
      {{"remembers_nothing_between_matches",
        "Every match begins from its initial state and does not depend on earlier matches."},
       remembers_nothing_between_matches},
      {{"seats_are_strangers", "Copies share no data: matches played in parallel equal matches played one by one."},
       seats_are_strangers},
      {{"asking_is_not_an_event", "Calls of play() and say() change nothing."}, asking_is_not_an_event},
      {{"words_are_not_deeds",
        "Its own signals do not change its moves; without hear(), the opponent's signals do not either."},
       words_are_not_deeds},
      {{"memory_is_in_order", "If its memory can be compared, equal memories act alike and each memory equals itself."},
       memory_is_in_order,
       note_on_order},
      {{"is_its_automaton", "If its memory can be compared, the automaton derived from it plays the same moves."},
       is_its_automaton,
       note_on_automaton},
      {{"plays_its_example", "It plays its own example, move for move."}, plays_its_example},
  };
  return all;
}

const NamedLaw& named(const Law& law) {
  for (const NamedLaw& candidate : named_laws())
    if (candidate.law.name == law.name) return candidate;
  throw Error("no law is named '" + law.name + "'");
}

/// The type of the exception that is being handled, as it is written.
std::string thrown_type() {
  const std::type_info* const type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "unknown type";
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name(abi::__cxa_demangle(type->name(), nullptr, nullptr, &status),
                                                    std::free);
  return "type " + std::string(name ? name.get() : type->name());
}

}  // namespace

const std::vector<Law>& laws() {
  static const std::vector<Law> all = [] {
    std::vector<Law> list;
    for (const NamedLaw& each : named_laws()) list.push_back(each.law);
    return list;
  }();
  return all;
}

std::string breach(const Strategy& strategy, const Law& law) {
  const NamedLaw& tried = named(law);
  try {
    return tried.breach(strategy);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    return told(failure);
  } catch (...) {
    return "it threw an exception of " + thrown_type() + "; a strategy must not throw";
  }
}

std::string note(const Strategy& strategy, const Law& law) {
  const NamedLaw& tried = named(law);
  return tried.note == nullptr ? "" : tried.note(strategy);
}

}  // namespace detente
