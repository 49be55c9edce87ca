// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <limits>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// The other's moves so far, and whether they could be tosses of a fair coin.
struct Record {
  int rounds = 0;
  int balance = 0;  // every D seen so far, less every C
  auto operator<=>(const Record&) const = default;

  void see(Move theirs) {
    ++rounds;
    balance += 2 * theirs - 1;
  }
  /// Pearson's chi-squared for equal shares is balance² / rounds; with one degree of freedom the test at 5% rejects
  /// above 3.8415, the square of the normal quantile of 0.975.
  bool looks_random() const {
    return static_cast<double>(balance) * balance <= 3.841458820694124 * static_cast<double>(rounds);
  }
};

struct FirstBySteinAndRapoport {
  static constexpr Info info{
      .name = "first-by-stein-and-rapoport",
      .about =
          "Cooperates for four rounds, then plays tit-for-tat, but defects for 15 rounds whenever a test every 15 "
          "rounds takes the other for random; it defects in the last two rounds if it knows them.",
      .source =
          "Stein & Rapoport, in Axelrod (1980), whose test is of another kind; here it is chi-squared at 5% of the "
          "other's moves so far against equal shares",
      .against = "DDCDDCDDCDDCDDCC",
      .plays = "CCCCDDCDDCDDCDDD"};
  int rounds_known = std::numeric_limits<int>::max();
  Record record;
  Move next = C;
  bool is_random = false;
  auto operator<=>(const FirstBySteinAndRapoport&) const = default;

  void begin(const Briefing& briefing) {
    if (briefing.rounds > 0) rounds_known = static_cast<int>(briefing.rounds);
  }
  Move play() const { return record.rounds >= rounds_known - 2 ? D : next; }
  void see(Seen round) {
    record.see(round.theirs);
    if ((record.rounds + 1) % 15 == 0) is_random = record.looks_random();
    next = is_random ? D : record.rounds < 4 ? C : round.theirs;
  }
};

struct FirstByGraaskamp {
  static constexpr Info info{
      .name = "first-by-graaskamp",
      .about =
          "Plays tit-for-tat for 56 rounds with a D in round 51; then it defects for ever once the other looks random, "
          "plays tit-for-tat with tit-for-tat and its twin, and tries a D every 5 to 14 rounds with all others.",
      .source =
          "Graaskamp, in Axelrod (1980), who does not give the tests; here randomness is chi-squared at 5% of the "
          "other's moves so far against equal shares, and kinship is whether all moves fit",
      .against = "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC",
      .plays = "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCDCCCCCCCCCCcdCCC"};
  enum class Stage : std::uint8_t { learning, with_kin, trying, hostile };
  static constexpr int lesson = 56, test = 50;    // rounds
  static constexpr int soonest = 5, latest = 14;  // rounds from one try to the next
  Record record;
  Stage stage = Stage::learning;
  std::uint8_t wait = 0;  // rounds since it last tried
  Move mine = C;
  Move seen = C;
  bool is_echo = true;  // each of the other's moves was its own of the round before, …
  bool is_twin = true;  // … of the same round
  auto operator<=>(const FirstByGraaskamp&) const = default;

  Mix play() const {
    if (stage == Stage::hostile) return D;
    if (stage == Stage::trying)  // every wait is as likely as any other, and it has waited so long
      return wait < soonest ? Mix(C) : chance(1.0 * (latest - wait) / (latest + 1 - wait));
    return seen == D || record.rounds == test ? D : C;
  }
  void see(Seen round) {
    using enum Stage;
    if (stage == hostile) return;
    is_echo &= record.rounds == 0 || round.theirs == mine;
    is_twin &= round.theirs == round.mine;
    record.see(round.theirs);
    mine = round.mine;
    seen = round.theirs;
    if (record.rounds < lesson) return;
    if (record.looks_random()) {
      *this = {};
      stage = hostile;
    } else if (stage == trying) {
      wait = static_cast<std::uint8_t>(round.meant == D ? 1 : wait + 1);
    } else {
      stage = is_echo || is_twin ? with_kin : trying;
    }
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstBySteinAndRapoport>();
  catalogue.add<FirstByGraaskamp>();
}
