// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Press & Dyson (2012): chances (p_CC - 1, p_CD - 1, p_DC, p_DD) = phi [(own - kappa) - chi (other's - kappa)] hold
/// own - kappa = chi (other's - kappa) on average.
struct ZeroDeterminant {
  double chi = 2;
  double phi = 0;
  std::array<double, 5> after{0, 0, 0, 0, 1};  // chances of C after CC, CD, DC, DD, own move first; in the first round
  std::uint8_t last = 4;
  auto operator<=>(const ZeroDeterminant&) const = default;

  Mix play() const { return chance(after[last]); }
  void see(Seen round) { last = static_cast<std::uint8_t>(2 * round.mine + round.theirs); }

 protected:
  template <class S>
  static constexpr auto parameters() {
    return std::array{Param<S>{"chi", &S::chi, 1, 100, "Own surplus over kappa, as a multiple of the other's."},
                      Param<S>{"phi", &S::phi, 1e-6, 100, "How strongly it reacts; held to what the payoffs allow."}};
  }
  /// The other's payoffs are taken to be like its own.
  void aim(std::string_view name, double kappa, const Payoffs& own) {
    const double R = own.reward(), S = own.sucker(), T = own.temptation(), P = own.punishment();
    const auto line = [&](double mine, double theirs) { return (mine - kappa) - chi * (theirs - kappa); };
    // Chances fall from 1 after an own C and rise from 0 after an own D: so much for each unit of phi.
    const std::array<double, 4> change{-line(R, R), -line(S, T), line(T, S), line(P, P)};
    double largest = 0;
    for (const double here : change) largest = std::max(largest, std::abs(here));
    for (std::size_t i = 0; i < 4; ++i) {
      if (change[i] < -1e-12 * largest) refuse(name, i);
      if (change[i] > 0) phi = std::min(phi, 1 / change[i]);
    }
    for (std::size_t i = 0; i < 4; ++i) after[i] = std::clamp(i < 2 ? 1 - phi * change[i] : phi * change[i], 0.0, 1.0);
  }

 private:
  [[noreturn]] static void refuse(std::string_view name, std::size_t round) {
    constexpr std::array<std::string_view, 4> moves{"CC", "CD", "DC", "DD"};
    throw Error(std::string(name) + " cannot be played in this game: after " + std::string(moves[round]) +
                " (own move first) the coefficient (own - kappa) - chi*(other's - kappa) is " +
                (round < 2 ? "above 0" : "below 0") + ", so that no phi above 0 gives a chance within 0 and 1");
  }
};

struct ZdExtortion : ZeroDeterminant {
  static constexpr Info info{
      .name = "zd-extortion",
      .about = "Keeps its surplus over mutual defection, in the long run, at chi times the other's.",
      .source = "Press & Dyson (2012); the defaults are the Extort-2 of Stewart & Plotkin (2012)",
      .against = "CCCDDCDC",
      .plays = "CcddDDcd"};
  static constexpr auto params() { return parameters<ZdExtortion>(); }
  ZdExtortion() { phi = 1. / 18; }
  auto operator<=>(const ZdExtortion&) const = default;

  void begin(const Briefing& briefing) { aim(info.name, briefing.payoffs.punishment(), briefing.payoffs); }
};

struct ZdGenerous : ZeroDeterminant {
  static constexpr Info info{
      .name = "zd-generous",
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
  catalogue.add<ZdExtortion>();
  catalogue.add<ZdGenerous>();
}
