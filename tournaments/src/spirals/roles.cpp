// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/error.hpp>
#include <detente/spirals/spirals.hpp>
#include <detente/text/text.hpp>

#include "design/entrants.hpp"

namespace detente {
namespace {

constexpr const char* kUsualAggressors = "hawk@greedy,opportunist@greedy";

void check(bool is_right, const char* option, std::int64_t value, const std::string& allowed) {
  if (!is_right) throw Error(std::string(option) + " is " + std::to_string(value) + "; it must " + allowed);
}

void check(const Trial& trial) {
  check(trial.horizon >= 1 && trial.horizon <= 10'000, "horizon", trial.horizon, "lie in 1…10000");
  check(trial.durable >= 1 && trial.durable <= trial.horizon, "durable", trial.durable,
        "lie in 1…horizon, which is " + std::to_string(trial.horizon));
  check(trial.burst >= 1 && trial.burst <= 10'000, "burst", trial.burst, "lie in 1…10000");
  const auto [shortest_crisis, longest_crisis] = trial.crisis_rounds;
  check(shortest_crisis >= 1 && shortest_crisis <= 1000, "the shortest of crisis-rounds", shortest_crisis,
        "lie in 1…1000");
  check(longest_crisis >= shortest_crisis && longest_crisis <= 1000, "the longest of crisis-rounds", longest_crisis,
        "lie in " + std::to_string(shortest_crisis) + "…1000");
}

/// It would rather exploit than have peace, by payoffs of its own.
bool is_aggressor(const Entrant& entrant) {
  return entrant.motive != "game" && entrant.material.temptation() > entrant.material.reward();
}

/// What is written at an option; what is wrong with it is told with the option's name.
EntrantName named(const char* option, const std::string& text, const Registry& registry) {
  try {
    return parse_entrant(text, registry);
  } catch (const Error& refusal) {
    throw Error(std::string(option) + ": " + refusal.what());
  }
}

bool has_failed(const Design& design, const std::string& name) {
  return std::any_of(design.forfeits.begin(), design.forfeits.end(),
                     [&](const Forfeit& one) { return one.strategy == name; });
}

/// All that an option named have failed. Throws `RunFailure` with the first that did.
void require_some(bool has_some, const char* option, const Design& design) {
  if (!has_some && !design.forfeits.empty())
    throw RunFailure("every strategy of " + std::string(option) + " failed: " + design.forfeits.front().why);
}

/// The entrants of a list. Throws `Error` for others.
std::vector<std::size_t> entrants_of(const std::string& list, const char* option, const Design& design,
                                     const Registry& registry) {
  std::vector<std::size_t> found;
  for (const std::string& text : entrant_texts(list)) {
    const EntrantName name = named(option, text, registry);
    const std::string canonical = name.canonical(name.number);
    const auto place = std::find_if(design.entrants.begin(), design.entrants.end(),
                                    [&](const Entrant& entrant) { return entrant.name == canonical; });
    if (has_failed(design, canonical)) continue;
    if (place == design.entrants.end()) {
      std::vector<std::string> names;
      for (const Entrant& entrant : design.entrants) names.push_back(entrant.name);
      throw Error(std::string(option) + " names '" + text + "', which is not an entrant; the entrants are " +
                  joined(names));
    }
    const auto index = static_cast<std::size_t>(place - design.entrants.begin());
    if (std::find(found.begin(), found.end(), index) == found.end()) found.push_back(index);
  }
  return found;
}

std::string names_of(const std::vector<Entrant>& entrants) {
  std::vector<std::string> names;
  for (const Entrant& entrant : entrants) names.push_back(entrant.name);
  return joined(names, ",");
}

/// Whose worst is the price: those that are named, or those of the field and the usual ones.
std::vector<Entrant> aggressors_of(const SpiralRequest& request, const Design& design, const Registry& registry) {
  std::vector<Entrant> list;
  const auto add = [&](const Entrant& fresh) {
    if (std::none_of(list.begin(), list.end(), [&](const Entrant& known) { return known.name == fresh.name; }))
      list.push_back(fresh);
  };
  const auto add_all = [&](const std::string& texts) {
    for (const std::string& text : entrant_texts(texts)) {
      const EntrantName name = named("aggressors", text, registry);
      if (const std::string canonical = name.canonical(name.number); !has_failed(design, canonical))
        add(entrant(design, name, canonical));
    }
  };
  if (!request.aggressors.empty()) {
    add_all(request.aggressors);
    return list;
  }
  if (!design.field_aggressors.empty()) {
    add_all(design.field_aggressors);
  } else {
    add_all(kUsualAggressors);
    for (const Entrant& one : design.entrants)
      if (is_aggressor(one)) add(one);
  }
  return list;
}

}  // namespace

SpiralDesign make_spiral_design(const SpiralRequest& request, const Design& design, const Registry& registry) {
  check(request.trial);
  if (!design.rules.turns.empty())
    throw Error(
        "the noise or the payoffs change during the match, but tests of spirals need constant noise and payoffs");
  SpiralDesign spirals{.request = request,
                       .design = design,
                       .baseline = design.entrants.front(),
                       .seekers = {},
                       .aggressors = {},
                       .armed = design.entrants.front()};
  SpiralRequest& asked = spirals.request;
  asked.trial.peace = design.peace;
  asked.trial.ages = design.request.ages;

  const EntrantName baseline = named("baseline", asked.baseline, registry);
  if (!baseline.motive.empty() || baseline.number > 0 || baseline.is_response)
    throw Error("baseline is '" + asked.baseline +
                "'; it must be a strategy without motive or number, because it takes the payoffs and the errors of the "
                "seat that it is given");
  asked.baseline = baseline.strategy.name();
  spirals.baseline = entrant(design, baseline, asked.baseline);

  spirals.armed = entrant(design, parse_entrant("hawk", registry), "hawk");
  spirals.aggressors = aggressors_of(asked, design, registry);
  require_some(!spirals.aggressors.empty(), "aggressors", design);
  if (spirals.aggressors.empty()) throw Error("aggressors is empty; name at least one strategy");
  const auto counts_as_aggressor = [&](const Entrant& entrant) {
    const bool are_named = !asked.aggressors.empty() || !design.field_aggressors.empty();
    if (is_aggressor(entrant) || !are_named) return is_aggressor(entrant);
    return std::any_of(spirals.aggressors.begin(), spirals.aggressors.end(),
                       [&](const Entrant& one) { return one.name == entrant.name; });
  };
  if (!asked.seekers.empty()) {
    spirals.seekers = entrants_of(asked.seekers, "seekers", design, registry);
    require_some(!spirals.seekers.empty(), "seekers", design);
  } else {
    for (std::size_t i = 0; i < design.entrants.size(); ++i)
      if (!counts_as_aggressor(design.entrants[i])) spirals.seekers.push_back(i);
  }
  if (spirals.seekers.empty())
    throw Error("seekers is empty, because every entrant counts as an aggressor; name entrants that count as seekers");
  std::vector<Entrant> seekers;
  for (const std::size_t seeker : spirals.seekers) seekers.push_back(design.entrants[seeker]);
  asked.seekers = names_of(seekers);
  asked.aggressors = names_of(spirals.aggressors);
  return spirals;
}

}  // namespace detente
