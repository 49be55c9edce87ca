// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct MemoryOne {
  static constexpr Info info{
      .name = "memory-one",
      .about =
          "Cooperates with a chance that depends only on the two moves of the round before; by default it is "
          "tit-for-tat.",
      .source =
          "The four chances of Press & Dyson (2012), and a fifth for the first round. firm-but-fair is of Frean "
          "(1994), stochastic-cooperator of Adami & Hintze (2013), win-shift-lose-stay of Li, Hingston & Kendall "
          "(2011), desperate, hopeless and willing of van den Berg & Weissing (2015), allc-or-alld of Akin (2015), "
          "begun with a chance of Harper's in Axelrod-Python",
      .against = "CDDCCD",
      .plays = "CCDDCC"};
  static constexpr auto params() {
    return std::array{
        Param<MemoryOne>{"first", &MemoryOne::first, 0, 1, "Chance to cooperate in the first round."},
        Param<MemoryOne>{"cc", &MemoryOne::cc, 0, 1, "Chance to cooperate after mutual cooperation."},
        Param<MemoryOne>{"cd", &MemoryOne::cd, 0, 1, "Chance to cooperate after an own C against a seen D."},
        Param<MemoryOne>{"dc", &MemoryOne::dc, 0, 1, "Chance to cooperate after an own D against a seen C."},
        Param<MemoryOne>{"dd", &MemoryOne::dd, 0, 1, "Chance to cooperate after mutual defection."}};
  }
  static constexpr auto presets() {
    return std::array{Preset{"firm-but-fair", "dd=0.6666666666666666"},
                      Preset{"stochastic-cooperator", "cc=0.935,cd=0.229,dc=0.266,dd=0.42"},
                      Preset{"win-shift-lose-stay", "first=0,cc=0,cd=1,dc=1,dd=0"},
                      Preset{"desperate", "first=0.5,cc=0,cd=0,dc=0,dd=1"},
                      Preset{"hopeless", "first=0.5,cc=0,cd=1,dc=1,dd=1"},
                      Preset{"willing", "first=0.5,cc=1,cd=1,dc=1,dd=0"},
                      Preset{"allc-or-alld", "first=0.6,cc=1,cd=1,dc=0,dd=0"}};
  }
  double first = 1, cc = 1, cd = 0, dc = 1, dd = 0;
  std::array<double, 5> after{};  // the chances by `last`
  std::uint8_t last = 4;          // 2·own + other's move of the round before; 4 before the first
  auto operator<=>(const MemoryOne&) const = default;

  void begin(const Briefing&) { after = {cc, cd, dc, dd, first}; }
  Mix play() const { return chance(after[last]); }
  void see(Seen round) { last = static_cast<std::uint8_t>(2 * round.mine + round.theirs); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<MemoryOne>();
}
