// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include <detente/level_parameter.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct GradedDeterrer {
  static constexpr Info info{
      .name = "graded-deterrer",
      .about =
          "Stands at a base level and draws a red line above it: a level seen beyond the line is answered with that "
          "level less its tolerance, and anything else with the base.",
      .source =
          "Designed for détente, after the red line of deterrence: it lies tolerance above the base, and is drawn "
          "aloud at first and after each breach; the defaults are chosen here",
      .against = "012353100",
      .plays = "000124200",
      .levels = 6};
  static constexpr auto params() {
    return std::array{
        Param<GradedDeterrer>{"base", &GradedDeterrer::base, 0, kMaxLevels - 1, "Level at which it stands."},
        Param<GradedDeterrer>{"tolerance", &GradedDeterrer::tolerance, 0, kMaxLevels - 1,
                              "Levels by which its answer stays below the level seen; by default a quarter of the top "
                              "level, rounded down."}};
  }
  int base = 0;
  std::optional<double> tolerance;
  Level lenience = 0, line = 0, top = 1;
  Level next = 0;
  bool is_line_drawn = false;
  auto operator<=>(const GradedDeterrer&) const = default;

  void begin(const Briefing& briefing) {
    top = static_cast<Level>(briefing.levels() - 1);
    if (!tolerance) tolerance = top / 4;
    next = level_parameter(info.name, "base", base, 0, top);
    lenience = level_parameter(info.name, "tolerance", *tolerance, 0, top);
    line = static_cast<Level>(std::min<int>(base + lenience, top));
  }
  Signal say() const {
    if (is_line_drawn || line == top) return {};  // nothing lies beyond the top
    return {.kind = Signal::threaten, .level = line, .rounds = 1};
  }
  Level play() const { return next; }
  void see(LevelSeen round) {
    is_line_drawn = round.theirs <= line;
    next = static_cast<Level>(std::max(base, round.theirs - lenience));
  }
};

struct GradedOpportunist {
  static constexpr Info info{
      .name = "graded-opportunist",
      .about =
          "Promises each round the level that it last saw of the other, and keeps its word until the other stands far "
          "enough below it: then it goes to the top, promising still, and stays there as long as the other is down.",
      .source =
          "Designed for détente, as the danger that graded conciliation has to fear; deceitful announcements as in "
          "Lindskold & Collins (1978)",
      .against = "045321135",
      .plays = "004555555",
      .levels = 6};
  static constexpr auto params() {
    return std::array{Param<GradedOpportunist>{
        "gap", &GradedOpportunist::gap, 1, kMaxLevels - 1,
        "Levels that the other must be seen below its own; by default a third of the top level, rounded up."}};
  }
  std::optional<double> gap;
  Level advantage = 1, top = 1;
  Level promised = 0;
  bool is_lying = false;
  auto operator<=>(const GradedOpportunist&) const = default;

  void begin(const Briefing& briefing) {
    top = static_cast<Level>(briefing.levels() - 1);
    if (!gap) gap = (top + 2) / 3;
    advantage = level_parameter(info.name, "gap", *gap, 1, top);
  }
  Signal say() const { return {.kind = Signal::reassure, .level = promised, .rounds = 1}; }
  Level play() const { return is_lying ? top : promised; }
  void see(LevelSeen round) {
    promised = round.theirs;
    is_lying = round.mine - round.theirs >= advantage;
  }
};

struct Shield {
  static constexpr Info info{
      .name = "shield",
      .about =
          "Only ever defends: it answers what alarms it with the middle level and anything less with full restraint, "
          "and never attacks, but on two levels, where defence is D and it plays tit-for-tat.",
      .source =
          "After Jervis (1978) on defence that can be told from offence. Half of the top level, rounded up, counts as "
          "defence",
      .against = "0120210",
      .plays = "0011011",
      .levels = 3};
  static constexpr auto params() {
    return std::array{Param<Shield>{"alarm", &Shield::alarm, 1, kMaxLevels - 1, "Least level seen that it answers."}};
  }
  int alarm = 1;
  std::array<Level, 2> answers{0, 1};  // to what does not alarm it, and to what does
  Level next = 0;
  auto operator<=>(const Shield&) const = default;

  void begin(const Briefing& briefing) {
    const int top = briefing.levels() - 1;
    level_parameter(info.name, "alarm", alarm, 1, top);
    answers[1] = static_cast<Level>((top + 1) / 2);
  }
  Level play() const { return next; }
  void see(LevelSeen round) { next = answers[round.theirs >= alarm]; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GradedDeterrer>();
  catalogue.add<GradedOpportunist>();
  catalogue.add<Shield>();
}
