// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Matcher {
  static constexpr Info info{.name = "matcher",
                             .about = "Begins at full restraint, then does the level that it last saw of the other.",
                             .source = "Tit-for-tat on levels of armament; To (1988) has games of several levels",
                             .against = "035214",
                             .plays = "003521",
                             .levels = 6};
  Level next = 0;
  auto operator<=>(const Matcher&) const = default;

  Level play() const { return next; }
  void see(LevelSeen round) { next = round.theirs; }
};

struct GenerousMatcher {
  static constexpr Info info{
      .name = "generous-matcher",
      .about = "Does the level that it last saw of the other, and with a fixed chance one level less.",
      .source =
          "Generous tit-for-tat on levels of armament; To (1988) finds generosity useful there. The default is chosen "
          "here: it needs no payoffs",
      .against = "035214",
      .plays = "002511",
      .levels = 6};
  static constexpr auto params() {
    return std::array{Param<GenerousMatcher>{"generosity", &GenerousMatcher::generosity, 0, 1,
                                             "Chance of one level less than it saw."}};
  }
  double generosity = 0.1;
  Level seen = 0;
  auto operator<=>(const GenerousMatcher&) const = default;

  LevelMix play() const {
    const std::size_t steps = seen > 0 ? 1 : 0;
    const double less = std::array{0.0, generosity}[steps];
    LevelMix mix;
    mix.chance[seen - steps] = less;
    mix.chance[seen] = 1 - less;  // the same place at full restraint
    return mix;
  }
  void see(LevelSeen round) { seen = round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Matcher>();
  catalogue.add<GenerousMatcher>();
}
