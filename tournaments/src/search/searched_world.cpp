// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/searched_world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/best_response/best_response.hpp>
#include <detente/error.hpp>

#include "design/entrants.hpp"

namespace detente {
namespace {

constexpr const char* kMember = "candidate";  // who sits in the seat of members, for messages
constexpr double kReached = 0.001 - 1e-9;     // as answers have it
constexpr double kEnded = 0.01 - 1e-9;        // likewise
constexpr std::size_t kHowever = std::numeric_limits<std::size_t>::max();  // many states
constexpr double kUnbounded = std::numeric_limits<double>::infinity();

constexpr Wanted kEscapes{.escape = true, .crisis = false, .impulse = false, .burst = false, .proximate = false};

bool has(const std::vector<SearchColumn>& columns, SearchColumn column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}
std::size_t place(SearchColumn column) {
  return static_cast<std::size_t>(column);
}

/// What nobody of this game can surpass.
SearchValues best_of_all(const Payoffs& payoffs) {
  SearchValues best;
  best.fill(kUnbounded);
  best[place(SearchColumn::ends)] = best[place(SearchColumn::least)] = best[place(SearchColumn::peace)] = 1;
  best[place(SearchColumn::cost)] = best[place(SearchColumn::best_response)] = -kUnbounded;
  best[place(SearchColumn::in_spirals)] = 0;
  best[place(SearchColumn::score)] = std::max({payoffs.reward(), payoffs.temptation(), payoffs.punishment()});
  return best;
}

/// Without what it says: members do not listen.
Automaton silenced(Automaton automaton) {
  for (Automaton::State& state : automaton.states) state.said = {};
  return minimised(automaton);
}

}  // namespace

double merit(SearchColumn column, double value) {
  return is_more_better(column) ? value : -value;
}

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
      const Facts facts = world_->facts(baseline, field.entrants[i]);
      fresh.baseline_reached = facts.reached;
      fresh.baseline_ended = facts.durable_peace.value_or(0);
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

/// Its payoff per round against its worst aggressor, the greedy best response among them.
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

bool SearchedWorld::is_like(const Automaton& member, const Other& other) const {
  if (other.automaton.size() != member.size() || other.side.strategy.traits().listens ||
      other.side.strategy.traits().graded || other.side.tremble != seat_.tremble ||
      other.side.misperception != seat_.misperception)
    return false;
  return in_this_world(member) == other.automaton;
}

/// A member on its way through a world.
struct SearchedWorld::Judged {
  std::vector<double> ended, spirals;  // of opponents that count
  double score = 0, peace = 0;         // sums over entrants
  std::size_t entrants = 0;
};

std::optional<SearchValues> SearchedWorld::judge(const Automaton& member, const std::vector<SearchColumn>& columns,
                                                 PairingSpace& space, double precision,
                                                 const CannotMatter& cannot_matter) const {
  SearchValues values = best_of_all(seat_.payoffs);
  const double peace_is_worth = material_.reward() - material_.punishment();
  const bool has_cost = has(columns, SearchColumn::cost) || has(columns, SearchColumn::keeps);
  double kept = kUnbounded;  // as far as it is known what aggressors leave it
  const auto keep = [&](double payoff) {
    kept = std::min(kept, payoff);
    values[place(SearchColumn::keeps)] = kept;
    values[place(SearchColumn::cost)] = peace_is_worth > 1e-9 ? (armed_ - kept) / peace_is_worth : kUnbounded;
  };
  auto next_aggressor = aggressors_.begin();
  const auto meet_aggressors_of = [&](std::size_t most_states) {
    for (; has_cost && next_aggressor != aggressors_.end() && next_aggressor->automaton.size() <= most_states;
         ++next_aggressor) {
      const Pairing pairing = meet(member, *next_aggressor, {.escape = false, .rounds = true}, space);
      keep(score(material_, {pairing.joint.begin(), pairing.joint.end()}));
    }
  };
  if (has_cost || has(columns, SearchColumn::best_response)) {
    const BestResponse greedy = greedy_response(member);
    values[place(SearchColumn::best_response)] = greedy.gain;
    keep(greedy.victim);
    if (cannot_matter(values)) return std::nullopt;
  }
  const bool has_escapes = has(columns, SearchColumn::ends) || has(columns, SearchColumn::least);
  const bool has_score = has(columns, SearchColumn::score) || has(columns, SearchColumn::peace);
  const bool has_spirals_share = has(columns, SearchColumn::in_spirals);
  if (!has_escapes && !has_score && !has_spirals_share) {
    meet_aggressors_of(kHowever);
    return values;
  }

  constexpr double kNothing = -1;  // to be compared
  Judged judged;
  std::size_t seekers_left = 0, entrants_left = 0;
  for (const Other& other : others_) {
    if (other.is_seeker) ++seekers_left;
    entrants_left += other.entrants;
  }
  const bool plays_itself = asked_.design.request.self_play;
  const bool has_clone = std::any_of(others_.begin(), others_.end(),
                                     [&](const Other& other) { return other.is_seeker && is_like(member, other); });
  // An entrant of its own: the copy is an opponent unless a seeker of the field is it.
  std::optional<Other> copy;
  if (plays_itself) {
    if (Opponent::can_be_met(asked_.design.rules, seat_, trial_)) {
      copy.emplace(Other{.side = seat_, .automaton = member, .opponent = {}});
      copy->opponent.emplace(asked_.design.rules, seat_, member, seat_.tremble, seat_.misperception, trial_);
    } else {
      copy.emplace(Other{.side = side_of(member), .automaton = in_this_world(member), .opponent = {}});
    }
    copy->is_seeker = !has_clone;
    copy->entrants = 1;
    if (copy->is_seeker) ++seekers_left;
    ++entrants_left;
  }
  bool is_ended_by_somebody = false;
  const auto add_ended = [&](const Pairing& pairing, double baseline_reached) {
    if (pairing.reached > kReached && baseline_reached > kReached) judged.ended.push_back(pairing.ended);
  };
  const auto bound = [&] {
    const auto known = static_cast<double>(judged.ended.size());
    const double sum = std::accumulate(judged.ended.begin(), judged.ended.end(), 0.0);
    const auto left = static_cast<double>(seekers_left);
    if (known + left > 0) values[place(SearchColumn::ends)] = (sum + left) / (known + left);
    if (!judged.ended.empty())
      values[place(SearchColumn::least)] = *std::min_element(judged.ended.begin(), judged.ended.end());
    const double spirals = std::accumulate(judged.spirals.begin(), judged.spirals.end(), 0.0);
    values[place(SearchColumn::in_spirals)] =
        judged.spirals.empty() ? 0 : spirals / (static_cast<double>(judged.spirals.size()) + left);
    const auto all = static_cast<double>(judged.entrants + entrants_left);
    values[place(SearchColumn::score)] =
        (judged.score + static_cast<double>(entrants_left) * best_of_all(seat_.payoffs)[place(SearchColumn::score)]) /
        all;
    values[place(SearchColumn::peace)] = (judged.peace + static_cast<double>(entrants_left)) / all;
  };
  const auto look = [&](const Other& other, bool is_copy) {
    const bool needs_escape = has_escapes && (other.is_seeker || is_copy);
    const bool needs_rounds = has_score || (has_spirals_share && other.is_seeker);
    if (!needs_escape && !needs_rounds) return Pairing{};
    const Pairing pairing =
        meet(member, other, {.escape = needs_escape, .rounds = needs_rounds, .precision = precision}, space);
    if (needs_escape && pairing.reached > kReached && pairing.ended >= kEnded) is_ended_by_somebody = true;
    if (other.is_seeker && has_spirals_share) judged.spirals.push_back(pairing.spiral_share);
    const auto count = static_cast<double>(other.entrants);
    judged.score += count * score(seat_.payoffs, {pairing.joint.begin(), pairing.joint.end()});
    judged.peace += count * pairing.joint[0];
    judged.entrants += other.entrants;
    entrants_left -= other.entrants;
    return pairing;
  };
  std::optional<Pairing> own;
  if (copy) own = look(*copy, true);
  for (const Other& other : others_) {  // who has few states is met first
    meet_aggressors_of(other.automaton.size());
    const Pairing pairing = look(other, false);
    if (!other.is_seeker) continue;
    --seekers_left;
    const bool is_breakable = other.is_breakable || (pairing.reached > kReached && pairing.ended >= kEnded);
    if (has_escapes && is_breakable) add_ended(pairing, other.baseline_reached);
    bound();
    if (cannot_matter(values)) return std::nullopt;
  }
  meet_aggressors_of(kHowever);
  if (copy && copy->is_seeker) {
    --seekers_left;
    if (has_escapes && !is_ended_by_somebody)  // by an aggressor, if by anybody
      for (const Other& other : others_) {
        if (other.is_seeker || is_ended_by_somebody) continue;
        const Pairing pairing = meet(member, other, {.escape = true, .rounds = false, .precision = precision}, space);
        is_ended_by_somebody = pairing.reached > kReached && pairing.ended >= kEnded;
      }
    if (has_escapes && is_ended_by_somebody)
      add_ended(*own,
                meet(member, *baseline_, {.escape = true, .rounds = false, .precision = precision}, space).reached);
  }
  bound();
  if (judged.ended.empty())
    values[place(SearchColumn::ends)] = values[place(SearchColumn::least)] = kNothing;
  else
    values[place(SearchColumn::ends)] = mean_of(judged.ended);
  return values;
}

}  // namespace detente
