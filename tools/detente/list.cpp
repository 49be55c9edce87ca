// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/words.hpp>

#include "commands.hpp"
#include "results_json.hpp"
#include "screen.hpp"
#include "settings.hpp"
#include "strategy_json.hpp"
#include "table.hpp"

namespace detente::cli {
namespace {

/// Columns to fill: those of a terminal; where nobody looks, nothing is cut off.
std::size_t room() {
  const Screen out = screen(STDOUT_FILENO);
  return out.is_terminal ? static_cast<std::size_t>(out.width) : 0;
}

std::string strategies(const Roster& roster, Format wanted) {
  Json json{{"strategies", Json::array()}};
  std::string csv = "name,aliases,about,source,parameters,graded,origin\n";
  Table table({{"strategy", false, false}, {"also", false, false}, {"what it does", false, true}});
  for (const Strategy& strategy : roster.strategies()) {
    const Info& info = strategy.info();
    const std::vector<std::string> aliases = split(info.alias, ',');
    const std::string origin = roster.origin(info.name);
    std::vector<std::string> parameters;
    for (const Parameter& parameter : strategy.parameters()) parameters.emplace_back(parameter.name);
    json["strategies"].push_back(strategy_json(strategy, origin));
    csv += fmt::format("{},{},{},{},{},{},{}\n", in_quotes(info.name), in_quotes(joined(aliases, " ")),
                       in_quotes(info.about), in_quotes(info.source), in_quotes(joined(parameters, " ")),
                       strategy.traits().graded ? "yes" : "no", in_quotes(origin.empty() ? "built-in" : origin));
    table.add({std::string(info.name), joined(aliases), std::string(info.about)});
  }
  return wanted == Format::json ? text(json) : wanted == Format::csv ? csv : table.text(room());
}

std::string all_games(Format wanted) {
  Json json{{"games", Json::array()}};
  std::string csv = "name,parameters,about\n";
  std::string lines;
  const std::size_t width = std::max<std::size_t>(room(), 80);
  for (const GameInfo& game : games()) {
    json["games"].push_back({{"name", game.name}, {"parameters", game.parameters}, {"about", game.about}});
    csv += fmt::format("{},{},{}\n", in_quotes(game.name), in_quotes(game.parameters), in_quotes(game.about));
    lines += fmt::format("{}{}{}\n  {}\n", game.name, game.parameters.empty() ? "" : ":", game.parameters,
                         wrapped(game.about, width, 2));
  }
  return wanted == Format::json ? text(json) : wanted == Format::csv ? csv : lines;
}

/// Entrants of a comma list; a piece `key=value` belongs to the one before it.
std::vector<std::string> entrants(const std::string& list) {
  std::vector<std::string> names;
  for (const std::string& piece : split(list, ',')) {
    const std::size_t equals = piece.find('=');
    const bool continues = !names.empty() && equals != std::string::npos && piece.find_first_of(":@") > equals;
    if (continues)
      names.back() += "," + piece;
    else
      names.push_back(piece);
  }
  return names;
}

std::string all_fields(const Roster& roster, Format wanted) {
  Json json{{"fields", Json::array()}};
  std::string csv = "name,about,strategies\n";
  std::string lines;
  const std::size_t width = std::max<std::size_t>(room(), 80);
  for (const FieldInfo& field : fields(roster)) {
    const std::vector<std::string> names = entrants(field.strategies);
    json["fields"].push_back({{"name", field.name}, {"about", field.about}, {"strategies", names}});
    csv += fmt::format("{},{},{}\n", in_quotes(field.name), in_quotes(field.about), in_quotes(joined(names, ",")));
    lines += fmt::format("{}{}: {}\n  {}\n", lines.empty() ? "" : "\n", field.name,
                         wrapped(field.about, width, columns(field.name) + 2), wrapped(joined(names), width, 2));
  }
  return wanted == Format::json ? text(json) : wanted == Format::csv ? csv : lines;
}

}  // namespace

int list(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const Roster known = roster(arguments);
  const std::string what = arguments.positional.empty() ? "strategies" : arguments.positional.front();
  if (what == "strategies") {
    write_out(strategies(known, wanted));
  } else if (what == "games") {
    write_out(all_games(wanted));
  } else if (what == "fields") {
    write_out(all_fields(known, wanted));
  } else {
    const std::string near = did_you_mean(what, {"strategies", "games", "fields"});
    throw Error(fmt::format("'detente list' has no list of '{}'{}", what,
                            near.empty() ? "; there are strategies, games and fields" : near));
  }
  return 0;
}

}  // namespace detente::cli
