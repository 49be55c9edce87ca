// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "shown.hpp"

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/schedule.hpp>
#include <detente/words.hpp>

#include "settings.hpp"

namespace detente::cli {
namespace {

constexpr std::string_view kResponse = "best-response-to:";

/// The strategy as it is told about the game; absent where it refuses.
std::optional<Side> seated(Shown& shown, const std::string& name) {
  const Payoffs payoffs = shown.game.payoffs(shown.motive);
  const Request& asked = shown.request;
  const Side side{.strategy = shown.strategy,
                  .name = name,
                  .payoffs = payoffs,
                  .tremble = Errors::everywhere(asked.tremble.up, asked.tremble.down),
                  .misperception = shown.game.misperception(asked.misperception.up, asked.misperception.down)};
  try {
    Side ready = side;
    ready.strategy = shown.strategy.briefed({.payoffs = payoffs,
                                             .tremble = side.tremble,
                                             .misperception = side.misperception,
                                             .signal_noise = asked.signal_noise,
                                             .signal_cost = shown.game.signal_cost,
                                             .open_cost = shown.game.open_cost,
                                             .rounds = 0});
    return ready;
  } catch (const Error& refusal) {
    shown.refusal = refusal.what();
    return std::nullopt;
  }
}

void examine(const Rules& rules, const Side& side, Shown& shown) {
  const auto limit = static_cast<std::size_t>(shown.request.exact_limit);
  std::optional<Automaton> walked;
  try {
    walked = derive(side.strategy, rules.levels, {.slips = true, .verified = true, .crisis = 0}, limit);
  } catch (const StrategyFailure& failure) {
    shown.no_automaton = failure.what();
    return;
  }
  if (!walked) {
    shown.no_automaton = side.strategy.memories(own_levels(side.strategy, rules.levels))
                             ? fmt::format("it has more than {} memories", limit)
                             : "its memory cannot be enumerated";
    return;
  }
  shown.memories = walked->size();
  shown.automaton = minimised(*walked);
  const bool has_levels = side.strategy.traits().graded;
  shown.properties = properties(*shown.automaton, has_levels ? peace_level(rules.levels) : 0);
  shown.exploitability = exploitability(rules, shown.game, side, side.tremble, side.misperception, limit);
}

}  // namespace

Shown look_up(const Arguments& arguments) {
  const Roster known = roster(arguments);
  const std::string& name = arguments.positional.front();
  const std::size_t at = name.find('@');
  if (at + 1 == name.size()) throw Error(fmt::format("'{}' ends in @; write a motive after it, or leave it out", name));
  Request asked = request(arguments, 0);
  if (is_schedule(asked.game) || !asked.tremble_schedule.empty() || !asked.misperception_schedule.empty())
    throw Error("'detente show' asks of a steady world; give a game and rates that hold throughout");
  asked.strategies = name;
  asked.self_play = true;
  if (samples_all(asked)) asked.engine = "auto";
  const bool is_response = name.starts_with(kResponse);
  const Strategy written =
      known.strategy(is_response ? name.substr(kResponse.size(), at - kResponse.size()) : name.substr(0, at));
  Shown shown{.strategy = written,
              .origin = known.origin(written.info().name),
              .request = asked,
              .game = parse_game(asked.game),
              .motive = at == std::string::npos ? "" : name.substr(at + 1),
              .played = {},
              .refusal = "",
              .automaton = {},
              .no_automaton = "",
              .properties = {},
              .exploitability = {},
              .field = "",
              .equilibrium = {}};
  const Setting* const against = arguments.find("against");
  if (against != nullptr && trimmed(against->value).empty())
    throw Error(fmt::format("{} needs a value: {}", against->where, option("against").argument));
  if (!is_response && !seated(shown, name)) {
    if (against != nullptr)
      throw Error(fmt::format("'{}' refuses the game '{}': {}", name, shown.game.name, shown.refusal));
    shown.no_automaton = "it refuses the game";
    return shown;
  }
  const Design design = make_design(asked, known);
  const Side& side = design.entrants.front().side;
  if (is_response) shown.strategy = side.strategy;
  shown.played = side.strategy.parameters();
  examine(design.rules, side, shown);
  if (against != nullptr) {
    shown.field = against->value;
    shown.equilibrium = equilibrium(asked, against->value, known, threads(arguments));
  }
  return shown;
}

std::vector<std::pair<const char*, bool>> traits_of(const Strategy& strategy) {
  const Traits traits = strategy.traits();
  return {{"plays_levels", traits.graded},
          {"throws_dice", traits.throws_dice},
          {"memory_throws_dice", traits.memory_throws_dice},
          {"memory_can_be_enumerated", traits.ordered},
          {"speaks", traits.speaks},
          {"listens", traits.listens},
          {"opens", traits.opens}};
}

}  // namespace detente::cli
