// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>

#include <fmt/core.h>
#include <detente/numerics/exponential.hpp>
#include <detente/text/text.hpp>

#include "glossary/columns.hpp"
#include "json/evolution_json.hpp"
#include "terminal/table.hpp"
#include "text/evolution_text.hpp"

namespace detente::cli {
namespace {

/// A number that may be infinite, or ln 0; empty then.
std::string if_finite(double value) {
  return std::isfinite(value) ? shortest(value) : "";
}

std::string if_finite(const std::optional<double>& value) {
  return value ? if_finite(*value) : "";
}

}  // namespace

std::string strategy_csv(const Evolution& evolution, const EvolvedWorld& world, std::size_t i) {
  const LongRunStrategy& strategy = world.world.strategies[i];
  const MutantInvasion* into = nullptr;
  if (!evolution.hostile.empty())
    for (const MutantInvasion& invasion : world.world.invasions)
      if (invasion.mutant == i && invasion.resident == evolution.hostile.front()) into = &invasion;
  std::string line =
      fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},", in_quotes(evolution.names[i]), world.population,
                  shortest(world.selection), shortest(exp_of(strategy.ln_share)), if_finite(strategy.ln_share),
                  strategy.share ? shortest(strategy.share->low) : "",
                  strategy.share ? shortest(strategy.share->high) : "", shortest(strategy.payoff_at_home),
                  shortest(strategy.peace_at_home), word(strategy.robust), if_finite(strategy.toppling_share),
                  strategy.ln_to_peace_without ? if_finite(std::exp(*strategy.ln_to_peace_without)) : "");
  return line + (into == nullptr
                     ? ",,,,"
                     : fmt::format("{},{},{},{},{}", shortest(into->needs.entry_loss), if_finite(into->needs.share),
                                   if_finite(into->needs.cluster),
                                   into->founders ? std::to_string(*into->founders) : "", if_finite(into->ln_rho)));
}

std::string strategies_csv(const Evolved& evolved) {
  std::string csv = columns_of("strategies.csv") + '\n';
  for (const EvolvedWorld& one : evolved.evolution.worlds)
    for (std::size_t i = 0; i < evolved.evolution.names.size(); ++i)
      csv += strategy_csv(evolved.evolution, one, i) + '\n';
  return csv;
}

std::string fixation_csv(const Evolved& evolved) {
  const Evolution& evolution = evolved.evolution;
  std::string csv = columns_of("fixation.csv") + '\n';
  for (const EvolvedWorld& one : evolution.worlds)
    for (const MutantInvasion& invasion : one.world.invasions)
      csv +=
          fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", in_quotes(evolution.names[invasion.mutant]),
                      in_quotes(evolution.names[invasion.resident]), one.population, shortest(one.selection),
                      if_finite(invasion.ln_rho), shortest(exp_of(invasion.ln_rho)), shortest(invasion.ln_rho_error),
                      word(invasion.favoured), if_finite(invasion.needs.share), if_finite(invasion.needs.cluster),
                      invasion.founders ? std::to_string(*invasion.founders) : "", shortest(invasion.needs.entry_loss),
                      if_finite(invasion.ln_steps_until_absorbed), if_finite(invasion.ln_steps_if_fixed));
  return csv;
}

std::string trajectory_csv(const Evolved& evolved) {
  const Evolution& evolution = evolved.evolution;
  std::string csv = columns_of("trajectory.csv") + '\n';
  const auto add = [&](const char* dynamics, const std::string& time, const std::vector<double>& ln_shares) {
    for (std::size_t i = 0; i < ln_shares.size(); ++i)
      csv += fmt::format("{},{},{},{},{}\n", dynamics, time, in_quotes(evolution.names[i]),
                         shortest(exp_of(ln_shares[i])), if_finite(ln_shares[i]));
  };
  if (evolution.ecological)
    for (std::size_t at = 0; at < evolution.ecological->generations.size(); ++at)
      add("ecological", std::to_string(evolution.ecological->generations[at]), evolution.ecological->ln_shares[at]);
  if (evolution.replicator)
    for (std::size_t at = 0; at < evolution.replicator->times.size(); ++at)
      add("replicator", shortest(evolution.replicator->times[at]), evolution.replicator->ln_share[at]);
  return csv;
}

}  // namespace detente::cli
