// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// The other's moves, all of them or the last few.
struct Majority {
  int memory = 0;
  int balance = 0;  // every D that counts, less every C
  CountUpTo<64> rounds;
  LastMoves<64> last;  // as many as it remembers
  auto operator<=>(const Majority&) const = default;

  void see(Seen round) {
    balance += 2 * round.theirs - 1;
    if (memory == 0) return;
    if (rounds == memory)
      balance -= 2 * last.ago(memory) - 1;
    else
      ++rounds;
    last.add(round.theirs);
    last.keep(memory);
  }

 protected:
  template <class S>
  static constexpr auto parameters() {
    return std::array{Param<S>{"memory", &S::memory, 0, 64, "How many of the other's last moves count; 0 for all."}};
  }
};

struct GoByMajority : Majority {
  static constexpr Info info{
      .name = "go-by-majority",
      .alias = "soft-go-by-majority,soft-majority",
      .about = "Defects if it has seen more D than C so far, else cooperates.",
      .source = "Axelrod (1984); the soft majority of Beaufils, Delahaye & Mathieu (1997); memories by Langner",
      .against = "DDCCCDDD",
      .plays = "CDDDCCCD"};
  static constexpr auto params() { return parameters<GoByMajority>(); }
  static constexpr auto presets() {
    return std::array{Preset{"go-by-majority-5", "memory=5"}, Preset{"go-by-majority-10", "memory=10"},
                      Preset{"go-by-majority-20", "memory=20"}, Preset{"go-by-majority-40", "memory=40"}};
  }
  auto operator<=>(const GoByMajority&) const = default;

  Move play() const { return balance > 0 ? D : C; }
};

struct HardGoByMajority : Majority {
  static constexpr Info info{
      .name = "hard-go-by-majority",
      .alias = "hard-majority",
      .about = "Cooperates if it has seen more C than D so far, else defects.",
      .source = "Mittal & Deb (2009), who begin with D; the HARD_MAJO of Stewart & Plotkin (2012); memories by Langner",
      .against = "CCDDCC",
      .plays = "DCCCDC"};
  static constexpr auto params() { return parameters<HardGoByMajority>(); }
  static constexpr auto presets() {
    return std::array{Preset{"hard-go-by-majority-5", "memory=5"}, Preset{"hard-go-by-majority-10", "memory=10"},
                      Preset{"hard-go-by-majority-20", "memory=20"}, Preset{"hard-go-by-majority-40", "memory=40"}};
  }
  auto operator<=>(const HardGoByMajority&) const = default;

  Move play() const { return balance >= 0 ? D : C; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GoByMajority>();
  catalogue.add<HardGoByMajority>();
}
