// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/spirals_text.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "glossary/columns.hpp"
#include "terminal/table.hpp"
#include "text/answer_csv.hpp"
#include "text/answer_text.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kShareBar = 20;
constexpr std::size_t kWorlds = 6;  // of the robustness table side by side
constexpr std::string_view kNothing = "–";

std::string points(const std::optional<double>& share, int decimals = 1) {
  return share ? decimal(100 * *share, decimals) : std::string(kNothing);
}

std::string payoff(const std::optional<double>& value) {
  return value ? decimal(*value, 3) : std::string(kNothing);
}

/// What the first column says of a strategy.
std::string mark(const Breaker& breaker) {
  std::string letters = breaker.pareto ? "*" : "";
  if (breaker.conduct == "always restrained") letters += 'C';
  if (breaker.conduct == "always hostile") letters += 'D';
  if (breaker.role == "aggressor") letters += 'a';
  return letters;
}

const std::string& name(const SpiralDesign& question, const Breaker& breaker) {
  return question.design.entrants[breaker.entrant].shown;
}

/// Its worst aggressor knows what no state can know.
bool is_omniscient(const Breaker& breaker) {
  return breaker.worst_aggressor == "greedy best response" && breaker.bound == "omniscient";
}

std::string worst(const Breaker& breaker) {
  if (breaker.worst_aggressor != "greedy best response") return breaker.worst_aggressor;
  return is_omniscient(breaker) ? "best response°" : "best response";
}

std::string legend(const SpiralReport& report, std::size_t width) {
  std::string marks;
  for (const Breaker& breaker : report.breakers) marks += mark(breaker);
  const bool is_bound = std::any_of(report.breakers.begin(), report.breakers.end(), is_omniscient);
  std::vector<std::string> meanings;
  const auto has = [&](std::string_view sign) { return marks.find(sign) != std::string::npos; };
  if (has("*")) meanings.emplace_back("* no seeker has both more lift and less loss");
  if (has("C")) meanings.emplace_back("C always restrained");
  if (has("D")) meanings.emplace_back("D always hostile");
  if (has("a")) meanings.emplace_back("a aggressor");
  if (is_bound) meanings.emplace_back("° it would have to know the strategy's memory: an upper bound of what it gains");
  return meanings.empty() ? "" : wrapped(joined(meanings, "; ") + ".", width, 0) + '\n';
}

/// Good for peace, or bad.
Colour by_sign(std::string_view number) {
  return number.starts_with("−")                           ? Colour::red
         : number.starts_with("0.0") || number == kNothing ? Colour::plain
                                                           : Colour::green;
}
Colour green(std::string_view) {
  return Colour::green;
}

/// A share that is shown as a bar behind the numbers, where a terminal has room for it.
struct Bar {
  std::string title;
  std::optional<double> Breaker::*share = nullptr;
};

/// A title, a table with mark and strategy before the other columns, and nothing else.
template <class Cells>
std::string section(const SpiralDesign& question, const SpiralReport& report, const Terminal& terminal,
                    const std::string& title, const std::vector<Table::Column>& columns, Cells cells_of,
                    const Bar& bar = {}) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const auto table_of = [&](bool has_bars) {
    std::vector<Table::Column> heads{{"", false, false}, {"strategy", false, true}};
    // Those that stand last are left out first where the terminal is narrow.
    for (Table::Column column : columns) {
      column.goes = static_cast<int>(heads.size()) - 2;
      heads.push_back(column);
    }
    if (has_bars) heads.push_back({bar.title, false, false, green});
    Table table(heads);
    for (const Breaker& breaker : report.breakers) {
      std::vector<std::string> row{mark(breaker), name(question, breaker)};
      const std::vector<std::string> cells = cells_of(breaker);
      row.insert(row.end(), cells.begin(), cells.end());
      if (has_bars) row.push_back(share_bar((breaker.*bar.share).value_or(0), kShareBar));
      table.add(row);
    }
    return table;
  };
  const bool has_bars =
      bar.share != nullptr && terminal.is_terminal && table_of(false).full_width() + kShareBar + 2 <= width;
  return '\n' + (title.empty() ? "" : wrapped(title, width, 0) + '\n') + table_of(has_bars).text_for(terminal);
}

std::vector<Table::Column> numbers(const std::vector<std::string>& titles) {
  std::vector<Table::Column> columns;
  for (const std::string& title : titles) columns.push_back({title, true, false});
  return columns;
}

bool has_intervals(const SpiralReport& report) {
  return std::any_of(report.breakers.begin(), report.breakers.end(), has_lift_interval);
}

/// Columns of lifts, green or red by what they are worth, before others; that of intervals after the first, if any.
std::vector<Table::Column> lifts(const SpiralReport& report, const std::vector<std::string>& titles,
                                 const std::vector<std::string>& others) {
  std::vector<Table::Column> columns;
  for (const std::string& title : titles) {
    columns.push_back({title, true, false, by_sign});
    if (columns.size() == 1 && has_intervals(report)) columns.push_back({"95%", false, false});
  }
  for (const std::string& title : others) columns.push_back({title, title != "to", false});
  return columns;
}

/// A lift, and its interval where the table has a column for it.
std::vector<std::string> lift_cells(const SpiralReport& report, const Breaker& breaker) {
  std::vector<std::string> cells{points(breaker.lift)};
  if (has_intervals(report)) cells.push_back(lift_interval_text(breaker));
  return cells;
}

/// Who counts as what, and what is asked of them.
std::string roles(const SpiralRequest& asked, const SpiralDesign& question, const SpiralReport& report,
                  std::size_t width) {
  const Trial& trial = question.request.trial;
  const Design& design = question.design;
  const Ages& ages = design.request.ages;
  std::vector<std::string> seekers, aggressors, clones;
  for (const std::size_t seeker : question.seekers) seekers.push_back(design.entrants[seeker].shown);
  for (const Entrant& aggressor : question.aggressors) aggressors.push_back(aggressor.name);
  for (const std::vector<std::size_t>& alike : report.clones) {
    std::vector<std::string> names;
    for (const std::size_t entrant : alike) names.push_back(design.entrants[entrant].shown);
    clones.push_back(joined(names, " = "));
  }
  const bool are_of_field = asked.aggressors.empty() && !design.field_aggressors.empty();
  std::string text;
  const auto add = [&](const std::string& line) { text += wrapped(line, width, 0) + '\n'; };
  add(fmt::format("Seekers ({}): {}", asked.seekers.empty() ? "all who are no aggressors" : "as named",
                  joined(seekers)));
  add(fmt::format("Aggressors ({}): {}, and the greedy best response",
                  are_of_field               ? "as the field says"
                  : asked.aggressors.empty() ? "by payoffs, and the usual"
                                             : "as named",
                  aggressors.empty() ? "none" : joined(aggressors)));
  if (!clones.empty()) add(fmt::format("Alike under this noise, and counted once: {}", joined(clones, "; ")));
  add(fmt::format(
      "Spiral: {} rounds or more until {} of peace{}; durable peace: {} rounds of it within {}; baseline {}",
      ages.spiral, design.peace.calm,
      design.game.levels > 2 ? fmt::format(" (level {} or below)", design.peace.level) : "", trial.durable,
      trial.horizon, question.baseline.name));
  return text;
}

/// Shares of aggressors at which a strategy earns more than the baseline.
std::string where_better(const Breaker& breaker) {
  const auto [among_seekers, against_worst] = breaker.advantage;
  if (!breaker.break_even) return std::string(kNothing);
  if (among_seekers < 0) return "≥" + percent(among_seekers / (among_seekers - against_worst));
  return *breaker.break_even < 1 ? "≤" + percent(*breaker.break_even) : "any";
}

/// "0.25 ±": offence, and which errors there are.
std::string world_title(const Robustness& world) {
  using Noise = Robustness::Noise;
  if (world.is_endless) return "endless";
  if (world.noise == Noise::half || world.noise == Noise::twice)
    return world.noise == Noise::half ? "noise/2" : "noise·2";
  const std::string noise = world.noise == Noise::both_ways           ? "±"
                            : world.noise == Noise::towards_hostility ? "↑"
                            : world.noise == Noise::towards_restraint ? "↓"
                                                                      : "=";
  return world.offence ? shortest(*world.offence) + " " + noise : noise;
}

std::string robustness(const SpiralDesign& question, const SpiralReport& report, const Terminal& terminal) {
  if (report.robustness.empty()) return "";
  const auto is_same = [](const Robustness& a, const Robustness& b) {
    return a.offence == b.offence && a.noise == b.noise && a.is_endless == b.is_endless;
  };
  std::vector<Robustness> worlds;
  for (const Robustness& cell : report.robustness)
    if (std::none_of(worlds.begin(), worlds.end(), [&](const Robustness& world) { return is_same(world, cell); }))
      worlds.push_back(cell);
  std::string text;
  for (std::size_t first = 0; first < worlds.size(); first += kWorlds) {
    const auto last = std::min(worlds.size(), first + kWorlds);
    std::vector<std::string> titles;
    for (std::size_t i = first; i < last; ++i) titles.push_back(world_title(worlds[i]));
    const auto cells = [&](const Breaker& breaker) {
      std::vector<std::string> row;
      for (std::size_t i = first; i < last; ++i) {
        const auto cell = std::find_if(report.robustness.begin(), report.robustness.end(), [&](const Robustness& one) {
          return one.entrant == breaker.entrant && is_same(one, worlds[i]);
        });
        row.push_back(cell == report.robustness.end()
                          ? std::string(kNothing)
                          : points(cell->answer.ends, 0) + "/" + points(cell->answer.cost, 0));
      }
      return row;
    };
    const std::string title = fmt::format(
        "Elsewhere: ends in % / cost in %, by {}misperception ({}± as likely both ways, ↑ towards hostility "
        "alone, ↓ towards restraint alone), half and twice the noise, and endless matches",
        worlds[0].offence ? "offence and " : "",
        worlds[0].noise == Robustness::Noise::as_designed ? "= as here, " : "");
    text += section(question, report, terminal, first == 0 ? title : "", numbers(titles), cells);
  }
  return text;
}

}  // namespace

std::string spirals_table(const SpiralRequest& asked, const SpiralDesign& question, const SpiralReport& report,
                          const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const std::string& baseline = question.baseline.name;
  std::string text = roles(asked, question, report, width);
  text += section(
      question, report, terminal,
      fmt::format("Breaking power: durable peace likelier than with {} in the seat, in percentage points; over "
                  "opponents{}, against the worst, under errors towards hostility alone, after crises; how often "
                  "spirals end in durable peace, and after how many rounds; who conceded last",
                  baseline, has_intervals(report) ? " with its 95% interval" : ""),
      lifts(report, {"lift", "worst", "up-only", "crisis"}, {"durable", "rounds", "alone"}),
      [&](const Breaker& breaker) {
        std::vector<std::string> cells = lift_cells(report, breaker);
        for (const std::string& cell :
             {points(breaker.lift_worst), points(breaker.lift_up_only), points(breaker.crisis_lift),
              breaker.escape ? percent(*breaker.escape) : std::string(kNothing),
              breaker.median_rounds ? decimal(*breaker.median_rounds, 0) : std::string(kNothing),
              percent((*breaker.proximate)[0])})
          cells.push_back(cell);
        return cells;
      },
      {.title = "durable peace", .share = &Breaker::escape});
  text += section(
      question, report, terminal,
      fmt::format("Price, per round over {}: loss to the worst aggressor, what the greedy best response gains, "
                  "what a spoiler gains over it, what it can be held to",
                  length_words(question.design.request)),
      {{"loss", true, false},
       {"to", false, false},
       {"gain", true, false},
       {"spoiler", true, false},
       {"held to", true, false}},
      [](const Breaker& breaker) {
        return std::vector<std::string>{payoff(breaker.loss_to_worst), worst(breaker), payoff(breaker.responder_gain),
                                        payoff(breaker.spoiler_gain), payoff(breaker.held_to)};
      });
  text += section(
      question, report, terminal,
      fmt::format(
          "In the world, over {}: shares of aggressors at which it earns more than {} (p*), what it earns more among "
          "seekers and against its worst aggressor; hostility towards seekers, restraint towards aggressors; "
          "how opponents answer its hostility; margin over rivals",
          length_words(question.design.request), baseline),
      numbers({"p*", "seekers", "aggressor", "alarm", "trust", "answer", "margin"}), [](const Breaker& breaker) {
        return std::vector<std::string>{where_better(breaker),
                                        decimal(breaker.advantage[0], 3),
                                        decimal(breaker.advantage[1], 3),
                                        percent(breaker.false_alarm),
                                        percent(breaker.false_trust),
                                        breaker.reaction ? decimal(*breaker.reaction, 2) : std::string(kNothing),
                                        payoff(breaker.margin)};
      });
  return text + robustness(question, report, terminal) + '\n' + legend(report, width);
}

std::string lift_interval_text(const Breaker& breaker) {
  const auto interval = lift_interval(breaker);
  if (!interval) return "";
  const auto [low, high] = *interval;
  const std::string least = decimal(100 * low, 0), most = decimal(100 * high, 0);
  if (least == most) return least;
  const bool is_open_below = low <= -1, is_open_above = high >= 1;
  if (is_open_below != is_open_above) return is_open_below ? "≤" + most : "≥" + least;
  return least + "…" + most;
}

bool has_lift_interval(const Breaker& breaker) {
  return breaker.lift && breaker.lift_error.value_or(0) > 0;
}

std::string paragraph(const std::vector<std::string>& sentences, const Terminal& terminal) {
  return '\n' + wrapped(joined(sentences, " "), static_cast<std::size_t>(terminal.width), 0) + '\n';
}

std::string breakers_csv(const SpiralDesign& question, const SpiralReport& report) {
  std::string csv = columns_of("breakers.csv") + '\n';
  for (const Breaker& breaker : report.breakers) {
    const auto interval = lift_interval(breaker);
    const std::vector<std::string> fields{in_quotes(question.design.entrants[breaker.entrant].name),
                                          in_quotes(question.design.entrants[breaker.entrant].motive),
                                          in_quotes(breaker.role),
                                          in_quotes(breaker.conduct),
                                          cell(breaker.lift),
                                          cell(breaker.lift_error),
                                          cell(breaker.lift_worst),
                                          in_quotes(breaker.worst_opponent),
                                          cell(breaker.lift_up_only),
                                          cell(breaker.crisis_lift),
                                          cell(breaker.escape),
                                          cell(breaker.median_rounds),
                                          shortest(breaker.loss_to_worst),
                                          shortest(breaker.victim_value),
                                          in_quotes(breaker.worst_aggressor),
                                          cell(breaker.responder_gain),
                                          cell(breaker.spoiler_gain),
                                          cell(breaker.held_to),
                                          in_quotes(breaker.bound),
                                          cell(breaker.break_even),
                                          shortest(breaker.advantage[0]),
                                          shortest(breaker.advantage[1]),
                                          shortest(breaker.false_alarm),
                                          shortest(breaker.false_trust),
                                          cell(breaker.reaction),
                                          breaker.proximate ? shortest((*breaker.proximate)[0]) : "",
                                          breaker.proximate ? shortest((*breaker.proximate)[1]) : "",
                                          breaker.pareto ? "1" : "0",
                                          cell(breaker.margin),
                                          interval ? shortest(interval->front()) : "",
                                          interval ? shortest(interval->back()) : ""};
    csv += joined(fields, ",") + "," + joined(answer_fields(breaker.answer), ",") + '\n';
  }
  return csv;
}

}  // namespace detente::cli
