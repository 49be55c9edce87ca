// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include <detente/automata/canonical_automata.hpp>
#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>

#include "search/beginning.hpp"
#include "search/methods.hpp"

namespace detente {
namespace {

constexpr double kHottest = 0.05;    // differences of worth that are taken half the time at first …
constexpr double kColdest = 0.0001;  // … and at last
constexpr int kAsksAfter = 16;       // steps between questions whether to stop

std::size_t one_of(std::size_t count, Rng& dice) {
  return boost::random::uniform_int_distribution<std::size_t>(0, count - 1)(dice);
}

/// What is annealed: an automaton some of whose states may be out of reach, or a table.
class Genome {
 public:
  Genome(const SearchSpace& space, Rng& dice) : space_(space) {
    if (space.kind == SearchSpace::Kind::tables) {
      for (int i = 0; i < (1 << (2 * space.memory)) + space.memory; ++i) table_ += one_of(2, dice) == 0 ? 'C' : 'D';
      return;
    }
    const auto states = static_cast<std::size_t>(space.states);
    plain_.inputs = space.sees_own ? 4 : 2;
    for (std::size_t state = 0; state < states; ++state) plain_.plays.push_back(static_cast<Level>(one_of(2, dice)));
    for (std::size_t i = 0; i < states * plain_.inputs; ++i)
      plain_.next.push_back(static_cast<std::uint32_t>(one_of(states, dice)));
  }

  /// Changes one thing: what a state plays, what follows it, all that it does to what another one does, or who is
  /// first.
  void mutate(Rng& dice) {
    if (space_.kind == SearchSpace::Kind::tables) {
      char& letter = table_[one_of(table_.size(), dice)];
      letter = letter == 'C' ? 'D' : 'C';
      return;
    }
    const std::size_t states = plain_.size();
    const std::size_t state = one_of(states, dice);
    const std::size_t other = one_of(states, dice);
    const std::size_t kind = one_of(12, dice);
    if (kind < 3) {
      plain_.plays[state] = plain_.plays[state] == 0 ? 1 : 0;
    } else if (kind < 10) {
      plain_.next[state * plain_.inputs + one_of(plain_.inputs, dice)] = static_cast<std::uint32_t>(other);
    } else if (kind < 11) {
      plain_.plays[state] = plain_.plays[other];
      for (std::size_t i = 0; i < plain_.inputs; ++i)
        plain_.next[state * plain_.inputs + i] = plain_.next[other * plain_.inputs + i];
    } else {
      std::swap(plain_.plays[0], plain_.plays[state]);
      for (std::size_t i = 0; i < plain_.inputs; ++i) std::swap(plain_.next[i], plain_.next[state * plain_.inputs + i]);
      for (std::uint32_t& next : plain_.next)
        next = next == 0 ? static_cast<std::uint32_t>(state) : next == state ? 0 : next;
    }
  }

  Automaton automaton() const {
    if (space_.kind != SearchSpace::Kind::tables) return in_space(automaton_of(plain_), space_);
    const auto entries = std::size_t{1} << (2 * space_.memory);
    return in_space(automaton_of_table(table_.substr(0, entries), table_.substr(entries)), space_);
  }

 private:
  SearchSpace space_;
  PlainAutomaton plain_{.inputs = 2, .plays = {}, .next = {}};
  std::string table_;
};

}  // namespace

std::optional<Front> anneal(const SearchRequest& request, const Judge& judge, int beginning, const SearchWatch& watch,
                            std::uint64_t& evaluated) {
  Front front;
  PairingSpace space;
  const auto none = [](const Merits&) { return false; };
  Rng first = dice_of(request, beginning, 0);
  const std::vector<double> weights = weights_of(request.objective.size(), first);
  Genome genome(request.space, first);
  Automaton at = genome.automaton();
  const Merits merits = *judge.rough_merits(at, space, none);
  double here = worth(merits, weights);
  front.offer({text_of(at), at.size(), merits});
  evaluated = 1;
  for (int step = 1; step <= request.steps; ++step) {
    if (step % kAsksAfter == 0 && watch.stop && watch.stop()) return std::nullopt;
    Rng dice = dice_of(request, beginning, step);
    Genome changed = genome;
    changed.mutate(dice);
    const double heat = kHottest * std::pow(kColdest / kHottest, static_cast<double>(step) / request.steps);
    // The least worth that is taken is drawn beforehand, so that what cannot reach it need not be judged whole.
    const double least = here + heat * std::log(1 - boost::random::uniform_01<double>()(dice));
    Automaton member = changed.automaton();
    if (member == at) {  // only out of reach did anything change
      genome = std::move(changed);
      continue;
    }
    ++evaluated;
    const auto found =
        judge.rough_merits(member, space, [&](const Merits& at_best) { return worth(at_best, weights) < least; });
    if (!found) continue;
    front.offer({text_of(member), member.size(), *found});
    if (worth(*found, weights) < least) continue;
    genome = std::move(changed);
    at = std::move(member);
    here = worth(*found, weights);
  }
  return front;
}

}  // namespace detente
