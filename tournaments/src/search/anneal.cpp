// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include <detente/automata/canonical_automata.hpp>
#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/dice.hpp>

#include "search/methods.hpp"

namespace detente {
namespace {

constexpr double kHottest = 0.05;    // differences of worth that are taken half the time at first …
constexpr double kColdest = 0.0001;  // … and at last
constexpr int kAsksAfter = 16;       // steps between questions whether to stop

/// Draws have names: the beginning is their repetition, the step their round.
Rng dice_of(const SearchRequest& request, int beginning, int step) {
  return Rng({.seed = request.seed,
              .repetition = static_cast<std::uint64_t>(beginning),
              .seat = 0,
              .round = static_cast<std::uint32_t>(step)});
}

std::size_t one_of(std::size_t count, Rng& dice) {
  return boost::random::uniform_int_distribution<std::size_t>(0, count - 1)(dice);
}

/// How much each column counts for this beginning: weights that add up to 1, each mix as likely as another.
std::vector<double> weights_of(std::size_t columns, Rng& dice) {
  std::vector<double> weights;
  double sum = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    weights.push_back(-std::log(1 - boost::random::uniform_01<double>()(dice)));
    sum += weights.back();
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

double worth(const Merits& merits, const std::vector<double>& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < merits.size(); ++i) sum += weights[i] * merits[i];
  return sum;
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

std::optional<Front> climb(const SearchRequest& request, const Judge& judge, int beginning, const SearchWatch& watch,
                           std::uint64_t& evaluated) {
  constexpr double kProbe = 1e-3;      // by which a chance is changed to see what that does
  constexpr double kLongest = 0.25;    // step at first
  constexpr double kShortest = 1e-3;   // step at last
  constexpr double kDigits = 1e4;      // chances are rounded to so many parts, to be written
  constexpr std::size_t kChances = 5;  // first, cc, cd, dc, dd
  using Point = std::array<double, kChances>;
  Front front;
  PairingSpace space;
  Rng dice = dice_of(request, beginning, 0);
  const std::vector<double> weights = weights_of(request.objective.size(), dice);
  const auto value = [&](const Point& point) {
    Automaton machine;
    for (std::size_t state = 0; state < kChances; ++state) {
      LevelMix mix;
      mix.chance[0] = point[state];
      mix.chance[1] = 1 - point[state];
      machine.states.push_back({.play = mix, .said = {}, .is_open = false});
      for (std::size_t input = 0; input < machine.inputs(); ++input)
        machine.next.push_back(static_cast<std::uint32_t>(1 + input / 4 % 2 * 2 + input / 2 % 2));
    }
    const Automaton member = in_space(machine, request.space);
    const Merits merits = *judge.merits(member, space, [](const Merits&) { return false; });
    ++evaluated;
    return std::pair(worth(merits, weights), Front::Member{text_of(member), member.size(), merits});
  };
  const auto rounded = [](double chance) { return std::round(chance * kDigits) / kDigits; };
  Point here;
  for (double& chance : here) chance = rounded(boost::random::uniform_01<double>()(dice));
  auto [best, first] = value(here);
  front.offer(first);
  double length = kLongest;
  for (int step = 1; step <= request.steps && length > kShortest; ++step) {
    if (watch.stop && watch.stop()) return std::nullopt;
    Point slope{};
    double norm = 0;
    for (std::size_t i = 0; i < kChances; ++i) {
      Point probe = here;
      const double change = here[i] + kProbe <= 1 ? kProbe : -kProbe;
      probe[i] += change;
      slope[i] = (value(probe).first - best) / change;
      // What leads out of the chances that there are leads nowhere.
      if ((here[i] <= 0 && slope[i] < 0) || (here[i] >= 1 && slope[i] > 0)) slope[i] = 0;
      norm += slope[i] * slope[i];
    }
    if (norm == 0) break;
    for (; length > kShortest; length /= 2) {
      Point next = here;
      for (std::size_t i = 0; i < kChances; ++i)
        next[i] = rounded(std::min(1.0, std::max(0.0, next[i] + length * slope[i] / std::sqrt(norm))));
      auto [there, member] = value(next);
      if (there <= best + 1e-12) continue;
      front.offer(member);
      here = next;
      best = there;
      length = std::min(kLongest, length * 2);
      break;
    }
  }
  return front;
}

}  // namespace detente
