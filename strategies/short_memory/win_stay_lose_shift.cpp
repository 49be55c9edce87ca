// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct WinStayLoseShift {
  static constexpr Info info{.name = "win-stay-lose-shift",
                             .alias = "wsls,pavlov,win-stay-lose-switch",
                             .about = "Cooperates first, then after each round in which both moves were equal.",
                             .source = "Kraines & Kraines (1989); Nowak & Sigmund (1993)",
                             .against = "CDDDCCDC",
                             .plays = "CCDCDDDC"};
  Move next = C;
  auto operator<=>(const WinStayLoseShift&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = round.mine == round.theirs ? C : D; }
};

struct StochasticWinStayLoseShift {
  static constexpr Info info{
      .name = "stochastic-wsls",
      .about = "Cooperates first, then after each round in which both moves were equal, but now and then the opposite.",
      .source = "Harper, in Axelrod-Python, who cites Amaral (2016) for another strategy of that name",
      .against = "CDDDCC",
      .plays = "Ccdcdd"};
  static constexpr auto params() {
    return std::array{Param<StochasticWinStayLoseShift>{"error", &StochasticWinStayLoseShift::error, 0, 1,
                                                        "Chance to do the opposite after the first round."}};
  }
  double error = 0.05;
  std::array<double, 3> after{1, 0, 1};  // chances of C after equal and unequal moves; in the first round
  std::uint8_t last = 2;
  auto operator<=>(const StochasticWinStayLoseShift&) const = default;

  void begin(const Briefing&) { after = {1 - error, error, 1}; }
  Mix play() const { return chance(after[last]); }
  void see(Seen round) { last = round.mine != round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<WinStayLoseShift>();
  catalogue.add<StochasticWinStayLoseShift>();
}
