// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Answers a seen D with rounds of D and two of C, whatever happens meanwhile.
struct Answer {
  static constexpr int calm = 2;
  int left = 0;  // rounds, the calm ones included
  auto operator<=>(const Answer&) const = default;

  Move play() const { return left > calm ? D : C; }
  void pass() { left -= left > 0; }
  bool is_due(Move theirs) const { return left == 0 && theirs == D; }
  void begin(int length) { left = length + calm; }
};

struct Gradual {
  static constexpr Info info{
      .name = "gradual",
      .about = "Answers a seen D with as many D as it has seen in all, then cooperates twice whatever happens.",
      .source = "Beaufils, Delahaye & Mathieu (1997), in the version of CRISTAL-SMAC, Lille University (2018)",
      .against = "CDCCCDCCCCC",
      .plays = "CCDCCCDDCCC"};
  int grievances = 0;  // every D seen so far
  Answer answer;
  auto operator<=>(const Gradual&) const = default;

  Move play() const { return answer.play(); }
  void see(Seen round) {
    grievances += round.theirs;
    answer.pass();
    if (answer.is_due(round.theirs)) answer.begin(grievances);
  }
};

struct OriginalGradual {
  static constexpr Info info{.name = "original-gradual",
                             .about =
                                 "Answers a seen D with one D the first time, two the second, and so on, and then "
                                 "cooperates twice, whatever happens meanwhile.",
                             .source = "Beaufils, Delahaye & Mathieu (1997), as in Axelrod-Python",
                             .against = "CDDDDCCCCCC",
                             .plays = "CCDCCDDCCCC"};
  int answers = 0;
  Answer answer;
  auto operator<=>(const OriginalGradual&) const = default;

  Move play() const { return answer.play(); }
  void see(Seen round) {
    answer.pass();
    if (answer.is_due(round.theirs)) answer.begin(++answers);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Gradual>();
  catalogue.add<OriginalGradual>();
}
