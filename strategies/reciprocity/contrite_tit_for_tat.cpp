// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct ContriteTitForTat {
  static constexpr Info info{
      .name = "contrite-tit-for-tat",
      .alias = "ctft",
      .about =
          "Repeats the other's last move, except that after a D of its own by mistake it cooperates until it has "
          "made up for it.",
      .source = "Sugden; Boyd (1989); Wu & Axelrod (1995). It stays contrite when it slips once more",
      .against = "CDDCCDC",
      .plays = "CCDDCCD"};
  enum class Standing : std::uint8_t { content, provoked, contrite };
  Standing standing = Standing::content;
  auto operator<=>(const ContriteTitForTat&) const = default;

  Move play() const { return standing == Standing::provoked ? D : C; }
  void see(Seen round) {
    using enum Standing;
    const Standing after_content = round.mine == round.theirs ? content : round.mine == D ? contrite : provoked;
    const Standing after_provoked = round.theirs == D ? provoked : content;
    const Standing after_contrite = round.mine == D ? contrite : content;
    standing = standing == content ? after_content : standing == provoked ? after_provoked : after_contrite;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ContriteTitForTat>();
}
