// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/session.hpp"

#include <optional>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "play/lines.hpp"
#include "text/trace_text.hpp"

namespace detente::cli {
namespace {

bool is_blank(char key) {
  return key == ' ' || key == '\t' || key == '\n' || key == '\r';
}

/// The level that a key stands for: the signs of traces.
std::optional<Level> level_of(char key, int levels) {
  if (levels == 2) return key == 'c' ? std::optional<Level>(0) : key == 'd' ? std::optional<Level>(1) : std::nullopt;
  const int level = key >= '0' && key <= '9' ? key - '0' : key >= 'a' && key <= 'f' ? key - 'a' + 10 : levels;
  return level < levels ? std::optional(static_cast<Level>(level)) : std::nullopt;
}

}  // namespace

void Session::play() {
  while (!match_.is_over()) {
    const std::optional<char> key = keys_.next();
    if (!key) return;
    if (ends_with_line_ && !keys_.is_terminal() && *key == '\n' && match_.round() > 1) return;
    if (is_blank(*key)) continue;
    if (!obey(*key >= 'A' && *key <= 'Z' ? static_cast<char>(*key - 'A' + 'a') : *key)) return;
  }
  // The rest of the line is nobody's: no round is left.
  if (ends_with_line_ && !keys_.is_terminal())
    while (keys_.next().value_or('\n') != '\n') continue;
}

/// False where the match is to end.
bool Session::obey(char key) {
  if (const auto level = level_of(key, seating_.design.game.levels)) {
    play_level(*level);
    return true;
  }
  switch (key) {
    case 'q':
      return false;
    case 'o':
      is_open_ = !is_open_;
      screen_.show(remark(fmt::format("in round {} you are {}", match_.round(),
                                      is_open_ ? "open: the other sees what you do" : "not open")));
      break;
    case 'r':
      speak(Signal::reassure);
      break;
    case 't':
      speak(Signal::threaten);
      break;
    case 'n':
      speak(Signal::none);
      break;
    case 'u':
      peek();
      break;
    default:
      refuse(key);
  }
  return true;
}

void Session::speak(Signal::Kind kind) {
  if (match_.has_spoken()) {
    if (!keys_.is_terminal())
      throw Error(fmt::format("standard input, character {}: one signal is sent in a round, and round {} has one",
                              keys_.count(), match_.round()));
    screen_.show(remark("you have spoken in this round; now choose what to do"));
    return;
  }
  const Signal said{.kind = kind};
  screen_.show(signals_line(said, match_.speak(said), seating_.design.game.levels));
  was_told_ = true;
}

void Session::play_level(Level level) {
  const std::int64_t number = match_.round();
  const HandRound& round = match_.play(level, is_open_);
  screen_.show(round_line(seating_, number, round, was_told_));
  is_open_ = was_told_ = false;
}

void Session::peek() {
  has_peeked_ = true;
  const Trace& truth = match_.truth();
  if (truth.seats[0].done.empty())
    screen_.show(remark("nothing has happened yet"));
  else
    screen_.show('\n' +
                 trace_strips(truth, {seating_.person().name, seating_.is_mystery ? "other" : seating_.other().name},
                              seating_.design.game.levels, screen_.terminal) +
                 '\n');
}

void Session::refuse(char key) {
  const std::string what = key > ' ' && key <= '~' ? fmt::format("'{}' is not a key", key) : "this is not a key";
  const std::string allowed = "the keys are " + cli::keys(seating_.design.game.levels);
  if (!keys_.is_terminal())
    throw Error(fmt::format("standard input, character {}: {}; {}", keys_.count(), what, allowed));
  screen_.show(remark(fmt::format("{}; {}", what, allowed)));
}

}  // namespace detente::cli
