// expect: a strategy that plays levels needs: void see(detente::LevelSeen);
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Answers {
  static constexpr Info info{.name = "answers",
                             .about = "Does as it was done by.",
                             .source = "for the compile-fail tests",
                             .against = "00",
                             .plays = "00"};
  Level play() const { return 0; }
#ifdef BREAK
  void see(Seen) {}
#else
  void see(LevelSeen) {}
#endif
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Answers>();
}
