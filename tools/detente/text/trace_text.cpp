// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/trace_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "json/results_json.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kGroup = 10;
constexpr std::size_t kWidestName = 24;

constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kPlain = "\x1b[0m";

/// One line of a strip: a character per round; blanks all along are not printed.
struct Strip {
  std::string label;
  std::string marks;
  bool is_moves = false;
};

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

std::string_view color(char mark, int levels) {
  const int level = mark == 'C' ? 0 : mark == 'D' ? 1 : mark <= '9' ? mark - '0' : mark - 'a' + 10;
  return 3 * level < levels - 1 ? kGreen : 3 * level > 2 * (levels - 1) ? kRed : kYellow;
}

/// Part of a strip in groups of ten, coloured where it shows moves.
std::string grouped(const Strip& strip, std::size_t first, std::size_t last, int levels, bool has_color) {
  std::string text;
  std::string_view now = kPlain;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first && (i - first) % kGroup == 0) text += ' ';
    const std::string_view wanted = has_color && strip.is_moves ? color(strip.marks[i], levels) : kPlain;
    if (wanted != now) text += now = wanted;
    text += strip.marks[i];
  }
  if (now != kPlain) text += kPlain;
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string ruler(std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; i += kGroup) text += fmt::format("{:<{}}", i + 1, kGroup + 1);
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

bool is_blank(const Strip& strip, std::size_t first, std::size_t last) {
  return strip.marks.find_first_not_of(' ', first) >= last;
}

bool holds(const std::vector<Strip>& all, std::string_view marks) {
  return std::any_of(all.begin(), all.end(), [&](const Strip& strip) {
    return !strip.is_moves && strip.marks.find_first_of(marks) != std::string::npos;
  });
}

std::string legend(const std::vector<Strip>& all, int levels, std::size_t width) {
  std::string text =
      levels == 2 ? "C restraint, D hostility"
                  : fmt::format("0 restraint … {} full hostility", letter(static_cast<Level>(levels - 1), levels));
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
  const std::size_t margin =
      std::max({columns(fitted(names[0], widest)), columns(fitted(names[1], widest)), std::size_t{7}}) + 2;
  const std::size_t groups = std::max<std::size_t>((width - margin + 1) / (kGroup + 1), 1);
  std::vector<Strip> all = strips(trace, 0, fitted(names[0], widest), levels);
  for (Strip& strip : strips(trace, 1, fitted(names[1], widest), levels)) all.push_back(std::move(strip));

  std::string text = legend(all, levels, width);
  const std::size_t rounds = trace.seats[0].done.size();
  for (std::size_t first = 0; first < rounds; first += groups * kGroup) {
    const std::size_t last = std::min(first + groups * kGroup, rounds);
    text += fmt::format("\n{:<{}}{}\n", "round", margin, ruler(first, last));
    for (const Strip& strip : all)
      if (!is_blank(strip, first, last))
        text += strip.label + std::string(margin - columns(strip.label), ' ') +
                grouped(strip, first, last, levels, terminal.has_color) + '\n';
  }
  return text;
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
