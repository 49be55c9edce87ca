// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/outcomes.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByRowsam {
  static constexpr Info info{
      .name = "second-by-rowsam",
      .about =
          "Cooperates, but looks at its average payoff every six rounds: below 2.5 it plays D, C and D and adds 1 "
          "point of distrust, below 2, 1.5 and 1 it adds 2, 3 and 5, and from 7 points on it defects for ever; every "
          "18 rounds it forgets one of 3 or more points.",
      .source = "Rowsam, in Axelrod (1980b); the average is over one round too many, the coming one",
      .against = "DDDDDDDDDDDDDD",
      .plays = "CCCCCDCDCCCDDD"};
  static constexpr int interval = 6, forgetting = 18;  // rounds
  static constexpr int too_much = 7, forgivable = 3;   // points
  enum class Stage : std::uint8_t { calm, before_c, before_d, hostile };
  PerRound payoffs{};
  Outcomes past;
  std::uint8_t round_to_come = 1;  // from 0, within an interval of forgetting
  std::int8_t distrust = 0;        // points
  Stage stage = Stage::calm;
  Move next = C;
  auto operator<=>(const SecondByRowsam&) const = default;

  void begin(const Briefing& briefing) { payoffs = worth(briefing.payoffs); }
  Move play() const { return next; }
  void see(Seen round) {
    if (stage == Stage::hostile) return;
    past.add(round);
    round_to_come = static_cast<std::uint8_t>((round_to_come + 1) % forgetting);
    if (stage == Stage::before_c) {
      stage = Stage::before_d;
      next = C;
    } else if (stage == Stage::before_d) {
      stage = Stage::calm;
      next = D;
    } else {
      next = round_to_come % interval == 0 ? check() : C;
    }
  }

 private:
  Move check() {
    if (round_to_come == 0 && distrust >= forgivable) --distrust;
    const int points = points_for(past.score(payoffs) / (past.rounds() + 1));
    if (points == 0) return C;
    distrust = static_cast<std::int8_t>(distrust + points);
    stage = Stage::before_c;
    if (distrust >= too_much) {
      *this = {};
      stage = Stage::hostile;
    }
    return D;
  }
  static int points_for(double average) {
    return average < 1 ? 5 : average < 1.5 ? 3 : average < 2 ? 2 : average < 2.5 ? 1 : 0;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByRowsam>();
}
