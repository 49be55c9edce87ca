// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/numerics/exponential.hpp>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"
#include "text/evolution_text.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kLeaders = 3;     // are named
constexpr double kLeads = 0.05;         // share from which a strategy is
constexpr std::size_t kEntering = 4;    // strategies whose thresholds are told
constexpr double kWorthTelling = 0.05;  // gain in peace that two have together

std::vector<std::string> names_of(const Evolution& evolution, const std::vector<std::size_t>& strategies) {
  std::vector<std::string> names;
  for (const std::size_t strategy : strategies) names.push_back(evolution.names[strategy]);
  return names;
}

std::string hostile_names(const Evolution& evolution) {
  std::vector<std::string> names = names_of(evolution, evolution.hostile);
  if (names.size() < 2) return joined(names);
  return joined({names.begin(), names.end() - 1}) + " or " + names.back();
}

std::string long_run(const Evolution& evolution, const LongRun& world) {
  const std::vector<std::size_t> order = by_share(world);
  std::vector<std::string> leaders;
  for (std::size_t i = 0; i < std::min(kLeaders, order.size()); ++i) {
    const double share = exp_of(world.strategies[order[i]].ln_share);
    if (i > 0 && share < kLeads) break;
    leaders.push_back(world.law ? fmt::format("{} {}", percent(share), evolution.names[order[i]])
                                : fmt::format("{} for {} of the time", evolution.names[order[i]], percent(share)));
  }
  if (world.law)
    return fmt::format("In the long run this world is at peace in {} of rounds. On average, the states play {}.",
                       percent(world.peace), and_list(leaders));
  return fmt::format(
      "In the long run this world is at peace in {} of rounds{}. It is held by {}.", percent(world.peace),
      world.peace_interval && percent(world.peace_interval->low) != percent(world.peace_interval->high)
          ? fmt::format(" ({}–{})", percent(world.peace_interval->low), percent(world.peace_interval->high))
          : "",
      and_list(leaders));
}

/// What a strategy needs to earn more than the hostile.
std::string entries(const Evolution& evolution, const EvolvedWorld& evolved) {
  if (evolution.hostile.empty()) return "";
  const std::size_t hostile = evolution.hostile.front();
  struct Entering {
    const MutantInvasion* invasion;
    double share;
  };
  std::vector<Entering> able;
  std::vector<std::string> never;
  std::vector<std::string> rare;  // earn more while few, and less when they are many
  for (const MutantInvasion& invasion : evolved.world.invasions) {
    if (invasion.resident != hostile ||
        std::find(evolution.hostile.begin(), evolution.hostile.end(), invasion.mutant) != evolution.hostile.end())
      continue;
    if (invasion.needs.share == 0.0 && invasion.needs.toppling_share == 0)
      rare.push_back(evolution.names[invasion.mutant]);
    else if (invasion.needs.share)
      able.push_back({&invasion, *invasion.needs.share});
    else
      never.push_back(evolution.names[invasion.mutant]);
  }
  std::stable_sort(able.begin(), able.end(), [](const Entering& a, const Entering& b) { return a.share < b.share; });
  // The first, and the peaceful ones among the others before the rest.
  std::vector<Entering> told;
  for (const bool is_peaceful : {true, false})
    for (const Entering& one : able) {
      const bool own = evolved.world.strategies[one.invasion->mutant].peace_at_home > kPeaceful ||
                       one.invasion == able.front().invasion;
      if (own == is_peaceful && told.size() < kEntering) told.push_back(one);
    }
  std::stable_sort(told.begin(), told.end(), [](const Entering& a, const Entering& b) { return a.share < b.share; });
  const auto states = [](double share) { return share == 0 ? std::string("hardly any") : percent(share); };
  std::vector<std::string> parts;
  for (const Entering& one : told) {
    const std::string name = evolution.names[one.invasion->mutant];
    const auto& founders = one.invasion->founders;
    const std::string count =
        founders ? counted_words(static_cast<std::uint64_t>(*founders), "founder") : std::string();
    if (parts.empty()) {
      parts.push_back(fmt::format("{} needs {} of states to earn more than they do{}", name, states(one.share),
                                  founders ? fmt::format(" ({} of {} take over with an even chance)", count,
                                                         grouped(static_cast<std::uint64_t>(evolved.population)))
                                           : ""));
    } else {
      parts.push_back(fmt::format("{} {}{}", name, states(one.share), founders ? " (" + count + ")" : ""));
    }
  }
  const std::string where = "Where all play " + evolution.names[hostile] + ", ";
  if (parts.empty() && rare.empty()) return never.empty() ? "" : where + "nobody ever earns more than they do.";
  std::string text = parts.empty() ? "" : where + and_list(parts) + ".";
  if (!rare.empty())
    text += fmt::format("{}{} {} more than they do only while rare, so that both live side by side.",
                        text.empty() ? where : " ", and_list(rare), rare.size() == 1 ? "earns" : "earn");
  if (never.size() > kEntering) {
    never.resize(kEntering);
    return text + " " + joined(never) + " and others never do.";
  }
  if (!never.empty()) text += fmt::format(" {} never {}.", and_list(never), never.size() == 1 ? "does" : "do");
  return text;
}

std::string way_out(const Evolution& evolution, const LongRun& world) {
  if (evolution.hostile.empty() || !world.ln_to_peace) return "";
  if (world.way_out.size() < 2)
    return fmt::format("No way leads from a world of {} to a peaceful one.", hostile_names(evolution));
  std::vector<std::string> steps = names_of(evolution, {world.way_out.begin() + 1, world.way_out.end()});
  std::string text =
      fmt::format("The likeliest way out of a world of {} is {}; peace is reached after {} mutants on average",
                  evolution.names[world.way_out.front()], joined(steps, ", then "), count_of_ln(*world.ln_to_peace));
  // Who matters most.
  std::optional<std::size_t> most;
  for (std::size_t i = 0; i < world.strategies.size(); ++i) {
    const auto& without = world.strategies[i].ln_to_peace_without;
    if (without && (!most || *without > *world.strategies[*most].ln_to_peace_without)) most = i;
  }
  constexpr double kMatters = 0.6931471805599453;  // twice as many
  if (most && *world.strategies[*most].ln_to_peace_without > *world.ln_to_peace + kMatters) {
    const double without = *world.strategies[*most].ln_to_peace_without;
    text += std::isinf(without) ? fmt::format(", and never without {}", evolution.names[*most])
                                : fmt::format(", without {} after {}", evolution.names[*most], count_of_ln(without));
  }
  return text + ".";
}

/// Who opens the door and who keeps the house.
std::string together(const Evolution& evolution, const LongRun& world) {
  const std::vector<SmallWorld>& all = evolution.small_worlds;
  if (all.size() < 2) return "";
  const auto alone = [&](std::size_t strategy) {
    return std::find_if(all.begin(), all.end(),
                        [&](const SmallWorld& one) { return one.breakers == std::vector<std::size_t>{strategy}; })
        ->peace;
  };
  const SmallWorld* best = nullptr;
  double most = 0;
  const SmallWorld* single = &all[1];
  for (const SmallWorld& one : all) {
    if (one.breakers.size() == 1 && one.peace > single->peace) single = &one;
    if (one.breakers.size() != 2) continue;
    const double gain = one.peace - std::max(alone(one.breakers[0]), alone(one.breakers[1]));
    if (best == nullptr || gain > most) {
      best = &one;
      most = gain;
    }
  }
  std::vector<std::string> base = names_of(evolution, evolution.hostile);
  base.insert(base.end(), evolution.trusting_names.begin(), evolution.trusting_names.end());
  const std::string of_base =
      fmt::format("a world of {} alone is at peace in {} of rounds", and_list(base), percent(all.front().peace));
  if (best == nullptr || most < kWorthTelling) {
    if (single->peace - all.front().peace < kWorthTelling) return "";
    std::string text = fmt::format("{}; {} alone makes that {}.", of_base, evolution.names[single->breakers[0]],
                                   percent(single->peace));
    text.front() = 'A';
    return text;
  }
  std::size_t opens = best->breakers[0];
  std::size_t keeps = best->breakers[1];
  const auto ln_rho = [&](std::size_t mutant) {
    for (const MutantInvasion& invasion : world.invasions)
      if (invasion.mutant == mutant && invasion.resident == evolution.hostile.front()) return invasion.ln_rho;
    return kLnZero;
  };
  if (ln_rho(keeps) > ln_rho(opens)) std::swap(opens, keeps);
  return fmt::format("{} opens the door and {} keeps the house: {}, with {} {}, with {} {}, with both {}.",
                     evolution.names[opens], evolution.names[keeps], of_base, evolution.names[opens],
                     percent(alone(opens)), evolution.names[keeps], percent(alone(keeps)), percent(best->peace));
}

}  // namespace

std::vector<std::string> evolution_verdict(const Evolved& evolved) {
  const Evolution& evolution = evolved.evolution;
  std::vector<std::string> sentences;
  if (evolution.worlds.empty()) return sentences;
  const EvolvedWorld& first = evolution.worlds.front();
  const bool is_world = evolved.request.wants(Dynamics::world);
  const bool is_invasion = evolved.request.wants(Dynamics::invasion);
  const auto add = [&](const std::string& sentence) {
    if (!sentence.empty()) sentences.push_back(sentence);
  };
  if (evolution.worlds.size() > 1)
    sentences.push_back(fmt::format("Of {} states with selection {}:",
                                    grouped(static_cast<std::uint64_t>(first.population)), figure(first.selection)));
  if (is_invasion) add(entries(evolution, first));
  if (is_invasion) add(together(evolution, first.world));
  if (is_world) add(long_run(evolution, first.world));
  if (is_world) add(way_out(evolution, first.world));
  return sentences;
}

}  // namespace detente::cli
