// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <bit>

#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// The lengths of cycle, 3…12, that all moves so far have kept to. A cycle counts once it has come round twice.
class Cycles {
 public:
  auto operator<=>(const Cycles&) const = default;

  void add(Move move) {
    const unsigned differ = (last_.bits() ^ (move == D ? ~0U : 0U)) << 1;  // bit k: from the move of k rounds ago
    possible_ = static_cast<std::uint16_t>(possible_ & ~(differ & ((2U << rounds_) - 1)));
    ++rounds_;
    (move == D ? has_d_ : has_c_) = true;
    last_.add(move);
    if (possible_ != 0) return;
    *this = {};
    possible_ = 0;
  }
  /// The moves keep to one of the cycles.
  bool are_found() const { return possible_ != 0 && rounds_ >= 2 * std::countr_zero(possible_); }
  bool are_mixed() const { return has_c_ && has_d_; }
  /// No cycle of these lengths is possible any more.
  bool are_lost() const { return possible_ == 0; }

 private:
  static constexpr int kShortest = 3, kLongest = 12;

  std::uint16_t possible_ = (1U << (kLongest + 1)) - (1U << kShortest);  // bit k: a cycle of k rounds
  CountUpTo<2 * kLongest> rounds_;
  bool has_c_ = false, has_d_ = false;
  LastMoves<kLongest> last_;
};

struct CycleHunter {
  static constexpr Info info{.name = "cycle-hunter",
                             .about =
                                 "Cooperates until all moves of the other have twice kept to a cycle of 3 to 12 rounds "
                                 "with C and D in it, then defects for ever.",
                             .source = "Harper, in Axelrod-Python",
                             .against = "CCDCCDDDD",
                             .plays = "CCCCCCDDD"};
  Cycles cycles;
  bool has_prey = false;
  auto operator<=>(const CycleHunter&) const = default;

  Move play() const { return has_prey ? D : C; }
  void see(Seen round) {
    if (has_prey || cycles.are_lost()) return;
    cycles.add(round.theirs);
    if (!cycles.are_found() || !cycles.are_mixed()) return;
    *this = {};
    has_prey = true;
  }
};

struct EventualCycleHunter {
  static constexpr Info info{
      .name = "eventual-cycle-hunter",
      .about =
          "Cooperates for ten rounds and with those who never defected; every ten rounds it looks whether the other's "
          "moves since round ten kept to a cycle of 3 to 12 rounds, and defects as long as they do.",
      .source = "Harper, in Axelrod-Python; a cycle of one move alone counts",
      .against = "CDCCCCCCCCCCCCCCCCCCCC",
      .plays = "CCCCCCCCCCCCCCCCCCCCDD"};
  static constexpr int interval = 10;  // rounds
  Cycles cycles;                       // since round ten
  std::uint8_t rounds = 0;             // since the last look
  bool is_late = false;                // round ten is over
  bool has_defected = false;
  bool has_prey = false;
  auto operator<=>(const EventualCycleHunter&) const = default;

  Move play() const { return is_late && has_defected && has_prey ? D : C; }
  void see(Seen round) {
    has_defected = has_defected || round.theirs == D;
    if (is_late && !cycles.are_lost()) cycles.add(round.theirs);
    if (++rounds < interval) return;
    rounds = 0;
    if (has_defected) has_prey = is_late && cycles.are_found();
    is_late = true;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<CycleHunter>();
  catalogue.add<EventualCycleHunter>();
}
