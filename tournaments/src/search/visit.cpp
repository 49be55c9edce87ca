// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/visit.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace detente {
namespace {

using Column = SearchColumn;

constexpr double kUnbounded = std::numeric_limits<double>::infinity();
constexpr std::size_t kAnySize = std::numeric_limits<std::size_t>::max();

/// The highest score that anybody can have.
double highest(const Payoffs& payoffs) {
  return std::max({payoffs.reward(), payoffs.temptation(), payoffs.punishment()});
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

Visit::Visit(const SearchedWorld& world, const Automaton& member, const std::vector<SearchColumn>& columns,
             PairingSpace& space, double precision, const CannotMatter& cannot_matter)
    : world_(world),
      member_(member),
      columns_(columns),
      space_(space),
      precision_(precision),
      cannot_matter_(cannot_matter),
      has_cost_(has(Column::cost) || has(Column::keeps)),
      has_escapes_(has(Column::ends) || has(Column::least)),
      has_score_(has(Column::score) || has(Column::peace)),
      has_spirals_(has(Column::in_spirals)),
      kept_(kUnbounded),
      next_aggressor_(world.aggressors_.begin()) {
  at_best_.fill(kUnbounded);
  value(Column::ends) = value(Column::least) = value(Column::peace) = 1;
  value(Column::cost) = value(Column::best_response) = -kUnbounded;
  value(Column::in_spirals) = 0;
  value(Column::score) = highest(world_.seat_.payoffs);
}

std::optional<SearchValues> Visit::values() {
  if (has_cost_ || has(Column::best_response)) {
    meet_greedy();
    if (is_over()) return std::nullopt;
  }
  if (!has_escapes_ && !has_score_ && !has_spirals_) {
    meet_aggressors(kAnySize);
    return at_best_;
  }
  for (const Other& other : world_.others_) {
    if (other.is_seeker) ++seekers_left_;
    entrants_left_ += other.entrants;
  }
  if (world_.asked_.design.request.self_play) take_copy();
  for (const Other& other : world_.others_) {  // who has few states is met first
    meet_aggressors(other.automaton.size());
    if (!other.is_seeker) {
      meet(other, false);
      continue;
    }
    meet_seeker(other);
    bound();
    if (is_over()) return std::nullopt;
  }
  meet_aggressors(kAnySize);
  if (copy_ && copy_->is_seeker) end_with_copy();
  bound();
  if (ended_.empty())
    value(Column::ends) = value(Column::least) = kNothingCompared;
  else
    value(Column::ends) = mean_of(ended_);
  return at_best_;
}

bool Visit::has(SearchColumn column) const {
  return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
}

void Visit::keep(double payoff) {
  const Payoffs& material = world_.material_;
  const double peace_is_worth = material.reward() - material.punishment();
  kept_ = std::min(kept_, payoff);
  value(Column::keeps) = kept_;
  value(Column::cost) = peace_is_worth > 1e-9 ? (world_.armed_ - kept_) / peace_is_worth : kUnbounded;
}

void Visit::meet_greedy() {
  const BestResponse greedy = world_.greedy_response(member_);
  value(Column::best_response) = greedy.gain;
  keep(greedy.victim);
}

void Visit::meet_aggressors(std::size_t most_states) {
  for (; has_cost_ && next_aggressor_ != world_.aggressors_.end() && next_aggressor_->automaton.size() <= most_states;
       ++next_aggressor_) {
    const Pairing pairing = world_.meet(member_, *next_aggressor_, {.escape = false, .rounds = true}, space_);
    keep(score(world_.material_, {pairing.joint.begin(), pairing.joint.end()}));
  }
}

/// The copy is an opponent unless a seeker of the field does as it does.
void Visit::take_copy() {
  const auto& others = world_.others_;
  const bool has_clone = std::any_of(others.begin(), others.end(), [&](const Other& other) {
    return other.is_seeker && world_.is_like(member_, other);
  });
  copy_ = world_.copy_of(member_);
  copy_->is_seeker = !has_clone;
  copy_->entrants = 1;
  if (copy_->is_seeker) ++seekers_left_;
  ++entrants_left_;
  with_copy_ = meet(*copy_, true);
}

Pairing Visit::meet(const Other& other, bool is_copy) {
  const bool needs_escape = has_escapes_ && (other.is_seeker || is_copy);
  const bool needs_rounds = has_score_ || (has_spirals_ && other.is_seeker);
  if (!needs_escape && !needs_rounds) return {};
  const Pairing pairing =
      world_.meet(member_, other, {.escape = needs_escape, .rounds = needs_rounds, .precision = precision_}, space_);
  if (needs_escape && has_spirals(pairing.reached) && ends_some(pairing.ended)) is_ended_by_somebody_ = true;
  if (has_spirals_ && other.is_seeker) in_spirals_.push_back(pairing.spiral_share);
  const auto count = static_cast<double>(other.entrants);
  score_ += count * score(world_.seat_.payoffs, {pairing.joint.begin(), pairing.joint.end()});
  peace_ += count * pairing.joint[0];
  entrants_met_ += other.entrants;
  entrants_left_ -= other.entrants;
  return pairing;
}

void Visit::meet_seeker(const Other& other) {
  const Pairing pairing = meet(other, false);
  --seekers_left_;
  const bool is_breakable = other.is_breakable || (has_spirals(pairing.reached) && ends_some(pairing.ended));
  if (has_escapes_ && is_breakable) add_ended(pairing, other.baseline_reached);
}

void Visit::end_with_copy() {
  --seekers_left_;
  if (!has_escapes_) return;
  const PairingParts escape{.escape = true, .rounds = false, .precision = precision_};
  for (const Other& other : world_.others_) {  // by an aggressor, if by anybody
    if (is_ended_by_somebody_) break;
    if (other.is_seeker) continue;
    const Pairing pairing = world_.meet(member_, other, escape, space_);
    is_ended_by_somebody_ = has_spirals(pairing.reached) && ends_some(pairing.ended);
  }
  if (is_ended_by_somebody_) add_ended(*with_copy_, world_.meet(member_, *world_.baseline_, escape, space_).reached);
}

void Visit::add_ended(const Pairing& pairing, double baseline_reached) {
  if (has_spirals(pairing.reached) && has_spirals(baseline_reached)) ended_.push_back(pairing.ended);
}

void Visit::bound() {
  const auto left = static_cast<double>(seekers_left_);
  const double opponents = static_cast<double>(ended_.size()) + left;
  if (opponents > 0) value(Column::ends) = (sum_of(ended_) + left) / opponents;
  if (!ended_.empty()) value(Column::least) = *std::min_element(ended_.begin(), ended_.end());
  if (!in_spirals_.empty())
    value(Column::in_spirals) = sum_of(in_spirals_) / (static_cast<double>(in_spirals_.size()) + left);
  const auto entrants_left = static_cast<double>(entrants_left_);
  const auto all = static_cast<double>(entrants_met_ + entrants_left_);
  value(Column::score) = (score_ + entrants_left * highest(world_.seat_.payoffs)) / all;
  value(Column::peace) = (peace_ + entrants_left) / all;
}

}  // namespace detente
