// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByGraaskampKatzen {
  static constexpr Info info{.name = "second-by-graaskamp-katzen",
                             .about =
                                 "Plays tit-for-tat, but defects for ever if its score is more than seven points "
                                 "behind three a round after 10, 20, 30, 40, 50 or 100 rounds.",
                             .source = "Graaskamp & Katzen, in Axelrod (1980b)",
                             .against = "DDDDDCCCCCCC",
                             .plays = "CDDDDDCCCCDD"};
  enum class Stage : std::uint8_t { counting, trusting, hostile };
  std::array<double, 4> payoff{};  // of CC, CD, DC, DD
  double score = 0;
  std::uint8_t rounds = 0;  // that are over
  Stage stage = Stage::counting;
  Move seen = C;
  auto operator<=>(const SecondByGraaskampKatzen&) const = default;

  void begin(const Briefing& briefing) {
    const Payoffs& payoffs = briefing.payoffs;
    payoff = {payoffs.reward(), payoffs.sucker(), payoffs.temptation(), payoffs.punishment()};
  }
  Move play() const { return stage == Stage::hostile ? D : seen; }
  void see(Seen round) {
    using enum Stage;
    if (stage == hostile) return;
    seen = round.theirs;
    if (stage == trusting) return;
    score += payoff[2U * round.mine + round.theirs];
    ++rounds;
    if (!is_checked()) return;
    if (score < 3 * rounds - 7)
      settle(hostile, C);
    else if (rounds == last_check)
      settle(trusting, seen);
  }

 private:
  static constexpr int last_check = 100;  // rounds
  bool is_checked() const { return rounds == last_check || (rounds % 10 == 0 && rounds <= 50); }
  void settle(Stage final_stage, Move last_seen) {
    *this = {};
    stage = final_stage;
    seen = last_seen;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByGraaskampKatzen>();
}
