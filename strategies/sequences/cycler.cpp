// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Cycler {
  static constexpr Info info{.name = "cycler",
                             .about = "Repeats the same moves, whatever happens.",
                             .source = "Mittal & Deb (2009); Harper, in Axelrod-Python",
                             .against = "CDCDDCC",
                             .plays = "CCDCCDC"};
  static constexpr auto params() {
    return std::array{Param<Cycler>{"cycle", &Cycler::cycle, 1, LongMoves::kMost, "The moves that it repeats."}};
  }
  static constexpr auto presets() {
    return std::array{Preset{"cycler-dc", "cycle=DC"},         Preset{"cycler-ccd", "cycle=CCD"},
                      Preset{"cycler-ddc", "cycle=DDC"},       Preset{"cycler-cccd", "cycle=CCCD"},
                      Preset{"cycler-cccccd", "cycle=CCCCCD"}, Preset{"cycler-cccdcd", "cycle=CCCDCD"}};
  }
  LongMoves cycle{"CCD"};
  std::uint8_t place = 0;
  auto operator<=>(const Cycler&) const = default;

  Move play() const { return cycle[place]; }
  void see(Seen) { place = static_cast<std::uint8_t>(place + 1 == cycle.size() ? 0 : place + 1); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Cycler>();
}
