// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <string_view>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SelfSteem {
  static constexpr Info info{.name = "self-steem",
                             .about =
                                 "By its mood, a wave of ten rounds, it tosses a coin, plays tit-for-tat, defects "
                                 "twice at the crest, and cooperates twice in the trough.",
                             .source =
                                 "Andre et al. (2013), without their shift of the wave after a seen D, of which they "
                                 "say too little; the thresholds are 0.3 and 0.95 of a sine",
                             .against = "DDCDCDDCCDCC",
                             .plays = "dDDDDcDCCCdC"};
  // What it does at the sine of each tenth of the wave: t for tit-for-tat.
  static constexpr std::string_view moods = "?tDDt?tCCt";
  std::uint8_t place = 0;
  Move seen = C;
  auto operator<=>(const SelfSteem&) const = default;

  Mix play() const {
    const char mood = moods[place];
    if (mood == '?') return chance(0.5);
    return mood == 't' ? seen : mood == 'D' ? D : C;
  }
  void see(Seen round) {
    place = static_cast<std::uint8_t>(place + 1U == moods.size() ? 0 : place + 1);
    seen = moods[place] == 't' ? round.theirs : C;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SelfSteem>();
}
