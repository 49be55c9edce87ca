// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <detente/automata/canonical_automata.hpp>
#include <detente/automata/notation.hpp>

/// All automata, each once.
namespace {

using namespace detente;

/// Structures that can be reached whole, with numbered states (Liskovets 1969): of all n^(kn), those where j states are
/// reached leave the others free. Each order of the states but the first is one of (n − 1)!.
double structures(int states, int inputs) {
  std::vector<double> whole{0};
  for (int n = 1; n <= states; ++n) {
    double count = std::pow(n, inputs * n);
    double choose = 1;  // j − 1 of n − 1
    for (int j = 1; j < n; ++j) {
      count -= choose * whole[static_cast<std::size_t>(j)] * std::pow(n, inputs * (n - j));
      choose *= static_cast<double>(n - j) / j;
    }
    whole.push_back(count);
  }
  double orders = 1;
  for (int j = 2; j < states; ++j) orders *= j;
  return whole.back() / orders;
}

TEST(CanonicalAutomata, are_as_many_as_the_closed_count) {
  for (const int inputs : {2, 4})
    for (int states = 1; states <= (inputs == 2 ? 5 : 3); ++states)
      EXPECT_EQ(CanonicalAutomata(static_cast<std::size_t>(states), static_cast<std::size_t>(inputs)).count(),
                structures(states, inputs) * std::exp2(states))
          << states << " " << inputs;
  EXPECT_EQ(CanonicalAutomata(2, 2).count(), 48);
  EXPECT_EQ(CanonicalAutomata(3, 2).count(), 1728);
  EXPECT_EQ(CanonicalAutomata(4, 2).count(), 83'968);
  EXPECT_EQ(CanonicalAutomata(5, 2).count(), 5'141'600);
  EXPECT_GT(CanonicalAutomata(64, 4).count(), 1e100);
}

TEST(CanonicalAutomata, each_has_one_number_and_one_form) {
  for (const auto& [states, inputs] : {std::pair(1U, 2U), {2U, 2U}, {3U, 2U}, {1U, 4U}, {2U, 4U}}) {
    const CanonicalAutomata all(states, inputs);
    std::set<std::vector<std::uint32_t>> seen;
    for (std::uint64_t number = 0; number < static_cast<std::uint64_t>(all.count()); ++number) {
      const PlainAutomaton one = all.at(number);
      EXPECT_EQ(all.number_of(one), number);
      std::vector<std::uint32_t> form = one.next;
      form.insert(form.end(), one.plays.begin(), one.plays.end());
      EXPECT_TRUE(seen.insert(form).second);
      std::uint32_t greatest = 0;  // states are numbered as they are reached
      for (std::size_t i = 0; i < one.next.size(); ++i) {
        if (i % inputs == 0) {
          EXPECT_LE(i / inputs, greatest);
        }
        EXPECT_LE(one.next[i], greatest + 1);
        greatest = std::max(greatest, one.next[i]);
      }
      EXPECT_EQ(greatest, states - 1);
    }
  }
}

/// Those that no smaller automaton equals, counted by their texts.
std::size_t minimal(std::size_t states, std::size_t inputs) {
  const CanonicalAutomata all(states, inputs);
  std::set<std::string> texts;
  std::size_t count = 0;
  for (std::uint64_t number = 0; number < static_cast<std::uint64_t>(all.count()); ++number) {
    const PlainAutomaton one = all.at(number);
    const Automaton least = canonical(automaton_of(one));
    EXPECT_EQ(is_minimal(one), least.size() == states);
    if (!is_minimal(one)) continue;
    ++count;
    texts.insert(text_of(least));
    if (inputs == 2) {
      EXPECT_EQ(least, automaton_of(one));
    }
  }
  EXPECT_EQ(texts.size(), count);
  return count;
}

TEST(CanonicalAutomata, are_skipped_where_a_smaller_one_equals_them) {
  EXPECT_EQ(minimal(1, 2), 2U);
  EXPECT_EQ(minimal(2, 2), 24U);
  EXPECT_EQ(minimal(3, 2), 1028U);
  EXPECT_EQ(minimal(2, 4), 480U);
}

}  // namespace
