// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/sampled_population_walk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numerics/elimination.hpp"
#include "numerics/exponential.hpp"
#include "populations/sampled_population_numbers.hpp"

namespace detente {

void MeetingTimes::count(const Composition& states, std::size_t strategy, std::int64_t now) {
  for (std::size_t other = 0; other < size_; ++other) {
    const std::size_t at = place(strategy, other);
    if (now <= since_[at]) continue;
    sums_[at] += static_cast<double>(states[strategy]) * static_cast<double>(states[other]) *
                 static_cast<double>(now - since_[at]);
    since_[at] = now;
  }
}

PopulationWalk::PopulationWalk(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                               const SamplingRequest& request, std::int64_t run)
    : process_(process),
      payoffs_(payoffs),
      mutation_(mutation),
      request_(request),
      run_(static_cast<std::uint32_t>(run)),
      end_(request.burn_in + request.steps),
      states_(request.start),
      times_(payoffs.size(), request.burn_in),
      weights_(payoffs.size(), 0.0) {}

SampledRun PopulationWalk::result() {
  const auto alone = [&](std::int64_t states) { return states == process_.population; };
  for (std::int64_t turn = 0; now_ < end_; ++turn) {
    if (request_.give_up && turn % 65536 == 0 && request_.give_up()) throw GivenUp();
    const auto only = std::find_if(states_.begin(), states_.end(), alone);
    if (only != states_.end())
      wait_for_mutant(static_cast<std::size_t>(only - states_.begin()));
    else if (process_.imitation == Imitation::pairwise)
      compare();
    else if (process_.imitation == Imitation::moran)
      replace();
    else
      next_generation();
  }
  return summed();
}

std::size_t PopulationWalk::drawn_state(PopulationPurpose purpose, std::size_t except) const {
  const std::int64_t states = process_.population - (except < states_.size() ? 1 : 0);
  auto left = std::min(states - 1, static_cast<std::int64_t>(draw(purpose) * static_cast<double>(states)));
  for (std::size_t i = 0; i + 1 < states_.size(); ++i) {
    left -= states_[i] - (i == except ? 1 : 0);
    if (left < 0) return i;
  }
  return states_.size() - 1;
}

double PopulationWalk::mutant_chance(std::size_t from, std::size_t to) const {
  if (!mutation_.mutants.empty()) return mutation_.mutants[from][to];
  return from == to ? 0 : 1 / static_cast<double>(states_.size() - 1);
}

std::size_t PopulationWalk::drawn_mutant(std::size_t from) const {
  double left = draw(PopulationPurpose::mutant);
  std::size_t last = from;
  for (std::size_t to = 0; to < states_.size(); ++to) {
    const double chance = mutant_chance(from, to);
    if (chance == 0) continue;
    last = to;
    left -= chance;
    if (left < 0) break;
  }
  return last;
}

void PopulationWalk::change(std::size_t before, std::size_t after) {
  if (before == after) return;
  times_.count(states_, before, now_ + 1);
  times_.count(states_, after, now_ + 1);
  --states_[before];
  ++states_[after];
  are_weights_old_ = true;
}

void PopulationWalk::take(const Composition& states) {
  for (std::size_t i = 0; i < states.size(); ++i) times_.count(states_, i, now_ + 1);
  states_ = states;
  are_weights_old_ = true;
}

void PopulationWalk::wait_for_mutant(std::size_t only) {
  // Chances to be none that pass before the first mutant: of steps, or of all offspring of all generations.
  const bool is_generation = process_.imitation == Imitation::wright_fisher;
  const double of_each = is_generation ? static_cast<double>(process_.population) : 1;
  const double passed =
      mutation_.rate < 1 ? std::floor(ln_of(draw(PopulationPurpose::mutate)) / ln_without(mutation_.rate)) : 0;
  if (passed / of_each >= static_cast<double>(end_ - now_)) {
    now_ = end_;
    return;
  }
  const auto whole = static_cast<std::int64_t>(passed);
  if (!is_generation) {
    now_ += whole;
    change(only, drawn_mutant(only));
    ++now_;
    return;
  }
  now_ += whole / process_.population;
  const std::int64_t after = process_.population - 1 - whole % process_.population;
  const std::int64_t mutants = 1 + binomial(after, mutation_.rate, draw(PopulationPurpose::more_mutants));
  std::vector<double> chances;
  for (std::size_t to = 0; to < states_.size(); ++to) chances.push_back(mutant_chance(only, to));
  Composition next = drawn_offspring(mutants, chances);
  next[only] += process_.population - mutants;
  take(next);
  ++now_;
}

void PopulationWalk::compare() {
  const std::size_t focal = drawn_state(PopulationPurpose::focal);
  if (is_mutant()) {
    change(focal, drawn_mutant(focal));
  } else {
    const std::size_t model = drawn_state(PopulationPurpose::model, focal);
    if (model != focal) {
      const double loss = payoff_in(process_, payoffs_, states_, focal) - payoff_in(process_, payoffs_, states_, model);
      if (draw(PopulationPurpose::accept) * (1 + exp_of(process_.selection * loss)) < 1) change(focal, model);
    }
  }
  ++now_;
}

void PopulationWalk::replace() {
  weigh();
  double left = draw(PopulationPurpose::parent) * weight_;
  std::size_t parent = states_.size();
  for (std::size_t i = 0; i < states_.size(); ++i) {
    if (weights_[i] == 0) continue;
    parent = i;
    left -= weights_[i];
    if (left < 0) break;
  }
  change(drawn_state(PopulationPurpose::dead), is_mutant() ? drawn_mutant(parent) : parent);
  ++now_;
}

void PopulationWalk::next_generation() {
  weigh();
  std::vector<double> chances(states_.size(), 0.0);
  for (std::size_t from = 0; from < states_.size(); ++from) {
    if (weights_[from] == 0) continue;
    const double share = weights_[from] / weight_;
    for (std::size_t to = 0; to < states_.size(); ++to)
      chances[to] += share * (from == to ? 1 - mutation_.rate : mutation_.rate * mutant_chance(from, to));
  }
  take(drawn_offspring(process_.population, chances));
  ++now_;
}

Composition PopulationWalk::drawn_offspring(std::int64_t offspring, const std::vector<double>& chances) const {
  std::vector<double> rest(chances.size(), 0.0);  // of this and later strategies
  double sum = 0;
  for (std::size_t i = chances.size(); i-- > 0;) rest[i] = sum += chances[i];
  Composition result(chances.size(), 0);
  std::int64_t left = offspring;
  for (std::size_t i = 0; i < chances.size() && left > 0; ++i) {
    if (chances[i] == 0) continue;
    const bool is_last = i + 1 == chances.size() || rest[i + 1] == 0;
    const double drawn = draw(PopulationPurpose::offspring, static_cast<std::uint32_t>(i));
    result[i] = is_last ? left : binomial(left, chances[i] / rest[i], drawn);
    left -= result[i];
  }
  return result;
}

void PopulationWalk::weigh() {
  if (!are_weights_old_) return;
  are_weights_old_ = false;
  std::vector<double> payoff(states_.size(), 0.0);
  double most = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < states_.size(); ++i) {
    if (states_[i] == 0) continue;
    payoff[i] = payoff_in(process_, payoffs_, states_, i);
    most = std::max(most, payoff[i]);
  }
  weight_ = 0;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    weights_[i] = 0;
    if (states_[i] == 0) continue;
    const double fitness =
        process_.fitness == Fitness::exponential
            ? exp_of(process_.selection * (payoff[i] - most))
            : std::max(0.0, 1 - process_.selection + process_.selection * (payoff[i] + payoffs_(0, 0)));
    weight_ += weights_[i] = static_cast<double>(states_[i]) * fitness;
  }
  if (weight_ > 0) return;
  for (std::size_t i = 0; i < states_.size(); ++i) weights_[i] = static_cast<double>(states_[i]);
  weight_ = static_cast<double>(process_.population);
}

SampledRun PopulationWalk::summed() {
  const std::size_t strategies = states_.size();
  for (std::size_t i = 0; i < strategies; ++i) times_.count(states_, i, end_);
  const auto population = static_cast<double>(process_.population);
  const auto steps = static_cast<double>(request_.steps);
  SampledRun run;
  run.meetings.assign(strategies, std::vector<double>(strategies, 0.0));
  for (std::size_t i = 0; i < strategies; ++i) {
    double row = 0;
    for (std::size_t j = 0; j < strategies; ++j) row += times_.sum(i, j);
    run.mean_share.push_back(row / (population * population * steps));
    for (std::size_t j = 0; j < strategies; ++j) {
      double met = times_.sum(i, j) / (population * population * steps);
      // Of x_i x_i pairs, x_i are a state with itself.
      if (!process_.meets_itself) met = (met * population - (i == j ? run.mean_share[i] : 0)) / (population - 1);
      run.meetings[i][j] = std::max(0.0, met);
    }
  }
  return run;
}

}  // namespace detente
