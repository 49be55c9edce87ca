// expect: a strategy is a small value that is copied often: its fields take at most 1 MiB
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Remembers {
  static constexpr Info info{.name = "remembers",
                             .about = "Does as it was done by.",
                             .source = "for the compile-fail tests",
                             .against = "CC",
                             .plays = "CC"};
#ifdef BREAK
  std::array<int, 1'000'000> moves{};
#else
  std::array<int, 100'000> moves{};
#endif
  Move play() const {
    return C;
  }
  void see(Seen) {}
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Remembers>();
}
