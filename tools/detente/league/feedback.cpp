// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/feedback.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/automata/notation.hpp>
#include <detente/strategy/failure.hpp>

#include "league/sentences.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kMostMemories = 4096;
constexpr std::size_t kShown = 3;  // best and worst opponents

/// Nothing in it is markup, a picture from elsewhere included.
std::string plain(std::string_view text) {
  std::string result;
  for (const char letter : escaped(text, Markup::markdown)) result += letter == '[' ? "\\[" : std::string{letter};
  return result;
}

/// A text that may hold anything, as a block.
std::string block(const std::string& text) {
  std::string fence = "```";
  while (text.find(fence) != std::string::npos) fence += '`';
  return fence + "text\n" + text + (text.ends_with('\n') ? "" : "\n") + fence + "\n";
}

class Page {
 public:
  Page(const Round& round, const Json& league, const Json& last)
      : round_(round),
        league_(league),
        last_(last),
        encounters_(encounters(round.played.design, round.played.results)) {
    for (const Json& row : league.at("standings")) {
      const std::size_t entrant = row.at("entrant");
      authors_[round.played.design.entrants[entrant].name] = row.at("author");
      if (row.at("rank").is_null() && row.at("strategy") == league.at("baseline")) baseline_ = &row;
      if (!row.at("rank").is_null()) ++count_;
    }
  }

  std::string on(const std::string& author) const {
    std::string text =
        fmt::format("# {}\n\nRound {} of the league {}: {} strategies of authors and {} of the field {}.\n\n{}\n",
                    plain(author), league_.at("round").get<int>(), plain(league_.at("title").get<std::string>()),
                    count_, league_.at("standings").size() - count_, plain(league_.at("field").get<std::string>()),
                    plain(league_.at("design").get<std::string>()));
    for (const Json& line : league_.at("rounds").back().at("entrants"))
      if (line.at("author") == author) text += line.at("state") == "played" ? of_played(line) : of_refused(line);
    return text;
  }

 private:
  std::string of_refused(const Json& line) const {
    std::string text = fmt::format("\n## {}\n\n", plain(line.at("file").get<std::string>()));
    text += line.at("state") == "quarantined"
                ? "**It was not played**, because it would make results wrong or does not work:\n\n"
                : "**It was not played**:\n\n";
    text += block(line.at("why").get<std::string>());
    text += laws_of(line) + since(line);
    const bool is_quarantined = line.at("state") == "quarantined";
    if (is_quarantined && line.at("file").get<std::string>().ends_with(".automaton"))
      text += "\nThe page on automata as text in the manual says how such a file is written.\n";
    if (is_quarantined && line.at("file").get<std::string>().ends_with(".cpp"))
      text +=
          fmt::format("\nTo repair it, run `detente check {}` until it obeys all laws, and hand the file in again.\n",
                      std::filesystem::path(line.at("file").get<std::string>()).filename().string());
    return text;
  }

  std::string of_played(const Json& line) const {
    const Json* row = nullptr;
    for (const Json& each : league_.at("standings"))
      if (each.at("file") == line.at("file") && each.at("strategy") == line.at("strategy")) row = &each;
    if (row == nullptr) return "";
    const std::size_t entrant = row->at("entrant");
    std::string text = fmt::format("\n## {} ({})\n\n", plain(line.at("strategy").get<std::string>()),
                                   plain(line.at("file").get<std::string>()));
    text += fmt::format("**Place {} of {}**, with a score of {} per round, the mean over all opponents.{}\n",
                        row->at("rank").get<int>(), count_, decimal(row->at("score"), 3), compared(*row));
    text += since(line) + laws_of(line) + opponents(entrant) + spirals(*row) + automaton(entrant);
    return text;
  }

  std::string compared(const Json& row) const {
    if (baseline_ == nullptr) return "";
    const double mine = row.at("score"), its = baseline_->at("score");
    const std::string name = baseline_->at("strategy");
    const std::string less = decimal(std::abs(std::round(mine * 1000) - std::round(its * 1000)) / 1000, 3);  // as shown
    return fmt::format(" In the same league {} scores {}: this strategy {}.", name, decimal(its, 3),
                       less == "0.000" ? "scores the same"
                       : mine > its    ? "is " + less + " ahead"
                                       : "is " + less + " behind");
  }

  std::string since(const Json& line) const {
    if (last_.is_null()) return "";
    const Json* then = nullptr;
    const Json& round = last_.at("rounds").back();
    for (const Json& each : round.at("entrants"))
      if (each.at("file") == line.at("file") &&
          (then == nullptr ||
           (each.contains("strategy") && line.contains("strategy") && each.at("strategy") == line.at("strategy"))))
        then = &each;
    const std::string heading = fmt::format("\n### Since round {}\n\n", round.at("round").get<int>());
    if (then == nullptr) return heading + "It is new.\n";
    std::string text = then->at("hash") == line.at("hash") ? "The file is the same. " : "The file has changed. ";
    const auto state = [](const Json& of) {
      return of.at("state") == "played"
                 ? fmt::format("place {}, score {}", of.at("rank").get<int>(), decimal(of.at("score"), 3))
                 : "not played";
    };
    return heading + text + fmt::format("Then: {}. Now: {}.\n", state(*then), state(line));
  }

  std::string laws_of(const Json& line) const {
    const std::vector<Candidate>& candidates = round_.order.candidates;
    const auto candidate = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const Candidate& each) { return each.entry.name == line.at("file"); });
    const Check* const check = candidate == candidates.end() ? nullptr : round_.checks.find(candidate->code);
    const bool is_played = line.at("state") == "played";
    std::string text = "\n### Laws\n\n";
    if (candidate != candidates.end() && candidate->entry.kind == EntryKind::automaton && is_played)
      return text + "An automaton obeys all laws.\n";
    if (check == nullptr) return "";
    if (check->laws.empty()) return is_played ? text + "It obeys all laws.\n" : "";
    for (const BrokenLaw& law : check->laws)
      text += fmt::format("- **{}** is broken by {}: {}\n  The law: {}\n", plain(law.law), plain(law.strategy),
                          plain(law.breach), plain(law.sentence));
    return text + (is_played ? "\nThis is only told: the strategy plays all the same.\n" : "");
  }

  std::string opponents(std::size_t entrant) const {
    const std::vector<Encounter>& met = encounters_[entrant];
    if (met.empty()) return "";
    const std::size_t shown = std::min(kShown, met.size());
    std::string text = "\n### Opponents\n\nScores per round, in its matches with each.\n\n";
    const auto table = [&](const char* title, std::size_t first, bool is_reversed) {
      text += fmt::format("| {} | of | its score | the opponent's |\n|---|---|---:|---:|\n", title);
      for (std::size_t i = 0; i < shown; ++i) {
        const Encounter& one = met[is_reversed ? first - i : first + i];
        const Entrant& other = round_.played.design.entrants[one.opponent];
        const std::string author = authors_.at(other.name);
        text += fmt::format("| {} | {} | {} | {} |\n", plain(other.shown), author.empty() ? "the field" : plain(author),
                            decimal(one.score, 3), decimal(one.other, 3));
      }
      text += '\n';
    };
    table("best opponents", 0, false);
    table("worst opponents", met.size() - 1, true);
    text.pop_back();
    return text;
  }

  std::string spirals(const Json& row) const {
    std::string text = "\n### Spirals of hostility\n\n";
    for (const std::string& sentence : spiral_sentences(row, league_.at("baseline"))) text += plain(sentence) + "\n";
    return text;
  }

  std::string automaton(std::size_t entrant) const {
    const Design& design = round_.played.design;
    const Side& side = design.entrants[entrant].side;
    std::string text = "\n### Automaton\n\n";
    try {
      const auto derived = derive(side.strategy, design.rules.levels, {}, kMostMemories);
      if (!derived)
        return text + "Its memory cannot be enumerated, or is large, so its matches may have to be sampled.\n";
      const Automaton least = canonical(*derived);
      if (least.size() > kMostWrittenStates)
        return text +
               fmt::format("It plays as an automaton of {} states, too many to be written here.\n", least.size());
      return text +
             fmt::format("It plays as an automaton of {} {}; anybody can play it without code:\n\n", least.size(),
                         least.size() == 1 ? "state" : "states") +
             block("automaton:" + text_of(least)) + "\n" + block(file_of(least, design.entrants[entrant].shown));
    } catch (const StrategyFailure&) {
      return text + "It failed when its automaton was derived.\n";
    }
  }

  const Round& round_;
  const Json& league_;
  const Json& last_;
  std::vector<std::vector<Encounter>> encounters_;
  std::map<std::string, std::string> authors_;  // by entrant
  const Json* baseline_ = nullptr;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> feedback(const Round& round, const Json& league, const Json& last) {
  const Page page(round, league, last);
  std::vector<std::pair<std::string, std::string>> files;
  const Json names = feedback_names(league);
  for (const auto& [author, name] : names.items()) files.emplace_back(name.get<std::string>(), page.on(author));
  return files;
}

}  // namespace detente::cli
