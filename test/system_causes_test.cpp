// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What is due to couplings, and how far single misreadings spread.
#include <gtest/gtest.h>

#include <algorithm>

#include <detente/error.hpp>
#include <detente/systems/built_in_systems.hpp>
#include <detente/systems/due_to.hpp>
#include <detente/systems/system_contest.hpp>

using namespace detente;

namespace {

SystemDesign cause_of(const SystemRequest& request) {
  static const Registry strategies = Registry::built_in();
  static const Alignments alignments = Alignments::built_in();
  return make_system(request, strategies, alignments);
}

SystemRequest equals(std::size_t states, const std::string& strategy) {
  SystemRequest request;
  for (std::size_t i = 0; i < states; ++i)
    request.states.push_back(std::string(1, static_cast<char>('A' + i)) + "=" + strategy);
  request.base.misperception = {0.05, 0.05};
  request.base.repetitions = 640;
  return request;
}

const DueTo& of_coupling(const std::vector<DueTo>& all, const std::string& coupling) {
  return *std::find_if(all.begin(), all.end(), [&](const DueTo& one) { return one.coupling == coupling; });
}

TEST(DueTo, is_the_difference_to_the_exact_system_without_it) {
  SystemRequest request = equals(3, "tit-for-tat");
  request.alliances = "A=C";
  request.ambiguity = 0.2;
  const std::vector<DueTo> due = due_to(cause_of(request), 2);
  ASSERT_EQ(due.size(), 3U);
  const double with = play_system(cause_of(request), 1).peace.value;
  SystemRequest other = request;
  other.ambiguity = 0;
  const double unambiguous = play_system(cause_of(other), 1).peace.value;
  other = request;
  other.alliances = "none";
  other.institutions = {"A+C:verify=1"};
  const double unpledged = play_system(cause_of(other), 1).peace.value;
  other.ambiguity = 0;
  const double alone = play_system(cause_of(other), 1).peace.value;
  constexpr double kWide = 4.9 / 1.96;  // a false alarm of 1e-6 each
  const auto expect = [&](const std::string& coupling, double difference) {
    const Estimate& peace = of_coupling(due, coupling).peace;
    EXPECT_NEAR(peace.value, difference, kWide * *peace.error) << coupling;
    EXPECT_GT(*peace.error, 0) << coupling;
  };
  expect("ambiguity", with - unambiguous);
  expect("pledges", with - unpledged);
  expect("all", with - alone);
}

TEST(DueTo, alignments_that_only_stand_by_others_are_nobody_without_pledges) {
  SystemRequest request = equals(4, "tit-for-tat+balancer");
  request.states[0] = "A=hawk";
  request.strength_of = {{"A", "4"}};
  request.war = "0.1";
  SystemDesign voided = cause_of(request);
  voided.system.has_void_pledges = true;
  SystemRequest plain = equals(4, "tit-for-tat");
  plain.states[0] = "A=hawk";
  plain.strength_of = request.strength_of;
  plain.war = request.war;
  const SystemDesign alone = cause_of(plain);
  for (const std::uint64_t first : {0U, 64U}) {
    SystemTally one, other;
    SystemMatch(voided.system).play(first, 64, one);
    SystemMatch(alone.system).play(first, 64, other);
    EXPECT_EQ(one.joint, other.joint);
    EXPECT_EQ(one.strength, other.strength);
  }
  // A state that opposes still does.
  SystemRequest seeker = equals(3, "dove");
  seeker.states[0] = "A=dove+hegemon-seeker";
  seeker.strength_of = {{"A", "5"}};
  SystemDesign opposes = cause_of(seeker);
  opposes.system.has_void_pledges = true;
  SystemTally tally;
  SystemMatch(opposes.system).play(0, 1, tally);
  EXPECT_LT(tally.quiet[0], 200U);
}

TEST(DueTo, void_pledges_are_void_in_the_chain_too) {
  SystemRequest request = equals(3, "tit-for-tat+collective-security");
  SystemDesign voided = cause_of(request);
  voided.system.has_void_pledges = true;
  const SystemResults results = play_system(voided, 1);
  ASSERT_TRUE(results.exact_points);
  EXPECT_NEAR(results.peace.value, play_system(cause_of(equals(3, "tit-for-tat")), 1).peace.value, 1e-12);
}

TEST(DueTo, needs_a_coupling_and_an_end) {
  EXPECT_THROW(due_to(cause_of(equals(3, "tit-for-tat")), 1), Error);
  SystemRequest endless = equals(3, "tit-for-tat");
  endless.ambiguity = 0.1;
  endless.base.endless = true;
  EXPECT_THROW(due_to(cause_of(endless), 1), Error);
}

TEST(DueTo, is_the_same_for_any_number_of_threads) {
  SystemRequest request = equals(3, "grit+balancer");
  request.war = "0.1";
  const std::vector<DueTo> one = due_to(cause_of(request), 1), four = due_to(cause_of(request), 4);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].peace.value, four[i].peace.value);
    EXPECT_EQ(one[i].peace.error, four[i].peace.error);
    EXPECT_EQ(one[i].survivors.value, four[i].survivors.value);
  }
}

double others(const SilentContagion& contagion, std::size_t seat) {
  double sum = 0;
  for (std::size_t f = 0; f < contagion.left.size(); ++f) sum += f == seat / 2 ? 0 : contagion.left[f];
  return sum;
}

TEST(SilentMatrix, has_the_numbers_of_another_implementation) {
  // Other fronts that leave peace after one misreading, by what couples tit-for-tats.
  struct Case {
    std::size_t states;
    std::string pledges, alliances;
    double most;  ///< of all seats
  };
  for (const Case& one : {Case{3, "none", "none", 0}, Case{3, "C>A", "none", 1}, Case{3, "none", "A=C", 1},
                          Case{4, "none", "A=B,C=D", 3}, Case{3, "A>B,A>C,B>A,B>C,C>A,C>B", "none", 2}}) {
    SCOPED_TRACE(one.pledges + " " + one.alliances);
    SystemRequest request = equals(one.states, "tit-for-tat");
    request.pledges = one.pledges;
    request.alliances = one.alliances;
    request.base.start = "crisis:3";
    const auto matrix = silent_matrix(cause_of(request), 20, 2);
    double most = 0;
    for (std::size_t seat = 0; seat < matrix.size(); ++seat) {
      ASSERT_TRUE(matrix[seat]);
      most = std::max(most, others(*matrix[seat], seat));
    }
    EXPECT_NEAR(most, one.most, 1e-12);
  }
}

TEST(SilentMatrix, has_in_each_seat_what_its_impulse_has) {
  SystemRequest request = equals(3, "generous-tit-for-tat:generosity=0.3");
  request.pledges = "C>A:back";
  request.ambiguity = 0.3;
  request.base.repetitions = 1;
  const SystemDesign design = cause_of(request);
  const auto matrix = silent_matrix(design, 15, 2);
  for (std::size_t seat = 0; seat < matrix.size(); ++seat) {
    const SystemFront& front = design.system.fronts[seat / 2];
    const std::size_t by = seat % 2 == 0 ? front.row : front.column;
    const std::size_t of = seat % 2 == 0 ? front.column : front.row;
    const Contagion impulse = play_impulse(
        design, {.by = design.system.states[by].name, .of = design.system.states[of].name, .round = 3, .horizon = 15},
        1);
    ASSERT_TRUE(impulse.silent && matrix[seat]);
    EXPECT_EQ(matrix[seat]->left, impulse.silent->left);
    EXPECT_EQ(matrix[seat]->recovered, impulse.silent->recovered);
    EXPECT_EQ(matrix[seat]->rounds_lost, impulse.silent->rounds_lost);
  }
}

TEST(SilentMatrix, is_absent_where_the_chain_does_not_close) {
  SystemRequest request = equals(3, "generous-tit-for-tat:generosity=0.3");
  request.pledges = "A>B,A>C,B>A,B>C,C>A,C>B";
  request.ambiguity = 0.5;
  request.base.exact_limit = 2;
  for (const auto& found : silent_matrix(cause_of(request), 20, 1)) EXPECT_FALSE(found);
}

}  // namespace
