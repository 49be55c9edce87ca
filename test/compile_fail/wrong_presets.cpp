// expect: presets must be: static constexpr auto presets() that returns a std::array of detente::Preset
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Answers {
  static constexpr Info info{.name = "answers",
                             .about = "Does as it was done by.",
                             .source = "for the compile-fail tests",
                             .against = "CC",
                             .plays = "CC"};
  double care = 0;

  Move play() const { return C; }
  void see(Seen) {}
  static constexpr auto params() { return std::array{Param<Answers>{"care", &Answers::care, 0, 1, "how much"}}; }
#ifdef BREAK
  static constexpr auto presets() {
    return std::array{"care=1"};
  }
#else
  static constexpr auto presets() {
    return std::array{Preset{"careful-answers", "care=1"}};
  }
#endif
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Answers>();
}
