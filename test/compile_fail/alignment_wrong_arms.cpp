// expect: arms must be: int arms() const;
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
  double arms() const {
    return 1;
  }
#else
  int arms() const {
    return 1;
  }
#endif
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
