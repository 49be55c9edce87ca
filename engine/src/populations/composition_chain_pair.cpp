// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/composition_chain_pair.hpp"

#include <algorithm>

#include <detente/error.hpp>

#include "numerics/elimination.hpp"
#include "populations/composition_chain_steps.hpp"

namespace detente {

CompositionLaw composition_law_of_two(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                                      const ChainRequest& request) {
  const std::int64_t population = process.population;
  const auto states = static_cast<double>(population);
  PopulationStep step(process, payoffs, mutation);
  std::vector<WideNumber> law{WideNumber(1)};  // by states of the first strategy, from none on; relative
  law.reserve(static_cast<std::size_t>(population) + 1);
  std::size_t first = 0;  // fewer than so many are left for good
  WideNumber up;
  for (std::int64_t k = 0; k <= population; ++k) {
    if (k % 65536 == 0 && request.give_up && request.give_up()) throw GivenUp();
    step.look({k, population - k});
    if (k > 0) {
      const WideNumber down = step.chance(0, 1);
      if (!down.is_zero()) {
        law.push_back(law.back() * up / down);
      } else {
        if (up.is_zero())
          throw Error(
              "the population stays for ever among few or among many of the first strategy, so that its shares "
              "depend on where it begins; a lower mutation rate would do");
        std::fill(law.begin(), law.end(), WideNumber());
        first = static_cast<std::size_t>(k);
        law.emplace_back(1);
      }
    }
    if (k < population) up = step.chance(1, 0);
  }
  WideNumber sum;
  for (std::size_t k = first; k < law.size(); ++k) sum += law[k];
  CompositionLaw result;
  WideNumber means[2];
  result.meetings.assign(2, std::vector<double>(2, 0.0));
  const double met = process.meets_itself ? states : states - 1;
  const double itself = process.meets_itself ? 0 : 1;
  for (std::size_t k = 0; k < law.size(); ++k) {
    law[k] /= sum;
    const double share = law[k].value();
    const auto some = static_cast<double>(k);
    const double rest = states - some;
    means[0] += law[k] * WideNumber(some / states);
    means[1] += law[k] * WideNumber(rest / states);
    if (k > 0) result.meetings[0][0] += share * (some / states) * ((some - itself) / met);
    if (rest > 0) result.meetings[1][1] += share * (rest / states) * ((rest - itself) / met);
    result.meetings[0][1] += share * (some / states) * (rest / met);
    if (request.wants_law)
      result.law.push_back({{static_cast<std::int64_t>(k), population - static_cast<std::int64_t>(k)}, share});
  }
  result.meetings[1][0] = result.meetings[0][1];
  for (std::size_t i = 0; i < 2; ++i) {
    const WideNumber& alone = i == 0 ? law.back() : law.front();
    result.mean_share.push_back(means[i].value());
    result.ln_mean_share.push_back(means[i].ln());
    result.monomorphic.push_back(alone.value());
    result.ln_monomorphic.push_back(alone.ln());
    result.all_monomorphic += alone.value();
  }
  return result;
}

}  // namespace detente
