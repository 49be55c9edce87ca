// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <detente/laws/laws.hpp>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace {

using namespace detente;

std::vector<std::string> everybody() {
  std::vector<std::string> names;
  for (const Strategy& strategy : Registry::built_in().strategies()) names.emplace_back(strategy.info().name);
  return names;
}

class Laws : public testing::TestWithParam<std::string> {};

TEST_P(Laws, are_obeyed) {
  for (const Law& law : laws()) EXPECT_EQ(breach(Registry::built_in().strategy(GetParam()), law), "") << law.name;
}

std::string plain_name(const testing::TestParamInfo<std::string>& tried) {
  std::string name = tried.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Every, Laws, testing::ValuesIn(everybody()), plain_name);

std::vector<std::string> every_preset() {
  std::vector<std::string> names;
  for (const Strategy& strategy : Registry::built_in().strategies())
    for (const Preset& preset : strategy.presets()) names.emplace_back(preset.name);
  return names;
}

class LawsOfPresets : public testing::TestWithParam<std::string> {};

// The example is of the settings that the strategy has by itself.
TEST_P(LawsOfPresets, are_obeyed) {
  for (const Law& law : laws()) {
    if (law.name == "plays_its_example") continue;
    EXPECT_EQ(breach(Registry::built_in().strategy(GetParam()), law), "") << law.name;
  }
}
INSTANTIATE_TEST_SUITE_P(Every, LawsOfPresets, testing::ValuesIn(every_preset()), plain_name);

// Planted faults: each law must see the fault that it is there for.
#define DETENTE_TEST_INFO(label)                                                                       \
  static constexpr Info info {                                                                         \
    .name = label, .about = "Breaks a law.", .source = "These tests", .against = "CDC", .plays = "CCD" \
  }

struct CountsAcrossMatches {
  DETENTE_TEST_INFO("counts-across-matches");
  Move next = C;
  Move play() const { return next; }
  void see(Seen round) {
    static int matches_seen = 0;
    next = ++matches_seen % 1000 == 999 ? opposite(round.theirs) : round.theirs;
  }
};
struct SharesItsMemory {
  DETENTE_TEST_INFO("shares-its-memory");
  std::shared_ptr<Move> next = std::make_shared<Move>(C);
  Move play() const { return *next; }
  void see(Seen round) { *next = round.theirs; }
};
struct HoldsNaN {
  DETENTE_TEST_INFO("holds-nan");
  double doubt = std::numeric_limits<double>::quiet_NaN();
  Move next = C;
  auto operator<=>(const HoldsNaN&) const = default;
  Move play() const { return next; }
  void see(Seen round) { next = round.theirs; }
};
struct ForgetsAField {
  DETENTE_TEST_INFO("forgets-a-field");
  Move next = C;
  auto operator<=>(const ForgetsAField&) const { return std::strong_ordering::equal; }
  Move play() const { return next; }
  void see(Seen round) { next = round.theirs; }
};
struct ComparesTooLittle {
  DETENTE_TEST_INFO("compares-too-little");
  Move next = C;
  int rounds = 0;
  auto operator<=>(const ComparesTooLittle& other) const { return next <=> other.next; }
  Move play() const { return rounds < 20 ? next : D; }
  void see(Seen round) {
    next = round.theirs;
    ++rounds;
  }
};
struct CountsItsQuestions {
  DETENTE_TEST_INFO("counts-its-questions");
  mutable int asked = 0;
  Move play() const { return ++asked % 2 == 0 ? D : C; }
  void see(Seen) {}
};
struct TalksItselfIntoIt {
  DETENTE_TEST_INFO("talks-itself-into-it");
  mutable int said = 0;
  Move next = C;
  Signal say() const {
    ++said;
    return {};
  }
  Move play() const { return said < 20 ? next : D; }
  void see(Seen round) { next = round.theirs; }
};
struct IsTooSure {
  DETENTE_TEST_INFO("is-too-sure");
  Move next = C;
  Mix play() const { return chance(next == C ? 1.0 : -0.2); }
  void see(Seen round) { next = round.theirs; }
};
struct ClimbsTooHigh {
  static constexpr Info info{
      .name = "climbs-too-high", .about = "Breaks a law.", .source = "These tests", .against = "01", .plays = "01"};
  Level next = 0;
  Level play() const { return next; }
  void see(LevelSeen round) { next = static_cast<Level>(round.theirs + 1); }
};
struct TellsAnotherStory {
  DETENTE_TEST_INFO("tells-another-story");
  Move play() const { return C; }
  void see(Seen) {}
};
struct DefaultsOutOfRange {
  DETENTE_TEST_INFO("defaults-out-of-range");
  static constexpr auto params() {
    return std::array{Param<DefaultsOutOfRange>{"trust", &DefaultsOutOfRange::trust, 0, 1, "how much"}};
  }
  double trust = 2;
  Move play() const { return C; }
  void see(Seen) {}
};

struct LeavesAFieldOpen {
  DETENTE_TEST_INFO("leaves-a-field-open");
  Move next = C;
  int count;
  auto operator<=>(const LeavesAFieldOpen&) const = default;
  Move play() const { return count > 3 ? D : next; }
  void see(Seen round) { next = round.theirs; }
};
struct LeavesAFieldOpenWithoutOrder {
  DETENTE_TEST_INFO("leaves-a-field-open");
  Move next = C;
  int count;
  Move play() const { return count > 3 ? D : next; }
  void see(Seen round) { next = round.theirs; }
};
struct LeavesAnOptionalEmpty {
  DETENTE_TEST_INFO("leaves-an-optional-empty");
  static constexpr auto params() {
    return std::array{Param<LeavesAnOptionalEmpty>{"trust", &LeavesAnOptionalEmpty::trust, 0, 1, "How much."}};
  }
  std::optional<double> trust;
  std::string words;
  Move play() const { return trust ? D : C; }
  void see(Seen) {}
};
struct ThrowsANumber {
  DETENTE_TEST_INFO("throws-a-number");
  Move next = C;
  ThrowsANumber() = default;
  ThrowsANumber(const ThrowsANumber& other) : next(other.next) {
    if (next == D) throw 42;
  }
  ThrowsANumber& operator=(const ThrowsANumber&) = default;
  auto operator<=>(const ThrowsANumber& other) const { return next <=> other.next; }
  Move play() const { return next; }
  void see(Seen round) { next = round.theirs; }
};
struct CountsForEver {
  DETENTE_TEST_INFO("counts-for-ever");
  int rounds = 0;
  auto operator<=>(const CountsForEver&) const = default;
  Move play() const { return rounds < 1000 ? C : D; }
  void see(Seen) { ++rounds; }
};
struct ThinksOfTwoHundred {
  DETENTE_TEST_INFO("thinks-of-two-hundred");
  std::array<Move, 200> moves{};
  std::size_t rounds = 0;
  Move play() const { return C; }
  void see(Seen round) { moves.at(rounds++) = round.theirs; }
};

std::string broken(const Strategy& strategy, const std::string& name) {
  for (const Law& law : laws())
    if (law.name == name) return breach(strategy, law);
  return "no such law";
}
template <class S>
Strategy planted() {
  return Strategy(std::make_shared<PrototypeOf<S>>());
}

TEST(PlantedFault, is_caught_by_its_law) {
  EXPECT_NE(broken(planted<CountsAcrossMatches>(), "remembers_nothing_between_matches"), "");
  EXPECT_NE(broken(planted<SharesItsMemory>(), "seats_are_strangers"), "");
  EXPECT_NE(broken(planted<SharesItsMemory>(), "remembers_nothing_between_matches"), "");
  EXPECT_NE(broken(planted<HoldsNaN>(), "memory_is_in_order"), "");
  EXPECT_NE(broken(planted<ForgetsAField>(), "memory_is_in_order"), "");
  EXPECT_NE(broken(planted<ComparesTooLittle>(), "is_its_automaton"), "");
  EXPECT_NE(broken(planted<CountsItsQuestions>(), "asking_is_not_an_event"), "");
  EXPECT_NE(broken(planted<TalksItselfIntoIt>(), "words_are_not_deeds"), "");
  EXPECT_NE(broken(planted<CountsAcrossMatches>(), "words_are_not_deeds"), "");
  EXPECT_NE(broken(planted<IsTooSure>(), "stays_in_range"), "");
  EXPECT_NE(broken(planted<ClimbsTooHigh>(), "stays_in_range"), "");
  EXPECT_NE(broken(planted<TellsAnotherStory>(), "plays_its_example"), "");
  EXPECT_NE(broken(planted<DefaultsOutOfRange>(), "describes_itself"), "");
  EXPECT_NE(broken(planted<LeavesAFieldOpen>(), "has_first_values"), "");
  EXPECT_NE(broken(planted<LeavesAFieldOpenWithoutOrder>(), "has_first_values"), "");
  EXPECT_EQ(broken(planted<LeavesAnOptionalEmpty>(), "has_first_values"), "");
  EXPECT_EQ(broken(planted<HoldsNaN>(), "has_first_values"), "");
}

void expect_says(const std::string& sentence, const std::string& part) {
  EXPECT_NE(sentence.find(part), std::string::npos) << sentence;
}

// Round, deed and what to change; never what was counted.
TEST(PlantedFault, is_told_in_a_sentence) {
  expect_says(broken(planted<SharesItsMemory>(), "repeats_itself"), "gave two different results: in round ");
  expect_says(broken(planted<SharesItsMemory>(), "repeats_itself"),
              "; copies of it share memory; its fields must hold");
  expect_says(broken(planted<CountsAcrossMatches>(), "remembers_nothing_between_matches"),
              "; it keeps data outside its fields; a strategy must not use static");
  EXPECT_EQ(broken(planted<IsTooSure>(), "stays_in_range"),
            "in round 2 it returned the probability -0.2; a probability lies in 0…1");
  expect_says(broken(planted<ThinksOfTwoHundred>(), "stays_in_range"), "in round 201 it threw an exception: array::at");
  expect_says(broken(planted<ThrowsANumber>(), "is_its_automaton"), "it threw");
  expect_says(broken(planted<CountsItsQuestions>(), "asking_is_not_an_event"),
              "in round 1 two calls of play() gave different moves; play() must change nothing");
  EXPECT_EQ(broken(planted<TellsAnotherStory>(), "plays_its_example"),
            "in round 3 of its example it plays C, but info.plays says D; correct one of them");
  for (const Law& law : laws())
    for (const Strategy& faulty : {planted<CountsAcrossMatches>(), planted<SharesItsMemory>(), planted<HoldsNaN>(),
                                   planted<ComparesTooLittle>(), planted<TalksItselfIntoIt>()})
      EXPECT_EQ(breach(faulty, law).find('['), std::string::npos) << breach(faulty, law);
}

std::string noted(const Strategy& strategy, const std::string& name) {
  for (const Law& law : laws())
    if (law.name == name) return note(strategy, law);
  return "no such law";
}

TEST(Laws, note_what_a_strategy_cannot_be_used_for) {
  expect_says(noted(planted<TellsAnotherStory>(), "memory_is_in_order"), "no operator<=>: it can only be sampled");
  EXPECT_EQ(noted(planted<CountsForEver>(), "memory_is_in_order"), "");
  expect_says(noted(planted<CountsForEver>(), "is_its_automaton"),
              "its memory grows without bound: exact only in short matches");
  for (const char* const name : {"tit-for-tat", "grit", "random"})
    for (const Law& law : laws()) EXPECT_EQ(note(Registry::built_in().strategy(name), law), "") << name << law.name;
}

TEST(Diary, tells_where_two_lives_part) {
  const Registry registry = Registry::built_in();
  const auto tft = diary(registry.strategy("tit-for-tat"));
  EXPECT_EQ(parting(tft, diary(registry.strategy("tit-for-tat"))), "");
  expect_says(parting(tft, diary(registry.strategy("suspicious-tit-for-tat"))),
              "in round 1 of prisoners-dilemma it played ");
  EXPECT_EQ(parting(tft, {}), "it refused different games");
}

}  // namespace
