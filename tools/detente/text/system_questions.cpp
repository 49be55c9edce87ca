// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/system_questions.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"

namespace detente::cli {
namespace {

/// Differences of shares, in percentage points: "+29.1 ±0.8".
std::string points(const Estimate& estimate) {
  const std::string value = decimal(100 * estimate.value, 1);
  const std::string sign = estimate.value > 0 && value != "0.0" ? "+" : "";
  if (!estimate.error || *estimate.error == 0) return sign + value;
  return fmt::format("{}{} ±{}", sign, value, decimal(100 * *estimate.error, 1));
}

std::string with_error(const Estimate& estimate, int decimals) {
  if (!estimate.error || *estimate.error == 0) return decimal(estimate.value, decimals);
  return fmt::format("{} ±{}", decimal(estimate.value, decimals), decimal(*estimate.error, decimals));
}

bool is_above_nothing(const Estimate& estimate) {
  return estimate.value > estimate.error.value_or(0);
}

std::string front_name(const SystemDesign& design, std::size_t front) {
  return harmless(design.system.states[design.system.fronts[front].row].name + " – " +
                  design.system.states[design.system.fronts[front].column].name);
}

bool is_between(const SystemDesign& design, std::size_t front, const Misreading& misreading) {
  const std::string& row = design.system.states[design.system.fronts[front].row].name;
  const std::string& column = design.system.states[design.system.fronts[front].column].name;
  return (row == misreading.by && column == misreading.of) || (row == misreading.of && column == misreading.by);
}

std::string repetitions(const SystemDesign& design) {
  return grouped(static_cast<std::uint64_t>(design.request.base.repetitions));
}

/// "tables", or "tables, objects": who sampled.
std::string samplers(const ContestResults& contest) {
  std::set<std::string, std::greater<>> engines;
  for (const ContestRow& row : contest.rows) engines.insert(row.engine);
  return joined({engines.begin(), engines.end()});
}

}  // namespace

std::string contest_text(const SystemDesign& design, const SystemFindings& findings, const Terminal& terminal) {
  const ContestResults& contest = *findings.contest;
  const std::string state = harmless(findings.asked_contest->state);
  const ContestRow& best = contest.rows.front();
  const auto width = static_cast<std::size_t>(terminal.width);
  const std::string verdict =
      is_above_nothing(best.lift_own)
          ? fmt::format(
                "In the seat of {}, {} brings most peace: its own fronts are at peace in {} of their rounds, "
                "{} points against {}. The peace of all other fronts changes by {} points.",
                state, harmless(best.strategy), percent(best.peace_own.value), points(best.lift_own),
                harmless(findings.asked_contest->baseline), points(best.lift_others))
          : fmt::format("In the seat of {}, no candidate brings its own fronts more peace than {} does.", state,
                        harmless(findings.asked_contest->baseline));
  Table table({{.title = "strategy", .yields = true},
               {.title = "gain in peace,\nown fronts", .is_number = true},
               {.title = "gain in peace,\nother fronts", .is_number = true},
               {.title = "score", .is_number = true},
               {.title = "price by\naggressor", .is_number = true},
               {.title = "ruined", .is_number = true, .goes = 1}});
  for (const ContestRow& row : contest.rows)
    table.add({harmless(row.strategy), points(row.lift_own), points(row.lift_others), decimal(row.score.value, 3),
               with_error(row.price, 3), percent(row.ruin.value)});
  const std::string terms = fmt::format(
      "Gain in peace: share of rounds at peace, less that with {} in the seat, in percentage points. Price: score per "
      "round that is lost, "
      "beyond what {} loses, when {} plays {}. Sampled ({}): {} repetitions on equal draws; ± is half of a 95% "
      "interval.",
      harmless(findings.asked_contest->baseline), harmless(findings.asked_contest->baseline),
      harmless(contest.neighbour), harmless(contest.aggressor), samplers(contest), repetitions(design));
  return wrapped(verdict, width, 0) + "\n\n" + table.text_for(terminal) + "\n" + wrapped(terms, width, 0) + "\n";
}

std::string contest_csv(const SystemFindings& findings) {
  std::string text =
      "strategy,score,score_error,ruin,peace_own,peace_others,lift_own,lift_own_error,lift_others,lift_others_error,"
      "price,price_error,ruin_by_aggressor\n";
  const auto error = [](const Estimate& of) { return of.error ? shortest(*of.error) : std::string(); };
  for (const ContestRow& row : findings.contest->rows)
    text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\n", in_quotes(row.strategy), shortest(row.score.value),
                        error(row.score), shortest(row.ruin.value), shortest(row.peace_own.value),
                        shortest(row.peace_others.value), shortest(row.lift_own.value), error(row.lift_own),
                        shortest(row.lift_others.value), error(row.lift_others), shortest(row.price.value),
                        error(row.price), shortest(row.ruin_by_aggressor.value));
  return text;
}

std::string contagion_text(const SystemDesign& design, const SystemFindings& findings, const Terminal& terminal) {
  const Contagion& contagion = *findings.contagion;
  const Misreading& impulse = *findings.asked_impulse;
  const auto width = static_cast<std::size_t>(terminal.width);
  std::string text = fmt::format(
      "If {} takes an act of {} for one level more hostile, once, in round {}, then {} other fronts (expected number) "
      "leave peace within {} round{} because of it.",
      harmless(impulse.by), harmless(impulse.of), impulse.round, with_error(contagion.spread, 2), impulse.horizon,
      impulse.horizon == 1 ? "" : "s");
  std::vector<Table::Column> columns{{.title = "front", .yields = true},
                                     {.title = "leaves peace\nbecause of it", .is_number = true}};
  if (contagion.silent) {
    double silent = 0;  // other fronts
    for (std::size_t f = 0; f < contagion.silent->left.size(); ++f)
      if (!is_between(design, f, impulse)) silent += contagion.silent->left[f];
    columns.push_back({.title = "without\nother noise", .is_number = true});
    text += fmt::format(
        " From peace everywhere and without other noise the number is {}; {} rounds later all fronts are at peace with "
        "probability {}, and on average some front is not at peace in {} of these rounds.",
        decimal(silent, 2), impulse.horizon, percent(contagion.silent->recovered),
        decimal(contagion.silent->rounds_lost, 1));
  }
  Table table(std::move(columns));
  for (std::size_t f = 0; f < contagion.fronts.size(); ++f) {
    std::vector<std::string> row{front_name(design, f), points(contagion.fronts[f])};
    if (contagion.silent) row.push_back(percent(contagion.silent->left[f]));
    table.add(std::move(row));
  }
  const std::string terms = fmt::format(
      "Leaves peace because of it: probability in percentage points, with the misreading less without it, on equal "
      "draws. Sampled "
      "(objects): {} repetitions; ± is half of a 95% interval.{}",
      repetitions(design), contagion.silent ? " Without other noise: exact." : "");
  return wrapped(text, width, 0) + "\n\n" + table.text_for(terminal) + "\n" + wrapped(terms, width, 0) + "\n";
}

std::string contagion_csv(const SystemDesign& design, const SystemFindings& findings) {
  const Contagion& contagion = *findings.contagion;
  std::string text = "row,column,in_weather,in_weather_error,silent\n";
  for (std::size_t f = 0; f < contagion.fronts.size(); ++f) {
    const SystemFront& front = design.system.fronts[f];
    text += fmt::format("{},{},{},{},{}\n", in_quotes(design.system.states[front.row].name),
                        in_quotes(design.system.states[front.column].name), shortest(contagion.fronts[f].value),
                        contagion.fronts[f].error ? shortest(*contagion.fronts[f].error) : "",
                        contagion.silent ? shortest(contagion.silent->left[f]) : "");
  }
  return text;
}

}  // namespace detente::cli
