// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Press & Dyson (2012): chances (p_CC - 1, p_CD - 1, p_DC, p_DD) = phi [weight (own - kappa) - chi (other's - kappa)]
/// hold weight (own - kappa) = chi (other's - kappa) on average.
struct Line {
  double phi = 0;
  std::array<double, 5> after{0, 0, 0, 0, 1};  // chances of C after CC, CD, DC, DD, own move first; in the first round
  std::uint8_t last = 4;
  auto operator<=>(const Line&) const = default;

  Mix play() const { return chance(after[last]); }
  void see(Seen round) { last = static_cast<std::uint8_t>(2 * round.mine + round.theirs); }

 protected:
  /// The other's payoffs are taken to be like its own. `formula` is what a refusal calls the coefficient.
  void aim(std::string_view name, std::string_view formula, double kappa, double weight, double chi,
           const Payoffs& own) {
    const double R = own.reward(), S = own.sucker(), T = own.temptation(), P = own.punishment();
    const auto line = [&](double mine, double theirs) { return weight * (mine - kappa) - chi * (theirs - kappa); };
    // Chances fall from 1 after an own C and rise from 0 after an own D: so much for each unit of phi.
    const std::array<double, 4> change{-line(R, R), -line(S, T), line(T, S), line(P, P)};
    double largest = 0;
    for (const double here : change) largest = std::max(largest, std::abs(here));
    for (std::size_t i = 0; i < 4; ++i) {
      if (change[i] < -1e-12 * largest) refuse(name, formula, i);
      if (change[i] > 0) phi = std::min(phi, 1 / change[i]);
    }
    for (std::size_t i = 0; i < 4; ++i) after[i] = std::clamp(i < 2 ? 1 - phi * change[i] : phi * change[i], 0.0, 1.0);
  }

 private:
  [[noreturn]] static void refuse(std::string_view name, std::string_view formula, std::size_t round) {
    constexpr std::array<std::string_view, 4> moves{"CC", "CD", "DC", "DD"};
    throw Error(std::string(name) + " cannot be played in this game: after " + std::string(moves[round]) +
                " (own move first) the coefficient " + std::string(formula) + " is " +
                (round < 2 ? "above 0" : "below 0") + ", so that no phi above 0 gives a chance within 0 and 1");
  }
};

struct ZeroDeterminant : Line {
  static constexpr Info info{
      .name = "zero-determinant",
      .about = "Keeps the other's surplus over the baseline, in the long run, at slope times its own.",
      .source =
          "Press & Dyson (2012), by the numbers of Hilbe, Nowak & Sigmund (2013). zd-extort-2v-2, zd-gen-2 and "
          "zd-set-2 are of Kuhn (2017), zd-extortion-axelrod and zd-mischief of Roemheld (2013), zd-extort-3 of Press "
          "& Dyson, zd-extort-4 of Harper, in Axelrod-Python",
      .against = "CCCDDCDC",
      .plays = "CcddDDcd"};
  static constexpr auto params() {
    return std::array{Param<ZeroDeterminant>{"phi", &ZeroDeterminant::phi, 1e-6, 100,
                                             "How strongly it reacts; held to what the payoffs allow."},
                      Param<ZeroDeterminant>{"slope", &ZeroDeterminant::slope, -1, 1,
                                             "The other's surplus over the baseline, as a multiple of its own."},
                      Param<ZeroDeterminant>{"baseline", &ZeroDeterminant::baseline, -1e6, 1e6,
                                             "What both earn where neither has a surplus, as a payoff."}};
  }
  static constexpr auto presets() {
    return std::array{Preset{"zd-extort-2v-2", "phi=0.125,slope=0.5,baseline=1"},
                      Preset{"zd-extort-3", "phi=0.11538461538461539,slope=0.3333333333333333,baseline=1"},
                      Preset{"zd-extort-4", "phi=0.23529411764705882,slope=0.25,baseline=1"},
                      Preset{"zd-extortion-axelrod", "phi=0.2,slope=0.1,baseline=1"},
                      Preset{"zd-gen-2", "phi=0.125,slope=0.5,baseline=3"},
                      Preset{"zd-mischief", "phi=0.1,slope=0,baseline=1"},
                      Preset{"zd-set-2", "phi=0.25,slope=0,baseline=2"}};
  }
  double slope = 0.1;
  double baseline = 1;
  ZeroDeterminant() { phi = 0.2; }
  auto operator<=>(const ZeroDeterminant&) const = default;

  void begin(const Briefing& briefing) {
    aim(info.name, "slope*(own - baseline) - (other's - baseline)", baseline, slope, 1, briefing.payoffs);
  }
};

/// Speaks of the own surplus as a multiple of the other's.
struct ByFactor : Line {
  double chi = 2;
  auto operator<=>(const ByFactor&) const = default;

 protected:
  template <class S>
  static constexpr auto parameters() {
    return std::array{Param<S>{"chi", &S::chi, 1, 100, "Own surplus over kappa, as a multiple of the other's."},
                      Param<S>{"phi", &S::phi, 1e-6, 100, "How strongly it reacts; held to what the payoffs allow."}};
  }
  void aim(std::string_view name, double kappa, const Payoffs& own) {
    Line::aim(name, "(own - kappa) - chi*(other's - kappa)", kappa, 1, chi, own);
  }
};

struct ZdExtortion : ByFactor {
  static constexpr Info info{
      .name = "zd-extortion",
      .alias = "zd-extort-2",
      .about = "Keeps its surplus over mutual defection, in the long run, at chi times the other's.",
      .source = "Press & Dyson (2012); the defaults are the Extort-2 of Stewart & Plotkin (2012)",
      .against = "CCCDDCDC",
      .plays = "CcddDDcd"};
  static constexpr auto params() { return parameters<ZdExtortion>(); }
  ZdExtortion() { phi = 1. / 18; }
  auto operator<=>(const ZdExtortion&) const = default;

  void begin(const Briefing& briefing) { aim(info.name, briefing.payoffs.punishment(), briefing.payoffs); }
};

struct ZdGenerous : ByFactor {
  static constexpr Info info{
      .name = "zd-generous",
      .alias = "zd-gtft-2",
      .about = "Keeps its loss against mutual cooperation, in the long run, at chi times the other's.",
      .source = "Stewart & Plotkin (2012), whose ZDGTFT-2 has these defaults",
      .against = "CCDDCDC",
      .plays = "CCCddCd"};
  static constexpr auto params() { return parameters<ZdGenerous>(); }
  ZdGenerous() { phi = 1. / 8; }
  auto operator<=>(const ZdGenerous&) const = default;

  void begin(const Briefing& briefing) { aim(info.name, briefing.payoffs.reward(), briefing.payoffs); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ZeroDeterminant>();
  catalogue.add<ZdExtortion>();
  catalogue.add<ZdGenerous>();
}
