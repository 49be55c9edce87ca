// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/system_trace_text.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "json/results_json.hpp"
#include "terminal/table.hpp"
#include "text/strips.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kWidestState = 16;

std::string state_name(const SystemDesign& design, std::size_t state) {
  return harmless(design.system.states[state].name);
}

/// A seat: "Austria > Serbia", what Austria does to Serbia.
void add_seat(const SystemDesign& design, const SystemTrace& trace, std::size_t seat, std::vector<Strip>& strips) {
  const SystemFront& front = design.system.fronts[seat / 2];
  const auto rounds = static_cast<std::size_t>(trace.rounds);
  const SystemTrace::Seat& own = trace.seats[seat];
  const SystemTrace::Seat& other = trace.seats[seat ^ 1U];
  const std::size_t by = seat % 2 == 0 ? front.row : front.column;
  const std::size_t to = seat % 2 == 0 ? front.column : front.row;
  Strip moves{
      .label = fitted(state_name(design, by), kWidestState) + " > " + fitted(state_name(design, to), kWidestState),
      .marks = "",
      .is_moves = true};
  Strip marks{.label = "", .marks = "", .is_moves = false};
  for (std::size_t i = 0; i < rounds; ++i) {
    const bool is_live = trace.is_live(design.system, seat / 2, i);
    const bool misreads = own.seen[i] != other.done[i];
    const bool hears_more = own.told[i] != own.seen[i];
    moves.marks += is_live ? letter(own.done[i], design.system.rules.levels) : ' ';
    marks.marks += !is_live ? ' ' : misreads && hears_more ? '*' : misreads ? '?' : hears_more ? '+' : ' ';
  }
  strips.push_back(std::move(moves));
  strips.push_back(std::move(marks));
}

std::string stance_words(const SystemDesign& design, const SystemTrace::StanceTurn& turn) {
  const std::string by = state_name(design, turn.by), to = state_name(design, turn.to);
  switch (turn.stance) {
    case Stance::defend:
      return fmt::format("{} defends {}", by, to);
    case Stance::back:
      return fmt::format("{} backs {}", by, to);
    case Stance::oppose:
      return fmt::format("{} opposes {}", by, to);
    case Stance::none:
      break;
  }
  return fmt::format("{} has no stance to {} any more", by, to);
}

std::string events_text(const SystemDesign& design, const SystemTrace& trace, std::size_t first, std::size_t last,
                        std::size_t width) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) {
    std::vector<std::string> words;
    for (const SystemTrace::StanceTurn& turn : trace.stances)
      if (turn.round == static_cast<std::int64_t>(i) + 1) words.push_back(stance_words(design, turn));
    for (std::size_t state = 0; state < trace.strength.size(); ++state) {
      const int before = trace.strength[state][i], after = trace.strength[state][i + 1];
      if (before == after) continue;
      words.push_back(after == 0 ? fmt::format("{} is ruined", state_name(design, state))
                                 : fmt::format("strength of {} {} → {}", state_name(design, state), before, after));
    }
    if (words.empty()) continue;
    const std::string round = fmt::format("{}: ", i + 1);
    text += round + wrapped(joined(words, "; ") + ".", width, round.size()) + '\n';
  }
  return text;
}

bool has_mark(const std::vector<Strip>& strips, char mark) {
  return std::any_of(strips.begin(), strips.end(), [&](const Strip& strip) {
    return !strip.is_moves && strip.marks.find(mark) != std::string::npos;
  });
}

std::string legend_of(const std::vector<Strip>& strips, int levels, bool has_events, std::size_t width) {
  std::string text = "A > B: what A does to B; " + meaning_of_levels(levels);
  if (has_mark(strips, '?') || has_mark(strips, '*')) text += "; ? A sees another level of B than B did";
  if (has_mark(strips, '+') || has_mark(strips, '*')) text += "; + A is told of a higher level than it saw (a plea)";
  if (has_mark(strips, '*')) text += "; * both";
  return wrapped(text + (has_events ? ". Below, by round: stances, and strength after it." : "."), width, 0) + '\n';
}

const char* word_of(Stance stance) {
  constexpr const char* kWords[] = {"none", "defend", "back", "oppose"};
  return kWords[static_cast<std::size_t>(stance)];
}

}  // namespace

std::string system_trace_text(const SystemDesign& design, const SystemTrace& trace, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  std::vector<Strip> strips;
  for (std::size_t seat = 0; seat < trace.seats.size(); ++seat) add_seat(design, trace, seat, strips);
  const int levels = design.system.rules.levels;
  std::string text = fmt::format("Repetition {}, {} {}, seed {}:\n", trace.repetition, trace.rounds,
                                 trace.rounds == 1 ? "round" : "rounds", design.request.base.seed);
  const bool has_events = !events_text(design, trace, 0, static_cast<std::size_t>(trace.rounds), width).empty();
  text += legend_of(strips, levels, has_events, width);
  return text + strips_text(strips, static_cast<std::size_t>(trace.rounds), levels, terminal,
                            [&](std::size_t first, std::size_t last) {
                              return events_text(design, trace, first, last, width);
                            });
}

std::string system_trace_csv(const SystemDesign& design, const SystemTrace& trace) {
  const System& system = design.system;
  const int levels = system.rules.levels;
  std::string csv =
      "round,row,column,row_done,row_seen,row_told,column_done,column_seen,column_told,row_strength,column_strength,"
      "row_stance,column_stance\n";
  std::vector<Stance> stances(2 * system.fronts.size(), Stance::none);
  const auto seat_of = [&](std::size_t by, std::size_t to) {
    for (std::size_t f = 0; f < system.fronts.size(); ++f) {
      if (system.fronts[f].row == by && system.fronts[f].column == to) return 2 * f;
      if (system.fronts[f].column == by && system.fronts[f].row == to) return 2 * f + 1;
    }
    return stances.size();
  };
  for (const SystemPledge& pledge : system.pledges)
    if (const std::size_t seat = seat_of(pledge.by, pledge.to); seat < stances.size()) stances[seat] = pledge.kind;
  auto turn = trace.stances.begin();
  for (std::size_t i = 0; i < static_cast<std::size_t>(trace.rounds); ++i) {
    for (; turn != trace.stances.end() && turn->round == static_cast<std::int64_t>(i) + 1; ++turn)
      if (const std::size_t seat = seat_of(turn->by, turn->to); seat < stances.size()) stances[seat] = turn->stance;
    for (std::size_t f = 0; f < system.fronts.size(); ++f) {
      const SystemFront& front = system.fronts[f];
      csv += fmt::format("{},{},{}", i + 1, in_quotes(system.states[front.row].name),
                         in_quotes(system.states[front.column].name));
      for (const std::size_t side : {0U, 1U}) {
        const SystemTrace::Seat& seat = trace.seats[2 * f + side];
        if (trace.is_live(system, f, i))
          csv += fmt::format(",{},{},{}", letter(seat.done[i], levels), letter(seat.seen[i], levels),
                             letter(seat.told[i], levels));
        else
          csv += ",,,";
      }
      csv += fmt::format(",{},{},{},{}\n", trace.strength[front.row][i], trace.strength[front.column][i],
                         word_of(stances[2 * f]), word_of(stances[2 * f + 1]));
    }
  }
  return csv;
}

}  // namespace detente::cli
