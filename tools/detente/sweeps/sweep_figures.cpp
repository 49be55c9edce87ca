// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/sweep_figures.hpp"

#include <algorithm>

namespace detente::cli {
namespace {

std::optional<double> score(const SweepRow& row) {
  return row.standing.score;
}

std::optional<double> ends(const SweepRow& row) {
  return row.breaker ? row.breaker->answer.ends : std::nullopt;
}

std::optional<double> cost(const SweepRow& row) {
  return row.breaker ? row.breaker->answer.cost : std::nullopt;
}

/// Who is always restrained or always hostile breaks or keeps up spirals without an answer; aggressors are no seekers.
bool may_be_best(const SweepRow& row, const Figure& figure) {
  return !figure.is_about_spirals || (row.breaker && row.breaker->role == "seeker" && row.breaker->conduct.empty());
}

}  // namespace

std::vector<RowName> row_names(const std::vector<SweepOutcome>& outcomes) {
  std::vector<RowName> names;
  for (const SweepOutcome& outcome : outcomes)
    for (const SweepRow& row : outcome.rows) {
      const auto known = std::find_if(names.begin(), names.end(), [&](const RowName& name) {
        return name.name == row.row && name.motive == row.motive;
      });
      if (known == names.end())
        names.push_back({row.row, row.motive, row.is_varied});
      else
        known->is_varied = known->is_varied || row.is_varied;
    }
  return names;
}

const SweepRow* find_row(const SweepOutcome& outcome, const RowName& row) {
  const auto found = std::find_if(outcome.rows.begin(), outcome.rows.end(),
                                  [&](const SweepRow& one) { return one.row == row.name && one.motive == row.motive; });
  return found == outcome.rows.end() ? nullptr : &*found;
}

std::vector<Figure> figures() {
  return {
      {"Score per round, ranked within each motive", 1, 3, true, false, score},
      {"Ends spirals: how often the first spiral of a match ends in durable peace, in %, over opponents that can be "
       "brought back",
       100, 1, false, true, ends},
      {"Cost: what is kept less than by who always arms, against the worst aggressor, in % of R − P", 100, 1, false,
       true, cost, true}};
}

Cell cell_of(const SweepOutcome& outcome, const Figure& figure, const RowName& row) {
  const SweepRow* const found = find_row(outcome, row);
  if (found == nullptr) return {};
  std::vector<std::optional<double>> everybody, candidates;
  std::size_t place = 0;
  for (const SweepRow& other : outcome.rows) {
    if (figure.is_within_motive && other.motive != row.motive) continue;
    if (&other == found) place = everybody.size();
    const std::optional<double> value = figure.value(other);
    everybody.push_back(value && figure.is_better_less ? std::optional(-*value) : value);
    candidates.push_back(may_be_best(other, figure) ? everybody.back() : std::nullopt);
  }
  return {.value = figure.value(*found), .rank = ranks(everybody)[place], .is_best = ranks(candidates)[place] == 1};
}

}  // namespace detente::cli
