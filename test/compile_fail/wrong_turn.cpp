// expect: turn must be: void turn(const detente::Briefing&);
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Answers {
  static constexpr Info info{.name = "answers",
                             .about = "Does as it was done by.",
                             .source = "for the compile-fail tests",
                             .against = "CC",
                             .plays = "CC"};
  Move play() const { return C; }
  void see(Seen) {}
#ifdef BREAK
  void turn(int) {}
#else
  void turn(const Briefing&) {}
#endif
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Answers>();
}
