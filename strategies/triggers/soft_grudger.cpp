// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct GeneralSoftGrudger {
  static constexpr Info info{
      .name = "general-soft-grudger",
      .about = "Answers a seen D with four D and two C, whatever happens meanwhile.",
      .source =
          "Smith, in Axelrod-Python, after the soft grudger of Li, Hingston & Kendall (2011); the forgetful one by "
          "Palmer and the bitten one by Marissa, in Axelrod-Python, are the same without calm rounds",
      .against = "CDCDDCCDCC",
      .plays = "CCDDDDCCDD"};
  static constexpr auto params() {
    return std::array{
        Param<GeneralSoftGrudger>{"provocations", &GeneralSoftGrudger::provocations, 1, 100,
                                  "How many D in a row it takes; moves during an answer count."},
        Param<GeneralSoftGrudger>{"punishment", &GeneralSoftGrudger::punishment, 1, 100, "Rounds of D in an answer."},
        Param<GeneralSoftGrudger>{"calm", &GeneralSoftGrudger::calm, 0, 100, "Rounds of C after them."}};
  }
  static constexpr auto presets() {
    return std::array{Preset{"soft-grudger", "provocations=1,punishment=4,calm=2"},
                      Preset{"forgetful-grudger", "provocations=1,punishment=10,calm=0"},
                      Preset{"once-bitten", "provocations=2,punishment=11,calm=0"}};
  }
  int provocations = 1;
  int punishment = 4;
  int calm = 2;
  std::uint8_t hostile = 0;  // D in a row, as far as they count
  std::uint8_t left = 0;     // rounds left of the answer, the calm ones included
  auto operator<=>(const GeneralSoftGrudger&) const = default;

  Move play() const { return left > calm ? D : C; }
  void see(Seen round) {
    hostile = static_cast<std::uint8_t>(round.theirs == D ? std::min(hostile + 1, provocations) : 0);
    left = static_cast<std::uint8_t>(left - (left > 0));
    if (left == 0 && hostile == provocations) left = static_cast<std::uint8_t>(punishment + calm);
    if (left >= provocations) hostile = 0;  // it will be too long ago when the answer ends
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GeneralSoftGrudger>();
}
