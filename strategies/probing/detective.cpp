// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Detective {
  static constexpr Info info{
      .name = "detective",
      .about = "Opens with CDCC and plays tit-for-tat if it has seen a D by then, else it defects for ever.",
      .source = "N. Case, The Evolution of Trust (2019)",
      .against = "CCDCDC",
      .plays = "CDCCCD"};
  static constexpr auto params() {
    return std::array{Param<Detective>{"opening", &Detective::opening, 0, Moves::kMost,
                                       "The moves with which it finds out who the other is."}};
  }
  Moves opening{"CDCC"};
  CountUpTo<Moves::kMost> rounds;  // of the opening that are over
  bool is_answered = false;        // with a D
  Move seen = C;
  auto operator<=>(const Detective&) const = default;

  Move play() const {
    if (rounds < opening.size()) return opening[rounds];
    return is_answered ? seen : D;
  }
  void see(Seen round) {
    const bool is_opening = rounds < opening.size();
    if (is_opening) ++rounds;
    is_answered |= is_opening && round.theirs == D;
    seen = round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Detective>();
}
