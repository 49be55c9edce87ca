// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_parts.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "systems/system_names.hpp"

namespace detente::systems {
namespace {

using Pair = std::pair<std::size_t, std::size_t>;

/// `key=value` pairs after the colon of a text, each of which `take` accepts or not.
template <class Take>
void each_setting(const std::string& text, const std::string& what, const std::string& allowed, Take take) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return;
  for (const std::string& part : split(text.substr(colon + 1), ',')) {
    const std::size_t equals = part.find('=');
    const auto value = equals == std::string::npos ? std::nullopt : read_number(trimmed(part.substr(equals + 1)));
    if (!value || !take(std::string(trimmed(part.substr(0, equals))), *value))
      throw Error(what + " '" + text + "': '" + part + "' is not one of " + allowed);
  }
}

Stance kind_of(const std::string& word, const std::string& what) {
  if (word.empty() || word == "defend") return Stance::defend;
  if (word == "back") return Stance::back;
  throw Error(what + ": '" + word + "' is neither defend nor back");
}

/// "A>B:back" apart at its last colon.
std::pair<std::string, std::string> apart(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return {text, ""};
  return {std::string(trimmed(text.substr(0, colon))), std::string(trimmed(text.substr(colon + 1)))};
}

int units(const std::string& text, int least, const std::string& what) {
  const auto value = read_whole(trimmed(text));
  if (!value || *value < least || *value > kMostStrength)
    throw Error(what + " is '" + text + "'; it must be a whole number in " + std::to_string(least) + "…" +
                std::to_string(kMostStrength));
  return static_cast<int>(*value);
}

/// What the game itself has for the weight of the attack.
std::optional<double> offence_of(const Game& game) {
  constexpr std::string_view kGame = "security-dilemma";
  constexpr double kUsual = 0.25;
  if (!game.name.starts_with(kGame)) return std::nullopt;
  const std::string_view key = "offence=";
  const std::size_t at = game.name.find(key);
  if (at == std::string::npos) return kUsual;
  const std::size_t from = at + key.size();
  return read_number(std::string_view(game.name).substr(from, game.name.find(',', from) - from));
}

/// "3", or "1-40:3,41-:5".
void read_means(const std::string& text, SystemState& state) {
  const std::string what = "the means of '" + state.name + "'";
  if (text.find(':') == std::string::npos) {
    state.means = units(text, 1, what);
    return;
  }
  std::int64_t next = 1;
  for (const std::string& part : split(text, ',')) {
    const auto [span, value] = apart(part);
    const std::size_t dash = span.find('-');
    const auto from = read_whole(span.substr(0, dash));
    const std::string last = dash == std::string::npos ? span : std::string(trimmed(span.substr(dash + 1)));
    const auto to = last.empty() ? std::optional<std::int64_t>(1'000'000'000) : read_whole(last);
    if (!from || !to || *from != next || *to < *from)
      throw Error(what + " are '" + text + "'; write spans of rounds that follow each other, as in 1-40:3,41-:5");
    const int means = units(value, 1, what);
    if (*from == 1)
      state.means = means;
    else
      state.later_means.push_back({*from, means});
    next = *to + 1;
  }
}

}  // namespace

std::vector<Pair> read_fronts(const System& system, const std::string& text) {
  const std::size_t count = system.states.size();
  std::set<Pair> fronts;
  const auto add = [&](std::size_t a, std::size_t b) {
    if (a != b) fronts.insert({std::min(a, b), std::max(a, b)});
  };
  if (text == "complete") {
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = i + 1; j < count; ++j) add(i, j);
  } else if (text == "ring") {
    for (std::size_t i = 0; i < count; ++i) add(i, (i + 1) % count);
  } else if (text.starts_with("grid:")) {
    const auto width = read_whole(text.substr(5));
    if (!width || *width < 1) throw Error("fronts are '" + text + "'; write grid:W with a width W of at least 1");
    const auto w = static_cast<std::size_t>(*width);
    for (std::size_t i = 0; i < count; ++i) {
      if ((i + 1) % w != 0 && i + 1 < count) add(i, i + 1);
      if (i + w < count) add(i, i + w);
    }
  } else if (text != "none") {
    for (const std::string& part : split(text, ',')) {
      const auto [a, b] = pair_of(system, part, '-', "fronts");
      if (a == b) throw Error("fronts: state '" + system.states[a].name + "' has no front with itself");
      if (fronts.contains({std::min(a, b), std::max(a, b)}))
        throw Error("fronts: '" + part + "' is written twice; once is enough");
      add(a, b);
    }
  }
  return {fronts.begin(), fronts.end()};
}

std::vector<SystemPledge> read_pledges(const System& system, const SystemRequest& request,
                                       std::vector<Institution>& institutions) {
  std::vector<SystemPledge> pledges;
  const auto add = [&](std::size_t by, std::size_t to, Stance kind, const std::string& what) {
    if (by == to) throw Error(what + ": state '" + system.states[by].name + "' cannot stand by itself");
    for (const SystemPledge& known : pledges)
      if (known.by == by && known.to == to)
        throw Error(what + ": '" + system.states[by].name + "' stands by '" + system.states[to].name +
                    "' twice; keep one of them");
    pledges.push_back({by, to, kind});
  };
  if (request.pledges != "none")
    for (const std::string& text : split(request.pledges, ',')) {
      const auto [pair, word] = apart(text);
      const auto [by, to] = pair_of(system, pair, '>', "pledges");
      add(by, to, kind_of(word, "pledge '" + text + "'"), "pledges");
    }
  if (request.alliances != "none")
    for (const std::string& text : split(request.alliances, ',')) {
      const auto [pair, word] = apart(text);
      const auto [a, b] = pair_of(system, pair, '=', "alliances");
      const Stance kind = kind_of(word, "alliance '" + text + "'");
      add(a, b, kind, "alliances");
      add(b, a, kind, "alliances");
      institutions.push_back({.members = {std::min(a, b), std::max(a, b)}, .verify = 1});
    }
  return pledges;
}

constexpr double kMostCost = 1e9;

Institution read_institution(const System& system, const std::string& text) {
  Institution institution;
  std::set<std::size_t> members;
  for (const std::string& name : split(text.substr(0, text.find(':')), '+'))
    if (!members.insert(state_of(system, name, "institution '" + text + "'")).second)
      throw Error("institution '" + text + "' has the member '" + name + "' twice");
  institution.members.assign(members.begin(), members.end());
  if (members.size() < 2) throw Error("institution '" + text + "' needs at least two members, as in A+B:verify=0.9");
  each_setting(text, "institution", "verify=0…1, cost=0…1e9, limit=1…255", [&](const std::string& key, double value) {
    if (key == "verify" && value >= 0 && value <= 1)
      institution.verify = value;
    else if (key == "cost" && value >= 0 && value <= kMostCost)
      institution.cost = value;
    else if (key == "limit" && value >= 1 && value <= kMostStrength && value == static_cast<int>(value))
      institution.limit = static_cast<int>(value);
    else
      return false;
    return true;
  });
  return institution;
}

War read_war(const std::string& text, const Game& game) {
  War war;
  if (const auto own = offence_of(game)) war.offence = *own;
  if (text.empty() || text == "none") return war;
  const auto pace = read_number(trimmed(text.substr(0, text.find(':'))));
  if (!pace || *pace < 0 || *pace > 1) throw Error("war is '" + text + "'; it must begin with its pace, 0…1");
  war.pace = *pace;
  each_setting(text, "war", "offence=0…1, spoils=0…1, decisive=0…8", [&](const std::string& key, double value) {
    if (key == "offence" && value >= 0 && value <= 1)
      war.offence = value;
    else if (key == "spoils" && value >= 0 && value <= 1)
      war.spoils = value;
    else if (key == "decisive" && value >= 0 && value <= 8)
      war.decisive = value;
    else
      return false;
    return true;
  });
  return war;
}

void read_holdings(const SystemRequest& request, const std::vector<Institution>& institutions, System& system) {
  for (const auto& [name, text] : request.strength_of) {
    SystemState& state = system.states[state_of(system, name, "strength-of")];
    state.strength = units(text, 1, "the strength of '" + state.name + "'");
    state.means = state.strength;
  }
  for (const auto& [name, text] : request.means_of) read_means(text, system.states[state_of(system, name, "means-of")]);
  for (const auto& [name, text] : request.deterrent_of) {
    SystemState& state = system.states[state_of(system, name, "deterrent-of")];
    state.deterrent = units(text, 0, "the deterrent of '" + state.name + "'");
  }
  for (const Institution& institution : institutions)
    for (const std::size_t member : institution.members) {
      SystemState& state = system.states[member];
      state.means = std::min(state.means, institution.limit);
      for (MeansTurn& turn : state.later_means) turn.means = std::min(turn.means, institution.limit);
      if (state.strength > state.means)
        throw Error("'" + state.name + "' has strength " + std::to_string(state.strength) + ", but its means" +
                    (institution.limit < kMostStrength ? ", as its institution limits them," : "") + " are " +
                    std::to_string(state.means));
      state.institution_cost += institution.cost;
    }
}

}  // namespace detente::systems
