// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/findings.hpp"

#include <algorithm>
#include <limits>

#include "design/entrants.hpp"

namespace detente {
namespace {

constexpr Asked kAll{.escape = true, .joint = true, .episodes = true};

/// The field with one entrant more, or none.
struct Joined {
  SpiralDesign asked;
  Field field;

  std::size_t last() const { return asked.design.entrants.size() - 1; }
};

/// Score and peace of an entrant over all whom it meets, each alike.
std::pair<double, double> standing(const Joined& joined, World& world, std::size_t entrant) {
  const Design& design = joined.asked.design;
  double score_sum = 0, peace = 0, count = 0;
  for (std::size_t other = 0; other < design.entrants.size(); ++other) {
    if (other == entrant && !design.request.self_play) continue;
    const Facts facts = world.facts(joined.field.entrants[entrant], joined.field.entrants[other]);
    score_sum += score(design.entrants[entrant].side.payoffs, facts.joint);
    peace += facts.joint[0];
    ++count;
  }
  return {score_sum / count, peace / count};
}

SearchValues values_of(const Answer& answer, const Price& price, const std::pair<double, double>& standing) {
  SearchValues values{};
  const auto set = [&](SearchColumn column, const std::optional<double>& value, double otherwise) {
    values[static_cast<std::size_t>(column)] = value.value_or(otherwise);
  };
  set(SearchColumn::ends, answer.ends, kNothingCompared);
  set(SearchColumn::least, answer.least, kNothingCompared);
  set(SearchColumn::cost, answer.cost, std::numeric_limits<double>::infinity());
  set(SearchColumn::in_spirals, answer.in_spirals, 0);
  set(SearchColumn::keeps, answer.keeps, 0);
  set(SearchColumn::best_response, price.responder_gain, 0);
  set(SearchColumn::score, standing.first, 0);
  set(SearchColumn::peace, standing.second, 0);
  return values;
}

/// The field with one entrant more, that of an automaton's text.
Joined joined_by(const std::string& text, const Joined& plain, const Registry& registry, World& world) {
  Joined joined = plain;
  Design& design = joined.asked.design;
  const EntrantName name = parse_entrant("automaton:" + text, registry);
  const auto is_taken = [&](const std::string& canonical) {
    return std::any_of(design.entrants.begin(), design.entrants.end(),
                       [&](const Entrant& known) { return known.name == canonical; });
  };
  int number = 1;
  while (is_taken(name.canonical(number))) ++number;
  design.entrants.push_back(entrant(design, name, name.canonical(number)));
  joined.asked.seekers.push_back(joined.last());
  const Entrant& fresh = design.entrants.back();
  joined.field.entrants.push_back(world.admit(fresh.side));
  const auto in_its_seat = [&](const Entrant& other) {
    Side side = seated(design, other.strategy, fresh.name, "");
    side.name = other.name;
    return world.admit(side);
  };
  joined.field.baselines.push_back(in_its_seat(joined.asked.baseline));
  joined.field.armed.push_back(in_its_seat(joined.asked.armed));
  return joined;
}

/// Tells the world the matches of these pairs as matches that are played have them, to the last bit.
void play_them(const Joined& joined, const std::vector<Meeting>& pairs, World& world, tbb::task_arena& arena,
               const Watch& watch) {
  tell_results(joined.field, play(joined.asked.design, pairs, arena.max_concurrency(), watch), world);
}

/// The pairs of the last entrant.
std::vector<Meeting> pairs_of_last(const Joined& joined) {
  std::vector<Meeting> pairs;
  for (std::size_t other = 0; other < joined.last(); ++other) pairs.push_back({other, joined.last()});
  if (joined.asked.design.request.self_play) pairs.push_back({joined.last(), joined.last()});
  return pairs;
}

void need(const Joined& joined, World& world) {
  need_seekers(joined.asked, joined.field, world, kAll);
  need_aggressors(joined.field, world);
  for (const std::size_t entrant : joined.field.entrants)
    for (const std::size_t other : joined.field.entrants) world.need(entrant, other, {.joint = true});
}

/// What is told of one entrant.
struct Told {
  Answer answer;
  Price price;
  SearchValues values;
};

std::vector<Told> told(const Joined& joined, const std::vector<std::size_t>& entrants, World& world) {
  const Design& design = joined.asked.design;
  const std::size_t count = design.entrants.size();
  Prices prices{.own = std::vector<Price>(count), .baseline = {}, .armed = std::vector<Price>(count)};
  for (const std::size_t i : entrants) {
    const Payoffs& material = design.entrants[i].material;
    prices.own[i] = price(world, joined.field.entrants[i], material, joined.field.aggressors);
    prices.armed[i] = price(world, joined.field.armed[i], material, joined.field.aggressors);
  }
  const std::vector<Answer> all =
      answers(joined.asked, design, joined.field, world, seekers_by_spirals(joined.asked, joined.field, world), prices);
  std::vector<Told> told;
  for (const std::size_t i : entrants)
    told.push_back({all[i], prices.own[i], values_of(all[i], prices.own[i], standing(joined, world, i))});
  return told;
}

}  // namespace

Findings findings(SearchedWorld& searched, const std::vector<std::string>& automata, const Registry& registry,
                  tbb::task_arena& arena, const Watch& watch) {
  World& world = searched.world();
  const SpiralDesign& asked = searched.asked();
  const Joined plain{asked, admit(asked, asked.design, world)};
  std::vector<Joined> all;
  for (const std::string& text : automata) all.push_back(joined_by(text, plain, registry, world));
  play_them(plain, round_robin(asked.design.entrants.size(), asked.design.request.self_play), world, arena, watch);
  for (const Joined& joined : all) play_them(joined, pairs_of_last(joined), world, arena, watch);
  need(plain, world);
  for (const Joined& joined : all) need(joined, world);
  world.find_out(arena, watch);
  Findings found;
  for (const Joined& joined : all) {
    if (watch.stop && watch.stop()) throw Stopped();
    const Told its = told(joined, {joined.last()}, world).front();
    found.answers.push_back(its.answer);
    found.worst.push_back(its.price.worst);
    found.values.push_back(its.values);
  }
  const std::vector<Told> seekers = told(plain, asked.seekers, world);
  for (std::size_t i = 0; i < seekers.size(); ++i) {
    const std::size_t seeker = asked.seekers[i];
    const Automaton* const automaton = world.automaton(plain.field.entrants[seeker]);
    found.field.push_back({.name = asked.design.entrants[seeker].shown,
                           .states = automaton == nullptr ? 0 : automaton->size(),
                           .values = {seekers[i].values},
                           .is_surpassed = {}});
  }
  return found;
}

}  // namespace detente
