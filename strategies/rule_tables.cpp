// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <string_view>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// The last rounds, as bits, the newest last and 1 for D. Rounds before the first count as mutual cooperation.
template <int rounds>
struct History {
  std::uint8_t own = 0;
  std::uint8_t others = 0;
  auto operator<=>(const History&) const = default;

  void see(Seen round) {
    own = with(own, round.mine);
    others = with(others, round.theirs);
  }

 protected:
  std::size_t row() const { return static_cast<std::size_t>(own << rounds | others); }

 private:
  static std::uint8_t with(std::uint8_t moves, Move newest) {
    return static_cast<std::uint8_t>((moves << 1 | newest) & ((1 << rounds) - 1));
  }
};

struct TftAtft : History<2> {
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
    return rules[row()] == 'c' ? C : D;
  }
};

struct Capri : History<3> {
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
    return rules[row()] == 'c' ? C : D;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TftAtft>();
  catalogue.add<Capri>();
}
