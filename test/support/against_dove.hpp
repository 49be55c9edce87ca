// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/play/round_robin.hpp>
#include <string>

/// A strategy of these tests meets a dove.
namespace against_dove {

using namespace detente;

/// A design of dove and the strategy, under one engine.
inline Design design(const Strategy& strategy, const std::string& engine, const Request& like = {}) {
  Request request = like;
  request.strategies = "dove";
  request.engine = engine;
  request.repetitions = 70;
  Design design = make_design(request, Registry::built_in());
  Side side = design.entrants.front().side;
  side.name = strategy.name();
  side.strategy = strategy;
  design.entrants.push_back(
      {.name = side.name, .motive = "game", .strategy = strategy, .material = side.payoffs, .side = side});
  return design;
}

/// What the failure of the strategy says; "" where it plays to the end.
inline std::string failure(const Strategy& strategy, const std::string& engine, const Request& like = {}) {
  try {
    play(design(strategy, engine, like), {{0, 1}}, 1);
  } catch (const StrategyFailure& failed) {
    return failed.what();
  }
  return "";
}

}  // namespace against_dove
