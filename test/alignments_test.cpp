// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/systems/alignments.hpp>
#include <detente/systems/fear.hpp>
#include <numeric>

namespace {

using namespace detente;

/// What an Error says; "" when nothing is thrown.
template <class Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

/// News written by hand: of a neighbourhood of these strengths, as the state in place `me` learns them.
class Told {
 public:
  explicit Told(const std::vector<int>& strengths, State me = 0) {
    news_.size = static_cast<int>(strengths.size());
    news_.me = me;
    for (std::size_t k = 0; k < strengths.size(); ++k) {
      news_.of[k].strength = static_cast<std::uint8_t>(strengths[k]);
      news_.of[k].means = news_.of[k].strength;
    }
  }
  /// The state attacked others, who saw it; by that it is in bad standing.
  Told attacks(State by, const std::vector<State>& victims) const {
    Told next = *this;
    for (const State victim : victims) next.of(by).victims |= bit_of(victim);
    next.of(by).is_good = false;
    return next;
  }
  /// The state attacked another, who was in bad standing.
  Told punishes(State by, State victim) const {
    Told next = attacks(by, {victim});
    next.of(by).is_good = true;
    return next;
  }
  /// The first stood by the second.
  Told stands_by(State by, State state) const {
    Told next = *this;
    next.of(state).protectors |= bit_of(by);
    return next;
  }
  Told deters(State state, int deterrent) const {
    Told next = *this;
    next.of(state).deterrent = static_cast<std::uint8_t>(deterrent);
    return next;
  }
  const News& news() const { return news_; }

 private:
  News::Public& of(State state) { return news_.of[static_cast<std::uint8_t>(state)]; }

  News news_;
};

/// Plays an alignment by its name, one copy.
class Player {
 public:
  explicit Player(const std::string& spec) : lanes_(Alignments::built_in().alignment(spec).lanes()) {}

  Player& begin(const Told& told) {
    lanes_->begin(0, told.news());
    return *this;
  }
  Player& see(const Told& told, int times = 1) {
    for (int i = 0; i < times; ++i) lanes_->see(0, told.news());
    return *this;
  }
  /// Stances to the states 0, 1, 2, …, a letter for each: - none, d defend, b back, o oppose.
  std::string stances(int size) const {
    std::string all;
    LaneBytes stances;
    for (State other = 0; other < size; ++other) {
      lanes_->stance(other, 1, stances);
      all += "-dbo"[stances.at[0]];
    }
    return all;
  }
  int arms() const { return lanes_->arms(0); }

 private:
  std::unique_ptr<AlignmentLanes> lanes_;
};

TEST(News, tells_who_stands_with_whom) {
  const Told told = Told({3, 4, 0, 2}).stands_by(3, 1).stands_by(2, 1).stands_by(0, 1).stands_by(1, 0).stands_by(0, 3);
  EXPECT_EQ(told.news().side(1), 6) << "the ruined add nothing, and oneself is left out";
  EXPECT_EQ(told.news().side(3), 2);
  EXPECT_TRUE(told.news().is_ally(1));
  EXPECT_FALSE(told.news().is_ally(3)) << "it does not stand by me";
  EXPECT_FALSE(told.news().is_alive(2));
  EXPECT_TRUE(told.attacks(1, {3}).news().is_attacked(3, 1));
  EXPECT_FALSE(told.attacks(1, {3}).news().is_attacked(1, 3));
}

TEST(Fear, is_of_the_strongest_side_in_bad_standing) {
  const Told peace({3, 4, 4, 2, 1});
  const auto feared = [&](const Told& told) {
    Fear fear;
    fear.see(told.news(), 3);
    return fear.who;
  };
  EXPECT_EQ(feared(peace), nobody);
  EXPECT_EQ(feared(peace.attacks(3, {4})), 3);
  EXPECT_EQ(feared(peace.attacks(3, {4}).attacks(1, {4})), 1);
  EXPECT_EQ(feared(peace.attacks(1, {4}).attacks(2, {4})), 1) << "of equal sides the lower place";
  EXPECT_EQ(feared(peace.attacks(3, {4}).attacks(1, {4}).stands_by(2, 3)), 3) << "with those who stand by it";
  EXPECT_EQ(feared(peace.attacks(1, {4}).stands_by(0, 1).stands_by(1, 0)), nobody) << "not of an ally";
  EXPECT_EQ(feared(peace.attacks(0, {4})), nobody) << "not of oneself";
  EXPECT_EQ(feared(peace.punishes(1, 4)), nobody);
}

TEST(Fear, ends_after_calm_rounds_and_moves_to_a_threat_that_is_not_weaker) {
  const Told peace({3, 4, 4, 2, 1});
  Fear fear;
  const auto see = [&](const Told& told) {
    fear.see(told.news(), 3);
    return fear.who;
  };
  EXPECT_EQ(see(peace.attacks(1, {4})), 1);
  EXPECT_EQ(see(peace), 1);
  EXPECT_EQ(see(peace.attacks(3, {4})), 1) << "a weaker one is not feared instead";
  EXPECT_EQ(fear.quiet, 2) << "and it has been quiet";
  EXPECT_EQ(see(peace.attacks(1, {4})), 1);
  EXPECT_EQ(fear.quiet, 0);
  EXPECT_EQ(see(peace.attacks(2, {4})), 2) << "one that is as strong is";
  EXPECT_EQ(see(peace), 2);
  EXPECT_EQ(see(peace), 2);
  EXPECT_EQ(see(peace), nobody);
  EXPECT_EQ(fear, Fear{});
}

TEST(Fear, forgets_the_ruined) {
  Fear fear;
  fear.see(Told({3, 4, 4}).attacks(1, {2}).news(), 3);
  EXPECT_EQ(fear.who, 1);
  fear.see(Told({3, 0, 4}).news(), 3);
  EXPECT_EQ(fear, Fear{});
}

TEST(Alignments, are_known_by_name_with_parameters) {
  const Alignments alignments = Alignments::built_in();
  std::vector<std::string> names;
  for (const Alignment& alignment : alignments.all()) names.emplace_back(alignment.info().name);
  EXPECT_EQ(names, (std::vector<std::string>{"alone", "armer", "balancer", "bandwagoner", "buck-passer", "chain-ganger",
                                             "collective-security", "fence-sitter", "guarantor", "hegemon-seeker",
                                             "power-balancer", "richardson"}));
  EXPECT_EQ(alignments.alignment("balancer").name(), "balancer");
  EXPECT_EQ(alignments.alignment(" balancer : calm = 3").name(), "balancer:calm=3");
  EXPECT_EQ(alignments.alignment("buck-passer:calm=4,ratio=1.50").name(), "buck-passer:ratio=1.5,calm=4");
  EXPECT_EQ(alignments.alignment("buck-passer:calm=4").with("calm=5,ratio=3").name(), "buck-passer:ratio=3,calm=5");
  EXPECT_TRUE(alignments.knows("armer"));
  EXPECT_FALSE(alignments.knows("armer:least=2"));
  EXPECT_EQ(alignments.origin("armer"), "");
  EXPECT_EQ(alignments.code("armer").size(), 64U);
  EXPECT_NE(alignments.code("armer"), alignments.code("alone"));
  EXPECT_EQ(alignments.code("nobody"), "");
}

TEST(Alignments, refuse_what_they_do_not_know_in_one_sentence) {
  const Alignments alignments = Alignments::built_in();
  const auto said = [&](const std::string& spec) { return refusal([&] { alignments.alignment(spec); }); };
  EXPECT_EQ(said("balancr"), "no alignment is named 'balancr'; did you mean 'balancer'?");
  EXPECT_EQ(said("zzzzzz"), "no alignment is named 'zzzzzz'; 'detente list alignments' shows them all");
  EXPECT_EQ(said("alone:calm=1"), "alignment 'alone' has no parameter 'calm'; it takes none");
  EXPECT_EQ(said("balancer:clam=1"), "alignment 'balancer' has no parameter 'clam'; did you mean 'calm'?");
  EXPECT_EQ(said("balancer:calm=0"), "parameter calm of alignment 'balancer' is 0; it must be a whole number in 1…100");
  EXPECT_EQ(said("balancer:calm=2.5"),
            "parameter calm of alignment 'balancer' is 2.5; it must be a whole number in 1…100");
  EXPECT_EQ(said("power-balancer:share=x"),
            "parameter share of alignment 'power-balancer' is 'x'; it must be a number in 0…1");
  EXPECT_EQ(said("balancer:"), "'balancer:' ends in a colon; write parameters after it, or leave it out");
  EXPECT_EQ(said("balancer:calm=1,calm=2"), "'calm=1,calm=2' gives calm twice");
  EXPECT_EQ(said("balancer:3"), "'3' in '3' is not a parameter; write name=value");
}

TEST(Alignments, say_what_they_can_do) {
  const Alignments alignments = Alignments::built_in();
  for (const Alignment& alignment : alignments.all()) {
    const std::string name(alignment.info().name);
    EXPECT_TRUE(alignment.traits().ordered) << name;
    EXPECT_EQ(alignment.traits().arms, name == "armer" || name == "richardson") << name;
    EXPECT_EQ(alignment.traits().begins,
              name == "chain-ganger" || name == "guarantor" || name == "power-balancer" || name == "richardson")
        << name;
    EXPECT_EQ(Player(name).arms() == kMostArms, !alignment.traits().arms) << name;
  }
}

// ---- what each does -------------------------------------------------------------------------------------------------

const Told kPeace({3, 5, 3, 2, 1});

TEST(Alone, stands_by_nobody) {
  EXPECT_EQ(Player("alone").begin(kPeace).see(kPeace.attacks(1, {2, 3})).stances(5), "-----");
}

TEST(CollectiveSecurity, defends_all) {
  EXPECT_EQ(Player("collective-security").stances(5), "ddddd");
  EXPECT_EQ(Player("collective-security").see(kPeace.attacks(1, {2, 3})).stances(5), "ddddd");
}

TEST(Balancer, defends_the_victims_of_the_greatest_threat) {
  EXPECT_EQ(Player("balancer").see(kPeace).stances(5), "-----");
  EXPECT_EQ(Player("balancer").see(kPeace.attacks(1, {0, 2, 3})).stances(5), "--dd-");
  EXPECT_EQ(Player("balancer").see(kPeace.attacks(1, {3}).attacks(2, {4})).stances(5), "---d-") << "not of the lesser";
  EXPECT_EQ(Player("balancer").see(kPeace.attacks(1, {3})).see(kPeace).stances(5), "-----") << "victims of the round";
  // It remembers whom it fears as long as `calm` has it: whose punishment of the bad it then takes amiss.
  const Told punishes = kPeace.punishes(1, 4);
  EXPECT_EQ(Player("balancer:calm=3").see(kPeace.attacks(1, {3})).see(kPeace).see(punishes).stances(5), "----d");
  EXPECT_EQ(Player("balancer:calm=3").see(kPeace.attacks(1, {3})).see(kPeace, 2).see(punishes).stances(5), "-----");
}

TEST(PowerBalancer, defends_all_others_while_one_holds_more_than_its_share) {
  EXPECT_EQ(Player("power-balancer").begin(Told({3, 7, 2, 1})).stances(4), "d-dd");
  EXPECT_EQ(Player("power-balancer").begin(Told({3, 6, 2, 1})).stances(4), "----") << "half is not more than half";
  EXPECT_EQ(Player("power-balancer:share=0.4").begin(Told({3, 6, 2, 1})).stances(4), "d-dd");
  EXPECT_EQ(Player("power-balancer").begin(Told({9, 2, 1})).stances(3), "---") << "it does not balance itself";
  EXPECT_EQ(Player("power-balancer").begin(Told({3, 7, 2, 1})).see(Told({3, 6, 2, 1})).stances(4), "----");
  EXPECT_EQ(Player("power-balancer:share=0").begin(Told({1, 2, 3, 3})).stances(4), "dd-d")
      << "the first of the strongest";
}

TEST(BuckPasser, defends_only_where_others_are_too_weak) {
  // The threat has 5; at odds with it are its victims, and those who attack it.
  EXPECT_EQ(Player("buck-passer").see(kPeace.attacks(1, {3})).stances(5), "---d-") << "2·2 ≤ 5";
  EXPECT_EQ(Player("buck-passer").see(kPeace.attacks(1, {2})).stances(5), "-----") << "2·3 > 5";
  EXPECT_EQ(Player("buck-passer:ratio=1").see(kPeace.attacks(1, {2})).stances(5), "--d--");
  EXPECT_EQ(Player("buck-passer").see(kPeace.attacks(1, {3}).punishes(4, 1)).stances(5), "-----") << "2·(2+1) > 5";
  EXPECT_EQ(Player("buck-passer").see(kPeace.attacks(1, {2}).stands_by(4, 1)).stances(5), "--d--") << "2·3 ≤ 5+1";
  EXPECT_EQ(Player("buck-passer").see(kPeace.attacks(1, {0})).stances(5), "-----") << "nobody but itself to defend";
}

TEST(Bandwagoner, backs_a_threat_that_is_as_strong_as_itself) {
  EXPECT_EQ(Player("bandwagoner").see(kPeace.attacks(1, {3})).stances(5), "-b---");
  EXPECT_EQ(Player("bandwagoner").see(kPeace.attacks(2, {3})).stances(5), "--b--");
  EXPECT_EQ(Player("bandwagoner").see(kPeace.attacks(3, {4})).stances(5), "-----");
  EXPECT_EQ(Player("bandwagoner:ratio=2").see(kPeace.attacks(1, {3})).stances(5), "-----");
  EXPECT_EQ(Player("bandwagoner:calm=2").see(kPeace.attacks(1, {3})).see(kPeace).stances(5), "-b---");
  EXPECT_EQ(Player("bandwagoner:calm=2").see(kPeace.attacks(1, {3})).see(kPeace, 2).stances(5), "-----");
}

TEST(FenceSitter, backs_who_is_twice_as_strong_as_whom_it_attacks) {
  EXPECT_EQ(Player("fence-sitter").see(kPeace.attacks(1, {3})).stances(5), "-b---");
  EXPECT_EQ(Player("fence-sitter").see(kPeace.attacks(1, {2})).stances(5), "-----") << "5 < 2·3";
  EXPECT_EQ(Player("fence-sitter").see(kPeace.attacks(1, {3, 4})).stances(5), "-----") << "5 < 2·(2+1)";
  EXPECT_EQ(Player("fence-sitter").see(kPeace.attacks(1, {0})).stances(5), "-----") << "a war on itself is none";
  EXPECT_EQ(Player("fence-sitter").see(kPeace.attacks(3, {4}).punishes(1, 4)).stances(5), "-b---") << "the strongest";
  EXPECT_EQ(Player("fence-sitter").see(kPeace.attacks(1, {3})).see(kPeace).stances(5), "-----");
}

TEST(ChainGanger, backs_for_ever_who_stood_by_it) {
  EXPECT_EQ(Player("chain-ganger").begin(kPeace.stands_by(2, 0)).stances(5), "--b--");
  EXPECT_EQ(Player("chain-ganger").begin(kPeace.stands_by(2, 0)).see(kPeace.stands_by(4, 0)).see(kPeace).stances(5),
            "--b-b");
  EXPECT_EQ(Player("chain-ganger").see(kPeace.stands_by(0, 2)).stances(5), "-----") << "not whom it stands by";
}

TEST(Guarantor, defends_the_weaker) {
  EXPECT_EQ(Player("guarantor").begin(kPeace).stances(5), "---dd");
  EXPECT_EQ(Player("guarantor").begin(kPeace).see(Told({3, 2, 3, 0, 1})).stances(5), "-d--d") << "not the ruined";
}

TEST(HegemonSeeker, opposes_the_weakest_side_that_it_outweighs) {
  EXPECT_EQ(Player("hegemon-seeker").begin(kPeace).stances(5), "-----") << "nothing is known before it sees";
  EXPECT_EQ(Player("hegemon-seeker").see(kPeace).stances(5), "----o");
  EXPECT_EQ(Player("hegemon-seeker").see(kPeace.stands_by(2, 4).stands_by(0, 4)).stances(5), "---o-") << "3 ≥ 1.5·2";
  EXPECT_EQ(Player("hegemon-seeker").see(kPeace.stands_by(2, 4).stands_by(2, 3)).stances(5), "-----");
  EXPECT_EQ(Player("hegemon-seeker:ratio=3").see(kPeace).stances(5), "----o");
  EXPECT_EQ(Player("hegemon-seeker:ratio=3.1").see(kPeace).stances(5), "-----");
  EXPECT_EQ(Player("hegemon-seeker").see(kPeace.deters(4, 3)).stances(5), "---o-") << "a second strike would ruin it";
  EXPECT_EQ(Player("hegemon-seeker").see(kPeace.deters(4, 2)).stances(5), "----o");
  EXPECT_EQ(Player("hegemon-seeker").see(Told({4, 2, 2, 0})).stances(4), "-o--") << "the lower of equals";
  EXPECT_EQ(Player("hegemon-seeker").see(Told({4, 3, 2})).see(Told({4, 2, 2})).stances(3), "--o")
      << "it stays with its prey";
}

TEST(Armer, wants_what_the_feared_side_has) {
  EXPECT_EQ(Player("armer").arms(), 1);
  EXPECT_EQ(Player("armer:least=3").begin(kPeace).arms(), 3);
  EXPECT_EQ(Player("armer").see(kPeace.attacks(1, {4}).stands_by(3, 1)).arms(), 7);
  EXPECT_EQ(Player("armer:least=3").see(kPeace.attacks(4, {3})).arms(), 3);
  EXPECT_EQ(Player("armer:calm=3").see(kPeace.attacks(1, {4})).see(kPeace, 2).arms(), 5);
  EXPECT_EQ(Player("armer:calm=3").see(kPeace.attacks(1, {4})).see(kPeace, 3).arms(), 1);
  EXPECT_EQ(Player("armer").see(kPeace.attacks(1, {4})).stances(5), "-----");
}

TEST(Richardson, follows_his_equation) {
  const auto wants = [](const std::string& parameters, const Told& told) {
    return Player("richardson:" + parameters).see(told).arms();
  };
  EXPECT_EQ(wants("fear=0.1,fatigue=0.3,grievance=0", Told({10, 20, 20})), 11) << "10 + 0.1·40 − 0.3·10";
  EXPECT_EQ(wants("fear=0.1,fatigue=0.3,grievance=2", Told({10, 20, 20})), 13);
  EXPECT_EQ(wants("fear=0.1,fatigue=0.3,grievance=0", Told({10, 20, 20}).stands_by(1, 0).stands_by(0, 1)), 9)
      << "it does not fear an ally";
  EXPECT_EQ(wants("fear=0.1,fatigue=0.3,grievance=0", Told({10, 20, 20}).stands_by(1, 0)), 11) << "who is mutual";
  EXPECT_EQ(wants("fear=0,fatigue=2,grievance=-10", Told({10, 20, 20})), 1) << "at least 1";
  EXPECT_EQ(wants("fear=0.5,fatigue=1,grievance=0", Told({10, 3})), 2) << "1.5 is rounded up";
  EXPECT_EQ(Player("richardson:grievance=5").begin(kPeace).arms(), 8) << "3 + 0.1·11 − 0.3·3 + 5, at the opening";
}

// ---- numbered memories ----------------------------------------------------------------------------------------------

TEST(AlignmentMemories, are_numbered_as_they_are_met) {
  const auto memories = Alignments::built_in().alignment("balancer:calm=1").memories();
  EXPECT_EQ(memories->size(), 1U);
  EXPECT_EQ(memories->begin(0, kPeace.news()), 0U) << "it does not begin";
  EXPECT_EQ(memories->see(0, kPeace.news()), 0U);
  const Told attack = kPeace.attacks(1, {2});
  EXPECT_EQ(memories->see(0, attack.news()), 1U);
  EXPECT_EQ(memories->see(1, attack.news()), 1U);
  EXPECT_EQ(memories->see(1, kPeace.news()), 0U);
  EXPECT_EQ(memories->size(), 2U);
  EXPECT_EQ(memories->stance(1, 2), Stance::defend);
  EXPECT_EQ(memories->stance(0, 2), Stance::none);
  EXPECT_EQ(memories->arms(0), kMostArms);
  const auto guarantor = Alignments::built_in().alignment("guarantor").memories();
  EXPECT_EQ(guarantor->begin(0, kPeace.news()), 1U);
  EXPECT_EQ(guarantor->stance(1, 4), Stance::defend);
}

TEST(AlignmentLanes, are_copies_of_their_own) {
  const auto lanes = Alignments::built_in().alignment("balancer").lanes();
  lanes->see(3, kPeace.attacks(1, {2}).news());
  LaneBytes stances;
  lanes->stance(2, kLanes, stances);
  EXPECT_EQ(std::accumulate(stances.at.begin(), stances.at.end(), 0), 1);
  EXPECT_EQ(stances.at[3], static_cast<std::uint8_t>(Stance::defend));
  EXPECT_EQ(lanes->order(0, 1), std::partial_ordering::equivalent);
  EXPECT_NE(lanes->order(0, 3), std::partial_ordering::equivalent);
  lanes->copy(3, 0);
  EXPECT_EQ(lanes->order(0, 3), std::partial_ordering::equivalent);
  lanes->fresh();
  lanes->stance(2, kLanes, stances);
  EXPECT_EQ(std::accumulate(stances.at.begin(), stances.at.end(), 0), 0);
}

// ---- failures -------------------------------------------------------------------------------------------------------

struct Fails {
  static constexpr Info info{.name = "fails", .about = "Fails.", .source = "These tests"};
  int rounds = 0;
  auto operator<=>(const Fails&) const = default;
  Stance stance(State) const { return static_cast<Stance>(rounds == 2 ? 7 : 0); }
  int arms() const { return rounds == 1 ? -4 : 0; }
  void see(const News&) {
    if (++rounds == 3) throw std::runtime_error("enough of this");
  }
};

template <class Act>
std::string failure(Act act) {
  try {
    act();
  } catch (const StrategyFailure& failed) {
    EXPECT_EQ(failed.strategy(), "fails");
    return failed.what();
  }
  return "";
}

TEST(AlignmentFailure, names_the_alignment) {
  const Alignment alignment(std::make_shared<AlignmentPrototypeOf<Fails>>());
  const auto lanes = alignment.lanes();
  const auto memories = alignment.memories();
  LaneBytes stances;
  const auto see = [&] { lanes->see(0, kPeace.news()); };
  see();
  EXPECT_EQ(failure([&] { lanes->arms(0); }),
            "strategy 'fails' failed when it was asked for its arms: it wants the strength -4; a strength lies in "
            "0…16320");
  see();
  EXPECT_EQ(failure([&] { lanes->stance(1, 1, stances); }),
            "strategy 'fails' failed when it was asked for its stance: it took stance 7; a stance is none (0), defend "
            "(1), back (2) or oppose (3)");
  EXPECT_EQ(failure(see), "strategy 'fails' failed when it saw the news: enough of this");
  std::size_t memory = 0;
  memory = memories->see(memory, kPeace.news());
  EXPECT_NE(failure([&] { memories->arms(memory); }), "");
  memory = memories->see(memory, kPeace.news());
  EXPECT_NE(failure([&] { memories->stance(memory, 1); }), "");
  EXPECT_NE(failure([&] { memories->see(memory, kPeace.news()); }), "");
}

// ---- modules --------------------------------------------------------------------------------------------------------

std::string module(const std::string& name) {
  return std::string(DETENTE_MODULE_DIR) + "/" + name + ".so";
}

TEST(AlignmentModule, is_told_apart_from_strategies) {
  EXPECT_TRUE(Alignments::are_in(module("cautious_alignment")));
  EXPECT_FALSE(Alignments::are_in(module("double_a")));
  EXPECT_FALSE(Alignments::are_in(module("not_a_module")));
  Alignments alignments = Alignments::built_in();
  alignments.load(module("cautious_alignment"));
  EXPECT_EQ(alignments.origin("cautious"), module("cautious_alignment"));
  EXPECT_EQ(alignments.code("cautious"), "");
  EXPECT_EQ(alignments.alignment("cautious").name(), "cautious");
  EXPECT_EQ(refusal([&] { alignments.load(module("cautious_alignment")); }),
            "two alignments are named 'cautious'; the one in '" + module("cautious_alignment") +
                "' needs another name, because there is one from '" + module("cautious_alignment") + "'");
  EXPECT_EQ(refusal([&] { alignments.load(module("double_a")); }),
            "'" + module("double_a") + "' is not a module of alignments: it has no DETENTE_ALIGNMENTS");
  EXPECT_EQ(refusal([&] { alignments.load("/no/such/module.so"); }), "there is no module '/no/such/module.so'");
}

// The layout that modules share. When one of these changes, raise kAbiVersion, then write the new size here.
TEST(AlignmentAbi, has_not_changed_without_a_new_number) {
  EXPECT_EQ(kAbiVersion, 7);
  EXPECT_EQ(sizeof(News::Public), 24U);
  EXPECT_EQ(sizeof(News), 1544U);
  EXPECT_EQ(sizeof(AlignmentTraits), 3U);
  EXPECT_EQ(sizeof(Stance), 1U);
}

}  // namespace
