// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <string_view>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Plays `S::opening`. If the other's moves from round 2 on were `S::answer`, it plays `S::settled` for ever, else
/// tit-for-tat.
template <class S>
struct Prober {
  std::uint8_t round = 0;  // rounds of the opening that are over
  bool is_met = true;      // the answer came, as far as it could
  Move seen = C;
  auto operator<=>(const Prober&) const = default;

  Move play() const {
    if (round < S::opening.size()) return S::opening[round] == 'D' ? D : C;
    return is_met ? S::settled : seen;
  }
  void see(Seen now) {
    seen = now.theirs;
    if (round == S::opening.size()) return;
    if (round >= 1 && round <= S::answer.size()) is_met &= (S::answer[round - 1U] == 'D') == (seen == D);
    ++round;
  }
};

struct Prober1 : Prober<Prober1> {
  static constexpr std::string_view opening = "DCC", answer = "CC";
  static constexpr Move settled = D;
  static constexpr Info info{
      .name = "prober",
      .about = "Opens with DCC and defects for ever if the other cooperated in rounds 2 and 3, else plays tit-for-tat.",
      .source = "Beaufils, Delahaye & Mathieu (1997); Li, Hingston & Kendall (2011)",
      .against = "CDCCDC",
      .plays = "DCCCCD"};
  auto operator<=>(const Prober1&) const = default;
};

struct Prober2 : Prober<Prober2> {
  static constexpr std::string_view opening = "DCC", answer = "DC";
  static constexpr Move settled = C;
  static constexpr Info info{.name = "prober-2",
                             .about =
                                 "Opens with DCC and cooperates for ever if the other defected in round 2 and "
                                 "cooperated in round 3, else plays tit-for-tat.",
                             .source = "LIFL, PRISON (1998); the PROBE2 of Stewart & Plotkin (2012)",
                             .against = "CDCDDD",
                             .plays = "DCCCCC"};
  auto operator<=>(const Prober2&) const = default;
};

struct Prober3 : Prober<Prober3> {
  static constexpr std::string_view opening = "DC", answer = "C";
  static constexpr Move settled = D;
  static constexpr Info info{
      .name = "prober-3",
      .about = "Opens with DC and defects for ever if the other cooperated in round 2, else plays tit-for-tat.",
      .source = "LIFL, PRISON (1998); the PROBE3 of Stewart & Plotkin (2012)",
      .against = "CCDCDC",
      .plays = "DCDDDD"};
  auto operator<=>(const Prober3&) const = default;
};

struct HardProber : Prober<HardProber> {
  static constexpr std::string_view opening = "DDCC", answer = "CC";
  static constexpr Move settled = D;
  static constexpr Info info{
      .name = "hard-prober",
      .about =
          "Opens with DDCC and defects for ever if the other cooperated in rounds 2 and 3, else plays tit-for-tat.",
      .source = "LIFL, PRISON (1998); the HARD_PROBE of Stewart & Plotkin (2012)",
      .against = "CCCDCC",
      .plays = "DDCCDD"};
  auto operator<=>(const HardProber&) const = default;
};

struct Prober4 {
  static constexpr Info info{.name = "prober-4",
                             .about =
                                 "Opens with CCDCDDDCCDCDCCDCDDCD and counts the D that it sees in rounds of its own C "
                                 "and of its own D; it defects for ever if the counts differ by at most 2, else it "
                                 "cooperates for five rounds and plays tit-for-tat.",
                             .source = "LIFL, PRISON (1998); the last round of the opening is not counted",
                             .against = "DDDDDDDDDDDDDDDDDDDDDD",
                             .plays = "CCDCDDDCCDCDCCDCDDCDDD"};
  static constexpr std::string_view opening = "CCDCDDDCCDCDCCDCDDCD";
  static constexpr std::size_t calm = 5;  // rounds
  std::uint8_t round = 0;                 // of the opening and the calm that are over
  std::int8_t unjust = 0;                 // D seen against its own C, less those against its own D
  bool is_hostile = false;
  Move seen = C;
  auto operator<=>(const Prober4&) const = default;

  Move play() const {
    if (round < opening.size()) return opening[round] == 'D' ? D : C;
    return is_hostile ? D : seen;
  }
  void see(Seen now) {
    if (is_hostile) return;
    if (round < opening.size() + calm) ++round;
    if (round < opening.size()) {
      if (now.theirs == D) unjust = static_cast<std::int8_t>(unjust + (now.mine == C ? 1 : -1));
    } else if (round == opening.size()) {
      is_hostile = -2 <= unjust && unjust <= 2;
      unjust = 0;
    } else if (round == opening.size() + calm) {
      seen = now.theirs;
    }
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Prober1>();
  catalogue.add<Prober2>();
  catalogue.add<Prober3>();
  catalogue.add<HardProber>();
  catalogue.add<Prober4>();
}
