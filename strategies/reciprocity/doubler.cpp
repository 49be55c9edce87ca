// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Doubler {
  static constexpr Info info{
      .name = "doubler",
      .about = "Answers a D with one D while it has seen at most twice as many C as D; else it cooperates.",
      .source = "LIFL, PRISON (1998)",
      .against = "CCCDCDCC",
      .plays = "CCCCCCDC"};
  int credit = 0;  // every C seen so far, less two for every D
  Move seen = C;
  auto operator<=>(const Doubler&) const = default;

  Move play() const { return seen == D && credit <= 0 ? D : C; }
  void see(Seen round) {
    seen = round.theirs;
    credit += seen == C ? 1 : -2;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Doubler>();
}
