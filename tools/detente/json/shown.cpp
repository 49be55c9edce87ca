// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/shown.hpp"

#include <fmt/core.h>
#include <detente/design/schedule.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/settings.hpp"

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

void examine(const Design& design, const Strategy& unbriefed, Shown& shown) {
  const Side& side = design.entrants.front().side;
  const Rules& rules = design.rules;
  const auto limit = static_cast<std::size_t>(shown.request.exact_limit);
  const int peaceful = side.strategy.traits().graded ? design.peace.level : 0;
  std::optional<Automaton> walked;
  try {
    shown.character = character(unbriefed, briefing(rules, side.in(0)), peaceful, limit);
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
  shown.properties = properties(*shown.automaton, peaceful);
  shown.character.is_deterministic = shown.properties->is_deterministic;
  shown.character.is_nice = shown.properties->is_nice;
  shown.character.is_retaliating = shown.properties->is_retaliating;
  shown.character.is_forgiving = shown.properties->is_forgiving;
  try {
    shown.exploitability = exploitability(rules, shown.game, side, side.tremble, side.misperception, limit);
  } catch (const Error& failure) {
    shown.no_exploitability = failure.what();
  }
}

}  // namespace

Shown look_up(const Arguments& arguments, const Registry& known) {
  const std::string& name = arguments.positional.front();
  const std::size_t at = name.find('@');
  if (at + 1 == name.size()) throw Error(fmt::format("'{}' ends in @; write a motive after it, or leave it out", name));
  Request asked = request(arguments, {});
  if (is_schedule(asked.game) || !asked.tremble_schedule.empty() || !asked.misperception_schedule.empty())
    throw Error("'detente show' needs a game and rates that do not change during the match; leave schedules out");
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
              .character = {},
              .rules = {},
              .exploitability = {},
              .no_exploitability = "",
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
  shown.rules = design.rules;
  examine(design, shown.strategy, shown);
  if (against != nullptr) {
    shown.field = against->value;
    shown.equilibrium = equilibrium(asked, against->value, known, threads(arguments));
  }
  return shown;
}

std::vector<std::pair<const char*, bool>> traits_of(const Shown& shown) {
  const Traits traits = shown.strategy.traits();
  const auto& is_deterministic = shown.character.is_deterministic;
  const bool has_dice = traits.throws_dice && !is_deterministic.value_or(false);
  return {{"plays_levels", traits.graded},
          {"throws_dice", has_dice},
          {"memory_throws_dice", traits.memory_throws_dice},
          {"memory_can_be_enumerated", traits.ordered},
          {"speaks", traits.speaks},
          {"listens", traits.listens},
          {"opens", traits.opens}};
}

std::string horizon_words(const Rules& rules) {
  const std::string length =
      rules.continuation
          ? fmt::format("over a random number of rounds (continuation {})", shortest(*rules.continuation))
      : rules.endless ? "over infinitely many rounds"
                      : fmt::format("over {} {}", rules.rounds, rules.rounds == 1 ? "round" : "rounds");
  return rules.discount < 1 ? fmt::format("{} with discount factor {}", length, shortest(rules.discount)) : length;
}

const char* bound(const BestResponse& best) {
  return best.is_playable ? "exact" : "omniscient";
}

const char* answer(const std::optional<bool>& is_so) {
  return !is_so ? "open" : *is_so ? "yes" : "no";
}

const char* word(Invasion invasion) {
  return invasion == Invasion::resisted ? "resisted" : invasion == Invasion::drifts ? "drifts" : "succeeds";
}

}  // namespace detente::cli
