// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>
#include <detente/systems/fear.hpp>

using namespace detente;

namespace {

struct Bandwagoner {
  static constexpr Info info{.name = "bandwagoner",
                             .about = "Backs the greatest threat when that is at least as strong as itself.",
                             .source = "Walt (1987)"};
  static constexpr auto params() {
    return std::array{
        Param<Bandwagoner>{"ratio", &Bandwagoner::ratio, 0, 10,
                           "Strength of the threat, over its own, from which on it backs the threat."},
        Param<Bandwagoner>{"calm", &Bandwagoner::calm, 1, 100, "Rounds of good standing that end a threat."}};
  }
  double ratio = 1;
  int calm = 5;
  Fear fear;
  bool is_weaker = false;  // than the threat
  auto operator<=>(const Bandwagoner&) const = default;

  Stance stance(State other) const { return is_weaker && other == fear.who ? Stance::back : Stance::none; }
  void see(const News& news) {
    fear.see(news, calm);
    is_weaker = fear.who != nobody && news.at(fear.who).strength >= ratio * news.at(news.me).strength;
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Bandwagoner>();
}
