// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// `tits` rounds of D after each run of `tats` seen D, begun anew by every D that makes such a run.
struct Answer {
  std::uint8_t run = 0;   // D seen in a row, up to tats
  std::uint8_t left = 0;  // rounds of D to come
  auto operator<=>(const Answer&) const = default;

  Move play() const { return left > 0 ? D : C; }
  void see(Move theirs, int tits, int tats) {
    run = static_cast<std::uint8_t>(theirs == C ? 0 : run + (run < tats));
    left = static_cast<std::uint8_t>(run == tats ? tits : left - (left > 0));
  }
};

template <int tits, int tats>
struct TitsForTats : Answer {
  auto operator<=>(const TitsForTats&) const = default;

  void see(Seen round) { Answer::see(round.theirs, tits, tats); }
};

struct NTitsForMTats : Answer {
  static constexpr Info info{.name = "n-tits-for-m-tats",
                             .about = "Defects for n rounds after m seen D in a row.",
                             .source = "Harper, in Axelrod-Python",
                             .against = "CDCDDCCCC",
                             .plays = "CCCCCDDDC"};
  static constexpr auto params() {
    return std::array{Param<NTitsForMTats>{"n", &NTitsForMTats::n, 0, 100, "Rounds of D of an answer; 0: none."},
                      Param<NTitsForMTats>{"m", &NTitsForMTats::m, 0, 100,
                                           "Seen D in a row that call for one; 0: every round does."}};
  }
  int n = 3;
  int m = 2;
  auto operator<=>(const NTitsForMTats&) const = default;

  void begin(const Briefing&) { left = static_cast<std::uint8_t>(m == 0 ? n : 0); }
  void see(Seen round) { Answer::see(round.theirs, n, m); }
};

struct TwoTitsForTat : TitsForTats<2, 1> {
  static constexpr Info info{.name = "two-tits-for-tat",
                             .alias = "2tft",
                             .about = "Defects for two rounds after each seen D.",
                             .source = "Axelrod (1984)",
                             .against = "CDCCDDCCC",
                             .plays = "CCDDCDDDC"};
  auto operator<=>(const TwoTitsForTat&) const = default;
};

struct HardTitForTat : TitsForTats<3, 1> {
  static constexpr Info info{
      .name = "hard-tit-for-tat",
      .about = "Defects for three rounds after each seen D.",
      .source = "prisoners-dilemma.com (2017); the HARD_TFT of Stewart & Plotkin (2012), who do not say what it does",
      .against = "CDCCCCDDCCC",
      .plays = "CCDDDCCDDDD"};
  auto operator<=>(const HardTitForTat&) const = default;
};

struct TitForTwoTats : TitsForTats<1, 2> {
  static constexpr Info info{.name = "tit-for-two-tats",
                             .alias = "tf2t,tit-for-2-tats",
                             .about = "Defects only after two seen D in a row.",
                             .source = "Axelrod (1984)",
                             .against = "CDCDDDCC",
                             .plays = "CCCCCDDC"};
  auto operator<=>(const TitForTwoTats&) const = default;
};

struct HardTitForTwoTats : TitsForTats<2, 2> {
  static constexpr Info info{
      .name = "hard-tit-for-2-tats",
      .about = "Defects while the last three moves that it has seen hold two D in a row.",
      .source = "The HARD_TF2T of Stewart & Plotkin (2012), who do not say what it does, as Axelrod-Python has it",
      .against = "CDCDDCCC",
      .plays = "CCCCCDDC"};
  auto operator<=>(const HardTitForTwoTats&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<NTitsForMTats>();
  catalogue.add<TwoTitsForTat>();
  catalogue.add<HardTitForTat>();
  catalogue.add<TitForTwoTats>();
  catalogue.add<HardTitForTwoTats>();
}
