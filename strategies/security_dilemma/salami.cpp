// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Salami {
  static constexpr Info info{.name = "salami",
                             .about =
                                 "Tests a peace with a single D: where the next move is a C it cuts a longer slice, "
                                 "where it sees a D in answer it retreats to C for a while and tries a shorter one.",
                             .source = "After Schelling (1966) on salami tactics; rule and numbers are chosen here",
                             .against = "CCCCCCCCCCCDDDDDDCC",
                             .plays = "CCCCDCDDCDDDCCCCDDD"};
  static constexpr auto params() {
    return std::array{Param<Salami>{"slice", &Salami::slice, 1, 100, "Most rounds of D in a slice; the first has one."},
                      Param<Salami>{"retreat", &Salami::retreat, 1, 100,
                                    "Rounds of C at first and after an answer; then it waits for a seen C with D."}};
  }
  enum class Phase : std::uint8_t { retreats, waits, cuts, watches };
  int slice = 3, retreat = 4;
  Phase phase = Phase::retreats;
  std::uint8_t rounds = 0;  // of the phase so far
  std::uint8_t size = 1;    // of the next slice
  auto operator<=>(const Salami&) const = default;

  Move play() const { return phase == Phase::waits || phase == Phase::cuts ? D : C; }
  void see(Seen round) {
    const bool is_struck = round.theirs == D;
    ++rounds;
    switch (phase) {
      case Phase::retreats:
        if (rounds == retreat) enter(is_struck ? Phase::waits : Phase::cuts);
        break;
      case Phase::waits:
        rounds = 0;
        if (!is_struck) enter(Phase::cuts);
        break;
      case Phase::cuts:  // what comes with the first round of a slice is no answer to it
        if (is_struck && rounds > 1)
          back_off();
        else if (rounds == size)
          enter(Phase::watches);
        break;
      case Phase::watches:
        if (is_struck) {
          back_off();
        } else {
          size = static_cast<std::uint8_t>(std::min(size + 1, slice));
          enter(Phase::cuts);
        }
        break;
    }
  }

 private:
  void enter(Phase next) {
    phase = next;
    rounds = 0;
  }
  void back_off() {
    size = static_cast<std::uint8_t>(std::max(size - 1, 1));
    enter(Phase::retreats);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Salami>();
}
