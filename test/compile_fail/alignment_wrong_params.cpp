// expect: params must be: static constexpr auto params() that returns a std::array of detente::Param
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Answers {
  static constexpr Info info{.name = "answers", .about = "Stands by nobody.", .source = "for the compile-fail tests"};
  Stance stance(State) const { return Stance::none; }
  void see(const News&) {}
#ifdef BREAK
  static constexpr auto params() {
    return 3;
  }
#else
  static constexpr auto params() {
    return std::array{Param<Answers>{"calm", &Answers::calm, 0, 1, "Rounds."}};
  }
#endif
  int calm = 1;
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
