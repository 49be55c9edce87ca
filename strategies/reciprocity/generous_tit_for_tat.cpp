// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct GenerousTitForTat {
  static constexpr Info info{.name = "generous-tit-for-tat",
                             .alias = "gtft",
                             .about = "Cooperates first and after a seen C, and forgives a seen D with a fixed chance.",
                             .source =
                                 "Molander (1985); Nowak & Sigmund (1992). Where R <= S or T <= P, that term of the "
                                 "default sets no limit. soft-joss is of LIFL, PRISON (1998)",
                             .against = "CDDDCC",
                             .plays = "CCdcdC"};
  static constexpr auto params() {
    return std::array{Param<GenerousTitForTat>{
        "generosity", &GenerousTitForTat::generosity, 0, 1,
        "Chance to cooperate after a seen D; by default min{1-(T-R)/(R-S), (R-P)/(T-P)}, held within 0 and 1."}};
  }
  static constexpr auto presets() { return std::array{Preset{"soft-joss", "generosity=0.1"}}; }
  std::optional<double> generosity;
  std::array<double, 2> after{1, 1};  // chances of C after a seen C and a seen D
  Move seen = C;
  auto operator<=>(const GenerousTitForTat&) const = default;

  void begin(const Briefing& briefing) {
    if (!generosity) generosity = most_that_deters(briefing.payoffs);
    after[D] = *generosity;
  }
  Mix play() const { return chance(after[seen]); }
  void see(Seen round) { seen = round.theirs; }

 private:
  static double most_that_deters(const Payoffs& own) {
    const double temptation = own.temptation(), reward = own.reward();
    const double punishment = own.punishment(), sucker = own.sucker();
    double most = 1;
    if (reward > sucker) most = std::min(most, 1 - (temptation - reward) / (reward - sucker));
    if (temptation > punishment) most = std::min(most, (reward - punishment) / (temptation - punishment));
    return std::max(most, 0.0);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GenerousTitForTat>();
}
