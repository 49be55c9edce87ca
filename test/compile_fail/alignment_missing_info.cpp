// expect: an alignment needs: static constexpr detente::Info info{...};
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Answers {
#ifndef BREAK
  static constexpr Info info{.name = "answers", .about = "Stands by nobody.", .source = "for the compile-fail tests"};
#endif
  Stance stance(State) const {
    return Stance::none;
  }
  void see(const News&) {}
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
