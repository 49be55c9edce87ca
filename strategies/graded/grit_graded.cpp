// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include <detente/level_parameter.hpp>
#include <detente/openness.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct GritGraded {
  static constexpr Info info{
      .name = "grit-graded",
      .about =
          "Announces a small cut of its level and keeps it whatever happens; it lengthens its step when the other "
          "follows, answers a rise in kind, takes unanswered cuts back after some failures, and never goes below a "
          "floor.",
      .source =
          "After Osgood (1962). Chosen here: the numbers; that the other has followed too when it is no higher than "
          "itself, and has risen only above that; that a floor reached by unanswered cuts puts it on guard; and that "
          "the first cut after a whole pause comes a round late and is kept a round less",
      .against = "555443352",
      .plays = "254422224",
      .levels = 6};
  static constexpr auto params() {
    return std::array{
        Param<GritGraded>{
            "floor", &GritGraded::floor, 0, kMaxLevels - 1,
            "Level below which it never cuts; by default a quarter of the top level, rounded up, and 0 on two levels."},
        Param<GritGraded>{"start", &GritGraded::start, 0, kMaxLevels - 1,
                          "Level of its first round; by default the floor."},
        Param<GritGraded>{"step", &GritGraded::step, 1, kMaxLevels - 1, "Levels of a first cut."},
        Param<GritGraded>{"largest", &GritGraded::largest, 1, kMaxLevels - 1, "Most levels of a cut."},
        Param<GritGraded>{"keep", &GritGraded::keep, 1, 100, "Rounds for which it promises and keeps a cut."},
        Param<GritGraded>{"patience", &GritGraded::patience, 1, 100, "Failures in a row that put it on guard."},
        Param<GritGraded>{"pause", &GritGraded::pause, 1, 100, "Rounds on guard, unless the other is seen to fall."},
        Param<GritGraded>{
            "open", &GritGraded::openness, 0, 1,
            "1: it is open while it keeps a promise where that is cheaper than to be misread; 0: never."}};
  }
  enum Mode : std::uint8_t { holding, announcing, keeping, on_guard };

  std::optional<double> floor, start;
  int step = 1, largest = 3, keep = 2, patience = 3, pause = 4, openness = 0;
  bool opens = false;
  Level lowest = 0, top = 1;
  Level level = 0;
  Level reference = 0;  // the other's level to compare with: the last seen, or that before the cut; at least its own
  Mode mode = holding;
  std::uint8_t clock = 0;     // rounds left of a promise or a pause
  std::uint8_t stride = 1;    // the next cut
  std::uint8_t cut = 0;       // the present one
  std::uint8_t failures = 0;  // in a row
  std::uint8_t owed = 0;      // levels of the cuts that failed in a row
  auto operator<=>(const GritGraded&) const = default;

  void begin(const Briefing& briefing) {
    top = static_cast<Level>(briefing.levels() - 1);
    if (!floor) floor = top == 1 ? 0 : (top + 3) / 4;
    lowest = level_parameter(info.name, "floor", *floor, 0, top);
    if (!start) start = lowest;
    level = reference = level_parameter(info.name, "start", *start, lowest, top);
    stride = static_cast<std::uint8_t>(step);
    opens = openness == 1 && is_worth_opening(briefing);
  }
  bool open() const { return opens && (mode == announcing || mode == keeping); }
  Signal say() const {
    if (mode != announcing) return {};
    return {.kind = Signal::reassure, .level = level, .rounds = clock};
  }
  Level play() const { return level; }
  void see(LevelSeen round) {
    if (mode == holding && level == lowest && round.theirs <= reference) return compare_with(round.theirs);
    const int rise = std::max(round.theirs - reference, 0);
    if (mode == holding)
      hold(round.theirs, rise);
    else if (mode == on_guard)
      guard(round.theirs, rise);
    else if (--clock > 0)
      mode = keeping;
    else
      judge(round.theirs, rise);
  }

 private:
  void hold(Level theirs, int rise) {
    if (rise == 0 && level > lowest) return initiate(theirs, keep);
    answer(theirs, rise);
  }
  void guard(Level theirs, int rise) {
    --clock;
    if (theirs < reference) return initiate(theirs, keep);
    if (clock == 0) return initiate(theirs, std::max(keep - 1, 1));
    answer(theirs, rise);
  }
  void judge(Level theirs, int rise) {
    const bool has_followed = theirs <= level || 2 * (reference - theirs) >= cut;
    if (rise == 0 && has_followed) {
      failures = owed = 0;
      stride = static_cast<std::uint8_t>(std::max(std::min(stride + 1, largest), step));
      return initiate(theirs, keep);
    }
    level = raised(rise);
    owed = static_cast<std::uint8_t>(std::min<int>(owed + cut, top));  // more cannot be taken back
    stride = static_cast<std::uint8_t>(step);
    if (++failures >= patience) return take_back(theirs);
    initiate(theirs, keep);
  }
  void initiate(Level theirs, int rounds) {
    cut = static_cast<std::uint8_t>(std::min<int>(stride, level - lowest));
    if (cut == 0 && owed > 0) return take_back(theirs);
    level = static_cast<Level>(level - cut);
    mode = cut > 0 ? announcing : holding;
    clock = static_cast<std::uint8_t>(cut > 0 ? rounds : 0);
    if (cut == 0) stride = static_cast<std::uint8_t>(step);
    compare_with(theirs);
  }
  void take_back(Level theirs) {
    level = raised(owed);
    failures = owed = cut = 0;
    mode = on_guard;
    clock = static_cast<std::uint8_t>(pause + 1);
    compare_with(theirs);
  }
  void answer(Level theirs, int rise) {
    level = raised(rise);
    compare_with(theirs);
  }
  void compare_with(Level theirs) { reference = std::max(theirs, level); }
  Level raised(int levels) const { return static_cast<Level>(std::min<int>(level + levels, top)); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GritGraded>();
}
