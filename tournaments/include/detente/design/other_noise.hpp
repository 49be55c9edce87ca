// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <detente/design/design.hpp>

namespace detente {

/// Rates that hold for everybody who has none of their own.
struct CommonRates {
  Rates rates = {};           ///< up and down
  std::string schedule = {};  ///< in place of `rates`; empty: they hold throughout
};

/// What is changed about the noise of a world. What is not named stays as it was asked for: also the rates that an
/// entrant has of its own, what the game itself sets (the `distinguishability` of offence-defence), and the noise of
/// signals, which has no direction.
struct OtherNoise {
  /// Which way errors go.
  enum class Toward : std::uint8_t { either, hostility, restraint };

  std::optional<CommonRates> tremble = {};        ///< absent: as asked for
  std::optional<CommonRates> misperception = {};  ///< likewise
  /// Where errors go one way alone, they do so for everybody: common rates, those of a schedule and an entrant's own,
  /// of trembles and of misperceptions.
  Toward toward = Toward::either;
};

/// The same world with other noise. Every variation of noise is made here: errors towards hostility alone, the worlds
/// of a robustness table, the points of a sweep.
Request with_noise(Request request, const OtherNoise& noise);

}  // namespace detente
