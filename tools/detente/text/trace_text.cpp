// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/trace_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "json/results_json.hpp"
#include "text/strips.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kWidestName = 24;

/// What a seat did, how it erred, what it said and heard, where it was open.
std::vector<Strip> strips(const Trace& trace, std::size_t side, const std::string& name, int levels) {
  const Trace::Seat& own = trace.seats[side];
  const Trace::Seat& other = trace.seats[1 - side];
  const std::size_t rounds = own.done.size();
  Strip moves{name, "", true};
  Strip errors{"", "", false}, says{"  says", "", false}, hears{"  hears", "", false}, opens{"  open", "", false};
  bool hears_wrong = false;
  for (std::size_t i = 0; i < rounds; ++i) {
    const bool slipped = own.done[i] != own.meant[i];
    const bool misread = own.seen[i] != other.done[i];
    moves.marks += letter(own.done[i], levels);
    errors.marks += slipped && misread ? '*' : slipped ? '!' : misread ? '?' : ' ';
    says.marks += own.said[i].kind == Signal::none ? ' ' : letter(own.said[i]);
    hears.marks += own.heard[i].kind == Signal::none ? ' ' : letter(own.heard[i]);
    hears_wrong = hears_wrong || own.heard[i].kind != other.said[i].kind;
    opens.marks += own.open[i] ? 'o' : ' ';
  }
  std::vector<Strip> all{moves, errors, says, opens};
  if (hears_wrong) all.push_back(hears);
  return all;
}

bool holds(const std::vector<Strip>& all, std::string_view marks) {
  return std::any_of(all.begin(), all.end(), [&](const Strip& strip) {
    return !strip.is_moves && strip.marks.find_first_of(marks) != std::string::npos;
  });
}

std::string legend(const std::vector<Strip>& all, int levels, std::size_t width) {
  std::string text = meaning_of_levels(levels);
  if (holds(all, "!*")) text += "; ! execution error";
  if (holds(all, "?*")) text += "; ? misperception";
  if (holds(all, "*")) text += "; * both";
  if (holds(all, "r")) text += "; r reassures";
  if (holds(all, "t")) text += "; t threatens";
  if (holds(all, "o")) text += "; o open to verification";
  return wrapped(text + ".", width, 0) + '\n';
}

}  // namespace

std::string trace_strips(const Trace& trace, const std::array<std::string, 2>& names, int levels,
                         const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const std::size_t widest = std::clamp<std::size_t>(width / 3, 8, kWidestName);
  std::vector<Strip> all = strips(trace, 0, fitted(names[0], widest), levels);
  for (Strip& strip : strips(trace, 1, fitted(names[1], widest), levels)) all.push_back(std::move(strip));

  std::string text = legend(all, levels, width);
  return text + strips_text(all, trace.seats[0].done.size(), levels, terminal);
}

std::string trace_csv(const Trace& trace, int levels) {
  std::string csv =
      "round,row_meant,row_done,row_seen,row_signal,row_heard,row_open,column_meant,column_done,column_seen,"
      "column_signal,column_heard,column_open\n";
  for (std::size_t i = 0; i < trace.seats[0].done.size(); ++i) {
    csv += fmt::format("{}", i + 1);
    for (const Trace::Seat& seat : trace.seats)
      csv += fmt::format(",{},{},{},{},{},{}", letter(seat.meant[i], levels), letter(seat.done[i], levels),
                         letter(seat.seen[i], levels), letter(seat.said[i]), letter(seat.heard[i]),
                         seat.open[i] ? 'o' : '-');
    csv += '\n';
  }
  return csv;
}

}  // namespace detente::cli
