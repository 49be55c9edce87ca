// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <string_view>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Repeats `S::cycle`, whatever happens.
template <class S>
struct Cycler {
  std::uint8_t place = 0;
  auto operator<=>(const Cycler&) const = default;

  Move play() const { return S::cycle[place] == 'D' ? D : C; }
  void see(Seen) { place = static_cast<std::uint8_t>(place + 1U == S::cycle.size() ? 0 : place + 1); }
};

struct CyclerCcd : Cycler<CyclerCcd> {
  static constexpr std::string_view cycle = "CCD";
  static constexpr Info info{.name = "cycler-ccd",
                             .about = "Repeats two C and a D, whatever happens.",
                             .source = "Mittal & Deb (2009)",
                             .against = "CDCDDCC",
                             .plays = "CCDCCDC"};
  auto operator<=>(const CyclerCcd&) const = default;
};

struct CyclerDdc : Cycler<CyclerDdc> {
  static constexpr std::string_view cycle = "DDC";
  static constexpr Info info{.name = "cycler-ddc",
                             .about = "Repeats two D and a C, whatever happens.",
                             .source = "Mittal & Deb (2009)",
                             .against = "CDCDDCC",
                             .plays = "DDCDDCD"};
  auto operator<=>(const CyclerDdc&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<CyclerCcd>();
  catalogue.add<CyclerDdc>();
}
