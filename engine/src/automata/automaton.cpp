// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <tuple>

#include <detente/automata/automaton.hpp>

namespace detente {
namespace {

/// Memories of an automaton: nothing to walk, only to look up.
class Table final : public Memories {
 public:
  explicit Table(const Automaton& automaton) : automaton_(automaton) {}

  std::size_t size() const override { return automaton_.size(); }
  LevelMix play(std::size_t memory) const override { return automaton_.states[memory].play; }
  Signal say(std::size_t memory) const override { return automaton_.states[memory].said; }
  bool open(std::size_t memory) const override { return automaton_.states[memory].is_open; }
  std::size_t hear(std::size_t memory, Signal /*heard*/) override { return memory; }
  std::size_t see(std::size_t memory, const LevelSeen& round) override { return automaton_.after(memory, round); }

 private:
  const Automaton& automaton_;
};

/// Calls `act` for each input in order: with the round itself where a state may live through it, else with one that
/// stands for it.
template <class Act>
void each_round(const LevelMix& play, int levels, const Possible& possible, Act act) {
  const auto top = static_cast<Level>(levels - 1);
  Level usual = 0;
  for (Level meant = 0; meant <= top; ++meant)
    if (play.chance[meant] > play.chance[usual]) usual = meant;
  for (Level meant = 0; meant <= top; ++meant)
    for (Level mine = 0; mine <= top; ++mine)
      for (Level theirs = 0; theirs <= top; ++theirs)
        for (const bool verified : {false, true}) {
          const Level real = play.chance[meant] > 0 ? meant : usual;
          act(LevelSeen{real, possible.slips ? mine : real, theirs, possible.verified && verified});
        }
}

constexpr std::size_t kPatience = 1U << 14U;  // rounds that are looked at before a stop is asked for

/// Asks for a stop once in a while.
class Pause {
 public:
  explicit Pause(const GiveUp& give_up) : give_up_(give_up) {}

  /// After so many rounds more.
  bool ends(std::size_t rounds) {
    rounds_ += rounds;
    if (rounds_ < kPatience) return false;
    rounds_ = 0;
    return give_up_ && give_up_();
  }

 private:
  const GiveUp& give_up_;
  std::size_t rounds_ = 0;
};

/// One input of each set of inputs that no state tells apart.
std::vector<std::size_t> telling_inputs(const Automaton& automaton) {
  std::map<std::vector<std::uint32_t>, std::size_t> columns;
  std::vector<std::size_t> telling;
  std::vector<std::uint32_t> column(automaton.size());
  for (std::size_t input = 0; input < automaton.inputs(); ++input) {
    for (std::size_t state = 0; state < automaton.size(); ++state)
      column[state] = automaton.next[state * automaton.inputs() + input];
    if (columns.try_emplace(column, input).second) telling.push_back(input);
  }
  return telling;
}

std::optional<Automaton> walked(const Strategy& strategy, int game_levels, const Possible& possible, std::size_t limit,
                                const GiveUp& give_up, std::uint64_t& steps) {
  Pause pause(give_up);
  Automaton automaton;
  automaton.levels = own_levels(strategy, game_levels);
  const auto memories = strategy.memories(automaton.levels);
  if (!memories) return std::nullopt;
  const bool listens = strategy.traits().listens;
  const auto top = static_cast<Level>(automaton.levels - 1);
  const auto begin = [&](std::int64_t crisis) {
    std::size_t memory = 0;
    for (std::int64_t round = 0; round < crisis; ++round)
      memory = memories->see(memory, {.meant = top, .mine = top, .theirs = top, .verified = false});
    return memory;
  };
  const std::size_t first = begin(possible.crisis);

  std::vector<std::size_t> memory_of{first};                  // by state
  std::map<std::size_t, std::uint32_t> state_of{{first, 0}};  // by memory
  const auto number = [&](std::size_t memory) {
    const auto [place, is_new] = state_of.try_emplace(memory, static_cast<std::uint32_t>(memory_of.size()));
    if (is_new) memory_of.push_back(memory);
    return place->second;
  };
  for (const std::int64_t crisis : possible.other_crises)
    automaton.other_starts.push_back({crisis, number(begin(crisis))});
  std::vector<std::size_t> known(automaton.inputs());
  for (std::size_t state = 0; state < memory_of.size(); ++state) {
    if (memory_of.size() > limit || pause.ends(automaton.inputs())) return std::nullopt;
    ++steps;
    const std::size_t memory = listens ? memories->hear(memory_of[state], {}) : memory_of[state];
    automaton.states.push_back(
        {.play = memories->play(memory), .said = memories->say(memory_of[state]), .is_open = memories->open(memory)});
    std::fill(known.begin(), known.end(), limit);
    each_round(automaton.states.back().play, automaton.levels, possible, [&](const LevelSeen& real) {
      std::size_t& seen = known[automaton.input(real)];
      if (seen == limit) seen = number(memories->see(memory, real));
      automaton.next.push_back(static_cast<std::uint32_t>(seen));
    });
  }
  return automaton;
}

}  // namespace

std::optional<Automaton> derive(const Strategy& strategy, int game_levels, const Possible& possible, std::size_t limit,
                                const GiveUp& give_up) {
  constexpr const char* kTask = "when its memories were enumerated";
  std::uint64_t steps = 0;
  const Acting scope(strategy.info().name, kTask, &steps);
  try {
    return walked(strategy, game_levels, possible, limit, give_up, steps);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const StrategyFailure& failure) {
    throw failure.of(strategy.name());
  } catch (const std::exception& failure) {
    throw StrategyFailure(strategy.name(), kTask, failure.what());
  } catch (...) {
    throw StrategyFailure(strategy.name(), kTask, kNoException);
  }
}

namespace {

/// What a state does, in an order.
auto conduct(const Automaton::State& state) {
  return std::tie(state.play.chance, state.said, state.is_open);
}

/// By state: the number of the first set of states that do alike, in the order of their first members.
std::vector<std::uint32_t> alike(const std::vector<Automaton::State>& states, std::size_t& groups) {
  std::map<decltype(conduct(states.front())), std::uint32_t> number;
  std::vector<std::uint32_t> group;
  for (const Automaton::State& state : states)
    group.push_back(number.try_emplace(conduct(state), static_cast<std::uint32_t>(number.size())).first->second);
  groups = number.size();
  return group;
}

}  // namespace

Automaton minimised(const Automaton& automaton, const GiveUp& give_up) {
  Pause pause(give_up);
  const std::size_t size = automaton.size();
  const std::size_t inputs = automaton.inputs();
  const std::vector<std::size_t> telling = telling_inputs(automaton);
  std::size_t groups = 0;
  std::vector<std::uint32_t> group = alike(automaton.states, groups);
  // A signature is a state's group and those of its successors; groups split until signatures no longer do.
  for (std::size_t before = 0; before != groups;) {
    before = groups;
    std::map<std::vector<std::uint32_t>, std::uint32_t> number;
    std::vector<std::uint32_t> refined(size);
    std::vector<std::uint32_t> signature(telling.size() + 1);
    for (std::size_t state = 0; state < size; ++state) {
      if (pause.ends(signature.size())) return automaton;
      signature[0] = group[state];
      for (std::size_t i = 0; i < telling.size(); ++i)
        signature[i + 1] = group[automaton.next[state * inputs + telling[i]]];
      refined[state] = number.try_emplace(signature, static_cast<std::uint32_t>(number.size())).first->second;
    }
    group = std::move(refined);
    groups = number.size();
  }
  Automaton least;
  least.levels = automaton.levels;
  for (const Automaton::Start& start : automaton.other_starts)
    least.other_starts.push_back({start.crisis, group[start.state]});
  for (std::size_t state = 0; state < size; ++state) {
    if (group[state] < least.states.size()) continue;
    least.states.push_back(automaton.states[state]);
    for (std::size_t input = 0; input < inputs; ++input)
      least.next.push_back(group[automaton.next[state * inputs + input]]);
  }
  return least;
}

std::unique_ptr<Memories> walk(const Automaton& automaton) {
  return std::make_unique<Table>(automaton);
}

}  // namespace detente
