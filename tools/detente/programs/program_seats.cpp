// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <stdexcept>

#include <detente/answers.hpp>
#include <detente/level_dice.hpp>

#include "programs/asking.hpp"

namespace detente::cli {
namespace {

/// Whatever changes the memories is answered with what they do next, so that a round takes one exchange, and two of who
/// listens.
class ProgramSeats final : public Seats {
 public:
  ProgramSeats(ProgramStrategy strategy, int levels)
      : strategy_(std::move(strategy)),
        traits_(strategy_.description->traits),
        by_{*strategy_.program, *strategy_.description, strategy_.own_levels(levels)},
        seat_(strategy_.program) {}

  void fresh() override {
    lanes_ = 0;
    hinted_ = 0;
  }
  void say(LaneSignals& said, std::size_t lanes) const override {
    if (!traits_.speaks) return;
    sit(lanes);
    if (!knows_said_) ask_again();
    said = now_.said;
  }
  void hear(const LaneSignals& heard, std::size_t lanes) override {
    if (!traits_.listens) {
      hinted_ = std::max(hinted_, lanes);
      return;
    }
    sit(lanes);
    std::string kinds(lanes_, kSignalLetters[0]);
    for (std::size_t lane = 0; lane < lanes; ++lane) kinds[lane] = kSignalLetters[heard.kind.at[lane] % 3];
    LaneBytes levels;
    std::vector<int> rounds(lanes_, 1);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      levels.at[lane] = heard.level.at[lane];
      rounds[lane] = heard.rounds.at[lane];
    }
    const auto answer = ask({{"do", "hear"},
                             {"seat", seat_.number()},
                             {"kind", kinds},
                             {"level", letters_of(levels, lanes_, traits_.graded)},
                             {"rounds", rounds}});
    read_choices(by_, answer, lanes_, now_);
    knows_choices_ = true;
    knows_said_ = false;
  }
  void open(LaneBytes& is_open, std::size_t lanes) const override {
    if (!traits_.opens) return;
    choose(lanes);
    is_open = now_.open;
  }
  void play(Choices& choices, std::size_t lanes) const override {
    choose(lanes);
    if (!traits_.throws_dice) {
      choices.meant = now_.meant;
    } else if (!traits_.graded) {
      choices.cooperation = now_.cooperation;
    } else {
      for (std::size_t lane = 0; lane < lanes; ++lane)
        choices.meant.at[lane] = thrown(now_.mixes[lane], choices.dice[lane], by_.levels);
    }
  }
  void see(const Sight& sight, std::size_t lanes) override {
    sit(lanes);
    LaneBytes meant = *sight.meant, mine = *sight.mine, theirs = *sight.theirs, verified = *sight.verified;
    for (std::size_t lane = lanes; lane < lanes_; ++lane) {  // matches that are over, of which nobody asks again
      meant.at[lane] = mine.at[lane] = likely(lane);
      theirs.at[lane] = verified.at[lane] = 0;
    }
    nlohmann::json question{{"do", "see"},
                            {"seat", seat_.number()},
                            {"meant", letters_of(meant, lanes_, traits_.graded)},
                            {"mine", letters_of(mine, lanes_, traits_.graded)},
                            {"theirs", letters_of(theirs, lanes_, traits_.graded)}};
    if (strategy_.description->verifies) {
      std::string open(lanes_, '-');
      for (std::size_t lane = 0; lane < lanes_; ++lane) open[lane] = verified.at[lane] != 0 ? 'o' : '-';
      question["verified"] = open;
    }
    changed(ask(question));
  }
  void turn(const Briefing& briefing) override {
    if (!traits_.turns) return;
    sit_all(1);
    changed(ask({{"do", "turn"}, {"seat", seat_.number()}, {"briefing", json_of(briefing)}}));
  }
  std::partial_ordering order(std::size_t lane, std::size_t other) const override {
    if (!traits_.ordered) return std::partial_ordering::unordered;
    sit_all(std::max(lane, other) + 1);
    if (equalities_.empty())
      equalities_ = read_equalities(by_, ask({{"do", "memories"}, {"seat", seat_.number()}}), lanes_);
    return equalities_.at(lane) <=> equalities_.at(other);
  }
  LevelMix chances(std::size_t lane) const override {
    sit_all(lane + 1);
    choose(lane + 1);
    if (!traits_.throws_dice) return {now_.meant.at[lane]};
    if (traits_.graded) return now_.mixes[lane];
    LevelMix mix;
    mix.chance[0] = now_.cooperation[lane];
    mix.chance[1] = 1 - mix.chance[0];
    return mix;
  }
  void become(const Seats& other) override {
    const auto& others = static_cast<const ProgramSeats&>(other);
    others.sit_all(1);
    nlohmann::json question{{"do", "become"}, {"seat", seat_.number()}, {"other", others.seat_.number()}};
    lanes_ = others.lanes_;
    seat_.is_taken = true;
    changed(ask(question));
  }

 private:
  /// Matches begin with the first question about them, which is about all of them.
  void sit(std::size_t lanes) const {
    if (lanes_ >= lanes) return;
    if (lanes_ > 0 && has_changed_) throw std::logic_error("its program was asked about more matches than it plays");
    nlohmann::json question = strategy_.question("seat");
    question["seat"] = seat_.number();
    question["lanes"] = lanes;
    question["levels"] = by_.levels;
    lanes_ = lanes;
    const auto answer = ask(question);
    seat_.is_taken = true;
    changed(answer);
    has_changed_ = false;
  }
  /// The same where the question does not say how many there are: all, unless somebody did.
  void sit_all(std::size_t least) const { sit(lanes_ > 0 ? least : std::max(least, hinted_ == 0 ? kLanes : hinted_)); }
  nlohmann::json ask(const nlohmann::json& question) const {
    try {
      return strategy_.program->ask(question);
    } catch (...) {
      lanes_ = 0;
      throw;
    }
  }
  /// What they do now, of who listens only what they say, since they choose when they have heard.
  void changed(const nlohmann::json& answer) const {
    has_changed_ = true;
    equalities_.clear();
    knows_choices_ = knows_said_ = false;
    read_said(by_, answer, lanes_, now_);
    knows_said_ = true;
    if (traits_.listens) return;
    read_choices(by_, answer, lanes_, now_);
    knows_choices_ = true;
  }
  void choose(std::size_t lanes) const {
    sit(lanes);
    if (!knows_choices_) ask_again();
  }
  /// A level that it may mean, as far as that is known.
  Level likely(std::size_t lane) const {
    if (!knows_choices_) return 0;
    if (!traits_.throws_dice) return now_.meant.at[lane];
    if (!traits_.graded) return now_.cooperation[lane] > 0 ? C : D;
    const auto& chance = now_.mixes[lane].chance;
    return static_cast<Level>(std::max_element(chance.begin(), chance.end()) - chance.begin());
  }
  void ask_again() const {
    const auto answer = ask({{"do", "play"}, {"seat", seat_.number()}});
    read_said(by_, answer, lanes_, now_);
    read_choices(by_, answer, lanes_, now_);
    knows_said_ = knows_choices_ = true;
  }

  ProgramStrategy strategy_;
  Traits traits_;
  Answering by_;
  mutable ProgramSeat seat_;
  mutable std::size_t lanes_ = 0;  // that the program plays; 0: they have not begun
  std::size_t hinted_ = 0;         // lanes that somebody asked about before they had begun
  mutable LaneAnswers now_;
  mutable std::vector<std::int64_t> equalities_;
  mutable bool knows_choices_ = false, knows_said_ = false, has_changed_ = false;
};

}  // namespace

std::unique_ptr<Seats> program_seats(const ProgramStrategy& strategy, int levels) {
  return std::make_unique<ProgramSeats>(strategy, levels);
}

}  // namespace detente::cli
