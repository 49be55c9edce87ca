// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <detente/best_response/best_response.hpp>
#include <detente/error.hpp>

#include "best_response/horizon.hpp"
#include "world/shifts.hpp"

namespace detente {
namespace {

/// The decision process of an opponent that sees the victim's state.
class Siege {
 public:
  Siege(const Rules& rules, const Side& victim, const Automaton& machine, const Responder& responder)
      : rules_(rules),
        victim_(victim),
        machine_(machine),
        responder_(responder),
        victim_tremble_(victim.tremble, rules.levels),
        victim_sight_(victim.misperception, rules.levels),
        tremble_(responder.tremble, rules.levels),
        sight_(responder.misperception, rules.levels) {
    for (std::size_t state = 0; state < machine.size(); ++state) {
      process_.emplace_back();
      victims_.emplace_back();
      known_.emplace_back();
      for (Level level = 0; level < rules.levels; ++level) act(state, level);
    }
  }

  BestResponse best() {
    auto found = best_plan(process_, victims_, horizon(rules_));
    if (!found)
      throw Error("the best response to '" + victim_.name + "' over " + std::to_string(rules_.rounds) +
                  " rounds takes too long to compute, because its moves still change from round to round; use fewer "
                  "rounds or infinite rounds");
    Automaton machine = machine_of(found->plan.spells.back().moves);
    if (found->plan.is_steady()) machine = minimised(machine);
    return {.gain = found->gain,
            .victim = found->other,
            .is_playable = is_playable_,
            .machine = std::move(machine),
            .plan = std::move(found->plan)};
  }

 private:
  /// What the responder learns of a round: its own level and the other's, as far as it may know them.
  struct Learnt {
    Level mine, theirs;
    auto operator<=>(const Learnt&) const = default;
  };

  Level victims_lens(Level level) const {
    return machine_.levels == rules_.levels ? level : static_cast<Level>(2 * level >= rules_.levels ? 1 : 0);
  }
  Level victims_level(int own) const {
    return static_cast<Level>(machine_.levels == rules_.levels ? own : own * (rules_.levels - 1));
  }
  std::size_t after(std::size_t state, Level meant, Level mine, Level theirs) const {
    return machine_.after(state, {victims_lens(meant), victims_lens(mine), victims_lens(theirs), false});
  }

  void act(std::size_t state, Level choice) {
    const Automaton::State& here = machine_.states[state];
    const double victims_cost =
        (here.said.kind != Signal::none ? rules_.signal_cost : 0) + (here.is_open ? rules_.open_cost : 0);
    double own = 0;
    double victims = 0;
    std::map<std::uint32_t, double> to;
    for (int own_level = 0; own_level < machine_.levels; ++own_level) {
      const double means = here.play.chance[static_cast<std::size_t>(own_level)];
      if (means == 0) continue;
      const Level meant = victims_level(own_level);
      for (const Likely& b : victim_tremble_.from(meant))
        for (const Likely& a : tremble_.from(choice)) {
          const double chance = means * b.chance * a.chance;
          own += chance * responder_.payoffs.at(a.level, b.level);
          victims += chance * (victim_.payoffs.at(b.level, a.level) - victims_cost);
          const Likely verified{b.level, 1};
          for (const Likely& by_victim : victim_sight_.from(a.level))
            for (const Likely& by_responder : here.is_open ? std::span(&verified, 1) : sight_.from(b.level)) {
              const Level victim_learns = rules_.public_monitoring ? by_responder.level : b.level;
              const Level responder_learns = rules_.public_monitoring ? by_victim.level : a.level;
              const std::size_t next = after(state, meant, victim_learns, by_victim.level);
              to[static_cast<std::uint32_t>(next)] += chance * (by_victim.chance * by_responder.chance);
              const auto [place, is_new] = known_[state].try_emplace({responder_learns, by_responder.level}, next);
              if (!is_new && place->second != next) is_playable_ = false;
            }
        }
    }
    const std::vector<std::pair<std::uint32_t, double>> targets(to.begin(), to.end());
    process_[state].push_back({responder_.own_weight * own + responder_.victim_weight * victims, targets});
    victims_[state].push_back({victims, targets});
  }

  /// The responder follows the victim's state by what it learns. What cannot happen against this victim it reads as if
  /// the victim had meant it.
  Automaton machine_of(const std::vector<Level>& moves) const {
    Automaton machine;
    machine.levels = rules_.levels;
    const auto top = static_cast<Level>(rules_.levels - 1);
    for (std::size_t state = 0; state < machine_.size(); ++state) {
      machine.states.push_back({.play = LevelMix(moves[state]), .said = {}, .is_open = false});
      for (Level meant = 0; meant <= top; ++meant)
        for (Level mine = 0; mine <= top; ++mine)
          for (Level theirs = 0; theirs <= top; ++theirs)
            for (int verified = 0; verified < 2; ++verified) {
              const auto known = known_[state].find({mine, theirs});
              machine.next.push_back(static_cast<std::uint32_t>(
                  known != known_[state].end() ? known->second : after(state, theirs, theirs, mine)));
            }
    }
    return machine;
  }

  const Rules& rules_;
  const Side& victim_;
  const Automaton& machine_;
  const Responder& responder_;
  Shifts victim_tremble_, victim_sight_, tremble_, sight_;
  DecisionProcess process_, victims_;                 // the same options, with the responder's and the victim's rewards
  std::vector<std::map<Learnt, std::size_t>> known_;  // by state: the victim's next one
  bool is_playable_ = true;
};

/// Follows the states of an automaton, and counts rounds where what it does depends on how many are still to come.
struct Follower {
  static constexpr Info info{
      .name = "best-response-to",
      .about = "Does what serves its own payoffs best against one strategy, over the length of the match.",
      .source = "Backward induction (Bellman 1957) or policy iteration (Howard 1960) on that strategy's automaton.",
      .against = "C",
      .plays = "C"};
  std::shared_ptr<const BestResponse> best;
  std::size_t state = 0;
  std::int64_t to_come = 0;  // rounds; 0 where it need not know, and after the last one
  std::int64_t crisis = 0;   // forced rounds still to come: the machine begins after them

  auto operator<=>(const Follower&) const = default;

  Level play() const {
    if (to_come > 0) return best->plan.at(to_come, state);
    const auto& chance = best->machine.states[state].play.chance;
    return static_cast<Level>(std::max_element(chance.begin(), chance.end()) - chance.begin());
  }
  void see(LevelSeen round) {
    if (crisis > 0) {
      --crisis;
      return;
    }
    state = best->machine.after(state, round);
    if (to_come > 0) --to_come;
  }
};

/// A follower under a name of its own.
class Response final : public Prototype, public std::enable_shared_from_this<Response> {
 public:
  Response(const std::string& victim, const Follower& follower)
      : name_("best-response-to:" + victim), info_(Follower::info), prototype_(follower) {
    info_.name = name_;
  }

  const Info& info() const override { return info_; }
  Traits traits() const override { return prototype_.traits(); }
  std::vector<Parameter> parameters() const override { return {}; }
  std::shared_ptr<const Prototype> with(std::size_t /*parameter*/, const ParameterValue& /*value*/) const override {
    return shared_from_this();
  }
  std::shared_ptr<const Prototype> briefed(const Briefing& /*briefing*/) const override { return shared_from_this(); }
  std::unique_ptr<Seats> seat(int levels) const override { return prototype_.seat(levels); }
  std::unique_ptr<Memories> memories(int levels) const override { return prototype_.memories(levels); }

 private:
  std::string name_;
  Info info_;
  PrototypeOf<Follower> prototype_;
};

/// The smallest automaton of a strategy that may live through anything.
std::optional<Automaton> exposed(const Rules& rules, const Side& victim, std::size_t limit) {
  try {
    const auto machine =
        derive(victim.strategy, rules.levels, {.slips = true, .verified = false, .crisis = rules.crisis}, limit);
    return machine ? std::optional(minimised(*machine)) : std::nullopt;
  } catch (const StrategyFailure& failure) {
    throw failure.of(victim.name);
  }
}

}  // namespace

BestResponse best_response(const Rules& rules, const Side& victim, const Automaton& machine,
                           const Responder& responder) {
  return Siege(rules, victim, machine, responder).best();
}

Rules for_ever(Rules rules) {
  rules.endless = true;
  rules.continuation.reset();
  rules.discount = 1;
  return rules;
}

std::optional<Exploitability> exploitability(const Rules& rules, const Game& game, const Side& victim,
                                             const Errors& tremble, const Errors& misperception, std::size_t limit) {
  const auto machine = exposed(rules, victim, limit);
  if (!machine) return std::nullopt;
  const auto against = [&](const Payoffs& payoffs, double own, double victims) {
    return best_response(rules, victim, *machine, {payoffs, tremble, misperception, own, victims});
  };
  return Exploitability{.same = against(game.payoffs(), 1, 0),
                        .greedy = against(game.payoffs("greedy"), 1, 0),
                        .spoiler = against(game.payoffs(), 1, -1),
                        .held_to = 0 - against(game.payoffs(), 0, -1).gain};
}

Strategy respond(const Rules& rules, const Side& victim, const Responder& responder, std::size_t limit) {
  const auto machine = exposed(rules, victim, limit);
  if (!machine)
    throw Error("the best response to '" + victim.name + "' cannot be computed: " +
                (victim.strategy.memories(own_levels(victim.strategy, rules.levels))
                     ? "its automaton has more than " + std::to_string(limit) + " states"
                     : "its memory cannot be enumerated"));
  BestResponse best = best_response(rules, victim, *machine, responder);
  if (!best.is_playable)
    throw Error("the best response to '" + victim.name +
                "' cannot be played: under this noise an opponent cannot know its memory; 'detente show' gives the "
                "payoff of an omniscient opponent, which is an upper bound");
  const std::int64_t to_come = best.plan.is_steady() ? 0 : rules.rounds;
  return Strategy(
      std::make_shared<Response>(victim.name, Follower{.best = std::make_shared<const BestResponse>(std::move(best)),
                                                       .state = 0,
                                                       .to_come = to_come,
                                                       .crisis = rules.crisis}));
}

}  // namespace detente
