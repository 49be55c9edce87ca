// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace detente::cli {
namespace {

constexpr std::array kOptions{
    Option{"strategies", "LIST", "",
           "the entrants, separated by commas: name[:parameter=value,...][@motive]. The motive sets an entrant's own "
           "payoffs: @security-seeker, @greedy or @T=..,R=..,P=..,S=... A strategy listed twice is two entrants"},
    Option{"field", "NAME", "security",
           "a predefined list of entrants (see 'detente list fields'), an .ini file, or one that is generated: "
           "random:memory-one,n=N,seed=S or grid:memory-one,chances=N"},
    Option{"where", "EXPRESSION", "", "only strategies with these properties, as in 'nice and states<=8'"},
    Option{"module", "FILE.so|FILE.cpp", "",
           "also load the strategies of this file; a .cpp file is compiled first; repeatable", true},
    Option{
        "submission", "FILE.cpp|FILE.wasm|FOLDER", "",
        "also enter the strategies of this file, or of the files of this folder: compiled in a box and contained, so "
        "that they can be anybody's; repeatable",
        true},
    Option{"steps", "N", "50000000",
           "with --submission: instructions of WebAssembly that a strategy may take to answer once"},
    Option{"memory", "MIB", "16", "with --submission: memory that a strategy may use"},
    Option{
        "program", "COMMAND", "",
        "also enter the strategies of a program in any language, as in 'python3 mine.py', that answers lines of JSON; "
        "in a box, so that it can be anybody's; repeatable",
        true},
    Option{"trust-programs", "", "", "run --program without a box, with the rights of the user"},
    Option{"game", "SPEC", "security-dilemma",
           "a game and its parameters (see 'detente list games'), or payoffs as in T=5,R=3,P=1,S=0; also "
           "relative-gains=k, signal-cost=, open-cost=; or a schedule of games"},
    Option{"rounds", "N|infinite", "200", "rounds of a match; infinite requires exact pairs"},
    Option{"continuation", "W", "", "probability of another round after each round, instead of --rounds"},
    Option{"discount", "D", "",
           "discount factor: each round weighs D times the round before, and scores are discounted instead of plain "
           "means; requires exact pairs"},
    Option{"repetitions", "N", "1000", "matches of each sampled pair"},
    Option{"start", "peace|crisis:K", "peace",
           "first rounds of a match: as the strategies choose (peace), or after K rounds of mutual hostility"},
    Option{"known-length", "yes|no", "no", "whether the strategies know --rounds"},
    Option{"self-play", "yes|no", "yes", "whether each entrant also plays against a copy of itself"},
    Option{"tremble", "U[/V]", "0",
           "probability of an execution error: U towards hostility, V towards restraint; one number sets both; or a "
           "schedule"},
    Option{"misperception", "U[/V]", "0.05/0.01 for run, spirals, sweep, search, system; 0.05 for evolve; else 0",
           "probability of misreading the opponent's move: U restraint as hostility, V hostility as restraint; or a "
           "schedule, as in 1-40:0.2,41-:0.05/0"},
    Option{"tremble-of", "NAME=U[/V]", "", "execution errors of one entrant; repeatable", true},
    Option{"misperception-of", "NAME=U[/V]", "", "misperception by one entrant; repeatable", true},
    Option{
        "motive-of", "NAME=MOTIVE", "",
        "payoffs of one entrant, written as after @; or a schedule of them, in which 'game' means the payoffs of the "
        "game; repeatable",
        true},
    Option{"signal-noise", "Q", "0", "probability that a signal arrives as another kind"},
    Option{"monitoring", "private|public", "private",
           "private: each player knows its own move and observes the opponent's with misperception; public: both "
           "observe one and the same noisy signal of each move, also the player who made it"},
    Option{
        "engine", "auto|exact|tables|objects|check", "auto",
        "auto: exact where possible, else sampled; exact: refuse pairs that are not; tables: sample automata, refuse "
        "others; objects: sample every strategy as written; check: exact and sampled, compared; see 'detente list "
        "engines'"},
    Option{"exact-limit", "N", "4096", "largest number of joint memories of an exact pair"},
    Option{"seed", "N", "1", "random seed; the same design and seed give identical output"},
    Option{"threads", "N", "all cores; under mpirun 1",
           "number of threads, of each rank under mpirun; does not change any result"},
    Option{"show", "standings|spirals|both", "both",
           "what is computed and printed: the standings, the answer on spirals, or both"},
    Option{"opponents", "field|library", "field",
           "library: asks too whether the answer holds with every strategy of the library that is exact here"},
    Option{
        "on-failure", "stop|forfeit", "stop",
        "when a strategy fails: stop without results, or leave it out and report the others; the exit status is 1 in "
        "both cases"},
    Option{"store", "FILE", "",
           "keep the pairs that are played in FILE, and do not play again those that it holds; after an interruption, "
           "repeat the command"},
    Option{"from", "FILE", "", "use the pairs of another store too, and add nothing to it; needs --store; repeatable",
           true},
    Option{"shard", "I/N", "", "with --store: only play part I of N of the pairs (I = 1…N), and print no results"},
    Option{"check", "", "", "compare every record with its checksum, and name what is damaged"},
    Option{"prune", "", "", "remove pairs and trials that this version cannot use"},
    Option{
        "patience", "SECONDS", "60; for check 10",
        "time limit of one call of a strategy, after which the command ends; for check: limit of each law, in seconds "
        "of processor time; of a --program: seconds by the clock for an answer, after which it is ended [10]; 0: no "
        "limit"},
    Option{"kernel", "NAME", "the fastest here",
           "implementation that samples automata, see 'detente list engines'; does not change any result"},
    Option{"peace-level", "N", "the game's own",
           "a round is peace when both levels are at most N; default 0 in games with two levels, else a quarter of the "
           "top level, rounded up"},
    Option{"calm", "N", "2", "consecutive rounds of peace that end an episode of hostility"},
    Option{"spiral", "N", "4", "an episode of at least N rounds is a spiral"},
    Option{"lock-in", "N", "50", "an episode of at least N rounds is a lock-in"},
    Option{"baseline", "NAME", "tit-for-tat", "strategy that takes an entrant's place for comparison"},
    Option{"seekers", "LIST", "",
           "entrants that count as opponents whose spirals are to be ended; default: all whose motive is not greed"},
    Option{"aggressors", "LIST", "",
           "strategies against which security is measured, besides the greedy best response; default: greedy entrants, "
           "hawk and opportunist"},
    Option{"durable", "N", "10", "consecutive rounds of peace that count as durable peace"},
    Option{"horizon", "N", "100", "rounds within which durable peace must begin"},
    Option{"crisis-rounds", "A-B", "5-14", "lengths of the crises in the crisis test, in rounds"},
    Option{"burst", "N", "10", "length of the noise in the burst test, in rounds"},
    Option{"state", "NAME=STRATEGY[+ALIGNMENT][@MOTIVE]", "",
           "a state of the system: its strategy, whom it stands by, and its payoffs; repeatable", true},
    Option{"fronts", "complete|ring|grid:W|A-B,...", "complete",
           "which states can reach each other: all, neighbours in a ring or in a grid of width W, or these pairs"},
    Option{
        "pledges", "A>B[:back],...|none", "none",
        "A stands by B: it is told what B sees of a third state, always (back), or only while B is in good standing"},
    Option{"alliances", "A=B[:back],...|none", "none",
           "mutual pledges of two states that see each other's acts as they are"},
    Option{
        "institution", "A+B+...:verify=V,cost=C,limit=N", "",
        "members see with chance V what another does to them, pay C per round, and hold at most N units of strength; "
        "repeatable",
        true},
    Option{"ambiguity", "P", "0",
           "probability that a state sees an act of a neighbour one level higher because that neighbour is hostile to "
           "another "
           "state in the same round"},
    Option{
        "war", "PACE[:offence=,spoils=,decisive=]", "none",
        "probability per round that hostility at the top level costs the attacked a unit of strength, where force is "
        "overwhelming; offence defaults to the game's, else 0.5, spoils to 0.5, decisive to 2"},
    Option{"strength-of", "NAME=N", "", "units of strength of a state, 1 unless given; 0 later is ruin; repeatable",
           true},
    Option{"means-of", "NAME=N|1-40:N,41-:M", "",
           "units that a state can hold, its strength unless given; or a schedule; repeatable", true},
    Option{"deterrent-of", "NAME=N", "", "units that each attacker loses when this state is ruined; repeatable", true},
    Option{"pace", "P", "0", "chance per round that strength moves one unit towards what the state wants to hold"},
    Option{"upkeep", "X", "0", "cost of a unit of strength, per round"},
    Option{"pledge-cost", "X", "0", "cost of a pledge, per round"},
    Option{"game-of", "A-B=SPEC", "", "the game of one front, with as many levels as the others; repeatable", true},
    Option{
        "contest", "STATE", "",
        "candidates (--strategies or --field) take this state's seat, one after the other: how each changes peace on "
        "its own fronts and on all others, and what it costs"},
    Option{"strategies", "LIST", "", "the candidates of --contest, separated by commas", false, 0, "system"},
    Option{"field", "NAME", "security", "in place of --strategies: the candidates are those of a field", false, 0,
           "system"},
    Option{"baseline", "NAME", "tit-for-tat", "with --contest: the strategy with which candidates are compared", false,
           0, "system"},
    Option{"aggressor", "[STATE=]STRATEGY", "hawk",
           "with --contest: what a neighbour becomes for the price of a candidate; the first neighbour, or STATE"},
    Option{
        "impulse", "A,B,ROUND", "",
        "A takes the act of B in this round for one level more hostile: which other fronts leave peace because of it"},
    Option{"horizon", "H", "20", "with --impulse and --contagion: rounds after the misreading that are looked at",
           false, 0, "system"},
    Option{"due-to", "", "",
           "what pledges, ambiguity and war each change: the system as it is less the same without it, on equal draws"},
    Option{"contagion", "", "",
           "what one misreading by each state on each of its fronts does to peace, without other noise; exact"},
    Option{"start", "peace|crisis:K[:A-B]", "peace",
           "first rounds: as the strategies choose (peace), or after K rounds of hostility on all fronts, or on one",
           false, 0, "system"},
    Option{"repetitions", "N", "1000", "repetitions that are played for what is sampled", false, 0, "system"},
    Option{"exact-limit", "N", "4096", "largest number of joint memories of a system that is solved exactly", false, 0,
           "system"},
    Option{
        "engine", "auto|exact|tables|objects", "auto",
        "auto: exact where possible, and sampled; exact: refuse a system that is not; tables: sample automata, refuse "
        "other systems; objects: sample every strategy as written",
        false, 0, "system"},
    Option{"tremble-of", "NAME=U[/V]", "", "execution errors of one state; repeatable", true, 0, "system"},
    Option{"misperception-of", "NAME=U[/V]", "", "misperception by one state; repeatable", true, 0, "system"},
    Option{"states", "N", "3", "space: automata of at most N states"},
    Option{"memory", "1|2", "",
           "space, in place of --states: tables that say C or D by the last round, or by the last two", false, 0,
           "search"},
    Option{"chances", "N", "", "with --memory 1: chances of C that are multiples of 1/N, in place of C and D"},
    Option{"method", "exhaustive|evolve|gradient", "exhaustive",
           "exhaustive: every member of the space; evolve: simulated annealing of automata or tables; gradient: with "
           "--memory 1, steps "
           "uphill in chances"},
    Option{"objective", "COLUMN,...", "ends,cost",
           "find the strategies that no other surpasses in these columns: ends, cost, in-spirals, least, keeps, score, "
           "peace, best-response"},
    Option{"worlds", "worst|mean", "worst",
           "with --over: each column counts as in its worst world, or as its mean over the worlds"},
    Option{"restarts", "N", "16", "random starts of evolve and gradient"},
    Option{"steps", "N", "2000", "steps from each start", false, 0, "search"},
    Option{
        "steps", "N", "1000000",
        "instructions of WebAssembly that a strategy may take to answer once, and in the mean of a match a twentieth",
        false, 0, "league"},
    Option{"memory", "MIB", "16", "memory that a strategy may use", false, 0, "league"},
    Option{"checkpoint", "FILE", "", "file in which the search is kept; if it exists, the search continues from it"},
    Option{"novel", "", "",
           "also say which found strategies are new: how much each plays like the nearest of the library"},
    Option{
        "over", "KEY=V1,V2,...", "",
        "values of a design option; or NAME:PARAMETER=..., values of a parameter of every entrant of that strategy; or "
        "NAME=..., strategies in its place; repeatable for all combinations, the last key varies fastest",
        true},
    Option{
        "credit", "KEY,KEY,...", "",
        "divide the gain in peace, from the first to the second value, among these keys of --over (two values each); "
        "the other keys are held fixed"},
    Option{
        "over", "KEY=V1,V2,...", "",
        "values of an option of the system, each played; values that hold commas are told apart by semicolons, as in "
        "'pledges=A>B,C>B;none' or 'state=A=tft;A=grit'; repeatable for all combinations, the last key varies fastest",
        true, 0, "system"},
    Option{
        "credit", "KEY,KEY,...", "",
        "divide the change of peace and of general war, from the first to the second value, among these keys of --over "
        "(two values each); the other keys are held fixed",
        false, 0, "system"},
    Option{"population", "N,...", "100", "states in the world, 2 to 1,000,000; several values: a world for each"},
    Option{"selection", "B,...", "1",
           "one point of payoff per round multiplies the odds of being copied by e^B; 0 is drift; several values: a "
           "world for each"},
    Option{"process", "pairwise|moran|wright-fisher", "pairwise",
           "who copies whom: one state compares itself with another; one takes the strategy of a parent "
           "drawn by fitness; or all are replaced at once"},
    Option{"fitness", "exponential|linear", "exponential",
           "for moran and wright-fisher: e^(B times payoff), or 1 - B + B times payoff, which must not be negative"},
    Option{"population-self", "yes|no", "no", "whether a state of the population also meets itself"},
    Option{"mutation", "rare|U", "rare", "the limit of rare mutants, or the chance of a mutation in a step"},
    Option{"mutants", "FILE.csv", "uniform",
           "chance of each mutant (column) by resident (row), with names in the first line and column; needs --clones "
           "each"},
    Option{"dynamics", "LIST", "world,invasion,ecological",
           "what is solved: world, invasion, ecological, replicator, rest-points, chain, structure, walk, or all"},
    Option{"hostile", "LIST", "hawk", "the entrants that make up the hostile world"},
    Option{"shares", "equal|hostile:H|NAME=X,...", "equal",
           "shares at the beginning, for ecological and replicator; those that are not named share the rest"},
    Option{"generations", "G", "1000", "for ecological and replicator: how long"},
    Option{"extinct", "X", "0", "for ecological and replicator: a share that falls below X is gone for good"},
    Option{"background", "F", "0", "for ecological: fitness that everybody has besides payoffs"},
    Option{"structure", "mixed|complete:N|ring:N[,K]|torus:RxC[,4|8]|star:N|FILE", "mixed",
           "who meets and copies whom: everybody, a graph, or a file of edges 'a b [weight]'"},
    Option{"update", "death-birth|birth-death|pairwise|best", "death-birth",
           "with --structure: who is replaced by whom; best: each state takes what the best paid of its neighbours and "
           "itself plays"},
    Option{"gains", "mean|sum", "mean", "with --structure: payoffs of neighbours are averaged, or added up"},
    Option{"block", "K,...", "1,2,3,4,5,6,7",
           "with --structure: founders, as a block of K times K states on a torus, or K states next to each other"},
    Option{"space", "reactive|memory-one", "memory-one", "for walk: the space that mutants are drawn from"},
    Option{"walk-length", "M", "1000000", "for walk: how many mutants"},
    Option{"clones", "once|each", "once",
           "whether entrants that behave alike are one strategy of the population, or each its own"},
    Option{"draws", "K", "200", "payoff matrices that are drawn for the intervals, where payoffs are sampled"},
    Option{"state-limit", "S", "200000",
           "largest number of compositions of a population that are solved as one chain; larger ones are sampled"},
    Option{"over", "KEY=V1,V2,...", "",
           "values of a design option or of an option of evolve, each solved; or NAME:PARAMETER=..., values of a "
           "parameter "
           "of an entrant; repeatable for all combinations, the last key varies fastest",
           true, 0, "evolve"},
    Option{"trace", "", "", "show every round of one repetition"},
    Option{"pairs", "LIST", "json,csv",
           "files of --output that hold the pairs: json (results.json), csv (pairs.csv), parquet (pairs.parquet, for "
           "pandas, R and DuckDB), or none"},
    Option{"traces", "N", "36",
           "number of pairs, of the best ranked entrants, that JSON and the report also show round by round"},
    Option{"repetition", "K", "0", "repetition that --trace shows; the first is 0"},
    Option{"repetition", "K", "0", "repetition whose random errors the match has; the first is 0", false, 0, "play"},
    Option{"field", "NAME", "security", "with --mystery: the entrants that the strategy is drawn from", false, 0,
           "play"},
    Option{"rounds", "N", "200", "rounds of the match", false, 0, "play"},
    Option{"format", "table|csv|json", "table", "output format", false, 0, "play"},
    Option{"mystery", "", "",
           "the strategy is drawn from --field and hidden; at the end you are asked which one it was. Without --seed "
           "the seed is random, and is told at the end"},
    Option{"against", "FIELD", "",
           "for show: also test whether the strategy is a best reply to itself, and which of these can invade it; for "
           "search: the entrants that strategies meet [security]; a field, an .ini file, or a list"},
    Option{"automaton", "", "", "print its automaton as text, as a file for automaton:FILE, and nothing else"},
    Option{"dot", "", "", "print its automaton in the language of Graphviz, and nothing else"},
    Option{"watch", "", "", "go on: play again whenever a file in the folder has changed; Ctrl-C ends it"},
    Option{"output", "DIR", "",
           "also write the results into this folder: JSON, .csv files, design.ini (which repeats the run) and "
           "report.html"},
    Option{"output", "FOLDER", "DIR/league", "the folder of the results, which must be new, empty, or that of a league",
           false, 0, "league"},
    Option{"out", "FILE.html", "", "file to write; default: beside the results, report.html for results.json", false,
           'o'},
    Option{"force", "", "", "overwrite a file that is not a report"},
    Option{"language", "cpp|python|r|javascript", "cpp", "language of the template"},
    Option{"alignment", "", "", "a template of an alignment, which says whom a state in a system stands by"},
    Option{
        "config", "FILE", "",
        "read options from an .ini file with lines 'name = value', without dashes; the command line takes precedence; "
        "paths are relative to the folder of the file"},
    Option{"format", "table|csv|json|markdown|latex", "table",
           "output format; markdown and latex (with the package booktabs) for run and spirals only"},
    Option{"help", "", "", "show this page"},
};

}  // namespace

const Option& option(std::string_view name, std::string_view command) {
  const auto* const own = std::find_if(kOptions.begin(), kOptions.end(), [&](const Option& known) {
    return known.name == name && !command.empty() && known.command == command;
  });
  if (own != kOptions.end()) return *own;
  return *std::find_if(kOptions.begin(), kOptions.end(),
                       [&](const Option& known) { return known.name == name && known.command.empty(); });
}

std::string_view name_of(char letter) {
  if (letter == 'h') return "help";
  const auto* const found =
      std::find_if(kOptions.begin(), kOptions.end(), [&](const Option& known) { return known.letter == letter; });
  return letter == 0 || found == kOptions.end() ? std::string_view() : found->name;
}

}  // namespace detente::cli
