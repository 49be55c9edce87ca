// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Cooperates, but defects after four rounds or more as long as all of the other's moves were the prey's.
template <Move prey>
struct PureHunter {
  static constexpr int watch = 4;  // rounds
  CountUpTo<watch> rounds;
  bool is_prey = true;
  auto operator<=>(const PureHunter&) const = default;

  Move play() const { return is_prey && rounds.is_full() ? D : C; }
  void see(Seen round) {
    if (!is_prey) return;
    ++rounds;
    is_prey = round.theirs == prey;
    if (!is_prey) rounds = {};
  }
};

struct CooperatorHunter : PureHunter<C> {
  static constexpr Info info{.name = "cooperator-hunter",
                             .about = "Cooperates for four rounds, then defects until it has seen a D.",
                             .source = "Langner, in Axelrod-Python",
                             .against = "CCCCCDC",
                             .plays = "CCCCDDC"};
  auto operator<=>(const CooperatorHunter&) const = default;
};

struct DefectorHunter : PureHunter<D> {
  static constexpr Info info{.name = "defector-hunter",
                             .about = "Cooperates for four rounds, then defects until it has seen a C.",
                             .source = "Langner, in Axelrod-Python",
                             .against = "DDDDDCD",
                             .plays = "CCCCDDC"};
  auto operator<=>(const DefectorHunter&) const = default;
};

struct AlternatorHunter {
  static constexpr Info info{
      .name = "alternator-hunter",
      .about = "Cooperates for six rounds, then defects for ever if the other took turns in all of them, else goes on.",
      .source = "Langner, in Axelrod-Python",
      .against = "DCDCDCCC",
      .plays = "CCCCCCDD"};
  static constexpr int watch = 6;  // rounds
  CountUpTo<watch> rounds;
  Move seen = C;
  bool is_alternator = true;
  auto operator<=>(const AlternatorHunter&) const = default;

  Move play() const { return is_alternator && rounds.is_full() ? D : C; }
  void see(Seen round) {
    if (rounds.is_full() || !is_alternator) return;
    is_alternator = rounds == 0 || round.theirs != seen;
    seen = round.theirs;
    ++rounds;
    if (!is_alternator) rounds = {};
    if (rounds == 0 || rounds.is_full()) seen = C;
  }
};

struct RandomHunter {
  static constexpr Info info{
      .name = "random-hunter",
      .about =
          "Cooperates, but after ten rounds defects while C follow about half of its own C, and D about half of its "
          "own D.",
      .source =
          "Langner, in Axelrod-Python: a share counts once there are more than five such moves, and about half is more "
          "than a quarter and less than three quarters; the last move counts before it was answered",
      .against = "CCDDCCDDCCDDCC",
      .plays = "CCCCCCCCCCCDDD"};
  static constexpr int trial = 10, enough = 5;
  Ledger own;
  std::int32_t c_after_c = 0;  // the other's C in the round after an own C
  std::int32_t d_after_d = 0;
  Move last = C;
  auto operator<=>(const RandomHunter&) const = default;

  Move play() const {
    const bool counts_c = own.restrained > enough, counts_d = own.hostile > enough;
    if (own.rounds() <= trial || (!counts_c && !counts_d)) return C;
    return (!counts_c || is_about_half(c_after_c, own.restrained)) &&
                   (!counts_d || is_about_half(d_after_d, own.hostile))
               ? D
               : C;
  }
  void see(Seen round) {
    if (own.rounds() > 0) {
      c_after_c += last == C && round.theirs == C ? 1 : 0;
      d_after_d += last == D && round.theirs == D ? 1 : 0;
    }
    own.add(round.mine);
    last = round.mine;
  }

 private:
  static bool is_about_half(std::int64_t part, std::int64_t whole) { return 4 * part > whole && 4 * part < 3 * whole; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<CooperatorHunter>();
  catalogue.add<DefectorHunter>();
  catalogue.add<AlternatorHunter>();
  catalogue.add<RandomHunter>();
}
