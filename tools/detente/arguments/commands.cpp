// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/commands.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>
#include <detente/version.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kMargin = 28;

std::vector<std::string_view> design_options_and(const std::vector<std::string_view>& others) {
  std::vector<std::string_view> all = {
      "strategies",       "field",     "module",       "game",        "rounds",  "continuation",  "discount",
      "repetitions",      "start",     "known-length", "self-play",   "tremble", "misperception", "tremble-of",
      "misperception-of", "motive-of", "signal-noise", "monitoring",  "engine",  "exact-limit",   "seed",
      "threads",          "patience",  "kernel",       "peace-level", "calm",    "spiral",        "lock-in"};
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

/// The same with what is asked about spirals.
std::vector<std::string_view> spiral_options_and(const std::vector<std::string_view>& others) {
  std::vector<std::string_view> all = design_options_and(
      {"on-failure", "baseline", "seekers", "aggressors", "durable", "horizon", "crisis-rounds", "burst"});
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

}  // namespace

std::vector<Command> commands() {
  return {
      {.name = "run",
       .about = "Plays a round-robin tournament: who scored what, and who broke spirals of hostility at what price.",
       .options = spiral_options_and({"traces", "output", "config", "format", "help"}),
       .notes = "Examples:\n"
                "  detente run --strategies tft,grit,hawk,dove --game prisoners-dilemma\n"
                "  detente run --misperception 0.1/0 --tremble-of hawk=0.2 --output results\n"
                "  detente run --config results/design.ini\n",
       .act = run},
      {.name = "match",
       .operands = "A B",
       .about = "Plays one pair, and shows it round by round.",
       .options = design_options_and({"trace", "repetition", "output", "config", "format", "help"}),
       .most_operands = 2,
       .notes = "A and B are written as in --strategies, and stand in its place. In JSON, --trace\n"
                "adds a character for each round: levels as C and D or 0-9a-f, signals as r\n"
                "(reassure), t (threaten) and -, openness as o and -.\n\n"
                "Examples:\n"
                "  detente match tit-for-tat grim --misperception 0.05 --trace --rounds 60\n"
                "  detente match generous-tit-for-tat:generosity=0.3 hawk@greedy\n"
                "  detente match grit grit --tremble 0.01 --rounds infinite\n",
       .act = match},
      {.name = "spirals",
       .about =
           "Asks every pair whether it gets out of hostility, and every strategy what it would take to get it out.",
       .options = spiral_options_and({"output", "config", "format", "help"}),
       .notes = "Escape: is peace made for good after the first spiral of a match, as its noise\n"
                "gives it? Crisis: and after K rounds of hostility? Impulse: after one error in\n"
                "peace, without further noise? Burst: after noise for a while? Lift is how much\n"
                "likelier durable peace is with a strategy in the seat than with the baseline\n"
                "there. --output writes spirals.json, breakers.csv, design.ini and report.html.\n"
                "What comes out of each pair is in JSON.\n\n"
                "Examples:\n"
                "  detente spirals\n"
                "  detente spirals --strategies tft,gtft,grit,hawk@greedy --misperception 0.1/0\n"
                "  detente spirals --baseline hawk --horizon 50 --format json\n",
       .act = spirals},
      {.name = "sweep",
       .about = "Plays the tournament on a grid of design values, and tells what changes from point to point.",
       .options =
           [] {
             std::vector<std::string_view> options = {"over", "credit"};
             const std::vector<std::string_view> others = spiral_options_and({"output", "config", "format", "help"});
             options.insert(options.end(), others.begin(), others.end());
             return options;
           }(),
       .notes = "Every point has the same seed, so that a pair meets the same weather at all of\n"
                "them. A piece with = that does not begin a name belongs to the one before it, as\n"
                "in --over game=security-dilemma:offence=1,greed=1,custom:T=5,R=3,P=1,S=0. Where\n"
                "there is a ; it is what stands between values, as it must between lists:\n"
                "--over 'strategies=tft,grit;tft,hawk'.\n"
                "--output writes sweep.json, sweep.csv (one line for each entrant at each point),\n"
                "design.ini and report.html.\n\n"
                "Examples:\n"
                "  detente sweep --over misperception=0,0.01,0.05,0.1\n"
                "  detente sweep --over game=stag-hunt,chicken --over rounds=10,200 --format csv\n"
                "  detente sweep --over grit:trigger=1,2,3\n"
                "  detente sweep --over 'grit=grit,grit:announce=0,grit:success=0,tft'\n"
                "  detente sweep --strategies tft,grit --over misperception=0.2,0.05 \\\n"
                "    --over tft=tft,empathic --credit tft,misperception\n",
       .act = sweep},
      {.name = "list",
       .operands = "[strategies|games|fields|engines]",
       .about = "Lists what can be played, strategies at first.",
       .options = {"where", "module", "patience", "format", "help"},
       .most_operands = 1,
       .notes = "EXPRESSION joins properties by and, or, not and parentheses: deterministic,\n"
                "stochastic, nice, retaliating, forgiving, uses-length, uses-payoffs, enumerable,\n"
                "graded, speaks, listens, opens; memory (rounds, or infinite) and states with\n"
                "<, <=, =, !=, >= or > and a number; family = or != a name. They are computed.\n"
                "A strategy of which the answer is not known is left out.\n\n"
                "Examples:\n"
                "  detente list --where 'nice and states<=8'\n"
                "  detente list --where 'family=second-tournament and not nice' --format csv\n",
       .act = list},
      {.name = "show",
       .operands = "STRATEGY",
       .about = "Tells what a strategy does, what it takes, and how far it can be exploited.",
       .options = {"game", "tremble", "misperception", "start", "rounds", "continuation", "discount", "monitoring",
                   "exact-limit", "against", "dot", "threads", "patience", "module", "format", "help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "STRATEGY may be best-response-to:ANOTHER, what serves its own payoffs best\n"
                "against that one.\n\n"
                "Examples:\n"
                "  detente show generous-tit-for-tat --game prisoners-dilemma --tremble 0.05\n"
                "  detente show grit --against security\n"
                "  detente show grit --dot | dot -Tsvg -o grit.svg\n",
       .act = show},
      {.name = "report",
       .operands = "RESULTS.json",
       .about = "Writes one page of HTML that shows results, opens from disk and needs no network.",
       .options = {"out", "force", "help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "RESULTS.json is what 'detente run', 'sweep', 'spirals' or 'match --trace' print\n"
                "with --format json, or what they leave with --output. Only a report is written\n"
                "over; -o - writes to standard output.\n\n"
                "Examples:\n"
                "  detente report results/results.json\n"
                "  detente report sweep.json -o sweep.html\n"
                "  detente match grit hawk --trace --format json > match.json\n"
                "  detente report match.json\n",
       .act = report},
      {.name = "new",
       .operands = "NAME",
       .about = "Writes ./NAME.cpp, a strategy to start from.",
       .options = {"help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "NAME is made of a-z, 0-9 and -. A file that is there is never written over.\n",
       .act = make_new},
      {.name = "check",
       .operands = "FILE.cpp|FILE.so|NAME",
       .about = "Tries every law that a strategy must obey.",
       .options = {"patience", "module", "format", "help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "A .cpp file is compiled first, with the compiler and headers that built détente,\n"
                "and again with AddressSanitizer and UndefinedBehaviorSanitizer where the\n"
                "compiler has them. The strategy is tried in processes of their own: whatever\n"
                "ends one of them, or never ends, is told. One fault is told once, with the law\n"
                "that shows it best.\n"
                "Ends with 0 when all laws are obeyed, with 1 when one is broken or the file does\n"
                "not compile.\n",
       .act = check},
  };
}

Command command(const std::string& name) {
  std::vector<std::string> known;
  for (const Command& candidate : commands()) {
    if (candidate.name == name) return candidate;
    known.emplace_back(candidate.name);
  }
  const std::string near = did_you_mean(name, known);
  if (name.starts_with('-'))
    throw Error(fmt::format("a command comes first, not '{}'; the commands are {}", name, joined(known)));
  throw Error(
      fmt::format("no command is named '{}'{}", name, near.empty() ? "; the commands are " + joined(known) : near));
}

std::string overview() {
  std::string text = fmt::format(
      "détente {}: tournaments of states that meet again and again under noise, and\n"
      "slide into spirals of hostility or find a way out.\n\nUsage: detente COMMAND [options]\n\nCommands:\n",
      kVersion);
  for (const Command& command : commands()) {
    const std::string usage = fmt::format("  {} {}", command.name, command.operands);
    text += fmt::format("{:<{}}", usage, kMargin) + wrapped(command.about, kWidth, kMargin) + '\n';
    if (columns(usage) >= kMargin) text.replace(text.rfind(usage) + usage.size(), 0, "\n" + std::string(kMargin, ' '));
  }
  return text +
         "\n'detente COMMAND --help' tells more; 'detente --version' prints the version.\n\n"
         "Examples:\n"
         "  detente run\n"
         "  detente match tit-for-tat grim --misperception 0.05 --rounds 60 --trace\n"
         "  detente list\n";
}

std::string help(const Command& command) {
  std::string text =
      fmt::format("Usage: detente {}{}{} [options]\n\n{}\n\nOptions:\n", command.name,
                  command.operands.empty() ? "" : " ", command.operands, wrapped(command.about, kWidth, 0));
  for (const std::string_view name : command.options) {
    const Option& known = option(name);
    std::string head = fmt::format("  {}--{} {}", known.letter == 0 ? "" : fmt::format("-{}, ", known.letter),
                                   known.name, known.argument);
    if (head.size() + 1 > kMargin) head += '\n' + std::string(kMargin, ' ');
    std::string meaning(known.meaning);
    if (!known.initial.empty()) meaning += fmt::format(" [{}]", known.initial);
    text += fmt::format("{:<{}}", head, kMargin) + wrapped(meaning, kWidth, kMargin) + '\n';
  }
  return command.notes.empty() ? text : text + '\n' + std::string(command.notes);
}

}  // namespace detente::cli
