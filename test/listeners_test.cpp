// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/belief.hpp>
#include <detente/openness.hpp>
#include <detente/play/round_robin.hpp>
#include <map>

#include "support/exact_pair.hpp"

/// States that believe, listen, speak and open up.
namespace {

using namespace detente;
using exact_pair::misreads;
using exact_pair::seated;

Payoffs matrix(double temptation, double reward, double punishment, double sucker) {
  Payoffs payoffs;
  payoffs.at(0, 0) = reward;
  payoffs.at(0, 1) = sucker;
  payoffs.at(1, 0) = temptation;
  payoffs.at(1, 1) = punishment;
  return payoffs;
}

constexpr Signal kPromise{.kind = Signal::reassure, .level = 0, .rounds = 1};
constexpr Signal kRedLine{.kind = Signal::threaten, .level = 0, .rounds = 1};

// ---- belief ---------------------------------------------------------------------------------------------------------

// Bayes' rule on C, C, D, C from 1/2 with likelihoods 0.95 and 0.20. That ln 16 is not quite 16 units of ln(4.75)/9 is
// all that is off.
TEST(Belief, is_that_of_the_literature) {
  Belief belief;
  const std::array<double, 4> published{19. / 23, 361. / 377, 361. / 617, 6859. / 7883};
  const double unit = std::log(4.75) / 9;
  const double off = std::log(16.0) - 16 * unit;
  int seen = 0;
  for (const Move theirs : {C, C, D, C}) {
    belief.learn(belief.weigh(theirs));
    const double expected = published[static_cast<std::size_t>(seen)];
    const double odds = std::log(expected / (1 - expected)) + (seen++ >= 2 ? off : 0);
    EXPECT_NEAR(std::log(belief.value() / (1 - belief.value())), odds, 1e-12);
    EXPECT_NEAR(belief.value(), expected, 7e-4);
  }
  EXPECT_LT(off, 0.003);
  EXPECT_EQ(belief.evidence(), 9 + 9 - 16 + 9);
}

TEST(Belief, begins_at_its_prior_and_stays_in_bounds) {
  EXPECT_EQ(Belief().evidence(), 0);
  EXPECT_EQ(Belief(0).evidence(), Belief::kLeast);
  EXPECT_EQ(Belief(1).evidence(), Belief::kMost);
  EXPECT_EQ(Belief(19. / 23).evidence(), 9);
  EXPECT_NEAR(Belief(0).value(), 1. / 256, 1e-4);
  EXPECT_NEAR(Belief(1).value(), 107. / 108, 1e-4);
  Belief belief;
  for (int i = 0; i < 9; ++i) belief.learn(belief.weigh(C));
  EXPECT_EQ(belief.evidence(), Belief::kMost);
  for (int i = 0; i < 9; ++i) belief.learn(belief.weigh(D));
  EXPECT_EQ(belief.evidence(), Belief::kLeast);
}

TEST(Belief, is_enough_from_the_least_evidence_on) {
  for (int evidence = Belief::kLeast + 1; evidence <= Belief::kMost; ++evidence) {
    const double belief = 1 / (1 + std::exp(-evidence * std::log(4.75) / 9));
    EXPECT_EQ(Belief::evidence_for(belief), evidence);  // a tie is enough
    EXPECT_EQ(Belief::evidence_for(belief * (1 + 1e-6)), evidence + 1);
    EXPECT_EQ(Belief::evidence_for(belief * (1 - 1e-6)), evidence);
  }
  EXPECT_EQ(Belief::evidence_for(0), Belief::kLeast);
  EXPECT_EQ(Belief::evidence_for(1), Belief::kMost + 1);
  EXPECT_EQ(Belief::evidence_for(std::numeric_limits<double>::infinity()), Belief::kMost + 1);
}

// ---- trust ----------------------------------------------------------------------------------------------------------

// The game played once: m over offence advantage ω, with ω / (1 − 2ω) in between. At ω = 1/3 certainty itself would
// only break even.
TEST(Trust, that_payoffs_demand_is_that_of_the_table) {
  const auto demanded = [](double offence) {
    return TrustDemand(matrix(2 + 3 * offence, 3, 1, 1 - offence), 0).threshold();
  };
  EXPECT_EQ(demanded(0), 0);
  EXPECT_NEAR(demanded(0.1), 1. / 8, 1e-12);
  EXPECT_NEAR(demanded(0.2), 1. / 3, 1e-12);
  EXPECT_NEAR(demanded(0.25), 1. / 2, 1e-12);
  EXPECT_NEAR(demanded(0.3), 3. / 4, 1e-12);
  EXPECT_NEAR(demanded(1. / 3 - 1e-9), 1, 1e-6);
  for (const double offence : {0.01, 0.15, 0.28, 0.33})
    EXPECT_NEAR(demanded(offence), offence / (1 - 2 * offence), 1e-12);
  for (const double offence : {0.34, 0.5, 1.0}) EXPECT_TRUE(std::isinf(demanded(offence)));
  EXPECT_NEAR(TrustDemand(matrix(2, 3, 1, 0), 0).threshold(), 1. / 2, 1e-12);
  EXPECT_NEAR(TrustDemand(matrix(3, 4, 2, 1), 0).threshold(), 1. / 2, 1e-12);
  EXPECT_NEAR(TrustDemand(matrix(5, 3, 1, 0), 0.9).threshold(), 1. / 17, 1e-12);
  EXPECT_TRUE(std::isinf(TrustDemand(matrix(5, 1, 3, 0), 0.9).threshold()));  // deadlock
  EXPECT_EQ(TrustDemand(matrix(5, 3, 0, 1), 0.9).threshold(), 0);             // chicken
}

// The interval of a first step by the two-round model of LITERATURE A.4, here spelled out: it opens at the least
// belief.
TEST(Trust, of_a_first_step_is_where_its_interval_opens) {
  EXPECT_NEAR(TrustDemand(matrix(2, 3, 1, 0), 0).first_step_threshold(), 1. / 5, 1e-12);
  EXPECT_NEAR(TrustDemand(matrix(2, 3, 1, 0), 0).first_step(), 2. / 5, 1e-12);
  for (const Payoffs& own : {matrix(2, 3, 1, 0), matrix(3, 4, 2, 1), matrix(2.75, 3, 1, 0.75), matrix(5, 3, 1, 0)})
    for (const double patience : {0.0, 0.4, 0.6, 0.9}) {
      const TrustDemand demand(own, patience);
      const double temptation = own.temptation() - patience / (1 - patience) * (own.reward() - own.punishment());
      if (temptation >= own.reward()) {
        EXPECT_TRUE(std::isinf(demand.threshold()) && std::isinf(demand.first_step_threshold()));
        EXPECT_EQ(demand.first_step(), 0);
        continue;
      }
      const double greedy = 2 * own.reward() - own.punishment();
      const auto least = [&](double p) {
        const double mimic = p * (greedy - own.punishment());
        return mimic / (mimic + p * (greedy - own.reward()) + (1 - p) * (own.punishment() - own.sucker()));
      };
      const auto most = [&](double p) {
        const double risk = (1 - p) * (own.punishment() - own.sucker());
        const double gain = p * (own.reward() - temptation);
        const double prize = p * (own.reward() - own.punishment());
        return risk <= gain ? 1 : prize / (prize + risk - gain);
      };
      const double p = demand.first_step_threshold();
      EXPECT_NEAR(least(p), most(p), 1e-12);
      EXPECT_NEAR(least(p), demand.first_step(), 1e-12);
      EXPECT_GT(least(0.99 * p), most(0.99 * p));
      EXPECT_LT(least(1.01 * p), most(1.01 * p));
      EXPECT_LT(p, demand.threshold());
    }
  EXPECT_EQ(TrustDemand(matrix(1, 1, 1, 0), 0.5).first_step(), 0);  // greed gains nothing: no step tells it apart
}

// ---- promises -------------------------------------------------------------------------------------------------------

/// What a C and a D under a promise say to who has seen so many kept and broken before.
std::pair<int, int> weights(const std::string& history) {
  Belief belief;
  for (const char done : history) {
    belief.hear(kPromise);
    belief.weigh(done == 'k' ? C : D);
  }
  belief.hear(kPromise);
  Belief other = belief;
  return {belief.weigh(C), other.weigh(D)};
}

TEST(Promise, counts_by_credibility) {
  // kept: 9 (1 + κ); broken: −16 · 2(1 − κ); with κ = (kept + 1) / (kept + broken + 2)
  EXPECT_EQ(weights(""), std::pair(14, -16));    // κ = 1/2
  EXPECT_EQ(weights("k"), std::pair(15, -11));   // 2/3
  EXPECT_EQ(weights("b"), std::pair(12, -21));   // 1/3
  EXPECT_EQ(weights("kb"), std::pair(14, -16));  // 1/2
  EXPECT_EQ(weights("kkkkb"), weights("kb"));
  EXPECT_EQ(weights("kkkkbb"), weights("b"));
  EXPECT_EQ(weights("bbbbk"), weights("kb"));
}

TEST(Promise, holds_for_its_rounds_and_not_longer) {
  Belief belief;
  belief.hear({.kind = Signal::reassure, .level = 0, .rounds = 2});
  EXPECT_EQ(belief.weigh(C), 14);
  belief.hear({});
  EXPECT_EQ(belief.weigh(D), -11);
  EXPECT_EQ(belief.weigh(D), -16);
  belief.hear({.kind = Signal::reassure, .level = 0, .rounds = 200});  // held to three
  for (const int expected : {14, 15, 15, 9}) EXPECT_EQ(belief.weigh(C), expected);
  EXPECT_NEAR(belief.credibility(), 2. / 3, 1e-12);
}

TEST(Promise, of_hostility_or_in_another_signal_is_none) {
  Belief belief;
  belief.hear({.kind = Signal::reassure, .level = 1, .rounds = 1});
  EXPECT_EQ(belief.weigh(D), -16);
  belief.hear(kRedLine);
  EXPECT_EQ(belief.weigh(C), 9);
  EXPECT_EQ(belief.credibility(), 0.5);
}

/// Lives through rounds as told: what it meant is what it did.
class Life {
 public:
  explicit Life(const std::string& spec, const std::string& game = "prisoners-dilemma", const Briefing& world = {})
      : memories_(briefed(spec, game, world).memories(2)) {}

  bool says() const { return memories_->say(memory_).kind != Signal::none; }
  Signal said() const { return memories_->say(memory_); }
  Life& hears(Signal signal) {
    memory_ = memories_->hear(memory_, signal);
    return *this;
  }
  bool opens() const { return memories_->open(memory_); }
  Move plays() const { return memories_->play(memory_).chance[0] == 1 ? C : D; }
  Move sees(Move theirs, bool slips = false) {
    const Move meant = plays();
    memory_ = memories_->see(memory_, {meant, slips ? opposite(meant) : meant, theirs, false});
    return meant;
  }
  /// What it plays against these moves.
  std::string against(const std::string& theirs) {
    std::string own;
    for (const char move : theirs) own += sees(move == 'C' ? C : D) == C ? 'C' : 'D';
    return own;
  }

 private:
  static Strategy briefed(const std::string& spec, const std::string& game, Briefing world) {
    world.payoffs = parse_game(game).payoffs();
    return Registry::built_in().strategy(spec).briefed(world);
  }

  std::unique_ptr<Memories> memories_;
  std::size_t memory_ = 0;
};

/// Rounds of C of a listener against moves that are announced by promises of restraint, or by nothing.
int restraint(const std::string& listener, const std::string& moves, bool announced) {
  Life state(listener, "security-dilemma:offence=0.25");
  int rounds = 0;
  for (const char move : moves) {
    state.hears(announced ? kPromise : Signal{});
    rounds += state.sees(move == 'C' ? C : D) == C ? 1 : 0;
  }
  return rounds;
}

// Kept promises win trust sooner, and broken ones lose it sooner, than the same moves in silence.
TEST(Promise, moves_every_listener_by_whether_it_is_kept) {
  for (const std::string listener : {"bayesian", "reassurance-seeker", "defensive-realist"}) {
    const std::string doubting = listener + ":patience=0,prior=0.001", trusting = listener + ":patience=0,prior=0.985";
    EXPECT_GT(restraint(doubting, "CCCCCCCC", true), restraint(doubting, "CCCCCCCC", false)) << listener;
    EXPECT_LT(restraint(trusting, "DDCC", true), restraint(trusting, "DDCC", false)) << listener;
  }
}

/// Share of rounds with an even belief or more, in the long run, of one who sees these moves again and again with that
/// misperception.
double trust(const std::string& moves, double misperception, bool announced) {
  std::map<Belief, double> now{{Belief(), 1.0}};
  double trusting = 0;
  const int rounds = 400;
  for (int round = 0; round < 2 * rounds; ++round) {
    const Move done = moves[static_cast<std::size_t>(round) % moves.size()] == 'C' ? C : D;
    std::map<Belief, double> next;
    for (const auto& [before, chance] : now) {
      Belief belief = before;
      if (announced) belief.hear(kPromise);
      if (round >= rounds && belief.evidence() >= 0) trusting += chance / rounds;
      for (const auto& [seen, likely] : {std::pair{done, 1 - misperception}, {opposite(done), misperception}}) {
        Belief later = belief;
        later.learn(later.weigh(seen));
        next[later] += chance * likely;
      }
    }
    now = std::move(next);
  }
  return trusting;
}

// One whose word is good is believed more for giving it, through any noise. Who lies gains nothing by it where acts are
// seen as they are; misread as kept, lies do buy some belief: less than acts are misread.
TEST(Promise, serves_the_honest_and_not_the_liar) {
  for (const double noise : {0.0, 0.05, 0.1, 0.2}) {
    EXPECT_GE(trust("C", noise, true), trust("C", noise, false)) << noise;
    for (const char* const liar : {"D", "DDCD", "CDD"}) {
      EXPECT_LE(trust(liar, noise, true), noise == 0 ? trust(liar, noise, false) : noise) << liar << noise;
    }
  }
  EXPECT_GT(trust("C", 0.2, true), trust("C", 0.2, false) + 0.01);
}

TEST(Promise, of_a_liar_costs_it_its_credibility) {
  Belief belief;
  for (int round = 0; round < 4; ++round) {
    belief.hear(kPromise);
    belief.weigh(D);
  }
  EXPECT_NEAR(belief.credibility(), 1. / 3, 1e-12);
}

// ---- the strategies, move by move -----------------------------------------------------------------------------------

// m = 1/2 in the game played once at offence 0.25: an even belief is just enough. No belief is where R < T.
TEST(Bayesian, holds_to_its_threshold) {
  const std::string once = "security-dilemma:offence=0.25";
  EXPECT_EQ(Life("bayesian:patience=0", once).against("DCCDCCC"), "CDDCDDC");  // −16 −7 2 −14 −5 4
  EXPECT_EQ(Life("bayesian:patience=0,prior=0.45", once).against("CC"), "DC");
  EXPECT_EQ(Life("bayesian:patience=0", "security-dilemma:offence=0.34").against("CCCC"), "DDDD");
  EXPECT_EQ(Life("bayesian:patience=0", "security-dilemma:offence=0").against("DDDD"), "CCCC");
  EXPECT_EQ(Life("bayesian", "deadlock").against("CCCC"), "DDDD");
  EXPECT_EQ(Life("bayesian").against("CCCDDDDDDCCC"), "CCCCCCDDDDDC");
}

// In the prisoner's dilemma with patience 0.9 full cooperation takes odds of 1 : 16, evidence −16, a small step 1 : 34,
// −20; a step is one C in 10 rounds and, not answered, counts −2.
TEST(ReassuranceSeeker, offers_small_first_steps_between_its_thresholds) {
  Life state("reassurance-seeker:prior=0.04");  // −18
  std::string own, steps;
  for (int round = 0; round < 34; ++round) {
    steps += state.says() ? 'r' : '-';
    own += state.sees(D) == C ? 'C' : 'D';
  }
  EXPECT_EQ(own, "CDDDDDDDDDCDDDDDDDDDDDDDDDDDDDDDDD");
  EXPECT_EQ(steps, "r---------r-----------------------");
  Life hopeful("reassurance-seeker:prior=0.04");
  EXPECT_EQ(hopeful.said(), kPromise);
  EXPECT_EQ(hopeful.against("DCCC"), "CDCC");  // answered: −18 + 9
  Life betrayed("reassurance-seeker:prior=0.04");
  betrayed.hears(kPromise).sees(D);  // a broken promise counts in full, also while it steps
  EXPECT_EQ(betrayed.against("DDDDDDDDDDDDDD"), "DDDDDDDDDDDDDD");
}

TEST(ReassuranceSeeker, and_its_twin_find_peace_by_one_announced_step) {
  Life row("reassurance-seeker:prior=0.04"), column("reassurance-seeker:prior=0.001");
  std::string moves;
  for (int round = 0; round < 6; ++round) {
    const Signal from_row = row.said(), from_column = column.said();
    row.hears(from_column);
    column.hears(from_row);
    const Move a = row.plays(), b = column.plays();
    row.sees(b);
    column.sees(a);
    moves += a == C ? 'C' : 'D';
    moves += b == C ? 'C' : 'D';
    moves += ' ';
  }
  EXPECT_EQ(moves, "CD DC CD CC CC CC ");
}

TEST(DefensiveRealist, overlooks_a_lone_d_and_answers_two) {
  EXPECT_EQ(Life("defensive-realist").against("CCDCCDCCDCCDCCC"), std::string(15, 'C'));
  EXPECT_EQ(Life("defensive-realist").against("CCCCCDDDCC"), "CCCCCCCDDC");
  EXPECT_EQ(Life("defensive-realist:prior=1", "chicken").against("DDDDCDDC"), "CCDDDCCD");  // no belief lifts the floor
  // Odds of 9 : 4, evidence 5, are needed: from 0 to 18, and 2 where the D counts.
  EXPECT_EQ(Life("defensive-realist:patience=0.55").against("CCDCC"), "DCCCC");
  EXPECT_EQ(Life("defensive-realist:run=5,patience=0.55").against("CCDCC"), "DCCDC");
  EXPECT_EQ(Life("defensive-realist:prior=0.01").against("CCDC"), "DDCC");
}

TEST(OffensiveRealist, strikes_until_it_is_deterred_and_tries_again) {
  EXPECT_EQ(Life("offensive-realist").against("CCCCCCCC"), "DDDDDDDD");
  Life deterred("offensive-realist:rest=4");
  EXPECT_EQ(deterred.against("CDDCCCCDCCCC"), "DDCCCCDCCCCD");             // as tit-for-tat answers it
  EXPECT_EQ(Life("offensive-realist").against("DDDDDDDDC"), "DDCCDDDDD");  // a hawk is not appeased
  EXPECT_EQ(Life("offensive-realist:weight=0", "stag-hunt").against("CCCCCCCCCCCCCC"), std::string(14, 'C'));
  EXPECT_EQ(Life("offensive-realist:horizon=1").against("CDDDDD"), "DDDDDD");  // punishment costs less than it gains
}

TEST(OffensiveRealist, fears_a_red_line_until_it_has_tried_it) {
  Life warned("offensive-realist:rest=3");
  warned.hears(kRedLine);
  EXPECT_EQ(warned.against("CCCCCCC"), "CCCDCDD");  // nothing came of it
  warned.hears(kRedLine);
  EXPECT_EQ(warned.plays(), D);
  Life told_of_a_promise("offensive-realist");
  told_of_a_promise.hears(kPromise).hears({.kind = Signal::threaten, .level = 1, .rounds = 1});
  EXPECT_EQ(told_of_a_promise.plays(), D);
}

// ---- openness -------------------------------------------------------------------------------------------------------

Briefing with_price(double price, double up) {
  Briefing world;
  world.misperception = Errors::everywhere(up, 0.3);
  world.open_cost = price;
  return world;
}

/// Whether a state opens when it concedes after rounds of D, and only then.
bool concedes_openly(const std::string& spec, const Briefing& world) {
  Life state(spec, "prisoners-dilemma", world);
  bool opens = false;
  bool was_peace = true;
  for (const Move theirs : {C, C, D, D, D, C, C, D, C, C, C, D, D, D, D, D, D, D, C, C}) {
    const bool is_open = state.opens();
    opens |= is_open;
    EXPECT_TRUE(!is_open || state.plays() == C) << spec;
    EXPECT_TRUE(spec.starts_with("grit") || is_open == (opens && state.plays() == C && !was_peace)) << spec;
    was_peace = state.sees(theirs) == C && theirs == C;
  }
  return opens;
}

// A misread restraint costs two rounds of P in place of R: 4 in the prisoner's dilemma, so 0.2 at a rate of 0.05.
TEST(Openness, is_bought_where_it_costs_less_than_to_be_misread) {
  for (const std::string spec : {"grit:open=1", "grit-graduated:open=1", "defensive-realist"}) {
    EXPECT_TRUE(concedes_openly(spec, with_price(0, 0.05))) << spec;
    EXPECT_TRUE(concedes_openly(spec, with_price(0.2 - 1e-9, 0.05))) << spec;
    EXPECT_FALSE(concedes_openly(spec, with_price(0.2 + 1e-9, 0.05))) << spec;
    EXPECT_FALSE(concedes_openly(spec, with_price(0.01, 0))) << spec;
    EXPECT_FALSE(concedes_openly(spec, with_price(0, 0))) << spec;
  }
  for (const std::string spec : {"grit", "grit-graduated", "defensive-realist:open=0"})
    EXPECT_FALSE(concedes_openly(spec, with_price(0, 0.5))) << spec;
}

TEST(Openness, of_grit_is_that_of_its_initiative) {
  Life grit("grit:open=1", "prisoners-dilemma", with_price(0, 0.05));
  std::string opened;
  for (int round = 0; round < 20; ++round) {
    opened += grit.opens() ? 'o' : '-';
    grit.sees(D);
  }
  EXPECT_EQ(opened, "--ooo------ooo------");
}

// A promise of two rounds is kept openly; on guard and at its floor it is closed.
TEST(Openness, of_graded_grit_is_that_of_its_promises) {
  Briefing world = with_price(0, 0.05);
  world.payoffs = parse_game("arms-race:levels=6").payoffs();
  for (const bool opens : {true, false}) {
    const std::string spec = opens ? "grit-graded:start=5,open=1" : "grit-graded:start=5";
    const auto memories = Registry::built_in().strategy(spec).briefed(world).memories(6);
    std::size_t memory = 0;
    int promised = 0;
    bool has_closed = false;
    for (int round = 0; round < 40; ++round) {
      if (memories->say(memory).kind == Signal::reassure) promised = 2;
      EXPECT_EQ(memories->open(memory), opens && promised > 0) << round;
      has_closed |= !memories->open(memory);
      --promised;
      const auto mix = memories->play(memory).chance;
      const Level mine = static_cast<Level>(std::find(mix.begin(), mix.end(), 1.0) - mix.begin());
      memory = memories->see(memory, {mine, mine, 5, false});
    }
    EXPECT_TRUE(has_closed);
  }
}

/// The first seat's score over 200 rounds at offence advantage 1, where a twentieth of moves is misread.
double score_at(const std::string& row, double price) {
  const Registry registry = Registry::built_in();
  const Game game = parse_game("security-dilemma:offence=1");
  const Rules rules{.open_cost = price};
  const auto side = [&](const std::string& spec) {
    return seated(registry.strategy(spec), game, misreads(0.05), rules);
  };
  return exact_pair::solved(rules, side(row), side("tit-for-tat")).score[0];
}

// Transparency is cheaper than escalation, up to a price; above what it expects to lose grit no longer pays it.
TEST(Openness, of_grit_pays_up_to_a_price) {
  const double closed = score_at("grit", 0.1);
  EXPECT_NEAR(score_at("grit:open=1", 0) - closed, 0.0319, 5e-5);
  EXPECT_GT(score_at("grit:open=1", 0.1), closed + 0.01);
  EXPECT_LT(score_at("grit:open=1", 0.19), closed - 0.005);
  EXPECT_EQ(score_at("grit:open=1", 0.21), closed);
  EXPECT_GT(score_at("defensive-realist", 0.19), score_at("defensive-realist:open=0", 0.19) + 0.05);
}

// ---- the engines ----------------------------------------------------------------------------------------------------

TEST(Listeners, have_automata_of_known_size) {
  struct Size {
    std::string name;
    std::size_t memories, states;
  };
  for (const Size& size : std::vector<Size>{{"bayesian", 60, 60},
                                            {"reassurance-seeker", 80, 80},
                                            {"defensive-realist", 226, 210},
                                            {"offensive-realist", 109, 33},
                                            {"grit:open=1", 13, 13}}) {
    const auto automaton = derive(seated(size.name, misreads(0.05)).strategy, 2, {}, 4096);
    ASSERT_TRUE(automaton) << size.name;
    EXPECT_EQ(automaton->size(), size.memories) << size.name;
    EXPECT_EQ(minimised(*automaton).size(), size.states) << size.name;
  }
}

// Listeners with speakers, under signal noise, with prices: solved and sampled.
TEST(Listeners, are_the_same_exact_and_sampled) {
  Request request{
      .strategies = "bayesian,reassurance-seeker,defensive-realist,offensive-realist,grit:open=1,opportunist",
      .game = "security-dilemma:offence=1,open-cost=0.1,signal-cost=0.02",
      .rounds = 60,
      .repetitions = 20'000,
      .tremble = {0.02, 0.01},
      .misperception = {0.06, 0.04},
      .signal_noise = 0.1,
      .exact_limit = 40'000,
      .engine = "check"};
  const Design design = make_design(request, Registry::built_in());
  std::vector<Meeting> schedule;
  for (const std::size_t listener : {0U, 1U, 2U, 3U})
    for (const std::size_t speaker : {4U, 5U}) schedule.push_back({listener, speaker});
  for (const PairResult& pair : play(design, schedule, 2).pairs) {
    ASSERT_TRUE(pair.check) << design.entrants[pair.row].name << " - " << design.entrants[pair.column].name;
    EXPECT_LT(pair.check->standard_errors, pair.check->bound)
        << design.entrants[pair.row].name << " - " << design.entrants[pair.column].name;
  }
}

}  // namespace
