// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// `tits` rounds of D after each seen D.
template <std::uint8_t tits>
struct TitsForTat {
  std::uint8_t left = 0;  // rounds of D to come
  auto operator<=>(const TitsForTat&) const = default;

  Move play() const { return left > 0 ? D : C; }
  void see(Seen round) { left = static_cast<std::uint8_t>(round.theirs == D ? tits : left - (left > 0)); }
};

struct TwoTitsForTat : TitsForTat<2> {
  static constexpr Info info{.name = "two-tits-for-tat",
                             .alias = "2tft",
                             .about = "Defects for two rounds after each seen D.",
                             .source = "Axelrod (1984)",
                             .against = "CDCCDDCCC",
                             .plays = "CCDDCDDDC"};
  auto operator<=>(const TwoTitsForTat&) const = default;
};

struct HardTitForTat : TitsForTat<3> {
  static constexpr Info info{
      .name = "hard-tit-for-tat",
      .about = "Defects for three rounds after each seen D.",
      .source = "prisoners-dilemma.com (2017); the HARD_TFT of Stewart & Plotkin (2012), who do not say what it does",
      .against = "CDCCCCDDCCC",
      .plays = "CCDDDCCDDDD"};
  auto operator<=>(const HardTitForTat&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TwoTitsForTat>();
  catalogue.add<HardTitForTat>();
}
