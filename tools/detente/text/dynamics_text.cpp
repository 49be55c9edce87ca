// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/dynamics_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/numerics/exponential.hpp>
#include <detente/text/text.hpp>

#include "json/dynamics_json.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

std::string paragraph(const std::string& text, const Terminal& terminal) {
  return wrapped(text, static_cast<std::size_t>(terminal.width), 0) + '\n';
}

/// Strategies by how many there are at the end, most first.
std::vector<std::size_t> by_end(const std::vector<double>& last) {
  std::vector<std::size_t> order(last.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return last[a] > last[b]; });
  return order;
}

/// Places of the first generation, of powers of ten and of the last.
std::vector<std::size_t> told_generations(const EcologicalCourse& course) {
  std::vector<std::size_t> told{0};
  std::int64_t next = 1;
  for (std::size_t at = 1; at < course.generations.size(); ++at)
    if (course.generations[at] == next || at + 1 == course.generations.size()) {
      told.push_back(at);
      if (course.generations[at] == next) next *= 10;
    }
  return told;
}

}  // namespace

std::string ecological_text(const Evolution& evolution, const Terminal& terminal) {
  if (!evolution.ecological) return "";
  const EcologicalCourse& course = *evolution.ecological;
  const std::vector<std::size_t> told = told_generations(course);
  std::vector<Table::Column> columns{{.title = "share in generation", .yields = true}};
  for (const std::size_t at : told)
    columns.push_back({.title = grouped(static_cast<std::uint64_t>(course.generations[at])),
                       .is_number = true,
                       .goes = at == 0 ? 1 : 0});
  Table table(columns);
  std::vector<std::size_t> order(evolution.names.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const std::vector<double>& last = course.ln_shares.back();
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return last[a] > last[b]; });
  for (std::size_t at = 0; at < std::min(order.size(), kMostRows); ++at) {
    std::vector<std::string> row{evolution.names[order[at]]};
    for (const std::size_t generation : told) row.push_back(percent(exp_of(course.ln_shares[generation][order[at]])));
    table.add(std::move(row));
  }
  std::string text = table.text_for(terminal) + left_out(order.size());
  for (const Revival& revival : course.revivals)
    text +=
        wrapped(fmt::format("{} returned from a share of {} in generation {}; with --extinct 1e-6 it would be gone.",
                            evolution.names[revival.strategy], small_of_ln(revival.ln_lowest),
                            grouped(static_cast<std::uint64_t>(revival.generation))),
                static_cast<std::size_t>(terminal.width), 0) +
        '\n';
  return text;
}

std::string replicator_text(const Evolution& evolution, const Terminal& terminal) {
  if (!evolution.replicator) return "";
  const ReplicatorPath& path = *evolution.replicator;
  std::vector<std::size_t> told{0};
  double next = 1;
  for (std::size_t at = 1; at < path.times.size(); ++at)
    if (path.times[at] >= next * 0.999 || at + 1 == path.times.size()) {
      told.push_back(at);
      while (path.times[at] >= next * 0.999) next *= 10;
    }
  std::vector<Table::Column> columns{{.title = "share at time (replicator)", .yields = true}};
  for (const std::size_t at : told)
    columns.push_back({.title = path.times[at] < 1 ? figure(path.times[at])
                                                   : grouped(static_cast<std::uint64_t>(std::llround(path.times[at]))),
                       .is_number = true,
                       .goes = at == 0 ? 1 : 0});
  Table table(columns);
  const std::vector<std::size_t> order = by_end(path.ln_share.back());
  for (std::size_t place = 0; place < std::min(order.size(), kMostRows); ++place) {
    std::vector<std::string> row{evolution.names[order[place]]};
    for (const std::size_t at : told) row.push_back(percent(path.share[at][order[place]]));
    table.add(std::move(row));
  }
  std::string text = table.text_for(terminal) + left_out(order.size());
  for (const Revival& revival : evolution.replicator_revivals)
    text += paragraph(
        fmt::format("{} returned from a share of {} at time {}.", evolution.names[revival.strategy],
                    small_of_ln(revival.ln_lowest), figure(path.times[static_cast<std::size_t>(revival.generation)])),
        terminal);
  return text;
}

std::string rest_points_text(const Evolution& evolution, const Terminal& terminal) {
  if (!evolution.rest_points) return "";
  Table table({{.title = "rest point", .yields = true, .is_prose = true},
               {.title = "payoff", .is_number = true},
               {.title = "stable"},
               {.title = "ESS"},
               {.title = "basin", .is_number = true}});
  std::size_t told = 0;
  for (std::size_t i = 0; i < evolution.rest_points->size(); ++i) {
    const RestPoint& point = (*evolution.rest_points)[i];
    if (!point.is_nash || ++told > kMostRows) continue;
    std::vector<std::string> shares;
    for (const std::size_t strategy : point.support)
      shares.push_back(point.support.size() == 1
                           ? evolution.names[strategy]
                           : fmt::format("{} {}", evolution.names[strategy], percent(point.share[strategy])));
    table.add({joined(shares), decimal(point.payoff, 3), point.is_stable ? "yes" : "no",
               point.is_evolutionarily_stable ? (*point.is_evolutionarily_stable ? "yes" : "no") : "–",
               point.is_stable ? percent(evolution.basins.share[i]) : ""});
  }
  std::string text = table.text_for(terminal);
  std::string note = fmt::format(
      "Of {} rest points of the replicator equation, those at which nobody outside gains (Nash). Basin: share of 2,000 "
      "uniform starts that come there; {} of them came nowhere within time 50,000.",
      grouped(evolution.rest_points->size()), percent(evolution.basins.none));
  if (evolution.largest_support)
    note += fmt::format(" Only rest points of at most {} strategies were looked for.", *evolution.largest_support);
  return text + paragraph(note, terminal);
}

std::string how_chains_are_solved(const std::vector<MutationLaw>& chain) {
  const auto any = [&](bool MutationLaw::*what) {
    return std::any_of(chain.begin(), chain.end(), [&](const MutationLaw& law) { return law.*what; });
  };
  std::vector<std::string> sentences;
  if (any(&MutationLaw::is_sampled))
    sentences.emplace_back(
        "Populations are sampled, since the chain of all of them is too large (16 runs of some 4,000 mutants each; ± "
        "95 % "
        "intervals); worlds that last for more mutants than that are found less evenly than in the long run.");
  if (any(&MutationLaw::is_limit))
    sentences.emplace_back(
        "Where mutants are rarer than a tenth of one while another is decided, shares are those of the limit.");
  return sentences.empty() ? "Exact, by the chain of all populations." : joined(sentences, " ");
}

std::string chain_text(const Evolution& evolution, const Terminal& terminal) {
  if (evolution.chain.empty()) return "";
  std::vector<Table::Column> columns{{.title = "share at mutation rate", .yields = true}};
  for (const MutationLaw& law : evolution.chain) columns.push_back({.title = figure(law.mutation), .is_number = true});
  Table table(columns);
  const std::vector<std::size_t> order = by_end(evolution.chain.front().share);
  for (std::size_t place = 0; place < std::min(order.size(), kMostRows); ++place) {
    std::vector<std::string> row{evolution.names[order[place]]};
    for (const MutationLaw& law : evolution.chain) {
      const double error = law.is_sampled ? kNormal95 * law.share_error[order[place]] : 0;
      row.push_back(percent(law.share[order[place]]) + (error > 0.0005 ? fmt::format(" ±{:.1f}", 100 * error) : ""));
    }
    table.add(std::move(row));
  }
  const auto add = [&](const char* title, const auto& value) {
    std::vector<std::string> row{title};
    for (const MutationLaw& law : evolution.chain) row.push_back(value(law));
    table.add(std::move(row));
  };
  add("peace", [](const MutationLaw& law) { return percent(law.peace); });
  add("all alike", [](const MutationLaw& law) { return law.monomorphic ? percent(*law.monomorphic) : "–"; });
  add("distance to rare", [](const MutationLaw& law) { return law.distance ? percent(*law.distance) : "–"; });
  return table.text_for(terminal) + left_out(order.size()) +
         paragraph(
             std::string("Shares: mean over time of the states that play it. All alike: share of time in which all "
                         "states do. Distance: half the sum of the differences to the limit of rare mutants. ") +
                 how_chains_are_solved(evolution.chain),
             terminal);
}

namespace {

/// A chance; where all runs ended alike, what it may be all the same (95 %).
std::string chance_cell(const FoundersFate& fate) {
  if (!fate.share_error) return small_of_ln(ln_of(fate.share));
  const double unseen = 1 - exp_of(ln_of(0.05) / static_cast<double>(fate.runs));
  if (fate.share == 0) return fmt::format("< {:.2f}", unseen);
  if (fate.share == 1) return fmt::format("> {:.2f}", 1 - unseen);
  return fmt::format("{:.2f} ±{:.2f}", fate.share, kNormal95 * *fate.share_error);
}

std::string fates_table(const Evolved& evolved, std::size_t hostile, const Terminal& terminal) {
  const Evolution& evolution = evolved.evolution;
  const StructureQuestion& question = evolved.request.structure;
  const bool is_torus = question.graph->torus.has_value();
  std::vector<Table::Column> columns{{.title = "among " + evolution.names[hostile], .yields = true}};
  for (const std::size_t block : question.blocks)
    columns.push_back(
        {.title = is_torus ? fmt::format("{}×{}", block, block) : std::to_string(block), .is_number = true});
  Table table(columns);
  std::vector<std::string> row;
  for (const FoundersFate& fate : evolution.structure->founders) {
    if (fate.hostile != hostile) continue;
    if (row.empty()) row.push_back(evolution.names[fate.breaker]);
    if (question.copies_best)
      row.push_back(fate.share == 0 ? "gone" : percent(fate.share));
    else
      row.push_back(chance_cell(fate));
    if (row.size() == columns.size()) {
      table.add(std::move(row));
      row.clear();
    }
  }
  return table.text_for(terminal);
}

}  // namespace

std::string structure_text(const Evolved& evolved, const Terminal& terminal) {
  const Evolution& evolution = evolved.evolution;
  if (!evolution.structure) return "";
  const StructureResult& result = *evolution.structure;
  const StructureQuestion& question = evolved.request.structure;
  std::string text = question.graph
                         ? fmt::format("On {} ({} states, {})", question.name.substr(question.name.rfind('/') + 1),
                                       grouped(result.states), update_word(question))
                         : fmt::format("In a well-mixed population of {} states", grouped(result.states));
  if (result.sigma) {
    std::vector<std::string> yes;
    std::vector<std::string> no;
    for (const FavouredOnStructure& one : result.favoured)
      if (one.resident == evolution.hostile.front())
        (one.is_favoured.value_or(false) ? yes : no).push_back(evolution.names[one.mutant]);
    text += fmt::format(" the structure coefficient σ is {}", decimal(*result.sigma, 3));
    if (result.critical_ratio)
      text += fmt::format(", the critical ratio of benefit to cost {}",
                          std::isinf(*result.critical_ratio) ? "infinite" : decimal(*result.critical_ratio, 3));
    text += ".";
    if (!result.favoured.empty())
      text +=
          fmt::format(" Under weak selection {} favoured over {}{}.",
                      yes.empty() ? "nobody is" : and_list(yes) + (yes.size() == 1 ? " is" : " are"),
                      evolution.names[evolution.hostile.front()],
                      no.empty() || yes.empty() ? "" : "; " + and_list(no) + (no.size() == 1 ? " is not" : " are not"));
  } else {
    text += ".";
  }
  text = paragraph(text, terminal);
  if (!question.graph || result.founders.empty()) return text;
  for (const std::size_t hostile : evolution.hostile) text += '\n' + fates_table(evolved, hostile, terminal);
  const bool is_torus = question.graph->torus.has_value();
  const std::string founders = is_torus ? "Founders: a block of that side" : "Founders: so many next to each other";
  return text +
         paragraph(question.copies_best
                       ? founders +
                             "; the share of places that they hold after 200 generations in which each state takes "
                             "what the best paid around it plays (of equally well paid others, the founders' "
                             "kind)."
                       : founders +
                             fmt::format("; the chance that they take over{}{}.",
                                         evolved.request.structure.graph->is_transitive || is_torus
                                             ? ""
                                             : ", mean over the place of the first",
                                         !result.founders.empty() && result.founders.front().share_error
                                             ? fmt::format(" (± 95 % intervals, {} runs)", result.founders.front().runs)
                                             : ", exact"),
                   terminal);
}

std::string walk_text(const Evolved& evolved, const Terminal& terminal) {
  if (!evolved.evolution.walk) return "";
  const Walk& walk = *evolved.evolution.walk;
  return paragraph(
      fmt::format(
          "A walk of {} mutants among {} strategies in endless matches: cooperation {}{}, payoff {} per round; the "
          "resident is a partner {} of the time (cooperation is a best reply to it, within 0.1) and a rival {} (nobody "
          "earns more than it does). {} took over.",
          grouped(static_cast<std::uint64_t>(evolved.request.walk_length)),
          evolved.request.space == WalkSpace::reactive ? "reactive" : "memory-one", percent(walk.cooperation),
          walk.cooperation_error ? fmt::format(" ± {:.1f}", 196 * *walk.cooperation_error) : "",
          decimal(walk.payoff, 3), percent(walk.partners), percent(walk.rivals),
          counted_words(static_cast<std::uint64_t>(walk.replacements), "mutant")),
      terminal);
}

}  // namespace detente::cli
