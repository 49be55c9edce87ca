// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/best_response/best_response.hpp>
#include <detente/spirals/recovery.hpp>
#include <functional>
#include <set>

#include "support/exact_pair.hpp"
#include "support/field_names.hpp"
#include "support/golden.hpp"
#include "support/subjects.hpp"

/// The states of the security dilemma on two levels: what they are, what they come to, and what they are good for.
namespace {

using namespace detente;
using namespace exact_pair;

constexpr std::size_t kLimit = 4096;

/// Hostile in every other round, whatever happens.
struct Alternator {
  static constexpr Info info{.name = "alternator",
                             .about = "Plays D, C, D, C and so on.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "DC"};
  Move next = D;
  auto operator<=>(const Alternator&) const = default;

  Move play() const { return next; }
  void see(Seen /*round*/) { next = opposite(next); }
};

Side named(const std::string& in_the_field, const Noise& noise = {}) {
  if (in_the_field == "ALT_DC")
    return seated(subjects::as_strategy<Alternator>(), parse_game("prisoners-dilemma"), noise);
  return seated(field_names().at(in_the_field), noise);
}

// --- what they are ---

/// A machine in the words of the tables: by own act and the other's as seen.
struct Table {
  std::size_t start;
  std::vector<int> cooperates;
  std::vector<std::array<std::array<std::size_t, 2>, 2>> next;
};
Table table(const nlohmann::json& json) {
  return {json["start"], json["cooperates"], json["next"]};
}

/// Whether a strategy plays what the table plays, whatever happens: a walk through both at once.
bool plays_alike(const Table& expected, const Automaton& machine) {
  std::set<std::pair<std::size_t, std::size_t>> met{{expected.start, 0}};
  std::vector open(met.begin(), met.end());
  while (!open.empty()) {
    const auto [one, other] = open.back();
    open.pop_back();
    if (machine.states[other].play.chance[C] != expected.cooperates[one]) return false;
    const Level meant = expected.cooperates[one] == 1 ? C : D;
    for (const Level mine : {C, D})
      for (const Level theirs : {C, D}) {
        const std::pair after{
            expected.next[one][mine][theirs],
            machine.after(other, {.meant = meant, .mine = mine, .theirs = theirs, .verified = false})};
        if (met.insert(after).second) open.push_back(after);
      }
  }
  return true;
}

Automaton silenced(Automaton machine) {
  for (Automaton::State& state : machine.states) state.said = {};
  return minimised(machine);
}
Automaton machine_of(const std::string& strategy) {
  return *derive(seated(strategy).strategy, 2, {}, kLimit);
}

const std::vector<std::string>& tabled() {
  static const std::vector<std::string> names = {"EMP", "DETER", "GRIT_B", "GRIT_TB", "OPP"};
  return names;
}

TEST(States, are_the_machines_of_the_tables) {
  const auto automata = golden("proposed_values.json")["automata"];
  for (const std::string& name : tabled())
    EXPECT_TRUE(plays_alike(table(automata[name]), machine_of(field_names().at(name)))) << name;
  const auto alternator = derive(subjects::as_strategy<Alternator>(), 2, {}, kLimit);
  EXPECT_TRUE(plays_alike(table(automata["ALT_DC"]), *alternator));
}

struct Size {
  std::string name;
  std::size_t memories, moves;
};
// Memories, and what is left of them where only moves are told apart.
TEST(States, are_few) {
  for (const Size& size : std::vector<Size>{{"empathic", 10, 6},
                                            {"deterrer", 43, 43},
                                            {"grit-token", 58, 38},
                                            {"opportunist", 9, 9},
                                            {"cure:tolerance=0", 17, 17},
                                            {"cure", 19, 19},
                                            {"salami", 19, 19},
                                            {"grit-graduated", 54, 47}}) {
    const Automaton machine = machine_of(size.name);
    EXPECT_EQ(machine.size(), size.memories) << size.name;
    EXPECT_EQ(silenced(machine).size(), size.moves) << size.name;
  }
}

// Any one play or turn of a table that is changed, and any parameter one off, shows.
TEST(PlantedFault, in_a_table_is_caught) {
  const auto automata = golden("proposed_values.json")["automata"];
  for (const std::string& name : tabled()) {
    const Table right = table(automata[name]);
    const Automaton machine = machine_of(field_names().at(name));
    for (std::size_t state = 0; state < right.next.size(); ++state) {
      Table wrong = right;
      wrong.cooperates[state] = 1 - wrong.cooperates[state];
      EXPECT_FALSE(plays_alike(wrong, machine)) << name << " " << state;
      wrong = right;
      wrong.next[state][C][D] = right.next[right.start][C][C];
      wrong.next[state][D][D] = right.next[right.start][C][C];
      if (wrong.next[state] != right.next[state]) {
        EXPECT_FALSE(plays_alike(wrong, machine)) << name << " " << state;
      }
    }
  }
  for (const auto& [name, changed] :
       std::vector<std::pair<std::string, std::string>>{{"EMP", "empathic:weight=1"},
                                                        {"EMP", "empathic:tolerance=2"},
                                                        {"DETER", "deterrer:patience=2"},
                                                        {"DETER", "deterrer:calm=3"},
                                                        {"GRIT_B", "grit:trigger=3"},
                                                        {"GRIT_B", "grit:guard=5"},
                                                        {"GRIT_B", "grit:success=2"},
                                                        {"GRIT_TB", "grit-token:period=9"},
                                                        {"GRIT_TB", "grit-token:capacity=3"},
                                                        {"OPP", "opportunist:amends=1"}})
    EXPECT_FALSE(plays_alike(table(automata[name]), machine_of(changed))) << changed;
}

// --- what they come to ---

/// How far shares are from those of a row of the table, which begin there: the furthest of the four.
double distance(const Exact& result, const nlohmann::json& row, std::size_t first) {
  double worst = 0;
  for (std::size_t i = 0; i < 4; ++i) worst = std::max(worst, std::abs(result.joint[i] - row[first + i].get<double>()));
  return worst;
}

// Five states and an alternator against fourteen, four rates, both kinds of error, endless and 200 rounds.
TEST(States, come_to_the_shares_of_the_tables) {
  double worst = 0;
  const auto values = golden("proposed_values.json")["values"];
  EXPECT_EQ(values.size(), 552U);
  for (const auto& row : values) {
    const Noise noise = row[2] == "impl" ? slips(row[3]) : misreads(row[3]);
    const Side a = named(row[0], noise);
    const Side b = named(row[1], noise);
    // Moves alone: what they say, nobody here hears.
    const Automaton machine = silenced(*derive(a.strategy, 2, {}, kLimit));
    const Automaton other = silenced(*derive(b.strategy, 2, {}, kLimit));
    for (const bool is_endless : {true, false}) {
      const Rules rules{.endless = is_endless};
      const Chain chain = *join(rules, {a, &machine}, {b, &other}, kLimit);
      const double off = distance(*exact_means(chain, rules), row, is_endless ? 4 : 8);
      EXPECT_LT(off, 1e-9) << row;
      worst = std::max(worst, off);
    }
  }
  RecordProperty("worst", std::to_string(worst * 1e15) + "e-15");
}

TEST(PlantedFault, of_a_parameter_or_of_swapped_seats_is_caught_by_the_shares) {
  nlohmann::json found;
  const auto values = golden("proposed_values.json")["values"];
  for (const auto& row : values)
    if (row[0] == "GRIT_TB" && row[1] == "OPP" && row[2] == "perc" && row[3] == 0.05) found = row;
  ASSERT_FALSE(found.is_null());
  const auto off = [&](const Rules& rules, const std::string& row, const std::string& column, double rate) {
    return distance(solved(rules, row, column, misreads(rate)), found, rules.endless ? 4 : 8);
  };
  EXPECT_LT(off(endless(), "grit-token", "opportunist", 0.05), 1e-9);
  EXPECT_GT(off(endless(), "grit-token:period=11", "opportunist", 0.05), 1e-9);
  EXPECT_GT(off(endless(), "grit-token", "opportunist:trust=6", 0.05), 1e-9);
  EXPECT_GT(off(endless(), "grit-token", "opportunist", 0.05 + 1e-7), 1e-9);
  EXPECT_GT(off(endless(), "opportunist", "grit-token", 0.05), 1e-9);
  EXPECT_LT(off({}, "grit-token", "opportunist", 0.05), 1e-9);
  EXPECT_GT(off({.rounds = 199}, "grit-token", "opportunist", 0.05), 1e-9);
}

// --- what they say ---

/// What it does and says against those moves, both on one line each; a d or c of the other means that its own hand
/// slipped in that round.
std::array<std::string, 2> conduct(const std::string& strategy, const std::string& against) {
  const auto memories = seated(strategy).strategy.memories(2);
  std::array<std::string, 2> lines;
  std::size_t memory = 0;
  for (const char letter : against) {
    const Level meant = memories->play(memory).chance[C] == 1 ? C : D;
    const bool slips = letter == 'c' || letter == 'd';
    const auto mine = static_cast<Level>(slips ? 1 - meant : meant);
    const Signal said = memories->say(memory);
    lines[0] += mine == C ? 'C' : 'D';
    lines[1] += said.kind == Signal::none       ? '.'
                : said.kind == Signal::threaten ? '!'
                                                : static_cast<char>('0' + said.rounds);
    EXPECT_EQ(said.level, 0) << strategy;
    const Level theirs = letter == 'C' || letter == 'c' ? C : D;
    memory = memories->see(memory, {.meant = meant, .mine = mine, .theirs = theirs, .verified = false});
  }
  return lines;
}
using Conduct = std::array<std::string, 2>;

TEST(Deterrer, warns_punishes_by_measure_and_shows_restraint) {
  EXPECT_EQ(conduct("deterrer", "CDCCCDCCCCDCCCCCDC"), (Conduct{"CCDCCCDDCCCDDDCCCD",  //
                                                                "..!2..!.2..!..2..!"}));
  // Ten quiet rounds, and the next punishment is no longer than the last.
  EXPECT_EQ(conduct("deterrer", "DCCCCCCCCCCCCCDCCC")[0], "CDCCCCCCCCCCCCCDCC");
  EXPECT_EQ(conduct("deterrer", "DCCCCCCCCCCCCDCCCC")[0], "CDCCCCCCCCCCCCDDCC");
  EXPECT_EQ(conduct("deterrer:calm=0", "DDDDDDDDDD"), (Conduct{"CDCDDCDDDC",  //
                                                               ".!.!..!..."}));
}

TEST(Empathic, reads_an_answer_to_its_own_act_as_an_answer) {
  EXPECT_EQ(conduct("empathic", "DDC")[0], "CCD");
  // After its own slip the same two D are one offence less, and it has said so.
  EXPECT_EQ(conduct("empathic", "cDDCC"), (Conduct{"DCCCC", ".1..."}));
  EXPECT_EQ(conduct("empathic", "cDDDD"), (Conduct{"DCCCD", ".1..."}));
  // It promises nothing that it does not mean to keep.
  EXPECT_EQ(conduct("empathic", "DdC"), (Conduct{"CDD", "..."}));
}

TEST(GritToken, announces_what_it_spends) {
  EXPECT_EQ(conduct("grit-token:period=5", "DDDDDDDCDDDDD"), (Conduct{"CCCDDCDDCDCDD",  //
                                                                      ".11..1....1.."}));
  EXPECT_TRUE(plays_alike(table(golden("proposed_values.json")["automata"]["GRIT_TB"]), machine_of("grit-token")));
  EXPECT_EQ(silenced(machine_of("grit-token:capacity=0")), minimised(machine_of("tit-for-tat")));
}

TEST(GritGraduated, concedes_more_after_success_and_waits_longer_after_failure) {
  // Each deadlock costs a D for a D, then a promise that is longer by one, up to four rounds.
  EXPECT_EQ(conduct("grit-graduated", "DDDCDDDCCDDDCCCDDDCCCD"), (Conduct{"CDCCCDCCCCDCCCCCDCCCCC",  //
                                                                          "..2...3....4.....4...."}));
  // Guards of three and six rounds; then until a C, after which one more failure is enough.
  EXPECT_EQ(conduct("grit-graduated", "DDDDDDDDDDDDDDDDDDDDDDCDDDDDDDDDDD"),
            (Conduct{"CDCCDDDCCDDDDDDCCDDDDDDCDCCDDDDDDD",  //
                     "..2....2.......2.........2........"}));
  // Cooperation on both sides is a new beginning.
  EXPECT_EQ(conduct("grit-graduated", "DDDDDDDDDDDDDDDDDDDDDDCCDDDDDDDDDDDDDDD")[1].substr(24), "..2....2.......");
}

TEST(GritGraduated, repays_strikes_one_for_one_after_it_kept_its_word) {
  EXPECT_EQ(conduct("grit-graduated:steps=4", "DDDDDCCCC"), (Conduct{"CDCCCCDDC",  //
                                                                     "..4......"}));
  EXPECT_EQ(conduct("grit-graduated:steps=4", "DDDCDCCCC"), (Conduct{"CDCCCCDCC",  //
                                                                     "..4......"}));
  EXPECT_EQ(conduct("grit-graduated:steps=4,reprisal=0", "DDDCDCCCC")[0], "CDCCCCCCC");
  EXPECT_EQ(conduct("grit-graduated:steps=4,reprisal=2", "DDDCDCCCC")[0], "CDCCCDCCC");
}

TEST(Salami, cuts_longer_slices_from_what_yields) {
  EXPECT_EQ(conduct("salami", "CCCCCCCCCCCCCCCCCCCCC")[0], "CCCCDCDDCDDDCDDDCDDDC");
  EXPECT_EQ(conduct("salami", "CCCCCDCCCCCCC")[0], "CCCCDCCCCCDCD");      // struck: away, and again
  EXPECT_EQ(conduct("salami", "CCCCCCCDCCCCCCC")[0], "CCCCDCDDCCCCDCD");  // struck in the slice: a shorter one
  EXPECT_EQ(conduct("salami", "CCCDDDDDDDDDCC")[0], "CCCCDDDDDDDDDD");    // what is at war it does not test
}

// --- what they are good for ---

double own_cooperation(const Side& row, const Side& column) {
  const Exact result = solved(endless(), row, column);
  return result.joint[0] + result.joint[1];
}
double own_cooperation(const std::string& row, const std::string& column, const Noise& noise) {
  return own_cooperation(seated(row, noise), seated(column, noise));
}

// LITERATURE C.2, cut off b beyond the tolerance: ρ (1 − ρ^2b) / (1 − ρ²) of the rounds beyond it on either side for
// each round at one difference within it.
double cure_with_itself(int tolerance, double rate, int beyond) {
  const double odds = rate / (1 - rate);
  const double outside = 2 * odds * (1 - std::pow(odds, 2 * beyond)) / (1 - odds * odds);
  const double inside = 2 * tolerance + 1;
  const double within = inside / (inside + outside);
  return within * (1 - rate) + (1 - within) / 2;
}
constexpr int kEver = 10'000;  // no bound, as far as doubles can tell

std::string cure(int tolerance) {
  return "cure:tolerance=" + std::to_string(tolerance);
}

TEST(Cure, keeps_its_closed_form_where_hands_slip) {
  for (const int tolerance : {0, 1, 2, 3})
    for (const double rate : {0.001, 0.01, 0.05, 0.1, 0.2, 0.37}) {
      const double found = own_cooperation(cure(tolerance), cure(tolerance), slips(rate));
      EXPECT_NEAR(found, cure_with_itself(tolerance, rate, 8), 1e-12) << tolerance << " " << rate;
      const double cut_off = std::pow(rate / (1 - rate), 17);
      EXPECT_NEAR(found, cure_with_itself(tolerance, rate, kEver), 1e-12 + cut_off) << tolerance << " " << rate;
    }
  EXPECT_LT(std::pow(0.2 / 0.8, 17), 1e-10);
}

// Without slips its difference climbs by what it sees until it is past the tolerance, and from there on it is
// tit-for-tat: whatever the bound.
TEST(Cure, is_tit_for_tat_with_so_many_pardons_where_only_sight_errs) {
  const auto unslipping = [](const std::string& name) {
    return minimised(*derive(seated(name).strategy, 2, {.slips = false}, kLimit));
  };
  EXPECT_EQ(unslipping("cure:tolerance=0"), unslipping("tit-for-tat"));
  for (const int tolerance : {0, 1, 2, 3}) {
    EXPECT_EQ(unslipping(cure(tolerance)).size(), static_cast<std::size_t>(tolerance + 2));
    for (const double rate : {0.01, 0.05, 0.2})
      EXPECT_NEAR(own_cooperation(cure(tolerance), cure(tolerance), misreads(rate)), 0.5, 1e-12) << tolerance;
  }
}

TEST(PlantedFault, of_a_tolerance_or_of_a_bound_is_caught_by_the_closed_form) {
  const double found = own_cooperation("cure", "cure", slips(0.2));
  EXPECT_LT(std::abs(found - cure_with_itself(1, 0.2, 8)), 1e-12);
  for (const int beyond : {7, 9}) EXPECT_GT(std::abs(found - cure_with_itself(1, 0.2, beyond)), 1e-12);
  EXPECT_GT(std::abs(found - cure_with_itself(2, 0.2, 8)), 1e-3);
}

/// The two traps of LITERATURE B.3: initiatives that wait for hostility in a row, and guards that nothing ends.
struct Trapped {
  static constexpr Info info{.name = "trapped",
                             .about = "Takes initiatives as the traps of the literature do.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  bool is_deaf = false;  // the second trap, else the first
  int guard = 4;
  Move mirror = C;
  std::uint8_t strain = 0;
  std::uint8_t stage = 0;     // 0 in tit-for-tat; then the initiative's three rounds, then the guard's
  std::uint8_t answered = 0;  // C seen in a row, or at all
  auto operator<=>(const Trapped&) const = default;

  Move play() const { return stage > 3 ? D : stage > 0 ? C : mirror; }
  void see(Seen round) {
    if (stage == 0) {
      mirror = round.theirs;
      const bool is_strained = is_deaf ? (round.mine | round.theirs) != 0 : round.theirs == D;
      strain = static_cast<std::uint8_t>(is_strained ? strain + 1 : 0);
      if (strain == 2) enter(1);
      return;
    }
    if (stage <= 3) {
      if (stage > 1) answered = static_cast<std::uint8_t>(answered + (round.theirs == C));
      const bool succeeds = answered >= (is_deaf ? 2 : 1);
      if (stage < 3)
        ++stage;
      else
        enter(succeeds ? 0 : 4);
    } else if (round.theirs == C && !is_deaf) {
      enter(0);
    } else {
      enter(stage == 3 + guard ? 1 : stage + 1);
    }
  }

 private:
  void enter(int next) {
    stage = static_cast<std::uint8_t>(next);
    mirror = C;
    strain = answered = 0;
  }
};

const std::vector<std::string>& grits() {
  static const std::vector<std::string> names = {"grit", "grit-token", "grit-graduated"};
  return names;
}

/// Whether noise costs a strategy against itself no more than so many rounds of its D for each error.
bool pays_at_most(double rounds, const std::function<Side(const Noise&)>& seat) {
  for (const double rate : {0.0001, 0.001, 0.01, 0.05})
    for (const Noise& noise : {slips(rate), misreads(rate)})
      if (own_cooperation(seat(noise), seat(noise)) < 1 - rounds * rate) return false;
  return true;
}

TEST(Grits, pay_for_an_error_and_do_not_deadlock) {
  const auto cost = [](const std::string& name, const Noise& noise) {
    return (1 - own_cooperation(name, name, noise)) / 1e-5;
  };
  for (const auto& [name, slip, misreading] : std::vector<std::tuple<std::string, double, double>>{
           {"grit", 2, 2}, {"grit-token", 1, 0}, {"grit-graduated", 2, 2}}) {
    EXPECT_NEAR(cost(name, slips(1e-5)), slip, 1e-3) << name;
    EXPECT_NEAR(cost(name, misreads(1e-5)), misreading, 1e-3) << name;
    const std::string strategy = name;
    EXPECT_TRUE(pays_at_most(slip + 0.1, [&](const Noise& noise) { return seated(strategy, noise); })) << name;
  }
  for (const std::string& row : grits())
    for (const std::string& column : grits()) {
      const Side a = seated(row);
      const Side b = seated(column);
      const PairTrials trials = *exact_trials({}, {a}, {b}, {a.payoffs, b.payoffs}, {}, {}, kLimit);
      for (const Impulse& impulse : *trials.impulses) EXPECT_EQ(impulse.recovery, 1) << row << " " << column;
      for (const Recovery& crisis : trials.crisis) EXPECT_EQ(crisis.durable_peace, 1) << row << " " << column;
    }
}

TEST(PlantedFault, of_a_deadlock_is_caught) {
  const auto trapped = [](const Trapped& trap) {
    return [trap](const Noise& noise) {
      return seated(subjects::as_strategy(trap), parse_game("prisoners-dilemma"), noise);
    };
  };
  EXPECT_FALSE(pays_at_most(5, trapped({})));
  EXPECT_FALSE(pays_at_most(5, trapped({.is_deaf = true})));
  EXPECT_FALSE(pays_at_most(5, [](const Noise& noise) { return seated("grit:success=0", noise); }));
  // LITERATURE B.3.
  const auto with_itself = [&](const Trapped& trap, double rate) {
    return own_cooperation(trapped(trap)(slips(rate)), trapped(trap)(slips(rate)));
  };
  EXPECT_NEAR(with_itself({}, 0.001), 0.749625, 5e-7);
  EXPECT_NEAR(with_itself({.is_deaf = true, .guard = 6}, 0.01), 0.36, 0.005);
}

Exploitability exposure(const std::string& name, const std::string& game_name = "prisoners-dilemma") {
  const Game game = parse_game(game_name);
  return *exploitability({.endless = true}, game, seated(Registry::built_in().strategy(name), game, {}), {}, {},
                         kLimit);
}

// LITERATURE B.5: R + (T − R) / period for any capacity, and for a greedy state in a milder game the same; grit 3.8.
TEST(Grits, are_not_milked_beyond_their_bounds) {
  for (const int period : {5, 10, 20})
    for (const int capacity : {1, 2, 3}) {
      const std::string name = "grit-token:period=" + std::to_string(period) + ",capacity=" + std::to_string(capacity);
      const Exploitability bounds = exposure(name);
      for (const double gain : {bounds.same.gain, bounds.greedy.gain, exposure(name, "security-dilemma").greedy.gain})
        EXPECT_NEAR(gain, 3 + 2.0 / period, 1e-12) << name;
    }
  // A feud of two rounds, a strike at the initiative of K that nobody could have seen coming, and peace for its rest:
  // (T + P + T + (K − 1) R) / (K + 2) = R + 2 / (K + 2), with the longest initiative. The longer, the safer, down to
  // what a strike brings that is repaid with a D: (T + P + T + T + R + P) / 6.
  for (const int growth : {0, 1, 2, 3}) {
    const Exploitability graduated = exposure("grit-graduated:growth=" + std::to_string(growth));
    const double gain = std::max(3 + 2.0 / (2 + growth + 2), 20.0 / 6);
    EXPECT_NEAR(graduated.same.gain, gain, 1e-12) << growth;
    EXPECT_NEAR(graduated.greedy.gain, gain, 1e-12) << growth;
  }
  EXPECT_NEAR(exposure("grit-graduated").same.victim, 5.0 / 3, 1e-12);
  EXPECT_NEAR(exposure("grit-graduated", "security-dilemma").greedy.gain, 3.35, 1e-12);
  EXPECT_LT(exposure("grit-graduated").same.gain, exposure("grit").same.gain);
}

// What the answer in kind is for: who bears strikes is milked; who breaks off breaks its word, and is hardly safer.
// What it costs among its like is second order.
TEST(GritGraduated, is_protected_by_reprisals_at_little_cost) {
  const auto gain = [](const std::string& parameters) { return exposure("grit-graduated:" + parameters).same.gain; };
  EXPECT_NEAR(gain("reprisal=0"), 4, 1e-12);
  EXPECT_NEAR(gain("reprisal=2"), 47.0 / 14, 1e-12);
  for (const auto& noise : {slips(0.01), misreads(0.01)}) {
    const auto with_itself = [&](const std::string& name) { return own_cooperation(name, name, noise); };
    const double borne = with_itself("grit-graduated:reprisal=0");
    const double repaid = with_itself("grit-graduated");
    EXPECT_LT(repaid, borne);
    EXPECT_GT(repaid, borne - 20 * 0.01 * 0.01);
    EXPECT_GT(repaid, with_itself("grit-graduated:reprisal=2"));
  }
}

TEST(Salami, takes_from_what_yields_and_not_from_what_answers) {
  const auto takes = [](const std::string& name) { return solved(endless(), "salami", name, {}).score; };
  EXPECT_NEAR(takes("dove")[0], (3 * 5 + 3) / 4.0, 1e-12);
  EXPECT_NEAR(takes("tit-for-tat")[0], (5 + 0 + 4 * 3) / 6.0, 1e-12);
  EXPECT_NEAR(takes("grim")[0], 1, 1e-12);
  EXPECT_NEAR(takes("hawk")[0], 1, 1e-12);
  EXPECT_GT(takes("tit-for-two-tats")[0], 3);
  for (const char* name : {"contrite-tit-for-tat", "two-tits-for-tat", "deterrer"})
    EXPECT_LT(takes(name)[0], 3) << name;
}

}  // namespace
