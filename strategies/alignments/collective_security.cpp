// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct CollectiveSecurity {
  static constexpr Info info{.name = "collective-security",
                             .about = "Defends every state in good standing: an attack on one is an attack on it.",
                             .source =
                                 "Morgenthau (1948) on the Covenant of the League of Nations; standing is that of "
                                 "Sugden (1986)"};
  auto operator<=>(const CollectiveSecurity&) const = default;

  Stance stance(State) const { return Stance::defend; }
  void see(const News&) {}
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<CollectiveSecurity>();
}
