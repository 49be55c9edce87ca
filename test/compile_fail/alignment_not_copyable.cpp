// expect: an alignment is a plain value: it must be copyable
// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <memory>

#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Answers {
  static constexpr Info info{.name = "answers", .about = "Stands by nobody.", .source = "for the compile-fail tests"};
  Stance stance(State) const { return Stance::none; }
  void see(const News&) {}
#ifdef BREAK
  std::unique_ptr<int> memory;
#else
  std::shared_ptr<int> memory;
#endif
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Answers>();
}
