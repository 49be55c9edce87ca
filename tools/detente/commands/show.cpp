// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <fmt/core.h>
#include <detente/automata/drawing.hpp>
#include <detente/automata/notation.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/settings.hpp"
#include "json/shown.hpp"

namespace detente::cli {

int show(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const bool draws = arguments.has_flag("dot");
  if (draws && (arguments.find("format") != nullptr || arguments.find("against") != nullptr))
    throw Error("--dot prints the automaton in Graphviz' language and nothing else; leave --format and --against out");
  const bool writes = arguments.has_flag("automaton");
  if (writes && (draws || arguments.find("format") != nullptr || arguments.find("against") != nullptr))
    throw Error("--automaton prints the automaton as text and nothing else; leave --dot, --format and --against out");
  const Shown shown = look_up(arguments);
  if (writes) {
    if (!shown.automaton)
      throw Error(fmt::format("'{}' has no automaton to write: {}", shown.strategy.name(), shown.no_automaton));
    const std::size_t states = canonical(*shown.automaton).size();
    if (states > kMostWrittenStates)
      throw Error(fmt::format("the automaton of '{}' has {} states; as text it may have at most {}",
                              shortened(shown.strategy.name(), 60), states, kMostWrittenStates));
    const char* const remark = shown.strategy.traits().listens
                                   ? "\n# It listens to signals; this is what it does while the other is silent."
                                   : "";
    write_out(file_of(*shown.automaton, shown.strategy.name() + remark));
    return 0;
  }
  if (draws) {
    if (!shown.automaton)
      throw Error(fmt::format("'{}' has no automaton to draw: {}", shown.strategy.name(), shown.no_automaton));
    write_out(dot(*shown.automaton, shown.strategy.name()));
    return 0;
  }
  write_out(document(wanted, {.table = [&] { return shown_table(shown, terminal(STDOUT_FILENO)); },
                              .csv = [&] { return shown_csv(shown); },
                              .json = [&] { return shown_json(shown); }}));
  return 0;
}

}  // namespace detente::cli
