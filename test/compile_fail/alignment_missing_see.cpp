// expect: an alignment needs: void see(const detente::News&); even if it is empty, so that a misspelt one is noticed
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Answers {
  static constexpr Info info{.name = "answers", .about = "Stands by nobody.", .source = "for the compile-fail tests"};
  Stance stance(State) const { return Stance::none; }
#ifndef BREAK
  void see(const News&) {}
#endif
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
