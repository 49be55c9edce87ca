// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/findings.hpp"

#include <limits>

#include "design/entrants.hpp"

namespace detente {
namespace {

constexpr Asked kAll{.escape = true, .joint = true, .episodes = true};

/// The field with one entrant more, or none.
struct Joined {
  SpiralDesign asked;
  Field field;
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
  set(SearchColumn::ends, answer.ends, -1);
  set(SearchColumn::least, answer.least, -1);
  set(SearchColumn::cost, answer.cost, std::numeric_limits<double>::infinity());
  set(SearchColumn::in_spirals, answer.in_spirals, 0);
  set(SearchColumn::keeps, answer.keeps, 0);
  set(SearchColumn::best_response, price.responder_gain, 0);
  set(SearchColumn::score, standing.first, 0);
  set(SearchColumn::peace, standing.second, 0);
  return values;
}

}  // namespace

Findings findings(SearchedWorld& searched, const std::vector<std::string>& automata, const Registry& registry,
                  tbb::task_arena& arena, const Watch& watch) {
  World& world = searched.world();
  const SpiralDesign& asked = searched.asked();
  const Joined plain{asked, admit(asked, asked.design, world)};
  std::vector<Joined> all;
  for (const std::string& text : automata) {
    Joined joined = plain;
    Design& design = joined.asked.design;
    const EntrantName name = parse_entrant("automaton:" + text, registry);
    int number = 1;
    const auto is_taken = [&](const std::string& canonical) {
      for (const Entrant& known : design.entrants)
        if (known.name == canonical) return true;
      return false;
    };
    while (is_taken(name.canonical(number))) ++number;
    design.entrants.push_back(entrant(design, name, name.canonical(number)));
    joined.asked.seekers.push_back(design.entrants.size() - 1);
    const Entrant& fresh = design.entrants.back();
    joined.field.entrants.push_back(world.admit(fresh.side));
    const auto in_its_seat = [&](const Entrant& other) {
      Side side = seated(design, other.strategy, fresh.name, "");
      side.name = other.name;
      return world.admit(side);
    };
    joined.field.baselines.push_back(in_its_seat(asked.baseline));
    joined.field.armed.push_back(in_its_seat(asked.armed));
    all.push_back(std::move(joined));
  }
  const auto need = [&](const Joined& joined) {
    need_seekers(joined.asked, joined.field, world, kAll);
    need_aggressors(joined.field, world);
    for (const std::size_t entrant : joined.field.entrants)
      for (const std::size_t other : joined.field.entrants) world.need(entrant, other, {.joint = true});
  };
  // As matches that are played have it, to the last bit.
  tell_results(plain.field,
               play(asked.design, round_robin(asked.design.entrants.size(), asked.design.request.self_play),
                    arena.max_concurrency(), watch),
               world);
  for (const Joined& joined : all) {
    std::vector<Meeting> its;
    const std::size_t last = joined.asked.design.entrants.size() - 1;
    for (std::size_t i = 0; i < last; ++i) its.push_back({i, last});
    if (asked.design.request.self_play) its.push_back({last, last});
    tell_results(joined.field, play(joined.asked.design, its, arena.max_concurrency(), watch), world);
  }
  need(plain);
  for (const Joined& joined : all) need(joined);
  world.find_out(arena, watch);
  const auto answers_in = [&](const Joined& joined, const std::vector<std::size_t>& of, std::vector<Price>& own) {
    const Design& design = joined.asked.design;
    const std::size_t count = design.entrants.size();
    Prices prices{.own = std::vector<Price>(count), .baseline = {}, .armed = std::vector<Price>(count)};
    for (const std::size_t i : of) {
      const Payoffs& material = design.entrants[i].material;
      prices.own[i] = price(world, joined.field.entrants[i], material, joined.field.aggressors);
      prices.armed[i] = price(world, joined.field.armed[i], material, joined.field.aggressors);
    }
    own = prices.own;
    return answers(joined.asked, design, joined.field, world, seekers_by_spirals(joined.asked, joined.field, world),
                   prices);
  };
  Findings found;
  std::vector<Price> prices;
  for (const Joined& joined : all) {
    if (watch.stop && watch.stop()) throw Stopped();
    const std::size_t last = joined.asked.design.entrants.size() - 1;
    const Answer answer = answers_in(joined, {last}, prices)[last];
    found.answers.push_back(answer);
    found.worst.push_back(prices[last].worst);
    found.values.push_back(values_of(answer, prices[last], standing(joined, world, last)));
  }
  const std::vector<Answer> known = answers_in(plain, asked.seekers, prices);
  for (const std::size_t seeker : asked.seekers) {
    const Automaton* const automaton = world.automaton(plain.field.entrants[seeker]);
    found.field.push_back({.name = asked.design.entrants[seeker].shown,
                           .states = automaton == nullptr ? 0 : automaton->size(),
                           .values = {values_of(known[seeker], prices[seeker], standing(plain, world, seeker))},
                           .is_surpassed = {}});
  }
  return found;
}

}  // namespace detente
