// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/sweep_credit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"
#include "terminal/terminal.hpp"
#include "text/short_values.hpp"

namespace detente::cli {
namespace {

constexpr double kLeastChange = 1e-6;  // of peace; shares of less mean nothing

bool is_credited(const Credited& credited, std::size_t key) {
  return std::find(credited.keys.begin(), credited.keys.end(), key) != credited.keys.end();
}

std::vector<std::size_t> assumptions(const Grid& grid, const Credited& credited) {
  std::vector<std::size_t> keys;
  for (std::size_t key = 0; key < grid.axes.size(); ++key)
    if (!is_credited(credited, key)) keys.push_back(key);
  return keys;
}

double change(const Credit& credit) {
  return credit.with - credit.without;
}

std::string points_of(double share) {
  const std::string number = decimal(100 * share, 1);
  return share > 0 && number != "0.0" ? "+" + number : number;
}

std::string whole_percent(double share) {
  return decimal(100 * share, 0);
}

}  // namespace

std::optional<Credited> read_credit(const Arguments& arguments, const Grid& grid, const Registry& registry) {
  const Setting* const given = arguments.find("credit");
  if (given == nullptr) return std::nullopt;
  std::vector<std::string> known;
  for (const Axis& axis : grid.axes) known.push_back(axis.key);
  Credited credited;
  for (const std::string& name : split(given->value, ',')) {
    const auto is_it = [&](const std::string& key) {
      if (key == name) return true;
      return registry.finds(name) && registry.strategy(name).info().name == key;  // an alias
    };
    const auto found = std::find_if(known.begin(), known.end(), is_it);
    if (found == known.end())
      throw Error(fmt::format("{} names '{}', which is not a key of --over; the keys are {}", given->where, name,
                              joined(known)));
    const auto key = static_cast<std::size_t>(found - known.begin());
    if (is_credited(credited, key)) throw Error(fmt::format("{} names '{}' twice", given->where, name));
    if (grid.axes[key].values.size() != 2)
      throw Error(fmt::format("{} names '{}', which has {} values; it must have two, without and with the change",
                              given->where, name, grid.axes[key].values.size()));
    credited.keys.push_back(key);
  }
  if (credited.keys.size() > kMostCredited)
    throw Error(fmt::format("{} names {} keys; it takes up to {}", given->where, credited.keys.size(), kMostCredited));
  std::sort(credited.keys.begin(), credited.keys.end());
  return credited;
}

std::vector<Credit> credits(const Grid& grid, const Credited& credited, const std::vector<SweepOutcome>& outcomes) {
  const std::vector<std::size_t> others = assumptions(grid, credited);
  std::vector<Credit> list;
  for (std::size_t point = 0; point < outcomes.size(); ++point) {
    std::vector<std::size_t> at = place(grid.axes, point);
    if (std::any_of(credited.keys.begin(), credited.keys.end(), [&](std::size_t key) { return at[key] != 0; }))
      continue;
    std::vector<double> peace;
    for (std::size_t set = 0; set < std::size_t{1} << credited.keys.size(); ++set) {
      for (std::size_t i = 0; i < credited.keys.size(); ++i) at[credited.keys[i]] = set >> i & 1U;
      peace.push_back(outcomes[point_at(grid.axes, at)].peace);
    }
    Credit credit{.assumptions = {}, .without = peace.front(), .with = peace.back(), .parts = shapley(peace)};
    for (const std::size_t key : others) credit.assumptions.push_back(grid.axes[key].values[at[key]]);
    list.push_back(std::move(credit));
  }
  return list;
}

std::optional<std::array<double, 2>> range(const std::vector<Credit>& credits, std::size_t key) {
  std::optional<std::array<double, 2>> range;
  for (const Credit& credit : credits) {
    if (std::abs(change(credit)) < kLeastChange) continue;
    const double share = credit.parts[key] / change(credit);
    range = range ? std::array{std::min((*range)[0], share), std::max((*range)[1], share)} : std::array{share, share};
  }
  return range;
}

Json credit_json(const Grid& grid, const Credited& credited, const std::vector<Credit>& credits) {
  const std::vector<std::size_t> others = assumptions(grid, credited);
  Json json{{"measure", "peace"}, {"keys", Json::array()}, {"points", Json::array()}};
  for (std::size_t i = 0; i < credited.keys.size(); ++i) {
    const Axis& axis = grid.axes[credited.keys[i]];
    const auto whole = range(credits, i);
    json["keys"].push_back({{"key", axis.key},
                            {"without", axis.values[0]},
                            {"with", axis.values[1]},
                            {"share", whole ? Json(*whole) : Json(nullptr)}});
  }
  for (const Credit& credit : credits) {
    Json point{{"assumptions", Json::object()}, {"without", credit.without}, {"with", credit.with}};
    for (std::size_t i = 0; i < others.size(); ++i)
      point["assumptions"][grid.axes[others[i]].key] = credit.assumptions[i];
    for (std::size_t i = 0; i < credited.keys.size(); ++i)
      point["parts"][grid.axes[credited.keys[i]].key] = credit.parts[i];
    json["points"].push_back(std::move(point));
  }
  return json;
}

std::string credit_text(const Grid& grid, const Credited& credited, const std::vector<Credit>& credits,
                        std::size_t width) {
  const std::vector<std::size_t> others = assumptions(grid, credited);
  std::string text = wrapped(
      "Contribution of each change to peace: the share of rounds at peace over all pairs, without any of the changes "
      "and with all; then the Shapley value of each change in percentage points (its mean contribution over all orders "
      "of the changes).",
      width, 0);
  text += "\n\n";
  for (const std::size_t key : credited.keys) {
    const Axis& axis = grid.axes[key];
    text += wrapped(fmt::format("{}: from {} to {}", axis.key, axis.values[0], axis.values[1]), width, 2) + '\n';
  }
  std::vector<Table::Column> heads;
  for (const std::size_t key : others) {
    heads.push_back({grid.axes[key].key, false, heads.empty()});
    text += numbered_values(grid.axes[key], width);
  }
  heads.push_back({"without", true, false});
  heads.push_back({"with", true, false});
  for (const std::size_t key : credited.keys) heads.push_back({grid.axes[key].key, true, false});
  Table table(heads);
  for (const Credit& credit : credits) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < others.size(); ++i) {
      const Axis& axis = grid.axes[others[i]];
      const auto value = std::find(axis.values.begin(), axis.values.end(), credit.assumptions[i]);
      cells.push_back(short_value(axis, static_cast<std::size_t>(value - axis.values.begin())));
    }
    cells.push_back(percent(credit.without));
    cells.push_back(percent(credit.with));
    for (const double part : credit.parts) cells.push_back(points_of(part));
    table.add(cells);
  }
  text += '\n' + table.text(width);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < credited.keys.size(); ++i) {
    const auto share = range(credits, i);
    if (!share) return text + '\n' + wrapped("Under these assumptions peace does not change.", width, 0) + '\n';
    const std::string low = whole_percent((*share)[0]), high = whole_percent((*share)[1]);
    words.push_back(
        fmt::format("{} accounts for {}%", grid.axes[credited.keys[i]].key, low == high ? low : low + " to " + high));
  }
  return text + '\n' +
         wrapped(fmt::format("Under these assumptions, of the change {}.", joined(words, ", ")), width, 0) + '\n';
}

}  // namespace detente::cli
