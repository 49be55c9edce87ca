// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>
#include <detente/strategy.hpp>
using namespace detente;
namespace {
// Has room for the 200 rounds that the tournament announced, as classroom code does.
struct TwoHundred {
  static constexpr Info info{.name = "two-hundred",
                             .about = "Repeats the move of three rounds ago; keeps a table of 200 rounds.",
                             .source = "workshop trial",
                             .against = "DCCC",
                             .plays = "CCCD"};
  std::array<Move, 200> seen{};
  int n = 0;
  auto operator<=>(const TwoHundred&) const = default;
  Move play() const { return n < 3 ? C : seen.at(static_cast<std::size_t>(n - 3)); }
  void see(Seen round) {
    seen.at(static_cast<std::size_t>(n)) = round.theirs;
    ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TwoHundred>();
}
