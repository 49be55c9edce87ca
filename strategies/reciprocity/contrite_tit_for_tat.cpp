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
          "Repeats the other's last move, except that after a D of its own by mistake it cooperates until it has made "
          "up for it.",
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

struct ContriteTitForTatAxelrod {
  static constexpr Info info{.name = "contrite-tit-for-tat-axelrod",
                             .about =
                                 "Repeats the other's last move, but after a slip to D against a C it takes the next C "
                                 "of its own for an apology and cooperates once more, whatever it has seen.",
                             .source =
                                 "Wu & Axelrod (1995), as Axelrod-Python has it: unlike contrite-tit-for-tat it "
                                 "answers a D that its slip meets, and repeats the other's moves while it slips on",
                             .against = "CDDC",
                             .plays = "CCDD"};
  bool is_contrite = false;
  Move next = C;
  auto operator<=>(const ContriteTitForTatAxelrod&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    const bool has_apologized = is_contrite && round.mine == C;
    const bool is_at_fault = round.meant == C && round.mine == D && round.theirs == C;
    next = has_apologized ? C : round.theirs;
    is_contrite = !has_apologized && (is_contrite || is_at_fault);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ContriteTitForTat>();
  catalogue.add<ContriteTitForTatAxelrod>();
}
