// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <detente/text/text.hpp>

#include "terminal/table.hpp"

namespace detente::cli {
namespace {

constexpr std::array kColumns{"rank",        "author", "strategy", "file",       "score",      "score_error",
                              "cooperation", "peace",  "friction", "conflict",   "ends",       "ends_baseline",
                              "better",      "worse",  "least",    "least_with", "in_spirals", "in_spirals_baseline",
                              "cost",        "class"};

const Breaker* breaker_of(const Finding& finding, std::size_t entrant) {
  for (const Breaker& breaker : finding.report.breakers)
    if (breaker.entrant == entrant) return &breaker;
  return nullptr;
}

void add_answer(Json& row, const Breaker* breaker) {
  const Answer none;
  const Answer& answer = breaker == nullptr ? none : breaker->answer;
  row["ends"] = maybe(answer.ends);
  row["ends_baseline"] = maybe(answer.ends_baseline);
  row["better"] = answer.ends ? Json(answer.better) : Json(nullptr);
  row["worse"] = answer.ends ? Json(answer.worse) : Json(nullptr);
  row["least"] = maybe(answer.least);
  row["least_with"] = answer.least ? Json(answer.least_with) : Json(nullptr);
  row["in_spirals"] = maybe(answer.in_spirals);
  row["in_spirals_baseline"] = maybe(answer.in_spirals_baseline);
  row["cost"] = breaker == nullptr ? Json(nullptr) : maybe(answer.cost);
  row["class"] = answer.kind ? Json(std::string(class_word(*answer.kind))) : Json(nullptr);
}

std::string field_of(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return in_quotes(value.get<std::string>());
  return value.is_number_integer() ? std::to_string(value.get<std::int64_t>()) : cell(value.get<double>());
}

}  // namespace

Json league_rows(const Design& design, const Results& results, const Finding& finding, const Owners& owners) {
  std::vector<const Standing*> order;
  for (const Standing& standing : results.standings) order.push_back(&standing);
  std::stable_sort(order.begin(), order.end(), [&](const Standing* a, const Standing* b) {
    const auto is_entered = [&](const Standing* one) { return owners.contains(design.entrants[one->entrant].name); };
    return a->score != b->score ? a->score > b->score : is_entered(a) && !is_entered(b);
  });
  Json rows = Json::array();
  int place = 0, rank = 0, before = 0;  // `before`: the rank that the last author's strategy has in its motive
  for (const Standing* const standing : order) {
    const Entrant& entrant = design.entrants[standing->entrant];
    const auto owner = owners.find(entrant.name);
    const bool is_entered = owner != owners.end();
    if (is_entered) {
      ++place;
      if (standing->rank != before) rank = place;
      before = standing->rank;
    }
    const bool has_error = standing->score_error && *standing->score_error > 0;
    Json row{{"rank", is_entered ? Json(rank) : Json(nullptr)},
             {"author", is_entered ? owner->second.author : ""},
             {"strategy", entrant.shown},
             {"file", is_entered ? owner->second.file : ""},
             {"score", standing->score},
             {"score_error", has_error ? Json(*standing->score_error) : Json(nullptr)},
             {"cooperation", standing->cooperation},
             {"peace", standing->peace},
             {"friction", standing->friction},
             {"conflict", standing->conflict}};
    add_answer(row, breaker_of(finding, standing->entrant));
    row["entrant"] = standing->entrant;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string league_csv(const Json& rows) {
  std::vector<std::string> head(kColumns.begin(), kColumns.end());
  std::string csv = joined(head, ",") + '\n';
  for (const Json& row : rows) {
    std::vector<std::string> fields;
    for (const char* const column : kColumns) fields.push_back(field_of(row.at(column)));
    csv += joined(fields, ",") + '\n';
  }
  return csv;
}

std::vector<std::vector<Encounter>> encounters(const Design& design, const Results& results) {
  std::vector<std::vector<Encounter>> of(design.entrants.size());
  for (const PairResult& pair : results.pairs) {
    if (pair.row == pair.column) continue;
    of[pair.row].push_back({pair.column, pair.score[0], pair.score[1]});
    of[pair.column].push_back({pair.row, pair.score[1], pair.score[0]});
  }
  for (auto& list : of) {
    std::stable_sort(list.begin(), list.end(), [](const Encounter& a, const Encounter& b) {
      return a.score != b.score ? a.score > b.score : a.opponent < b.opponent;
    });
  }
  return of;
}

}  // namespace detente::cli
