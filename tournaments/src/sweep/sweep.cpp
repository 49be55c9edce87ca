// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <set>

#include <detente/error.hpp>
#include <detente/sweep/sweep.hpp>
#include <detente/text/text.hpp>

#include "design/entrants.hpp"

namespace detente {
namespace {

constexpr double kTie = 1e-9;

/// The strategy without what was said of a parameter.
Strategy without(const Strategy& strategy, const std::string& parameter, const Registry& registry) {
  const std::string name = strategy.name();
  const std::size_t colon = name.find(':');
  if (colon == std::string::npos) return strategy;
  std::vector<std::string> kept = split(std::string_view(name).substr(colon + 1), ',');
  std::erase_if(kept, [&](const std::string& piece) { return piece.starts_with(parameter + "="); });
  return registry.strategy(name.substr(0, colon) + (kept.empty() ? "" : ":" + joined(kept, ",")));
}

/// An entrant that another strategy plays.
EntrantName replaced(const EntrantName& entrant, const std::string& by, const Registry& registry) {
  EntrantName next = parse_entrant(by, registry);
  if (next.number > 0)
    throw Error("'" + by + "' has a number; leave it out, because it takes the number of the entrant that it replaces");
  next.number = entrant.number;
  next.is_response = next.is_response || entrant.is_response;
  if (next.motive.empty()) next.motive = entrant.motive;
  return next;
}

/// Entrants as written, as they are called at every point, and as they are here.
struct Entrants {
  std::vector<EntrantName> written, row, here;
  std::vector<bool> is_varied;

  void change(const Variation& variation, const std::string& value, const Registry& registry) {
    bool reaches_somebody = false;
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (written[i].strategy.info().name != variation.strategy) continue;
      is_varied[i] = reaches_somebody = true;
      if (variation.parameter.empty()) {
        here[i] = replaced(here[i], value, registry);
        continue;
      }
      const auto number = read_number(value);
      if (!number) throw Error(variation.key() + " is '" + value + "', which is not a number");
      here[i].strategy = here[i].strategy.with(variation.parameter, *number);
      row[i].strategy = without(row[i].strategy, variation.parameter, registry);
    }
    if (!reaches_somebody)
      throw Error("'" + variation.strategy + "' is not an entrant; the entrants are " +
                  joined(canonical_names(written)));
  }
};

/// Names in a list as they are here; those of others stay.
std::string renamed(const std::string& list, const std::vector<std::string>& before,
                    const std::vector<std::string>& now, const Registry& registry) {
  std::vector<std::string> names;
  for (const std::string& text : entrant_texts(list)) {
    const EntrantName name = parse_entrant(text, registry);
    const auto found = std::find(before.begin(), before.end(), name.canonical(name.number));
    names.push_back(found == before.end() ? text : now[static_cast<std::size_t>(found - before.begin())]);
  }
  return joined(names, ",");
}

}  // namespace

std::vector<std::string> listed_values(std::string_view list, ListKind kind) {
  const bool has_semicolons = list.find(';') != std::string_view::npos;
  std::vector<std::string> values;
  for (const std::string& piece : split(list, has_semicolons || kind == ListKind::lists ? ';' : ',')) {
    const std::size_t equals = piece.find('=');
    const bool continues =
        !has_semicolons && kind == ListKind::specs && equals != std::string::npos && piece.find_first_of(":@") > equals;
    if (continues && values.empty())
      throw Error("the list begins with '" + piece +
                  "', which is not the beginning of a name; a free game is written custom:T=..,R=..");
    if (piece.empty()) throw Error("the list '" + std::string(list) + "' has an empty entry");
    if (continues)
      values.back() += "," + piece;
    else
      values.push_back(piece);
  }
  if (values.empty()) throw Error("the list is empty");
  std::set<std::string_view> seen;
  for (const std::string& value : values)
    if (!seen.insert(value).second) throw Error("'" + value + "' is listed twice");
  return values;
}

std::size_t points(const std::vector<Axis>& axes) {
  std::size_t count = 1;
  for (const Axis& axis : axes) {
    if (axis.values.size() > kMostPoints / count)
      throw Error("the grid has more than " + std::to_string(kMostPoints) + " points; give fewer values");
    count *= axis.values.size();
  }
  return count;
}

std::vector<std::size_t> place(const std::vector<Axis>& axes, std::size_t point) {
  std::vector<std::size_t> place(axes.size());
  for (std::size_t i = axes.size(); i-- > 0;) {
    place[i] = point % axes[i].values.size();
    point /= axes[i].values.size();
  }
  return place;
}

std::size_t point_at(const std::vector<Axis>& axes, const std::vector<std::size_t>& place) {
  std::size_t point = 0;
  for (std::size_t i = 0; i < axes.size(); ++i) point = point * axes[i].values.size() + place[i];
  return point;
}

Variation parse_variation(std::string_view key, const Registry& registry) {
  const std::size_t colon = key.find(':');
  const Strategy strategy = registry.strategy(trimmed(key.substr(0, colon)));
  Variation variation{std::string(strategy.info().name), ""};
  if (colon == std::string_view::npos) return variation;
  variation.parameter = trimmed(key.substr(colon + 1));
  std::vector<std::string> known;
  for (const Parameter& parameter : strategy.parameters()) known.emplace_back(parameter.name);
  if (std::find(known.begin(), known.end(), variation.parameter) == known.end()) {
    const std::string near = did_you_mean(variation.parameter, known);
    throw Error("strategy '" + variation.strategy + "' has no parameter '" + variation.parameter + "'" +
                (known.empty()  ? "; it takes none"
                 : near.empty() ? "; it has " + joined(known)
                                : near));
  }
  return variation;
}

SweepPoint make_point(const Request& request, const SpiralRequest& question, const std::vector<Change>& changes,
                      const Registry& registry) {
  if (changes.empty()) {
    const Design design = make_design(request, registry);
    std::vector<std::string> rows;
    for (const Entrant& entrant : design.entrants) rows.push_back(entrant.name);
    return {design, question, rows, std::vector<bool>(rows.size(), false)};
  }
  FieldInfo field;
  if (request.strategies.empty())
    field = find_field(request.field, registry);
  else
    field.strategies = request.strategies;
  Entrants entrants;
  for (const std::string& text : entrant_texts(field.strategies))
    entrants.written.push_back(parse_entrant(text, registry));
  entrants.row = entrants.here = entrants.written;
  entrants.is_varied.assign(entrants.written.size(), false);
  for (const auto& [variation, value] : changes) entrants.change(variation, value, registry);

  const std::vector<std::string> before = canonical_names(entrants.written);
  const std::vector<std::string> now = canonical_names(entrants.here);
  const auto as_here = [&](const std::string& list) { return renamed(list, before, now, registry); };
  Request changed = request;
  changed.strategies = joined(now, ",");
  for (auto* const rates : {&changed.tremble_of, &changed.misperception_of})
    for (auto& [name, rate] : *rates) name = as_here(name);
  for (auto& [name, motive] : changed.motive_of) name = as_here(name);
  SpiralRequest asked = question;
  asked.seekers = as_here(question.seekers);
  asked.aggressors = as_here(question.aggressors);
  Design design = make_design(changed, registry);
  design.field_aggressors = as_here(field.aggressors);
  SweepPoint point{design, asked, {}, {}};
  const std::vector<std::string> rows = canonical_names(entrants.row);
  for (std::size_t i = 0, next = 0; i < now.size() && next < design.entrants.size(); ++i) {
    if (design.entrants[next].name != now[i]) continue;  // it failed when it was given the game
    point.rows.push_back(rows[i]);
    point.is_varied.push_back(entrants.is_varied[i]);
    ++next;
  }
  return point;
}

std::vector<double> shapley(const std::vector<double>& value) {
  std::size_t changes = 0;
  while ((std::size_t{1} << changes) < value.size()) ++changes;
  std::vector<double> factorial{1};
  for (std::size_t i = 1; i <= changes; ++i) factorial.push_back(factorial.back() * static_cast<double>(i));
  std::vector<double> parts(changes);
  for (std::size_t change = 0; change < changes; ++change)
    for (std::size_t set = 0; set < value.size(); ++set) {
      if ((set >> change & 1U) != 0) continue;
      const auto before = static_cast<std::size_t>(std::popcount(set));
      const double orders = factorial[before] * factorial[changes - before - 1] / factorial[changes];
      parts[change] += orders * (value[set | std::size_t{1} << change] - value[set]);
    }
  return parts;
}

std::vector<std::optional<int>> ranks(const std::vector<std::optional<double>>& values) {
  std::vector<std::optional<int>> ranks(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i])
      ranks[i] = 1 + static_cast<int>(std::count_if(values.begin(), values.end(), [&](const auto& other) {
                   return other && *other > *values[i] + kTie;
                 }));
  return ranks;
}

}  // namespace detente
