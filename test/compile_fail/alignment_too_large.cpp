// expect: an alignment is a small value that is copied often: its fields take at most 1 MiB
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
  std::array<char, 1 << 21> memory{};
#else
  std::array<char, 1 << 10> memory{};
#endif
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
