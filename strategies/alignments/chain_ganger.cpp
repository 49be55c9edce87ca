// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct ChainGanger {
  static constexpr Info info{.name = "chain-ganger",
                             .about = "Backs whoever has ever stood by it, whatever they do.",
                             .source = "Christensen & Snyder (1990)"};
  std::uint64_t friends = 0;
  auto operator<=>(const ChainGanger&) const = default;

  Stance stance(State other) const { return (friends & bit_of(other)) != 0 ? Stance::back : Stance::none; }
  void begin(const News& news) { see(news); }
  void see(const News& news) { friends |= news.at(news.me).protectors & ~bit_of(news.me); }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<ChainGanger>();
}
