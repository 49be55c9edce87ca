// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByHarrington {
  static constexpr Info info{
      .name = "second-by-harrington",
      .about =
          "Plays tit-for-tat, breaks echoes with a C, tries a D in round 37 and then more and more often until one is "
          "answered by a D, makes up for each with two C, and defects against an other that looks random until that "
          "one defects nearly always.",
      .source =
          "Harrington, in Axelrod (1980b), as read from the Fortran program by the authors of Axelrod-Python. Whether "
          "it tries a D does not show where it answers one: its memory throws that die",
      .against = "CDCDCDCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC",
      .plays = "CCDCDCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCDCC"};
  enum class Mode : std::uint8_t { normal, fair_weather, hostile };
  std::array<Ledger, 4> after{};  // what the other did after CC, CD, DC and DD, own move first; forgotten once hostile
  int rounds = 0;                 // that are over
  int hostility = 0;              // while hostile: every D, less three for every C
  Mode mode = Mode::normal;
  bool was_hostile = false;
  bool has_seen_d = false;
  bool is_burned = false;            // a try was answered by a D: it tries no more
  CountUpTo<2> amends;               // rounds of C to come
  CountUpTo<3> since_try{3};         // own moves that count as C, from 1 for the try itself
  CountUpTo<15> tries;               // but the first
  StreakUpTo<20> hostile_streak;     // D
  std::array<CountUpTo<5>, 2> echo;  // D, own and other's, in every second round
  std::uint8_t parity = 0;           // which of them
  CountUpTo<8> broken_echoes;
  std::uint8_t last = 0;  // round, as a row of `after`
  Move next = C;
  auto operator<=>(const SecondByHarrington&) const = default;

  Move play() const { return next; }
  void see(Seen round, Rng& dice) {
    ++rounds;
    next = mode == Mode::hostile ? bide(round.theirs) : judge(round.theirs) ? D : answer(round.theirs, dice);
    last = static_cast<std::uint8_t>(2 * round.mine + round.theirs);
    has_seen_d |= round.theirs == D;
  }

 private:
  Move bide(Move theirs) {
    hostility += theirs == D ? 1 : -3;
    if (hostility < 11) return D;
    mode = Mode::normal;
    amends = CountUpTo<2>(2);
    return C;
  }

  /// Whether the other is found random.
  bool judge(Move theirs) {
    if (was_hostile) return false;
    if (rounds > 1) after[last].add(theirs);
    if (rounds < 29 || rounds % 15 != 14 || !looks_random()) return false;
    mode = Mode::hostile;
    was_hostile = true;
    after = {};
    return true;
  }
  bool looks_random() const {
    const int answers = rounds - 1;
    int hostile = 0;
    for (const Ledger& row : after) hostile += row.hostile;
    if (5 * std::int64_t{after[0].restrained} >= 4 * std::int64_t{answers}) return false;
    if (4 * std::int64_t{hostile} < answers || 4 * std::int64_t{hostile} > 3 * std::int64_t{answers}) return false;
    // Pearson's chi-squared of answers that do not depend on the round before, but for those expected at most once.
    double chi_squared = 0;
    const auto add = [&](double expected, int found) {
      if (expected > 1) chi_squared += (expected - found) * (expected - found) / expected;
    };
    for (const Ledger& row : after) {
      add(1.0 * row.rounds() * (answers - hostile) / answers, row.restrained);
      add(1.0 * row.rounds() * hostile / answers, row.hostile);
    }
    return chi_squared <= 3;
  }

  Move answer(Move theirs, Rng& dice) {
    is_burned |= since_try == 2 && theirs == D;
    if (rounds == 37 && theirs == D && !has_seen_d) {
      mode = Mode::fair_weather;
      return C;
    }
    if (mode == Mode::fair_weather && theirs == C) return restrain();
    mode = Mode::normal;
    hostile_streak.add(theirs == D);
    if (hostile_streak.is_full()) return retaliate();
    if (breaks_echo(theirs) || amends > 0) return restrain();
    if (rounds == 36) return attempt();
    if (rounds > 36 && !is_burned && dice.chance(std::min(0.25 + 0.05 * tries, 1.0))) {
      ++tries;
      return attempt();
    }
    return theirs == D ? retaliate() : restrain();
  }
  bool breaks_echo(Move theirs) {
    parity ^= 1;
    CountUpTo<5>& current = echo[parity];
    if (theirs == C)
      current = {};
    else
      ++current;
    if (current < (broken_echoes.is_full() ? 3 : 5)) return false;
    current = {};
    ++broken_echoes;
    return true;
  }
  Move restrain() {
    --amends;
    ++since_try;
    return C;
  }
  Move retaliate() {
    ++echo[parity];
    return D;
  }
  Move attempt() {
    amends = CountUpTo<2>(2);
    since_try = CountUpTo<3>(1);
    return D;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByHarrington>();
}
