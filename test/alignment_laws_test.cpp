// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/laws/alignment_laws.hpp>
#include <detente/text/text.hpp>
#include <limits>
#include <memory>

namespace {

using namespace detente;

std::string broken(const Alignment& alignment, const std::string& name) {
  for (const Law& law : alignment_laws())
    if (law.name == name) return breach(alignment, law);
  return "no such law";
}
template <class S>
Alignment planted() {
  return Alignment(std::make_shared<AlignmentPrototypeOf<S>>());
}
/// Names of all laws that it breaks.
std::vector<std::string> all_broken(const Alignment& alignment) {
  std::vector<std::string> names;
  for (const Law& law : alignment_laws())
    if (!breach(alignment, law).empty()) names.push_back(law.name);
  return names;
}

using Names = std::vector<std::string>;

class AlignmentLaws : public testing::TestWithParam<std::string> {};

TEST_P(AlignmentLaws, are_obeyed) {
  const Alignment alignment = Alignments::built_in().alignment(GetParam());
  for (const Law& law : alignment_laws()) {
    EXPECT_EQ(breach(alignment, law), "") << law.name;
    EXPECT_EQ(note(alignment, law), "") << law.name;
  }
  EXPECT_EQ(parting_of_alignments(diary(alignment), diary(alignment)), "");
}

std::vector<std::string> built_in_names() {
  std::vector<std::string> names;
  for (const Alignment& alignment : Alignments::built_in().all()) names.emplace_back(alignment.info().name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, AlignmentLaws, testing::ValuesIn(built_in_names()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// The news must make every alignment act, or its laws would be tried on nothing.
TEST(AlignmentLaws, are_tried_on_news_in_which_each_acts) {
  for (const std::string& name : built_in_names()) {
    std::string all;
    for (const std::string& line : diary(Alignments::built_in().alignment(name))) all += line + ' ';
    if (name == "alone") continue;
    // Stances but none, or strengths but one: 00/1 is what says nothing.
    const bool arms = Alignments::built_in().alignment(name).traits().arms;
    const auto acts = [&](const std::string& answer) {
      const std::string stances = answer.substr(0, answer.find('/'));
      return arms ? answer.substr(stances.size()) != "/1" : stances.find_first_of("123") != std::string::npos;
    };
    const std::vector<std::string> answers = split(all, ' ');
    EXPECT_GT(std::count_if(answers.begin(), answers.end(), acts), 50) << name;
  }
}

// ---- planted faults: each breaks the contract in one way ------------------------------------------------------------

#define DETENTE_TEST_INFO(label)                                     \
  static constexpr Info info {                                       \
    .name = label, .about = "Breaks a law.", .source = "These tests" \
  }

struct SaysNothingOfItself {
  static constexpr Info info{.name = "says-nothing-of-itself", .about = "no sentence", .source = "These tests"};
  Stance stance(State) const { return Stance::none; }
  void see(const News&) {}
};
struct DefaultsOutOfRange {
  DETENTE_TEST_INFO("defaults-out-of-range");
  static constexpr auto params() {
    return std::array{Param<DefaultsOutOfRange>{"trust", &DefaultsOutOfRange::trust, 0, 1, "How much."}};
  }
  double trust = 2;
  Stance stance(State) const { return Stance::none; }
  void see(const News&) {}
};
struct TakesAFifthStance {
  DETENTE_TEST_INFO("takes-a-fifth-stance");
  int rounds = 0;
  Stance stance(State) const { return static_cast<Stance>(rounds > 20 ? 4 : 1); }
  void see(const News&) { ++rounds; }
};
struct WantsLessThanNothing {
  DETENTE_TEST_INFO("wants-less-than-nothing");
  int wanted = 1;
  Stance stance(State) const { return Stance::none; }
  int arms() const { return wanted; }
  void see(const News& news) { wanted = news.at(news.me).strength - 2; }
};
struct FailsAtAnEnd {
  DETENTE_TEST_INFO("fails-at-an-end");
  static constexpr auto params() {
    return std::array{Param<FailsAtAnEnd>{"ratio", &FailsAtAnEnd::ratio, 0, 4, "How much."}};
  }
  int ratio = 2;
  Stance stance(State) const { return Stance::none; }
  int arms() const { return ratio == 0 ? -1 : 10 / ratio; }
  void see(const News&) {}
};
struct CountsItsQuestions {
  DETENTE_TEST_INFO("counts-its-questions");
  mutable int asked = 0;
  Stance stance(State) const { return ++asked % 7 == 0 ? Stance::defend : Stance::none; }
  void see(const News&) {}
};
struct MindsBeingAsked {
  DETENTE_TEST_INFO("minds-being-asked");
  mutable bool was_asked = false;
  bool is_angry = false;
  Stance stance(State) const {
    was_asked = true;
    return is_angry ? Stance::oppose : Stance::none;
  }
  void see(const News&) { is_angry = was_asked; }
};
struct CountsAcrossRepetitions {
  DETENTE_TEST_INFO("counts-across-repetitions");
  int seen = 0;
  Stance stance(State) const { return seen % 100 == 99 ? Stance::defend : Stance::none; }
  void see(const News&) {
    static int all = 0;
    seen = ++all;
  }
};
struct SharesItsMemory {
  DETENTE_TEST_INFO("shares-its-memory");
  std::shared_ptr<std::uint64_t> victims = std::make_shared<std::uint64_t>(0);
  Stance stance(State other) const { return (*victims >> other & 1) != 0 ? Stance::defend : Stance::none; }
  void see(const News& news) {
    for (const News::Public& one : news.of) *victims |= one.victims;
  }
};
/// Copies of it begin anew.
struct CopiesTooLittle {
  DETENTE_TEST_INFO("copies-too-little");
  int rounds = 0;
  CopiesTooLittle() = default;
  CopiesTooLittle(const CopiesTooLittle&) {}
  CopiesTooLittle& operator=(const CopiesTooLittle&) {
    rounds = 0;
    return *this;
  }
  Stance stance(State) const { return rounds > 30 ? Stance::defend : Stance::none; }
  void see(const News&) { ++rounds; }
};
struct HoldsNaN {
  DETENTE_TEST_INFO("holds-nan");
  double doubt = std::numeric_limits<double>::quiet_NaN();
  auto operator<=>(const HoldsNaN&) const = default;
  Stance stance(State) const { return Stance::none; }
  void see(const News&) {}
};
struct ForgetsAField {
  DETENTE_TEST_INFO("forgets-a-field");
  std::uint64_t victims = 0;
  auto operator<=>(const ForgetsAField&) const { return std::strong_ordering::equal; }
  Stance stance(State other) const { return (victims >> other & 1) != 0 ? Stance::defend : Stance::none; }
  void see(const News& news) { victims = news.of[0].victims; }
};
struct ComparesTooLittle {
  DETENTE_TEST_INFO("compares-too-little");
  std::uint64_t victims = 0;
  int rounds = 0;
  auto operator<=>(const ComparesTooLittle& other) const { return victims <=> other.victims; }
  Stance stance(State other) const {
    return rounds > 20 && (victims >> other & 1) != 0 ? Stance::defend : Stance::none;
  }
  void see(const News& news) {
    victims = news.of[0].victims;
    ++rounds;
  }
};

TEST(PlantedAlignmentFault, is_caught_by_its_law) {
  EXPECT_EQ(all_broken(planted<SaysNothingOfItself>()), Names{"describes_itself"});
  EXPECT_EQ(all_broken(planted<DefaultsOutOfRange>()), Names{"describes_itself"});
  EXPECT_NE(broken(planted<TakesAFifthStance>(), "stays_in_range"), "");
  EXPECT_NE(broken(planted<WantsLessThanNothing>(), "stays_in_range"), "");
  EXPECT_EQ(all_broken(planted<FailsAtAnEnd>()), Names{"holds_its_parameters"});
  EXPECT_NE(broken(planted<CountsItsQuestions>(), "asking_is_not_an_event"), "");
  EXPECT_NE(broken(planted<MindsBeingAsked>(), "asking_is_not_an_event"), "");
  EXPECT_NE(broken(planted<CountsAcrossRepetitions>(), "repeats_itself"), "");
  EXPECT_NE(broken(planted<SharesItsMemory>(), "remembers_nothing_between_repetitions"), "");
  EXPECT_NE(broken(planted<SharesItsMemory>(), "lanes_are_strangers"), "");
  EXPECT_NE(broken(planted<SharesItsMemory>(), "copies_act_alike"), "");
  EXPECT_EQ(all_broken(planted<CopiesTooLittle>()), Names{"copies_act_alike"});
  EXPECT_NE(broken(planted<HoldsNaN>(), "memory_is_in_order"), "");
  EXPECT_NE(broken(planted<ForgetsAField>(), "memory_is_in_order"), "");
  EXPECT_NE(broken(planted<ForgetsAField>(), "is_its_memories"), "");
  EXPECT_EQ(all_broken(planted<ComparesTooLittle>()), Names{"is_its_memories"});
}

TEST(PlantedAlignmentFault, is_told_in_a_sentence) {
  EXPECT_EQ(broken(planted<TakesAFifthStance>(), "stays_in_range"),
            "in round 21 it took stance 4; a stance is none (0), defend (1), back (2) or oppose (3)");
  EXPECT_EQ(broken(planted<FailsAtAnEnd>(), "holds_its_parameters"),
            "with parameter ratio set to 0, when it was asked for its arms it wants the strength -1; a strength lies "
            "in 0…16320");
  EXPECT_NE(broken(planted<CountsItsQuestions>(), "asking_is_not_an_event").find("two calls of stance()"),
            std::string::npos);
  EXPECT_NE(broken(planted<HoldsNaN>(), "memory_is_in_order").find("does not compare equal to itself"),
            std::string::npos);
}

TEST(AlignmentLaws, note_what_cannot_be_solved) {
  for (const Law& law : alignment_laws())
    EXPECT_EQ(note(planted<TakesAFifthStance>(), law).find("no operator<=>") == 0, law.name == "memory_is_in_order");
}

TEST(AlignmentDiary, tells_where_two_lives_part) {
  EXPECT_EQ(parting_of_alignments(diary(Alignments::built_in().alignment("alone")),
                                  diary(Alignments::built_in().alignment("collective-security"))),
            "at the opening its answers differed");
}

}  // namespace
