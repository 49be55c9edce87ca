// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/table_play.hpp>

#include <algorithm>
#include <utility>

#include "systems/table_counter.hpp"
#include "systems/table_noise.hpp"
#include "systems/table_plan.hpp"

namespace detente {
namespace {

using systems::kSeatsAbreast;
using systems::LaneProgram;
using systems::SeatWords;
using systems::TableCounter;
using systems::TableNoise;
using systems::TablePlan;
using Words = std::vector<std::uint64_t>;

constexpr std::int64_t kTablePulse = 8192;  // rounds of states between two looks at whether to give up
const SeatWords kNobody{};

SeatWords of_group(const Words& words, std::size_t first) {
  SeatWords group;
  std::copy_n(words.begin() + static_cast<std::ptrdiff_t>(first), kSeatsAbreast, group.at.begin());
  return group;
}

void put(const SeatWords& group, std::size_t first, Words& words) {
  std::copy(group.at.begin(), group.at.end(), words.begin() + static_cast<std::ptrdiff_t>(first));
}

/// What becomes of moves.
void err(const TableNoise::Slips& slips, std::size_t quarter, const Words& before, Words& after) {
  const std::uint64_t* const __restrict from = before.data();
  std::uint64_t* const __restrict to = after.data();
  const std::uint64_t* const __restrict up = slips.up[quarter].data();
  if (slips.is_even) {
    for (std::size_t i = 0; i < after.size(); ++i) to[i] = from[i] ^ up[i];
    return;
  }
  const std::uint64_t* const __restrict down = slips.down[quarter].data();
  for (std::size_t i = 0; i < after.size(); ++i) to[i] = (from[i] & ~down[i]) | (~from[i] & up[i]);
}

/// A block of repetitions at the table.
class TableBlock {
 public:
  TableBlock(const TablePlan& plan, const Block& block, SystemTally& tally)
      : plan_(plan),
        block_(block),
        noise_(plan, block),
        counter_(plan, block, tally),
        state_(plan.digits),
        meant_(plan.slots()),
        done_(plan.slots()),
        shown_(plan.slots()),
        seen_(plan.slots()),
        told_(plan.slots()),
        open_(plan.opens ? plan.slots() : 0),
        said_(plan.speaks ? plan.slots() : 0),
        sure_(plan.slots()),
        called_(plan.pleading.size()),
        any_(plan.system.states.size()),
        good_(plan.system.states.size(), ~std::uint64_t{0}) {
    for (const LaneProgram& program : plan.programs) program.make_room(registers_);
  }

  bool play(const SystemMatch::Pulse& pulse, ActObserver* observer) {
    std::size_t lanes = block_.lanes;
    std::int64_t played = 0;
    for (std::int64_t round = 1; round <= block_.longest(); ++round) {
      while (block_.lengths[lanes - 1] < round) --lanes;
      const std::vector<std::int64_t>& turns = plan_.system.rules.turns;
      if (stretch_ < turns.size() && round == turns[stretch_]) counter_.flush(stretch_++);
      noise_.reach(round, stretch_);
      step(static_cast<std::size_t>(round % 4));
      counter_.count({round, lanes, done_, seen_, open_, said_, called_});
      if (observer != nullptr) tell(round, lanes, *observer);
      played += static_cast<std::int64_t>(plan_.system.states.size());
      if (played >= kTablePulse && pulse && !pulse(std::exchange(played, 0))) return false;
    }
    counter_.finish(stretch_);
    return true;
  }

 private:
  void tell(std::int64_t round, std::size_t lanes, ActObserver& observer) {
    acts_.resize(2 * plan_.system.fronts.size());
    for (std::size_t i = 0; i < plan_.slots(); ++i)
      if (plan_.seat_in[i] != TablePlan::kEmpty) acts_[plan_.seat_in[i]] = done_[i];
    observer.see_acts(round, lanes, acts_);
  }

  void step(std::size_t quarter) {
    act(quarter);
    look(quarter);
    hear_pleas();
    learn();
    if (plan_.has_defence) judge();
  }

  void act(std::size_t quarter) {
    LaneProgram::Conduct conduct;
    for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
      const TablePlan::Group& group = plan_.groups[g];
      const LaneProgram& program = plan_.programs[group.program];
      const std::size_t first = g * kSeatsAbreast;
      below_.resize(program.limits().size());
      for (std::size_t i = 0; i < below_.size(); ++i)
        below_[i] = of_group(noise_.dice[quarter], kSeatsAbreast * (group.first_die + i));
      program.act(state_.data() + group.first_digit, below_.data(), registers_, conduct);
      put(conduct.meant, first, meant_);
      if (plan_.opens) put(conduct.open, first, open_);
      if (plan_.speaks) put(conduct.said, first, said_);
    }
    if (noise_.trembles.has_any)
      err(noise_.trembles, quarter, meant_, done_);
    else
      done_ = meant_;
  }

  /// What seats see of each other with their own eyes.
  void look(std::size_t quarter) {
    const std::size_t slots = plan_.slots();
    for (std::size_t i = 0; i < slots; ++i) shown_[i] = done_[plan_.mirror[i]];
    if (is_verified()) {
      for (std::size_t i = 0; i < slots; ++i) {
        sure_[i] = plan_.opens ? open_[plan_.mirror[i]] : 0;
        if (!noise_.verified[quarter].empty()) sure_[i] |= noise_.verified[quarter][i];
      }
      told_ = shown_;  // the truth, until all have seen
    }
    if (!noise_.mistaken[quarter].empty()) mistake_targets(noise_.mistaken[quarter]);
    if (noise_.misreadings.has_any)
      err(noise_.misreadings, quarter, shown_, seen_);
    else
      seen_ = shown_;
    if (is_verified())
      for (std::size_t i = 0; i < slots; ++i) seen_[i] = (seen_[i] & ~sure_[i]) | (told_[i] & sure_[i]);
  }

  /// Hostility to third states counts as hostility to oneself where the draw has it.
  void mistake_targets(const Words& mistaken) {
    std::fill(any_.begin(), any_.end(), 0);
    for (std::size_t i = 0; i < plan_.slots(); ++i)
      if (plan_.seat_in[i] != TablePlan::kEmpty) any_[plan_.state_at[i]] |= done_[i];
    // Who is hostile to oneself anyway looks no worse for being hostile to others too.
    for (std::size_t i = 0; i < plan_.slots(); ++i) shown_[i] |= mistaken[i] & any_[plan_.state_at[plan_.mirror[i]]];
  }

  /// A seat is told the worst that it and those whom it stands by saw.
  void hear_pleas() {
    told_ = seen_;
    for (std::size_t i = 0; i < plan_.pleading.size(); ++i) {
      const TablePlan::Pleading& seat = plan_.pleading[i];
      std::uint64_t called = 0;
      for (std::size_t p = seat.first; p < seat.last; ++p) {
        const TablePlan::Plea& plea = plan_.pleas[p];
        called |= seen_[plea.witness] & (plea.defended ? good_[*plea.defended] : ~std::uint64_t{0});
      }
      called_[i] = called;
      told_[seat.slot] |= called;
    }
    if (!is_verified()) return;
    for (std::size_t i = 0; i < plan_.slots(); ++i) sure_[i] &= ~(told_[i] ^ seen_[i]);
  }

  void learn() {
    // Under public monitoring what the other saw of a move is what its mover learns of it.
    const bool is_public = plan_.system.rules.public_monitoring;
    if (is_public)
      for (std::size_t i = 0; i < plan_.slots(); ++i) shown_[i] = seen_[plan_.mirror[i]];
    const Words& mine = is_public ? shown_ : done_;
    LaneProgram::Lesson lesson;
    for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
      const TablePlan::Group& group = plan_.groups[g];
      const std::size_t first = g * kSeatsAbreast;
      lesson.mine = of_group(mine, first);
      lesson.theirs = of_group(told_, first);
      lesson.verified = is_verified() ? of_group(sure_, first) : kNobody;
      plan_.programs[group.program].learn(state_.data() + group.first_digit, of_group(meant_, first), lesson,
                                          registers_);
    }
  }

  /// Who was hostile to somebody in good standing is in bad standing (Sugden 1986).
  void judge() {
    good_before_ = good_;
    std::fill(good_.begin(), good_.end(), ~std::uint64_t{0});
    for (std::size_t i = 0; i < plan_.slots(); ++i)
      if (plan_.seat_in[i] != TablePlan::kEmpty)
        good_[plan_.state_at[i]] &= ~(done_[i] & good_before_[plan_.state_at[plan_.mirror[i]]]);
  }

  bool is_verified() const { return plan_.opens || !noise_.verified[0].empty(); }

  const TablePlan& plan_;
  const Block& block_;
  TableNoise noise_;
  TableCounter counter_;
  LaneProgram::Registers registers_;
  std::vector<SeatWords> state_, below_;
  Words meant_, done_, shown_, seen_, told_, open_, said_, sure_;  // by slot
  Words called_;                                                   // by slot that may hear pleas
  Words any_, good_, good_before_;                                 // by state
  Words acts_;                                                     // by seat
  std::size_t stretch_ = 0;
};

}  // namespace

struct SystemTables::Plan {
  TablePlan plan;
};

SystemTables::SystemTables(const System& system) {
  check_system(system);
  plan_ = std::make_unique<const Plan>(Plan{TablePlan(system)});
}
SystemTables::~SystemTables() = default;
SystemTables::SystemTables(SystemTables&&) noexcept = default;

const std::string& SystemTables::hindrance() const {
  return plan_->plan.hindrance;
}

bool SystemTables::play(std::uint64_t first_repetition, std::size_t lanes, SystemTally& tally,
                        const SystemMatch::Pulse& pulse, ActObserver* observer) const {
  const Block block = make_block(plan_->plan.system.rules, first_repetition, lanes);
  return TableBlock(plan_->plan, block, tally).play(pulse, observer);
}

}  // namespace detente
