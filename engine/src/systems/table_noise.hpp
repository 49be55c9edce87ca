// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "systems/table_plan.hpp"

namespace detente::systems {

/// A word for each slot, in four rounds.
using SlotWords = std::array<std::vector<std::uint64_t>, 4>;

/// What goes wrong in a system, by the draws of `SystemSeat`, as bits by repetition. Four rounds are drawn at a time.
/// What cannot happen is not drawn.
class TableNoise {
 public:
  /// Errors of a kind: where a C becomes a D, and a D a C.
  struct Slips {
    bool has_any = false;
    bool is_even = true;  ///< both are the same, and only the first is kept
    SlotWords up, down;
  };

  TableNoise(const TablePlan& plan, const Block& block);

  /// Draws what a round needs. Rounds come in order; `stretch` of the rules holds in it.
  void reach(std::int64_t round, std::size_t stretch);

  Slips trembles, misreadings;
  SlotWords mistaken;  ///< acts that are taken for meant at oneself if they might be; empty without ambiguity
  SlotWords verified;  ///< sights that are sure; empty where none are
  SlotWords dice;      ///< words of dice below limits: [`kSeatsAbreast` · (the group's first die + limit) + seat]

 private:
  /// Where a limit's bits go.
  struct Target {
    std::size_t limit;
    SlotWords* to;
    std::size_t at;
  };
  /// What is drawn for one purpose.
  struct Channel {
    Draw draw;
    std::vector<std::uint64_t> limits;
    std::vector<Target> targets;
  };

  void prepare(std::size_t stretch);
  void prepare(Slips& slips, Purpose purpose, std::size_t stretch);
  void prepare_rates();
  void prepare_dice();
  Channel channel(std::size_t slot, std::uint32_t purpose) const;

  const TablePlan& plan_;
  const Block& block_;
  std::vector<Channel> channels_;
  std::vector<std::uint64_t> masks_;
  std::size_t stretch_ = ~std::size_t{0};
  std::int64_t four_ = -1;
};

}  // namespace detente::systems
