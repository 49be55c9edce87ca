// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <detente/systems/contest.hpp>
#include <detente/systems/exact.hpp>

#include "systems/ties.hpp"
#include "world/lens.hpp"

namespace detente::systems {

/// All that a system remembers between two rounds.
struct Point {
  std::vector<std::uint32_t> memories;        ///< by seat
  std::vector<std::uint8_t> good;             ///< by state; all 1 where nobody asks
  std::vector<std::uint8_t> strength, means;  ///< by state
  std::vector<std::uint32_t> minds;           ///< memories of alignments, by state
};

/// What a seat does in a round.
struct Act {
  Level meant, done;
  double chance;
};
/// What a seat sees of the other.
struct Glimpse {
  Level level;
  bool verified;
  double chance;
};

/// Walks a system from point to point.
class SystemWalk {
 public:
  /// How noise is overruled.
  struct Manner {
    bool is_silent = false;
    std::optional<std::size_t> misread_by = {};  ///< a seat
  };

  /// Null memories, where a strategy has none that can be enumerated, are told by `is_closed`.
  explicit SystemWalk(const System& system);
  bool is_closed() const { return is_closed_; }
  /// Some point had more than `kMostWays` ways on, which were not followed.
  bool is_too_wide() const { return is_too_wide_; }
  /// Ways on from one point that are followed at most.
  static constexpr double kMostWays = 1e6;

  Point first();
  /// Stances of a point, by tie.
  std::vector<std::uint8_t> stances(const Point& point) const;
  /// What each seat may do in a point; nothing where that is too much.
  std::vector<std::vector<Act>> acts(const Point& point, const std::vector<std::uint8_t>& stances,
                                     const Manner& manner) const;
  /// Calls `take` with each next point, what seats saw on the way there, and its chance, given what all seats do.
  using TakeNext = std::function<void(const Point& next, const std::vector<const Glimpse*>& seen, double chance)>;
  void each_next(const Point& point, const std::vector<std::uint8_t>& stances, const std::vector<const Act*>& acts,
                 const Manner& manner, const TakeNext& take);
  /// Somebody by whom the seat's state stands saw the other hostile, and the pledge held.
  bool is_called(const Point& point, const std::vector<std::uint8_t>& stances, const std::vector<const Glimpse*>& seen,
                 std::size_t seat) const;
  bool is_live(const Point& point, std::size_t seat) const {
    const SystemFront& front = system_.fronts[seat / 2];
    return point.strength[front.row] > 0 && point.strength[front.column] > 0;
  }
  std::size_t state_of(std::size_t seat) const {
    const SystemFront& front = system_.fronts[seat / 2];
    return seat % 2 == 0 ? front.row : front.column;
  }
  std::string key(const Point& point) const;
  const Ties& ties() const { return ties_; }

 private:
  struct Loss {
    std::vector<std::uint8_t> strength, means;
    double chance;
  };
  std::vector<std::vector<Glimpse>> glimpses(const Point& point, const std::vector<const Act*>& acts,
                                             const Manner& manner) const;
  /// Whether so many lists of so many things can be combined; if not, it is noted.
  template <class Lists>
  bool fits(const Lists& lists, double ways = 1) const {
    for (const auto& list : lists) ways *= static_cast<double>(list.size());
    is_too_wide_ = is_too_wide_ || ways > kMostWays;
    return ways <= kMostWays;
  }
  std::vector<Loss> losses(const Point& point, const std::vector<const Act*>& acts) const;
  std::vector<std::uint8_t> standing(const Point& point, const std::vector<const Act*>& acts) const;
  std::vector<std::uint32_t> remember(const Point& point, const std::vector<std::uint8_t>& stances,
                                      const std::vector<const Act*>& acts, const std::vector<const Glimpse*>& seen);
  std::vector<std::uint32_t> think(const Point& next, const std::vector<std::uint8_t>& stances,
                                   const std::vector<const Glimpse*>* seen, bool begins);
  static void add_loss(std::vector<Loss>& losses, Loss one);
  void rearm(const std::vector<Loss>& before, const std::vector<std::uint32_t>& minds, std::vector<Loss>& after) const;
  const Side& side(std::size_t seat) const {
    const SystemFront& front = system_.fronts[seat / 2];
    return seat % 2 == 0 ? front.row_side : front.column_side;
  }
  std::uint32_t see(std::size_t seat, std::uint32_t memory, const LevelSeen& round);

  const System& system_;
  Ties ties_;
  bool needs_standing_, needs_strength_;
  bool is_closed_ = true;
  mutable bool is_too_wide_ = false;
  std::vector<Lens> lenses_;                                             // by seat
  std::vector<std::unique_ptr<Memories>> memories_;                      // by seat
  std::vector<std::unique_ptr<AlignmentMemories>> minds_;                // by state; null where it has no alignment
  std::vector<std::unordered_map<std::uint64_t, std::uint32_t>> known_;  // by seat: rounds that were seen already
  std::vector<std::uint32_t> first_memories_;
};

}  // namespace detente::systems
