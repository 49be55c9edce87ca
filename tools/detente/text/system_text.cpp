// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/system_text.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"
#include "text/system_causes_text.hpp"
#include "text/system_questions.hpp"
#include "text/system_sides.hpp"
#include "text/system_trace_text.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kMostFronts = 15;  // that are all shown
constexpr std::size_t kWorstFronts = 5;
constexpr std::size_t kMostRuined = 12;  // states that the answer names

/// "tit-for-tat+balancer@greedy".
std::string player(const SystemMember& member) {
  std::string text = member.strategy;
  if (!member.alignment.empty()) text += "+" + member.alignment;
  if (member.motive != "game") text += "@" + member.motive;
  return text;
}

bool has_war(const SystemDesign& design) {
  return design.system.war.pace > 0;
}

bool has_pledges(const SystemDesign& design) {
  return !design.system.pledges.empty() ||
         std::any_of(design.members.begin(), design.members.end(),
                     [](const SystemMember& member) { return !member.alignment.empty(); });
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return grouped(count) + " " + (count == 1 ? one : many);
}

std::string rounds_of(const SystemDesign& design) {
  const Rules& rules = design.system.rules;
  if (rules.endless) return "a match without end";
  if (rules.continuation) return fmt::format("{} rounds in the mean", rounded(1 / (1 - *rules.continuation)));
  return counted(static_cast<std::uint64_t>(rules.rounds), "round", "rounds");
}

double share_at_peace(const SystemDesign& design, const FrontResult& front) {
  const auto levels = static_cast<std::size_t>(design.system.rules.levels);
  double peace = 0;
  for (std::size_t cell = 0; cell < front.joint.size(); ++cell)
    if (static_cast<int>(std::max(cell / levels, cell % levels)) <= design.system.peace_level)
      peace += front.joint[cell];
  return peace;
}

double share_in_conflict(const SystemDesign& design, const FrontResult& front) {
  const auto levels = static_cast<std::size_t>(design.system.rules.levels);
  double conflict = 0;
  for (std::size_t cell = 0; cell < front.joint.size(); ++cell)
    if (static_cast<int>(std::min(cell / levels, cell % levels)) > design.system.peace_level)
      conflict += front.joint[cell];
  return conflict;
}

/// In a match without end, who is ruined stays so.
bool is_at_rest(const SystemResults& results) {
  return std::all_of(results.fronts.begin(), results.fronts.end(),
                     [](const FrontResult& front) { return front.live <= 0; });
}

std::string answer(const SystemDesign& design, const SystemResults& results) {
  const std::size_t fronts = design.system.fronts.size();
  std::string text;
  if (fronts == 0) {
    text = "A single state has no front, and so nothing happens to it.";
  } else if (is_at_rest(results)) {
    text = "In the long run no two neighbours live, so that all fronts are at rest.";
  } else {
    text =
        fmt::format("{} on {} front{}: in {}, a front is at peace in {} of its rounds, and all {}fronts at once in {}.",
                    design.members.size() == 1 ? "1 state" : fmt::format("{} states", design.members.size()), fronts,
                    fronts == 1 ? "" : "s", rounds_of(design), share_with_error(results.peace),
                    has_war(design) ? "live " : "", share_with_error(results.quiet));
    if (fronts > 1 && !design.system.rules.endless)
      text += fmt::format(" Over half of the {}states are in conflict at once at some time in {} of the repetitions.",
                          has_war(design) ? "living " : "", share_with_error(results.general_war_ever));
  }
  if (has_war(design)) {
    std::string ruined;
    std::vector<std::size_t> fallen;
    for (std::size_t i = 0; i < results.states.size(); ++i)
      if (results.states[i].ruin.value > 0) fallen.push_back(i);
    const std::size_t others = fallen.size() > kMostRuined ? fallen.size() - kMostRuined : 0;
    if (others > 0) {
      std::stable_sort(fallen.begin(), fallen.end(), [&](std::size_t a, std::size_t b) {
        return results.states[a].ruin.value > results.states[b].ruin.value;
      });
      fallen.resize(kMostRuined);
    }
    for (const std::size_t i : fallen)
      ruined += fmt::format("{}{} in {}", ruined.empty() ? "" : ", ", design.system.states[i].name,
                            share_with_error(results.states[i].ruin));
    if (others > 0) ruined += fmt::format(", and {} others less often", others);
    text += ruined.empty() ? " Nobody is ruined." : " Ruined at the end: " + ruined + ".";
  }
  return text;
}

std::string or_dash(const std::optional<Estimate>& estimate) {
  return estimate ? share_with_error(*estimate) : "–";
}

std::string states_table(const SystemDesign& design, const SystemResults& results, const Terminal& terminal) {
  std::vector<Table::Column> columns{{.title = "state", .yields = true},
                                     {.title = "strategy", .yields = true, .goes = 1},
                                     {.title = "score", .is_number = true},
                                     {.title = "peace", .is_number = true}};
  if (!design.system.rules.endless) columns.push_back({.title = "ever in\nconflict", .is_number = true, .goes = 2});
  Table table(std::move(columns));
  for (std::size_t i = 0; i < results.states.size(); ++i) {
    const StateResult& state = results.states[i];
    std::vector<std::string> row{harmless(design.system.states[i].name), player(design.members[i]),
                                 state.score ? decimal(state.score->value, 3) : "–",
                                 state.peace ? percent(state.peace->value) : "–"};
    if (!design.system.rules.endless) row.push_back(share_with_error(Estimate{state.entry, state.entry_error}));
    table.add(std::move(row));
  }
  return table.text_for(terminal);
}

/// What becomes of pledges and of strength; "" where there is neither.
std::string powers_table(const SystemDesign& design, const SystemResults& results, const Terminal& terminal) {
  const bool shows_war = has_war(design);
  const bool shows_pledges = has_pledges(design) && !design.system.rules.endless;
  if (!shows_war && !shows_pledges) return "";
  std::vector<Table::Column> columns{{.title = "state", .yields = true}};
  if (shows_pledges) {
    columns.push_back({.title = "pleas\nhonoured", .is_number = true});
    columns.push_back({.title = "of these\nentrapped", .is_number = true, .goes = 1});
  }
  if (shows_war) {
    columns.push_back({.title = "strength\nat the end", .is_number = true});
    columns.push_back({.title = "ruined", .is_number = true});
  }
  Table table(std::move(columns));
  for (std::size_t i = 0; i < results.states.size(); ++i) {
    const StateResult& state = results.states[i];
    std::vector<std::string> row{harmless(design.system.states[i].name)};
    if (shows_pledges) {
      row.push_back(or_dash(state.honours));
      row.push_back(or_dash(state.entraps));
    }
    if (shows_war) {
      row.push_back(decimal(state.strength, 2));
      row.push_back(share_with_error(state.ruin));
    }
    table.add(std::move(row));
  }
  return "\n" + table.text_for(terminal);
}

std::string in_spirals(const FrontResult& front) {
  if (!front.spirals) return "–";
  return share_with_error(Estimate{front.spirals->episodes.spiral_share, front.spirals->spiral_share_error});
}

std::string escape(const FrontResult& front) {
  return or_dash(front.spirals ? front.spirals->escape : std::nullopt);
}

std::string fronts_table(const SystemDesign& design, const SystemResults& results, const Terminal& terminal) {
  std::vector<std::size_t> order(results.fronts.size());
  for (std::size_t f = 0; f < order.size(); ++f) order[f] = f;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    // Of fronts that differ in rounding alone, the first comes first.
    constexpr double kSame = 1e-9;
    return share_at_peace(design, results.fronts[a]) < share_at_peace(design, results.fronts[b]) - kSame;
  });
  const bool is_part = order.size() > kMostFronts;
  if (is_part) order.resize(kWorstFronts);
  Table table({{.title = is_part ? "fronts least at peace" : "front", .yields = true},
               {.title = "peace", .is_number = true},
               {.title = "friction", .is_number = true},
               {.title = "conflict", .is_number = true},
               {.title = "in spirals", .is_number = true, .goes = 1},
               {.title = "escape", .is_number = true, .goes = 2}});
  for (const std::size_t f : order) {
    const SystemFront& front = design.system.fronts[f];
    const std::string name =
        harmless(design.system.states[front.row].name + " – " + design.system.states[front.column].name);
    if (results.fronts[f].live <= 0) {
      table.add({name, "–", "–", "–", "–", "–"});
      continue;
    }
    const double peace = share_at_peace(design, results.fronts[f]);
    const double conflict = share_in_conflict(design, results.fronts[f]);
    table.add({name, percent(peace), percent(std::max(0.0, 1 - peace - conflict)), percent(conflict),
               in_spirals(results.fronts[f]), escape(results.fronts[f])});
  }
  return table.text_for(terminal);
}

std::string evidence(const SystemDesign& design, const SystemResults& results) {
  const std::string sampled = counted(static_cast<std::uint64_t>(results.repetitions), "repetition", "repetitions");
  const std::string interval = results.repetitions > 1 ? "; ± is half of a 95% interval" : "";
  if (!results.exact_points) {
    const std::string why = results.why_sampled.empty() ? "" : ", because " + results.why_sampled;
    return fmt::format("Sampled ({}){}: {}{}.", results.sampled_by, why, sampled, interval);
  }
  const std::string exact =
      "Exact: " + counted(static_cast<std::uint64_t>(*results.exact_points), "joint memory", "joint memories");
  if (design.system.rules.endless || design.system.fronts.empty()) return exact + ".";
  return fmt::format("{}. Escape, and all that has a ±, is sampled ({}): {}{}.", exact, results.sampled_by, sampled,
                     interval);
}

}  // namespace

std::string share_with_error(const Estimate& estimate) {
  if (!estimate.error || *estimate.error == 0) return percent(estimate.value);
  const double low = estimate.value - *estimate.error, high = estimate.value + *estimate.error;
  if (low < 0 && high > 1) return "–";  // nothing is known
  // No share is below 0 or above 1.
  if (low < 0) return fmt::format("0.0% to {}", percent(high));
  if (high > 1) return fmt::format("{} to 100.0%", percent(low));
  return fmt::format("{} ±{}", percent(estimate.value), percent(*estimate.error));
}

std::string system_text(const SystemDesign& design, const SystemFindings& findings, const Terminal& terminal) {
  if (findings.contest) return contest_text(design, findings, terminal);
  if (findings.contagion) return contagion_text(design, findings, terminal);
  const SystemResults& results = *findings.results;
  const auto width = static_cast<std::size_t>(terminal.width);
  std::string text = wrapped(answer(design, results), width, 0) + "\n\n" + states_table(design, results, terminal) +
                     powers_table(design, results, terminal);
  if (!results.fronts.empty()) text += "\n" + fronts_table(design, results, terminal);
  if (const std::string sides = sides_text(design, results); !sides.empty())
    text += "\n" + wrapped(sides, width, 0) + "\n";
  text += "\n" + wrapped(evidence(design, results), width, 0) + "\n";
  if (findings.due) text += "\n" + due_to_text(design, *findings.due, terminal);
  if (findings.silent) text += "\n" + silent_text(design, findings, terminal);
  if (findings.trace) text += "\n" + system_trace_text(design, *findings.trace, terminal);
  return text;
}

std::string answer_of(const std::string& text) {
  std::string answer = text.substr(0, text.find("\n\n"));
  std::replace(answer.begin(), answer.end(), '\n', ' ');
  return answer;
}

std::string system_csv(const SystemDesign& design, const SystemFindings& findings) {
  if (findings.contest) return contest_csv(findings);
  if (findings.contagion) return contagion_csv(design, findings);
  const SystemResults& results = *findings.results;
  std::string text =
      "state,strategy,alignment,motive,score,score_error,peace,entry,entry_round,invoked,honoured,entrapped,strength,"
      "ruin,rounds,entry_error,hostile,essential,essential_end,side\n";
  const auto number = [](const std::optional<double>& value) { return value ? shortest(*value) : std::string(); };
  for (std::size_t i = 0; i < results.states.size(); ++i) {
    const StateResult& state = results.states[i];
    const SystemMember& member = design.members[i];
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", in_quotes(design.system.states[i].name),
        in_quotes(member.strategy), in_quotes(member.alignment), in_quotes(member.motive),
        state.score ? shortest(state.score->value) : "", state.score ? number(state.score->error) : "",
        state.peace ? shortest(state.peace->value) : "", shortest(state.entry), number(state.entry_round),
        shortest(state.invoked), shortest(state.honoured), shortest(state.entrapped), shortest(state.strength),
        shortest(state.ruin.value), shortest(state.rounds), number(state.entry_error), shortest(state.hostile),
        shortest(state.essential), shortest(state.essential_end),
        !results.blocs                  ? ""
        : results.blocs->split.sides[i] ? "2"
                                        : "1");
  }
  return text;
}

}  // namespace detente::cli
