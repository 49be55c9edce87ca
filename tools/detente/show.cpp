// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/words.hpp>

#include "commands.hpp"
#include "screen.hpp"
#include "settings.hpp"
#include "strategy_json.hpp"
#include "table.hpp"

namespace detente::cli {
namespace {

/// A strategy, and what becomes of it in a game.
struct Shown {
  Strategy strategy;
  std::string origin;
  Game game;
  std::string motive;             ///< "" for the game's own payoffs
  std::vector<Parameter> played;  ///< as resolved; empty where the game is refused
  std::string refusal;
};

Shown look_up(const Arguments& arguments) {
  const Roster known = roster(arguments);
  const std::string& name = arguments.positional.front();
  const std::size_t at = name.find('@');
  const Strategy strategy = known.strategy(name.substr(0, at));
  const Request asked = request(arguments, 0);
  Shown shown{.strategy = strategy,
              .origin = known.origin(strategy.info().name),
              .game = parse_game(asked.game),
              .motive = at == std::string::npos ? "" : name.substr(at + 1),
              .played = {},
              .refusal = ""};
  const Payoffs payoffs = shown.game.payoffs(shown.motive);
  if (at != std::string::npos && shown.motive.empty())
    throw Error(fmt::format("'{}' ends in @; write a motive after it, or leave it out", name));
  try {
    shown.played = strategy
                       .briefed({.payoffs = payoffs,
                                 .tremble = Errors::everywhere(0, 0),
                                 .misperception = shown.game.misperception(0, 0),
                                 .signal_noise = 0,
                                 .signal_cost = shown.game.signal_cost,
                                 .open_cost = shown.game.open_cost,
                                 .rounds = 0})
                       .parameters();
  } catch (const Error& refusal) {
    shown.refusal = refusal.what();
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

std::string value_of(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

std::optional<double> played_value(const Shown& shown, std::size_t parameter) {
  return shown.played.empty() ? std::nullopt : shown.played[parameter].value;
}

std::string as_json(const Shown& shown) {
  Json json = strategy_json(shown.strategy, shown.origin);
  json["game"] = shown.game.name;
  json["motive"] = shown.motive.empty() ? "game" : shown.motive;
  json["refusal"] = shown.refusal.empty() ? Json(nullptr) : Json(shown.refusal);
  for (std::size_t i = 0; i < json["parameters"].size(); ++i) {
    const auto value = played_value(shown, i);
    json["parameters"][i]["value"] = value ? Json(*value) : Json(nullptr);
  }
  for (const auto& [name, has_it] : traits_of(shown.strategy)) json["traits"][name] = has_it;
  const Info& info = shown.strategy.info();
  json["example"] = {{"levels", info.levels}, {"against", info.against}, {"plays", info.plays}};
  return text(json);
}

std::string as_csv(const Shown& shown) {
  const Info& info = shown.strategy.info();
  std::string csv = "property,value\n";
  const auto add = [&](const std::string& property, std::string_view value) {
    csv += in_quotes(property) + ',' + in_quotes(value) + '\n';
  };
  add("name", shown.strategy.name());
  add("aliases", info.alias);
  add("about", info.about);
  add("source", info.source);
  add("origin", shown.origin.empty() ? "built-in" : shown.origin);
  add("game", shown.game.name);
  for (std::size_t i = 0; i < shown.strategy.parameters().size(); ++i)
    add(fmt::format("parameter {}", shown.strategy.parameters()[i].name), value_of(played_value(shown, i)));
  for (const auto& [name, has_it] : traits_of(shown.strategy)) add(name, has_it ? "yes" : "no");
  add("against", info.against);
  add("plays", info.plays);
  return csv;
}

std::string parameter_lines(const Shown& shown, std::size_t width) {
  const std::vector<Parameter> parameters = shown.strategy.parameters();
  if (parameters.empty()) return "";
  std::string lines = shown.refusal.empty()
                          ? fmt::format("\nParameters, as they are in {}:\n",
                                        shown.game.name + (shown.motive.empty() ? "" : "@" + shown.motive))
                          : "\nParameters:\n";
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Parameter& parameter = parameters[i];
    const auto value = shown.played.empty() ? parameter.value : shown.played[i].value;
    lines += fmt::format("  {}{} (a {} in {}…{})\n    {}\n", parameter.name,
                         value ? fmt::format("={:.6g}", *value) : "", parameter.is_whole ? "whole number" : "number",
                         shortest(parameter.low), shortest(parameter.high), wrapped(parameter.meaning, width, 4));
  }
  return lines;
}

std::string trait_lines(const Strategy& strategy) {
  const Traits traits = strategy.traits();
  std::vector<std::string> words{traits.graded ? "plays levels of hostility" : "plays C and D"};
  words.emplace_back(traits.throws_dice ? "throws dice for its move" : "knows its move for certain");
  if (traits.memory_throws_dice) words.emplace_back("throws dice for its memory");
  if (traits.speaks) words.emplace_back("sends signals");
  if (traits.listens) words.emplace_back("listens to signals");
  if (traits.opens) words.emplace_back("may let itself be verified");
  words.emplace_back(traits.ordered ? "its memory can be enumerated" : "its memory cannot be enumerated");
  return joined(words);
}

std::string as_table(const Shown& shown) {
  const Screen out = screen(STDOUT_FILENO);
  const auto width = static_cast<std::size_t>(out.width);
  const Info& info = shown.strategy.info();
  std::string lines = shown.strategy.name();
  if (!info.alias.empty()) lines += fmt::format(" (also {})", joined(split(info.alias, ',')));
  lines += "\n  " + wrapped(info.about, width, 2) + '\n';
  const auto add = [&](const char* label, std::string_view value) {
    lines += fmt::format("{:<9}", label) + wrapped(value, width, 9) + '\n';
  };
  lines += '\n';
  add("Source", info.source);
  if (!shown.origin.empty()) add("Module", shown.origin);
  add("Traits", trait_lines(shown.strategy));
  add("Example", fmt::format("against {}", info.against));
  add("", fmt::format("plays   {}", info.plays));
  lines += parameter_lines(shown, width);
  if (!shown.refusal.empty())
    lines += '\n' + wrapped(fmt::format("It refuses the game {}: {}", shown.game.name, shown.refusal), width, 0) + '\n';
  return lines;
}

}  // namespace

int show(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const Shown shown = look_up(arguments);
  write_out(wanted == Format::json ? as_json(shown) : wanted == Format::csv ? as_csv(shown) : as_table(shown));
  return 0;
}

}  // namespace detente::cli
