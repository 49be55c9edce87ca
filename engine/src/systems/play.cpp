// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>

#include <detente/systems/play.hpp>

#include "systems/arms.hpp"
#include "systems/diplomacy.hpp"
#include "systems/system_counter.hpp"
#include "systems/system_seat.hpp"

namespace detente {

using systems::combine;
using systems::for_lanes;
using systems::keep_where;
using systems::kTrue;
using systems::mask_of;

struct SystemMatch::Table {
  explicit Table(const System& the_system)
      : system(the_system), diplomacy(the_system), arms(the_system), counter(the_system) {
    const std::size_t fronts = system.fronts.size();
    seats.reserve(2 * fronts);
    for (const SystemFront& front : system.fronts) {
      seats.emplace_back(system, front.row_side, front.row, front.column, front.verify[0]);
      seats.emplace_back(system, front.column_side, front.column, front.row, front.verify[1]);
      longest_crisis = std::max(longest_crisis, front.crisis);
    }
    for (auto* const by_seat : {&done, &seen, &told, &called, &hostile, &attacks, &verified})
      by_seat->resize(2 * fronts);
    live.resize(fronts);
    any_hostile.resize(system.states.size());
    twice_hostile.resize(system.states.size());
    for (std::size_t f = 0; f < fronts; ++f) {
      const Traits row = seats[2 * f].batch.traits;
      const Traits column = seats[2 * f + 1].batch.traits;
      talks.push_back(row.listens || column.listens || system.rules.signal_cost != 0);
      inspects.push_back(row.opens || column.opens);
    }
  }

  std::size_t state_of(std::size_t seat) const {
    const SystemFront& front = system.fronts[seat / 2];
    return seat % 2 == 0 ? front.row : front.column;
  }

  /// What a strategy or an alignment throws is told with its name, where it stood, repetition and round.
  template <class Act>
  auto told_of(const Block& block, Act act) {
    const auto failed = [&](const std::string& repetition, std::string_view what) {
      const std::string where = repetition + ", round " + std::to_string(round);
      if (is_alignment) {
        const SystemState& state = system.states[std::min(diplomacy.acting, system.states.size() - 1)];
        return StrategyFailure(state.alignment ? state.alignment->name() : state.name,
                               "as the alignment of '" + state.name + "', " + where, what);
      }
      const SystemFront& front = system.fronts[acting / 2];
      return StrategyFailure(
          seats[acting].batch.name,
          "on the front '" + system.states[front.row].name + "' – '" + system.states[front.column].name + "', " + where,
          what);
    };
    const Acting scope("a strategy of a system", "when it was played");
    try {
      return act();
    } catch (const StrategyFailure&) {
      throw;
    } catch (const LaneFailure& failure) {
      if (failure.lane() >= kLanes)
        throw failed("one of " + std::to_string(block.lanes) + " repetitions", failure.what());
      throw failed("repetition " + std::to_string(block.repetitions[failure.lane()]), failure.what());
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& failure) {
      throw failed("repetition " + std::to_string(block.repetitions[0]), failure.what());
    } catch (...) {
      throw failed("repetition " + std::to_string(block.repetitions[0]), kNoException);
    }
  }

  bool play(const Block& block, SystemTally& tally, const Pulse& pulse, SystemObserver* observer) {
    begin(block, tally);
    crisis(block);
    std::size_t lanes = block.lanes;
    std::int64_t played = 0;
    for (round = 1; round <= block.longest(); ++round) {
      while (block.lengths[lanes - 1] < round) --lanes;
      if (stretch < system.rules.turns.size() && round == system.rules.turns[stretch]) turn(tally);
      arms.turn_means(round, holdings, lanes);
      const SystemInterference interference =
          observer == nullptr ? SystemInterference{} : observer->interference(round);
      step(block, lanes, interference, tally);
      counter.count({round, lanes, stretch, done, live, hostile, holdings}, tally);
      if (diplomacy.has_pledges())
        counter.count_pledges({round, lanes, stretch, done, live, hostile, holdings}, attacks, called, seen);
      if (observer != nullptr && !observer->see({round, lanes, done, seen, told, holdings.strength, &diplomacy}))
        return true;
      end_round(block, lanes);
      played += static_cast<std::int64_t>(system.states.size());
      if (played >= kPulse && pulse && !pulse(std::exchange(played, 0))) return false;
    }
    counter.finish(stretch, holdings, tally);
    return true;
  }

  void begin(const Block& block, SystemTally& tally) {
    round = 0;
    stretch = 0;
    is_alignment = false;
    for (acting = 0; acting < seats.size(); ++acting) seats[acting].begin();
    holdings.begin(system);
    see_fronts();
    arms.begin();
    counter.begin(block, tally);
    ask_alignments([&] { diplomacy.begin(holdings, block.lanes); });
  }

  template <class Act>
  void ask_alignments(Act act) {
    is_alignment = true;
    act();
    is_alignment = false;
  }

  void turn(SystemTally& tally) {
    counter.flush(stretch, tally);
    ++stretch;
    for (acting = 0; acting < seats.size(); ++acting) seats[acting].turn(stretch);
  }

  void crisis(const Block& block) {
    LaneBytes top, nobody_open;
    top.at.fill(static_cast<Level>(system.rules.levels - 1));
    for (round = -longest_crisis; round < 0; ++round)
      for (acting = 0; acting < seats.size(); ++acting) {
        if (round < -system.fronts[acting / 2].crisis) continue;
        seats[acting].batch.meant() = top;
        seats[acting].see(block, round, top, top, nobody_open, system.rules.seed, block.lanes);
      }
  }

  void step(const Block& block, std::size_t lanes, const SystemInterference& interference, SystemTally& tally) {
    ask_alignments([&] { diplomacy.take_stances(lanes); });
    speak(block, lanes, interference, tally);
    for (acting = 0; acting < seats.size(); ++acting) {
      systems::SystemSeat& seat = seats[acting];
      seat.play(block, round, lanes);
      if (const LaneBytes* const opposed = diplomacy.opposed(acting)) {
        const int top = system.rules.levels - 1;
        LaneBytes& meant = seat.batch.meant();
        for_lanes([&](std::size_t l) { meant.at[l] = opposed->at[l] != 0 ? static_cast<Level>(top) : meant.at[l]; });
      }
      seat.act(block, round, interference.is_silent, done[acting]);
      const LaneBytes& on = live[acting / 2];
      keep_where(done[acting], on);
      if (seat.batch.traits.opens)
        for (std::size_t l = 0; l < lanes; ++l) tally.opened[acting][l] += seat.batch.is_open.at[l] & on.at[l] & 1U;
    }
    mark_hostility();
    for (std::size_t seat = 0; seat < seats.size(); ++seat) look(seat, block, interference);
    diplomacy.hold_pledges(holdings);
    for (acting = 0; acting < seats.size(); ++acting) learn(block, lanes);
    for (std::size_t i = 0; i < system.states.size(); ++i)
      diplomacy.count_pledges(i, holdings, tally.pledged[i], lanes);
  }

  void speak(const Block& block, std::size_t lanes, const SystemInterference& interference, SystemTally& tally) {
    for (acting = 0; acting < seats.size(); ++acting) {
      systems::SystemSeat& seat = seats[acting];
      if (!talks[acting / 2] || !seat.batch.traits.speaks) continue;
      seat.batch.say(lanes);
      for (std::size_t l = 0; l < lanes; ++l)
        if (live[acting / 2].at[l] != 0 && seat.batch.said.kind.at[l] != Signal::none) ++tally.signals[acting][l];
    }
    for (acting = 0; acting < seats.size(); ++acting) {
      LaneBatch& batch = seats[acting].batch;
      if (!talks[acting / 2] || !batch.traits.listens) continue;
      if (interference.is_silent)
        batch.heard = seats[acting ^ 1U].batch.said;
      else
        seats[acting ^ 1U].garble(block, round, lanes, batch.heard);
      batch.hear(lanes);
    }
  }

  void mark_hostility() {
    const auto peace = static_cast<std::uint8_t>(system.peace_level);
    const auto top = static_cast<std::uint8_t>(system.rules.levels - 1);
    for (std::size_t seat = 0; seat < seats.size(); ++seat) {
      systems::mark_above(done[seat], peace, hostile[seat]);
      systems::mark_above(done[seat], static_cast<std::uint8_t>(top - 1), attacks[seat]);
    }
    if (system.ambiguity <= 0) return;  // nobody asks who else was a victim
    for (std::size_t i = 0; i < any_hostile.size(); ++i) {
      any_hostile[i].at.fill(0);
      twice_hostile[i].at.fill(0);
    }
    for (std::size_t seat = 0; seat < seats.size(); ++seat) {
      LaneBytes again = any_hostile[state_of(seat)];
      keep_where(again, hostile[seat]);
      systems::add_where(twice_hostile[state_of(seat)], again);
      systems::add_where(any_hostile[state_of(seat)], hostile[seat]);
    }
  }

  /// What a seat sees of the other with its own eyes.
  void look(std::size_t number, const Block& block, const SystemInterference& interference) {
    systems::SystemSeat& seat = seats[number];
    const std::size_t other = number ^ 1U;
    const LaneBytes& truth = done[other];
    LaneBytes& is_verified = verified[number];
    const bool has_open = seats[other].batch.traits.opens;
    const bool may_verify = has_open || seat.may_verify();
    if (may_verify) {
      is_verified.at.fill(0);
      seat.verify(block, round, is_verified);
      if (has_open) {
        const LaneBytes& is_open = seats[other].batch.is_open;
        for_lanes([&](std::size_t l) {
          is_verified.at[l] = static_cast<std::uint8_t>(is_verified.at[l] | mask_of(is_open.at[l] != 0));
        });
      }
    }
    LaneBytes shown = truth;
    if (system.ambiguity > 0) {
      const std::size_t actor = state_of(other);
      LaneBytes elsewhere = any_hostile[actor];
      combine(elsewhere, hostile[other], [](unsigned a, unsigned b) { return a & ~b; });
      systems::add_where(elsewhere, twice_hostile[actor]);
      seat.mistake_target(block, round, elsewhere, shown);
    }
    if (interference.is_silent)
      seen[number] = shown;
    else
      seat.misread(block, round, shown, seen[number]);
    if (may_verify)
      for_lanes([&](std::size_t l) { seen[number].at[l] = is_verified.at[l] != 0 ? truth.at[l] : seen[number].at[l]; });
    if (interference.misread_by == number) {
      const int top = system.rules.levels - 1;
      for_lanes([&](std::size_t l) { seen[number].at[l] = static_cast<Level>(std::min(seen[number].at[l] + 1, top)); });
    }
    keep_where(seen[number], live[number / 2]);
  }

  /// A seat is told the worst that it and those whom it stands by saw.
  void learn(const Block& block, std::size_t lanes) {
    systems::SystemSeat& seat = seats[acting];
    const std::size_t other = acting ^ 1U;
    const LaneBytes* theirs = &seen[acting];
    const LaneBytes* is_verified = &nobody_is;
    if (inspects[acting / 2] || seat.may_verify()) {
      verified_bytes = verified[acting];
      is_verified = &verified_bytes;
    }
    if (diplomacy.has_pledges()) {
      diplomacy.tell(acting, seen, told[acting], called[acting]);
      keep_where(told[acting], live[acting / 2]);
      keep_where(called[acting], live[acting / 2]);
      theirs = &told[acting];
    } else {
      told[acting] = seen[acting];
    }
    if (is_verified != &nobody_is)
      for_lanes([&](std::size_t l) {
        const bool is_true = verified_bytes.at[l] != 0 && theirs->at[l] == seen[acting].at[l];
        verified_bytes.at[l] = is_true ? 1 : 0;
      });
    // Under public monitoring what the other saw of a move is what its mover learns of it.
    const LaneBytes& mine = system.rules.public_monitoring ? seen[other] : done[acting];
    seat.see(block, round, mine, *theirs, *is_verified, system.rules.seed, lanes);
  }

  void end_round(const Block& block, std::size_t lanes) {
    judge();
    arms.fight(block, round, lanes, attacks, holdings);
    ask_alignments([&] {
      arms.rearm(block, round, lanes, diplomacy, holdings);
      diplomacy.inform(seen, holdings, lanes);
    });
    if (system.war.pace <= 0) return;
    holdings.see_who_lives();
    see_fronts();
  }

  /// Who was hostile to somebody in good standing is in bad standing (Sugden 1986).
  void judge() {
    good_before = holdings.good;
    for (LaneBytes& good : holdings.good) good.at.fill(kTrue);
    for (std::size_t seat = 0; seat < seats.size(); ++seat) {
      LaneBytes wrong = hostile[seat];
      keep_where(wrong, good_before[state_of(seat ^ 1U)]);
      combine(holdings.good[state_of(seat)], wrong, [](unsigned a, unsigned b) { return a & ~b; });
    }
  }

  void see_fronts() {
    for (std::size_t f = 0; f < live.size(); ++f) {
      live[f] = holdings.alive[system.fronts[f].row];
      keep_where(live[f], holdings.alive[system.fronts[f].column]);
    }
  }

  static constexpr std::int64_t kPulse = 8192;  // rounds of states between two looks at whether to give up

  const System& system;
  std::vector<systems::SystemSeat> seats;  // 2·front + side
  systems::Diplomacy diplomacy;
  systems::Arms arms;
  systems::SystemCounter counter;
  systems::Holdings holdings;
  std::vector<bool> talks, inspects;  // by front
  std::int64_t longest_crisis = 0;
  std::vector<LaneBytes> done, seen, told, called, hostile, attacks, verified;  // by seat
  std::vector<LaneBytes> live;                                                  // masks, by front
  std::vector<LaneBytes> any_hostile, twice_hostile, good_before;               // masks, by state
  LaneBytes nobody_is, verified_bytes;
  std::size_t acting = 0;  // whose strategy is being asked, and in which round: for messages
  bool is_alignment = false;
  std::int64_t round = 0;
  std::size_t stretch = 0;
};

SystemMatch::SystemMatch(const System& system) {
  check_system(system);
  table_ = std::make_unique<Table>(system);
}
SystemMatch::~SystemMatch() = default;
SystemMatch::SystemMatch(SystemMatch&&) noexcept = default;

bool SystemMatch::play(std::uint64_t first_repetition, std::size_t lanes, SystemTally& tally, const Pulse& pulse,
                       SystemObserver* observer) {
  const Block block = make_block(table_->system.rules, first_repetition, lanes);
  return table_->told_of(block, [&] { return table_->play(block, tally, pulse, observer); });
}

}  // namespace detente
