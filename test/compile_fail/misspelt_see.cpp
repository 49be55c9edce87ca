// expect: a strategy needs: void see(detente::Seen); even if it is empty, so that a misspelt one is noticed
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
#ifdef BREAK
  void See(Seen) {}
#else
  void see(Seen) {}
#endif
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Answers>();
}
