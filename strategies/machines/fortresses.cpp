// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/machine.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Fortress3 : Machine<Fortress3> {
  static constexpr Info info{
      .name = "fortress-3",
      .about = "Defects until two seen D in a row, the password, then cooperates until the next seen D.",
      .source = "Ashlock & Ashlock (2006)",
      .against = "DDCCDDC",
      .plays = "DDCCCDD"};
  static constexpr Move opening = D;
  static constexpr std::array edges{Edges{{{0, D}, {1, D}}}, Edges{{{0, D}, {2, C}}}, Edges{{{2, C}, {0, D}}}};
  auto operator<=>(const Fortress3&) const = default;
};

struct Fortress4 : Machine<Fortress4> {
  static constexpr Info info{
      .name = "fortress-4",
      .about = "Defects until three seen D in a row, the password, then cooperates until the next seen D.",
      .source = "Ashlock & Ashlock (2006)",
      .against = "DDDCCDDDDC",
      .plays = "DDDCCCDDDC"};
  static constexpr Move opening = D;
  static constexpr std::array edges{Edges{{{0, D}, {1, D}}}, Edges{{{0, D}, {2, D}}}, Edges{{{0, D}, {3, C}}},
                                    Edges{{{3, C}, {0, D}}}};
  auto operator<=>(const Fortress4&) const = default;
};

struct SolutionB1 : Machine<SolutionB1> {
  static constexpr Info info{.name = "solution-b-1",
                             .about = "Defects until it has seen a C and once more, then cooperates for ever.",
                             .source = "Ashlock, Brown & Hingston (2015)",
                             .against = "DDCDCCD",
                             .plays = "DDDDCCC"};
  static constexpr Move opening = D;
  static constexpr std::array edges{Edges{{{1, D}, {0, D}}}, Edges{{{1, C}, {2, C}}}, Edges{{{2, C}, {2, C}}}};
  auto operator<=>(const SolutionB1&) const = default;
};

struct SolutionB5 : Machine<SolutionB5> {
  static constexpr Info info{.name = "solution-b-5",
                             .about =
                                 "Defects first and cooperates with restraint; D in answer leads it through six "
                                 "states, one of which defects as long as it meets restraint.",
                             .source = "Ashlock, Brown & Hingston (2015), bred by evolution",
                             .against = "CDCDCCDDCC",
                             .plays = "DCDCDDDDDC"};
  static constexpr Move opening = D;
  static constexpr std::array edges{Edges{{{1, C}, {5, D}}}, Edges{{{1, C}, {2, D}}}, Edges{{{5, C}, {0, D}}},
                                    Edges{{{2, C}, {5, D}}}, Edges{{{4, D}, {3, D}}}, Edges{{{2, C}, {4, D}}}};
  auto operator<=>(const SolutionB5&) const = default;
};

struct UsuallyCooperates : Machine<UsuallyCooperates> {
  static constexpr Info info{.name = "usually-cooperates",
                             .about = "Cooperates, but defects once after a seen D that a seen C followed.",
                             .source = "Ashlock, Kim & Ashlock (2009)",
                             .against = "CDCDDCC",
                             .plays = "CCCDCCC"};
  static constexpr Move opening = C;
  static constexpr std::array edges{Edges{{{0, C}, {1, C}}}, Edges{{{0, D}, {0, C}}}};
  auto operator<=>(const UsuallyCooperates&) const = default;
};

struct UsuallyDefects : Machine<UsuallyDefects> {
  static constexpr Info info{.name = "usually-defects",
                             .about = "Defects, but cooperates once after a seen C that a seen D followed.",
                             .source = "Ashlock, Kim & Ashlock (2009)",
                             .against = "DCDDCCDC",
                             .plays = "DDDCDDDD"};
  static constexpr Move opening = D;
  static constexpr std::array edges{Edges{{{1, D}, {0, D}}}, Edges{{{0, D}, {0, C}}}};
  auto operator<=>(const UsuallyDefects&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Fortress3>();
  catalogue.add<Fortress4>();
  catalogue.add<SolutionB1>();
  catalogue.add<SolutionB5>();
  catalogue.add<UsuallyCooperates>();
  catalogue.add<UsuallyDefects>();
}
