// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/evolution_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/numerics/exponential.hpp>
#include <detente/text/text.hpp>

#include "arguments/evolution_settings.hpp"
#include "terminal/table.hpp"
#include "text/design_text.hpp"
#include "text/dynamics_text.hpp"

namespace detente::cli {
namespace {

constexpr const char* kNone = "–";
constexpr double kNothingToTell = 1;  // half width of ln ρ beyond which only the interval is told

std::string question(const Evolution& evolution) {
  const std::size_t count = evolution.names.size();
  if (count == 1) return "Does this strategy survive where states copy what pays?";
  std::vector<std::string> hostile;
  for (const std::size_t one : evolution.hostile) hostile.push_back(evolution.names[one]);
  return fmt::format("Which of these {} strategies survive where states copy what pays, {}?", count,
                     hostile.empty()
                         ? "and who enters whose world"
                         : fmt::format("who can enter a world of {}, and at what price", joined(hostile, " or ")));
}

std::string population_line(const EvolvedWorld& world, const EvolutionRequest& request) {
  return fmt::format("{} states, {}{}, selection {}, {}", grouped(static_cast<std::uint64_t>(world.population)),
                     request.imitation == Imitation::pairwise ? "pairwise comparison"
                     : request.imitation == Imitation::moran  ? "Moran process"
                                                              : "Wright–Fisher process",
                     request.fitness == Fitness::linear ? " with linear fitness" : "", figure(world.selection),
                     request.mutation ? "mutation " + figure(*request.mutation) : "rare mutants");
}

std::string with_interval(double value, const std::optional<Interval>& interval) {
  if (interval && percent(interval->low) == percent(interval->high)) return percent(value);
  return percent(value) + (interval ? fmt::format(" ({}–{})", percent(interval->low), percent(interval->high)) : "");
}

/// How many strategies enter a home, and which of them is likeliest to.
std::string entered_by(const Evolution& evolution, const LongRun& world, std::size_t home) {
  const LongRunStrategy& strategy = world.strategies[home];
  if (strategy.entered_by.empty()) return strategy.robust == Favour::open ? "open" : "nobody";
  std::size_t likeliest = strategy.entered_by.front();
  double most = kLnZero;
  for (const MutantInvasion& invasion : world.invasions)
    if (invasion.resident == home && invasion.favoured == Favour::yes && invasion.ln_rho > most) {
      most = invasion.ln_rho;
      likeliest = invasion.mutant;
    }
  const std::string name = evolution.names[likeliest];
  const std::size_t others = strategy.entered_by.size() - 1;
  if (others == 0) return name;
  if (others > 1) return fmt::format("{} and {} more", name, others);
  return name + ", " + evolution.names[strategy.entered_by[strategy.entered_by[0] == likeliest ? 1 : 0]];
}

std::string world_table(const Evolution& evolution, const EvolvedWorld& evolved, const Terminal& terminal) {
  const LongRun& world = evolved.world;
  const bool has_hostile = !evolution.hostile.empty();
  std::vector<Table::Column> columns{{.title = "strategy", .yields = true},
                                     {.title = world.law ? "mean\nshare" : "share\nof time", .is_number = true},
                                     {.title = "payoff\nat home", .is_number = true},
                                     {.title = "peace\nat home", .is_number = true}};
  if (has_hostile) columns.push_back({.title = "toppled\nabove", .is_number = true});
  columns.push_back({.title = "entered by", .yields = true, .is_prose = true});
  Table table(columns);
  const std::vector<std::size_t> order = by_share(world);
  for (std::size_t at = 0; at < std::min(order.size(), kMostRows); ++at) {
    const LongRunStrategy& strategy = world.strategies[order[at]];
    std::vector<std::string> row{evolution.names[order[at]], with_interval(exp_of(strategy.ln_share), strategy.share),
                                 decimal(strategy.payoff_at_home, 3), percent(strategy.peace_at_home)};
    if (has_hostile) row.push_back(strategy.toppling_share ? percent(*strategy.toppling_share) : kNone);
    row.push_back(entered_by(evolution, world, order[at]));
    table.add(std::move(row));
  }
  return table.text_for(terminal) + left_out(order.size());
}

std::string rho_cell(const MutantInvasion& invasion, std::int64_t population) {
  const double ln_n = ln_of(static_cast<double>(population));
  if (invasion.ln_rho_error <= kNothingToTell) return small_of_ln(invasion.ln_rho + ln_n);
  return small_of_ln(invasion.ln_rho - invasion.ln_rho_error + ln_n) + "–" +
         small_of_ln(invasion.ln_rho + invasion.ln_rho_error + ln_n);
}

std::string invasion_table(const Evolution& evolution, const EvolvedWorld& evolved, std::size_t hostile,
                           const Terminal& terminal) {
  Table table({{.title = "into " + evolution.names[hostile], .yields = true},
               {.title = "entry\nloss", .is_number = true},
               {.title = "threshold\nshare", .is_number = true},
               {.title = "cluster", .is_number = true},
               {.title = "founders", .is_number = true},
               {.title = "chance\n× N", .is_number = true},
               {.title = "generations\nto take over", .is_number = true, .goes = 1}});
  std::vector<const MutantInvasion*> rows;
  for (const MutantInvasion& invasion : evolved.world.invasions)
    if (invasion.resident == hostile) rows.push_back(&invasion);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const MutantInvasion* a, const MutantInvasion* b) { return a->ln_rho > b->ln_rho; });
  const double ln_n = ln_of(static_cast<double>(evolved.population));
  for (std::size_t at = 0; at < std::min(rows.size(), kMostRows); ++at) {
    const MutantInvasion& one = *rows[at];
    table.add({evolution.names[one.mutant], decimal(one.needs.entry_loss, 3),
               one.needs.share ? percent(*one.needs.share) : "never",
               one.needs.cluster ? percent(*one.needs.cluster) : "never",
               one.founders ? grouped(static_cast<std::uint64_t>(*one.founders)) : kNone,
               rho_cell(one, evolved.population), count_of_ln(one.ln_steps_if_fixed - ln_n)});
  }
  return table.text_for(terminal) + left_out(rows.size());
}

/// All worlds, a line each.
std::string worlds_table(const Evolution& evolution, const Terminal& terminal) {
  Table table({{.title = "states", .is_number = true},
               {.title = "selection", .is_number = true},
               {.title = "peace", .is_number = true},
               {.title = "mutants\nto peace", .is_number = true},
               {.title = "mutants\nto war", .is_number = true},
               {.title = "held by", .yields = true, .is_prose = true}});
  for (const EvolvedWorld& one : evolution.worlds) {
    const std::vector<std::size_t> order = by_share(one.world);
    std::vector<std::string> held;
    for (std::size_t at = 0; at < std::min<std::size_t>(2, order.size()); ++at)
      held.push_back(
          fmt::format("{} {}", evolution.names[order[at]], percent(exp_of(one.world.strategies[order[at]].ln_share))));
    table.add({grouped(static_cast<std::uint64_t>(one.population)), figure(one.selection),
               with_interval(one.world.peace, one.world.peace_interval),
               one.world.ln_to_peace ? count_of_ln(*one.world.ln_to_peace) : kNone,
               one.world.ln_to_war ? count_of_ln(*one.world.ln_to_war) : kNone, joined(held)});
  }
  return table.text_for(terminal);
}

std::string notes(const Evolved& evolved) {
  const Evolution& evolution = evolved.evolution;
  const EvolutionRequest& request = evolved.request;
  std::vector<std::string> sentences;
  if (!evolution.worlds.empty()) {
    const EvolvedWorld& first = evolution.worlds.front();
    if (request.wants(Dynamics::world))
      sentences.push_back(
          (first.world.law
               ? std::string("Mean share: mean over time of the states that play it.")
               : std::string("Share of time: in the long run, as the share of time in which all states play "
                             "it.")) +
          " Payoff and peace at home: per round, where all do." +
          std::string(evolution.hostile.empty() ? ""
                                                : " Toppled above: the share of hostile states from which they earn "
                                                  "more.") +
          " Entered by: those of whom a single mutant takes over with more than the chance of drift, 1/N, the "
          "likeliest first.");
    if (request.wants(Dynamics::invasion) && !evolution.hostile.empty())
      sentences.push_back(
          "Entry loss: payoff per round that the first lose against the hostile. Threshold share: of states, above "
          "which they earn more. Cluster: share of meetings with their own kind at which a few do. Founders: states "
          "that take over with an even chance. Chance × N: that of a single one, in units of drift.");
    sentences.push_back(
        "Shares belong to this field and its supply of mutants. Payoffs are those of the game, before relative gains.");
    if (first.world.law) sentences.push_back(how_chains_are_solved({*first.world.law}));
    if (!request.mutation && evolution.names.size() > 1)
      sentences.push_back(fmt::format(
          "The limit of rare mutants needs a mutation rate below {} per step: a mutant and "
          "residents may coexist for {} steps.",
          small_of_ln(ln_of(0.1) - first.world.ln_longest_absorption), count_of_ln(first.world.ln_longest_absorption)));
  }
  std::vector<std::string> alike;
  for (const std::vector<std::size_t>& group : evolution.entrants) {
    if (group.size() == 1) continue;
    std::vector<std::string> names;
    for (const std::size_t entrant : group) names.push_back(evolved.design.entrants[entrant].name);
    alike.push_back(joined(names, " = "));
  }
  if (!alike.empty())
    sentences.push_back(fmt::format("Behave alike here, and count once (--clones each counts each): {}.",
                                    shortened(joined(alike, "; "), 600)));
  if (evolution.payoffs.sampled > 0) {
    std::size_t open = 0;
    if (!evolution.worlds.empty())
      for (const MutantInvasion& invasion : evolution.worlds.front().world.invasions)
        open += invasion.favoured == Favour::open ? 1U : 0U;
    const std::string sampled = fmt::format("{} of {} pairs are sampled ({} repetitions)",
                                            grouped(evolution.payoffs.sampled), grouped(evolution.payoffs.pairs),
                                            grouped(static_cast<std::uint64_t>(evolution.payoffs.repetitions)));
    sentences.push_back(
        evolution.worlds.empty()
            ? sampled + "."
            : fmt::format("{}; their errors are carried into shares ({} drawn matrices) and chances. {} of {} "
                          "invasions are open.{}",
                          sampled, request.draws, grouped(open),
                          evolution.worlds.empty() ? "0" : grouped(evolution.worlds.front().world.invasions.size()),
                          evolution.payoffs.repetitions < 1000 ? " Intervals need at least 1,000 repetitions." : ""));
  } else {
    sentences.push_back(evolution.payoffs.pairs == 1
                            ? "The pair is exact."
                            : fmt::format("All {} pairs are exact.", grouped(evolution.payoffs.pairs)));
  }
  return joined(sentences, " ");
}

}  // namespace

std::string evolution_text(const Evolved& evolved, const Terminal& terminal) {
  const Evolution& evolution = evolved.evolution;
  const auto width = static_cast<std::size_t>(terminal.width);
  const auto paragraph = [&](const std::string& text) { return wrapped(text, width, 0) + '\n'; };
  std::string text = paragraph(question(evolution)) + design_line(evolved.design, terminal.width);
  if (!evolution.worlds.empty()) text += paragraph(population_line(evolution.worlds.front(), evolved.request));
  text += '\n';
  const std::vector<std::string> verdict = evolution_verdict(evolved);
  if (!verdict.empty()) text += paragraph(joined(verdict, " ")) + '\n';
  if (!evolution.worlds.empty()) {
    const EvolvedWorld& first = evolution.worlds.front();
    if (evolved.request.wants(Dynamics::world)) text += world_table(evolution, first, terminal) + '\n';
    if (evolved.request.wants(Dynamics::invasion)) {
      for (const std::size_t hostile : evolution.hostile)
        if (evolution.names.size() > 1) text += invasion_table(evolution, first, hostile, terminal) + '\n';
      if (evolution.hostile.empty())
        text += paragraph("No entrant is hawk; --hostile names who makes up the hostile world.") + '\n';
    }
    if (evolution.worlds.size() > 1) text += worlds_table(evolution, terminal) + '\n';
  }
  for (const std::string& part : {ecological_text(evolution, terminal), replicator_text(evolution, terminal),
                                  rest_points_text(evolution, terminal), chain_text(evolution, terminal),
                                  structure_text(evolved, terminal), walk_text(evolved, terminal)})
    if (!part.empty()) text += part + '\n';
  return text + paragraph(notes(evolved));
}

}  // namespace detente::cli
