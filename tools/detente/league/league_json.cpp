// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/league_json.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "text/design_text.hpp"

namespace detente::cli {
namespace {

constexpr int kAnyWidth = 100'000;
constexpr std::size_t kLongestName = 100;  // bytes

/// One line for each strategy that played, and one for each file that was refused or of which a strategy failed.
Json entrants_of(const Round& round, const Json& rows) {
  Json entrants = Json::array();
  for (std::size_t i = 0; i < round.order.candidates.size(); ++i) {
    const Entry& entry = round.order.candidates[i].entry;
    const Json file{{"author", entry.author}, {"file", entry.name}, {"hash", entry.hash}};
    const std::string& why = round.admission.why[i];
    if (!why.empty()) {
      Json line = file;
      line.update({{"state", entry.why.empty() ? "quarantined" : "not played"}, {"why", why}});
      entrants.push_back(std::move(line));
    }
    for (const Json& row : rows) {
      if (row.at("file") != entry.name) continue;
      Json line = file;
      line.update({{"state", "played"},
                   {"strategy", row.at("strategy")},
                   {"rank", row.at("rank")},
                   {"score", row.at("score")}});
      entrants.push_back(std::move(line));
    }
  }
  return entrants;
}

/// Hash by file.
std::map<std::string, std::string> hashes(const Json& entrants) {
  std::map<std::string, std::string> hashes;
  for (const Json& line : entrants) hashes[line.at("file")] = line.at("hash");
  return hashes;
}

/// Files that are new, changed or gone since the last round.
Json news(const Json& entrants, const Json& last) {
  Json news{{"new", Json::array()}, {"changed", Json::array()}, {"gone", Json::array()}};
  const auto now = hashes(entrants);
  const auto then =
      last.is_null() ? std::map<std::string, std::string>() : hashes(last.at("rounds").back().at("entrants"));
  for (const auto& [file, hash] : now) {
    const auto known = then.find(file);
    if (known == then.end())
      news["new"].push_back(file);
    else if (known->second != hash)
      news["changed"].push_back(file);
  }
  for (const auto& [file, hash] : then)
    if (!now.contains(file)) news["gone"].push_back(file);
  return news;
}

}  // namespace

Json league_json(const Round& round, const Json& last) {
  const Design& design = round.played.design;
  const Json rows = league_rows(design, round.played.results, round.finding, round.admission.owners);
  Json rounds = last.is_null() ? Json::array() : last.at("rounds");
  const int number = static_cast<int>(rounds.size()) + 1;
  const Json entrants = entrants_of(round, rows);
  std::string line = design_line(design, kAnyWidth);
  while (!line.empty() && line.back() == '\n') line.pop_back();
  Json json{{"format", "detente-league-1"},
            {"title", round.order.title},
            {"round", number},
            {"key", round.order.key},
            {"design", line},
            {"field", round.order.field},
            {"baseline", round.finding.question ? Json(round.finding.question->baseline.shown) : Json(nullptr)},
            {"verdict", round.finding.verdict},
            {"news", news(entrants, last)},
            {"standings", rows}};
  rounds.push_back({{"round", number}, {"key", round.order.key}, {"design", line}, {"entrants", entrants}});
  json["rounds"] = std::move(rounds);
  return json;
}

std::vector<std::string> codes(const RoundOrder& order) {
  std::vector<std::string> codes;
  for (const Candidate& candidate : order.candidates)
    if (!candidate.code.empty()) codes.push_back(candidate.code);
  return codes;
}

Json feedback_names(const Json& league) {
  Json names = Json::object();
  if (league.is_null()) return names;
  std::set<std::string> taken;
  for (const Json& line : league.at("rounds").back().at("entrants")) {
    const std::string author = line.at("author");
    if (names.contains(author)) continue;
    std::string name = author.substr(0, kLongestName);
    while (!name.empty() &&
           (static_cast<unsigned char>(author[std::min(name.size(), author.size() - 1)]) & 0xC0U) == 0x80U &&
           name.size() < author.size())
      name.pop_back();
    std::replace(name.begin(), name.end(), '/', '-');
    const std::string first = name;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}-{}", first, number);
    names[author] = "feedback/" + name + ".md";
  }
  return names;
}

std::vector<std::string> gone(const Json& league, const Json& last) {
  const Json now = feedback_names(league), then = feedback_names(last);
  std::set<std::string> kept;
  for (const auto& [author, name] : now.items()) kept.insert(name);
  std::vector<std::string> removed;
  for (const auto& [author, name] : then.items())
    if (!kept.contains(name)) removed.push_back(name);
  return removed;
}

}  // namespace detente::cli
