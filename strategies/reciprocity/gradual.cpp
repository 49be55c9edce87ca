// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Gradual {
  static constexpr Info info{
      .name = "gradual",
      .about = "Answers a seen D with as many D as it has seen in all, then cooperates twice whatever happens.",
      .source = "Beaufils, Delahaye & Mathieu (1997), in the version of CRISTAL-SMAC, Lille University (2018)",
      .against = "CDCCCDCCCCC",
      .plays = "CCDCCCDDCCC"};
  static constexpr int calm = 2;
  int grievances = 0;  // every D seen so far
  int answer = 0;      // rounds left of the answer, the calm ones included
  auto operator<=>(const Gradual&) const = default;

  Move play() const { return answer > calm ? D : C; }
  void see(Seen round) {
    grievances += round.theirs;
    if (answer > 1)
      --answer;
    else
      answer = round.theirs == D ? grievances + calm : 0;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Gradual>();
}
