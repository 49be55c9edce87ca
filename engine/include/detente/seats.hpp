// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <detente/answers.hpp>
#include <detente/contract.hpp>
#include <detente/level_dice.hpp>

/// The erased seat: many repetitions (lanes) of one strategy, so that a virtual call is paid per batch and not per
/// round.
namespace detente {

/// Repetitions played side by side.
inline constexpr std::size_t kLanes = 64;

/// One small number per lane: a level, a move, or a truth value.
struct alignas(64) LaneBytes {
  std::array<std::uint8_t, kLanes> at{};  ///< by lane
};
/// One signal per lane; silence at first.
struct LaneSignals {
  LaneBytes kind, level, rounds;  ///< of the signals, by lane

  LaneSignals() { rounds.at.fill(Signal{}.rounds); }
  /// The signal in a lane.
  Signal at(std::size_t lane) const {
    return {static_cast<Signal::Kind>(kind.at[lane]), level.at[lane], rounds.at[lane]};
  }
  /// Sets the signal in a lane.
  void put(std::size_t lane, Signal signal) {
    kind.at[lane] = signal.kind;
    level.at[lane] = signal.level;
    rounds.at[lane] = signal.rounds;
  }
};

/// What each lane of one seat chooses in a round.
struct Choices {
  const std::uint32_t* dice = nullptr;  ///< a word per lane, where the strategy throws dice
  LaneBytes meant;                      ///< the levels meant: 0 or 1 for binary strategies
  /// The chances of C of a binary strategy that mixes, in place of `meant`: the engine throws its dice.
  alignas(64) std::array<double, kLanes> cooperation{};
};

/// What each lane of one seat learns from a round.
struct Sight {
  const LaneBytes* meant;               ///< level chosen, by lane
  const LaneBytes* mine;                ///< level done
  const LaneBytes* theirs;              ///< level seen of the other
  const LaneBytes* verified;            ///< 1 where the other was open
  const std::uint64_t* repetitions;     ///< one per lane
  std::uint64_t seed;                   ///< of the design
  std::uint32_t seat;                   ///< 0 row, 1 column
  std::uint32_t round;                  ///< from 1
  const std::uint32_t* dice = nullptr;  ///< a word per lane, the first that a memory draws; null where not drawn yet
};

/// A strategy misbehaved in a lane: it threw, or left the range of what may be played.
class LaneFailure : public std::runtime_error {
 public:
  /// With what went wrong, in one sentence.
  LaneFailure(std::size_t lane, const std::string& what) : std::runtime_error(what), lane_(lane) {}
  /// Where it went wrong; `kLanes` where it was one of those that were asked, and nobody knows which.
  std::size_t lane() const { return lane_; }

 private:
  std::size_t lane_;
};

/// Up to `kLanes` strangers that share a strategy, each in a match of its own. Only the first `lanes` are asked.
class Seats {
 public:
  Seats() = default;
  Seats(const Seats&) = delete;
  Seats& operator=(const Seats&) = delete;
  virtual ~Seats() = default;

  /// Back to the first state: fresh copies of the prototype.
  virtual void fresh() = 0;
  /// Asks each lane what it says.
  virtual void say(LaneSignals& said, std::size_t lanes) const = 0;
  /// Tells each lane what arrived.
  virtual void hear(const LaneSignals& heard, std::size_t lanes) = 0;
  /// Asks each lane whether it lets itself be verified.
  virtual void open(LaneBytes& is_open, std::size_t lanes) const = 0;
  /// Asks each lane for its choice. Throws `LaneFailure` for a level that the game does not have. Moves and chances of
  /// C are given as they are: the caller checks them where it reads them anyway.
  virtual void play(Choices& choices, std::size_t lanes) const = 0;
  /// Tells each lane what it learns of the round.
  virtual void see(const Sight& sight, std::size_t lanes) = 0;
  /// Tells every lane what holds from now on.
  virtual void turn(const Briefing& briefing) = 0;
  /// How the memories of two lanes compare; `unordered` where the strategy's memory has no order.
  virtual std::partial_ordering order(std::size_t lane, std::size_t other) const = 0;
  /// The chance of each level in a lane, without throwing dice. Throws `std::out_of_range` for what may not be played.
  virtual LevelMix chances(std::size_t lane) const = 0;
  /// Takes over every lane's memory from seats of the same prototype.
  virtual void become(const Seats& other) = 0;
};

/// `Seats` of the strategy type S.
template <StrategyType S>
class SeatsOf final : public Seats {
 public:
  /// One seat per lane, each in its first state.
  SeatsOf(const S& prototype, int levels) : prototype_(prototype), lanes_(kLanes, prototype), levels_(levels) {}

  void fresh() override { std::fill(lanes_.begin(), lanes_.end(), prototype_); }

  /// Asks each lane what it says.
  void say(LaneSignals& said, std::size_t lanes) const override {
    if constexpr (Speaks<S>) each(lanes, [&](std::size_t l) { said.put(l, checked(lanes_[l].say(), levels_)); });
  }
  /// Tells each lane what arrived.
  void hear(const LaneSignals& heard, std::size_t lanes) override {
    if constexpr (Listens<S>) each(lanes, [&](std::size_t l) { lanes_[l].hear(heard.at(l)); });
  }
  /// Asks each lane whether it lets itself be verified.
  void open(LaneBytes& is_open, std::size_t lanes) const override {
    if constexpr (Opens<S>) {
      each(lanes, [&](std::size_t l) { is_open.at[l] = byte_of(lanes_[l].open()); });
      asm volatile("" : : "r"(&is_open) : "memory");  // or compilers take a bool for 0 or 1 without a look
      if (greatest(is_open, lanes) > 1) each(lanes, [&](std::size_t l) { checked_truth(is_open.at[l]); });
    }
  }
  /// Asks each lane for its choice.
  void play(Choices& choices, std::size_t lanes) const override {
    const S* const __restrict memory = lanes_.data();
    if constexpr (PlaysMix<S>) {
      double* const __restrict cooperation = choices.cooperation.data();
      each(lanes, [&](std::size_t l) { cooperation[l] = memory[l].play().cooperation; });
    } else {
      std::uint8_t* const __restrict choice = choices.meant.at.data();
      each(lanes, [&](std::size_t l) {
        if constexpr (ThrowsDice<S>)
          choice[l] = thrown(memory[l].play(), choices.dice[l], levels_);
        else
          choice[l] = memory[l].play();
      });
      if constexpr (std::same_as<decltype(memory->play()), Level>)
        if (greatest(choices.meant, lanes) >= levels_) each(lanes, [&](std::size_t l) { checked(choice[l], levels_); });
    }
  }
  /// Tells each lane what it learns of the round.
  void see(const Sight& sight, std::size_t lanes) override {
    S* const __restrict memory = lanes_.data();
    const std::uint8_t* const __restrict meant = sight.meant->at.data();
    const std::uint8_t* const __restrict mine = sight.mine->at.data();
    const std::uint8_t* const __restrict theirs = sight.theirs->at.data();
    const std::uint8_t* const __restrict verified = sight.verified->at.data();
    using Choice = decltype(SeenBy<S>::meant);
    each(lanes, [&](std::size_t l) {
      const SeenBy<S> seen{static_cast<Choice>(meant[l]), static_cast<Choice>(mine[l]), static_cast<Choice>(theirs[l]),
                           verified[l] != 0};
      if constexpr (SeesWithDice<S>) {
        Rng rng(Draw{sight.seed, sight.repetitions[l], sight.seat, sight.round},
                sight.dice == nullptr ? nullptr : sight.dice + l);
        memory[l].see(seen, rng);
      } else {
        memory[l].see(seen);
      }
    });
  }
  void turn([[maybe_unused]] const Briefing& briefing) override {
    if constexpr (TakesTurns<S>) each(lanes_.size(), [&](std::size_t l) { lanes_[l].turn(briefing); });
  }
  std::partial_ordering order([[maybe_unused]] std::size_t lane, [[maybe_unused]] std::size_t other) const override {
    if constexpr (Ordered<S>) return lanes_[lane] <=> lanes_[other];
    return std::partial_ordering::unordered;
  }
  LevelMix chances(std::size_t lane) const override { return chances_of(lanes_[lane].play(), levels_); }
  void become(const Seats& other) override { lanes_ = static_cast<const SeatsOf&>(other).lanes_; }

 private:
  /// Runs `act` for each lane; whatever it throws is told with the lane.
  template <class Act>
  static void each(std::size_t lanes, Act act) {
    std::size_t lane = 0;
    try {
      if (lanes == kLanes) {  // the usual block: a loop of known length
#pragma GCC unroll 8
        for (; lane < kLanes; ++lane) {
          // Memories of a few bytes fill vectors; compilers take larger ones apart into vectors at a loss.
          if constexpr (sizeof(S) > 4) asm volatile("");
          act(lane);
        }
      }
      for (; lane < lanes; ++lane) act(lane);
    } catch (const std::exception& thrown) {
      throw LaneFailure(lane, thrown.what());
    } catch (...) {
      throw LaneFailure(lane, "something that is not a std::exception");
    }
  }

  /// Tells whether an answer must be refused: to look at each where it is given would keep loops out of vectors.
  static std::uint8_t greatest(const LaneBytes& bytes, std::size_t lanes) {
    std::uint8_t most = 0;
    if (lanes == kLanes)
      for (std::size_t l = 0; l < kLanes; ++l) most = std::max(most, bytes.at[l]);
    else
      for (std::size_t l = 0; l < lanes; ++l) most = std::max(most, bytes.at[l]);
    return most;
  }

  S prototype_;
  std::vector<S> lanes_;
  int levels_;
};

}  // namespace detente
