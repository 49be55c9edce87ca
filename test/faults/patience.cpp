// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct Patience {
  static constexpr Info info{.name = "patience",
                             .about = "Counts D up and C down; defects while the count is above a limit.",
                             .source = "mine (2025)",
                             .against = "DDDCCC",
                             .plays = "CCCDCC"};
  static constexpr auto params() {
    return std::array{Param<Patience>{"limit", &Patience::limit, 0, 20, "Count above which it defects."}};
  }
  int limit = 2;
  int count = 0;
  auto operator<=>(const Patience&) const = default;
  Move play() const { return count > limit ? D : C; }
  void see(Seen r) {
    if (r.theirs == D)
      ++count;
    else if (count > 0)
      --count;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Patience>();
}
