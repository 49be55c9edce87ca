// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>
#include <detente/systems/fear.hpp>

using namespace detente;

namespace {

struct Balancer {
  static constexpr Info info{.name = "balancer",
                             .about = "Defends those whom the greatest threat attacks.",
                             .source = "Walt (1987); a threat is here the strongest side in bad standing"};
  static constexpr auto params() {
    return std::array{Param<Balancer>{"calm", &Balancer::calm, 1, 100, "Rounds of good standing that end a threat."}};
  }
  int calm = 5;
  Fear fear;
  std::uint64_t victims = 0;
  auto operator<=>(const Balancer&) const = default;

  Stance stance(State other) const { return (victims & bit_of(other)) != 0 ? Stance::defend : Stance::none; }
  void see(const News& news) {
    fear.see(news, calm);
    victims = fear.who == nobody ? 0 : news.at(fear.who).victims & ~(bit_of(fear.who) | bit_of(news.me));
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Balancer>();
}
