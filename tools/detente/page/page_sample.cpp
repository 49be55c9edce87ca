// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "page/page_sample.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "json/pairs_json.hpp"
#include "page/page.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kBest = 96;
constexpr std::size_t kWorst = 32;

using Place = std::array<double, 4>;

double distance(const Place& a, const Place& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/// Where each standing is among all, in conduct and in score.
std::vector<Place> places(const std::vector<Json>& standings) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Json& standing : standings) {
    low = std::min(low, standing["score"].get<double>());
    high = std::max(high, standing["score"].get<double>());
  }
  const double range = high > low ? high - low : 1;
  std::vector<Place> all;
  for (const Json& standing : standings)
    all.push_back({standing["cooperation"].get<double>(), standing["peace"].get<double>(),
                   standing["conflict"].get<double>(), (standing["score"].get<double>() - low) / range});
  return all;
}

/// The place of a pair in the order of the schedule.
std::size_t pair_at(std::size_t row, std::size_t column, std::size_t size, bool self_play) {
  const std::size_t own = self_play ? 0 : 1;
  return row * (size - own) - row * (row - 1) / 2 + column - row - own;
}

void keep_named(Json& list, const std::set<std::string>& names, const std::vector<const char*>& keys) {
  Json kept = Json::array();
  for (Json& one : list)
    if (std::all_of(keys.begin(), keys.end(),
                    [&](const char* key) { return !one.contains(key) || names.contains(one[key].get<std::string>()); }))
      kept.push_back(std::move(one));
  list = std::move(kept);
}

}  // namespace

PageSample page_sample(const Json& list) {
  std::vector<Json> standings(list.begin(), list.end());
  std::stable_sort(standings.begin(), standings.end(),
                   [](const Json& a, const Json& b) { return a["rank"].get<int>() < b["rank"].get<int>(); });
  const std::vector<Place> place = places(standings);
  std::vector<bool> is_shown(standings.size());
  std::vector<double> nearest(standings.size(), std::numeric_limits<double>::infinity());
  const auto show = [&](std::size_t i) {
    is_shown[i] = true;
    for (std::size_t other = 0; other < place.size(); ++other)
      nearest[other] = std::min(nearest[other], distance(place[i], place[other]));
  };
  for (std::size_t i = 0; i < kBest; ++i) show(i);
  for (std::size_t i = standings.size() - kWorst; i < standings.size(); ++i) show(i);
  for (std::size_t shown = kBest + kWorst; shown < kMostOnPage; ++shown) {
    std::size_t farthest = 0;
    for (std::size_t i = 0; i < place.size(); ++i)
      if (is_shown[farthest] || (!is_shown[i] && nearest[i] > nearest[farthest])) farthest = i;
    show(farthest);
  }
  PageSample sample{.names = {},
                    .sentence = fmt::format(
                        "This page shows {} of {} entrants: the {} best and the {} worst by rank, and {} between them "
                        "whose conduct and scores differ most. Ranks and scores are those among all.",
                        kMostOnPage, grouped(standings.size()), kBest, kWorst, kMostOnPage - kBest - kWorst)};
  for (std::size_t i = 0; i < standings.size(); ++i)
    if (is_shown[i]) sample.names.insert(standings[i]["strategy"].get<std::string>());
  return sample;
}

Json sampled_page(Json page, const PageSample& sample) {
  Json& design = page["design"];
  Json strategies = Json::array();
  for (const Json& name : design["strategies"])
    if (sample.names.contains(name.get<std::string>())) strategies.push_back(name);
  design["strategies"] = std::move(strategies);
  for (const char* const key : {"motives", "parameters", "tremble_of", "misperception_of", "motive_of"}) {
    if (!design.contains(key)) continue;
    Json kept = Json::object();
    for (const auto& [name, value] : design[key].items())
      if (sample.names.contains(name)) kept[name] = value;
    design[key] = std::move(kept);
  }
  for (const char* const key : {"standings", "breakers", "recovery", "broke", "entrants"})
    if (page.contains(key) && page[key].is_array()) keep_named(page[key], sample.names, {"strategy"});
  for (const char* const key : {"pairs", "traces"})
    if (page.contains(key)) keep_named(page[key], sample.names, {"row", "column"});
  if (!page.contains("verdict") || !page["verdict"].is_array()) page["verdict"] = Json::array();
  page["verdict"].insert(page["verdict"].begin(), sample.sentence);
  return page;
}

Json sampled_pairs(const PageSample& sample, const Design& design, const Results& results) {
  std::vector<std::size_t> entrants;
  for (std::size_t i = 0; i < design.entrants.size(); ++i)
    if (sample.names.contains(design.entrants[i].name)) entrants.push_back(i);
  const PairsJson pairs(design);
  Json list = Json::array();
  for (std::size_t i = 0; i < entrants.size(); ++i)
    for (std::size_t j = design.request.self_play ? i : i + 1; j < entrants.size(); ++j)
      list.push_back(pairs.document(
          results.pairs[pair_at(entrants[i], entrants[j], design.entrants.size(), design.request.self_play)]));
  return list;
}

}  // namespace detente::cli
