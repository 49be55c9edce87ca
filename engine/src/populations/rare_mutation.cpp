// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/rare_mutation.hpp>

#include <algorithm>
#include <limits>

#include <detente/populations/fixation.hpp>

#include "numerics/communicating_classes.hpp"
#include "numerics/scaled_elimination.hpp"

namespace detente {
namespace {

/// The graph of moves that happen at least at a rate.
Classes classes_of(const LnRates& rates, double ln_least) {
  Graph graph;
  for (std::size_t resident = 0; resident < rates.size(); ++resident) {
    for (std::size_t mutant = 0; mutant < rates.size(); ++mutant)
      if (mutant != resident && rates(resident, mutant) != kLnZero && rates(resident, mutant) >= ln_least)
        graph.to.push_back(static_cast<std::uint32_t>(mutant));
    graph.end_node();
  }
  return communicating_classes(graph);
}

/// ln shares within one closed class.
std::vector<double> ln_stationary(const LnRates& rates, const std::vector<std::size_t>& members) {
  if (members.size() == 1) return {0.0};
  ScaledElimination chain(members.size());
  for (std::size_t from = 0; from < members.size(); ++from)
    for (std::size_t to = 0; to < members.size(); ++to)
      if (from != to) chain.set_rate(from, to, WideNumber::of_ln(rates(members[from], members[to])));
  chain.eliminate();
  return chain.ln_stationary();
}

/// The chance that each closed class is reached from a world drawn with equal chances.
std::vector<WideNumber> reached(const LnRates& rates, const Classes& classes, const std::vector<std::size_t>& closed) {
  std::vector<std::size_t> transient;
  std::vector<WideNumber> chances(closed.size());
  const WideNumber each(1.0 / static_cast<double>(rates.size()));
  for (std::size_t world = 0; world < rates.size(); ++world) {
    const std::size_t own = classes.class_of[world];
    const auto at = std::find(closed.begin(), closed.end(), own);
    if (at == closed.end())
      transient.push_back(world);
    else
      chances[static_cast<std::size_t>(at - closed.begin())] =
          chances[static_cast<std::size_t>(at - closed.begin())] + each;
  }
  if (transient.empty()) return chances;
  ScaledElimination chain(transient.size(), closed.size());
  for (std::size_t from = 0; from < transient.size(); ++from) {
    for (std::size_t to = 0; to < transient.size(); ++to)
      if (from != to) chain.set_rate(from, to, WideNumber::of_ln(rates(transient[from], transient[to])));
    for (std::size_t exit = 0; exit < closed.size(); ++exit) {
      WideNumber sum;
      for (const std::size_t world : classes.members[closed[exit]])
        sum = sum + WideNumber::of_ln(rates(transient[from], world));
      chain.set_exit(from, exit, sum);
    }
  }
  chain.eliminate();
  for (std::size_t exit = 0; exit < closed.size(); ++exit)
    for (const WideNumber& chance : chain.exit_chances(exit)) chances[exit] = chances[exit] + each * chance;
  return chances;
}

}  // namespace

LnRates::LnRates(std::size_t strategies) : size_(strategies), at_(strategies * strategies, kLnZero) {}

LnRates fixation_rates(const PayoffMatrix& payoffs, const Process& process) {
  require_process(process, payoffs);
  LnRates rates(payoffs.size());
  for (std::size_t resident = 0; resident < payoffs.size(); ++resident)
    for (std::size_t mutant = 0; mutant < payoffs.size(); ++mutant)
      if (mutant != resident) rates(resident, mutant) = ln_fixation(pair_payoffs(payoffs, mutant, resident), process);
  return rates;
}

MutantChances uniform_mutants(std::size_t strategies) {
  MutantChances chances(strategies);
  for (std::size_t resident = 0; resident < strategies; ++resident)
    for (std::size_t mutant = 0; mutant < strategies; ++mutant)
      if (mutant != resident) chances(resident, mutant) = 1 / static_cast<double>(strategies - 1);
  return chances;
}

LnRates invasion_rates(const LnRates& fixation, const MutantChances& mutants) {
  LnRates rates(fixation.size());
  for (std::size_t resident = 0; resident < rates.size(); ++resident)
    for (std::size_t mutant = 0; mutant < rates.size(); ++mutant)
      if (mutant != resident) rates(resident, mutant) = fixation(resident, mutant) + ln_of(mutants(resident, mutant));
  return rates;
}

std::vector<std::vector<std::size_t>> closed_classes(const LnRates& rates, double ln_least) {
  const Classes classes = classes_of(rates, ln_least);
  std::vector<std::vector<std::size_t>> closed;
  for (std::size_t i = 0; i < classes.members.size(); ++i)
    if (classes.is_closed[i]) closed.push_back(classes.members[i]);
  std::sort(closed.begin(), closed.end());
  return closed;
}

std::vector<double> ln_long_run_shares(const LnRates& rates) {
  const Classes classes = classes_of(rates, kLnZero);
  std::vector<std::size_t> closed;
  for (std::size_t i = 0; i < classes.members.size(); ++i)
    if (classes.is_closed[i]) closed.push_back(i);
  std::vector<double> shares(rates.size(), kLnZero);
  const std::vector<WideNumber> chances = reached(rates, classes, closed);
  for (std::size_t i = 0; i < closed.size(); ++i) {
    const std::vector<std::size_t>& members = classes.members[closed[i]];
    const std::vector<double> within = ln_stationary(rates, members);
    const double chance = closed.size() == 1 ? 0 : chances[i].ln();
    for (std::size_t at = 0; at < members.size(); ++at) shares[members[at]] = chance + within[at];
  }
  return shares;
}

double ln_mutants_until(const LnRates& rates, const std::vector<double>& ln_start, const std::vector<bool>& is_target) {
  // Whoever can be reached from the start without passing the target, and whether the target can be reached from there.
  const std::size_t worlds = rates.size();
  std::vector<bool> is_passed(worlds);
  std::vector<std::size_t> passed;
  for (std::size_t world = 0; world < worlds; ++world)
    if (!is_target[world] && ln_start[world] != kLnZero) {
      is_passed[world] = true;
      passed.push_back(world);
    }
  if (passed.empty()) return kLnZero;
  for (std::size_t at = 0; at < passed.size(); ++at)
    for (std::size_t next = 0; next < worlds; ++next)
      if (next != passed[at] && !is_target[next] && !is_passed[next] && rates(passed[at], next) != kLnZero) {
        is_passed[next] = true;
        passed.push_back(next);
      }
  std::vector<bool> leads(worlds);
  std::vector<std::size_t> leading;
  for (const std::size_t world : passed)
    for (std::size_t next = 0; next < worlds; ++next)
      if (is_target[next] && rates(world, next) != kLnZero && !leads[world]) {
        leads[world] = true;
        leading.push_back(world);
      }
  for (std::size_t at = 0; at < leading.size(); ++at)
    for (const std::size_t world : passed)
      if (!leads[world] && rates(world, leading[at]) != kLnZero) {
        leads[world] = true;
        leading.push_back(world);
      }
  if (leading.size() < passed.size()) return std::numeric_limits<double>::infinity();
  std::sort(passed.begin(), passed.end());
  ScaledElimination chain(passed.size(), 1, 1);
  for (std::size_t from = 0; from < passed.size(); ++from) {
    WideNumber exit;
    for (std::size_t next = 0; next < worlds; ++next)
      if (is_target[next]) exit = exit + WideNumber::of_ln(rates(passed[from], next));
    chain.set_exit(from, 0, exit);
    chain.set_cost(from, 0, WideNumber(1.0));
    for (std::size_t to = 0; to < passed.size(); ++to)
      if (from != to) chain.set_rate(from, to, WideNumber::of_ln(rates(passed[from], passed[to])));
  }
  chain.eliminate();
  const std::vector<WideNumber> times = chain.total_costs(0);
  WideNumber sum;
  WideNumber weights;
  for (std::size_t world = 0; world < worlds; ++world) weights = weights + WideNumber::of_ln(ln_start[world]);
  for (std::size_t at = 0; at < passed.size(); ++at) sum = sum + WideNumber::of_ln(ln_start[passed[at]]) * times[at];
  return (sum / weights).ln();
}

std::vector<std::size_t> likeliest_way(const LnRates& rates, std::size_t from, const std::vector<bool>& is_target) {
  const std::size_t worlds = rates.size();
  std::vector<double> best(worlds, kLnZero);
  std::vector<std::size_t> before(worlds, worlds);
  std::vector<bool> is_done(worlds);
  best[from] = 0;
  while (true) {
    std::size_t next = worlds;
    for (std::size_t world = 0; world < worlds; ++world)
      if (!is_done[world] && best[world] != kLnZero && (next == worlds || best[world] > best[next])) next = world;
    if (next == worlds) return {};
    is_done[next] = true;
    if (is_target[next]) {
      std::vector<std::size_t> way;
      for (std::size_t world = next; world != worlds; world = before[world]) way.push_back(world);
      std::reverse(way.begin(), way.end());
      return way;
    }
    double leave = kLnZero;
    for (std::size_t to = 0; to < worlds; ++to)
      if (to != next) leave = ln_sum(leave, rates(next, to));
    for (std::size_t to = 0; to < worlds; ++to)
      if (to != next && rates(next, to) != kLnZero && best[next] + rates(next, to) - leave > best[to]) {
        best[to] = best[next] + rates(next, to) - leave;
        before[to] = next;
      }
  }
}

}  // namespace detente
