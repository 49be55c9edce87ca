// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "evolution/named_strategies.hpp"

#include <algorithm>
#include <cmath>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "design/entrants.hpp"

namespace detente {
namespace {

constexpr double kSumsToOne = 1e-9;

std::vector<std::string> names_of(const Design& design) {
  std::vector<std::string> names;
  for (const Entrant& entrant : design.entrants) names.push_back(entrant.name);
  return names;
}

/// The entrants that one name means: the one that is called so, or all whose strategy is.
std::vector<std::size_t> named(const Design& design, const std::string& text, const std::string& what,
                               const Registry& registry) {
  const auto those = [&](const auto& is_meant) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < design.entrants.size(); ++i)
      if (is_meant(design.entrants[i])) found.push_back(i);
    return found;
  };
  if (auto own = those([&](const Entrant& entrant) { return entrant.name == text || entrant.shown == text; });
      !own.empty())
    return own;
  std::string canonical = text;
  try {
    canonical = parse_entrant(text, registry).canonical(0);
  } catch (const Error&) {  // it may be no strategy at all; then it is no entrant either
  }
  if (auto own = those([&](const Entrant& entrant) { return entrant.name == canonical; }); !own.empty()) return own;
  if (auto own = those([&](const Entrant& entrant) { return entrant.strategy.name() == canonical; }); !own.empty())
    return own;
  for (const Forfeit& forfeit : design.forfeits)  // it was one, and failed, which is told elsewhere
    if (forfeit.strategy == canonical || forfeit.strategy == text) return {};
  const std::string near = did_you_mean(text, names_of(design));
  throw Error(what + " names '" + text + "', which is no entrant" +
              (near.empty() ? "; the entrants are " + shortened(joined(names_of(design)), 400) : near));
}

/// The parts of `NAME=X,NAME=X`; parameters of a name are told from the next name by having a colon before them.
std::vector<std::string> named_shares(const std::string& text) {
  std::vector<std::string> parts;
  for (const std::string& piece : split(text, ',')) {
    const bool goes_on = !parts.empty() && parts.back().find(':') != std::string::npos &&
                         std::count(parts.back().begin(), parts.back().end(), '=') ==
                             1 + std::count(parts.back().begin(), parts.back().end(), ',');
    if (goes_on)
      parts.back() += "," + piece;
    else
      parts.push_back(piece);
  }
  return parts;
}

}  // namespace

std::vector<std::size_t> entrants_named(const Design& design, const std::string& list, const std::string& what,
                                        const Registry& registry) {
  std::vector<std::size_t> all;
  for (const std::string& text : entrant_texts(list))
    for (const std::size_t one : named(design, text, what, registry))
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  if (all.empty() && design.forfeits.empty()) throw Error(what + " names nobody; name at least one entrant");
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::size_t> hostile_entrants(const EvolutionRequest& request, const Design& design,
                                          const Registry& registry) {
  if (!request.hostile.empty()) return entrants_named(design, request.hostile, "hostile", registry);
  std::vector<std::size_t> hawks;
  for (std::size_t i = 0; i < design.entrants.size(); ++i)
    if (design.entrants[i].strategy.name() == "hawk") hawks.push_back(i);
  return hawks;
}

std::vector<double> shares_at_first(const EvolutionRequest& request, const Design& design,
                                    const std::vector<std::vector<std::size_t>>& strategies,
                                    const std::vector<std::size_t>& hostile, const Registry& registry) {
  const std::size_t size = strategies.size();
  const auto kind_of = [&](std::size_t entrant) {
    for (std::size_t i = 0; i < size; ++i)
      if (std::find(strategies[i].begin(), strategies[i].end(), entrant) != strategies[i].end()) return i;
    return size;
  };
  std::vector<std::optional<double>> given(size);
  const std::string& text = request.shares;
  const auto refuse = [&](const std::string& why) {
    throw Error("shares is '" + text + "'; " + why + ": equal, hostile:H with H from 0 to 1, or NAME=X,...");
  };
  if (text.starts_with("hostile:")) {
    const auto share = read_number(std::string_view(text).substr(8));
    if (!share || !(*share >= 0 && *share <= 1)) refuse("it must be");
    if (hostile.empty())
      throw Error("shares is '" + text + "', but nobody is hostile; name the hostile world by hostile");
    std::vector<std::size_t> kinds;
    for (const std::size_t entrant : hostile)
      if (const std::size_t kind = kind_of(entrant); std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
        kinds.push_back(kind);
    for (const std::size_t kind : kinds) given[kind] = *share / static_cast<double>(kinds.size());
  } else if (text != "equal") {
    for (const std::string& piece : named_shares(text)) {
      const std::size_t equals = piece.rfind('=');
      const auto share =
          equals == std::string::npos ? std::nullopt : read_number(std::string_view(piece).substr(equals + 1));
      if (!share || !(*share >= 0 && *share <= 1)) refuse("it must be");
      for (const std::size_t entrant :
           named(design, std::string(trimmed(std::string_view(piece).substr(0, equals))), "shares", registry)) {
        const std::size_t kind = kind_of(entrant);
        if (given[kind]) throw Error("shares gives '" + design.entrants[entrant].name + "' two shares; give it one");
        given[kind] = *share;
      }
    }
  }
  double sum = 0;
  std::size_t open = 0;
  for (const auto& share : given) {
    sum += share.value_or(0);
    open += share ? 0U : 1U;
  }
  if (sum > 1 + kSumsToOne) throw Error("shares sum to " + rounded(sum) + "; they must not exceed 1");
  if (open == 0 && std::abs(sum - 1) > kSumsToOne)
    throw Error("shares sum to " + rounded(sum) + ", and nobody is left for the rest; they must sum to 1");
  std::vector<double> shares;
  for (const auto& share : given) shares.push_back(share ? *share : std::max(0.0, 1 - sum) / static_cast<double>(open));
  return shares;
}

MutantChances mutant_chances(const MutantTable& table, const Design& design, const Registry& registry) {
  const std::size_t size = design.entrants.size();
  std::vector<std::size_t> places;
  for (const std::string& name : table.names) {
    const std::vector<std::size_t> found = named(design, name, "mutants", registry);
    if (found.size() != 1) throw Error("mutants names '" + name + "', which means several entrants; name each");
    if (std::find(places.begin(), places.end(), found.front()) != places.end())
      throw Error("mutants names '" + name + "' twice; name each entrant once");
    places.push_back(found.front());
  }
  MutantChances chances(size);
  std::vector<bool> has_row(size);
  for (std::size_t row = 0; row < places.size(); ++row) {
    has_row[places[row]] = true;
    double sum = 0;
    for (std::size_t column = 0; column < places.size(); ++column) {
      const double chance = table.rows[row][column];
      if (!(chance >= 0))
        throw Error("mutants has the chance " + rounded(chance) + " of '" + table.names[column] + "' among '" +
                    table.names[row] + "'; a chance must not be negative");
      if (row == column && chance != 0)
        throw Error("mutants lets '" + table.names[row] +
                    "' become a mutant of its own kind; the diagonal must be 0, as a mutant is another strategy");
      chances(places[row], places[column]) = chance;
      sum += chance;
    }
    if (std::abs(sum - 1) > kSumsToOne)
      throw Error("mutants has a row of '" + table.names[row] + "' that sums to " + rounded(sum) +
                  "; it must sum to 1");
  }
  for (std::size_t i = 0; i < size; ++i)
    if (!has_row[i]) throw Error("mutants has no row of '" + design.entrants[i].name + "'; each entrant needs one");
  return chances;
}

}  // namespace detente
