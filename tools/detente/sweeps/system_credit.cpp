// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/system_credit.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"
#include "text/short_values.hpp"

namespace detente::cli {
namespace {

constexpr double kLeastPart = 1e-12;  // shares of less are rounding

bool is_credited_key(const CreditedKeys& keys, std::size_t key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// What the keys add where the others have certain values.
struct SystemCredit {
  std::vector<std::size_t> at;  // values of all keys, the credited ones without their change
  double without = 0, with = 0;
  std::vector<double> parts;  // by credited key
};

std::vector<SystemCredit> shared_out(const SystemGrid& grid, const CreditedKeys& keys, const CreditedMeasure& measure) {
  std::vector<SystemCredit> list;
  for (std::size_t point = 0; point < grid.points(); ++point) {
    std::vector<std::size_t> at = place(grid.axes, point);
    if (std::any_of(keys.begin(), keys.end(), [&](std::size_t key) { return at[key] != 0; })) continue;
    SystemCredit credit{.at = at, .parts = {}};
    std::vector<double> value;
    for (std::size_t set = 0; set < std::size_t{1} << keys.size(); ++set) {
      for (std::size_t i = 0; i < keys.size(); ++i) at[keys[i]] = set >> i & 1U;
      value.push_back(measure.at[point_at(grid.axes, at)]);
    }
    credit.without = value.front();
    credit.with = value.back();
    credit.parts = shapley(value);
    list.push_back(std::move(credit));
  }
  return list;
}

std::string points_added(double share) {
  const std::string number = decimal(100 * share, 1);
  return share > 0 && number != "0.0" ? "+" + number : number;
}

std::string credit_sentence(const SystemGrid& grid, const CreditedKeys& keys, const CreditedMeasure& measure,
                            const SystemCredit& credit) {
  const auto is_nothing = [](double part) { return std::abs(part) < kLeastPart; };
  if (is_nothing(credit.with - credit.without) && std::all_of(credit.parts.begin(), credit.parts.end(), is_nothing))
    return fmt::format("{} is {} with these changes and without them.", measure.words, percent(credit.with));
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < keys.size(); ++i)
    parts.push_back(fmt::format("{} {}", grid.axes[keys[i]].key, points_added(credit.parts[i])));
  return fmt::format("{} goes from {} without these changes to {} with all of them; of these {} points: {}.",
                     measure.words, percent(credit.without), percent(credit.with),
                     points_added(credit.with - credit.without), joined(parts));
}

std::string credit_table(const SystemGrid& grid, const CreditedKeys& keys, const std::vector<SystemCredit>& credits,
                         std::size_t width) {
  std::vector<Table::Column> heads;
  for (std::size_t key = 0; key < grid.axes.size(); ++key)
    if (!is_credited_key(keys, key)) heads.push_back({.title = grid.axes[key].key, .yields = heads.empty()});
  heads.push_back({.title = "without", .is_number = true});
  heads.push_back({.title = "with", .is_number = true});
  for (const std::size_t key : keys) heads.push_back({.title = grid.axes[key].key, .is_number = true});
  Table table(heads);
  for (const SystemCredit& credit : credits) {
    std::vector<std::string> row;
    for (std::size_t key = 0; key < grid.axes.size(); ++key)
      if (!is_credited_key(keys, key)) row.push_back(short_value(grid.axes[key], credit.at[key]));
    row.push_back(percent(credit.without));
    row.push_back(percent(credit.with));
    for (const double part : credit.parts) row.push_back(points_added(part));
    table.add(std::move(row));
  }
  return table.text(width);
}

}  // namespace

std::optional<CreditedKeys> read_system_credit(const Arguments& arguments, const SystemGrid& grid) {
  const Setting* const given = arguments.find("credit");
  if (given == nullptr) return std::nullopt;
  if (trimmed(given->value).empty())
    throw Error(fmt::format("{} needs a value: {}", given->where, option("credit").argument));
  std::vector<std::string> known;
  for (const Axis& axis : grid.axes) known.push_back(axis.key);
  CreditedKeys keys;
  for (const std::string& name : split(given->value, ',')) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end())
      throw Error(fmt::format("{} names '{}', which is not a key of --over; the keys are {}", given->where, name,
                              joined(known)));
    const auto key = static_cast<std::size_t>(found - known.begin());
    if (std::count(known.begin(), known.end(), name) > 1)
      throw Error(fmt::format("{} names '{}', which is several keys of --over; credit needs names that are one each",
                              given->where, name));
    if (is_credited_key(keys, key)) throw Error(fmt::format("{} names '{}' twice", given->where, name));
    if (grid.axes[key].values.size() != 2)
      throw Error(fmt::format(
          "{} names '{}', which has {} value{}; it must have two, without and with the change{}", given->where, name,
          grid.axes[key].values.size(), grid.axes[key].values.size() == 1 ? "" : "s",
          grid.axes[key].values.front().find(',') == std::string::npos ? ""
                                                                       : " (put a ; between values that hold commas)"));
    keys.push_back(key);
  }
  if (keys.size() > kMostCredited)
    throw Error(fmt::format("{} names {} keys; it takes up to {}", given->where, keys.size(), kMostCredited));
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::vector<CreditedMeasure> credited_measures(const std::vector<SystemResults>& results, bool is_endless) {
  CreditedMeasure peace{.name = "peace", .words = "The share of a front's rounds at peace", .at = {}};
  CreditedMeasure war{.name = "general_war_ever",
                      .words = "The chance that over half of the states are in conflict at once at some time",
                      .at = {}};
  for (const SystemResults& one : results) {
    peace.at.push_back(one.peace.value);
    war.at.push_back(one.general_war_ever.value);
  }
  if (is_endless) return {peace};
  return {peace, war};
}

Json system_credit_json(const SystemGrid& grid, const CreditedKeys& keys,
                        const std::vector<CreditedMeasure>& measures) {
  Json all = Json::array();
  for (const CreditedMeasure& measure : measures) {
    Json one{{"measure", measure.name}, {"keys", Json::array()}, {"points", Json::array()}};
    for (const std::size_t key : keys)
      one["keys"].push_back(
          {{"key", grid.axes[key].key}, {"without", grid.axes[key].values[0]}, {"with", grid.axes[key].values[1]}});
    for (const SystemCredit& credit : shared_out(grid, keys, measure)) {
      Json point{{"assumptions", Json::object()}, {"without", credit.without}, {"with", credit.with}};
      for (std::size_t key = 0; key < grid.axes.size(); ++key)
        if (!is_credited_key(keys, key))
          point["assumptions"][grid.axes[key].key] = grid.axes[key].values[credit.at[key]];
      for (std::size_t i = 0; i < keys.size(); ++i) point["parts"][grid.axes[keys[i]].key] = credit.parts[i];
      one["points"].push_back(std::move(point));
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::string system_credit_text(const SystemGrid& grid, const CreditedKeys& keys,
                               const std::vector<CreditedMeasure>& measures, std::size_t width) {
  std::string text;
  for (const CreditedMeasure& measure : measures) {
    const std::vector<SystemCredit> credits = shared_out(grid, keys, measure);
    if (credits.size() == 1)
      text += wrapped(credit_sentence(grid, keys, measure, credits.front()), width, 0) + "\n\n";
    else
      text +=
          wrapped(measure.words + ", without these changes and with all, and what each adds, in points:", width, 0) +
          "\n" + credit_table(grid, keys, credits, width) + "\n";
  }
  for (const std::size_t key : keys)
    text += wrapped(fmt::format("{}: from {} to {}", grid.axes[key].key, grid.axes[key].values[0],
                                grid.axes[key].values[1]),
                    width, 2) +
            "\n";
  return text +
         wrapped("What a change adds is the mean over all orders in which the changes may be made (Shapley value).",
                 width, 0) +
         "\n";
}

}  // namespace detente::cli
