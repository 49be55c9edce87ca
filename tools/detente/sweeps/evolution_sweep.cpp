// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/evolution_sweep.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/numerics/exponential.hpp>
#include <detente/play/part_of.hpp>
#include <detente/text/text.hpp>
#include <detente/version.hpp>

#include "arguments/evolution_settings.hpp"
#include "glossary/columns.hpp"
#include "hosting/memory_available.hpp"
#include "json/evolution_json.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/progress.hpp"
#include "terminal/table.hpp"
#include "text/design_text.hpp"
#include "text/engines_text.hpp"

namespace detente::cli {
namespace {

constexpr double kPlaying = 0.7;     // of the time of a point, at a guess
constexpr std::size_t kHolders = 2;  // that a line names

Design design_at(const Grid& grid, std::size_t point, const Registry& registry) {
  return materially_paid(resolved_point(grid, point, registry).design);
}

/// "grit 55.1%, hawk 20.0%".
std::string holders(const Evolution& evolution, const LongRun& world) {
  const std::vector<std::size_t> order = by_share(world);
  std::vector<std::string> told;
  for (std::size_t at = 0; at < std::min(kHolders, order.size()); ++at)
    told.push_back(
        fmt::format("{} {}", evolution.names[order[at]], percent(exp_of(world.strategies[order[at]].ln_share))));
  return joined(told);
}

std::string told_peace(const LongRun& world) {
  std::string text = percent(world.peace);
  if (world.peace_interval && percent(world.peace_interval->low) != percent(world.peace_interval->high))
    text += fmt::format(" ({}–{})", percent(world.peace_interval->low), percent(world.peace_interval->high));
  return text;
}

/// "Population: 100 states, pairwise comparison, selection 1, rare mutants", as far as no key says it.
std::string population_words(const Grid& grid, const Evolved& point, std::size_t width) {
  std::vector<std::string> parts;
  const EvolutionRequest& request = point.request;
  const auto add = [&](std::string_view key, const std::string& part) {
    if (!grid.sweeps(key)) parts.push_back(part);
  };
  if (request.populations.size() == 1)
    add("population", grouped(static_cast<std::uint64_t>(request.populations.front())) + " states");
  add("process", fmt::format("process {}", word(request.imitation)));
  if (request.selections.size() == 1) add("selection", "selection " + figure(request.selections.front()));
  add("mutation", request.mutation ? "mutation " + figure(*request.mutation) : "rare mutants");
  return parts.empty() ? "" : wrapped("Population: " + joined(parts), width, 0) + '\n';
}

/// Whether the columns of a strategy say a key anyway.
bool is_a_column(const std::string& key) {
  return key == "population" || key == "selection";
}

/// Where there is most peace, and where least.
std::string verdict(const Grid& grid, const std::vector<Evolved>& points) {
  const auto peace = [&](std::size_t point) { return points[point].evolution.worlds.front().world.peace; };
  std::size_t most = 0;
  std::size_t least = 0;
  for (std::size_t point = 1; point < points.size(); ++point) {
    if (peace(point) > peace(most)) most = point;
    if (peace(point) < peace(least)) least = point;
  }
  const auto at = [&](std::size_t point) {
    return fmt::format("{} of rounds at {} (held by {})", percent(peace(point)), grid.name(point),
                       holders(points[point].evolution, points[point].evolution.worlds.front().world));
  };
  if (percent(peace(most)) == percent(peace(least)))
    return fmt::format("In the long run the world is at peace in {} of rounds{}.", percent(peace(most)),
                       points.size() == 1 ? "" : fmt::format(" at all {} points", points.size()));
  return fmt::format("In the long run the world is at peace in {}, and in {}.", at(most), at(least));
}

}  // namespace

Grid evolution_grid(const Arguments& arguments, const Registry& registry) {
  Grid grid = read_grid(arguments, registry);
  grid.misperception = kEvolvedMisperception;
  check_points(grid, registry);
  for (std::size_t point = 0; point < grid.points(); ++point) {
    const Arguments here = grid.arguments(point);
    const EvolutionRequest request = evolution_request(here);
    if (!request.wants(Dynamics::world) && !request.wants(Dynamics::invasion))
      throw Error("--over compares worlds; add world to --dynamics");
    try {
      require_evolution(request, design_at(grid, point, registry), registry);
    } catch (const Error& refusal) {
      throw Error(fmt::format("--over {}: {}", grid.name(point), refusal.what()));
    }
  }
  return grid;
}

std::vector<Evolved> solve_points(const Grid& grid, const Registry& registry, int threads, Stores& stores) {
  Progress progress;
  const Watch whole{.progress = [&](double done) { progress.show(done); }, .stop = interrupted};
  const std::size_t count = grid.points();
  std::vector<Evolved> points;
  for (std::size_t i = 0; i < count; ++i) {
    const Watch here =
        part_of(whole, static_cast<double>(i) / static_cast<double>(count), 1 / static_cast<double>(count));
    const Design design = design_at(grid, i, registry);
    require_memory(design, !stores.empty());
    if (stores.plays_part()) {
      if (!play_part(stores, design, threads, grid.name(i) + ": ")) break;
      continue;
    }
    KnownPairs* const known = told_known(stores, design, threads, grid.name(i) + ": ");
    const Played played = play_field(design, threads, part_of(here, 0, kPlaying), known);
    require_agreement(played.design, played.results);
    const EvolutionRequest request = evolution_request(grid.arguments(i));
    points.push_back(
        {.design = played.design,
         .request = request,
         .evolution = detente::evolve(request, played, registry, threads, part_of(here, kPlaying, 1 - kPlaying))});
  }
  return points;
}

std::string evolution_sweep_text(const Grid& grid, const std::vector<Evolved>& points, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  std::string text = wrapped("Which world do states that copy what pays end in, and who holds it?", width, 0) + '\n';
  text += design_header(points.front().design, terminal.width, [&](std::string_view key) { return !grid.sweeps(key); });
  text += population_words(grid, points.front(), width);
  text += '\n' + wrapped(verdict(grid, points), width, 0) + "\n\n";
  std::vector<Table::Column> columns;
  for (const Axis& axis : grid.axes) columns.push_back({.title = axis.key, .yields = true});
  const bool are_many =
      std::any_of(points.begin(), points.end(), [](const Evolved& point) { return point.evolution.worlds.size() > 1; });
  if (are_many) {
    columns.push_back({.title = "states", .is_number = true});
    columns.push_back({.title = "selection", .is_number = true});
  }
  for (const char* const title : {"peace", "mutants\nto peace", "mutants\nto war"})
    columns.push_back({.title = title, .is_number = true});
  columns.push_back({.title = "held by", .yields = true, .is_prose = true});
  Table table(columns);
  for (std::size_t point = 0; point < points.size(); ++point)
    for (const EvolvedWorld& one : points[point].evolution.worlds) {
      std::vector<std::string> row = grid.values(point);
      if (are_many) {
        row.push_back(grouped(static_cast<std::uint64_t>(one.population)));
        row.push_back(figure(one.selection));
      }
      row.push_back(told_peace(one.world));
      row.push_back(one.world.ln_to_peace ? count_of_ln(*one.world.ln_to_peace) : "–");
      row.push_back(one.world.ln_to_war ? count_of_ln(*one.world.ln_to_war) : "–");
      row.push_back(holders(points[point].evolution, one.world));
      table.add(std::move(row));
    }
  text += table.text_for(terminal) + '\n';
  return text +
         wrapped(
             "Peace: share of rounds in the long run, with an interval where payoffs are sampled. Mutants to peace, "
             "to war: how many arise on average until a hostile world has become a peaceful one (its own strategy "
             "is at peace in more than half of the rounds), and the other way. Held by: the shares of time of the "
             "two strategies that are found most. Shares belong to this field and its supply of mutants.",
             width, 0) +
         '\n';
}

std::string evolution_sweep_csv(const Grid& grid, const std::vector<Evolved>& points) {
  std::string csv;
  for (const Axis& axis : grid.axes)
    if (!is_a_column(axis.key)) csv += in_quotes(axis.key) + ',';
  csv += "peace," + columns_of("strategies.csv") + '\n';
  for (std::size_t point = 0; point < points.size(); ++point)
    for (const EvolvedWorld& one : points[point].evolution.worlds) {
      std::string keys;
      const std::vector<std::string> values = grid.values(point);
      for (std::size_t key = 0; key < values.size(); ++key)
        if (!is_a_column(grid.axes[key].key)) keys += in_quotes(values[key]) + ',';
      keys += shortest(one.world.peace) + ',';
      for (std::size_t i = 0; i < points[point].evolution.names.size(); ++i)
        csv += keys + strategy_csv(points[point].evolution, one, i) + '\n';
    }
  return csv;
}

Json evolution_sweep_json(const Grid& grid, const std::vector<Evolved>& points,
                          const std::vector<std::string>& modules) {
  Json json{{"format", "detente-evolution-sweep-1"}, {"version", kVersion}};
  json["design"] = evolution_json(points.front(), modules, {})["design"];
  for (const Axis& axis : grid.axes) json["design"].erase(axis.key);
  json["over"] = Json::array();
  for (const Axis& axis : grid.axes) json["over"].push_back({{"key", axis.key}, {"values", axis.values}});
  json["verdict"] = Json::array({verdict(grid, points)});
  json["points"] = Json::array();
  for (std::size_t point = 0; point < points.size(); ++point) {
    const Evolved& evolved = points[point];
    Json here{{"at", Json::object()}};
    const std::vector<std::string> values = grid.values(point);
    for (std::size_t key = 0; key < values.size(); ++key) here["at"][grid.axes[key].key] = values[key];
    here["strategies"] = evolved.evolution.names;
    here["conducts"] = conducts_json(evolved);
    here["verdict"] = evolution_verdict(evolved);
    here["worlds"] = Json::array();
    for (const EvolvedWorld& one : evolved.evolution.worlds) here["worlds"].push_back(world_json(evolved, one, false));
    json["points"].push_back(std::move(here));
  }
  return json;
}

}  // namespace detente::cli
