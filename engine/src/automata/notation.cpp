// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/automata/notation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include <detente/answers.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

/// A state as it is written.
struct Written {
  std::string where;  // for messages
  std::string label;
  std::vector<std::string> parts;
};

/// A text in its pieces, whether it is a name or a file.
struct Pieces {
  std::string what;  // "automaton 'C/0'"
  std::string levels, levels_where, start, start_where;
  std::vector<Written> states;
};

[[noreturn]] void refuse(const std::string& where, const std::string& problem, const std::string& allowed) {
  throw Error(where + ": " + problem + "; " + allowed);
}

/// A word of a message, as short as messages need it.
std::string in_quotes(std::string_view word) {
  return "'" + shortened(word, 40) + "'";
}

/// A small whole number; −1 for anything else.
int whole_of(std::string_view text) {
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string_view::npos) return -1;
  return static_cast<int>(read_whole(text).value_or(-1));
}

/// The level that a part is, where it is one.
std::optional<Level> level_of(std::string_view part, int levels) {
  if (levels == 2) {
    if (part == "C") return Level{0};
    if (part == "D") return Level{1};
    return std::nullopt;
  }
  const int level = whole_of(part);
  if (level < 0 || level >= levels) return std::nullopt;
  return static_cast<Level>(level);
}

std::string playable(int levels) {
  if (levels == 2) return "a state plays C, D, or the chance of C between 0 and 1, such as 0.25";
  return "a state plays a level in 0…" + std::to_string(levels - 1) + ", or the chances of all " +
         std::to_string(levels) + " levels, joined by +";
}

LevelMix play_of(const Written& state, const std::string& part, int levels) {
  if (const auto level = level_of(part, levels)) return {*level};
  const std::vector<std::string> chances = split(part, '+');
  LevelMix mix;
  if (chances.size() == 1 && levels == 2 && whole_of(part) < 0) {
    const auto chance = read_number(part);
    if (!chance || !(*chance >= 0 && *chance <= 1))
      refuse(state.where, in_quotes(part) + " is no move", playable(levels));
    mix.chance[0] = *chance;
    mix.chance[1] = 1 - *chance;
    return mix;
  }
  if (chances.size() != static_cast<std::size_t>(levels))
    refuse(state.where, in_quotes(part) + " is no move", playable(levels));
  double sum = 0;
  for (std::size_t level = 0; level < chances.size(); ++level) {
    const auto chance = read_number(chances[level]);
    if (!chance || !(*chance >= 0 && *chance <= 1))
      refuse(state.where, in_quotes(chances[level]) + " is no chance", "a chance lies in 0…1");
    mix.chance[level] = *chance;
    sum += *chance;
  }
  if (!(std::abs(sum - 1) <= 1e-9))
    refuse(state.where, "the chances " + in_quotes(part) + " add up to " + rounded(sum), "they must add up to 1");
  return checked(mix, levels);
}

Signal signal_of(const Written& state, const std::string& part, int levels) {
  constexpr const char* kAllowed = "write says:KIND:LEVEL:ROUNDS with reassure or threaten, a level, and 1…255 rounds";
  const std::vector<std::string> words = split(part, ':');
  if (words.size() != 4 || (words[1] != "reassure" && words[1] != "threaten"))
    refuse(state.where, in_quotes(part) + " is no signal", kAllowed);
  const auto named = level_of(words[2], levels);
  const int level = named ? *named : whole_of(words[2]);
  const int rounds = whole_of(words[3]);
  if (level < 0 || level >= levels || rounds < 1 || rounds > 255)
    refuse(state.where, in_quotes(part) + " is no signal", kAllowed);
  return {.kind = words[1] == "reassure" ? Signal::reassure : Signal::threaten,
          .level = static_cast<Level>(level),
          .rounds = static_cast<std::uint8_t>(rounds)};
}

/// The number of cases that a list of so many successors tells apart, as (meant, done, seen, verified); absent for
/// other lengths.
struct Cases {
  bool meant, done, seen, verified;
};
std::optional<Cases> cases_of(std::size_t count, std::size_t levels) {
  if (count == 1) return Cases{false, false, false, false};
  if (count == levels) return Cases{false, false, true, false};
  if (count == levels * levels) return Cases{false, true, true, false};
  if (count == levels * levels * levels) return Cases{true, true, true, false};
  if (count == 2 * levels * levels * levels) return Cases{true, true, true, true};
  return std::nullopt;
}

std::size_t place(const Cases& cases, std::size_t levels, const LevelSeen& round) {
  std::size_t index = 0;
  if (cases.meant) index = index * levels + round.meant;
  if (cases.done) index = index * levels + round.mine;
  if (cases.seen) index = index * levels + round.theirs;
  if (cases.verified) index = index * 2 + (round.verified ? 1 : 0);
  return index;
}

template <class Act>
void each_input(int levels, Act act) {
  const auto top = static_cast<Level>(levels - 1);
  for (Level meant = 0; meant <= top; ++meant)
    for (Level mine = 0; mine <= top; ++mine)
      for (Level theirs = 0; theirs <= top; ++theirs)
        for (const bool verified : {false, true}) act(LevelSeen{meant, mine, theirs, verified});
}

/// All labels, as far as a sentence holds them.
std::string labels(const Pieces& pieces) {
  std::vector<std::string> all;
  for (const Written& state : pieces.states) all.push_back(state.label);
  return shortened(joined(all), 80);
}

Automaton assembled(const Pieces& pieces) {
  Automaton automaton;
  if (!pieces.levels.empty()) {
    automaton.levels = whole_of(pieces.levels);
    if (automaton.levels < 2 || automaton.levels > kMaxLevels)
      refuse(pieces.levels_where, in_quotes(pieces.levels) + " is no number of levels", "a game has 2…16 levels");
  }
  const auto levels = static_cast<std::size_t>(automaton.levels);
  if (pieces.states.empty())
    throw Error(pieces.what + " has no states; a state is what it plays and the states that follow, as in C/0/1");
  if (pieces.states.size() > kMostWrittenStates)
    throw Error(pieces.what + " has " + std::to_string(pieces.states.size()) + " states; at most " +
                std::to_string(kMostWrittenStates) + " are allowed");
  std::map<std::string, std::uint32_t, std::less<>> number;
  for (const Written& state : pieces.states)
    if (!number.emplace(state.label, static_cast<std::uint32_t>(number.size())).second)
      refuse(state.where, "there are two states " + in_quotes(state.label), "each state needs a label of its own");
  const auto known = [&](const std::string& where, const std::string& label) {
    const auto found = number.find(label);
    if (found == number.end())
      refuse(where, "there is no state " + in_quotes(label),
             pieces.states.size() == 1 ? "the only state is " + pieces.states.front().label
                                       : "the states are " + labels(pieces));
    return found->second;
  };
  for (const Written& state : pieces.states) {
    if (state.parts.empty()) refuse(state.where, "nothing is played", playable(automaton.levels));
    Automaton::State made{.play = play_of(state, state.parts[0], automaton.levels), .said = {}, .is_open = false};
    std::vector<std::uint32_t> following;
    for (std::size_t i = 1; i < state.parts.size(); ++i) {
      const std::string& part = state.parts[i];
      if (following.empty() && part == "open")
        made.is_open = true;
      else if (following.empty() && part.starts_with("says:"))
        made.said = signal_of(state, part, automaton.levels);
      else
        following.push_back(known(state.where, part));
    }
    const auto cases = cases_of(following.size(), levels);
    if (!cases)
      refuse(state.where, following.empty() ? "no state follows" : std::to_string(following.size()) + " states follow",
             "1 may follow, or " + std::to_string(levels) + " (by the level seen), " + std::to_string(levels * levels) +
                 " (by the levels done and seen), " + std::to_string(levels * levels * levels) +
                 " (meant, done and seen) or " + std::to_string(2 * levels * levels * levels) +
                 " (the same, and whether the other was open)");
    automaton.states.push_back(made);
    each_input(automaton.levels,
               [&](const LevelSeen& round) { automaton.next.push_back(following[place(*cases, levels, round)]); });
  }
  if (!pieces.start.empty()) {
    const std::uint32_t start = known(pieces.start_where, pieces.start);
    std::swap(automaton.states[0], automaton.states[start]);
    const auto inputs = static_cast<std::ptrdiff_t>(automaton.inputs());
    std::swap_ranges(automaton.next.begin(), automaton.next.begin() + inputs,
                     automaton.next.begin() + inputs * static_cast<std::ptrdiff_t>(start));
    for (std::uint32_t& next : automaton.next) next = next == 0 ? start : next == start ? 0 : next;
  }
  return automaton;
}

/// What does not depend on a level meant that is never meant, nor does what follows.
Automaton with_what_happens(Automaton automaton) {
  for (std::size_t state = 0; state < automaton.size(); ++state) {
    const auto& chance = automaton.states[state].play.chance;
    const auto usual = static_cast<Level>(std::max_element(chance.begin(), chance.end()) - chance.begin());
    each_input(automaton.levels, [&](const LevelSeen& round) {
      if (chance[round.meant] > 0) return;
      const LevelSeen real{usual, round.mine, round.theirs, round.verified};
      automaton.next[state * automaton.inputs() + automaton.input(round)] =
          static_cast<std::uint32_t>(automaton.after(state, real));
    });
  }
  return automaton;
}

/// Whether what follows a state depends on a part of the round, `other` with that part changed.
template <class Other>
bool depends(const Automaton& automaton, std::size_t state, Other other) {
  bool does = false;
  each_input(automaton.levels, [&](const LevelSeen& round) {
    does = does || automaton.after(state, round) != automaton.after(state, other(round));
  });
  return does;
}

/// The shortest list of successors that says all about a state.
std::vector<std::size_t> following(const Automaton& automaton, std::size_t state, Cases& cases) {
  const auto levels = static_cast<std::size_t>(automaton.levels);
  const auto with_usual = [](auto change) {
    return [change](LevelSeen round) {
      change(round);
      return round;
    };
  };
  cases.verified = depends(automaton, state, with_usual([](LevelSeen& round) { round.verified = false; }));
  cases.meant = cases.verified || depends(automaton, state, with_usual([](LevelSeen& round) { round.meant = 0; }));
  cases.done = cases.meant || depends(automaton, state, with_usual([](LevelSeen& round) { round.mine = 0; }));
  cases.seen = cases.done || depends(automaton, state, with_usual([](LevelSeen& round) { round.theirs = 0; }));
  std::vector<std::size_t> list((cases.meant ? levels : 1) * (cases.done ? levels : 1) * (cases.seen ? levels : 1) *
                                (cases.verified ? 2 : 1));
  each_input(automaton.levels,
             [&](const LevelSeen& round) { list[place(cases, levels, round)] = automaton.after(state, round); });
  return list;
}

std::string play_text(const LevelMix& play, int levels) {
  for (int level = 0; level < levels; ++level)
    if (play.chance[static_cast<std::size_t>(level)] == 1)
      return levels == 2 ? (level == 0 ? "C" : "D") : std::to_string(level);
  // Where 1 − p does not give the second chance back to the bit, both are written.
  if (levels == 2 && play.chance[1] == 1 - play.chance[0]) return shortest(play.chance[0]);
  std::string text;
  for (int level = 0; level < levels; ++level)
    text += (level == 0 ? "" : "+") + shortest(play.chance[static_cast<std::size_t>(level)]);
  return text;
}

/// What a state does, then what follows, with what separates them.
std::string state_text(const Automaton& automaton, std::size_t state, char separator, Cases& cases) {
  const Automaton::State& made = automaton.states[state];
  std::string text = play_text(made.play, automaton.levels);
  if (made.said.kind != Signal::none)
    text += separator + std::string(made.said.kind == Signal::reassure ? "says:reassure:" : "says:threaten:") +
            std::to_string(made.said.level) + ":" + std::to_string(made.said.rounds);
  if (made.is_open) text += std::string(1, separator) + "open";
  for (const std::size_t next : following(automaton, state, cases)) text += separator + std::to_string(next);
  return text;
}

}  // namespace

Automaton automaton_of_text(std::string_view text) {
  Pieces pieces;
  pieces.what = "the automaton '" + shortened(text, 60) + "'";
  for (const std::string& piece : split(text, '_')) {
    const std::string where = pieces.what + ", state " + std::to_string(pieces.states.size());
    if (piece.starts_with("levels:") && pieces.states.empty()) {
      pieces.levels = piece.substr(7);
      pieces.levels_where = pieces.what;
      if (pieces.levels.empty()) refuse(pieces.what, "levels: has no number", "a game has 2…16 levels");
    } else if (piece.starts_with("start:") && pieces.states.empty() && pieces.start.empty()) {
      pieces.start = piece.substr(6);
      pieces.start_where = pieces.what;
      if (pieces.start.empty()) refuse(pieces.what, "start: has no state", "name the state that it begins in");
    } else {
      pieces.states.push_back({where, std::to_string(pieces.states.size()), split(piece, '/')});
    }
  }
  return assembled(pieces);
}

Automaton automaton_of_file(std::string_view contents, const std::string& name) {
  Pieces pieces;
  pieces.what = "'" + name + "'";
  constexpr std::string_view kMark = "\xEF\xBB\xBF";  // of UTF-8, as some editors write it
  if (contents.starts_with(kMark)) contents.remove_prefix(kMark.size());
  if (contents.find('\0') != std::string_view::npos) throw Error(pieces.what + " has a zero byte; it is no text");
  std::size_t number = 0;
  for (std::size_t from = 0; from < contents.size();) {
    const std::size_t end = std::min(contents.find('\n', from), contents.size());
    std::string_view line = contents.substr(from, end - from);
    from = end + 1;
    ++number;
    line = line.substr(0, line.find('#'));
    std::string plain(line);
    for (char& letter : plain)
      if (letter == '\t' || letter == '\r') letter = ' ';
    std::vector<std::string> words = split(trimmed(plain), ' ');
    std::erase(words, "");
    if (words.empty()) continue;
    const std::string where = "'" + name + "', line " + std::to_string(number);
    if ((words[0] == "levels" || words[0] == "start") && words.size() == 2) {
      if (!(words[0] == "levels" ? pieces.levels : pieces.start).empty())
        refuse(where, words[0] + " is given twice", "give it once");
      (words[0] == "levels" ? pieces.levels : pieces.start) = words[1];
      (words[0] == "levels" ? pieces.levels_where : pieces.start_where) = where;
      continue;
    }
    const std::size_t colon = words[0].find(':');
    if (colon == std::string::npos || colon == 0 || words[0].starts_with("says:"))
      refuse(where, in_quotes(words[0]) + " is no label of a state",
             "a line is a label with a colon, what is played, and the states that follow, as in 0: C 0 1");
    Written state{where, words[0].substr(0, colon), {words.begin() + 1, words.end()}};
    if (colon + 1 < words[0].size()) state.parts.insert(state.parts.begin(), words[0].substr(colon + 1));
    pieces.states.push_back(std::move(state));
  }
  return assembled(pieces);
}

Automaton canonical(const Automaton& automaton) {
  Automaton plain = with_what_happens(automaton);
  plain.other_starts.clear();
  const Automaton least = minimised(plain);
  constexpr std::uint32_t kNew = 0xFFFFFFFF;
  std::vector<std::uint32_t> order{0}, number(least.size(), kNew);
  number[0] = 0;
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t input = 0; input < least.inputs(); ++input) {
      const std::uint32_t to = least.next[order[i] * least.inputs() + input];
      if (number[to] != kNew) continue;
      number[to] = static_cast<std::uint32_t>(order.size());
      order.push_back(to);
    }
  Automaton numbered;
  numbered.levels = least.levels;
  for (const std::uint32_t state : order) {
    numbered.states.push_back(least.states[state]);
    for (std::size_t input = 0; input < least.inputs(); ++input)
      numbered.next.push_back(number[least.next[state * least.inputs() + input]]);
  }
  return numbered;
}

std::string text_of(const Automaton& automaton) {
  const Automaton least = canonical(automaton);
  std::string text = least.levels == 2 ? "" : "levels:" + std::to_string(least.levels) + "_";
  Cases cases{};
  for (std::size_t state = 0; state < least.size(); ++state)
    text += (state == 0 ? "" : "_") + state_text(least, state, '/', cases);
  return text;
}

std::string file_of(const Automaton& automaton, std::string_view name) {
  const Automaton least = canonical(automaton);
  const auto levels = static_cast<std::size_t>(least.levels);
  Cases all{};
  std::string lines;
  for (std::size_t state = 0; state < least.size(); ++state) {
    Cases cases{};
    lines += std::to_string(state) + ": " + state_text(least, state, ' ', cases) + "\n";
    all = {all.meant || cases.meant, all.done || cases.done, all.seen || cases.seen, all.verified || cases.verified};
  }
  const std::string seen = levels == 2 ? "C and D" : "each level";
  std::string text = "# " + std::string(name) +
                     "\n# A line is a state, the first one the start: its number; what it plays (" +
                     (levels == 2 ? "C, D, or the\n# chance of C" : "a level, or\n# the chances of all levels") +
                     "); the number of the state that follows.";
  if (all.seen)
    text += levels == 2 ? "\n# Two numbers: after a C and a D of the other."
                        : "\n# More numbers: by the level seen of the other.";
  if (all.done)
    text += levels == 2 ? "\n# Four: after own and other's CC, CD, DC, DD."
                        : "\n# Still more: by the level done, and the level seen.";
  if (all.meant) text += "\n# The longest lists: by the level meant, done, and seen.";
  if (all.verified) text += "\n# Of those every second is for an other that is open.";
  text += "\n";
  if (levels > 2) text += "levels " + std::to_string(levels) + "\n";
  return text + lines;
}

}  // namespace detente
