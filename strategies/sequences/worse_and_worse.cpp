// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// How far a span of rounds has gone by: in its first round 1 by its length, in its last and ever after 1.
struct Span {
  int length = 1000;
  int rounds = 0;  // that are over, the last excepted
  auto operator<=>(const Span&) const = default;

  double share() const { return static_cast<double>(rounds + 1) / length; }
  void pass() { rounds += rounds + 1 < length; }
};

struct WorseAndWorse {
  static constexpr Info info{.name = "worse-and-worse",
                             .about = "Cooperates with a chance that falls by 1/1000 in each round.",
                             .source = "LIFL, PRISON (1998)",
                             .against = "CDCC",
                             .plays = "ccdc"};
  Span span;
  auto operator<=>(const WorseAndWorse&) const = default;

  Mix play() const { return chance(1 - span.share()); }
  void see(Seen) { span.pass(); }
};

struct BetterAndBetter {
  static constexpr Info info{.name = "better-and-better",
                             .about = "Cooperates with a chance that grows by 1/1000 in each round.",
                             .source = "LIFL, PRISON (1998)",
                             .against = "CDCC",
                             .plays = "ddcd"};
  Span span;
  auto operator<=>(const BetterAndBetter&) const = default;

  Mix play() const { return chance(span.share()); }
  void see(Seen) { span.pass(); }
};

struct KnowledgeableWorseAndWorse {
  static constexpr Info info{.name = "knowledgeable-worse-and-worse",
                             .about =
                                 "Cooperates with a chance that falls evenly to 0 in the last round; it cooperates if "
                                 "it does not know the last round.",
                             .source = "Pohl, in Axelrod-Python",
                             .against = "CDCC",
                             .plays = "CCCC"};
  Span span;
  auto operator<=>(const KnowledgeableWorseAndWorse&) const = default;

  void begin(const Briefing& briefing) { span.length = static_cast<int>(briefing.rounds); }
  Mix play() const { return span.length == 0 ? Mix(C) : chance(1 - span.share()); }
  void see(Seen) { span.pass(); }
};

struct WorseAndWorse2 {
  static constexpr Info info{
      .name = "worse-and-worse-2",
      .about = "Plays tit-for-tat for 20 rounds, then cooperates with the chance of 20 by the number of the round.",
      .source = "LIFL, PRISON (1998)",
      .against = "CDDCCCCCCCCCCCCCCCCDDDCC",
      .plays = "CCDDCCCCCCCCCCCCCCCCcdcc"};
  static constexpr int lesson = 20;  // rounds
  int rounds = 0;                    // that are over
  Move seen = C;
  auto operator<=>(const WorseAndWorse2&) const = default;

  Mix play() const { return rounds < lesson ? Mix(seen) : chance(static_cast<double>(lesson) / (rounds + 1)); }
  void see(Seen round) {
    ++rounds;
    seen = rounds < lesson ? round.theirs : C;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<WorseAndWorse>();
  catalogue.add<BetterAndBetter>();
  catalogue.add<KnowledgeableWorseAndWorse>();
  catalogue.add<WorseAndWorse2>();
}
