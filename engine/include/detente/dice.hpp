// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <limits>

/// Named draws. A draw is a pure function of its name, so no generator is carried or shared, no draw moves another, and
/// results do not depend on threads, order or kernel.
namespace detente {

/// What a draw is for. Own memory takes 5, 6, 7 … in the order in which a strategy asks within one round.
enum class Purpose : std::uint32_t { play = 0, tremble = 1, misperception = 2, signal = 3, stop = 4, memory = 5 };

/// The name of a draw. Rounds count from 1. `seat` is the seat that plays, trembles, sees, or says; `stop` uses seat 0.
struct Draw {
  std::uint64_t seed = 0;        ///< of the design
  std::uint64_t repetition = 0;  ///< from 0
  std::uint32_t seat = 0;        ///< 0 row, 1 column
  std::uint32_t round = 1;       ///< from 1; negative in a crisis
  std::uint32_t purpose = 0;     ///< a `Purpose`; for own memory 5, 6, 7 …
};

/// Philox4x32-10: four words for a counter and a key. Salmon, Moraes, Dror & Shaw (SC 2011), with their constants.
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t even = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t odd = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(odd >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(odd),
               static_cast<std::uint32_t>(even >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(even)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

/// The 32 random bits of a name.
constexpr std::uint32_t word(const Draw& draw) {
  return philox({draw.round / 4, draw.purpose * 2 + draw.seat, static_cast<std::uint32_t>(draw.repetition),
                 static_cast<std::uint32_t>(draw.repetition >> 32)},
                {static_cast<std::uint32_t>(draw.seed), static_cast<std::uint32_t>(draw.seed >> 32)})[draw.round % 4];
}

/// An event of probability p happens when its word is below this: round(p·2³²), so that p = 1 always happens.
constexpr std::uint64_t threshold(double p) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(p * 4294967296.0 + 0.5));  // signed is one instruction
}

/// Dice for memory that itself throws them: `see(Seen, Rng&)`. Valid for that call only. It is a uniform random bit
/// generator, so Boost.Random's distributions work on it (std's differ between standard libraries).
class Rng {
 public:
  /// As the standard library calls it.
  using result_type = std::uint32_t;
  /// The least word.
  static constexpr result_type min() { return 0; }
  /// The greatest word.
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  /// Dice of one seat in one round; `draw.purpose` is ignored. `first` is its first word where that was drawn already.
  constexpr explicit Rng(const Draw& draw, const std::uint32_t* first = nullptr) : draw_(draw), first_(first) {
    draw_.purpose = static_cast<std::uint32_t>(Purpose::memory);
  }

  /// The next 32 bits.
  constexpr result_type operator()() {
    const std::uint32_t bits = first_ != nullptr ? *first_ : word(draw_);
    first_ = nullptr;
    ++draw_.purpose;
    return bits;
  }
  /// True with probability p, 0…1.
  constexpr bool chance(double p) { return (*this)() < threshold(p); }

 private:
  Draw draw_;
  const std::uint32_t* first_;
};

}  // namespace detente
