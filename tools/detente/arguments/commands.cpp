// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/commands.hpp"

#include <algorithm>
#include <limits>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente::cli {
namespace {

std::vector<std::string_view> design_options_and(const std::vector<std::string_view>& others) {
  std::vector<std::string_view> all = {
      "strategies",       "field",     "module",       "game",        "rounds",        "continuation",  "discount",
      "repetitions",      "start",     "known-length", "self-play",   "tremble",       "misperception", "tremble-of",
      "misperception-of", "motive-of", "signal-noise", "monitoring",  "engine",        "exact-limit",   "seed",
      "threads",          "patience",  "kernel",       "peace-level", "calm",          "spiral",        "lock-in",
      "submission",       "steps",     "memory",       "program",     "trust-programs"};
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

/// The same with what is asked about spirals.
std::vector<std::string_view> spiral_options_and(const std::vector<std::string_view>& others) {
  std::vector<std::string_view> all =
      design_options_and({"on-failure", "store", "from", "shard", "baseline", "seekers", "aggressors", "durable",
                          "horizon", "crisis-rounds", "burst"});
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

/// Design options but for those that say how old an episode is, and others.
std::vector<std::string_view> without_ages(const std::vector<std::string_view>& others) {
  std::vector<std::string_view> all = design_options_and(others);
  std::erase_if(all, [](std::string_view name) { return name == "calm" || name == "spiral" || name == "lock-in"; });
  return all;
}

}  // namespace

std::vector<Command> commands() {
  return {
      {.name = "run",
       .about = "Plays a round-robin tournament, and reports scores and which strategies end spirals of hostility, at "
                "what cost.",
       .options = spiral_options_and({"show", "opponents", "pairs", "traces", "output", "config", "format", "help"}),
       .notes = "Examples:\n"
                "  detente run --strategies tft,grit,hawk,dove --game prisoners-dilemma\n"
                "  detente run --misperception 0.1/0 --tremble-of hawk=0.2 --output results\n"
                "  detente run --config results/design.ini\n",
       .act = run},
      {.name = "match",
       .operands = "A B",
       .about = "Plays one pair; with --trace it shows every round.",
       .options = design_options_and({"trace", "repetition", "output", "config", "format", "help"}),
       .most_operands = 2,
       .notes = "A and B are written as in --strategies. In JSON, --trace adds strings with one\n"
                "character for each round: levels as C and D or 0-9a-f, signals as r (reassure),\n"
                "t (threaten) or - (none), openness as o or - (closed).\n\n"
                "Examples:\n"
                "  detente match tit-for-tat grim --misperception 0.05 --trace --rounds 60\n"
                "  detente match generous-tit-for-tat:generosity=0.3 hawk@greedy\n"
                "  detente match grit grit --tremble 0.01 --rounds infinite\n",
       .act = match},
      {.name = "play",
       .operands = "[STRATEGY]",
       .about =
           "Lets you play a match against one strategy, round by round, with the knowledge of a state in your seat.",
       .options = {"mystery",    "field",        "module",     "game",          "rounds",     "continuation",
                   "start",      "known-length", "tremble",    "misperception", "tremble-of", "misperception-of",
                   "motive-of",  "signal-noise", "monitoring", "seed",          "repetition", "patience",
                   "submission", "steps",        "memory",     "config",        "format",     "help"},
       .most_operands = 1,
       .notes = "Keys on a terminal, or letters on standard input:\n"
                "  c d    restraint or hostility; a digit 0-9 a-f in a game with more levels\n"
                "  o      in this round you are open to verification; again: you are not\n"
                "  r t n  you reassure, threaten or say nothing, and hear the other\n"
                "  u      shows what truly happened so far; the result tells that you looked\n"
                "  q      ends the match\n"
                "Your name is you, as in --tremble-of you=0.1. With --mystery, letters end with\n"
                "the first line, and your answer is on the next one. A trace and the scores\n"
                "follow the last round. The match has the random errors of 'detente match' with\n"
                "the same options.\n\n"
                "Examples:\n"
                "  detente play grit --misperception 0.05 --rounds 30\n"
                "  detente play --mystery --field classic\n"
                "  echo CCDC | detente play tit-for-tat\n",
       .act = play},
      {.name = "spirals",
       .about = "Tests whether each pair recovers from spirals of hostility, and how much each strategy contributes.",
       .options = spiral_options_and({"opponents", "output", "config", "format", "help"}),
       .notes = "Tests of each pair. Escape: does durable peace follow the first spiral of a\n"
                "match? Crisis: does it follow K rounds of mutual hostility? Impulse: what\n"
                "follows one error in peace, without further noise? Burst: does peace return\n"
                "after some rounds of noise? Lift: how much more probable durable peace is with\n"
                "a strategy than with the baseline in its place. --output writes spirals.json,\n"
                "breakers.csv, design.ini and report.html; spirals.json has the results of each\n"
                "pair.\n\n"
                "Examples:\n"
                "  detente spirals\n"
                "  detente spirals --strategies tft,gtft,grit,hawk@greedy --misperception 0.1/0\n"
                "  detente spirals --baseline hawk --horizon 50 --format json\n",
       .act = spirals},
      {.name = "sweep",
       .about = "Plays the tournament at each point of a grid of design values, and compares the results.",
       .options =
           [] {
             std::vector<std::string_view> options = {"over", "credit"};
             const std::vector<std::string_view> others = spiral_options_and({"output", "config", "format", "help"});
             options.insert(options.end(), others.begin(), others.end());
             return options;
           }(),
       .notes = "All points use the same seed, so that a pair meets the same random errors at\n"
                "each. Commas separate values. A part with = that does not begin with a name\n"
                "belongs to the value before it, as in\n"
                "--over game=security-dilemma:offence=1,greed=1,custom:T=5,R=3,P=1,S=0.\n"
                "Values that are lists are separated by semicolons:\n"
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
      {.name = "system",
       .operands = "[FILE.ini]",
       .about = "Plays many states on a graph of fronts, with alliances, war and ruin.",
       .options = {"state",        "fronts",     "pledges",       "alliances",   "institution",
                   "ambiguity",    "war",        "strength-of",   "means-of",    "deterrent-of",
                   "pace",         "upkeep",     "pledge-cost",   "game-of",     "contest",
                   "strategies",   "field",      "baseline",      "aggressor",   "impulse",
                   "due-to",       "contagion",  "horizon",       "over",        "credit",
                   "game",         "rounds",     "continuation",  "repetitions", "start",
                   "known-length", "tremble",    "misperception", "tremble-of",  "misperception-of",
                   "signal-noise", "monitoring", "engine",        "exact-limit", "seed",
                   "threads",      "patience",   "peace-level",   "calm",        "spiral",
                   "lock-in",      "module",     "trace",         "repetition",  "output",
                   "config",       "format",     "help"},
       .most_operands = 1,
       .notes =
           "Each state has a name, a strategy, and perhaps an alignment, which says whom it\n"
           "stands by (see 'detente list alignments'). It plays its strategy once per\n"
           "neighbour. Three couplings join these matches, each off unless it is given:\n"
           "ambiguity, pledges (also those of alignments) and war. FILE.ini holds the same options, one in a line.\n\n"
           "Examples:\n"
           "  detente system --state A=tft --state B=tft --state C=tft --pledges 'C>A'\n"
           "  detente system july-1914 --contest Russia --strategies tft,tf2t,grit\n"
           "  detente system july-1914 --over 'pledges=none;Germany>Austria:back' \\\n"
           "    --over 'ambiguity=0,0.3' --credit pledges,ambiguity\n"
           "  detente system --state H=tft+hegemon-seeker --state A=tft+balancer \\\n"
           "    --state B=tft+balancer --strength-of H=5 --strength-of A=3 \\\n"
           "    --strength-of B=3 --war 0.1 --misperception 0\n",
       .act = system_of_states},
      {.name = "league",
       .operands = "DIR",
       .about = "Plays all strategies in a folder against each other and a field, again and again as files change, "
                "with a leaderboard and "
                "feedback for each author.",
       .options = {"field",        "game",      "rounds",     "continuation",  "discount",     "repetitions", "start",
                   "known-length", "self-play", "tremble",    "misperception", "signal-noise", "monitoring",  "engine",
                   "exact-limit",  "seed",      "threads",    "patience",      "peace-level",  "calm",        "spiral",
                   "lock-in",      "baseline",  "aggressors", "durable",       "horizon",      "steps",       "memory",
                   "watch",        "output",    "config",     "format",        "help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "DIR holds files (.cpp, .wasm, .automaton, .py, .R, .mjs), or a folder of files for\n"
                "each author. They run contained, so that they can be anybody's. What\n"
                "breaks a law that makes results wrong is quarantined, with the reason, and never\n"
                "stops the others. Only what is new or changed is compiled and played again.\n"
                "DIR/league, or the folder of --output, then holds index.html (the leaderboard),\n"
                "standings.csv, feedback/AUTHOR.md, results.json, league.json, history/ROUND.csv\n"
                "and store.db. Names that begin with . or _ are ignored.\n\n"
                "Examples:\n"
                "  detente league contest\n"
                "  detente league contest --field classic --misperception 0.05 --rounds 100\n"
                "  detente league contest --watch\n",
       .act = league},
      {.name = "evolve",
       .about = "Solves which conduct survives among the entrants where states copy what pays, who can enter a hostile "
                "world, and at what price.",
       .options = without_ages({"population",  "selection",   "process",    "fitness",     "population-self",
                                "mutation",    "mutants",     "dynamics",   "hostile",     "shares",
                                "generations", "extinct",     "background", "structure",   "update",
                                "gains",       "block",       "space",      "walk-length", "clones",
                                "draws",       "state-limit", "over",       "on-failure",  "store",
                                "from",        "shard",       "output",     "config",      "format",
                                "help"}),
       .notes = "A population of states plays the entrants' strategies; states copy others whose\n"
                "strategy earns more, and now and then one takes up another strategy (a mutant).\n"
                "Payoffs are exact means wherever pairs are exact. --output writes\n"
                "evolution.json, strategies.csv, fixation.csv, trajectory.csv, design.ini and\n"
                "report.html.\n\n"
                "Examples:\n"
                "  detente evolve\n"
                "  detente evolve --strategies tft,gtft,grit,hawk,dove --game prisoners-dilemma\n"
                "  detente evolve --over misperception=0,0.01,0.05,0.1,0.2 --output worlds\n"
                "  detente evolve --population 10,100,1000 --process moran --selection 0.1\n"
                "  detente evolve --strategies tft,grit,hawk --mutation 0.01 --dynamics chain\n"
                "  detente evolve --structure torus:50x50,8 --update best --dynamics structure\n",
       .act = evolve},
      {.name = "search",
       .about = "Searches a space of strategies for those that no other surpasses, in ending spirals and in cost or in "
                "other columns.",
       .options = {"strategies",   "field",
                   "against",      "states",
                   "memory",       "chances",
                   "objective",    "over",
                   "worlds",       "method",
                   "restarts",     "steps",
                   "checkpoint",   "novel",
                   "module",       "game",
                   "rounds",       "continuation",
                   "discount",     "start",
                   "known-length", "self-play",
                   "tremble",      "misperception",
                   "tremble-of",   "misperception-of",
                   "motive-of",    "signal-noise",
                   "monitoring",   "exact-limit",
                   "seed",         "threads",
                   "patience",     "peace-level",
                   "calm",         "spiral",
                   "lock-in",      "baseline",
                   "seekers",      "aggressors",
                   "durable",      "horizon",
                   "output",       "config",
                   "format",       "help"},
       .notes = "Each strategy takes a seat of its own in the field, and all numbers are those of\n"
                "'detente spirals' with it entered, exactly. Several worlds are written as for\n"
                "sweep: --over misperception=0.05/0.01,0.05. Ctrl-C ends the search and prints\n"
                "what was found. --output writes search.json, front.csv, design.ini and\n"
                "report.html. A found strategy plays in every command: automaton:TEXT.\n\n"
                "Examples:\n"
                "  detente search --states 2\n"
                "  detente search --states 4 --objective ends,cost,in-spirals --novel\n"
                "  detente search --memory 1 --against tft,grit,hawk@greedy --objective score\n"
                "  detente search --states 8 --method evolve --restarts 4 --steps 500\n",
       .act = search},
      {.name = "list",
       .operands = "[strategies|alignments|systems|games|fields|engines]",
       .about = "Lists the strategies, or the alignments, systems, games, fields or engines.",
       .options = {"where", "module", "program", "trust-programs", "patience", "format", "help"},
       .most_operands = 1,
       .notes = "EXPRESSION combines properties with and, or, not and parentheses: deterministic,\n"
                "stochastic, nice, retaliating, forgiving, uses-length, uses-payoffs, enumerable,\n"
                "graded, speaks, listens, opens; memory (rounds, or infinite) and states with\n"
                "<, <=, =, !=, >= or > and a number; family = or != and a name. Properties are\n"
                "computed; a strategy for which the answer is unknown is not listed.\n\n"
                "Examples:\n"
                "  detente list --where 'nice and states<=8'\n"
                "  detente list --where 'family=second-tournament and not nice' --format csv\n",
       .act = list},
      {.name = "show",
       .operands = "STRATEGY",
       .about =
           "Shows what a strategy does, its parameters, and how far it can be exploited; or an alignment or a system.",
       .options = {"game", "tremble", "misperception", "start", "rounds", "continuation", "discount", "monitoring",
                   "exact-limit", "against", "automaton", "dot", "threads", "patience", "module", "program",
                   "trust-programs", "format", "help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "STRATEGY may be best-response-to:ANOTHER, the best response to that strategy\n"
                "under the payoffs of the game; automaton:TEXT or automaton:FILE.automaton, an\n"
                "automaton without code; lookup:table=CDCD,first=C, moves by the last rounds; or\n"
                "the name of an alignment, or of a system, whose file is shown.\n\n"
                "Examples:\n"
                "  detente show generous-tit-for-tat --game prisoners-dilemma --tremble 0.05\n"
                "  detente show grit --against security\n"
                "  detente show grit --dot | dot -Tsvg -o grit.svg\n"
                "  detente show automaton:C/0/1_D/0/1\n"
                "  detente show balancer\n"
                "  detente show july-1914 > my-crisis.ini\n",
       .act = show},
      {.name = "report",
       .operands = "RESULTS.json",
       .about = "Writes the results as one HTML page, which opens from disk and needs no network.",
       .options = {"out", "force", "help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "RESULTS.json is the output of 'detente run', 'sweep', 'spirals' or\n"
                "'match --trace' with --format json, or a file that --output wrote. An existing\n"
                "file is overwritten only if it is a report; -o - writes to standard output.\n\n"
                "Examples:\n"
                "  detente report results/results.json\n"
                "  detente report sweep.json -o sweep.html\n"
                "  detente match grit hawk --trace --format json > match.json\n"
                "  detente report match.json\n",
       .act = report},
      {.name = "new",
       .operands = "NAME",
       .about = "Writes ./NAME.cpp, a template of a strategy; or one in another language, or of an alignment.",
       .options = {"language", "alignment", "help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "NAME consists of a-z, 0-9 and -. An existing file is never overwritten. Other\n"
                "languages than C++ are programs, which --program plays; the file that connects\n"
                "them is written beside the template.\n",
       .act = make_new},
      {.name = "check",
       .operands = "[FILE|NAME]",
       .about = "Tests a strategy, or an alignment, against every law that it must obey.",
       .options = {"submission", "program", "trust-programs", "steps", "memory", "patience", "module", "format",
                   "help"},
       .least_operands = 0,
       .most_operands = 1,
       .notes = "FILE is a source (.cpp), a module (.so), or a script (.py, .R, .mjs, .js), which\n"
                "is run as a program. --program COMMAND tests the strategies of a program; with\n"
                "NAME, that one alone. The same questions are asked of two processes.\n"
                "A .cpp file is compiled first, with the compiler and headers that built détente,\n"
                "and again with AddressSanitizer and UndefinedBehaviorSanitizer where the\n"
                "compiler has them. The strategy runs in separate processes: crashes, exits and\n"
                "endless loops are reported. Each fault is reported once, with the law that shows\n"
                "it best. With --submission the file is compiled and tried as 'detente run' would\n"
                "play it: contained, and without sanitizers. A file of alignments, which ends\n"
                "with DETENTE_ALIGNMENTS, is tried by their laws.\n"
                "The exit status is 0 when all laws are obeyed, and 1 when one is broken or the\n"
                "file does not compile.\n",
       .act = check},
      {.name = "store",
       .operands = "FILE",
       .about = "Says what a store of played pairs holds, and tests or prunes it.",
       .options = {"check", "prune", "format", "help"},
       .least_operands = 1,
       .most_operands = 1,
       .notes = "A store is made by --store of run, spirals or sweep.\n\n"
                "Examples:\n"
                "  detente store pairs.db\n"
                "  detente store pairs.db --check\n",
       .act = store},
      {.name = "merge",
       .operands = "FILE PART...",
       .about = "Copies the pairs of other stores into FILE.",
       .options = {"help"},
       .least_operands = 2,
       .most_operands = std::numeric_limits<std::size_t>::max(),
       .notes = "FILE is made if it does not exist. Parts may overlap, be of different fields, and\n"
                "come in any order. A part that is damaged, or of another version of the format,\n"
                "is refused, and nothing of it is copied; the parts before it stay copied.\n\n"
                "Example:\n"
                "  detente merge all.db part-1.db part-2.db\n",
       .act = merge},
      {.name = "explain",
       .operands = "[TERM]",
       .about = "Defines a term of the output, with formula, unit, horizon and source; without TERM it lists all.",
       .options = {"format", "help"},
       .most_operands = 4,
       .notes = "TERM may also be a key of JSON, a column of CSV, or several words.\n\n"
                "Examples:\n"
                "  detente explain spiral\n"
                "  detente explain durable peace\n"
                "  detente explain break_even\n",
       .act = explain},
  };
}

std::vector<std::string_view> all_options() {
  std::vector<std::string_view> names;
  for (const Command& command : commands())
    for (const std::string_view name : command.options)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
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

}  // namespace detente::cli
