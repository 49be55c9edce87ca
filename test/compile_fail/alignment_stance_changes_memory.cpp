// expect: an alignment needs: detente::Stance stance(detente::State) const;
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Answers {
  static constexpr Info info{.name = "answers", .about = "Stands by nobody.", .source = "for the compile-fail tests"};
#ifdef BREAK
  Stance stance(State) {
    return Stance::none;
  }
#else
  Stance stance(State) const {
    return Stance::none;
  }
#endif
  void see(const News&) {}
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
