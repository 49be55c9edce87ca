// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/sweep_grid.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/commands.hpp"
#include "arguments/settings.hpp"
#include "arguments/submissions.hpp"

namespace detente::cli {
namespace {

constexpr std::array<std::string_view, 24> kFixed{
    "module",  "threads",    "kernel",    "store",  "from",     "shard", "over",   "credit",
    "output",  "config",     "format",    "help",   "dynamics", "draws", "shares", "generations",
    "extinct", "background", "structure", "update", "gains",    "block", "space",  "walk-length"};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Options that differ between tournaments; of evolve, its own too.
std::vector<std::string> swept_options(const Arguments& arguments) {
  std::vector<std::string> options;
  const bool is_evolve = arguments.command != nullptr && arguments.command->name == "evolve";
  for (const std::string_view name : command(is_evolve ? "evolve" : "sweep").options)
    if (std::find(kFixed.begin(), kFixed.end(), name) == kFixed.end()) options.emplace_back(name);
  return options;
}

ListKind kind_of(std::string_view key, const Over& over) {
  if (is_one_of(key, {"strategies", "seekers", "aggressors", "hostile"})) return ListKind::lists;
  if (over.variation || is_one_of(key, {"game", "baseline"})) return ListKind::specs;
  return ListKind::words;
}

/// Throws `Error` where a key can neither be swept nor varied.
std::optional<Variation> variation(const Arguments& arguments, const std::string& key, const std::string& where,
                                   const Registry& registry) {
  std::vector<std::string> known = swept_options(arguments);
  if (std::find(known.begin(), known.end(), key) != known.end()) return std::nullopt;
  if (std::find(kFixed.begin(), kFixed.end(), key) != kFixed.end())
    throw Error(fmt::format("{}: '{}' cannot be swept; allowed are design options and strategies", where, key));
  for (const std::string_view notation : {"automaton:", "lookup:"})
    if (key.starts_with(notation))
      throw Error(
          fmt::format("{}: '{}' has no parameters to vary; vary a strategy, as in tft=tft,{}", where, key, key));
  const std::string name(trimmed(key.substr(0, key.find(':'))));
  if (!registry.finds(name)) {
    for (const Strategy& strategy : registry.strategies()) known.emplace_back(strategy.info().name);
    const std::string near = did_you_mean(name, known);
    throw Error(fmt::format("{}: neither a design option nor a strategy is named '{}'{}", where, name,
                            near.empty() ? "; 'detente sweep --help' lists what can be swept" : near));
  }
  try {
    return parse_variation(key, registry);
  } catch (const Error& refusal) {
    throw Error(fmt::format("{}: {}", where, refusal.what()));
  }
}

/// `KEY=LIST`, split at the first '='.
void add_over(Grid& grid, const Setting& setting, const Registry& registry) {
  const std::size_t equals = setting.value.find('=');
  const std::string key(trimmed(setting.value.substr(0, equals)));
  if (equals == std::string::npos || key.empty())
    throw Error(fmt::format("{} takes {}, not '{}'", setting.where, option("over").argument, setting.value));
  Over over{.list = std::string(trimmed(setting.value.substr(equals + 1))),
            .where = setting.where,
            .variation = variation(grid.base, key, setting.where, registry)};
  Axis axis{.key = over.variation ? over.variation->key() : key, .values = {}};
  try {
    axis.values = listed_values(over.list, kind_of(axis.key, over));
  } catch (const Error& refusal) {
    throw Error(fmt::format("{} {}: {}", setting.where, axis.key, refusal.what()));
  }
  grid.axes.push_back(std::move(axis));
  grid.overs.push_back(std::move(over));
}

/// Two keys of a grid that say one thing, or one thing and more.
bool excludes(const Grid& grid, std::size_t one, std::size_t other) {
  const auto& a = grid.overs[one].variation;
  const auto& b = grid.overs[other].variation;
  if (a && b) return a->strategy == b->strategy && (a->parameter.empty() || b->parameter.empty());
  return !a && !b && alternative(grid.axes[one].key) == grid.axes[other].key;
}

void check_keys(const Grid& grid) {
  for (std::size_t i = 0; i < grid.axes.size(); ++i) {
    const std::string& key = grid.axes[i].key;
    for (std::size_t j = 0; j < i; ++j) {
      if (grid.axes[j].key == key)
        throw Error(fmt::format("{} {} is given twice; give it once", grid.overs[i].where, key));
      if (excludes(grid, i, j))
        throw Error(fmt::format("{} {} and {} {} exclude each other; give one of them", grid.overs[j].where,
                                grid.axes[j].key, grid.overs[i].where, key));
    }
    if (grid.overs[i].variation) continue;
    for (const Setting& plain : grid.base.settings)
      if (plain.key == key || plain.key == alternative(key))
        throw Error(
            fmt::format("{} and {} {} exclude each other; give one of them", plain.where, grid.overs[i].where, key));
  }
}

}  // namespace

std::vector<std::string> Grid::values(std::size_t point) const {
  const std::vector<std::size_t> at = place(axes, point);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < axes.size(); ++i) values.push_back(axes[i].values[at[i]]);
  return values;
}

std::string Grid::name(std::size_t point) const {
  std::vector<std::string> words = values(point);
  for (std::size_t i = 0; i < axes.size(); ++i) words[i] = axes[i].key + "=" + words[i];
  return joined(words);
}

Arguments Grid::arguments(std::size_t point) const {
  const std::vector<std::string> here = values(point);
  Arguments all = base;
  for (std::size_t i = 0; i < axes.size(); ++i)
    if (!overs[i].variation) all.settings.push_back({axes[i].key, here[i], overs[i].where + " " + axes[i].key});
  return all;
}

std::vector<Change> Grid::changes(std::size_t point) const {
  const std::vector<std::string> here = values(point);
  std::vector<Change> changes;
  for (std::size_t i = 0; i < axes.size(); ++i)
    if (overs[i].variation) changes.emplace_back(*overs[i].variation, here[i]);
  return changes;
}

bool Grid::sweeps(std::string_view key) const {
  for (std::size_t i = 0; i < axes.size(); ++i)
    if (!overs[i].variation && (axes[i].key == key || alternative(axes[i].key) == key)) return true;
  return false;
}

Grid read_grid(const Arguments& arguments, const Registry& registry) {
  Grid grid;
  grid.base = arguments;
  std::erase_if(grid.base.settings, [](const Setting& setting) { return setting.key == "over"; });
  for (const Setting& setting : arguments.all("over")) add_over(grid, setting, registry);
  if (grid.axes.empty())
    throw Error(
        fmt::format("sweep needs --over: --over {}, such as --over misperception=0,0.05,0.1", option("over").argument));
  check_keys(grid);
  try {
    grid.points();
  } catch (const Error& refusal) {
    throw Error(fmt::format("--over: {}", refusal.what()));
  }
  return grid;
}

SweepPoint resolved_point(const Grid& grid, std::size_t point, const Registry& registry) {
  const Arguments arguments = grid.arguments(point);
  return make_point(with_submissions(request(arguments, grid.misperception), arguments), spiral_request(arguments),
                    grid.changes(point), registry);
}

namespace {

/// True where it is not the grid's fault: without it the refusal is the same.
bool is_refused_anyway(const Grid& grid, std::string_view sentence, const Registry& registry) {
  try {
    const SweepPoint plain = make_point(with_submissions(request(grid.base, grid.misperception), grid.base),
                                        spiral_request(grid.base), {}, registry);
    if (asks_about_spirals(grid.base)) make_spiral_design(plain.question, plain.design, registry);
    return false;
  } catch (const Error& refusal) {
    return refusal.what() == sentence;
  }
}

}  // namespace

void check_points(const Grid& grid, const Registry& registry) {
  const auto check = [&](std::size_t point, const std::string& name) {
    try {
      const SweepPoint resolved = resolved_point(grid, point, registry);
      if (asks_about_spirals(grid.arguments(point))) make_spiral_design(resolved.question, resolved.design, registry);
    } catch (const Error& refusal) {
      const std::string sentence = refusal.what();
      const bool names_it = std::any_of(grid.overs.begin(), grid.overs.end(),
                                        [&](const Over& over) { return sentence.starts_with(over.where); });
      if (names_it || is_refused_anyway(grid, sentence, registry)) throw;
      throw Error(fmt::format("--over {}: {}", name, sentence));
    }
  };
  check(0, grid.name(0));
  // One key at a time first, so that a refusal is put down to one key where it can be.
  for (std::size_t i = 0; i < grid.axes.size(); ++i) {
    std::vector<std::size_t> at(grid.axes.size());
    for (at[i] = 1; at[i] < grid.axes[i].values.size(); ++at[i])
      check(point_at(grid.axes, at), grid.axes[i].key + "=" + grid.axes[i].values[at[i]]);
  }
  if (grid.axes.size() > 1)
    for (std::size_t point = 0; point < grid.points(); ++point) check(point, grid.name(point));
}

}  // namespace detente::cli
