// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/searched_world.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/best_response/best_response.hpp>
#include <detente/error.hpp>

#include "design/entrants.hpp"

namespace detente {
namespace {

constexpr const char* kMember = "candidate";  // who sits in the seat of members, for messages
constexpr Wanted kEscapes{.escape = true, .crisis = false, .impulse = false, .burst = false, .proximate = false};

/// Without what it says: members do not listen.
Automaton silenced(Automaton automaton) {
  for (Automaton::State& state : automaton.states) state.said = {};
  return minimised(automaton);
}

}  // namespace

SearchedWorld::SearchedWorld(const SpiralDesign& asked, tbb::task_arena& arena, const Watch& watch)
    : asked_(asked),
      world_(std::make_unique<World>(asked.design, asked.request.trial, false, needed_precision(asked), watch)),
      seat_(seated(asked.design, automaton_strategy(automaton_of_text("C/0")), kMember, "")),
      material_(asked.design.game.material("")),
      trial_(asked.request.trial) {
  const Design& design = asked_.design;
  const Field field = admit(asked_, design, *world_);
  const Side baseline_side = seated(design, asked_.baseline.strategy, kMember, "");
  const std::size_t baseline = world_->admit(baseline_side);
  const std::size_t armed = world_->admit(seated(design, asked_.armed.strategy, kMember, ""));
  for (const std::size_t seeker : asked_.seekers) {
    for (const std::size_t entrant : field.entrants) world_->need(entrant, field.entrants[seeker], {.escape = true});
    world_->need(baseline, field.entrants[seeker], {.escape = true});
  }
  for (const Threat& aggressor : field.aggressors) world_->need(armed, aggressor.state, {.joint = true});
  world_->find_out(arena, watch);
  armed_ = price(*world_, armed, material_, field.aggressors).value;
  const SeekersBySpirals seekers = seekers_by_spirals(asked_, field, *world_);
  std::vector<std::size_t> first_of;  // entrants, by place in others_
  for (std::size_t i = 0; i < design.entrants.size(); ++i) {
    const bool is_seeker = std::find(asked_.seekers.begin(), asked_.seekers.end(), i) != asked_.seekers.end();
    const auto known = std::find_if(first_of.begin(), first_of.end(), [&](std::size_t first) {
      const bool is_first_seeker =
          std::find(asked_.seekers.begin(), asked_.seekers.end(), first) != asked_.seekers.end();
      return is_first_seeker == is_seeker && world_->are_alike(field.entrants[first], field.entrants[i]);
    });
    if (known != first_of.end()) {
      ++others_[static_cast<std::size_t>(known - first_of.begin())].entrants;
      continue;
    }
    first_of.push_back(i);
    Other fresh = other(design.entrants[i].side, world_->automaton(field.entrants[i]), design.entrants[i].name);
    fresh.entrants = 1;
    fresh.is_seeker = is_seeker;
    if (is_seeker) {
      fresh.is_breakable = std::find(seekers.breakable.begin(), seekers.breakable.end(), i) != seekers.breakable.end();
      fresh.baseline_reached = world_->facts(baseline, field.entrants[i]).reached;
    }
    others_.push_back(std::move(fresh));
  }
  std::stable_sort(others_.begin(), others_.end(),
                   [](const Other& a, const Other& b) { return a.automaton.size() < b.automaton.size(); });
  for (std::size_t i = 0; i < field.aggressors.size(); ++i)
    aggressors_.push_back(other(world_->side(field.aggressors[i].state), world_->automaton(field.aggressors[i].state),
                                field.aggressors[i].name));
  std::stable_sort(aggressors_.begin(), aggressors_.end(),
                   [](const Other& a, const Other& b) { return a.automaton.size() < b.automaton.size(); });
  baseline_ = other(baseline_side, world_->automaton(baseline), asked_.baseline.name);
}

void SearchedWorld::check_exact(std::size_t states) const {
  const auto limit = static_cast<std::size_t>(asked_.design.request.exact_limit);
  std::size_t most = states;
  std::string who = "their own copies";
  for (const auto* const group : {&others_, &aggressors_})
    for (const Other& other : *group)
      if (other.told_states > most) {
        most = other.told_states;
        who = "'" + other.side.name + "'";
      }
  if (states * most <= limit) return;
  const std::size_t enough = who == "their own copies" ? static_cast<std::size_t>(std::sqrt(limit)) : limit / most;
  throw Error("pairs of automata of " + std::to_string(states) + " states and " + who + " (" + std::to_string(most) +
              " states) may have " + std::to_string(states * most) + " joint memories, and more than exact-limit " +
              std::to_string(limit) + " are sampled; choose at most " + std::to_string(enough) +
              " states, or raise exact-limit");
}

SearchedWorld::Other SearchedWorld::other(const Side& side, const Automaton* automaton, const std::string& name) const {
  if (automaton == nullptr)
    throw Error("'" + name + "' has no automaton of at most " + std::to_string(asked_.design.request.exact_limit) +
                " states, so that pairs with it are not exact; leave it out of the field, or raise exact-limit");
  Other made{.side = side, .automaton = *automaton, .opponent = {}, .told_states = automaton->size()};
  if (!Opponent::can_be_met(asked_.design.rules, side, trial_)) return made;
  made.automaton = silenced(*automaton);
  made.opponent.emplace(asked_.design.rules, side, made.automaton, seat_.tremble, seat_.misperception, trial_);
  return made;
}

Side SearchedWorld::side_of(const Automaton& member) const {
  Side side = seat_;
  side.strategy = automaton_strategy(member);
  return side;
}

/// As it is derived for what can happen to it here.
Automaton SearchedWorld::in_this_world(const Automaton& member) const {
  return minimised(*derive(automaton_strategy(member), asked_.design.rules.levels,
                           possible(asked_.design.rules, seat_, false, trial_, kEscapes), 2 * member.size() + 1));
}

Pairing SearchedWorld::meet(const Automaton& member, const Other& other, const PairingParts& parts,
                            PairingSpace& space) const {
  if (other.opponent) return other.opponent->meet(member, parts, space);
  const Rules& rules = asked_.design.rules;
  const auto limit = std::max<std::size_t>(static_cast<std::size_t>(asked_.design.request.exact_limit),
                                           2 * member.size() * other.automaton.size());
  const Side side = side_of(member);
  const Automaton ready = in_this_world(member);
  const Seated row{side, &ready};
  const Seated column{other.side, &other.automaton};
  Payoffs nothing;
  nothing.levels = rules.levels;
  const Material none{nothing, nothing};
  Pairing pairing;
  const auto unsolved = [&] {
    return Error("the pair of '" + side.strategy.name() + "' and '" + other.side.name + "' has no exact solution");
  };
  if (parts.escape) {
    const auto trials = exact_trials(rules, row, column, none, trial_, kEscapes, limit);
    if (!trials) throw unsolved();
    pairing.reached = trials->escape.reached;
    if (trials->escape.recovery) pairing.ended = trials->escape.recovery->durable_peace;
  }
  if (!parts.rounds) return pairing;
  const auto chain = join(rules, row, column, limit);
  if (!chain || too_large(*chain, rules)) throw unsolved();
  const auto means = exact_means(*chain, rules);
  const auto found = episodes(*chain, rules, none, trial_.peace, trial_.ages);
  if (!means || !found) throw unsolved();
  std::copy(means->joint.begin(), means->joint.end(), pairing.joint.begin());
  pairing.spiral_share = found->spiral_share;
  return pairing;
}

/// What a greedy opponent that knows a member does to it.
BestResponse SearchedWorld::greedy_response(const Automaton& member) const {
  const Rules& rules = asked_.design.rules;
  Side victim = seat_;
  victim.payoffs = material_;
  const Request& request = asked_.design.request;
  Game plain = asked_.design.game;
  plain.relative_gains = 0;
  return best_response(rules, victim, rules.crisis == 0 ? member : in_this_world(member),
                       {.payoffs = plain.payoffs("greedy"),
                        .tremble = Errors::everywhere(request.tremble.up, request.tremble.down),
                        .misperception = plain.misperception(request.misperception.up, request.misperception.down)});
}

SearchedWorld::Other SearchedWorld::copy_of(const Automaton& member) const {
  if (!Opponent::can_be_met(asked_.design.rules, seat_, trial_))
    return {.side = side_of(member), .automaton = in_this_world(member), .opponent = {}};
  Other copy{.side = seat_, .automaton = member, .opponent = {}};
  copy.opponent.emplace(asked_.design.rules, seat_, member, seat_.tremble, seat_.misperception, trial_);
  return copy;
}

bool SearchedWorld::is_like(const Automaton& member, const Other& other) const {
  if (other.automaton.size() != member.size() || other.side.strategy.traits().listens ||
      other.side.strategy.traits().graded || other.side.tremble != seat_.tremble ||
      other.side.misperception != seat_.misperception)
    return false;
  return in_this_world(member) == other.automaton;
}

}  // namespace detente
