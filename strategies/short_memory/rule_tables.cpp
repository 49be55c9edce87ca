// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <string_view>

#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// What it does depends on nothing but the last rounds: the table `S::rules` has a letter for each `row` of them.
template <class S, int rounds>
struct ByTable {
  LastRounds<rounds> last;
  auto operator<=>(const ByTable&) const = default;

  Move play() const { return S::rules[last.row()] == 'c' ? C : D; }
  void see(Seen round) { last.add(round); }
};

struct TftAtft : ByTable<TftAtft, 2> {
  static constexpr Info info{
      .name = "tft-atft",
      .about =
          "Repeats the other's last move, but after an error of its own plays the opposite until both cooperate or the "
          "other alone defects twice in a row.",
      .source = "Yi, Baek & Choi (2017), by the table in github.com/yohm/sim_exhaustive_m3_PDgame",
      .against = "CDDCCDC",
      .plays = "CCDDCCD"};
  static constexpr std::string_view rules =
      "cdcd"
      "dccd"
      "cdcc"
      "dccd";
  auto operator<=>(const TftAtft&) const = default;
};

struct Capri : ByTable<Capri, 3> {
  static constexpr Info info{.name = "capri",
                             .about =
                                 "Keeps cooperation, accepts one punishment for an error of its own, punishes an error "
                                 "once, takes the chance to start again when either cooperates, and else defects.",
                             .source = "Murase & Baek (2020), by the table in github.com/yohm/sim_exhaustive_m3_PDgame",
                             .against = "CDCCCDDCCC",
                             .plays = "CCDCCCDDDD"};
  static constexpr std::string_view rules =
      "cdddcddd"
      "cdcddddd"
      "dcddcddd"
      "dddddddd"
      "cdcdcdcd"
      "dddddddd"
      "ddddcdcc"
      "ddddddcd";
  auto operator<=>(const Capri&) const = default;
};

/// A table that is asked from round 3 on, after the two moves of `S::opening`.
template <class S>
struct AfterOpening : ByTable<S, 2> {
  CountUpTo<2> rounds;  // of the opening that are over
  auto operator<=>(const AfterOpening&) const = default;

  bool is_opening() const { return !rounds.is_full(); }
  Move play() const { return is_opening() ? S::opening[rounds] : ByTable<S, 2>::play(); }
  void see(Seen round) {
    ++rounds;
    ByTable<S, 2>::see(round);
  }
};

struct DelayedAon1 : AfterOpening<DelayedAon1> {
  static constexpr Info info{.name = "delayed-aon-1",
                             .about =
                                 "Cooperates twice, then after mutual defection, and after mutual cooperation that "
                                 "follows a round of equal moves; else it defects.",
                             .source = "Hilbe et al. (2017)",
                             .against = "CDDCCDC",
                             .plays = "CCDCCCD"};
  static constexpr Moves opening{"CC"};
  static constexpr std::string_view rules =
      "cddd"
      "dcdc"
      "ddcd"
      "dcdc";
  auto operator<=>(const DelayedAon1&) const = default;
};

/// The table has no use for its own move of two rounds ago.
template <class S>
struct AfterOneAndTwo : AfterOpening<S> {
  auto operator<=>(const AfterOneAndTwo&) const = default;

  void see(Seen round) {
    AfterOpening<S>::see(round);
    this->last.own.keep(1);
  }
};

struct Winner12 : AfterOneAndTwo<Winner12> {
  static constexpr Info info{.name = "winner-12",
                             .about =
                                 "Cooperates twice, then repeats the other's last move, but after a D of its own "
                                 "cooperates only if the other went from C to D.",
                             .source = "Mathieu & Delahaye (2015)",
                             .against = "CCDDCDCC",
                             .plays = "CCCDDDCC"};
  static constexpr Moves opening{"CC"};
  static constexpr std::string_view rules =
      "cdcd"
      "dcdd";
  auto operator<=>(const Winner12&) const = default;
};

struct Winner21 : AfterOneAndTwo<Winner21> {
  static constexpr Info info{.name = "winner-21",
                             .about =
                                 "Opens with DC, then repeats the other's last move, but after a D of its own "
                                 "cooperates only if the other has cooperated twice in a row.",
                             .source = "Mathieu & Delahaye (2015)",
                             .against = "CCDCCCC",
                             .plays = "DCCDDCC"};
  static constexpr Moves opening{"DC"};
  static constexpr std::string_view rules =
      "cdcd"
      "cddd";
  auto operator<=>(const Winner21&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TftAtft>();
  catalogue.add<Capri>();
  catalogue.add<DelayedAon1>();
  catalogue.add<Winner12>();
  catalogue.add<Winner21>();
}
