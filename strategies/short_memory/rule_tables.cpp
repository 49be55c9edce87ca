// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <string_view>

#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// What it does depends on nothing but the last rounds.
template <int rounds>
struct ByTable {
  LastRounds<rounds> last;
  auto operator<=>(const ByTable&) const = default;

  void see(Seen round) { last.add(round); }
};

struct TftAtft : ByTable<2> {
  static constexpr Info info{
      .name = "tft-atft",
      .about =
          "Repeats the other's last move, but after an error of its own plays the opposite until both cooperate or "
          "the other alone defects twice in a row.",
      .source = "Yi, Baek & Choi (2017), by the table in github.com/yohm/sim_exhaustive_m3_PDgame",
      .against = "CDDCCDC",
      .plays = "CCDDCCD"};
  auto operator<=>(const TftAtft&) const = default;

  Move play() const {
    constexpr std::string_view rules =
        "cdcd"
        "dccd"
        "cdcc"
        "dccd";
    return rules[last.row()] == 'c' ? C : D;
  }
};

struct Capri : ByTable<3> {
  static constexpr Info info{
      .name = "capri",
      .about =
          "Keeps cooperation, accepts one punishment for an error of its own, punishes an error once, takes the "
          "chance to start again when either cooperates, and else defects.",
      .source = "Murase & Baek (2020), by the table in github.com/yohm/sim_exhaustive_m3_PDgame",
      .against = "CDCCCDDCCC",
      .plays = "CCDCCCDDDD"};
  auto operator<=>(const Capri&) const = default;

  Move play() const {
    constexpr std::string_view rules =
        "cdddcddd"
        "cdcddddd"
        "dcddcddd"
        "dddddddd"
        "cdcdcdcd"
        "dddddddd"
        "ddddcdcc"
        "ddddddcd";
    return rules[last.row()] == 'c' ? C : D;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TftAtft>();
  catalogue.add<Capri>();
}
