// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <fmt/core.h>
#include <detente/automata/drawing.hpp>
#include <detente/automata/notation.hpp>
#include <detente/error.hpp>
#include <detente/systems/built_in_systems.hpp>
#include <detente/text/text.hpp>

#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/settings.hpp"
#include "json/shown.hpp"
#include "text/alignment_text.hpp"

namespace detente::cli {
namespace {

/// Shows an alignment, of which there is nothing to play in a match of two.
int show_alignment(const Arguments& arguments, const ListedAlignment& listed) {
  for (const char* const option : {"against", "automaton", "dot"})
    if (arguments.find(option) != nullptr)
      throw Error(fmt::format("'{}' is an alignment and no strategy; leave --{} out", listed.alignment.name(), option));
  write_out(document(format(arguments), {.table = [&] { return alignment_card(listed, terminal(STDOUT_FILENO)); },
                                         .csv = [&] { return alignment_csv(listed); },
                                         .json = [&] { return text(alignment_json(listed)); }}));
  return 0;
}

/// Shows the file of a system, which can be kept and changed.
int show_system(const Arguments& arguments, const SystemInfo& system) {
  for (const Setting& setting : arguments.settings)
    if (setting.key != "format")
      throw Error(fmt::format("'{}' is a system, of which only its file can be shown; leave {} out", system.name,
                              setting.where));
  if (format(arguments) == Format::csv) throw Error("a system is no table; leave --format csv out");
  write_out(document(format(arguments),
                     {.table = [&] { return system.text; },
                      .csv = {},
                      .json =
                          [&] {
                            return text(Json{{"name", system.name}, {"about", system.about}, {"ini", system.text}});
                          }}));
  return 0;
}

}  // namespace

int show(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const bool draws = arguments.has_flag("dot");
  if (draws && (arguments.find("format") != nullptr || arguments.find("against") != nullptr))
    throw Error("--dot prints the automaton in Graphviz' language and nothing else; leave --format and --against out");
  const bool writes = arguments.has_flag("automaton");
  if (writes && (draws || arguments.find("format") != nullptr || arguments.find("against") != nullptr))
    throw Error("--automaton prints the automaton as text and nothing else; leave --dot, --format and --against out");
  const std::string_view name = arguments.positional.front();
  for (const SystemInfo& system : built_in_systems())
    if (system.name == name) return show_system(arguments, system);
  const Known all = known(arguments);
  if (const std::string_view alone = trimmed(name.substr(0, name.find(':'))); all.alignments.knows(alone))
    return show_alignment(arguments, {all.alignments.alignment(name), all.alignments.origin(alone)});
  const Shown shown = look_up(arguments, all.strategies);
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
