// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace detente::cli {
namespace {

constexpr std::array kOptions{
    Option{
        "strategies", "LIST", "",
        "who plays: a comma list of name[:param=value,...][@motive]; @security-seeker, @greedy or @T=..,R=..,P=..,S=.. "
        "gives a state payoffs of its own; the same strategy twice plays as two entrants"},
    Option{"field", "NAME", "security", "a named list of strategies (see 'detente list fields'), or an .ini file"},
    Option{"where", "EXPRESSION", "", "only strategies of which this is true, as in 'nice and states<=8'"},
    Option{"module", "FILE.so|FILE.cpp", "",
           "also load the strategies of this file; a .cpp file is compiled first; repeatable", true},
    Option{"game", "SPEC", "security-dilemma",
           "a game with its parameters (see 'detente list games'), or T=5,R=3,P=1,S=0; with relative-gains=k, "
           "signal-cost=, open-cost=; or a schedule of games"},
    Option{"rounds", "N|infinite", "200", "length of a match; infinite takes exact pairs"},
    Option{"continuation", "W", "", "chance of another round after each round, instead of --rounds"},
    Option{"discount", "D", "",
           "discounted payoffs instead of means: each round counts D times the one before; takes exact "
           "pairs"},
    Option{"repetitions", "N", "1000", "matches of each sampled pair"},
    Option{"start", "peace|crisis:K", "peace",
           "how a match begins: as strategies like, or after K rounds of hostility"},
    Option{"known-length", "yes|no", "no", "whether strategies are told --rounds"},
    Option{"self-play", "yes|no", "yes", "whether each entrant also meets a copy of itself"},
    Option{"tremble", "U[/V]", "0",
           "chance that a hand slips: up towards hostility / down; one number means both; or a schedule"},
    Option{"misperception", "U[/V]", "0.05 for run, spirals and sweep, else 0",
           "chance that the other's act is misread: up / down; or a schedule, as in 1-40:0.2,41-:0.05/0"},
    Option{"tremble-of", "NAME=U[/V]", "", "how that entrant slips; repeatable", true},
    Option{"misperception-of", "NAME=U[/V]", "", "how that entrant misreads; repeatable", true},
    Option{"motive-of", "NAME=MOTIVE", "",
           "that entrant's own payoffs, as after @; or a schedule of them, in which 'game' stands for the game's own; "
           "repeatable",
           true},
    Option{"signal-noise", "Q", "0", "chance that a signal arrives as another kind"},
    Option{"monitoring", "private|public", "private",
           "public: one signal of each move, subject to misperception, is all that both learn of it, the mover too"},
    Option{"engine", "auto|exact|tables|objects|check", "auto",
           "auto solves every pair exactly that can be and samples the others, exact refuses those others, tables "
           "samples all as automata and refuses what is none, objects samples all as they are, check does both and "
           "compares; see 'detente list engines'"},
    Option{"exact-limit", "N", "4096", "joint memories that a pair may have and still be exact"},
    Option{"seed", "N", "1", "names the draws: the same design and seed give the same bytes"},
    Option{"threads", "N", "all cores", "no influence on any result"},
    Option{"on-failure", "stop|forfeit", "stop",
           "what follows where a strategy fails: no results, or those of the others without it; the exit status is 1 "
           "either way"},
    Option{"patience", "SECONDS", "60; for check 10",
           "time limit of one call into a strategy, which ends the command; for check of each law, in seconds of a "
           "processor; 0: no limit"},
    Option{"kernel", "NAME", "the fastest here",
           "how automata are sampled, see 'detente list engines'; no influence on any result"},
    Option{"peace-level", "N", "the game's own",
           "peace is a round with both levels at most this; 0 on two levels, a quarter of the top level, rounded up, "
           "on more"},
    Option{"calm", "N", "2", "rounds of peace in a row that end an episode of hostility"},
    Option{"spiral", "N", "4", "an episode of at least so many rounds is a spiral"},
    Option{"lock-in", "N", "50", "... is a lock-in"},
    Option{"baseline", "NAME", "tit-for-tat", "the passive strategy that takes a seat for comparison"},
    Option{"seekers", "LIST", "",
           "entrants that count as opponents whose spirals are to be broken; without it, those that are not greedy"},
    Option{"aggressors", "LIST", "",
           "strategies whose worst is the price of a strategy, besides the greedy best response; without it, greedy "
           "entrants, hawk and opportunist"},
    Option{"durable", "N", "10", "rounds of peace in a row that make it durable"},
    Option{"horizon", "N", "100", "rounds that a pair has for durable peace"},
    Option{"crisis-rounds", "A-B", "5-14", "lengths of the crises of the crisis test"},
    Option{"burst", "N", "10", "noisy rounds of the burst test"},
    Option{
        "over", "KEY=V1,V2,...", "",
        "the values that a design option takes, or NAME:PARAMETER for a parameter of every entrant of that strategy, "
        "or NAME for what plays in its place; repeatable, for all combinations, of which the last varies fastest",
        true},
    Option{"credit", "KEY,KEY,...", "",
           "share out among these keys of --over, which take two values each, how much more peace there is with the "
           "second of all of them than with the first; the other keys are assumptions"},
    Option{"trace", "", "", "show every round of one repetition"},
    Option{"traces", "N", "36",
           "so many pairs, of those who rank best, are also told round by round in JSON and in the report"},
    Option{"repetition", "K", "0", "which repetition --trace shows; the first is 0"},
    Option{"against", "FIELD", "",
           "also ask whether it is a best reply to itself, and which of these could invade it: a field, an .ini file, "
           "or a list"},
    Option{"dot", "", "", "draw its automaton in Graphviz' language, and print nothing else"},
    Option{"output", "DIR", "",
           "also write what came out there, as JSON and as .csv files, design.ini, which replays it, and report.html, "
           "which "
           "shows it"},
    Option{"out", "FILE.html", "", "where to; without it, beside the results: report.html for results.json", false,
           'o'},
    Option{"force", "", "", "write over a file that is no report"},
    Option{
        "config", "FILE", "",
        "read options from an .ini file: name = value, without dashes; the command line wins; paths in it are relative "
        "to its folder"},
    Option{"format", "table|csv|json", "table", "how to print"},
    Option{"help", "", "", "this page"},
};

}  // namespace

const Option& option(std::string_view name) {
  return *std::find_if(kOptions.begin(), kOptions.end(), [&](const Option& known) { return known.name == name; });
}

std::string_view name_of(char letter) {
  if (letter == 'h') return "help";
  const auto* const found =
      std::find_if(kOptions.begin(), kOptions.end(), [&](const Option& known) { return known.letter == letter; });
  return letter == 0 || found == kOptions.end() ? std::string_view() : found->name;
}

}  // namespace detente::cli
