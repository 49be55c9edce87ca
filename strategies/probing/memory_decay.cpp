// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct MemoryDecay {
  static constexpr Info info{
      .name = "memory-decay",
      .about =
          "Plays tit-for-tat for 15 rounds, then defects if the D that it remembers, two points each, outweigh the C, "
          "one point each; from then on, in each round, it may take one memory for the opposite and may lose one.",
      .source = "Axelrod-Python, by an author unnamed there; it starts from tit-for-tat alone and from no memory",
      .against = "CDCDDDDDDDDDDDDDCC",
      .plays = "CCDCDDDDDDDDDDDDDD"};
  static constexpr auto params() {
    return std::array{
        Param<MemoryDecay>{"deletion", &MemoryDecay::deletion, 0, 1, "Chance to lose a memory, in each round."},
        Param<MemoryDecay>{"alteration", &MemoryDecay::alteration, 0, 1,
                           "Chance to take a memory for the opposite, in each round."},
        Param<MemoryDecay>{"loss", &MemoryDecay::loss, -100, 100, "Points for a remembered D."},
        Param<MemoryDecay>{"gain", &MemoryDecay::gain, -100, 100, "Points for a remembered C."},
        Param<MemoryDecay>{"opening", &MemoryDecay::opening, 1, 1000, "Rounds of tit-for-tat."}};
  }
  double deletion = 0.1, alteration = 0.03;
  double loss = -2, gain = 1;
  int opening = 15;
  int rounds = 0;               // of the opening that are over
  std::array<int, 2> memory{};  // of C, of D: which is lost or altered does not depend on their order
  Move next = C;
  auto operator<=>(const MemoryDecay&) const = default;

  Move play() const { return next; }
  void see(Seen round, Rng& dice) {
    ++memory[round.theirs];
    rounds += rounds < opening;
    if (rounds < opening) {
      next = round.theirs;
      return;
    }
    decay(dice);
    next = gain * memory[C] + loss * memory[D] < 0 ? D : C;
  }

 private:
  void decay(Rng& dice) {
    const double die = 0x1p-32 * dice();  // one for both, which come independently
    const bool alters = die < alteration;
    const bool deletes = die < (alters ? alteration * deletion : alteration + (1 - alteration) * deletion);
    if (alters) {
      const Move altered = any(dice);
      --memory[altered];
      ++memory[opposite(altered)];
    }
    if (deletes) --memory[any(dice)];
  }
  Move any(Rng& dice) const { return dice.chance(1.0 * memory[D] / (memory[C] + memory[D])) ? D : C; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<MemoryDecay>();
}
