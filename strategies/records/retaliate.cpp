// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// What the two have done to each other.
struct Score {
  double threshold = 0.1;
  std::int32_t suffered = 0;  // rounds of its own C against a D
  std::int32_t taken = 0;     // rounds of its own D against a C
  auto operator<=>(const Score&) const = default;

  bool is_open() const { return suffered > threshold * taken; }
  void add(Seen round) {
    suffered += round.mine < round.theirs;
    taken += round.mine > round.theirs;
  }

 protected:
  template <class S>
  static constexpr Param<S> allowance() {
    return {"threshold", &S::threshold, 0, 1000, "How often it may be betrayed for each betrayal of its own."};
  }
};

struct Retaliate : Score {
  static constexpr Info info{
      .name = "retaliate",
      .about = "Defects while a D has met its C more than a tenth as often as its D has met a C.",
      .source = "O. Campbell, in Axelrod-Python",
      .against = "CDCCCCCCCCCCCC",
      .plays = "CCDDDDDDDDDDCC"};
  static constexpr auto params() { return std::array{allowance<Retaliate>()}; }
  static constexpr auto presets() {
    return std::array{Preset{"retaliate-2", "threshold=0.08"}, Preset{"retaliate-3", "threshold=0.05"}};
  }
  auto operator<=>(const Retaliate&) const = default;

  Move play() const { return is_open() ? D : C; }
  void see(Seen round) { add(round); }
};

struct LimitedRetaliate : Score {
  static constexpr Info info{.name = "limited-retaliate",
                             .about =
                                 "Defects while a D has met its C more than a tenth as often as its D has met a C, but "
                                 "cooperates once after every 20 D in a row.",
                             .source = "O. Campbell, in Axelrod-Python",
                             .against = "DDDDDDDDDDDDDDDDDDDDDDD",
                             .plays = "CDDDDDDDDDDDDDDDDDDDDCD"};
  static constexpr auto params() {
    return std::array{allowance<LimitedRetaliate>(), Param<LimitedRetaliate>{"limit", &LimitedRetaliate::limit, 0, 200,
                                                                             "Most D that it means in a row."}};
  }
  static constexpr auto presets() {
    return std::array{Preset{"limited-retaliate-2", "threshold=0.08,limit=15"},
                      Preset{"limited-retaliate-3", "threshold=0.05,limit=20"}};
  }
  int limit = 20;
  std::uint8_t spent = 0;  // D in a row
  auto operator<=>(const LimitedRetaliate&) const = default;

  Move play() const { return is_open() && spent < limit ? D : C; }
  void see(Seen round) {
    spent = static_cast<std::uint8_t>(round.meant == D ? spent + 1 : 0);
    add(round);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Retaliate>();
  catalogue.add<LimitedRetaliate>();
}
