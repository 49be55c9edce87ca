// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/properties/filter.hpp>
#include <detente/systems/built_in_systems.hpp>
#include <detente/tables/tables.hpp>
#include <detente/text/text.hpp>

#include "arguments/commands.hpp"
#include "arguments/settings.hpp"
#include "json/results_json.hpp"
#include "json/strategy_json.hpp"
#include "terminal/table.hpp"
#include "terminal/terminal.hpp"
#include "text/alignment_text.hpp"

namespace detente::cli {
namespace {

/// Columns to fill: those of a terminal; where nobody looks, nothing is cut off.
std::size_t room() {
  const Terminal out = terminal(STDOUT_FILENO);
  return out.is_terminal ? static_cast<std::size_t>(out.width) : 0;
}

constexpr std::size_t kMostMemories = 5000;  // walked for the properties of one strategy

/// All that are there, or those of which the filter is answered with yes.
std::vector<Listed> listed(const Registry& registry, const std::optional<Filter>& filter, bool with_character) {
  std::vector<Listed> all;
  const auto add = [&](std::string_view name, bool is_preset, const Strategy& strategy) {
    Listed one{std::string(name), is_preset, strategy, registry.family(name), registry.origin(name), {}};
    if (with_character) one.character = character(strategy, kMostMemories);
    if (!filter || (*filter)(one).value_or(false)) all.push_back(std::move(one));
  };
  for (const Strategy& strategy : registry.strategies()) {
    add(strategy.info().name, false, strategy);
    for (const Preset& preset : strategy.presets()) add(preset.name, true, registry.strategy(preset.name));
  }
  std::stable_sort(all.begin(), all.end(), [](const Listed& a, const Listed& b) { return a.family < b.family; });
  return all;
}

std::string words(const std::optional<bool>& answer) {
  return !answer ? "unknown" : *answer ? "yes" : "no";
}
std::string words(const std::optional<double>& rounds) {
  return !rounds ? "unknown" : std::isinf(*rounds) ? "infinite" : fmt::format("{}", *rounds);
}

std::string heading(const Listed& one) {
  if (!one.origin.empty()) return "From " + one.origin;
  std::string family = one.family;
  if (!family.empty()) family[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(family[0])));
  return family;
}

/// One paragraph each, as people read them.
std::string strategies_page(const std::vector<Listed>& all, const Terminal& out) {
  const auto width = static_cast<std::size_t>(out.width);
  std::string page;
  std::string family;
  for (const Listed& one : all) {
    if (heading(one) != family) {
      family = heading(one);
      page += (page.empty() ? "" : "\n") + coloured(harmless(family), Colour::bold, out.has_color) + '\n';
    }
    const Info& info = one.strategy.info();
    const std::string also = one.is_preset ? "" : joined(split(info.alias, ','));
    page += coloured(one.name, Colour::green, out.has_color) + (also.empty() ? "" : " (also " + harmless(also) + ")");
    if (one.is_preset)
      page += "\n  " + fitted(one.strategy.name(), width - 2) + '\n';
    else
      page += "\n  " + wrapped(harmless(info.about), width, 2) + '\n';
  }
  return page;
}

/// What strategies do, or, where they were asked for by their properties, what they are.
std::string strategies_table(const std::vector<Listed>& all, bool with_character) {
  const Terminal out = terminal(STDOUT_FILENO);
  if (out.is_terminal && !with_character) return strategies_page(all, out);
  using Columns = std::vector<Table::Column>;
  Table table(with_character ? Columns{{"strategy", false, false},
                                       {"states", true, false},
                                       {"memory", true, false},
                                       {"what it does", false, true, nullptr, 0, true}}
                             : Columns{{"strategy", false, false},
                                       {"also", false, false},
                                       {"what it does", false, true, nullptr, 0, true}});
  std::string family;
  for (const Listed& one : all) {
    if (heading(one) != family) table.add_heading(family = heading(one));
    const Info& info = one.strategy.info();
    const Character& is = one.character;
    const std::string about = one.is_preset ? one.strategy.name() : harmless(info.about);
    if (with_character)
      table.add({one.name, is.states ? fmt::format("{}", *is.states) : "?", is.memory ? words(is.memory) : "?", about});
    else
      table.add({one.name, one.is_preset ? "" : joined(split(info.alias, ',')), about});
  }
  return table.text(room(), out.has_color);
}

std::string strategies_csv(const std::vector<Listed>& all) {
  std::string csv =
      "name,aliases,about,source,parameters,graded,origin,family,preset_of,deterministic,nice,retaliating,forgiving,"
      "memory,states,uses_length,uses_payoffs\n";
  for (const Listed& one : all) {
    const Info& info = one.strategy.info();
    const Character& is = one.character;
    std::vector<std::string> parameters;
    for (const Parameter& parameter : one.strategy.parameters()) parameters.emplace_back(parameter.name);
    csv += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", in_quotes(one.name),
        in_quotes(one.is_preset ? "" : joined(split(info.alias, ','), " ")), in_quotes(info.about),
        in_quotes(info.source), in_quotes(joined(parameters, " ")), one.strategy.traits().graded ? "yes" : "no",
        in_quotes(one.origin.empty() ? "built-in" : one.origin), in_quotes(one.family),
        in_quotes(one.is_preset ? one.strategy.name() : ""), words(is.is_deterministic), words(is.is_nice),
        words(is.is_retaliating), words(is.is_forgiving), words(is.memory),
        is.states ? fmt::format("{}", *is.states) : "unknown", words(is.uses_length), words(is.uses_payoffs));
  }
  return csv;
}

std::string strategies(const Arguments& arguments, const Registry& registry, Format wanted) {
  std::optional<Filter> filter;
  if (const Setting* const where = arguments.find("where")) {
    try {
      filter = read_filter(where->value);
    } catch (const Error& unread) {
      throw Error(where->where + " " + unread.what());
    }
  }
  const bool with_character = filter || wanted != Format::table;
  const std::vector<Listed> all = listed(registry, filter, with_character);
  if (wanted == Format::csv) return strategies_csv(all);
  if (wanted == Format::table)
    return all.empty() ? "No strategy is known to have these properties.\n" : strategies_table(all, with_character);
  Json json{{"strategies", Json::array()}};
  for (const Listed& one : all) json["strategies"].push_back(listed_json(one));
  return text(json);
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

std::string all_fields(const Registry& registry, Format wanted) {
  Json json{{"fields", Json::array()}};
  std::string csv = "name,about,strategies\n";
  std::string lines;
  const std::size_t width = std::max<std::size_t>(room(), 80);
  for (const FieldInfo& field : fields(registry)) {
    const std::vector<std::string> names = entrants(field.strategies);
    json["fields"].push_back({{"name", field.name}, {"about", field.about}, {"strategies", names}});
    csv += fmt::format("{},{},{}\n", in_quotes(field.name), in_quotes(field.about), in_quotes(joined(names, ",")));
    lines += fmt::format("{}{}: {}\n  {}\n", lines.empty() ? "" : "\n", field.name,
                         wrapped(field.about, width, columns(field.name) + 2), wrapped(joined(names), width, 2));
  }
  return wanted == Format::json ? text(json) : wanted == Format::csv ? csv : lines;
}

std::string all_engines(Format wanted) {
  struct Engine {
    const char* name;
    const char* about;
  };
  const std::array engines{
      Engine{"exact",
             "solves the joint Markov chain of both automata: means, standard deviations and episodes without sampling "
             "error, for any number of rounds. Requires two automata with at most --exact-limit joint memories."},
      Engine{"tables",
             "samples 64 matches at once, as automata whose states are bytes of a vector. Its results are identical to "
             "those of objects. auto uses it for automata that fit in a vector: two levels, up to 64 states, no hear() "
             "and no open(). With --engine tables it also plays other automata, and pairs with at most --exact-limit "
             "joint memories, one match at a time."},
      Engine{"objects", "samples 64 matches at once by calling each strategy's own code. Plays every strategy."},
      Engine{"auto", "for each pair, uses the first of these engines that can play it."},
      Engine{"check",
             "plays each exact pair with exact and with objects, and fails if the scores differ by more than sampling "
             "error."}};
  Json json{{"engines", Json::array()}, {"kernels", Json::array()}};
  std::string csv = "kind,name,runs_here,about\n";
  const std::size_t width = std::max<std::size_t>(room(), 80);
  std::string lines = "Engines, for --engine\n";
  for (const Engine& engine : engines) {
    json["engines"].push_back({{"name", engine.name}, {"about", engine.about}});
    csv += fmt::format("engine,{},yes,{}\n", engine.name, in_quotes(engine.about));
    lines += fmt::format("{}\n  {}\n", engine.name, wrapped(engine.about, width, 2));
  }
  lines += "\nKernels of the engine tables, for --kernel, fastest first\n";
  for (const TableKernel& kernel : table_kernels()) {
    const bool is_taken = kernel.name == best_table_kernel();
    json["kernels"].push_back({{"name", kernel.name}, {"runs_here", kernel.runs_here}, {"is_taken", is_taken}});
    csv +=
        fmt::format("kernel,{},{},{}\n", kernel.name, kernel.runs_here ? "yes" : "no", is_taken ? "the default" : "");
    lines += fmt::format("{:<8}{}\n", kernel.name,
                         is_taken           ? "runs here; the default"
                         : kernel.runs_here ? "runs here"
                                            : "does not run on this machine");
  }
  return wanted == Format::json ? text(json) : wanted == Format::csv ? csv : lines;
}

std::string all_systems(Format wanted) {
  Json json{{"systems", Json::array()}};
  std::string csv = "name,about\n";
  std::string lines;
  const std::size_t width = std::max<std::size_t>(room(), 80);
  for (const SystemInfo& system : built_in_systems()) {
    json["systems"].push_back({{"name", system.name}, {"about", system.about}});
    csv += fmt::format("{},{}\n", in_quotes(system.name), in_quotes(system.about));
    lines += fmt::format("{}\n  {}\n", system.name, wrapped(system.about, width, 2));
  }
  return wanted == Format::json ? text(json) : wanted == Format::csv ? csv : lines;
}

std::string all_alignments(const Alignments& alignments, Format wanted) {
  std::vector<ListedAlignment> all;
  for (const Alignment& alignment : alignments.all())
    all.push_back({alignment, alignments.origin(alignment.info().name)});
  if (wanted == Format::csv) return alignments_csv(all);
  if (wanted == Format::table) return alignments_table(all, std::max<std::size_t>(room(), 80));
  Json json{{"alignments", Json::array()}};
  for (const ListedAlignment& listed : all) json["alignments"].push_back(alignment_json(listed));
  return text(json);
}

}  // namespace

int list(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const std::string what = arguments.positional.empty() ? "strategies" : arguments.positional.front();
  if (what != "strategies" && arguments.find("where") != nullptr)
    throw Error("--where filters strategies; leave it out to list " + what);
  const Known all = known(arguments);
  if (what == "strategies") {
    write_out(strategies(arguments, all.strategies, wanted));
  } else if (what == "alignments") {
    write_out(all_alignments(all.alignments, wanted));
  } else if (what == "systems") {
    write_out(all_systems(wanted));
  } else if (what == "games") {
    write_out(all_games(wanted));
  } else if (what == "fields") {
    write_out(all_fields(all.strategies, wanted));
  } else if (what == "engines") {
    write_out(all_engines(wanted));
  } else {
    const std::string near = did_you_mean(what, {"strategies", "alignments", "systems", "games", "fields", "engines"});
    throw Error(
        fmt::format("'detente list' has no list of '{}'{}", what,
                    near.empty() ? "; there are strategies, alignments, systems, games, fields and engines" : near));
  }
  return 0;
}

}  // namespace detente::cli
