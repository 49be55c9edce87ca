// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Rounds of D, one more each time.
struct Retaliation {
  int length = 0;  // of the last one
  int left = 0;    // rounds of D to come
  auto operator<=>(const Retaliation&) const = default;

  void pass() { left -= left > 0; }
  void begin() { left = ++length; }
};

struct FirstByShubik {
  static constexpr Info info{.name = "first-by-shubik",
                             .about =
                                 "Cooperates; a seen D against its own C it answers with one D the first time, two the "
                                 "second, and so on, whatever happens meanwhile.",
                             .source = "Shubik, in Axelrod (1980)",
                             .against = "DCDDCDCCC",
                             .plays = "CDCDDCDDD"};
  Retaliation retaliation;
  auto operator<=>(const FirstByShubik&) const = default;

  Move play() const { return retaliation.left > 0 ? D : C; }
  void see(Seen round) {
    retaliation.pass();
    if (retaliation.left == 0 && round.mine == C && round.theirs == D) retaliation.begin();
  }
};

struct FirstByTidemanAndChieruzzi {
  static constexpr Info info{
      .name = "first-by-tideman-and-chieruzzi",
      .about =
          "Answers a seen D with one D more each time, and gives a fresh start, which is two C and an empty memory, to "
          "an other that is well behind and does not look random; it defects in the last two rounds if it knows them.",
      .source =
          "Tideman & Chieruzzi, in Axelrod (1980), who says ten points behind, 20 rounds since the last fresh start, "
          "ten to go, and three standard deviations; the rounds of that test are all, its D those since the last one",
      .against = "CDDCDCCCC",
      .plays = "CCDDDDDDC"};
  static constexpr int behind = 10;    // points
  static constexpr int interval = 20;  // rounds
  double stake = 0;                    // points that an own D against a C takes from the other, compared to itself
  int rounds_known = std::numeric_limits<int>::max();
  int rounds = 0;
  int lead = 0;        // own D, less the other's
  int grievances = 0;  // D seen since the last fresh start
  Retaliation retaliation;
  std::uint8_t since_fresh_start = interval;  // rounds, at most the interval
  auto operator<=>(const FirstByTidemanAndChieruzzi&) const = default;

  void begin(const Briefing& briefing) {
    stake = briefing.payoffs.temptation() - briefing.payoffs.sucker();
    if (briefing.rounds > 0) rounds_known = static_cast<int>(briefing.rounds);
  }
  Move play() const { return retaliation.left > 0 || rounds >= rounds_known - 2 ? D : C; }
  void see(Seen round) {
    ++rounds;
    lead += round.mine - round.theirs;
    grievances += round.theirs;
    since_fresh_start = static_cast<std::uint8_t>(std::min(since_fresh_start + 1, interval));
    retaliation.pass();
    if (since_fresh_start == 1) return;  // the second C
    if (round.theirs == C && lead * stake >= behind && deserves_fresh_start()) {
      retaliation = {};
      grievances = 0;
      since_fresh_start = 0;
    } else if (retaliation.left == 0 && round.theirs == D) {
      retaliation.begin();
    }
  }

 private:
  bool deserves_fresh_start() const {
    const std::int64_t doubled = 2 * std::int64_t{grievances} - rounds;  // distance from an even split
    return since_fresh_start == interval && rounds_known - rounds > 10 && doubled * doubled >= 9 * std::int64_t{rounds};
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstByShubik>();
  catalogue.add<FirstByTidemanAndChieruzzi>();
}
