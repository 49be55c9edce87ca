// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Says what would end a script, a comment or an attribute, were it markup, and what would clear a terminal.
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Hostile {
  static constexpr Info info{
      .name = "hostile",
      .about = "</script><script>document.title='taken'</script><!-- \" ' & \xE2\x80\xA8 <b> \x1B[2J",
      .source = "</SCRIPT ><img src=x onerror=alert(1)> \xE2\x80\xA9 \\u003c \xFF",
      .against = "C",
      .plays = "D"};
  auto operator<=>(const Hostile&) const = default;
  Move play() const { return D; }
  void see(Seen) {}
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Hostile>();
}
