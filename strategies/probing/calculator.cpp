// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Calculator {
  static constexpr Info info{
      .name = "calculator",
      .about =
          "Plays first-by-joss for 20 rounds; then it defects for ever if the other's moves repeated a cycle of at "
          "most 10, else it plays tit-for-tat.",
      .source = "LIFL, PRISON (1998), in Stewart & Plotkin (2012); a cycle must have come round twice to be seen",
      .against = "DCDCDCDCDCDCDCDCDCDCCC",
      .plays = "CDcDcDcDcDcDcDcDcDcDDD"};
  static constexpr int trial = 20;        // rounds
  static constexpr double honesty = 0.9;  // of first-by-joss
  std::uint32_t moves = 0;                // the other's, the newest last and 1 for D; after the trial the last alone
  std::uint8_t rounds = 0;                // of the trial that are over
  bool has_cycle = false;
  auto operator<=>(const Calculator&) const = default;

  Mix play() const {
    if (has_cycle || (moves & 1U) == D) return D;
    return rounds == 0 || rounds == trial ? Mix(C) : chance(honesty);
  }
  void see(Seen round) {
    if (rounds == trial) {
      moves = round.theirs;
      return;
    }
    moves = moves << 1 | round.theirs;
    if (++rounds < trial) return;
    has_cycle = repeats(moves);
    moves &= 1U;
  }

 private:
  static bool repeats(std::uint32_t moves) {
    for (int length = 1; length <= trial / 2; ++length)
      if (((moves ^ moves >> length) & ((1U << (trial - length)) - 1)) == 0) return true;
    return false;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Calculator>();
}
