// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/league_text.hpp"

#include <set>
#include <vector>

#include <fmt/core.h>

#include "league/sentences.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kTop = 10;
constexpr std::size_t kMostRefused = 20;
constexpr std::size_t kMostNames = 5;

std::string counted(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string answer(const Json& league) {
  std::size_t strategies = 0, field = 0;
  std::set<std::string> authors;
  const Json* best = nullptr;
  for (const Json& row : league.at("standings")) {
    if (row.at("rank").is_null()) {
      ++field;
      continue;
    }
    if (best == nullptr) best = &row;
    ++strategies;
    authors.insert(row.at("author"));
  }
  if (best == nullptr) return "No strategy of any author was played.";
  return fmt::format("{} of {} leads {} of {}, with {} per round. They also played against {} of the field {}.",
                     best->at("strategy").get<std::string>(), best->at("author").get<std::string>(),
                     strategies == 1 ? "1 strategy" : fmt::format("{} strategies", strategies),
                     counted(authors.size(), "author"), decimal(best->at("score"), 3),
                     field == 1 ? "1 strategy" : fmt::format("{} strategies", field),
                     league.at("field").get<std::string>());
}

std::string top(const Json& league, const Terminal& terminal) {
  const Json& baseline = league.at("baseline");
  Table table({{"rank", true},
               {"author", false, true},
               {"strategy", false, true},
               {"score", true},
               {"ends\nspirals", true},
               {(baseline.is_null() ? "baseline" : baseline.get<std::string>()) + "\ndoes", true, false, nullptr, 2},
               {"cost", true, false, nullptr, 1}});
  std::size_t shown = 0, left = 0;
  for (const Json& row : league.at("standings")) {
    const bool is_baseline = row.at("rank").is_null() && row.at("strategy") == baseline;
    if (row.at("rank").is_null() && !is_baseline) continue;
    if (!is_baseline && ++shown > kTop) {
      ++left;
      continue;
    }
    table.add({is_baseline ? "–" : std::to_string(row.at("rank").get<int>()),
               is_baseline ? "(field)" : row.at("author"), row.at("strategy"), decimal(row.at("score"), 3),
               share_text(row.at("ends")), share_text(row.at("ends_baseline")), share_text(row.at("cost"))});
  }
  return table.text_for(terminal) + (left == 0 ? "" : fmt::format("and {} more, in standings.csv\n", left));
}

std::string refused(const Json& league, const Terminal& terminal) {
  std::string text;
  std::size_t quarantined = 0, others = 0;
  std::vector<std::string> lines;
  for (const Json& line : league.at("rounds").back().at("entrants")) {
    if (line.at("state") == "played") continue;
    ++(line.at("state") == "quarantined" ? quarantined : others);
    const std::string why = first_line(line.at("why"));
    lines.push_back(fitted(fmt::format("  {}: {}", line.at("file").get<std::string>(), why),
                           static_cast<std::size_t>(terminal.width)));
  }
  if (lines.empty()) return "";
  text = fmt::format("\nQuarantined: {}{}. The reasons in full are in the feedback.\n", counted(quarantined, "file"),
                     others == 0 ? "" : fmt::format("; not played: {}", others));
  for (std::size_t i = 0; i < lines.size() && i < kMostRefused; ++i) text += lines[i] + '\n';
  if (lines.size() > kMostRefused) text += fmt::format("  and {} more\n", lines.size() - kMostRefused);
  return text;
}

std::string news(const Json& league) {
  std::string text;
  for (const char* const what : {"new", "changed", "gone"}) {
    const Json& files = league.at("news").at(what);
    if (files.empty()) continue;
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", what, files.size());
    if (files.size() > kMostNames) continue;
    std::string names;
    for (const Json& file : files) names += (names.empty() ? "" : ", ") + file.get<std::string>();
    text += " (" + names + ")";
  }
  return fmt::format("Round {}. {}.", league.at("round").get<int>(),
                     text.empty() ? "Options have changed" : "Files " + text);
}

}  // namespace

std::string league_text(const Json& league, const std::string& folder, const Terminal& terminal) {
  const auto lines = [&](const std::string& text) {
    return wrapped(text, static_cast<std::size_t>(terminal.width), 0) + '\n';
  };
  return lines(answer(league)) + lines(league.at("design")) + '\n' + top(league, terminal) + refused(league, terminal) +
         '\n' + lines(news(league)) +
         lines(fmt::format("Files: {}/index.html, standings.csv, feedback/, history/", folder));
}

}  // namespace detente::cli
