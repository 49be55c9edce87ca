// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct OffensiveRealist {
  static constexpr Info info{
      .name = "offensive-realist",
      .about =
          "Values what it gets above the other and strikes as long as that gains more than the punishment that it "
          "learnt to expect, or a red line that it has not yet tried; deterred, it cooperates, defends itself, and "
          "tries again after so many quiet rounds.",
      .source =
          "After offensive realism (Mearsheimer 2001) and relative gains (Grieco 1988; Snidal 1991). That it fears "
          "nothing until it was shown, what it remembers and when it tries again are chosen here",
      .against = "CDDCCDDDDCC",
      .plays = "DDCCCCDDDDC"};
  static constexpr auto params() {
    using Self = OffensiveRealist;
    return std::array{
        Param<Self>{"weight", &Self::weight, 0, 1, "Weight of the other's payoff against its own: own - weight*other."},
        Param<Self>{"horizon", &Self::horizon, 1, 1000, "Rounds that punishment is expected to last."},
        Param<Self>{"patience", &Self::patience, 0, 1, "Weight of the next round against this one."},
        Param<Self>{"rest", &Self::rest, 1, 100, "Rounds of restraint after which it strikes to try again."}};
  }
  enum class Line : std::uint8_t { unheard, untried, tried };
  static constexpr int most = 2;  // of each count of answers
  double weight = 0.5, patience = 0.9;
  int horizon = 10, rest = 10;
  bool gains = false;                                              // a strike pays where it is not punished
  std::array<std::array<bool, most + 1>, most + 1> dares_after{};  // after so many answers: punished, unpunished
  bool dares_certainty = false;                                    // … even where punishment is certain
  std::uint8_t levels = 2;
  std::uint8_t punished = 0, unpunished = 0;
  std::uint8_t quiet = 0;   // rounds of restraint in a row
  bool has_struck = false;  // what the other does this round answers a D
  bool is_on_guard = false;
  Line line = Line::unheard;
  auto operator<=>(const OffensiveRealist&) const = default;

  void begin(const Briefing& briefing) { turn(briefing); }
  // The other's payoffs are taken to be like its own.
  void turn(const Briefing& briefing) {
    const Payoffs& own = briefing.payoffs;
    const double gain = own.temptation() - own.reward() + weight * (own.reward() - own.sucker());
    const double cost = (1 - weight) * (own.reward() - own.punishment());
    double rounds = 0, discount = 1;
    for (int h = 1; h <= horizon; ++h) rounds += discount *= patience;
    gains = gain > 0;
    dares_certainty = gain > rounds * cost;
    for (std::size_t bad = 0; bad <= most; ++bad)
      for (std::size_t good = 0; good <= most; ++good) {
        const double answers = std::max(static_cast<double>(bad + good), 1.0);
        dares_after[bad][good] = gain > rounds * cost * static_cast<double>(bad) / answers;
      }
    levels = static_cast<std::uint8_t>(briefing.levels());
  }
  void hear(Signal signal) {
    const bool forbids = signal.kind == Signal::threaten && 2 * signal.level < levels;
    if (forbids && line == Line::unheard) line = Line::untried;
  }
  Move play() const { return is_on_guard || dares() || (gains && quiet == rest) ? D : C; }
  void see(Seen round) {
    if (has_struck) {
      const bool is_punished = round.theirs == D;
      count(is_punished ? punished : unpunished, is_punished ? unpunished : punished);
      if (line == Line::untried) line = Line::tried;
    }
    const bool is_attacked = !has_struck & (round.mine == C) & (round.theirs == D);
    is_on_guard = is_attacked | (is_on_guard & (round.theirs == D));
    has_struck = (round.mine == D) & !is_on_guard;
    const bool rests = gains & (round.mine == C) & !is_on_guard;
    quiet = static_cast<std::uint8_t>(rests ? std::min(quiet + 1, rest) : 0);
  }

 private:
  bool dares() const { return line == Line::untried ? dares_certainty : dares_after[punished][unpunished]; }
  static void count(std::uint8_t& news, std::uint8_t& old) {
    const bool grows = news < most;
    news = static_cast<std::uint8_t>(news + (grows ? 1 : 0));
    old = static_cast<std::uint8_t>(old - ((!grows & (old > 0)) ? 1 : 0));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<OffensiveRealist>();
}
