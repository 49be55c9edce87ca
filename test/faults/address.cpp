// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "address", .about = "Looks at where it lies.", .source = "These tests", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const { return reinterpret_cast<std::uintptr_t>(this) >> 21 & 1 ? D : C; }
  void see(Seen) {
    if (n < 2) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
