// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/machine.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Predator : Machine<Predator> {
  static constexpr Info info{.name = "predator",
                             .about =
                                 "Cooperates once and defects for ever against restraint; a seen D starts a dance of "
                                 "nine states that takes some strategies in.",
                             .source = "Ashlock & Ashlock (2006), bred by evolution",
                             .against = "CDCDDCDDCCD",
                             .plays = "CDDDDCCDCCC"};
  static constexpr Move opening = C;
  static constexpr std::array edges{Edges{{{0, D}, {1, D}}}, Edges{{{2, D}, {3, D}}}, Edges{{{4, C}, {3, D}}},
                                    Edges{{{5, D}, {4, C}}}, Edges{{{2, C}, {6, D}}}, Edges{{{7, D}, {3, D}}},
                                    Edges{{{7, C}, {7, D}}}, Edges{{{8, D}, {7, D}}}, Edges{{{8, D}, {6, D}}}};
  auto operator<=>(const Predator&) const = default;
};

struct Pun1 : Machine<Pun1> {
  static constexpr Info info{
      .name = "pun-1",
      .about = "Defects first, then by turns cooperates whatever happens and repeats the other's last move.",
      .source = "Ashlock, Kim & Leahy (2006)",
      .against = "CDDCCDD",
      .plays = "DCDCCCD"};
  static constexpr Move opening = D;
  static constexpr std::array edges{Edges{{{1, C}, {1, C}}}, Edges{{{0, C}, {0, D}}}};
  auto operator<=>(const Pun1&) const = default;
};

struct Raider : Machine<Raider> {
  static constexpr Info info{.name = "raider",
                             .about =
                                 "Defects; in every other round a seen D makes it offer a C, and a D in answer makes "
                                 "it play tit-for-tat from then on.",
                             .source = "Ashlock, Tsang & Ashlock (2014), bred by evolution",
                             .against = "CDDCDCDDDC",
                             .plays = "DDCCCDCDDD"};
  static constexpr Move opening = D;
  static constexpr std::array edges{Edges{{{2, D}, {2, D}}}, Edges{{{1, C}, {1, D}}}, Edges{{{0, D}, {3, C}}},
                                    Edges{{{0, D}, {1, C}}}};
  auto operator<=>(const Raider&) const = default;
};

struct Ripoff : Machine<Ripoff> {
  static constexpr Info info{.name = "ripoff",
                             .about = "Alternates D and C until it sees a D, then after one C plays tit-for-tat.",
                             .source = "Ashlock & Kim (2008)",
                             .against = "CCCDCDDC",
                             .plays = "DCDCCCDD"};
  static constexpr Move opening = D;
  static constexpr std::array edges{Edges{{{1, C}, {2, C}}}, Edges{{{0, D}, {2, C}}}, Edges{{{2, C}, {2, D}}}};
  auto operator<=>(const Ripoff&) const = default;
};

struct Thumper : Machine<Thumper> {
  static constexpr Info info{
      .name = "thumper",
      .about = "Answers a seen D with two D, whatever happens meanwhile, and cooperates otherwise.",
      .source = "Ashlock & Kim (2008)",
      .against = "CDCDDCC",
      .plays = "CCDDDDC"};
  static constexpr Move opening = C;
  static constexpr std::array edges{Edges{{{0, C}, {1, D}}}, Edges{{{0, D}, {0, D}}}};
  auto operator<=>(const Thumper&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Predator>();
  catalogue.add<Pun1>();
  catalogue.add<Raider>();
  catalogue.add<Ripoff>();
  catalogue.add<Thumper>();
}
