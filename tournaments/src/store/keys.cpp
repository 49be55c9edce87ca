// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "store/keys.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <detente/automata/automaton.hpp>
#include <detente/error.hpp>
#include <detente/store/store.hpp>
#include <detente/text/text.hpp>

#include "store/packing.hpp"

namespace detente {
namespace {

constexpr std::size_t kMostText = 1024;  // characters of an automaton that stand in a key; of others a hash does
constexpr std::string_view kAutomaton = "automaton ";
constexpr std::string_view kCode = "code ";
constexpr std::string_view kModule = "module ";
constexpr std::string_view kProgram = "program ";

std::string version() {
  return "results=" + std::to_string(kResultsVersion) + " ";
}

std::string text(bool value) {
  return value ? "yes" : "no";
}

std::string design_key(const Design& design, const std::string& kind) {
  const Rules& rules = design.rules;
  std::string key = version() + kind + " levels=" + std::to_string(rules.levels) + " length=";
  if (rules.continuation)
    key += "w" + shortest(*rules.continuation);
  else
    key += rules.endless ? "infinite" : std::to_string(rules.rounds);
  key += " discount=" + shortest(rules.discount) + " known=" + text(rules.known_length) +
         " public=" + text(rules.public_monitoring) + " crisis=" + std::to_string(rules.crisis) + " turns=";
  for (const std::int64_t turn : rules.turns) key += std::to_string(turn) + ",";
  key += " signals=" + shortest(rules.signal_noise) + "," + shortest(rules.signal_cost) +
         " open=" + shortest(rules.open_cost) + " peace=" + std::to_string(design.peace.level) + "," +
         std::to_string(design.peace.calm) + " ages=" + std::to_string(design.request.ages.spiral) + "," +
         std::to_string(design.request.ages.lock_in) + " limit=" + std::to_string(design.request.exact_limit);
  return key;
}

void add(const Payoffs& payoffs, std::string& key) {
  for (int own = 0; own < payoffs.levels; ++own)
    for (int other = 0; other < payoffs.levels; ++other) {
      add_shortest(payoffs.at(own, other), key);
      key += ',';
    }
}

void add(const Errors& errors, int levels, std::string& key) {
  for (std::size_t level = 0; level < static_cast<std::size_t>(levels); ++level) {
    add_shortest(errors.up[level], key);
    key += '/';
    add_shortest(errors.down[level], key);
    key += ',';
  }
}

std::string text(const Automaton& automaton) {
  std::string text = std::to_string(automaton.levels) + ":";
  for (const Automaton::State& state : automaton.states) {
    for (std::size_t level = 0; level < static_cast<std::size_t>(automaton.levels); ++level) {
      add_shortest(state.play.chance[level], text);
      text += ',';
    }
    text += std::to_string(state.said.kind) + "," + std::to_string(state.said.level) + "," +
            std::to_string(state.said.rounds) + (state.is_open ? "o;" : ";");
  }
  for (const std::uint32_t next : automaton.next) text += std::to_string(next) + ",";
  for (const Automaton::Start& start : automaton.other_starts)
    text += "after " + std::to_string(start.crisis) + ":" + std::to_string(start.state) + ",";
  return text;
}

std::string key_of(const Automaton& automaton) {
  const std::string whole = text(automaton);
  return std::string(kAutomaton) +
         (whole.size() <= kMostText ? whole : "of " + std::to_string(automaton.size()) + " states " + hash(whole));
}

/// What it does in whatever round, where that is an automaton.
std::optional<Automaton> conduct(const Design& design, const Entrant& entrant) {
  const Traits traits = entrant.side.strategy.traits();
  if (traits.listens || entrant.side.is_ever_told()) return std::nullopt;
  const Possible possible{.slips = true, .verified = true, .crisis = design.rules.crisis};
  try {
    auto automaton = derive(entrant.side.strategy, design.rules.levels, possible,
                            static_cast<std::size_t>(design.request.exact_limit));
    if (automaton) automaton = minimised(*automaton);
    return automaton;
  } catch (const StrategyFailure&) {
    return std::nullopt;
  }
}

std::string value(const Parameter& parameter) {
  return parameter.value ? parameter.text(*parameter.value) : "-";
}

std::string hash_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error("module '" + path + "' cannot be read, so its pairs cannot be kept in a store");
  return hash(std::string(std::istreambuf_iterator<char>(file), {}));
}

std::string code(const Strategy& strategy, const Registry& registry) {
  const std::string_view name = strategy.info().name;
  const std::string origin = registry.origin(name);
  const std::string known = registry.code(name);
  std::error_code error;
  const bool is_file = std::filesystem::is_regular_file(origin, error);
  if (!origin.empty() && !is_file && known.empty())
    throw Error("pairs of '" + std::string(name) + "' are not kept in a store, because the memories of program '" +
                origin + "' cannot be enumerated, so that nobody can tell whether it would play the same again");
  std::string key = origin.empty() ? std::string(kCode) + known
                    : is_file      ? std::string(kModule) + hash_of_file(origin)
                                   : std::string(kProgram) + known;
  key += " " + strategy.name();
  for (const Parameter& parameter : strategy.parameters())
    key += " " + std::string(parameter.name) + "=" + value(parameter);
  return key;
}

/// Its errors, and what it turns to during the match.
void add_stretches(const Side& side, int levels, std::string& key) {
  for (std::size_t stretch = 0; stretch <= side.later.size(); ++stretch) {
    const Stretch holds = side.in(stretch);
    if (stretch > 0) {
      key += " then=";
      add(holds.payoffs, key);
    }
    key += " tremble=";
    add(holds.tremble, levels, key);
    key += " misperception=";
    add(holds.misperception, levels, key);
  }
}

}  // namespace

std::string exact_key(const Design& design) {
  return design_key(design, "exact");
}

std::string sampled_key(const Design& design) {
  const Request& asked = design.request;
  return design_key(design, "sampled") + " seed=" + std::to_string(design.rules.seed) +
         " repetitions=" + std::to_string(asked.repetitions) +
         " engine=" + (samples_all(asked) ? asked.engine : "auto");
}

std::string entrant_key(const Design& design, const Entrant& entrant, const Registry& registry) {
  const int levels = design.rules.levels;
  std::string key;
  if (const auto automaton = conduct(design, entrant)) {
    key = key_of(*automaton);
  } else {
    key = code(entrant.side.strategy, registry);
  }
  key += " payoffs=";
  add(entrant.side.payoffs, key);
  key += " material=";
  add(entrant.material, key);
  add_stretches(entrant.side, levels, key);
  return key;
}

std::string conduct_key(const Design& design, const Side& side, const Automaton* automaton, const Registry& registry) {
  std::string key;
  if (automaton != nullptr && !side.strategy.traits().listens) {
    key = key_of(*automaton) + (side.strategy.traits().graded ? " graded" : "");
  } else {
    key = code(side.strategy, registry) + " payoffs=";
    add(side.payoffs, key);
  }
  add_stretches(side, design.rules.levels, key);
  return key;
}

std::string trial_key(const Design& design, const Trial& trial, double known_to) {
  return sampled_key(design) + " durable=" + std::to_string(trial.durable) + "," + std::to_string(trial.horizon) +
         " crises=" + std::to_string(trial.crisis_rounds[0]) + "-" + std::to_string(trial.crisis_rounds[1]) +
         " calm=" + std::to_string(trial.peace.level) + "," + std::to_string(trial.peace.calm) +
         " spirals=" + std::to_string(trial.ages.spiral) + "," + std::to_string(trial.ages.lock_in) +
         " known_to=" + shortest(known_to);
}

bool is_current_design(std::string_view key) {
  return key.starts_with(version());
}

bool is_current_entrant(std::string_view key, const Registry& registry) {
  if (!key.starts_with(kCode)) return true;
  const std::string_view code = key.substr(kCode.size(), key.find(' ', kCode.size()) - kCode.size());
  const std::vector<Strategy> strategies = registry.strategies();
  return std::any_of(strategies.begin(), strategies.end(),
                     [&](const Strategy& strategy) { return registry.code(strategy.info().name) == code; });
}

}  // namespace detente
