// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Plays `first` until it has seen `trigger`, then the opposite for ever.
template <Move first, Move trigger>
struct Trigger {
  Move next = first;
  auto operator<=>(const Trigger&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    if (round.theirs == trigger) next = opposite(first);
  }
};

struct Grim : Trigger<C, D> {
  static constexpr Info info{.name = "grim",
                             .alias = "grudger,grim-trigger,spiteful",
                             .about = "Cooperates until it has seen a D, then defects for ever.",
                             .source = "Axelrod (1980); Banks & Sundaram (1990). A slip of its own does not trigger it",
                             .against = "CCDCCC",
                             .plays = "CCCDDD"};
  auto operator<=>(const Grim&) const = default;
};

struct OppositeGrudger : Trigger<D, C> {
  static constexpr Info info{.name = "opposite-grudger",
                             .about = "Defects until it has seen a C, then cooperates for ever.",
                             .source = "Palmer, in Axelrod-Python",
                             .against = "DDCDDD",
                             .plays = "DDDCCC"};
  auto operator<=>(const OppositeGrudger&) const = default;
};

struct EasyGo : Trigger<D, D> {
  static constexpr Info info{.name = "easy-go",
                             .about = "Defects until it has seen a D, then cooperates for ever.",
                             .source = "LIFL, PRISON (1998); Li, Hingston & Kendall (2011); Harper et al. (2017)",
                             .against = "CCDCCD",
                             .plays = "DDDCCC"};
  auto operator<=>(const EasyGo&) const = default;
};

struct GrudgerAlternator {
  static constexpr Info info{
      .name = "grudger-alternator",
      .about = "Cooperates until it has seen a D, then alternates, beginning with D.",
      .source = "LIFL, PRISON (1998); Palmer, in Axelrod-Python. It alternates with what it did, slips included",
      .against = "CDCDCC",
      .plays = "CCDCDC"};
  Grim grudge;
  Move next = C;
  auto operator<=>(const GrudgerAlternator&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    grudge.see(round);
    next = grudge.next == D ? opposite(round.mine) : C;
  }
};

/// Plays `opening` for as many rounds as its patience lasts, whatever happens, then is grim.
template <Move opening, int usual>
struct Patience {
  int patience = usual;
  std::uint8_t rounds = 0;  // of patience that are over
  Grim grudge;
  auto operator<=>(const Patience&) const = default;

  Move play() const { return rounds < patience ? opening : grudge.next; }
  void see(Seen round) {
    grudge.see(round);
    rounds = static_cast<std::uint8_t>(rounds + (rounds < patience));
  }
};

struct FirstByDavis : Patience<C, 10> {
  static constexpr Info info{
      .name = "first-by-davis",
      .about = "Cooperates for ten rounds, then is grim: it defects for ever once it has seen a D, even an early one.",
      .source = "Davis, in Axelrod (1980); the spiteful_cc of Mathieu & Delahaye (2015), who cooperate for two rounds",
      .against = "CDCCCCCCCCCC",
      .plays = "CCCCCCCCCCDD"};
  static constexpr auto params() {
    return std::array{Param<FirstByDavis>{"patience", &FirstByDavis::patience, 0, 200,
                                          "Rounds of C with which it begins, whatever happens."}};
  }
  static constexpr auto presets() { return std::array{Preset{"spiteful-cc", "patience=2"}}; }
  auto operator<=>(const FirstByDavis&) const = default;
};

struct Aggravater : Patience<D, 3> {
  static constexpr Info info{
      .name = "aggravater",
      .about = "Defects for three rounds, then is grim: it defects for ever once it has seen a D, even an early one.",
      .source = "T. Campbell, in Axelrod-Python",
      .against = "CCCCDCC",
      .plays = "DDDCCDD"};
  auto operator<=>(const Aggravater&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Grim>();
  catalogue.add<OppositeGrudger>();
  catalogue.add<EasyGo>();
  catalogue.add<GrudgerAlternator>();
  catalogue.add<FirstByDavis>();
  catalogue.add<Aggravater>();
}
