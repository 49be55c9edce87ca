// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// All of the other's moves, counted, and the last.
struct Watcher {
  Ledger theirs;
  Move seen = C;
  auto operator<=>(const Watcher&) const = default;

  void see(Seen round) {
    theirs.add(round.theirs);
    seen = round.theirs;
  }
};

struct SecondByEatherley : Watcher {
  static constexpr Info info{
      .name = "second-by-eatherley",
      .about =
          "Cooperates first and after a seen C, and after a seen D with the chance of the other's share of C so far.",
      .source = "Eatherley, in Axelrod (1980b)",
      .against = "DDCDDCC",
      .plays = "CDDCdcC"};
  auto operator<=>(const SecondByEatherley&) const = default;

  Mix play() const { return seen == D ? chance(theirs.cooperation(1)) : Mix(C); }
};

struct SecondByChampion : Watcher {
  static constexpr Info info{
      .name = "second-by-champion",
      .about =
          "Cooperates for ten rounds and plays tit-for-tat for 15; then it cooperates, but after a D of an other with "
          "at most 60% of C so far only with the chance of that share.",
      .source = "Champion, in Axelrod (1980b)",
      .against = "DDDDDCCCCCDDDDDCCCCCDDDDDDCC",
      .plays = "CCCCCCCCCCCDDDDDCCCCCDDDDddC"};
  auto operator<=>(const SecondByChampion&) const = default;

  Mix play() const {
    if (theirs.rounds() < 10) return C;
    if (theirs.rounds() < 25) return seen;
    const bool is_hostile = std::int64_t{5} * theirs.hostile >= std::int64_t{2} * theirs.rounds();
    return seen == D && is_hostile ? chance(theirs.cooperation(1)) : Mix(C);
  }
};

struct SecondByCave : Watcher {
  static constexpr Info info{
      .name = "second-by-cave",
      .about =
          "Cooperates first and after a seen C, and tosses a coin after each of the first 17 seen D; it defects after "
          "more, and while D are above 79% of the rounds from round 20 on, above 65% from round 30, 39% from round 40.",
      .source = "Cave, in Axelrod (1980b); the round to be played counts as one without a D",
      .against = "DDDDDDDDDDDDDDDDDDDCC",
      .plays = "CddcdddcdddddcddddDDD"};
  auto operator<=>(const SecondByCave&) const = default;

  Mix play() const {
    const std::int64_t round = theirs.rounds() + 1;
    const int bearable = round >= 40 ? 39 : round >= 30 ? 65 : round >= 20 ? 79 : 100;  // percent
    if (100 * std::int64_t{theirs.hostile} > bearable * round) return D;
    if (seen == C) return C;
    return theirs.hostile > 17 ? Mix(D) : chance(0.5);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByEatherley>();
  catalogue.add<SecondByChampion>();
  catalogue.add<SecondByCave>();
}
