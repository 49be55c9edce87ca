// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/answers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "spirals/description.hpp"

namespace detente {
namespace {

constexpr double kReached = 0.001 - 1e-9;  // a pair has spirals where at least one match in a thousand reaches one
constexpr double kEnded = 0.01;            // a spiral can be ended where somebody ends it that often
constexpr double kPoint = 0.01;            // a percentage point
constexpr double kTie = 1e-9;

bool has(const std::vector<std::size_t>& list, std::size_t entrant) {
  return std::find(list.begin(), list.end(), entrant) != list.end();
}

bool meets(const SpiralDesign& asked, std::size_t entrant, std::size_t opponent) {
  return entrant != opponent || asked.design.request.self_play;
}

std::optional<double> mean_if_any(const std::vector<double>& values) {
  return values.empty() ? std::nullopt : std::optional(mean_of(values));
}

/// What the spirals of one entrant come to.
void add_spirals(const SpiralDesign& asked, const Field& field, World& world, const SeekersBySpirals& seekers,
                 std::size_t entrant, Answer& answer) {
  std::vector<double> with_it, with_baseline, reached, rounds, baseline_rounds;
  double variance = 0, gain_variance = 0;
  for (const std::size_t opponent : opponents(asked, field, world, entrant)) {
    const Facts with = world.facts(field.entrants[entrant], field.entrants[opponent]);
    const Facts without = world.facts(field.baselines[entrant], field.entrants[opponent]);
    rounds.push_back(with.spiral_share);
    baseline_rounds.push_back(without.spiral_share);
    if (!has(seekers.breakable, opponent)) continue;
    reached.push_back(with.reached);
    if (!has_spirals(with) || !has_spirals(without)) continue;
    const double ends = with.durable_peace.value_or(0);
    const double baseline_ends = without.durable_peace.value_or(0);
    with_it.push_back(ends);
    with_baseline.push_back(baseline_ends);
    variance += with.durable_error * with.durable_error;
    const bool is_same =
        world.is_same_pair(field.entrants[entrant], field.baselines[entrant], field.entrants[opponent]);
    if (!is_same)
      gain_variance += with.durable_error * with.durable_error + without.durable_error * without.durable_error;
    // A difference that sampling alone may make is none.
    const double least = std::max(kLeastDifference, std::hypot(with.durable_error, without.durable_error));
    if (!is_same && ends - baseline_ends >= least) ++answer.better;
    if (!is_same && ends - baseline_ends <= -least) ++answer.worse;
    if (!answer.least || ends < *answer.least - kTie) {
      answer.least = ends;
      answer.least_with = asked.design.entrants[opponent].name;
    }
  }
  answer.compared = with_it.size();
  answer.reached = mean_if_any(reached);
  answer.in_spirals = mean_if_any(rounds);
  answer.in_spirals_baseline = mean_if_any(baseline_rounds);
  answer.ends = mean_if_any(with_it);
  answer.ends_baseline = mean_if_any(with_baseline);
  if (!answer.ends) return;
  answer.ends_error = std::sqrt(variance) / static_cast<double>(with_it.size());
  answer.gain = *answer.ends - *answer.ends_baseline;
  answer.gain_error = std::sqrt(gain_variance) / static_cast<double>(with_it.size());
}

void add_costs(const Price& own, const Price& armed, const Payoffs& material, Answer& answer) {
  answer.keeps = own.value;
  answer.is_cost_exact = own.is_exact && armed.is_exact;
  const double peace = material.reward() - material.punishment();
  if (peace > kTie) answer.cost = (armed.value - own.value) / peace;
}

std::optional<BreakerClass> class_of(const std::string& conduct, const Answer& answer) {
  if (conduct == "always restrained") return BreakerClass::restrained;
  if (conduct == "always hostile") return BreakerClass::hostile;
  if (!answer.gain) return std::nullopt;
  const double least = std::max(kLeastDifference, answer.gain_error);  // less may be sampling alone
  if (*answer.gain <= -least) return BreakerClass::worse;
  if (*answer.gain < least) return BreakerClass::like;
  const bool begins_more = *answer.in_spirals > *answer.in_spirals_baseline + kTie;
  return answer.worse == 0 && !begins_more ? BreakerClass::ends : BreakerClass::mixed;
}

bool answers_what_it_sees(const Answer& answer) {
  return answer.kind && *answer.kind != BreakerClass::restrained && *answer.kind != BreakerClass::hostile;
}

void find_front(const SpiralDesign& asked, std::vector<Answer>& all) {
  const auto is_rival = [&](std::size_t i) {
    return has(asked.seekers, i) && answers_what_it_sees(all[i]) && all[i].ends && all[i].cost;
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_rival(i)) continue;
    all[i].front = true;
    for (std::size_t j = 0; j < all.size(); ++j) {
      if (i == j || !is_rival(j)) continue;
      const double more = *all[j].ends - *all[i].ends;
      const double cheaper = *all[i].cost - *all[j].cost;
      if (more >= -kTie && cheaper >= -kTie && (more > kTie || cheaper > kTie)) all[i].front = false;
    }
  }
}

}  // namespace

bool has_spirals(double reached) {
  return reached > kReached;
}
bool ends_some(double ended) {
  return ended >= kEnded - kTie;
}
bool has_spirals(const Facts& facts) {
  return has_spirals(facts.reached);
}
bool ends_some(const Facts& facts) {
  return ends_some(facts.durable_peace.value_or(0));
}

std::string_view class_word(BreakerClass kind) {
  constexpr std::array<std::string_view, 6> kWords{"ends", "mixed", "like", "worse", "restrained", "hostile"};
  return kWords[static_cast<std::size_t>(kind)];
}

double needed_precision(const SpiralDesign& asked) {
  return kPoint * std::sqrt(static_cast<double>(asked.seekers.size()));
}

double mean_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double among_seekers(const SpiralDesign& asked, const Field& field, World& world, std::size_t seat,
                     std::size_t entrant) {
  std::vector<double> scores;
  for (const std::size_t seeker : opponents(asked, field, world, entrant))
    scores.push_back(score(world.design().entrants[entrant].material, world.facts(seat, field.entrants[seeker]).joint));
  return scores.empty() ? 0 : mean_of(scores);
}

SeekersBySpirals seekers_by_spirals(const SpiralDesign& asked, const Field& field, World& world) {
  SeekersBySpirals found;
  for (const std::size_t seeker : asked.seekers) {
    bool is_reached = false, is_ended = false;
    for (std::size_t i = 0; i < field.entrants.size(); ++i) {
      if (!meets(asked, i, seeker)) continue;
      const Facts facts = world.facts(field.entrants[i], field.entrants[seeker]);
      if (!has_spirals(facts)) continue;
      is_reached = true;
      is_ended = is_ended || ends_some(facts);
    }
    (is_ended ? found.breakable : is_reached ? found.hopeless : found.without_spirals).push_back(seeker);
  }
  return found;
}

std::vector<Answer> answers(const SpiralDesign& asked, const Design& design, const Field& field, World& world,
                            const SeekersBySpirals& seekers, const Prices& prices) {
  std::vector<Answer> all(field.entrants.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Payoffs& material = design.entrants[i].material;
    add_spirals(asked, field, world, seekers, i, all[i]);
    add_costs(prices.own[i], prices.armed[i], material, all[i]);
    all[i].kind = class_of(conduct_of(world.automaton(field.entrants[i]), design.peace.level), all[i]);
  }
  find_front(asked, all);
  return all;
}

}  // namespace detente
