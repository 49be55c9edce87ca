// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <detente/spirals/answer.hpp>
#include <detente/spirals/recovery.hpp>

/// Which strategies break spirals, and at what price.
namespace detente {

/// See store.hpp.
class StoredTrials;

/// What is asked of a field beyond its tournament.
struct SpiralRequest {
  Trial trial = {};                      ///< peace and ages are the design's
  std::string baseline = "tit-for-tat";  ///< strategy
  std::string seekers = {};              ///< entrants that count as opponents in lift; empty: by motive
  std::string aggressors = {};  ///< strategies whose worst is the price; empty: by motive, hawk and opportunist

  bool operator==(const SpiralRequest&) const = default;
};

/// A spiral question that can be asked: names resolved, thresholds checked.
struct SpiralDesign {
  SpiralRequest request;             ///< with roles resolved
  Design design;                     ///< the entrants of the tournament, in order
  Entrant baseline;                  ///< the passive state that takes a seat for comparison
  std::vector<std::size_t> seekers;  ///< entrants
  std::vector<Entrant> aggressors;   ///< those whose worst is the price
  Entrant armed;                     ///< hawk, which arms whatever it sees: what others keep is measured against it
  StoredTrials* known = nullptr;     ///< trials that were found out before, and take those that are; may be null
};

/// Checks and resolves. Throws `Error` in one sentence that names the option.
SpiralDesign make_spiral_design(const SpiralRequest& request, const Design& design, const Registry& registry);

/// One pair's trials.
struct PairSpirals {
  std::size_t row, column;  ///< entrants
  PairTrials trials;        ///< what was found out about the pair
  // What it would be were a seat given to the baseline, by seat; exactly 0 for the baseline itself.
  std::array<std::optional<double>, 2>
      counterfactual;  ///< rounds that a mean episode would be longer; absent where one never ends
  std::array<double, 2> counterfactual_share;    ///< share of all rounds that would be in episodes, more
  std::array<std::optional<double>, 2> shapley;  ///< split of the rounds saved by both, over the two seats
};

/// Opponents of distinct conduct that an interval of lift needs at least.
constexpr std::size_t kLeastOpponents = 6;

/// A strategy's answer to the question.
struct Breaker {
  std::size_t entrant;                  ///< index in the design
  std::string role;                     ///< "seeker", "aggressor", or "" for neither
  std::string conduct;                  ///< "always hostile", "always restrained" or ""
  std::optional<double> escape;         ///< mean chance of durable peace over seekers, own copy included
  std::optional<double> median_rounds;  ///< median over those opponents' medians; absent where less than half have one
  std::optional<double> lift;           ///< mean over opponents; absent where no opponent's spirals ever come about
  /// Half width of the 95% jackknife interval over opponents, sampling included; absent under `kLeastOpponents`. What
  /// takes the baseline's seat as the baseline would has a lift of 0 whatever is sampled, and an error of 0.
  std::optional<double> lift_error;
  std::optional<double> lift_worst;    ///< over opponents
  std::string worst_opponent;          ///< the entrant against whom `lift_worst` is
  bool is_lift_exact = true;           ///< nothing of escape and lift was sampled
  std::size_t opponents = 0;           ///< of distinct conduct, whose spirals are compared in lift
  std::size_t ahead = 0;               ///< of them, those against whom durable peace is likelier than with the baseline
  std::size_t behind = 0;              ///< … and less likely
  std::optional<double> lift_up_only;  ///< under errors towards hostility alone
  std::optional<double> crisis_lift;   ///< mean over opponents and crisis rounds
  Answer answer = {};                  ///< what it does about spirals, and what it costs
  double loss_to_worst;         ///< per round of the design's matches: U(0,0) − payoff against the worst aggressor
  bool is_loss_exact = true;    ///< nothing of it was sampled
  double victim_value;          ///< its payoff per round then
  std::string worst_aggressor;  ///< an aggressor's name, or "greedy best response"
  std::optional<double> responder_gain;  ///< what the greedy best response gains per round; absent without an automaton
  std::optional<double> spoiler_gain;    ///< own − other of the spoiler, per round
  std::optional<double> held_to;         ///< the least it can be held to
  std::string bound;                     ///< "exact", "omniscient", or "" without an automaton
  std::optional<double> break_even;      ///< largest share of aggressors at which it still earns more than the baseline
  std::array<double, 2>
      advantage;       ///< what it earns more than the baseline: against seekers, against its worst aggressor
  double false_alarm;  ///< 1 − its cooperation against seekers
  double false_trust;  ///< its cooperation against aggressors
  std::optional<double> reaction;  ///< how opponents answer its hostility: mean of `Episodes::reaction`
  // Of its matches, the mean over its pairs (`Episodes`):
  double rupture_rate = 0;                                        ///< ruptures per round
  double hostile_share = 0, spiral_share = 0, lock_in_share = 0;  ///< shares of all rounds
  double cost = 0;                                                ///< its own, per round
  std::optional<double> episode_length;                           ///< over the pairs in which episodes end
  /// Share of ended episodes that it ended alone; that chance ended. Absent from a verdict, which does not ask.
  std::optional<std::array<double, 2>> proximate;
  bool pareto = false;           ///< no seeker has more lift and less loss
  std::optional<double> margin;  ///< least by which every rival falls short of it in lift or exceeds it in loss
};

/// Ends of the 95% interval of a lift: no lift lies outside −1…1, and neither do they. Absent without a lift or an
/// error.
std::optional<std::array<double, 2>> lift_interval(const Breaker& breaker);

/// How much peace there is after a crisis with a strategy in a seat: the mean over the opponents of its lift.
struct PeaceAfterCrisis {
  std::size_t entrant;        ///< index in the design
  std::vector<double> peace;  ///< by round, up to the horizon but no further than 400; empty without an opponent
  /// By round: half widths of 95% intervals; empty where all is exact. Pairs share their weather, so that theirs are
  /// averaged, which is right for errors that go together and too wide for others.
  std::vector<double> error;
  std::size_t pairs = 0;          ///< opponents
  std::size_t sampled_pairs = 0;  ///< of them, those that were sampled
};

/// Whose restraint ended a strategy's episodes: the mean over its pairs in which any end (`Proximate`).
struct Credit {
  std::size_t entrant;            ///< index in the design
  std::array<double, 4> share{};  ///< it alone, both, the other alone, chance; they add up to 1 where there are pairs
  std::size_t pairs = 0;          ///< in which episodes end; one with itself counts for either seat
  std::size_t sampled_pairs = 0;  ///< of them
};

/// How a strategy fares in another world. The design itself is one of them, with the numbers of its `Breaker`.
struct Robustness {
  /// Misperception of either sign at one rate, or errors of one sign alone: `with_noise` says what becomes of others.
  enum class Noise : std::uint8_t { as_designed, both_ways, towards_hostility, towards_restraint, half, twice };

  std::optional<double> offence;  ///< absent where the game has none
  Noise noise;                    ///< which errors there are
  Rates tremble, misperception;   ///< of those who have none of their own
  std::size_t entrant;            ///< index in the design
  bool is_design = false;         ///< nothing differs from the design
  bool is_endless = false;        ///< matches without end, where those of the design end
  std::optional<double> lift;     ///< there; absent as in `Breaker`
  double loss_to_worst;           ///< there, per round
  Answer answer = {};             ///< there
};

/// Of how many pairs something was asked, and of how many it was sampled. Pairs that play alike are one.
struct Coverage {
  std::string test;         ///< in the plural, as in "escapes"
  std::size_t pairs = 0;    ///< that were asked
  std::size_t sampled = 0;  ///< of them
};

/// All that is known about spirals in a tournament.
struct SpiralReport {
  std::vector<Breaker> breakers;               ///< by class, then by falling ends, then by rising cost; aggressors last
  std::vector<std::size_t> breakable;          ///< seekers whose spirals somebody of the field can end
  std::vector<std::size_t> hopeless;           ///< seekers whose spirals nobody of the field can end
  std::optional<double> baseline_with_itself;  ///< spirals of two baselines that end, where it is a seeker of the field
  std::vector<std::size_t> without_spirals;    ///< seekers whose matches have no spirals, whoever they meet
  std::vector<std::vector<std::size_t>>
      clones;                          ///< entrants that behave alike under the design's noise, two or more each
  std::vector<PairSpirals> pairs;      ///< in the order of the schedule
  std::vector<Robustness> robustness;  ///< empty unless asked
  std::vector<Coverage> coverage;      ///< whatever was asked
  std::vector<LibraryAnswer> library;  ///< by entrant; empty unless asked
};

/// How much of the report is wanted: the answer alone; lifts without luck as well; everything.
enum class Detail { answer, verdict, full };

/// Answers the question, exactly where pairs are exact and by sampling elsewhere. `results` are of the same design. The
/// same bytes for any number of threads. Throws what `play` throws.
SpiralReport spirals(const SpiralDesign& design, const Results& results, const Registry& registry, Detail detail,
                     int threads, const Watch& watch = {});

/// Whether the answer would hold with others, by entrant; exactly. Throws `Stopped`.
std::vector<LibraryAnswer> library_answers(const SpiralDesign& design, const Registry& registry, int threads,
                                           const Watch& watch = {});

/// The same for crises alone, by entrant.
std::vector<PeaceAfterCrisis> peace_after_crises(const SpiralDesign& design, int threads, const Watch& watch = {});

/// The same for who broke it alone, by entrant.
std::vector<Credit> credits(const SpiralDesign& design, int threads, const Watch& watch = {});

}  // namespace detente
