// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/world.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <detente/exact/exact.hpp>
#include <detente/store/store.hpp>

#include "play/failures.hpp"
#include "play/longest_first.hpp"
#include "play/sampling.hpp"
#include "spirals/facts_record.hpp"
#include "spirals/sampled_trials.hpp"
#include "store/keys.hpp"

namespace detente {
namespace {

constexpr std::int64_t kSampledEndless = 1000;  // rounds that stand for a match without end where it has to be sampled

Audience audience_of(const Side& side) {
  const Traits traits = side.strategy.traits();
  return {.opens = traits.opens, .listens = traits.listens};
}

std::vector<double> transposed(const std::vector<double>& joint, int levels) {
  std::vector<double> turned;
  for (int row = 0; row < levels; ++row)
    for (int column = 0; column < levels; ++column)
      turned.push_back(joint[static_cast<std::size_t>(column * levels + row)]);
  return turned;
}

/// From the other seat.
void turn(Facts& facts, int levels) {
  if (facts.proximate) std::swap(facts.proximate->share[0], facts.proximate->share[1]);
  if (!facts.joint.empty()) facts.joint = transposed(facts.joint, levels);
}

/// Trials of conducts look at levels alone.
Material no_payoffs(int levels) {
  Payoffs nothing;
  nothing.levels = levels;
  return {nothing, nothing};
}

void add(const PairTrials& trials, Facts& facts) {
  facts.reached = trials.escape.reached;
  if (trials.escape.recovery) {
    facts.durable_peace = trials.escape.recovery->durable_peace;
    facts.durable_error = trials.escape.recovery->durable_error;
    facts.median_rounds = trials.escape.recovery->median_rounds;
  }
  for (const Recovery& recovery : trials.crisis) facts.crisis_peace.push_back(recovery.durable_peace);
  facts.recovery_curve = trials.recovery_curve;
  facts.proximate = trials.proximate;
}

Wanted wanted(const Asked& asked) {
  return {.escape = asked.escape,
          .crisis = asked.crisis,
          .impulse = false,
          .burst = false,
          .proximate = asked.proximate,
          .recovery_curve = asked.recovery_curve};
}

/// What was found out, and what was told of the same pair.
Facts with_told(Facts found, const Facts& told) {
  found.is_exact = found.is_exact && told.is_exact;
  found.joint = told.joint;
  found.episode_length = told.episode_length;
  found.hostile_share = told.hostile_share;
  found.spiral_share = told.spiral_share;
  return found;
}

}  // namespace

World::World(const Design& design, const Trial& trial, bool has_crises, double known_to, const Watch& watch,
             StoredTrials* known)
    : design_(design),
      trial_(trial),
      known_to_(known_to),
      known_(known),
      conducts_(
          design.rules.levels, design.rules.signal_cost != 0, static_cast<std::size_t>(design.request.exact_limit),
          [this, has_crises](const Side& side, bool is_verified) {
            return possible(design_.rules, side, is_verified, trial_, wanted({.crisis = has_crises}));
          },
          watch.stop) {}

std::size_t World::admit(const Side& side) {
  states_.push_back(side);
  conduct_of_.emplace_back();
  const Audience audience = audience_of(side);
  if (std::find(audiences_.begin(), audiences_.end(), audience) == audiences_.end()) audiences_.push_back(audience);
  return states_.size() - 1;
}

std::size_t World::conduct(std::size_t state, const Audience& audience) {
  auto& number = conduct_of_[state][(audience.opens ? 1U : 0U) + (audience.listens ? 2U : 0U)];
  if (!number) number = conducts_.number(states_[state], audience);
  return *number;
}

bool World::are_alike(std::size_t a, std::size_t b) {
  return std::all_of(audiences_.begin(), audiences_.end(),
                     [&](const Audience& audience) { return conduct(a, audience) == conduct(b, audience); });
}

const Automaton* World::automaton(std::size_t state) {
  return conducts_.automaton(conduct(state, audiences_.front()));
}

World::Pair World::pair(std::size_t row, std::size_t column) {
  const std::size_t a = conduct(row, audience_of(states_[column]));
  const std::size_t b = conduct(column, audience_of(states_[row]));
  return {std::min(a, b), std::max(a, b)};
}

void World::tell(std::size_t row, std::size_t column, const PairResult& result) {
  if (!result.episodes) return;
  const Pair place = pair(row, column);
  Facts facts;
  facts.is_exact = result.engine == "exact";
  facts.joint = conduct(row, audience_of(states_[column])) == place.first
                    ? result.joint
                    : transposed(result.joint, design_.rules.levels);
  facts.episode_length = result.episodes->length;
  facts.hostile_share = result.episodes->hostile_share;
  facts.spiral_share = result.episodes->spiral_share;
  // Of pairs that play alike one speaks for all: which one does not depend on the order of entrants.
  const auto [known, is_new] = told_.try_emplace(place, facts);
  if (!is_new && std::tie(facts.joint, facts.spiral_share) < std::tie(known->second.joint, known->second.spiral_share))
    known->second = facts;
}

void World::need(std::size_t row, std::size_t column, const Asked& asked) {
  asked_[pair(row, column)].add(asked);
}

std::optional<Facts> World::exact_facts(const Pair& pair, const Asked& asked, const GiveUp& give_up) const {
  if (!conducts_.comes_before(pair.second, pair.first)) return exact_facts_in_order(pair, asked, give_up);
  auto facts = exact_facts_in_order({pair.second, pair.first}, asked, give_up);
  if (facts) turn(*facts, design_.rules.levels);
  return facts;
}

std::optional<Facts> World::exact_facts_in_order(const Pair& pair, const Asked& asked, const GiveUp& give_up) const {
  const auto limit = static_cast<std::size_t>(design_.request.exact_limit);
  const Seated row = conducts_.seated(pair.first);
  const Seated column = conducts_.seated(pair.second);
  const Material nothing = no_payoffs(design_.rules.levels);
  Facts facts;
  if (asked.escape && design_.request.known_length) return std::nullopt;  // within the match: see `sampled_trials`
  if (asked.any_trial()) {
    const auto trials = exact_trials(design_.rules, row, column, nothing, trial_, wanted(asked), limit, give_up);
    if (!trials) return std::nullopt;
    add(*trials, facts);
  }
  if (asked.joint) {
    const auto chain = join(design_.rules, row, column, limit, give_up);
    if (!chain || too_large(*chain, design_.rules)) return std::nullopt;
    const auto means = exact_means(*chain, design_.rules, give_up);
    if (!means) return std::nullopt;
    facts.joint = means->joint;
  }
  if (asked.episodes) {
    const auto chain = join(design_.rules, row, column, limit, give_up);
    if (!chain || too_large(*chain, design_.rules)) return std::nullopt;
    const auto found = episodes(*chain, design_.rules, nothing, trial_.peace, trial_.ages, give_up);
    if (!found) return std::nullopt;
    facts.episode_length = found->length;
    facts.hostile_share = found->hostile_share;
    facts.spiral_share = found->spiral_share;
  }
  return facts;
}

Facts World::sampled_facts(const Pair& pair, const Asked& asked, tbb::task_arena& arena, const Watch& watch) const {
  Design two = design_;
  if (two.rules.endless) two.rules.rounds = kSampledEndless;
  two.rules.endless = false;
  two.rules.discount = 1;
  two.entrants.clear();
  for (const std::size_t conduct : {pair.first, pair.second})
    two.entrants.push_back({.name = conducts_.side(conduct).name,
                            .shown = conducts_.side(conduct).name,
                            .motive = "game",
                            .strategy = conducts_.side(conduct).strategy,
                            .material = conducts_.side(conduct).payoffs,
                            .side = conducts_.side(conduct)});
  Facts facts;
  facts.is_exact = false;
  const Watch quiet{.progress = {}, .stop = watch.stop};
  if (asked.any_trial())
    add(sampled_trials(two, conducts_.seated(pair.first), conducts_.seated(pair.second), no_payoffs(two.rules.levels),
                       trial_, wanted(asked), quiet, known_to_),
        facts);
  if (asked.joint || asked.episodes) {
    Dropped dropped(two);
    const Sampled sampled = sample(two, {{0, 1}}, {1, 1}, false, arena, quiet, dropped);
    if (dropped.size() > 0) throw StrategyFailure(dropped.failures().front());
    const PairResult& result = sampled.pairs.front();
    facts.joint = result.joint;
    facts.episode_length = result.episodes->length;
    facts.hostile_share = result.episodes->hostile_share;
    facts.spiral_share = result.episodes->spiral_share;
  }
  return facts;
}

std::string World::name_of(const Pair& pair, const Asked& asked) const {
  std::string name = trial_key(design_, trial_, known_to_) + " asked=";
  for (const bool one :
       {asked.escape, asked.crisis, asked.joint, asked.episodes, asked.recovery_curve, asked.proximate})
    name += one ? 'y' : 'n';
  for (const std::size_t conduct : {pair.first, pair.second})
    name += "\n" + conduct_key(design_, conducts_.side(conduct), conducts_.automaton(conduct), known_->registry());
  return name;
}

std::optional<Facts> World::known_facts(const std::string& name) const {
  const auto bytes = known_->find(name);
  return bytes ? facts_of(*bytes) : std::nullopt;
}

std::size_t World::cost(const Pair& pair) const {
  const auto limit = static_cast<std::size_t>(design_.request.exact_limit);
  const auto states = [&](std::size_t conduct) {
    const Automaton* const automaton = conducts_.automaton(conduct);
    return automaton == nullptr ? limit : automaton->size();
  };
  return states(pair.first) * states(pair.second);
}

void World::find_out(const std::vector<World*>& worlds, tbb::task_arena& arena, const Watch& watch) {
  struct ClassElimination {
    World* world;
    Pair pair;
    Asked asked;
    std::optional<Facts> found;
  };
  std::vector<ClassElimination> pieces;
  std::vector<std::size_t> costs;
  for (World* const world : worlds)
    for (const auto& [pair, asked] : world->asked_) {
      pieces.push_back({world, pair, asked, {}});
      costs.push_back(world->cost(pair));
    }
  const auto is_stopped = [&] { return watch.stop && watch.stop(); };
  WorkDone done(costs);
  Failures failures;
  longest_first(costs, arena, [&](std::size_t i) {
    if (failures.is_over(i) || is_stopped()) return;
    auto& [world, pair, asked, found] = pieces[i];
    try {
      const auto told = world->told_.find(pair);
      if (told != world->told_.end()) asked.joint = asked.episodes = false;
      if (!asked.any()) found.emplace();
      const std::string name = !found && world->known_ != nullptr ? world->name_of(pair, asked) : "";
      if (!name.empty()) found = world->known_facts(name);
      const bool is_new = !found && !name.empty();
      if (!found && !samples_all(world->design_.request)) found = world->exact_facts(pair, asked, is_stopped);
      const bool is_left_out = !found && world->is_exact_only_;
      if (is_left_out) found.emplace().is_exact = false;
      if (!found && !is_stopped()) found = world->sampled_facts(pair, asked, arena, watch);
      if (found && is_new && !is_left_out && !is_stopped()) world->known_->keep(name, record(*found));
      if (found && told != world->told_.end()) found = with_told(std::move(*found), told->second);
    } catch (...) {
      failures.record(i);
    }
    if (watch.progress) watch.progress(done.with(i));
  });
  failures.rethrow_all();
  if (is_stopped()) throw Stopped();
  for (World* const world : worlds)
    if (world->known_ != nullptr) world->known_->commit();
  for (ClassElimination& piece : pieces) piece.world->facts_[piece.pair] = std::move(*piece.found);
}

bool World::is_same_pair(std::size_t row, std::size_t other_row, std::size_t column) {
  return pair(row, column) == pair(other_row, column) &&
         conduct(row, audience_of(states_[column])) == conduct(other_row, audience_of(states_[column]));
}

Coverage World::coverage(const std::string& test, bool Asked::*question) const {
  Coverage found{.test = test};
  for (const auto& [pair, asked] : asked_) {
    if (!(asked.*question)) continue;
    ++found.pairs;
    if (!facts_.at(pair).is_exact) ++found.sampled;
  }
  return found;
}

Facts World::facts(std::size_t row, std::size_t column) {
  const std::size_t a = conduct(row, audience_of(states_[column]));
  Facts facts = facts_.at(pair(row, column));
  if (a != pair(row, column).first) turn(facts, design_.rules.levels);
  return facts;
}

}  // namespace detente
