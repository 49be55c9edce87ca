// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/countdown.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Alexei {
  static constexpr Info info{
      .name = "alexei",
      .about = "Cooperates first, then repeats the other's last move; it defects in the last round if it knows it.",
      .source = "LessWrong, Zoo of Strategies (2011)",
      .against = "CDDC",
      .plays = "CCDD"};
  Countdown countdown;
  Move seen = C;
  auto operator<=>(const Alexei&) const = default;

  void begin(const Briefing& briefing) { countdown.begin(briefing); }
  Move play() const { return countdown.is_within(1) ? D : seen; }
  void see(Seen round) {
    countdown.pass();
    seen = round.theirs;
  }
};

struct Michaelos {
  static constexpr Info info{.name = "michaelos",
                             .about =
                                 "Repeats the other's last move, but when its D met a C, it tosses whether to "
                                 "cooperate or to defect for ever; it defects in the last round if it knows it.",
                             .source = "LessWrong, Zoo of Strategies (2011)",
                             .against = "CDDCDCCC",
                             .plays = "CCDDcDdD"};
  enum class Mood : std::uint8_t { friendly, provoked, wavering, hostile };
  Countdown countdown;
  Mood mood = Mood::friendly;
  auto operator<=>(const Michaelos&) const = default;

  void begin(const Briefing& briefing) { countdown.begin(briefing); }
  Mix play() const {
    if (countdown.is_within(1)) return D;
    return mood == Mood::wavering ? chance(0.5) : Mix(mood == Mood::friendly ? C : D);
  }
  void see(Seen round) {
    using enum Mood;
    if (mood == hostile) return;
    countdown.pass();
    if (mood == wavering && round.meant == D) {
      *this = {};
      mood = hostile;
    } else if (round.theirs == D) {
      mood = provoked;
    } else {
      mood = round.mine == D ? wavering : friendly;
    }
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Alexei>();
  catalogue.add<Michaelos>();
}
