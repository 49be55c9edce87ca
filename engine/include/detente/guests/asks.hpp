// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

/// What the engine asks of a guest: a strategy whose code runs behind a wall, in WebAssembly. A guest is one function,
/// `detente_ask(what, a, b)`, and one buffer for what does not fit into three numbers. Both sides include this header.
namespace detente::guests {

/// Changes whenever an ask, or the layout of what the buffer holds, changes.
inline constexpr int kContract = 1;
/// Bytes of the buffer.
inline constexpr std::size_t kBuffer = 16 * 1024;
/// Where in the buffer a guest that threw leaves why: `!` or, of a refusal of the game, `?`, then a sentence that ends
/// with a zero. Nothing that goes in reaches so far.
inline constexpr std::size_t kSentence = kBuffer - 4096;
/// Repetitions that are asked at once; `detente::kLanes`.
inline constexpr std::size_t kSeatLanes = 64;
/// Letters of the longest run of moves that a parameter may have.
inline constexpr std::size_t kMostMoves = 256;

/// What is asked. `a` and `b` are the numbers that go with it; "→" is what is answered.
enum class Ask : std::int32_t {
  contract,  ///< → `kContract`
  describe,  ///< a: number of a strategy; buffer out: its description → bytes, −1 where there is none of that number
  choose,    ///< a: number of the strategy that this guest is from now on
  set,       ///< a: number of a parameter; buffer in: `Setting`
  begin,     ///< buffer in: `Briefing`
  parameters,   ///< buffer out: a `Setting` for each parameter → how many
  compare,      ///< buffer in: `Briefing` → how its first memory compares with that of the same strategy told this
  seat,         ///< a: levels of the game; takes seats for all lanes
  fresh,        ///< all lanes back to the first memory
  say,          ///< a: lanes; buffer out: `LaneSignals`
  hear,         ///< a: lanes; buffer in: `LaneSignals`
  open,         ///< a: lanes; buffer out: `LaneBytes`
  play,         ///< a: lanes; buffer in: 64 words of dice; out: `LaneBytes`, or 64 chances of C
  see,          ///< a: lanes; buffer in: `Round`
  turn,         ///< buffer in: `Briefing`
  order,        ///< a, b: lanes → `Order`
  chances,      ///< a: lane; buffer out: `LevelMix`
  memories,     ///< a: levels of the game → 1, or 0 where its memories cannot be enumerated
  memory_play,  ///< a: memory; buffer out: `LevelMix`
  memory_say,   ///< a: memory → a signal, packed
  memory_open,  ///< a: memory → 0 or 1
  memory_hear,  ///< a: memory, b: a signal, packed → memory
  memory_see,   ///< a: memory, b: a round, packed → memory
  memory_turn,  ///< a: memory; buffer in: `Briefing` → memory
};

/// How two memories compare.
enum class Order : std::int32_t { less = -1, equal = 0, greater = 1, unordered = 2 };

/// Value of a parameter.
struct Setting {
  std::uint32_t kind = 0;       ///< 0 absent, 1 a number, 2 moves
  std::uint32_t length = 0;     ///< of the moves
  double number = 0;            ///< the number
  char moves[kMostMoves] = {};  ///< C and D
};

/// What the lanes of a seat learn from a round, as `Sight` has it.
struct Round {
  std::uint8_t meant[kSeatLanes];         ///< level chosen, by lane
  std::uint8_t mine[kSeatLanes];          ///< level done
  std::uint8_t theirs[kSeatLanes];        ///< level seen of the other
  std::uint8_t verified[kSeatLanes];      ///< 1 where the other was open
  std::uint64_t repetitions[kSeatLanes];  ///< of the match, by lane
  std::uint64_t seed;                     ///< of the design
  std::uint32_t seat;                     ///< 0 row, 1 column
  std::uint32_t round;                    ///< from 1
  std::uint32_t has_dice;                 ///< 1 where `dice` holds words
  std::uint32_t unused;                   ///< keeps what follows where it is
  std::uint32_t dice[kSeatLanes];         ///< the first word that a memory draws, by lane
};

/// A signal in one number.
constexpr std::int32_t pack_signal(int kind, int level, int rounds) {
  return kind | level << 8 | rounds << 16;
}
/// A round of one memory in one number.
constexpr std::int32_t pack_round(int meant, int mine, int theirs, bool verified) {
  return meant | mine << 4 | theirs << 8 | (verified ? 1 << 12 : 0);
}

}  // namespace detente::guests
