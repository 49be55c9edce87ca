// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/price.hpp"

#include <detente/best_response/best_response.hpp>
#include <detente/error.hpp>

namespace detente {

double score(const Payoffs& payoffs, const std::vector<double>& joint) {
  double sum = 0;
  for (int own = 0; own < payoffs.levels; ++own)
    for (int other = 0; other < payoffs.levels; ++other)
      sum += payoffs.at(own, other) * joint[static_cast<std::size_t>(own * payoffs.levels + other)];
  return sum;
}

Price price(World& world, std::size_t victim, const Payoffs& material, const std::vector<Threat>& threats) {
  Price price;
  for (const Threat& threat : threats) {
    const Facts facts = world.facts(victim, threat.state);
    const double value = score(material, facts.joint);
    price.is_exact = price.is_exact && facts.is_exact;
    if (price.worst.empty() || value < price.value) {
      price.value = value;
      price.worst = threat.name;
    }
  }
  const Design& design = world.design();
  Game plain = design.game;
  plain.relative_gains = 0;
  Side side = world.side(victim);
  side.payoffs = material;
  const Rates tremble = design.request.tremble;
  const Rates misperception = design.request.misperception;
  std::optional<Exploitability> exposure;
  try {
    exposure = exploitability(design.rules, plain, side, Errors::everywhere(tremble.up, tremble.down),
                              plain.misperception(misperception.up, misperception.down),
                              static_cast<std::size_t>(design.request.exact_limit));
  } catch (const Error&) {  // over very many rounds it takes too long to compute
  }
  price.is_exact = price.is_exact && exposure.has_value();  // or a worse one may be unknown
  if (!exposure) return price;
  price.responder_gain = exposure->greedy.gain;
  price.spoiler_gain = exposure->spoiler.gain;
  price.held_to = exposure->held_to;
  price.is_playable = exposure->greedy.is_playable;
  if (price.worst.empty() || exposure->greedy.victim < price.value) {
    price.value = exposure->greedy.victim;
    price.worst = "greedy best response";
  }
  return price;
}

std::optional<double> break_even(double among_seekers, double against_worst, double tie) {
  if (against_worst > tie) return 1;
  if (among_seekers <= tie) return std::nullopt;
  if (against_worst >= -tie) return 1;
  return among_seekers / (among_seekers - against_worst);
}

}  // namespace detente
