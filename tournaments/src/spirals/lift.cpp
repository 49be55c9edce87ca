// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/lift.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "design/entrants.hpp"
#include "play/intervals.hpp"
#include "play/moments.hpp"

namespace detente {
namespace {

constexpr double kNoGain = 1e-6;  // a chance that makes no difference

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

Field admit(const SpiralDesign& asked, const Design& design, World& world) {
  Field field;
  for (const Entrant& entrant : design.entrants) {
    field.entrants.push_back(world.admit(entrant.side));
    const std::string motive = entrant.motive == "game" ? "" : entrant.motive;
    const auto in_its_seat = [&](const Entrant& other) {
      Side side = seated(design, other.strategy, entrant.name, motive);
      side.name = other.name;
      return world.admit(side);
    };
    field.baselines.push_back(in_its_seat(asked.baseline));
    field.armed.push_back(in_its_seat(asked.armed));
  }
  for (const Entrant& aggressor : asked.aggressors) {
    const std::string motive = aggressor.motive == "game" ? "" : aggressor.motive;
    field.aggressors.push_back(
        {world.admit(seated(design, aggressor.strategy, aggressor.name, motive)), aggressor.name});
  }
  return field;
}

void tell_results(const Field& field, const Results& results, World& world) {
  for (const PairResult& pair : results.pairs) world.tell(field.entrants[pair.row], field.entrants[pair.column], pair);
}

void need_seekers(const SpiralDesign& asked, const Field& field, World& world, const Asked& questions) {
  for (std::size_t i = 0; i < field.entrants.size(); ++i)
    for (const std::size_t seat : {field.entrants[i], field.baselines[i]})
      for (const std::size_t seeker : asked.seekers) world.need(seat, field.entrants[seeker], questions);
}

void need_aggressors(const Field& field, World& world) {
  for (const auto* const seats : {&field.entrants, &field.baselines, &field.armed})
    for (const std::size_t seat : *seats)
      for (const Threat& aggressor : field.aggressors) world.need(seat, aggressor.state, {.joint = true});
}

std::vector<std::size_t> opponents(const SpiralDesign& asked, const Field& field, World& world, std::size_t entrant) {
  std::vector<std::size_t> list;
  for (const std::size_t seeker : asked.seekers) {
    if (seeker == entrant && !asked.design.request.self_play) continue;
    if (std::none_of(list.begin(), list.end(),
                     [&](std::size_t known) { return world.are_alike(field.entrants[known], field.entrants[seeker]); }))
      list.push_back(seeker);
  }
  return list;
}

Lift lift_of(const SpiralDesign& asked, const Field& field, World& world, std::size_t entrant) {
  Lift lift;
  Moments gains(1);
  std::vector<double> samples, medians;
  double escapes = 0, noise = 0;
  bool is_baseline = true;
  for (const std::size_t opponent : opponents(asked, field, world, entrant)) {
    const Facts with = world.facts(field.entrants[entrant], field.entrants[opponent]);
    const Facts without = world.facts(field.baselines[entrant], field.entrants[opponent]);
    lift.is_exact = lift.is_exact && with.is_exact && without.is_exact;
    if (!with.durable_peace || !without.durable_peace) continue;
    const bool is_same =
        world.is_same_pair(field.entrants[entrant], field.baselines[entrant], field.entrants[opponent]);
    is_baseline = is_baseline && is_same;
    const double gain = *with.durable_peace - *without.durable_peace;
    samples.push_back(gain);
    ++lift.opponents;
    if (gain > kNoGain) ++lift.ahead;
    if (gain < -kNoGain) ++lift.behind;
    escapes += *with.durable_peace;
    if (!is_same) noise += with.durable_error * with.durable_error + without.durable_error * without.durable_error;
    medians.push_back(with.median_rounds ? static_cast<double>(*with.median_rounds)
                                         : std::numeric_limits<double>::infinity());
    if (!lift.worst || gain < *lift.worst) {
      lift.worst = gain;
      lift.worst_opponent = asked.design.entrants[opponent].name;
    }
  }
  if (samples.empty()) return lift;
  const auto count = static_cast<double>(samples.size());
  gains.add(samples);
  lift.mean = gains.mean(0);
  lift.escape = escapes / count;
  // Of a mean, the jackknife's variance is that of the values over their number; weather is shared by what is sampled,
  // so that its errors, added as if they were not, are if anything too wide.
  if (is_baseline)
    lift.error = 0;
  else if (samples.size() >= kLeastOpponents)
    lift.error = std::hypot(half_width(gains.covariance(0, 0), count), std::sqrt(noise) / count);
  const double median = median_of(medians);
  if (std::isfinite(median)) lift.median_rounds = median;
  return lift;
}

std::optional<std::array<double, 2>> lift_interval(const Breaker& breaker) {
  if (!breaker.lift || !breaker.lift_error) return std::nullopt;
  return std::array{std::max(*breaker.lift - *breaker.lift_error, -1.0),
                    std::min(*breaker.lift + *breaker.lift_error, 1.0)};
}

std::optional<double> crisis_lift(const SpiralDesign& asked, const Field& field, World& world, std::size_t entrant) {
  double sum = 0;
  std::size_t count = 0;
  for (const std::size_t opponent : opponents(asked, field, world, entrant)) {
    const Facts with = world.facts(field.entrants[entrant], field.entrants[opponent]);
    const Facts without = world.facts(field.baselines[entrant], field.entrants[opponent]);
    for (std::size_t i = 0; i < with.crisis_peace.size(); ++i, ++count)
      sum += with.crisis_peace[i] - without.crisis_peace[i];
  }
  return count == 0 ? std::nullopt : std::optional(sum / static_cast<double>(count));
}

}  // namespace detente
