// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/systems/system.hpp>

#include "systems/lane_program.hpp"
#include "systems/ties.hpp"

namespace detente::systems {

/// How a system is played from tables. Seats with one program sit side by side in slots, `kSeatsAbreast` to a group;
/// the last slots of a program may be empty.
struct TablePlan {
  static constexpr std::size_t kEmpty = ~std::size_t{0};

  /// Slots `kSeatsAbreast`·number and those that follow.
  struct Group {
    std::size_t program, first_digit, first_die;  ///< of all programs, those of its state and of its dice
  };
  /// A slot whose seat may be told what others saw.
  struct Pleading {
    std::size_t slot, first, last;  ///< of `pleas`
  };
  /// What another slot sees counts where the state by whom that stands is in good standing; or always.
  struct Plea {
    std::size_t witness;
    std::optional<std::size_t> defended;
  };

  explicit TablePlan(const System& system);

  const Side& side(std::size_t seat) const {
    const SystemFront& front = system.fronts[seat / 2];
    return seat % 2 == 0 ? front.row_side : front.column_side;
  }
  std::size_t state(std::size_t seat) const {
    const SystemFront& front = system.fronts[seat / 2];
    return seat % 2 == 0 ? front.row : front.column;
  }
  std::size_t slots() const { return seat_in.size(); }

  const System& system;
  std::string hindrance;  ///< "" where there is none; nothing that follows means anything where there is
  std::vector<LaneProgram> programs;
  std::vector<Group> groups;
  std::size_t digits = 0, dice = 0;     ///< of all groups
  std::vector<std::size_t> seat_in;     ///< by slot
  std::vector<std::size_t> slot_of;     ///< by seat
  std::vector<std::uint32_t> mirror;    ///< by slot: that of the other seat of its front; an empty one's own
  std::vector<std::uint32_t> state_at;  ///< by slot; of an empty one 0
  std::vector<Pleading> pleading;
  std::vector<Plea> pleas;
  std::vector<std::size_t> pledges_of;  ///< by state: how many it gives
  bool has_defence = false;             ///< some pledge asks for good standing
  bool opens = false, speaks = false;   ///< some state of some program does

 private:
  void add_pledges();
  /// By seat: its program. Sets a hindrance where one has none.
  std::vector<std::size_t> write_programs();
  void seat_all(const std::vector<std::size_t>& program_of);
};

}  // namespace detente::systems
