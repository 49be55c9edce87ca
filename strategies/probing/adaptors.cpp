// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// A mood that each round moves by one of `S::shifts`: after CC, CD, DC and DD, own move first. In millionths, so that
/// sums are exact.
template <class S>
struct Adaptor {
  static constexpr std::int64_t one = 1'000'000;
  static constexpr double error = 0.01;
  std::int64_t mood = 0;
  auto operator<=>(const Adaptor&) const = default;

  Mix play() const { return chance(-one <= mood && mood < one ? 1 - error : error); }
  void see(Seen round) { mood += S::shifts[2U * round.mine + round.theirs]; }
};

struct AdaptorBrief : Adaptor<AdaptorBrief> {
  static constexpr std::array<int, 4> shifts{0, -1'001'505, 992'107, -638'734};
  static constexpr Info info{.name = "adaptor-brief",
                             .about =
                                 "Keeps a mood that falls by about 1 when it alone cooperates, rises by as much when "
                                 "it alone defects and falls by 0.64 when both defect; it cooperates while the mood is "
                                 "-1 or more and below 1, and errs in 1% of rounds.",
                             .source = "Hauert & Stenull (2002), adapted to short matches",
                             .against = "CDDCCDCC",
                             .plays = "ccddccdc"};
  auto operator<=>(const AdaptorBrief&) const = default;
};

struct AdaptorLong : Adaptor<AdaptorLong> {
  static constexpr std::array<int, 4> shifts{0, 1'888'159, 1'858'883, -995'703};
  static constexpr Info info{
      .name = "adaptor-long",
      .about =
          "Keeps a mood that rises by almost 2 when one alone defects, whoever it is, and falls by about 1 when both "
          "do; it cooperates while the mood is -1 or more and below 1, and errs in 1% of rounds.",
      .source = "Hauert & Stenull (2002), adapted to long matches",
      .against = "CDDCCDCC",
      .plays = "ccdcccdd"};
  auto operator<=>(const AdaptorLong&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<AdaptorBrief>();
  catalogue.add<AdaptorLong>();
}
