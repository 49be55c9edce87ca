// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// `tits` rounds of D after each run of `tats` seen D, begun anew by every D that makes such a run.
struct TitsForTats {
  int tits = 1;
  int tats = 1;
  std::uint8_t run = 0;   // D seen in a row, up to tats
  std::uint8_t left = 0;  // rounds of D to come
  auto operator<=>(const TitsForTats&) const = default;

  Move play() const { return left > 0 ? D : C; }
  void see(Seen round) {
    run = static_cast<std::uint8_t>(round.theirs == C ? 0 : run + (run < tats));
    left = static_cast<std::uint8_t>(run == tats ? tits : left - (left > 0));
  }

 protected:
  void answer(int with, int to) {
    tits = with;
    tats = to;
  }
};

struct NTitsForMTats : TitsForTats {
  static constexpr Info info{.name = "n-tits-for-m-tats",
                             .about = "Defects for n rounds after m seen D in a row.",
                             .source = "Harper, in Axelrod-Python",
                             .against = "CDCDDCCCC",
                             .plays = "CCCCCDDDC"};
  static constexpr auto params() {
    return std::array{Param<NTitsForMTats>{"n", &NTitsForMTats::tits, 1, 100, "Rounds of D of an answer."},
                      Param<NTitsForMTats>{"m", &NTitsForMTats::tats, 1, 100, "Seen D in a row that call for one."}};
  }
  NTitsForMTats() { answer(3, 2); }
  auto operator<=>(const NTitsForMTats&) const = default;
};

struct TwoTitsForTat : TitsForTats {
  static constexpr Info info{.name = "two-tits-for-tat",
                             .alias = "2tft",
                             .about = "Defects for two rounds after each seen D.",
                             .source = "Axelrod (1984)",
                             .against = "CDCCDDCCC",
                             .plays = "CCDDCDDDC"};
  TwoTitsForTat() { answer(2, 1); }
  auto operator<=>(const TwoTitsForTat&) const = default;
};

struct HardTitForTat : TitsForTats {
  static constexpr Info info{
      .name = "hard-tit-for-tat",
      .about = "Defects for three rounds after each seen D.",
      .source = "prisoners-dilemma.com (2017); the HARD_TFT of Stewart & Plotkin (2012), who do not say what it does",
      .against = "CDCCCCDDCCC",
      .plays = "CCDDDCCDDDD"};
  HardTitForTat() { answer(3, 1); }
  auto operator<=>(const HardTitForTat&) const = default;
};

struct TitForTwoTats : TitsForTats {
  static constexpr Info info{.name = "tit-for-two-tats",
                             .alias = "tf2t",
                             .about = "Defects only after two seen D in a row.",
                             .source = "Axelrod (1984)",
                             .against = "CDCDDDCC",
                             .plays = "CCCCCDDC"};
  TitForTwoTats() { answer(1, 2); }
  auto operator<=>(const TitForTwoTats&) const = default;
};

struct HardTitForTwoTats : TitsForTats {
  static constexpr Info info{
      .name = "hard-tit-for-2-tats",
      .about = "Defects while the last three moves that it has seen hold two D in a row.",
      .source = "The HARD_TF2T of Stewart & Plotkin (2012), who do not say what it does, as Axelrod-Python has it",
      .against = "CDCDDCCC",
      .plays = "CCCCCDDC"};
  HardTitForTwoTats() { answer(2, 2); }
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
