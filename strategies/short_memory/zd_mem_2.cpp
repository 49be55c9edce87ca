// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct ZdMem2 {
  static constexpr Info info{
      .name = "zd-mem-2",
      .about = "Cooperates twice, then with a chance that depends on the moves of the last two rounds.",
      .source =
          "Li Siwei (2014), by the chances in Axelrod-Python, where it is taken for a zero-determinant strategy of two "
          "rounds",
      .against = "CDDCCC",
      .plays = "CCddcc"};
  // By own moves CC, CD, DC, DD, then by the other's, the older first.
  static constexpr std::array<double, 16> after{11. / 12, 4. / 11, 7. / 9, 1. / 10,  //
                                                5. / 6,   3. / 11, 7. / 9, 1. / 10,  //
                                                2. / 3,   1. / 11, 7. / 9, 1. / 10,  //
                                                3. / 4,   2. / 11, 7. / 9, 1. / 10};
  CountUpTo<2> rounds;  // of the opening that are over
  LastRounds<2> last;
  auto operator<=>(const ZdMem2&) const = default;

  Mix play() const { return rounds.is_full() ? chance(after[last.row()]) : Mix(C); }
  void see(Seen round) {
    ++rounds;
    last.add(round);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ZdMem2>();
}
