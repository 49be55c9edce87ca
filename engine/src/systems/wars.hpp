// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <detente/systems/play.hpp>

namespace detente::systems {

/// The largest war of a round: the states of the largest connected set of fronts in conflict.
class Wars {
 public:
  explicit Wars(const System& system);

  /// By lane, of those in `lanes`, each of which has a war. `conflict`: by front, in which lanes; `fighting`: by state,
  /// likewise; `counts`: how many states fight in each lane.
  const std::array<std::uint32_t, kLanes>& largest(const std::vector<std::uint64_t>& conflict,
                                                   const std::vector<std::uint64_t>& fighting,
                                                   const std::array<std::uint32_t, kLanes>& counts,
                                                   std::uint64_t lanes);

 private:
  struct Ends {
    std::uint32_t row, column;
  };

  std::uint64_t flood(const std::vector<std::uint64_t>& conflict, std::uint64_t lanes);
  bool spread(const std::vector<std::uint64_t>& conflict);
  void join(const std::vector<std::uint64_t>& conflict, std::uint64_t lanes);
  void join_in(std::size_t lane);

  std::vector<Ends> fronts_;
  std::vector<std::uint64_t> reached_, left_;  // by state: lanes in which it is in the war at hand, in none yet
  std::vector<SystemTally::Counts> of_lane_;   // fronts in conflict: by 64 of them and lane
  std::vector<std::uint32_t> war_of_, size_;   // by state, of a lane
  std::array<std::uint32_t, kLanes> largest_{}, fighting_{};
  std::size_t sweeps_ = 0;
};

}  // namespace detente::systems
