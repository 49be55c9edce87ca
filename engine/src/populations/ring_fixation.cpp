// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/ring_fixation.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <detente/error.hpp>

#include "numerics/exponential.hpp"

namespace detente {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

// What counts of a ring with a block of mutants: the payoffs of states at its two ends, and of those behind them.
struct RingFront {
  double mutant;           // at an end of the block
  double mutant_behind;    // its neighbour within the block, if there is one
  double resident;         // next to the block
  double resident_behind;  // its neighbour that is a resident, if there is one
  bool is_lone_mutant;
  bool is_lone_resident;
};

// ln of chances, to within a factor that both share.
struct RingStep {
  double win;
  double lose;
};

class RingChain {
 public:
  RingChain(std::int64_t states, const PairPayoffs& payoffs, const StructuredProcess& process)
      : states_(states), pay_(payoffs), process_(process), scale_(process.gains == Gains::sum ? 2 : 1) {}

  RingStep step(std::int64_t mutants) const {
    const RingFront front = front_of(mutants);
    switch (process_.update) {
      case StructureUpdate::death_birth:
        return {death_birth(front.is_lone_resident, front.mutant, front.resident_behind),
                death_birth(front.is_lone_mutant, front.resident, front.mutant_behind)};
      case StructureUpdate::birth_death:
        return birth_death(mutants, front);
      default:
        return {0, -process_.selection * (front.mutant - front.resident)};
    }
  }

 private:
  RingFront front_of(std::int64_t mutants) const {
    const std::int64_t residents = states_ - mutants;
    const double mixed_mutant = scale_ * 0.5 * (pay_.aa + pay_.ab);
    const double mixed_resident = scale_ * 0.5 * (pay_.ba + pay_.bb);
    RingFront front{};
    front.is_lone_mutant = mutants == 1;
    front.is_lone_resident = residents == 1;
    front.mutant = front.is_lone_mutant ? scale_ * pay_.ab : mixed_mutant;
    // In a block of two, the one behind is the other end.
    front.mutant_behind = mutants == 2 ? mixed_mutant : scale_ * pay_.aa;
    front.resident = front.is_lone_resident ? scale_ * pay_.ba : mixed_resident;
    front.resident_behind = residents == 2 ? mixed_resident : scale_ * pay_.bb;
    return front;
  }

  double ln_fitness(double payoff) const {
    if (process_.fitness == Fitness::exponential) return process_.selection * payoff;
    // What require_structured let pass is below 0 by rounding only.
    return ln_of(std::max(0.0, 1 - process_.selection + process_.selection * payoff));
  }

  // One at the border dies, and is followed by `winner` rather than by the like of it behind. There are two such
  // borders, but a lone state has both and is followed for certain.
  double death_birth(bool is_lone, double winner, double behind) const {
    if (is_lone) return 0;
    const double own = ln_fitness(winner);
    const double other = ln_fitness(behind);
    constexpr double kLn2 = 0x1.62e42fefa39efp-1;
    if (std::isinf(own) && std::isinf(other)) return 0;  // both borders, even chances
    return kLn2 + (own - ln_sum(own, other));
  }

  RingStep birth_death(std::int64_t mutants, const RingFront& front) const {
    const RingStep result{ln_fitness(front.mutant), ln_fitness(front.resident)};
    if (!std::isinf(result.win) || !std::isinf(result.lose)) return result;
    const bool is_drift = (mutants < 3 || std::isinf(ln_fitness(scale_ * pay_.aa))) &&
                          (states_ - mutants < 3 || std::isinf(ln_fitness(scale_ * pay_.bb)));
    return is_drift ? RingStep{0, 0} : result;  // if not, those behind are copied by their like for ever
  }

  std::int64_t states_;
  PairPayoffs pay_;
  StructuredProcess process_;
  double scale_;
};

double ln_of_sum(const double* first, const double* last) {
  const double most = *std::max_element(first, last);
  double sum = 0;
  for (const double* at = first; at != last; ++at) sum += exp_of(*at - most);
  return most + ln_of(sum);
}

}  // namespace

double ln_ring_fixation(std::int64_t states, const PairPayoffs& payoffs, const StructuredProcess& process,
                        std::int64_t founders) {
  if (states < 3 || states > kMostPopulation)
    throw Error("a ring has " + std::to_string(states) + " states; it must have 3 to 1,000,000");
  if (founders < 1 || founders >= states)
    throw Error("founders are " + std::to_string(founders) + "; on a ring of " + std::to_string(states) +
                " states they must be 1 to " + std::to_string(states - 1));
  require_structured(process, payoffs, 2, 2);
  const RingChain chain(states, payoffs, process);
  // Numbers from which nothing leads up end the chain, and so do those from which nothing leads down.
  std::vector<double> sums{0};
  std::size_t below = static_cast<std::size_t>(founders);
  for (std::int64_t mutants = 1; mutants < states; ++mutants) {
    const RingStep step = chain.step(mutants);
    if (step.win == kNever && mutants >= founders) return kNever;
    if (step.win == kNever) {
      sums = {0};
      below = static_cast<std::size_t>(founders - mutants);
      continue;
    }
    sums.push_back(sums.back() + (step.lose - step.win));
  }
  const double* const first = sums.data();
  return ln_of_sum(first, first + below) - ln_of_sum(first, first + sums.size());
}

}  // namespace detente
