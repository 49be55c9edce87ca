// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/spirals/spirals.hpp>

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <tuple>

#include <detente/design/other_noise.hpp>
#include <detente/error.hpp>

#include "play/failures.hpp"
#include "play/longest_first.hpp"
#include "spirals/answers.hpp"
#include "spirals/description.hpp"
#include "spirals/lift.hpp"
#include "spirals/pair_spirals.hpp"
#include "spirals/surroundings.hpp"

namespace detente {
namespace {

/// The design of another world; absent where an entrant refuses it.
std::optional<Design> varied(Request request, const Registry& registry) {
  request.forfeits = false;  // entrants are those of the design
  try {
    return make_design(request, registry);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// By class, then by falling ends, then by rising cost; aggressors last.
bool comes_first(const Breaker& a, const Breaker& b) {
  static constexpr double kLast = 1e9;
  const auto place = [](const Breaker& one) {
    const double kind = one.answer.kind ? static_cast<double>(*one.answer.kind) : kLast;
    return std::tuple(one.role == "aggressor", kind, -one.answer.ends.value_or(-1), one.answer.cost.value_or(kLast));
  };
  return place(a) < place(b);
}

/// The report in the making.
class Inquiry {
 public:
  Inquiry(const SpiralDesign& asked, const Results& results, const Registry& registry, Detail detail,
          tbb::task_arena& arena, const Watch& watch)
      : asked_(asked),
        design_(asked.design),
        trial_(asked.request.trial),
        results_(results),
        registry_(registry),
        has_up_only_(detail != Detail::answer),
        is_full_(detail == Detail::full),
        arena_(arena),
        watch_(watch),
        world_(asked.design, trial_, false, needed_precision(asked), watch, asked.known),
        field_(admit(asked, asked.design, world_)) {
    around_ = is_full_ ? surroundings(design_.request) : std::vector<Surroundings>{};
    worlds_ = is_full_ ? 3 + static_cast<double>(around_.size()) : 1;
  }

  SpiralReport report() {
    tell_results(field_, results_, world_);
    need_seekers(asked_, field_, world_, {.escape = true, .joint = true, .episodes = true});
    need_aggressors(field_, world_);
    if (is_full_)
      for (const PairResult& pair : results_.pairs)
        need_counterfactuals(world_, field_.entrants, field_.baselines, pair);
    if (has_up_only_) need_up_only();
    World::find_out(up_only_ ? std::vector{&world_, &up_only_->world} : std::vector{&world_}, arena_, stage());
    add_coverage();
    if (is_full_) add_pairs();
    describe();
    find_clones();
    look_up_only();
    if (is_full_) {
      look_at_crises();
      look_around();
    }
    find_front();
    std::stable_sort(report_.breakers.begin(), report_.breakers.end(), comes_first);
    if (watch_.progress) watch_.progress(1);
    return std::move(report_);
  }

 private:
  /// The next of the worlds to look at, as a part of the whole.
  Watch stage() {
    const double before = stage_++;
    const auto progress = watch_.progress;
    const double worlds = worlds_;
    if (!progress) return watch_;
    return {.progress = [=](double done) { progress((before + done) / worlds); }, .stop = watch_.stop};
  }

  void add_coverage() {
    report_.coverage.push_back(world_.coverage("escapes", &Asked::escape));
    if (up_only_)
      report_.coverage.push_back(
          up_only_->world.coverage("escapes with errors towards hostility alone", &Asked::escape));
    report_.coverage.push_back(world_.coverage("payoffs", &Asked::joint));
  }

  void add_pairs() {
    report_.pairs = pair_spirals(design_, results_, trial_, arena_, stage());
    Coverage trials{.test = "pairs' trials", .pairs = report_.pairs.size()};
    for (const PairSpirals& pair : report_.pairs)
      if (pair.trials.engine != "exact") ++trials.sampled;
    report_.coverage.push_back(trials);
    report_.coverage.push_back(world_.coverage("counterfactuals", &Asked::episodes));
    for (PairSpirals& pair : report_.pairs) add_counterfactuals(world_, field_.entrants, field_.baselines, pair);
  }

  /// Everything that the first world tells of each entrant.
  void describe() {
    const Prices prices{.own = all_prices(world_, field_, field_.entrants),
                        .baseline = all_prices(world_, field_, field_.baselines),
                        .armed = all_prices(world_, field_, field_.armed)};
    const SeekersBySpirals seekers = seekers_by_spirals(asked_, field_, world_);
    const std::vector<Answer> found = answers(asked_, design_, field_, world_, seekers, prices);
    const Description description(asked_, results_, field_, world_, report_.pairs);
    for (std::size_t i = 0; i < design_.entrants.size(); ++i) {
      Breaker breaker = description.breaker(i, prices.own[i], prices.baseline[i]);
      breaker.answer = found[i];
      // Nobody earns more than itself, and who pays from some share of aggressors on does not pay up to one.
      const bool pays_among_seekers = breaker.advantage[0] > -1e-9 * range(design_.entrants[i].material);
      if (pays_among_seekers && !world_.are_alike(field_.entrants[i], field_.baselines[i]))
        breaker.answer.pays_up_to = breaker.break_even;
      report_.breakers.push_back(std::move(breaker));
    }
    for (const std::size_t seeker : asked_.seekers) {
      if (!design_.request.self_play || !world_.are_alike(field_.entrants[seeker], field_.baselines[seeker])) continue;
      report_.baseline_with_itself = world_.facts(field_.entrants[seeker], field_.entrants[seeker]).durable_peace;
      break;
    }
    report_.breakable = seekers.breakable;
    report_.hopeless = seekers.hopeless;
    report_.without_spirals = seekers.without_spirals;
  }

  std::vector<Price> all_prices(World& world, const Field& field, const std::vector<std::size_t>& seats) {
    std::vector<Price> prices(seats.size());
    std::vector<std::size_t> costs;  // conducts are numbered by one thread
    for (const std::size_t seat : seats)
      costs.push_back(world.automaton(seat) == nullptr ? 0 : world.automaton(seat)->size());
    Failures failures;
    longest_first(costs, arena_, [&](std::size_t i) {
      if (watch_.stop && watch_.stop()) return;
      try {
        prices[i] = price(world, seats[i], world.design().entrants[i].material, field.aggressors);
      } catch (...) {
        failures.record(i);
      }
    });
    failures.rethrow_all();
    if (watch_.stop && watch_.stop()) throw Stopped();
    return prices;
  }

  void find_clones() {
    std::vector<bool> is_taken(design_.entrants.size());
    for (std::size_t i = 0; i < design_.entrants.size(); ++i) {
      std::vector<std::size_t> group{i};
      for (std::size_t j = i + 1; j < design_.entrants.size() && !is_taken[i]; ++j)
        if (!is_taken[j] && world_.are_alike(field_.entrants[i], field_.entrants[j])) {
          group.push_back(j);
          is_taken[j] = true;
        }
      if (group.size() > 1) report_.clones.push_back(group);
    }
  }

  /// After a crisis, states may differ that otherwise play alike.
  void look_at_crises() {
    World world(design_, trial_, true, 0, watch_, asked_.known);
    const Field field = admit(asked_, design_, world);
    need_seekers(asked_, field, world, {.crisis = true});
    world.find_out(arena_, stage());
    report_.coverage.push_back(world.coverage("crises", &Asked::crisis));
    for (Breaker& breaker : report_.breakers) breaker.crisis_lift = crisis_lift(asked_, field, world, breaker.entrant);
  }

  void need_up_only() {
    const auto design = varied(with_noise(design_.request, {.toward = OtherNoise::Toward::hostility}), registry_);
    if (!design) return;
    World& world = up_only_.emplace(*design, trial_, needed_precision(asked_), watch_, asked_.known).world;
    up_only_->field = admit(asked_, *design, world);
    need_seekers(asked_, up_only_->field, world, {.escape = true});
  }
  void look_up_only() {
    for (Breaker& breaker : report_.breakers)
      if (up_only_) breaker.lift_up_only = lift_of(asked_, up_only_->field, up_only_->world, breaker.entrant).mean;
  }

  /// Other advantages of the offence, and errors of either sign.
  void look_around() {
    Coverage elsewhere{.test = "escapes elsewhere"};
    for (const Surroundings& there : around_) {
      if (there.is_design) {
        add_own_robustness(there);
        continue;
      }
      const Watch watch = stage();
      const auto design = varied(there.request, registry_);
      if (!design) continue;
      const Coverage found = add_robustness(there, *design, watch);
      elsewhere.pairs += found.pairs;
      elsewhere.sampled += found.sampled;
    }
    report_.coverage.push_back(elsewhere);
    for (Breaker& breaker : report_.breakers) breaker.answer.robust = robust(breaker);
  }

  /// Worlds around this one in which an entrant keeps its class, and all in which it has one.
  std::array<std::size_t, 2> robust(const Breaker& breaker) const {
    std::array<std::size_t, 2> kept{};
    for (const Robustness& there : report_.robustness) {
      if (there.entrant != breaker.entrant || there.is_design || !there.answer.kind) continue;
      ++kept[1];
      if (there.answer.kind == breaker.answer.kind) ++kept[0];
    }
    return kept;
  }

  void add_own_robustness(const Surroundings& here) {
    for (std::size_t i = 0; i < design_.entrants.size(); ++i) {
      const auto known = std::find_if(report_.breakers.begin(), report_.breakers.end(),
                                      [&](const Breaker& breaker) { return breaker.entrant == i; });
      add_robustness(here, i, known->lift, known->loss_to_worst, known->answer);
    }
  }

  Coverage add_robustness(const Surroundings& there, const Design& design, const Watch& watch) {
    World world(design, trial_, false, needed_precision(asked_), watch_, asked_.known);
    const Field field = admit(asked_, design, world);
    need_seekers(asked_, field, world, {.escape = true, .episodes = true});
    need_aggressors(field, world);
    world.find_out(arena_, watch);
    const Prices prices{.own = all_prices(world, field, field.entrants),
                        .baseline = {},
                        .armed = all_prices(world, field, field.armed)};
    const SeekersBySpirals seekers = seekers_by_spirals(asked_, field, world);
    const std::vector<Answer> found = answers(asked_, design, field, world, seekers, prices);
    for (std::size_t i = 0; i < design.entrants.size(); ++i)
      add_robustness(there, i, lift_of(asked_, field, world, i).mean,
                     design.entrants[i].material.reward() - prices.own[i].value, found[i]);
    return world.coverage("", &Asked::escape);
  }

  void add_robustness(const Surroundings& there, std::size_t entrant, const std::optional<double>& lift, double loss,
                      const Answer& answer) {
    report_.robustness.push_back({.offence = there.offence,
                                  .noise = there.noise,
                                  .tremble = there.request.tremble,
                                  .misperception = there.request.misperception,
                                  .entrant = entrant,
                                  .is_design = there.is_design,
                                  .is_endless = there.is_endless,
                                  .lift = lift,
                                  .loss_to_worst = loss,
                                  .answer = answer});
  }

  /// Seekers that no seeker beats in lift without a greater loss, nor in loss without less lift.
  void find_front() {
    const auto is_rival = [&](const Breaker& breaker) { return breaker.role == "seeker" && breaker.lift; };
    for (Breaker& one : report_.breakers) {
      if (!is_rival(one)) continue;
      const double tie = 1e-9 * range(design_.entrants[one.entrant].material);
      one.pareto = true;
      for (const Breaker& other : report_.breakers) {
        if (&other == &one || !is_rival(other)) continue;
        const double lift = *one.lift - *other.lift;
        const double loss = other.loss_to_worst - one.loss_to_worst;
        if (lift <= 1e-9 && loss <= tie && (lift < -1e-9 || loss < -tie)) one.pareto = false;
        if (world_.are_alike(field_.entrants[one.entrant], field_.entrants[other.entrant])) continue;
        const double ahead = std::max(lift, loss / range(design_.entrants[one.entrant].material));
        one.margin = one.margin ? std::min(*one.margin, ahead) : ahead;
      }
      if (!one.pareto) one.margin.reset();
    }
  }

  const SpiralDesign& asked_;
  const Design& design_;
  const Trial& trial_;
  const Results& results_;
  const Registry& registry_;
  bool has_up_only_, is_full_;
  tbb::task_arena& arena_;
  const Watch& watch_;
  World world_;
  Field field_;
  struct Elsewhere {
    Elsewhere(const Design& design, const Trial& trial, double known_to, const Watch& watch, StoredTrials* known)
        : world(design, trial, false, known_to, watch, known) {}
    World world;
    Field field;
  };
  std::optional<Elsewhere> up_only_;  // where errors go towards hostility alone
  std::vector<Surroundings> around_;
  double stage_ = 0;
  double worlds_ = 1;
  SpiralReport report_;
};

}  // namespace

SpiralReport spirals(const SpiralDesign& design, const Results& results, const Registry& registry, Detail detail,
                     int threads, const Watch& watch) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  return Inquiry(design, results, registry, detail, arena, watch).report();
}

}  // namespace detente
