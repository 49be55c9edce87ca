// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Strategies that cooperate for two rounds and then do what no strategy may, each in its own way.
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

enum class Deed {
  exits,
  exits_quickly,
  exits_barely,
  aborts,
  reads_null,
  divides,
  overflows,
  frees_twice,
  traps,
  hangs,
  throws_42,
  rants
};

int depth(volatile int* above) {  // NOLINT(misc-no-recursion)
  volatile int here[256] = {};
  here[0] = *above + 1;
  return here[0] == 0 ? 0 : depth(here) + here[0];
}

void act(Deed deed) {
  volatile int zero = 0;
  switch (deed) {
    case Deed::exits:
      std::exit(0);
    case Deed::exits_quickly:
      std::quick_exit(0);
    case Deed::exits_barely:
      _exit(0);
    case Deed::aborts:
      std::abort();
    case Deed::reads_null:
      static_cast<void>(*static_cast<volatile int*>(nullptr));
      break;
    case Deed::divides:
      raise(SIGFPE);
      break;  // not every machine traps
    case Deed::overflows:
      zero = depth(&zero);
      break;
    case Deed::frees_twice: {
      void* volatile block = std::malloc(2000);
      std::free(block);
      std::free(block);
      break;
    }
    case Deed::traps:
      __builtin_trap();
    case Deed::hangs:
      while (zero == 0) continue;
      break;
    case Deed::throws_42:
      throw 42;
    case Deed::rants:
      throw std::runtime_error("\x1b]0;taken\x07\x1b[2J" + std::string(1 << 20, 'x') + " the end");
  }
}

template <Deed kDeed, const char* kName>
struct Unruly {
  static constexpr Info info{
      .name = kName, .about = "Misbehaves in its third round.", .source = "These tests", .against = "C", .plays = "C"};
  int rounds = 0;
  auto operator<=>(const Unruly&) const = default;
  Move play() const {
    if (rounds == 2) act(kDeed);
    return C;
  }
  void see(Seen) { rounds += rounds < 3 ? 1 : 0; }
};

constexpr char kExits[] = "exits", kExitsQuickly[] = "exits-quickly", kExitsBarely[] = "exits-barely",
               kAborts[] = "aborts", kReadsNull[] = "reads-null", kDivides[] = "divides", kOverflows[] = "overflows",
               kFreesTwice[] = "frees-twice", kTraps[] = "traps", kHangs[] = "hangs", kThrows42[] = "throws-42",
               kRants[] = "rants";

/// Throws when it is told the game.
struct BeginThrows {
  static constexpr Info info{.name = "begin-throws",
                             .about = "Throws when it is told the game.",
                             .source = "These tests",
                             .against = "C",
                             .plays = "C"};
  auto operator<=>(const BeginThrows&) const = default;
  void begin(const Briefing&) { throw 42; }
  Move play() const { return C; }
  void see(Seen) {}
};

/// Throws when it is copied for a match.
struct CopyThrows {
  static constexpr Info info{.name = "copy-throws",
                             .about = "Throws when its fourth copy in a row is made.",
                             .source = "These tests",
                             .against = "C",
                             .plays = "C"};
  int generation = 0;
  CopyThrows() = default;
  CopyThrows(const CopyThrows& other) : generation(other.generation + 1) {
    if (generation > 3) throw std::logic_error("one copy too many");
  }
  CopyThrows& operator=(const CopyThrows&) = default;
  Move play() const { return C; }
  void see(Seen) {}
};

/// Has room for 200 rounds, as many as a match has.
struct TwoHundred {
  static constexpr Info info{.name = "two-hundred",
                             .about = "Repeats the move of three rounds ago; keeps a table of 200 rounds.",
                             .source = "These tests",
                             .against = "DCCC",
                             .plays = "CCCD"};
  std::array<Move, 200> seen{};
  int count = 0;
  auto operator<=>(const TwoHundred&) const = default;
  Move play() const { return count < 3 ? C : seen.at(static_cast<std::size_t>(count - 3)); }
  void see(Seen round) { seen.at(static_cast<std::size_t>(count++)) = round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Unruly<Deed::exits, kExits>>();
  catalogue.add<Unruly<Deed::exits_quickly, kExitsQuickly>>();
  catalogue.add<Unruly<Deed::exits_barely, kExitsBarely>>();
  catalogue.add<Unruly<Deed::aborts, kAborts>>();
  catalogue.add<Unruly<Deed::reads_null, kReadsNull>>();
  catalogue.add<Unruly<Deed::divides, kDivides>>();
  catalogue.add<Unruly<Deed::overflows, kOverflows>>();
  catalogue.add<Unruly<Deed::frees_twice, kFreesTwice>>();
  catalogue.add<Unruly<Deed::traps, kTraps>>();
  catalogue.add<Unruly<Deed::hangs, kHangs>>();
  catalogue.add<Unruly<Deed::throws_42, kThrows42>>();
  catalogue.add<Unruly<Deed::rants, kRants>>();
  catalogue.add<BeginThrows>();
  catalogue.add<CopyThrows>();
  catalogue.add<TwoHundred>();
}
