// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <detente/exact/chain.hpp>

#include "exact/walker.hpp"

namespace detente {

/// A memory of each seat before a round. Where a walk watches restraint, also the memory that a seat would have had it
/// seen the last round as it was; `kSame` where that makes no difference to whether it means peace.
struct Memory {
  static constexpr std::uint32_t kSame = 0xFFFFFFFF;

  std::array<std::uint32_t, 2> of{};
  std::array<std::uint32_t, 2> true_of{kSame, kSame};
};

/// One error that is forced upon a round: a level more hostile.
struct Slip {
  std::size_t by;   ///< the seat that trembles, or that misreads
  bool is_tremble;  ///< it does more than it meant; else it sees more than was done
};

/// The walk through the joint memories of two seats, which grows on demand.
class Joint {
 public:
  /// `is_endless`: no round is the last. `watched`: the peace level by which restraint is told apart as earned (see
  /// `Proximate`).
  Joint(const Rules& rules, const Seated& row, const Seated& column, bool is_endless, std::optional<int> watched = {});
  Joint(const Joint&) = delete;
  Joint& operator=(const Joint&) = delete;

  /// False where a memory cannot be enumerated.
  bool sit();
  /// Sits with the same memories, by the same numbers, as another walk that sits.
  void sit(const Joint& alike);

  /// The point after so many forced rounds of full hostility.
  std::uint32_t begin(std::int64_t crisis);
  /// The point of two memories, by their numbers.
  std::uint32_t begin(const std::array<std::uint32_t, 2>& memories);
  /// The point of two memories after each was told what holds from now on, if anything.
  std::uint32_t turn(const std::array<std::uint32_t, 2>& memories,
                     const std::array<std::optional<Briefing>, 2>& briefings);
  /// Walks on until no point is new; false once there are more than `limit`, or when `give_up` said so.
  bool walk(std::size_t limit, const GiveUp& give_up);
  /// What may come of a round at a point under a forced error. Its kinds are those of the chain; points that it reaches
  /// are walked by the next `walk`.
  std::vector<std::pair<std::uint32_t, Chain::Branch>> fallout(std::uint32_t point, const Slip& slip);

  /// As far as it was walked. A watched walk may hold several outcomes of the same levels.
  const Chain& chain() const { return chain_; }
  Chain take() { return std::move(chain_); }
  /// By kind, of a watched walk: each seat's restraint in the round was earned.
  const std::vector<std::array<bool, 2>>& earned() const { return earned_; }

  /// Whose strategy was asked last, and before which round: for messages.
  const Walker& acting() const { return walkers_[acting_ < 2 ? acting_ : 0]; }
  std::int64_t round() const { return round_; }
  /// The same for those who watch the thread, as long as the walk goes on.
  Acting scope() const { return {{walkers_[0].name(), walkers_[1].name()}, &acting_, &round_, &steps_}; }

 private:
  /// What was found of one kind of outcome.
  struct Found {
    double chance = 0;
    std::vector<Chain::Branch> branches;
  };
  /// Points by their memories.
  class Points {
   public:
    /// The number of a point, and whether it is new.
    std::pair<std::uint32_t, bool> number(const Memory& memory, std::size_t next);

   private:
    using Key = std::pair<std::uint64_t, std::uint64_t>;
    struct Hash {
      std::size_t operator()(const Key& key) const { return key.first * 0x9E3779B97F4A7C15U ^ (key.second * 31U); }
    };
    std::vector<std::vector<std::uint32_t>> near_;
    std::unordered_map<Key, std::uint32_t, Hash> far_;
  };
  /// An act, and the part of its chance by which it is restraint that was earned.
  struct Judged {
    Act act;
    bool is_earned;
  };

  std::uint32_t reach(const Memory& memory, std::int64_t round);
  void expand(std::size_t point);
  void collect(std::size_t point, const Slip* slip);
  void play(const std::array<std::size_t, 2>& memory, const std::array<std::size_t, 2>& true_memory,
            const std::array<Signal, 2>& said, double chance, const Slip* slip);
  void meet(const std::array<std::size_t, 2>& memory, const Act& a, const Act& b, const std::array<bool, 2>& open,
            Found& found, double chance, const Slip* slip);
  void judge(std::size_t seat, std::size_t memory, std::size_t true_memory);
  std::uint32_t true_memory(std::size_t seat, std::size_t memory, std::size_t truth);
  std::span<const Likely> seen(std::size_t seat, Level theirs, bool is_open, const Slip* slip);
  std::uint32_t kind_of(const Judged& row, const Judged& column, const std::array<Signal, 2>& said,
                        const std::array<bool, 2>& open);
  static void add(Found& found, std::uint32_t target, double chance);

  const Rules rules_;
  bool is_endless_;
  std::optional<int> watched_;
  std::array<Walker, 2> walkers_;
  Chain chain_;
  std::vector<std::array<bool, 2>> earned_;                            // by kind
  std::vector<std::array<std::uint32_t, 2>> true_of_;                  // by point, where watched
  std::array<std::vector<std::pair<double, std::uint32_t>>, 2> like_;  // memories that stand for a chance of peace
  Points points_;
  std::vector<std::uint32_t>
      kind_of_;                       // [row][column][row said][row open][column said][column open][row][column earned]
  std::vector<Found> by_kind_;        // of the point at hand
  std::vector<std::uint32_t> order_;  // kinds of the point at hand
  std::array<std::vector<Judged>, 2> acts_;  // of the memories at hand
  std::array<Likely, 2> certain_{};
  std::size_t acting_ = 0;
  std::int64_t round_ = 1;
  std::uint64_t steps_ = 0;  // points and seen rounds that were looked at
  bool has_signals_;         // somebody listens, or they have a price
  bool is_last_ = false;     // nothing comes after the round at hand
};

/// Runs `act`, and tells what a strategy throws in a walk with its name, pair and round.
template <class Act>
auto told(const Joint& joint, const Seated& row, const Seated& column, Act act) {
  const auto failed = [&](std::string_view what) {
    return StrategyFailure(
        joint.acting().name(),
        "in the pair '" + row.side.name + "' – '" + column.side.name + "', round " + std::to_string(joint.round()),
        what);
  };
  const Acting scope = joint.scope();
  try {
    return act();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const StrategyFailure& failure) {
    throw failure.of(joint.acting().name());
  } catch (const std::exception& failure) {
    throw failed(failure.what());
  } catch (...) {
    throw failed(kNoException);
  }
}

}  // namespace detente
