// expect: an alignment needs info.source: who described it, and where
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Answers {
  static constexpr Info info{
#ifdef BREAK
      .name = "answers", .about = "Stands by nobody."
#else
      .name = "answers", .about = "Stands by nobody.", .source = "for the compile-fail tests"
#endif
  };
  Stance stance(State) const {
    return Stance::none;
  }
  void see(const News&) {}
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
