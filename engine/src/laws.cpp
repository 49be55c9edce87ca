// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <functional>

#include <detente/game.hpp>
#include <detente/laws.hpp>
#include <detente/match.hpp>
#include <detente/words.hpp>

#include "law_worlds.hpp"
#include "panel.hpp"

namespace detente {

const std::vector<LawWorld>& worlds() {
  static const std::vector<LawWorld> all = {
      {},
      {.game = "security-dilemma:signal-cost=0.1,open-cost=0.1",
       .rules = {.rounds = 60, .crisis = 3, .signal_noise = 0.2, .seed = 12}},
      {.game = "chicken",
       .rules = {.rounds = 60, .known_length = true, .seed = 13},
       .tremble = 0.4,
       .misperception = 0.4},
      {.game = "stag-hunt", .rules = {.continuation = 0.95, .seed = 14}, .tremble = 0, .misperception = 0},
      {.game = "offence-defence:distinguishability=0.4", .rules = {.rounds = 60, .crisis = 2, .seed = 15}},
      {.game = "arms-race:levels=6,base=prisoners-dilemma", .rules = {.rounds = 60, .seed = 16}},
      {.game = "arms-race:levels=16", .rules = {.rounds = 40, .signal_noise = 0.3, .seed = 17}, .tremble = 0.3},
  };
  return all;
}

std::optional<Side> side(const Strategy& strategy, const LawWorld& world) {
  const Game game = parse_game(world.game);
  Side seated{.strategy = strategy,
              .name = strategy.name(),
              .payoffs = game.payoffs(),
              .tremble = Errors::everywhere(world.tremble, world.tremble),
              .misperception = game.misperception(world.misperception, world.misperception)};
  try {
    seated.strategy = strategy.briefed({.payoffs = seated.payoffs,
                                        .tremble = seated.tremble,
                                        .misperception = seated.misperception,
                                        .signal_noise = world.rules.signal_noise,
                                        .signal_cost = game.signal_cost,
                                        .open_cost = game.open_cost,
                                        .rounds = world.rules.known_length ? world.rules.rounds : 0});
  } catch (const Error&) {
    return std::nullopt;
  }
  return seated;
}

namespace {

Climate climate_of(const LawWorld& world, const Side& row, const Side& column) {
  Rules rules = world.rules;
  rules.levels = row.payoffs.levels;
  Climate climate(rules);
  std::uint32_t seat = 0;
  for (const Side* one : {&row, &column}) {
    climate.admit(Purpose::tremble, seat, one->tremble);
    climate.admit(Purpose::misperception, seat, one->misperception);
    climate.admit_dice(seat, one->strategy.traits());
    ++seat;
  }
  return climate;
}

/// The tally of a block, as text that can be compared: one line for each lane.
std::vector<std::string> lines(const Tally& tally) {
  std::vector<std::string> list;
  for (std::size_t lane = 0; lane < tally.block.lanes; ++lane) {
    std::string line = std::to_string(tally.block.lengths[lane]);
    for (const auto& counts : tally.joint) line += " " + std::to_string(counts[lane]);
    for (const std::size_t seat : {0U, 1U})
      line += " " + std::to_string(tally.sent(seat, lane)) + " " + std::to_string(tally.was_open(seat, lane));
    list.push_back(line);
  }
  return list;
}

constexpr std::size_t kTried = 24;  // repetitions

std::vector<std::string> played(const LawWorld& world, const Side& row, const Side& column, std::uint64_t first,
                                std::size_t repetitions) {
  const Climate climate = climate_of(world, row, column);
  const Rules& rules = climate.rules();
  Encounter encounter(rules, climate, row, column);
  Tally tally;
  encounter.play(Weather(climate, make_block(rules, first, repetitions)), tally);
  return lines(tally);
}

std::string differing(const std::string& a, const std::string& b, const std::string& world, const std::string& how) {
  return "in " + world + " it counted [" + a + "] at first and [" + b + "] " + how;
}

/// Tries `matches` (a function of the world and an opponent's side) over all worlds and a few opponents.
std::string over_worlds(const Strategy& strategy,
                        const std::function<std::string(const LawWorld&, const Side&, const Side&)>& law) {
  for (const LawWorld& world : worlds()) {
    const auto mine = side(strategy, world);
    if (!mine) continue;
    for (int number = 0; number < kPanel; number += 8) {
      const std::string breach = law(world, *mine, *side(automaton(number), world));
      if (!breach.empty()) return breach;
    }
    const std::string breach = law(world, *mine, *mine);
    if (!breach.empty()) return breach;
  }
  return "";
}

std::string describes_itself(const Strategy& strategy) {
  const Info& info = strategy.info();
  if (!info.about.ends_with('.'))
    return "info.about is '" + std::string(info.about) + "'; it must be a sentence that ends with a period";
  for (const std::string& alias : split(info.alias, ','))
    if (!is_strategy_name(alias)) return "alias '" + alias + "' is not made of a-z, 0-9 and -";
  for (const Parameter& parameter : strategy.parameters()) {
    const std::string name(parameter.name);
    if (!is_strategy_name(name)) return "parameter name '" + name + "' is not made of a-z, 0-9 and -";
    if (!(parameter.low <= parameter.high) ||
        (parameter.kind == Parameter::Kind::moves && !(parameter.low >= 0 && parameter.high <= Moves::kMost)))
      return "parameter " + name + " has no range";
    if (parameter.meaning.empty()) return "parameter " + name + " has no sentence that says what it means";
    if (parameter.value && !parameter.allows(*parameter.value))
      return "the default of parameter " + name + " is " + parameter.text(*parameter.value) + ", outside its range";
  }
  for (const Preset& preset : strategy.presets()) {
    if (!is_strategy_name(preset.name))
      return "preset '" + std::string(preset.name) + "' is not made of a-z, 0-9 and -";
    strategy.with(preset.settings);
  }
  return "";
}

std::string plays_its_example(const Strategy& strategy) {
  const Info& info = strategy.info();
  const bool graded = strategy.traits().graded;
  LawWorld world{.tremble = 0, .misperception = 0};
  if (info.levels > 2) world.game = "arms-race:levels=" + std::to_string(info.levels) + ",base=prisoners-dilemma";
  const auto mine = side(strategy, world);
  if (!mine) return "it refuses the prisoner's dilemma, in which the example is played";
  const auto seats = mine->strategy.seat(graded ? info.levels : 2);
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t i = 0; i < info.plays.size(); ++i) {
    const std::string where = "in round " + std::to_string(i + 1) + " of its example ";
    const char wanted = info.plays[i];
    const bool is_die = !graded && (wanted == 'c' || wanted == 'd');
    const std::size_t own = graded                           ? digits.find(wanted)
                            : wanted == 'C' || wanted == 'c' ? 0
                            : wanted == 'D' || wanted == 'd' ? 1
                                                             : 16;
    const char met = info.against[i];
    const std::size_t other = graded ? digits.find(met) : met == 'C' ? 0 : met == 'D' ? 1 : 16;
    if (own >= static_cast<std::size_t>(info.levels) || other >= static_cast<std::size_t>(info.levels))
      return where + "stands '" + wanted + "' against '" + met + "', which are no moves there";
    seats->hear({}, 1);
    const double likely = seats->chances(0).chance[own];
    if (is_die ? likely <= 0 || likely >= 1 : graded ? likely <= 0 : likely != 1)
      return where + "it plays " + wanted + " with probability " + rounded(likely) +
             (is_die ? ", which needs no die" : "");
    LaneBytes mine_done, theirs, nobody;
    mine_done.at[0] = static_cast<std::uint8_t>(own);
    theirs.at[0] = static_cast<std::uint8_t>(other);
    const std::array<std::uint64_t, kLanes> repetitions{};
    seats->see({.meant = &mine_done,
                .mine = &mine_done,
                .theirs = &theirs,
                .verified = &nobody,
                .repetitions = repetitions.data(),
                .seed = 1,
                .seat = 0,
                .round = static_cast<std::uint32_t>(i + 1)},
               1);
  }
  return "";
}

std::string holds_its_parameters(const Strategy& strategy) {
  for (const Parameter& parameter : strategy.parameters())
    for (const double value : parameter.extremes()) {
      const Strategy changed = strategy.with(parameter.name, value);
      for (const Parameter& read : changed.parameters())
        if (read.name == parameter.name && read.value != value)
          return "parameter " + std::string(parameter.name) + " set to " + parameter.text(value) +
                 " reads back as another value";
      const LawWorld world;
      const auto mine = side(changed, world);
      if (mine) played(world, *mine, *side(automaton(1), world), 0, 4);
    }
  return "";
}

std::string stays_in_range(const Strategy& strategy) {
  return over_worlds(strategy, [](const LawWorld& world, const Side& mine, const Side& other) {
    played(world, mine, other, 0, kTried);
    played(world, other, mine, 0, kTried);
    return std::string();
  });
}

std::string repeats_itself(const Strategy& strategy) {
  return over_worlds(strategy, [](const LawWorld& world, const Side& mine, const Side& other) {
    const auto first = played(world, mine, other, 0, kTried);
    const auto again = played(world, mine, other, 0, kTried);
    for (std::size_t i = 0; i < first.size(); ++i)
      if (first[i] != again[i])
        return differing(first[i], again[i], world.game, "when the same match was played again");
    return std::string();
  });
}

std::string remembers_nothing_between_matches(const Strategy& strategy) {
  for (const LawWorld& world : worlds()) {
    const auto mine = side(strategy, world);
    if (!mine) continue;
    const Side other = *side(automaton(3), world);
    const Climate climate = climate_of(world, *mine, other);
    Encounter encounter(climate.rules(), climate, *mine, other);
    const Weather first(climate, make_block(climate.rules(), 0, kTried));
    const Weather second(climate, make_block(climate.rules(), 500, kLanes));
    Tally before, between, after;
    encounter.play(first, before);
    for (int number = 4; number < kPanel; number += 4)
      played(world, *mine, *side(automaton(number), world), 900, kTried);
    encounter.play(second, between);
    encounter.play(first, after);
    const auto a = lines(before);
    const auto b = lines(after);
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] != b[i]) return differing(a[i], b[i], world.game, "after it had played other matches");
  }
  return "";
}

std::string seats_are_strangers(const Strategy& strategy) {
  return over_worlds(strategy, [](const LawWorld& world, const Side& mine, const Side& other) {
    std::vector<std::string> together = played(world, mine, other, 0, kTried);
    std::vector<std::string> alone;
    for (std::size_t i = 0; i < kTried; ++i) alone.push_back(played(world, mine, other, i, 1)[0]);
    std::sort(together.begin(), together.end());  // lanes of random length are in order of length
    std::sort(alone.begin(), alone.end());
    for (std::size_t i = 0; i < kTried; ++i)
      if (together[i] != alone[i])
        return differing(together[i], alone[i], world.game, "when each match was played alone");
    return std::string();
  });
}

/// What a block came to without what was said: for each lane its length, the joint levels, and who was open how often.
std::vector<std::string> deeds(const LawWorld& world, const Side& row, const Side& column) {
  const Climate climate = climate_of(world, row, column);
  Rules rules = climate.rules();
  rules.signal_cost = 0.1;  // or signals that nobody hears would not be asked for
  Encounter encounter(rules, climate, row, column);
  Tally tally;
  encounter.play(Weather(climate, make_block(rules, 0, kTried)), tally);
  tally.signals.clear();
  return lines(tally);
}

/// A strategy that may not speak.
class Muted final : public Prototype {
 public:
  explicit Muted(Strategy strategy) : strategy_(std::move(strategy)) {}

  const Info& info() const override { return strategy_.info(); }
  Traits traits() const override {
    Traits traits = strategy_.traits();
    traits.speaks = false;
    return traits;
  }
  std::vector<Parameter> parameters() const override { return {}; }
  std::shared_ptr<const Prototype> with(std::size_t, double) const override { return nullptr; }
  std::shared_ptr<const Prototype> briefed(const Briefing&) const override { return nullptr; }
  std::unique_ptr<Seats> seat(int levels) const override { return strategy_.seat(levels); }
  std::unique_ptr<Memories> memories(int levels) const override { return strategy_.memories(levels); }

 private:
  Strategy strategy_;
};

std::string words_are_not_deeds(const Strategy& strategy) {
  const auto compared = [](const std::vector<std::string>& a, const std::vector<std::string>& b, const LawWorld& world,
                           const std::string& how) {
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] != b[i]) return differing(a[i], b[i], world.game, how);
    return std::string();
  };
  for (const LawWorld& world : worlds()) {
    const auto mine = side(strategy, world);
    if (!mine) continue;
    for (int number = 0; number < kPanel; number += 8) {
      const Side silent = *side(automaton(number), world);
      const Side chatting = *side(automaton(number).with("chatter", 1), world);
      Side muted = *mine;
      muted.strategy = Strategy(std::make_shared<Muted>(mine->strategy));
      const auto before = deeds(world, *mine, silent);
      std::string breach = compared(before, deeds(world, muted, silent), world, "when it could not speak");
      if (breach.empty() && !strategy.traits().listens)
        breach = compared(before, deeds(world, *mine, chatting), world, "when the other spoke");
      if (!breach.empty()) return breach;
    }
  }
  return "";
}

struct NamedLaw {
  Law law;
  std::string (*breach)(const Strategy&);
};

const std::vector<NamedLaw>& named_laws() {
  static const std::vector<NamedLaw> all = {
      {{"describes_itself",
        "It says in a sentence what it does, and its parameters have ranges, defaults and meanings."},
       describes_itself},
      {{"plays_its_example", "It plays its own example, move for move."}, plays_its_example},
      {{"holds_its_parameters", "Each parameter keeps what it is set to, and both ends of its range can be played."},
       holds_its_parameters},
      {{"stays_in_range",
        "It plays every game, start, length and noise without leaving the range of moves and chances."},
       stays_in_range},
      {{"repeats_itself", "The same draws give the same match."}, repeats_itself},
      {{"remembers_nothing_between_matches", "Every match begins from its first state, whatever was played before."},
       remembers_nothing_between_matches},
      {{"seats_are_strangers", "Copies share nothing: matches played side by side equal matches played alone."},
       seats_are_strangers},
      {{"asking_is_not_an_event", "To be asked for a move or a signal changes nothing."}, asking_is_not_an_event},
      {{"words_are_not_deeds",
        "If it does not listen, whatever the other says changes nothing that it does; nor does what it says itself."},
       words_are_not_deeds},
      {{"memory_is_in_order", "If its memory can be compared, equal memories act alike and none is unordered."},
       memory_is_in_order},
      {{"is_its_automaton", "If its memory can be compared, the automaton that is read off it plays as it does."},
       is_its_automaton},
  };
  return all;
}

}  // namespace

const std::vector<Law>& laws() {
  static const std::vector<Law> all = [] {
    std::vector<Law> list;
    for (const NamedLaw& named : named_laws()) list.push_back(named.law);
    return list;
  }();
  return all;
}

std::string breach(const Strategy& strategy, const Law& law) {
  for (const NamedLaw& named : named_laws()) {
    if (named.law.name != law.name) continue;
    try {
      return named.breach(strategy);
    } catch (const std::exception& failure) {
      return failure.what();
    }
  }
  throw Error("no law is named '" + law.name + "'");
}

}  // namespace detente
