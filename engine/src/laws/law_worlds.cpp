// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "laws/law_worlds.hpp"

#include <algorithm>

#include <detente/laws/laws.hpp>
#include <detente/text/text.hpp>
#include <detente/world/game.hpp>

#include "laws/probe_opponents.hpp"

namespace detente {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

/// Writes down what both sides did in each match of a block, a letter for each round.
class Scribe final : public Observer {
 public:
  explicit Scribe(int levels) : levels_(levels) {}

  bool see(const RoundDone& round) override {
    for (std::size_t seat = 0; seat < 2; ++seat)
      for (std::size_t lane = 0; lane < round.lanes; ++lane) done[lane][seat] += letter(round.done[seat]->at[lane]);
    return true;
  }

  std::array<std::array<std::string, 2>, kLanes> done;

 private:
  char letter(Level level) const { return levels_ == 2 ? "CD"[level & 1] : kDigits[level & 15]; }

  int levels_;
};

enum Column { game, repetition, row_done, column_done, row_sent, row_open, column_sent, column_open, columns };

std::string spoken(char letter) {
  return (letter == 'C' || letter == 'D' ? "" : "level ") + std::string(1, letter);
}

std::string parting(const std::string& one, const std::string& other) {
  const std::vector<std::string> a = split(one, ' ');
  const std::vector<std::string> b = split(other, ' ');
  if (a.size() != columns || b.size() != columns || a[game] != b[game]) return "it played different matches";
  const auto place = [&](std::size_t column) {
    const auto at = std::mismatch(a[column].begin(), a[column].end(), b[column].begin(), b[column].end());
    return static_cast<std::size_t>(at.first - a[column].begin());
  };
  const std::size_t seat = place(row_done) <= place(column_done) ? row_done : column_done;
  const std::size_t at = place(seat);
  if (at < std::min(a[seat].size(), b[seat].size()))
    return "in round " + std::to_string(at + 1) + " of " + a[game] + " it played " + spoken(a[seat][at]) +
           " in the first match and " + spoken(b[seat][at]) + " in the second";
  return "in " + a[game] + " it sent " + a[row_sent] + " signals and was open " + a[row_open] +
         " times in the first match, and " + b[row_sent] + " and " + b[row_open] + " in the second";
}

}  // namespace

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

LawWorld long_world() {
  return {.rules = {.rounds = 1000, .seed = 18}};
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
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const StrategyFailure&) {
    throw;
  } catch (const std::exception& failure) {
    throw RunFailure("its begin() threw an exception: " + std::string(failure.what()));
  }
  return seated;
}

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

std::vector<std::string> played(Encounter& encounter, const Climate& climate, const LawWorld& world, const Play& play) {
  const Block block = make_block(climate.rules(), play.first, play.repetitions);
  Tally tally;
  Scribe scribe(climate.rules().levels);
  encounter.play(Weather(climate, block), tally, {}, &scribe);
  std::vector<std::string> lines(play.repetitions);
  for (std::size_t lane = 0; lane < play.repetitions; ++lane) {  // in order of length
    std::string line = world.game + ' ' + std::to_string(block.repetitions[lane]);
    for (const std::size_t seat : {0U, 1U}) line += ' ' + scribe.done[lane][seat];
    for (const std::size_t seat : {0U, 1U})
      line += ' ' + std::to_string(play.tells_signals ? tally.sent(seat, lane) : 0) + ' ' +
              std::to_string(tally.was_open(seat, lane));
    lines[block.repetitions[lane] - play.first] = std::move(line);
  }
  return lines;
}

std::vector<std::string> played(const LawWorld& world, const Side& row, const Side& column, const Play& play) {
  const Climate climate = climate_of(world, row, column);
  Rules rules = climate.rules();
  if (play.has_priced_signals) rules.signal_cost = 0.1;
  Encounter encounter(rules, climate, row, column);
  return played(encounter, climate, world, play);
}

namespace {

std::string deed(const std::string& reason) {
  return reason.starts_with("it ") || reason.starts_with("its ")
             ? reason
             : "it threw an exception: " + reason + "; a strategy must not throw";
}

}  // namespace

std::string told(const std::exception& failure) {
  const auto* const known = dynamic_cast<const StrategyFailure*>(&failure);
  if (known == nullptr) return failure.what();
  constexpr std::string_view kRound = ", round ";  // in the pair 'x' – 'y', repetition 0, round 3
  const std::string& where = known->where();
  const std::size_t round = where.find(kRound);
  return (round == std::string::npos ? where : "in " + where.substr(round + 2)) + ' ' + deed(known->reason());
}

std::string told(const std::exception& failure, std::int64_t round) {
  return "in round " + std::to_string(round) + ' ' + deed(failure.what());
}

std::vector<std::string> diary(const Strategy& strategy) {
  std::vector<std::string> lines;
  for (const LawWorld& world : worlds()) {
    const auto mine = side(strategy, world);
    if (!mine) continue;
    const auto add = [&](const Side& other) {
      const std::vector<std::string> more = played(world, *mine, other, {.repetitions = 4});
      lines.insert(lines.end(), more.begin(), more.end());
    };
    for (int number = 0; number < kProbeOpponents; number += 8) add(*side(automaton(number), world));
    add(*mine);
  }
  return lines;
}

std::string parting(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  if (one.size() != other.size()) return "it refused different games";
  for (std::size_t i = 0; i < one.size(); ++i)
    if (one[i] != other[i]) return parting(one[i], other[i]);
  return "";
}

}  // namespace detente
