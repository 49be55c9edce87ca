// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/answer_text.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/core.h>
#include <detente/spirals/verdict.hpp>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"
#include "text/design_text.hpp"
#include "text/spirals_text.hpp"

namespace detente::cli {
namespace {

constexpr std::string_view kAbsent = "–";
constexpr std::size_t kWide = 120;      // columns that have room for more than the answer
constexpr double kShownError = 0.0005;  // smaller ones would be shown as ±0.0

const std::string& shown(const SpiralDesign& question, std::size_t entrant) {
  return question.design.entrants[entrant].shown;
}

/// As people know it, where an entrant has that canonical name.
std::string shown(const SpiralDesign& question, const std::string& name) {
  for (const Entrant& entrant : question.design.entrants)
    if (entrant.name == name) return entrant.shown;
  return name;
}

std::string share(const std::optional<double>& value) {
  return value ? with_minus(fmt::format("{:.1f}", 100 * *value)) + "%" : std::string(kAbsent);
}

std::string share(const std::optional<double>& value, double error) {
  return value && error >= kShownError ? share(value) + fmt::format(" ±{:.1f}", 100 * error) : share(value);
}

std::string whole_share(const std::optional<double>& value) {
  return value ? fmt::format("{:.0f}%", 100 * *value) : std::string(kAbsent);
}

bool is_trivial(const Breaker& breaker) {
  return breaker.answer.kind == BreakerClass::restrained || breaker.answer.kind == BreakerClass::hostile;
}

/// A row stands for all that play alike: the first of them has it.
bool is_named_before(const SpiralDesign& question, const SpiralReport& report, const Breaker& breaker) {
  return alike(question, report, breaker).front() != &breaker;
}

std::string heading(BreakerClass kind, const std::string& baseline) {
  std::string words = class_name(kind, baseline);
  words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

/// A title as narrow as two lines make it: "tit-for-\ntat does".
std::string in_two_lines(const std::string& title) {
  std::size_t best = title.size(), narrowest = title.size();
  for (std::size_t i = 1; i + 1 < title.size(); ++i) {
    if (title[i] != ' ' && title[i] != '-') continue;
    const std::size_t width = std::max(i + 1, title.size() - i - 1);
    if (width < narrowest) narrowest = width, best = i;
  }
  if (best == title.size()) return title;
  return title.substr(0, title[best] == '-' ? best + 1 : best) + '\n' + title.substr(best + 1);
}

/// The more is said of a number elsewhere, the sooner its column goes where a terminal is narrow.
Table table_of(const SpiralDesign& question, const SpiralReport& report, bool is_wide) {
  const std::string& baseline = question.baseline.shown;
  std::vector<Table::Column> columns{{"  strategy", false, true},
                                     {"ends\nspirals", true},
                                     {in_two_lines(baseline + " does"), true, false, nullptr, 3},
                                     {"better/\nworse", true, false, nullptr, 2},
                                     {"least", true, false, nullptr, 5},
                                     {"with", false, true, nullptr, 6},
                                     {"cost", true},
                                     {"pays\nup to", true, false, nullptr, 4}};
  if (is_wide)
    for (const char* const title : {"reached", "in\nspirals", "keeps"}) columns.push_back({title, true});
  Table table(columns);
  std::optional<BreakerClass> last;
  for (const Breaker& breaker : report.breakers) {
    const Answer& answer = breaker.answer;
    if (breaker.role != "seeker" || is_trivial(breaker) || !answer.kind || is_named_before(question, report, breaker))
      continue;
    if (answer.kind != last) table.add_line(heading(*answer.kind, baseline));
    last = answer.kind;
    const bool is_baseline = question.design.entrants[breaker.entrant].strategy.name() == question.baseline.name;
    std::vector<std::string> row{(answer.front ? "* " : "  ") + shown(question, breaker.entrant),
                                 share(answer.ends, answer.ends_error),
                                 share(answer.ends_baseline),
                                 is_baseline ? std::string(kAbsent) : fmt::format("{}/{}", answer.better, answer.worse),
                                 share(answer.least),
                                 answer.least_with.empty() ? std::string(kAbsent) : shown(question, answer.least_with),
                                 share(answer.cost) + (answer.is_cost_exact ? "" : "~"),
                                 whole_share(answer.pays_up_to)};
    if (is_wide) {
      row.push_back(share(answer.reached));
      row.push_back(share(answer.in_spirals));
      row.push_back(decimal(answer.keeps, 3));
    }
    table.add(row);
  }
  return table;
}

/// Those of the table that play alike, and are one row.
std::string counted_once(const SpiralDesign& question, const SpiralReport& report) {
  std::vector<std::string> groups;
  for (const Breaker& breaker : report.breakers) {
    if (breaker.role != "seeker" || is_trivial(breaker) || is_named_before(question, report, breaker)) continue;
    std::vector<std::string> names;
    for (const Breaker* const one : alike(question, report, breaker)) names.push_back(shown(question, one->entrant));
    if (names.size() > 1) groups.push_back(joined(names, " = "));
  }
  return groups.empty() ? "" : "Alike, and counted once: " + joined(groups, "; ") + ".";
}

/// Those that play alike count once.
std::size_t distinct(const std::vector<std::size_t>& entrants, const SpiralReport& report) {
  std::size_t count = entrants.size();
  for (const std::vector<std::size_t>& alike : report.clones) {
    const auto here = std::count_if(alike.begin(), alike.end(), [&](std::size_t entrant) {
      return std::find(entrants.begin(), entrants.end(), entrant) != entrants.end();
    });
    count -= static_cast<std::size_t>(std::max<std::ptrdiff_t>(here - 1, 0));
  }
  return count;
}

std::string opponents_words(std::size_t count) {
  return count == 1 ? "the only opponent" : fmt::format("the {} opponents", count);
}

/// What the columns mean, with unit and horizon.
std::string caption(const SpiralDesign& question, const SpiralReport& report) {
  const Trial& trial = question.request.trial;
  const bool is_sampled = std::any_of(report.breakers.begin(), report.breakers.end(),
                                      [](const Breaker& one) { return !one.answer.is_cost_exact; });
  return fmt::format(
      "Ends spirals: how often the first spiral of a match ends in {} rounds of peace in a row "
      "within {} rounds{}, mean over {} that can be brought back. Better/worse: opponents with "
      "whom it ends more or fewer than {}. Cost: what it keeps less than who always arms, against "
      "its worst aggressor over {}, in % of R − P. Pays up to: largest share of aggressors at which "
      "it earns more than {}. *: no other ends more for less.{}",
      trial.durable, trial.horizon, question.design.request.known_length ? " and before the match ends" : "",
      opponents_words(distinct(report.breakable, report)), question.baseline.shown,
      length_words(question.design.request), question.baseline.shown, is_sampled ? " ~: sampled." : "");
}

/// Would it hold with others?
Table library_table(const SpiralDesign& question, const SpiralReport& report) {
  Table table({{"strategy", false, true},
               {"ends\nspirals", true},
               {in_two_lines(question.baseline.shown + " does"), true, false, nullptr, 3},
               {"opponents", true, false, nullptr, 2},
               {"better", true},
               {"worse", true},
               {"worst\ntenth", true, false, nullptr, 1}});
  for (const Breaker& breaker : report.breakers) {
    const LibraryAnswer& found = report.library[breaker.entrant];
    if (breaker.role != "seeker" || is_trivial(breaker) || is_named_before(question, report, breaker) ||
        found.compared == 0)
      continue;
    const auto of_compared = [&](std::size_t count) {
      return whole_share(static_cast<double>(count) / static_cast<double>(found.compared));
    };
    table.add({shown(question, breaker.entrant), share(found.ends), share(found.ends_baseline),
               std::to_string(found.compared), of_compared(found.better), of_compared(found.worse),
               share(found.worst_tenth)});
  }
  return table;
}

std::string library_caption(const SpiralReport& report) {
  return fmt::format(
      "With others: up to {} strategies of the library that can be brought back and are exact here, each conduct once. "
      "Better, worse: share of the opponents compared; worst tenth: mean over the tenth with whom it ends least.",
      report.library.empty() ? 0 : report.library.front().opponents);
}

std::string library_text(const SpiralDesign& question, const SpiralReport& report, const Terminal& terminal) {
  if (report.library.empty()) return "";
  return '\n' + wrapped(library_caption(report), static_cast<std::size_t>(terminal.width), 0) + '\n' +
         library_table(question, report).text_for(terminal) + '\n';
}

}  // namespace

std::string question_line(const Terminal& terminal) {
  const std::string question =
      wrapped("Which strategies break spirals, and at what cost?", static_cast<std::size_t>(terminal.width), 0);
  return coloured(question, Colour::bold, terminal.has_color) + '\n';
}

std::string length_words(const Request& request) {
  const std::string discounted = request.discount ? ", discounted by " + shortest(*request.discount) : "";
  if (request.endless) return "endless matches" + discounted;
  if (request.continuation) return "matches of random length" + discounted;
  return fmt::format("{} {}", request.rounds, request.rounds == 1 ? "round" : "rounds") + discounted;
}

std::string answer_document(const SpiralDesign& question, const SpiralReport& report, Markup markup) {
  constexpr std::size_t kLine = 100;
  const auto paragraph = [&](const std::string& text) { return wrapped(escaped(text, markup), kLine, 0) + "\n\n"; };
  std::string world = design_line(question.design, static_cast<int>(kLine));
  std::replace(world.begin(), world.end(), '\n', ' ');
  std::string text = paragraph(std::string(trimmed(world))) + paragraph(joined(verdict(question, report), " "));
  if (!report.breakable.empty())
    text += table_of(question, report, false).in(markup) + '\n' + paragraph(caption(question, report));
  if (const std::string same = counted_once(question, report); !same.empty()) text += paragraph(same);
  for (const std::string& remark : remarks(question, report)) text += paragraph(remark);
  if (!report.library.empty())
    text += paragraph(library_caption(report)) + library_table(question, report).in(markup) + '\n';
  return text;
}

std::string answer_text(const SpiralDesign& question, const SpiralReport& report, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  std::string text = paragraph(verdict(question, report), terminal);
  const bool has_rows = std::any_of(report.breakers.begin(), report.breakers.end(), [](const Breaker& one) {
    return one.role == "seeker" && one.answer.kind && !is_trivial(one);
  });
  if (has_rows && !report.breakable.empty())
    text += '\n' + table_of(question, report, terminal.is_terminal && width >= kWide).text_for(terminal) + '\n' +
            wrapped(caption(question, report), width, 0) + '\n';
  if (const std::string same = counted_once(question, report); !same.empty()) text += wrapped(same, width, 0) + '\n';
  for (const std::string& remark : remarks(question, report)) text += wrapped(remark, width, 0) + '\n';
  text += library_text(question, report, terminal);
  return text + "Terms: detente explain ends\n";
}

}  // namespace detente::cli
