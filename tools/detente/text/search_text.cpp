// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/search_text.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "arguments/search_settings.hpp"
#include "terminal/table.hpp"
#include "text/answer_text.hpp"
#include "text/design_text.hpp"
#include "text/spirals_text.hpp"

namespace detente::cli {
namespace {

constexpr std::array kUsual{SearchColumn::ends, SearchColumn::cost, SearchColumn::in_spirals};
constexpr std::string_view kNone = "–";

bool is_share(SearchColumn column) {
  return column != SearchColumn::keeps && column != SearchColumn::score && column != SearchColumn::best_response;
}

std::string shown_value(const Searched& searched, const std::vector<SearchValues>& values, SearchColumn column) {
  const auto value = value_told(column, over_worlds(column, searched.request.is_mean, values));
  if (!value) return std::string(kNone);
  return is_share(column) ? with_minus(fmt::format("{:.2f}", 100 * *value)) + "%" : decimal(*value, 4);
}

/// How often spirals end with the baseline in the same seat, in the world where that is least or as the mean.
std::string baseline_ends(const Searched& searched, const SearchFind& find) {
  std::vector<SearchValues> values;
  for (const Answer& answer : find.answers) {
    values.emplace_back();
    values.back()[static_cast<std::size_t>(SearchColumn::ends)] = answer.ends_baseline.value_or(kNothingCompared);
  }
  return shown_value(searched, values, SearchColumn::ends);
}

std::string title(SearchColumn column) {
  switch (column) {
    case SearchColumn::ends:
      return "ends\nspirals";
    case SearchColumn::in_spirals:
      return "in\nspirals";
    case SearchColumn::best_response:
      return "best\nresponse";
    default:
      return std::string(detente::word(column));
  }
}

/// "ends and cost", or with another word before the last.
std::string columns_in_words(const SearchRequest& request, const char* before_last) {
  std::vector<std::string> words;
  for (const SearchColumn column : request.objective) words.emplace_back(detente::word(column));
  if (words.size() == 1) return words.front();
  return joined({words.begin(), words.end() - 1}) + before_last + words.back();
}

/// What makes the best the best.
std::string what_best_means(const SearchRequest& request) {
  const std::string columns = columns_in_words(request, " or ");
  if (request.objective.size() == 1) return fmt::format("no other is better in {}", columns);
  return fmt::format("no other is better in {} without being worse in {}", columns,
                     request.objective.size() == 2 ? "the other" : "another");
}

std::vector<SearchColumn> columns_of_table(const SearchRequest& request) {
  std::vector<SearchColumn> columns = request.objective;
  for (const SearchColumn column : kUsual)
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  return columns;
}

std::string whole_in_groups(double count) {
  std::string digits = fmt::format("{:.0f}", count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string sentences(const Searched& searched, bool is_novelty_asked) {
  const SearchReport& report = searched.report;
  const SearchRequest& request = searched.request;
  const bool is_exhaustive = request.method == SearchRequest::Method::exhaustive;
  const std::size_t found = report.front.size();
  std::string text;
  if (found == 0) return "Stopped before anything was found.";
  const std::string best = fmt::format("{} {} best: {}", found, found == 1 ? "is" : "are", what_best_means(request));
  if (is_exhaustive && report.is_complete)
    text = fmt::format("Of all {} different {}, {}.", whole_in_groups(static_cast<double>(report.progress.minimal)),
                       space_words(request.space), best);
  else if (is_exhaustive)
    text = fmt::format("Stopped after {} of {} {}. Of those looked at, {}.",
                       whole_in_groups(static_cast<double>(report.progress.done)), whole_in_groups(report.members),
                       space_words(request.space), best);
  else
    text = fmt::format(
        "{}{} {} were tried, from {} {}. Of them, {}. Others may be better.",
        report.is_complete ? "" : "Stopped: ", whole_in_groups(static_cast<double>(report.progress.evaluated)),
        space_words(request.space), report.progress.restarts.size(),
        report.progress.restarts.size() == 1 ? "random start" : "random starts", best);
  std::vector<std::string> unsurpassed, surpassed;
  for (const SearchNamed& named : report.field)
    if (named.is_surpassed) (*named.is_surpassed ? surpassed : unsurpassed).push_back(named.name);
  if (!surpassed.empty()) text += " Those found surpass, of the field, " + joined(surpassed) + ".";
  if (!unsurpassed.empty())
    text += (surpassed.empty() ? " Of the field, none is surpassed: " : " Not surpassed: ") + joined(unsurpassed) + ".";
  if (is_novelty_asked) {
    const auto known = std::count_if(report.front.begin(), report.front.end(),
                                     [](const SearchFind& find) { return find.like_share > 1 - 1e-9; });
    text += fmt::format(" Of the {} found, {} {} as a strategy of the library does, and {} {} new.", found, known,
                        known == 1 ? "plays" : "play", found - static_cast<std::size_t>(known),
                        found - static_cast<std::size_t>(known) == 1 ? "is" : "are");
  }
  return text;
}

std::string caption(const Searched& searched, bool is_novelty_asked) {
  const SpiralDesign& first = searched.worlds.front();
  const Trial& trial = first.request.trial;
  std::string text = fmt::format(
      "A state of an automaton is what it plays, then the states that follow a C and a D of the other{} (see 'detente "
      "explain automaton'). Ends spirals: how often the first spiral of a match ends in {} rounds of peace in a row "
      "within {} rounds, mean over opponents that can be brought back. Cost: what it keeps less than who always arms, "
      "against its worst aggressor over {}, in % of R − P. In spirals: share of the rounds with seekers.",
      searched.request.space.sees_own ? ", or own and other's CC, CD, DC, DD" : "", trial.durable, trial.horizon,
      length_words(first.design.request));
  if (searched.worlds.size() > 1)
    text += fmt::format(" Each number is the {} over {} worlds.", searched.request.is_mean ? "mean" : "worst",
                        searched.worlds.size());
  if (is_novelty_asked)
    text +=
        " Like: the strategy of the library that plays most like it, and the share of its rounds (the first 50, with"
        " the field's opponents of at most 16 states) in which both would do the same.";
  return text;
}

}  // namespace

std::string search_text(const Searched& searched, bool is_novelty_asked, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const std::vector<SearchColumn> columns = columns_of_table(searched.request);
  std::vector<Table::Column> heads{{"strategy", false, true}, {"states", true, false, nullptr, 3}};
  for (const SearchColumn column : columns)
    heads.push_back({title(column), true, false, nullptr,
                     std::find(searched.request.objective.begin(), searched.request.objective.end(), column) ==
                             searched.request.objective.end()
                         ? 2
                         : 0});
  const std::string& baseline = searched.worlds.front().baseline.shown;
  heads.push_back({baseline + "\nends", true, false, nullptr, 1});
  heads.push_back({"like", false, true, nullptr, is_novelty_asked ? 0 : 4});
  heads.push_back({"share", true, false, nullptr, is_novelty_asked ? 0 : 5});
  Table table(heads);
  for (const SearchFind& find : searched.report.front) {
    std::vector<std::string> row{find.automaton, std::to_string(find.states)};
    for (const SearchColumn column : columns) row.push_back(shown_value(searched, find.values, column));
    row.push_back(baseline_ends(searched, find));
    row.push_back(find.like);
    row.push_back(fmt::format("{:.1f}%", 100 * find.like_share));
    table.add(row);
  }
  table.add_line("The field");
  for (const SearchNamed& named : searched.report.field) {
    std::vector<std::string> row{named.name, named.states == 0 ? std::string(kNone) : std::to_string(named.states)};
    for (const SearchColumn column : columns) row.push_back(shown_value(searched, named.values, column));
    row.emplace_back("");
    row.emplace_back(named.is_surpassed == true ? "surpassed" : "");
    row.emplace_back("");
    table.add(row);
  }
  const std::string question = fmt::format("Which {} are best in {}?", space_words(searched.request.space),
                                           columns_in_words(searched.request, " and "));
  return coloured(wrapped(question, width, 0), Colour::bold, terminal.has_color) + '\n' +
         design_line(searched.worlds.front().design, terminal.width) + '\n' +
         wrapped(sentences(searched, is_novelty_asked), width, 0) + "\n\n" + table.text_for(terminal) + '\n' +
         wrapped(caption(searched, is_novelty_asked), width, 0) + '\n';
}

}  // namespace detente::cli
