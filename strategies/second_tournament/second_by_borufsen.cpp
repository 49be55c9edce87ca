// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByBorufsen {
  static constexpr Info info{
      .name = "second-by-borufsen",
      .about =
          "Plays tit-for-tat, with a C after three rounds of mutual D and another in place of its next D after three "
          "of an echo; every 25 rounds it looks back and defects until the next time if it saw at most two C, or 8 to "
          "17 of which fewer than 70% answered a C.",
      .source = "Borufsen, in Axelrod (1980b)",
      .against = "DCDCDDDDDD",
      .plays = "CDCDCCDDDC"};
  static constexpr int term = 25;  // rounds from one look back to the next
  std::uint8_t left = term + 1;    // rounds of this term; the first answers nothing and adds one
  CountUpTo<18> seen_c;            // in this term
  std::int8_t balance = 0;         // of those: 3 for each that answered a C, −7 for each that answered a D
  StreakUpTo<3> hostilities;       // rounds of mutual D
  StreakUpTo<3> echoes;            // rounds in which both did what the other had done, and not the same
  bool is_hostile = false;
  bool excuses = false;  // plays C in place of its next D
  Move mine = C;         // of the last round
  Move theirs = C;
  Move next = C;
  auto operator<=>(const SecondByBorufsen&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    --left;
    if (left < term && round.theirs == C) count();
    next = answer(round);
    mine = round.mine;
    theirs = round.theirs;
  }

 private:
  void count() {
    ++seen_c;
    balance = static_cast<std::int8_t>(seen_c.is_full() ? 0 : balance + (mine == C ? 3 : -7));
  }
  Move answer(Seen round) {
    if (left == 0) {
      const bool was_hostile = is_hostile;
      look_back();
      if (was_hostile) return D;
    }
    return is_hostile ? D : answer_in_kind(round);
  }
  void look_back() {
    is_hostile = seen_c < 3 || (seen_c >= 8 && balance < 0);
    left = term;
    seen_c = {};
    balance = 0;
    if (!is_hostile) return;
    hostilities = {};
    echoes = {};
    excuses = false;
  }
  Move answer_in_kind(Seen round) {
    hostilities.add(round.mine == D && round.theirs == D);
    if (hostilities.is_full()) {
      hostilities = {};
      return C;
    }
    echoes.add(round.mine != round.theirs && round.mine == theirs && round.theirs == mine);
    if (echoes.is_full()) {
      echoes = {};
      excuses = true;
    }
    if (round.theirs == C) return C;
    const bool is_excused = excuses;
    excuses = false;
    return is_excused ? C : D;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByBorufsen>();
}
