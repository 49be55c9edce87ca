// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include <detente/strategy/failure.hpp>
#include <detente/world/side.hpp>

/// One pair of states, played by the `objects` engine: a batch of repetitions at a time, each seat asked once a round.
namespace detente {

class Automaton;

/// What was counted in a batch of matches, lane by lane. Integers only; payoffs multiply in later.
struct Tally {
  /// One number per lane.
  using Counts = std::array<std::uint64_t, kLanes>;

  int levels = 2;             ///< of the game
  Block block;                ///< which repetitions, and how long each lasted
  std::vector<Counts> joint;  ///< [(stretch · levels + row level) · levels + column level]
  /// Signals sent, by seat; empty where they were not counted, since none listens and they have no price.
  std::vector<Counts> signals;
  std::vector<Counts> opened;  ///< rounds of being open, by seat; empty where nobody can be

  /// Signals that a seat sent in a lane.
  std::uint64_t sent(std::size_t seat, std::size_t lane) const { return signals.empty() ? 0 : signals[seat][lane]; }
  /// Rounds in which a seat was open in a lane.
  std::uint64_t was_open(std::size_t seat, std::size_t lane) const { return opened.empty() ? 0 : opened[seat][lane]; }
};

/// Every round of one repetition, for people to read. One entry per round, crisis rounds left out.
struct Trace {
  /// What one seat did and learnt, by round.
  struct Seat {
    std::vector<Level> meant, done;  ///< levels
    std::vector<Level> seen;  ///< what this seat saw of the other; for binary strategies in graded games, the level
    std::vector<Signal> said, heard;  ///< signals as sent, and as they arrived
    std::vector<bool> open;           ///< whether it let itself be verified
  };
  std::array<Seat, 2> seats;  ///< row, column
};

/// A round of a batch of matches, just done.
struct RoundDone {
  std::int64_t round;                    ///< from 1
  std::size_t lanes;                     ///< matches that have this round: the first ones
  std::array<const LaneBytes*, 2> done;  ///< levels, by seat
  /// 1 where the seat's restraint was earned (see `Proximate`), by seat; null unless `Encounter::judge` asked for it.
  std::array<const LaneBytes*, 2> earned;
};

/// Rounds of a batch of matches on two levels, just done: for each a word with a bit for each lane.
struct RoundsDone {
  std::int64_t first;                           ///< round, from 1
  std::size_t rounds;                           ///< how many
  const std::uint64_t* playing;                 ///< which matches have the round
  std::array<const std::uint64_t*, 2> hostile;  ///< … and did D in it, by seat
};

/// How the noise of one round is overruled.
struct Interference {
  /// One error in every lane: the level done, or the level seen of the other, is one more than it would be.
  struct Error {
    std::size_t by;   ///< the seat that slips or misreads
    bool is_tremble;  ///< or a misperception
  };
  bool is_silent = false;           ///< nothing trembles, is misread or garbled
  std::optional<Error> error = {};  ///< the one error; absent for none
};

/// Watches a batch of matches round by round, and may interfere with its noise.
class Observer {
 public:
  virtual ~Observer() = default;

  /// Asked before each round.
  virtual Interference interference([[maybe_unused]] std::int64_t round) const { return {}; }
  /// Told after each round; false ends the batch.
  virtual bool see(const RoundDone& round) = 0;
  /// Told after several rounds in place of each of them, by an engine that plays many at once.
  virtual bool see(const RoundsDone& rounds);
};

/// Machines that play in place of both strategies: each derived from its strategy and its rules, and still in the
/// first state after a crisis (see automaton.hpp). They must outlive the encounter.
using Machines = std::array<const Automaton*, 2>;
/// Tables of memories, which grow with what happens, play in place of both strategies.
struct ByMemories {};

/// Two states at the table. One object serves one thread and any number of blocks, in any order.
class Encounter {
 public:
  /// `climate` must know both sides' errors (`Climate::admit`).
  Encounter(const Rules& rules, const Climate& climate, const Side& row, const Side& column);
  /// The same bits from machines; they can neither hear, nor be told of turns, nor be judged.
  Encounter(const Rules& rules, const Climate& climate, const Side& row, const Side& column, const Machines& machines);
  /// The same bits from memories that can be enumerated.
  Encounter(const Rules& rules, const Climate& climate, const Side& row, const Side& column, ByMemories);
  ~Encounter();
  /// Moves it; what is left may only be destroyed.
  Encounter(Encounter&&) noexcept;

  /// Called every few thousand rounds with how many were played since; false gives up.
  using Pulse = std::function<bool(std::int64_t rounds)>;

  /// From now on observers are told which restraint is earned, that is: levels of at most `peace_level`.
  void judge(int peace_level);

  /// Plays every repetition of the block under `weather`; rounds that it does not cover are drawn here. False when
  /// `pulse` gave up: the tally then means nothing, as when the observer ended the batch. Throws `StrategyFailure`.
  bool play(const Weather& weather, Tally& tally, const Pulse& pulse = {}, Observer* observer = nullptr);
  /// The same for one repetition, keeping every round, up to so many; of a match without end, as many.
  Trace trace(std::uint64_t repetition, std::int64_t most_rounds = std::numeric_limits<std::int64_t>::max());

  /// Begins one repetition of a match that ends, to be played by `exchange_signals` and `act` in turn, which together
  /// play a round as `trace` does. For a seat that waits for somebody between two rounds. Throws `StrategyFailure`, as
  /// these do.
  void begin(std::uint64_t repetition);
  /// Whether the repetition that was begun has another round.
  bool has_round() const;
  /// The first half of a round: who speaks and who listens. Only where there is another round.
  void exchange_signals();
  /// The second half: who does what and who sees what. Adds the round.
  void act(Trace& trace);

 private:
  struct Table;
  std::unique_ptr<Table> table_;
};

}  // namespace detente
