// expect: wrap the strategy in: namespace { ... }
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

#ifdef BREAK
namespace mine {
#else
namespace {
#endif

struct Answers {
  static constexpr Info info{.name = "answers",
                             .about = "Does as it was done by.",
                             .source = "for the compile-fail tests",
                             .against = "CC",
                             .plays = "CC"};
  Move play() const { return C; }
  void see(Seen) {}
};

}  // namespace

#ifdef BREAK
using mine::Answers;
#endif

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Answers>();
}
