// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Whom it takes the other for.
enum class Kind : std::uint8_t { unknown, cooperative, hostile, suspicious, pavlov, random };

/// Plays tit-for-tat for six rounds, then judges the other by the six rounds before every six rounds: `S::judged`, or
/// what it took it for before. `kept` moves of the six before are still needed.
template <class S, int kept>
struct AdaptivePavlov {
  static constexpr int block = 6;  // rounds
  Kind kind = Kind::unknown;
  std::uint8_t round = 0;  // of the block
  LastMoves<block> moves;
  auto operator<=>(const AdaptivePavlov&) const = default;

  void see(Seen now) {
    moves.add(now.theirs);
    if (++round < block) return;
    round = 0;
    const Kind found = S::judged(moves);
    if (found != Kind::unknown)
      kind = found;
    else if (kind == Kind::unknown)
      kind = Kind::random;
    moves.keep(kept);
  }
};

struct AdaptivePavlov2006 : AdaptivePavlov<AdaptivePavlov2006, 1> {
  static constexpr Info info{.name = "a-pavlov-2006",
                             .alias = "adaptive-pavlov-2006",
                             .about =
                                 "Plays tit-for-tat for six rounds, then judges every six rounds who the other is: "
                                 "tit-for-tat with a cooperator, two C and tit-for-tat for suspicious-tit-for-tat, a D "
                                 "and then C for a Pavlov that opens with D, D for all others.",
                             .source = "Li (2007)",
                             .against = "DCDCDCDCCCCCCD",
                             .plays = "CDCDCDCCCCCCCC"};
  auto operator<=>(const AdaptivePavlov2006&) const = default;

  static Kind judged(const LastMoves<block>& moves) {
    if (moves.are_all(C)) return Kind::cooperative;
    if (moves.are_all(D)) return Kind::hostile;
    if (moves.bits() == 0b101010) return Kind::suspicious;
    return moves.bits() == 0b110110 ? Kind::pavlov : Kind::unknown;
  }
  Move play() const {
    if (kind == Kind::hostile || kind == Kind::random) return D;
    if (kind == Kind::pavlov) return round == 0 ? D : C;
    return kind == Kind::suspicious && round <= 1 ? C : moves.ago(1);
  }
};

struct AdaptivePavlov2011 : AdaptivePavlov<AdaptivePavlov2011, 2> {
  static constexpr Info info{
      .name = "a-pavlov-2011",
      .alias = "adaptive-pavlov-2011",
      .about =
          "Plays tit-for-tat for six rounds, then judges the other by its D every six rounds: tit-for-tat after none, "
          "tit-for-two-tats after three, D after more, and as before after one or two.",
      .source = "Li, Hingston & Kendall (2011), as far as it can be told; who never was judged gets D",
      .against = "DCDCDCDCDDCDDD",
      .plays = "CDCDCDCCCCDCDD"};
  auto operator<=>(const AdaptivePavlov2011&) const = default;

  static Kind judged(const LastMoves<block>& moves) {
    const int hostile = moves.hostile();
    return hostile == 0   ? Kind::cooperative
           : hostile > 3  ? Kind::hostile
           : hostile == 3 ? Kind::suspicious
                          : Kind::unknown;
  }
  Move play() const {
    if (kind == Kind::hostile || kind == Kind::random) return D;
    return kind == Kind::suspicious ? static_cast<Move>(moves.ago(1) & moves.ago(2)) : moves.ago(1);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<AdaptivePavlov2006>();
  catalogue.add<AdaptivePavlov2011>();
}
