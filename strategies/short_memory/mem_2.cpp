// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Mem2 {
  static constexpr Info info{
      .name = "mem-2",
      .about =
          "Chooses every second round: after two rounds of mutual cooperation tit-for-tat, after one of CD and one of "
          "DC tit-for-two-tats, else to defect, and for ever when it chooses that a second time.",
      .source = "Li & Kendall (2014); it begins with tit-for-tat",
      .against = "DCDDCCCC",
      .plays = "CDCCDDDD"};
  enum class Rule : std::uint8_t { tit_for_tat, tit_for_two_tats, hostile, hostile_for_ever };
  Rule rule = Rule::tit_for_tat;
  bool has_been_hostile = false;
  bool is_halfway = false;  // to the next choice
  LastRounds<2> last;
  auto operator<=>(const Mem2&) const = default;

  Move play() const {
    if (rule == Rule::tit_for_tat) return last.others.ago(1);
    return rule == Rule::tit_for_two_tats && !last.others.are_all(D) ? C : D;
  }
  void see(Seen round) {
    using enum Rule;
    if (rule == hostile_for_ever) return;
    last.add(round);
    is_halfway = !is_halfway;
    if (is_halfway) return;
    const bool were_cd_and_dc = last.own.hostile() == 1 && (last.own.bits() ^ last.others.bits()) == 3;
    rule = last.row() == 0 ? tit_for_tat : were_cd_and_dc ? tit_for_two_tats : hostile;
    last.own = {};
    last.others.keep(1);
    if (rule != hostile) return;
    const bool is_second = has_been_hostile;
    *this = {};
    rule = is_second ? hostile_for_ever : hostile;
    has_been_hostile = !is_second;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Mem2>();
}
