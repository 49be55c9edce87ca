// expect: wrap the alignment in: namespace { ... }
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

#ifdef BREAK
namespace mine {
#else
namespace {
#endif

struct Answers {
  static constexpr Info info{.name = "answers", .about = "Stands by nobody.", .source = "for the compile-fail tests"};
  Stance stance(State) const { return Stance::none; }
  void see(const News&) {}
};

}  // namespace
#ifdef BREAK
using mine::Answers;
#endif

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
