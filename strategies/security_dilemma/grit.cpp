// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/openness.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Grit {
  static constexpr Info info{
      .name = "grit",
      .about =
          "Plays tit-for-tat; when mutual cooperation stays away it promises restraint and keeps the promise whatever "
          "happens, and if that is not answered it defects on guard until a seen C or the next promise.",
      .source =
          "After Osgood (1962); that the absence of cooperation is the trigger, that any seen C ends the guard, the "
          "numbers, and when it is open are chosen here",
      .against = "DDDDDDDDCCC",
      .plays = "CDCCCDDDDCC"};
  static constexpr auto params() {
    return std::array{
        Param<Grit>{"trigger", &Grit::trigger, 1, 100,
                    "Rounds in a row without mutual cooperation that start an initiative."},
        Param<Grit>{"steps", &Grit::steps, 1, 100, "Rounds of C that an initiative promises."},
        Param<Grit>{"guard", &Grit::guard, 1, 100, "Most rounds of D after an unanswered initiative."},
        Param<Grit>{"announce", &Grit::announce, 0, 1, "1: it says what it promises; 0: it keeps silent."},
        Param<Grit>{"success", &Grit::success, 0, 2,
                    "Which C answers an initiative: 1 any that could have seen it, 2 that of its last round, 0 none, "
                    "so that the guard always follows."},
        Param<Grit>{"open", &Grit::openness, 0, 1,
                    "1: an initiative is open to be verified where that costs less than to be misread; 0: never."}};
  }
  int trigger = 2, steps = 3, guard = 6, announce = 1, success = 1, openness = 0;
  bool opens = false;
  Move mirror = C;
  std::uint8_t strain = 0;  // rounds in a row without mutual cooperation
  std::uint8_t stage = 0;   // 0 in tit-for-tat; then the rounds of the initiative, then those of the guard
  bool is_answered = false;
  auto operator<=>(const Grit&) const = default;

  void begin(const Briefing& briefing) { opens = openness == 1 && is_worth_opening(briefing); }
  bool open() const { return opens & (stage > 0) & (stage <= steps); }
  Signal say() const {
    if (stage != 1 || announce == 0) return {};
    return {.kind = Signal::reassure, .level = 0, .rounds = static_cast<std::uint8_t>(steps)};
  }
  Move play() const { return static_cast<Move>(mirror | (stage > steps)); }  // the mirror rests at C meanwhile
  // Arithmetic in place of branches, which noise would make the processor guess wrong.
  void see(Seen round) {
    const bool reciprocates = stage == 0;
    const int strain_now = (strain + 1) * (round.mine | round.theirs);  // 0 after mutual cooperation
    const bool loses_patience = reciprocates & (strain_now == trigger);
    // What the other does in the first round of an initiative it chose before it could see it.
    const int first_answer = success == 1 ? 2 : std::max(2, steps + (success == 0));
    const bool answered_now = is_answered | ((stage >= first_answer) & (round.theirs == C));
    const bool succeeds = answered_now & (stage >= steps);
    const bool tries_again = stage == steps + guard;
    const bool turns = loses_patience | succeeds | tries_again;
    const int stage_turned_to = succeeds ? 0 : 1;
    const int goes_on = turns ? 0 : 1;
    const int mirrors = goes_on & static_cast<int>(reciprocates);

    mirror = static_cast<Move>(mirrors * round.theirs);
    strain = static_cast<std::uint8_t>(mirrors * strain_now);
    is_answered = answered_now & !turns;
    stage = static_cast<std::uint8_t>(turns * stage_turned_to + goes_on * !reciprocates * (stage + 1));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Grit>();
}
