// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>
#include <memory>
#include <vector>
using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "freed", .about = "Reads what it gave back.", .source = "These tests", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const {
    auto list = std::make_unique<std::vector<int>>(100, 0);
    const int* const first = list->data() + 50;
    if (n == 2) list.reset();
    return *first == 0 ? C : D;
  }
  void see(Seen) {
    if (n < 2) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
