// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/system_grid.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/commands.hpp"
#include "arguments/system_settings.hpp"

namespace detente::cli {
namespace {

/// Options of `system` that are not about what is played.
constexpr std::array<std::string_view, 20> kNotPlayed{"contest", "strategies", "field",     "baseline", "aggressor",
                                                      "impulse", "due-to",     "contagion", "horizon",  "module",
                                                      "threads", "over",       "credit",    "config",   "format",
                                                      "output",  "patience",   "help",      "trace",    "repetition"};
/// Their values hold commas: a ';' tells one from the next.
constexpr std::array<std::string_view, 6> kLists{"state", "fronts", "pledges", "alliances", "institution", "means-of"};

template <std::size_t kCount>
bool is_one_of(std::string_view word, const std::array<std::string_view, kCount>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

ListKind kind_of_values(std::string_view key) {
  if (is_one_of(key, kLists)) return ListKind::lists;
  return key == "war" || key == "game" || key == "game-of" ? ListKind::specs : ListKind::words;
}

void check_key(const std::string& key, const std::string& where) {
  std::vector<std::string> known;
  for (const std::string_view name : command("system").options)
    if (!is_one_of(name, kNotPlayed)) known.emplace_back(name);
  if (std::find(known.begin(), known.end(), key) != known.end()) return;
  const std::string near = did_you_mean(key, known);
  throw Error(fmt::format("{}: no option of a system that can differ between points is named '{}'{}", where, key,
                          near.empty() ? "; allowed are " + joined(known) : near));
}

void add_axis(SystemGrid& grid, const Setting& setting) {
  const std::size_t equals = setting.value.find('=');
  const std::string key(trimmed(setting.value.substr(0, equals)));
  if (equals == std::string::npos || key.empty())
    throw Error(fmt::format("{} takes {}, not '{}'", setting.where, option("over").argument, setting.value));
  check_key(key, setting.where);
  Axis axis{.key = key, .values = {}};
  try {
    axis.values = listed_values(trimmed(setting.value.substr(equals + 1)), kind_of_values(key));
  } catch (const Error& refusal) {
    throw Error(fmt::format("{} {}: {}", setting.where, key, refusal.what()));
  }
  grid.axes.push_back(std::move(axis));
  grid.wheres.push_back(setting.where);
}

/// All that the values of a key are about is said by no other key, nor beside the grid where only one may say it.
void check_axes(const SystemGrid& grid) {
  for (std::size_t i = 0; i < grid.axes.size(); ++i) {
    const Axis& axis = grid.axes[i];
    const bool is_of_one = option(axis.key).is_repeatable;
    for (std::size_t j = 0; j < i; ++j) {
      if (alternative(axis.key) == grid.axes[j].key)
        throw Error(fmt::format("{} {} and {} {} exclude each other; give one of them", grid.wheres[j],
                                grid.axes[j].key, grid.wheres[i], axis.key));
      if (grid.axes[j].key != axis.key) continue;
      for (const std::string& value : axis.values)
        for (const std::string& other : grid.axes[j].values)
          if (!is_of_one || subject_of({axis.key, value, ""}) == subject_of({axis.key, other, ""}))
            throw Error(fmt::format("{} {} is given twice; give it once", grid.wheres[i],
                                    is_of_one ? axis.key + "=" + subject_of({axis.key, value, ""}) : axis.key));
    }
    if (is_of_one) continue;
    for (const Setting& plain : grid.base.settings)
      if (plain.key == axis.key || plain.key == alternative(axis.key))
        throw Error(
            fmt::format("{} and {} {} exclude each other; give one of them", plain.where, grid.wheres[i], axis.key));
  }
}

}  // namespace

std::vector<std::string> SystemGrid::values(std::size_t point) const {
  const std::vector<std::size_t> at = place(axes, point);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < axes.size(); ++i) values.push_back(axes[i].values[at[i]]);
  return values;
}

std::string SystemGrid::name(std::size_t point) const {
  std::vector<std::string> words = values(point);
  for (std::size_t i = 0; i < axes.size(); ++i) words[i] = axes[i].key + "=" + words[i];
  return joined(words);
}

Arguments SystemGrid::arguments(std::size_t point) const {
  const std::vector<std::string> here = values(point);
  Arguments all = base;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const Setting setting{axes[i].key, here[i], wheres[i] + " " + axes[i].key};
    const bool is_none = setting.key == "institution" && setting.value == "none";
    if (is_none) std::erase_if(all.settings, [](const Setting& one) { return one.key == "institution"; });
    const auto same = std::find_if(all.settings.begin(), all.settings.end(), [&](const Setting& one) {
      return one.key == setting.key && option(one.key).is_repeatable && subject_of(one) == subject_of(setting);
    });
    if (same != all.settings.end())
      *same = setting;
    else if (!is_none)
      all.settings.push_back(setting);
  }
  return all;
}

SystemGrid read_system_grid(const Arguments& arguments) {
  SystemGrid grid{.base = arguments, .axes = {}, .wheres = {}};
  std::erase_if(grid.base.settings,
                [](const Setting& setting) { return setting.key == "over" || setting.key == "credit"; });
  for (const Setting& setting : arguments.all("over")) add_axis(grid, setting);
  check_axes(grid);
  try {
    grid.points();
  } catch (const Error& refusal) {
    throw Error(fmt::format("--over: {}", refusal.what()));
  }
  return grid;
}

SystemDesign system_at(const SystemGrid& grid, std::size_t point, const Known& known) {
  try {
    return system_of(grid.arguments(point), known);
  } catch (const Error& refusal) {
    const std::string sentence = refusal.what();
    const bool names_it = std::any_of(grid.wheres.begin(), grid.wheres.end(),
                                      [&](const std::string& where) { return sentence.starts_with(where + " "); });
    if (names_it) throw;
    try {
      static_cast<void>(system_of(grid.base, known));
    } catch (const Error& anyway) {
      if (anyway.what() == sentence) throw;  // which is not the grid's fault
    }
    throw Error(fmt::format("--over {}: {}", grid.name(point), sentence));
  }
}

}  // namespace detente::cli
