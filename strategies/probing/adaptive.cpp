// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/outcomes.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Adaptive {
  static constexpr Info info{.name = "adaptive",
                             .about =
                                 "Opens with six C and five D, then cooperates while all its rounds of C together have "
                                 "paid more than all its rounds of D.",
                             .source = "Li, Hingston & Kendall (2011); sums, not averages, as in Axelrod-Python",
                             .against = "CCCCCCDDDDDCCDDD",
                             .plays = "CCCCCCDDDDDCCCCC"};
  static constexpr auto params() {
    return std::array{
        Param<Adaptive>{"opening", &Adaptive::opening, 1, Moves::kMost, "The moves with which it tries both."}};
  }
  Moves opening{"CCCCCCDDDDD"};
  PerRound payoffs{};
  Outcomes past;
  CountUpTo<Moves::kMost> rounds;
  auto operator<=>(const Adaptive&) const = default;

  void begin(const Briefing& briefing) { payoffs = worth(briefing.payoffs); }
  Move play() const {
    if (rounds < opening.size()) return opening[rounds];
    return past.score_of(C, payoffs) > past.score_of(D, payoffs) ? C : D;
  }
  void see(Seen round) {
    past.add(round);
    ++rounds;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Adaptive>();
}
