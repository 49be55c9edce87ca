// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/lines.hpp"

#include <algorithm>
#include <vector>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "json/results_json.hpp"
#include "terminal/table.hpp"
#include "terminal/terminal.hpp"
#include "text/design_text.hpp"

namespace detente::cli {
namespace {

const char* many(int number) {
  return number == 1 ? "round" : "rounds";
}

/// What a signal says: "a reassurance (at most C for 2 rounds)".
std::string in_words(const Signal& signal, int levels) {
  switch (signal.kind) {
    case Signal::reassure:
      return fmt::format("a reassurance (at most {} for {} {})", letter(signal.level, levels), signal.rounds,
                         many(signal.rounds));
    case Signal::threaten:
      return fmt::format("a threat (answers what is above {})", letter(signal.level, levels));
    case Signal::none:
      break;
  }
  return "nothing";
}

/// What the round is worth as it was seen: who sees wrongly, counts wrongly.
double seen_payoff(const Seating& seating, std::int64_t number, const HandRound& round) {
  const Rules& rules = seating.design.rules;
  const auto stretch =
      static_cast<std::size_t>(std::upper_bound(rules.turns.begin(), rules.turns.end(), number) - rules.turns.begin());
  return seating.person().side.in(stretch).payoffs.at(round.seen.mine, round.seen.theirs) -
         (round.said.kind == Signal::none ? 0 : rules.signal_cost) - (round.is_open ? rules.open_cost : 0);
}

std::string who(const Seating& seating) {
  if (!seating.is_mystery) return fmt::format("You play against {}.", seating.other().shown);
  std::vector<std::string> names;
  for (std::size_t i = 1; i < seating.design.entrants.size(); ++i) names.push_back(seating.design.entrants[i].shown);
  return fmt::format("You play against one of the {} strategies of the field '{}': {}.", names.size(), seating.field,
                     joined(names));
}

}  // namespace

std::string keys(int levels) {
  return (levels == 2 ? "c, d" : fmt::format("0…{}", letter(static_cast<Level>(levels - 1), levels))) +
         ", o, r, t, n, u and q";
}

std::string beginning(const Seating& seating, int width) {
  const auto columns = static_cast<std::size_t>(width);
  const int levels = seating.design.game.levels;
  const std::string moves =
      levels == 2 ? "c restraint, d hostility"
                  : fmt::format("0 restraint … {} full hostility", letter(static_cast<Level>(levels - 1), levels));
  const char* const did = seating.design.rules.public_monitoring ? "what both of you saw you do" : "what you did";
  return design_header(seating.design, width) + '\n' + wrapped(who(seating), columns, 0) + '\n' +
         wrapped(fmt::format("Keys: {}. Before it, if you want: o to be open to verification (again: not open); r to "
                             "reassure, t to threaten, n to say nothing, after which you hear the other. u shows what "
                             "truly happened, q ends the match.",
                             moves),
                 columns, 0) +
         '\n' +
         wrapped(
             fmt::format("Columns: what you meant, {}, what you saw the other do, and the payoff as you saw it.", did),
             columns, 0) +
         "\n\nround  meant  did  other  payoff\n";
}

std::string round_line(const Seating& seating, std::int64_t number, const HandRound& round, bool was_told) {
  const int levels = seating.design.game.levels;
  const LevelSeen& seen = round.seen;
  std::vector<std::string> notes;
  if (seen.meant != seen.mine)
    notes.emplace_back(seating.design.rules.public_monitoring ? "not seen as meant" : "execution error");
  if (seen.verified) notes.emplace_back("the other was open: verified");
  if (round.is_open) notes.emplace_back("you were open");
  if (!was_told && round.heard.kind != Signal::none) notes.push_back("you heard " + in_words(round.heard, levels));
  std::string line = fmt::format("{:>5}  {:<5}  {:<3}  {:<5}  {:>6}  {}", number, letter(seen.meant, levels),
                                 letter(seen.mine, levels), letter(seen.theirs, levels),
                                 figure(seen_payoff(seating, number, round)), joined(notes, "; "));
  line.erase(line.find_last_not_of(' ') + 1);
  return line + '\n';
}

std::string signals_line(const Signal& said, const Signal& heard, int levels) {
  return remark(fmt::format("you say {}; you hear {}", in_words(said, levels), in_words(heard, levels)));
}

std::string remark(const std::string& words) {
  return "       " + words + '\n';
}

}  // namespace detente::cli
