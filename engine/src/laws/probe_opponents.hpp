// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>

#include <detente/strategy/registry.hpp>

namespace detente {

/// An honest opponent: eight states, with moves and transitions that depend on its number alone.
struct Numbered {
  static constexpr Info info{.name = "automaton",
                             .about = "Plays a small machine that its number names.",
                             .source = "The laws",
                             .against = "C",
                             .plays = "C"};
  static constexpr auto params() {
    return std::array{Param<Numbered>{"number", &Numbered::number, 0, 1e6, "which machine"},
                      Param<Numbered>{"chatter", &Numbered::chatter, 0, 1, "1: it says things of no consequence"}};
  }
  int number = 0;
  int chatter = 0;
  std::uint32_t state = 0;

  Signal say() const {
    const std::uint32_t bits = drawn(100) * static_cast<std::uint32_t>(chatter);
    return {.kind = static_cast<Signal::Kind>(bits % 3),
            .level = static_cast<Level>(bits / 3 % 2),
            .rounds = static_cast<std::uint8_t>(1 + bits / 6 % 4)};
  }
  Mix play() const {
    const std::uint32_t bits = drawn(0);
    return bits % 4 == 0 ? chance(0.5) : Mix(bits % 4 == 1 ? D : C);
  }
  void see(Seen round) {
    state = drawn(1U + round.meant + 2U * round.mine + 4U * round.theirs + (round.verified ? 8U : 0U)) % 8;
  }

 private:
  std::uint32_t drawn(std::uint32_t input) const {
    return philox({state, input, 0, 0}, {static_cast<std::uint32_t>(number), 7})[0];
  }
};

inline constexpr int kProbeOpponents = 32;

/// The opponent of that number.
inline Strategy automaton(int number) {
  return Strategy(std::make_shared<PrototypeOf<Numbered>>()).with("number", number);
}

}  // namespace detente
