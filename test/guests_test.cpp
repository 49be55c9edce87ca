// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Whatever a guest answers is either understood or refused, by name: nothing else is thrown, nothing breaks. These
// guests live in this process and answer at random, so that the tests need no compiler and run under sanitizers.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <random>

#include <detente/guests/guest.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

namespace {

using namespace detente;
using guests::Ask;
using guests::Guest;
using guests::GuestFailure;
using Random = std::mt19937_64;

/// What a guest says of itself, as tools/guest/guest.cpp writes it.
struct Said {
  std::string name = "guest", alias = "", about = "Answers.", source = "This test.", against = "CDC", plays = "CCD";
  std::string levels = "2", letters = "o";
  struct Parameter {
    std::string name, meaning, kind;
    double low, high;
  };
  std::vector<Parameter> parameters = {};
  std::vector<std::pair<std::string, std::string>> presets = {};

  std::string bytes() const {
    std::string all;
    const auto field = [&](const std::string& text) {
      const auto length = static_cast<std::uint32_t>(text.size());
      all.append(reinterpret_cast<const char*>(&length), sizeof length);
      all += text;
    };
    const auto number = [&](double value) { field(std::string(reinterpret_cast<const char*>(&value), sizeof value)); };
    for (const std::string& text : {name, alias, about, source, against, plays, levels, letters}) field(text);
    field(std::to_string(parameters.size()));
    for (const Parameter& one : parameters) {
      for (const std::string& text : {one.name, one.meaning, one.kind}) field(text);
      number(one.low);
      number(one.high);
    }
    field(std::to_string(presets.size()));
    for (const auto& [preset, settings] : presets) {
      field(preset);
      field(settings);
    }
    return all;
  }
};

/// How a guest answers: how wild its numbers and its buffer are.
enum class Manner { tame, wild, mixed };

class RandomGuest final : public Guest {
 public:
  RandomGuest(std::vector<std::string> descriptions, std::uint64_t seed, Manner manner)
      : descriptions_(std::move(descriptions)), random_(seed), manner_(manner), fails_(seed % 2 == 0) {}

  std::int32_t ask(Ask what, std::int32_t a, std::int32_t, std::size_t) override {
    if (what == Ask::contract) return guests::kContract;
    if (what == Ask::describe) {
      if (a < 0 || static_cast<std::size_t>(a) >= descriptions_.size()) return -1;
      const std::string& text = descriptions_[static_cast<std::size_t>(a)];
      std::memcpy(buffer_.data(), text.data(), std::min(text.size(), buffer_.size()));
      return static_cast<std::int32_t>(text.size());
    }
    if (fails_ && random_() % 200 == 0) throw GuestFailure("it stopped itself");
    if (fails_ && random_() % 400 == 0) throw Error("it refuses the game");
    const bool is_wild = manner_ == Manner::wild || (manner_ == Manner::mixed && random_() % 8 == 0);
    fill(is_wild);
    if (what == Ask::parameters && !is_wild) return parameters();
    return is_wild ? wild_number() : static_cast<std::int32_t>(random_() % 3);
  }
  unsigned char* buffer() override { return buffer_.data(); }
  void mark() override {}
  void back() override {}
  void become(const Guest&) override {}

 private:
  std::int32_t wild_number() {
    constexpr std::array<std::int32_t, 8> kEdges{
        -1, 0, 1, 255, 256, 65536, std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()};
    return random_() % 2 == 0 ? kEdges[random_() % kEdges.size()] : static_cast<std::int32_t>(random_());
  }
  void fill(bool is_wild) {
    for (std::size_t at = 0; at + 8 <= buffer_.size(); at += 8) {
      std::uint64_t word = random_();
      if (!is_wild) word &= 0x0101010101010101;  // moves
      if (!is_wild && gives_chances_) {
        const double chance = static_cast<double>(random_() % 5) / 4;
        std::memcpy(&word, &chance, sizeof word);
      }
      if (is_wild && random_() % 4 == 0) {
        constexpr std::array<double, 5> kOdd{std::numeric_limits<double>::quiet_NaN(), -0.0, 2.5, 1e300, -1};
        std::memcpy(&word, &kOdd[random_() % kOdd.size()], sizeof word);
      }
      std::memcpy(&buffer_[at], &word, sizeof word);
    }
    if (!is_wild) gives_chances_ = random_() % 2 == 0;
  }
  std::int32_t parameters() {
    for (std::size_t i = 0; i < 3; ++i) {
      const guests::Setting setting{
          .kind = static_cast<std::uint32_t>(random_() % 3), .length = 3, .number = 1, .moves = "CDC"};
      std::memcpy(&buffer_[i * sizeof setting], &setting, sizeof setting);
    }
    return 2;
  }

  std::vector<std::string> descriptions_;
  Random random_;
  Manner manner_;
  bool fails_;
  bool gives_chances_ = false;
  std::array<unsigned char, guests::kBuffer> buffer_{};
};

guests::Arrival arrival(const std::vector<std::string>& descriptions, std::uint64_t seed, Manner manner) {
  auto next = std::make_shared<std::uint64_t>(seed * 1000);
  return [=] { return std::make_unique<RandomGuest>(descriptions, (*next)++, manner); };
}

const Registry& built_in() {
  static const Registry registry = Registry::built_in();
  return registry;
}

/// "" where it is taken.
std::string refusal(const guests::Arrival& arrive) {
  try {
    Registry registry = built_in();
    registry.admit({{.prototypes = guests::prototypes(arrive), .origin = "fake.cpp", .label = "fake"}});
    return "";
  } catch (const Error& error) {
    return std::string("error: ") + error.what();
  } catch (const GuestFailure& failure) {
    return failure.what();
  } catch (const RunFailure& failure) {
    return failure.what();
  }
}

class Quiet final : public Guest {
 public:
  explicit Quiet(std::vector<std::string> descriptions, guests::Setting setting = {})
      : descriptions_(std::move(descriptions)), setting_(setting) {}
  std::int32_t ask(Ask what, std::int32_t a, std::int32_t, std::size_t) override {
    if (what == Ask::contract) return guests::kContract;
    if (what == Ask::parameters) {
      std::memcpy(buffer_.data(), &setting_, sizeof setting_);
      return 1;
    }
    if (what != Ask::describe) return 0;
    if (static_cast<std::size_t>(a) >= descriptions_.size()) return -1;
    const std::string& text = descriptions_[static_cast<std::size_t>(a)];
    std::memcpy(buffer_.data(), text.data(), std::min(text.size(), buffer_.size()));
    return static_cast<std::int32_t>(text.size());
  }
  unsigned char* buffer() override { return buffer_.data(); }
  void mark() override {}
  void back() override {}
  void become(const Guest&) override {}

 private:
  std::vector<std::string> descriptions_;
  guests::Setting setting_;
  std::array<unsigned char, guests::kBuffer> buffer_{};
};

std::string refusal_of(const std::vector<Said>& said, const guests::Setting& setting = {}) {
  std::vector<std::string> descriptions;
  for (const Said& one : said) descriptions.push_back(one.bytes());
  return refusal([=] { return std::make_unique<Quiet>(descriptions, setting); });
}

TEST(Guests, a_plain_description_is_taken) {
  EXPECT_EQ(refusal_of({Said{}}), "");
  EXPECT_EQ(refusal_of({Said{.about = "Naïve – “quoted”, 策略."}}), "");
}

TEST(Guests, each_fault_of_a_description_is_told) {
  const std::string plain = "what it says of itself is no plain text in UTF-8";
  const std::string control = "what it says of itself holds a control character";
  const std::string name = "a name in what it says of itself is not made of a-z, 0-9 and -";
  const std::string unreadable = "what it says of itself cannot be read";
  const auto with = [](auto member, const std::string& text) {
    Said said;
    said.*member = text;
    return refusal_of({said});
  };
  EXPECT_EQ(with(&Said::about, "red \x1b[31m"), control);
  EXPECT_EQ(with(&Said::source, "two\nlines"), control);
  EXPECT_EQ(with(&Said::alias, std::string("a\0b", 3)), control);
  // NOLINTBEGIN(misc-misleading-bidirectional): they turn the direction of writing, to be refused
  EXPECT_EQ(with(&Said::about, "turned \xe2\x80\xae round"), plain);
  EXPECT_EQ(with(&Said::about, "turned \xe2\x81\xa6 round"), plain);
  // NOLINTEND(misc-misleading-bidirectional)
  EXPECT_EQ(with(&Said::about,
                 "\xc2\x9b"
                 "31m"),
            plain);
  EXPECT_EQ(with(&Said::about, "\xff\xfe"), plain);
  EXPECT_EQ(with(&Said::about, "\xc0\xaf"), plain);
  EXPECT_EQ(with(&Said::about, "cut \xe2\x82"), plain);
  EXPECT_EQ(with(&Said::name, "Guest"), name);
  EXPECT_EQ(with(&Said::name, ""), name);
  EXPECT_EQ(with(&Said::name, "a@b"), name);
  EXPECT_EQ(with(&Said::name, std::string(61, 'a')),
            "what it says of itself is too long: a text of 61 bytes, where 60 are allowed");
  EXPECT_EQ(with(&Said::about, std::string(2001, 'a')),
            "what it says of itself is too long: a text of 2001 bytes, where 2000 are allowed");
  EXPECT_EQ(with(&Said::about, ""), "it lacks a sentence about it, its source, or an example");
  EXPECT_EQ(with(&Said::plays, "C"), "it lacks a sentence about it, its source, or an example");
  EXPECT_EQ(with(&Said::plays, "CXD"), "its example holds a letter that is no move");
  for (const char* const levels : {"1", "17", "-1", "2.5", "", "99999999999999999999"})
    EXPECT_EQ(with(&Said::levels, levels), unreadable) << levels;
}

TEST(Guests, names_and_presets_of_a_file_must_be_good) {
  EXPECT_EQ(refusal_of({Said{}, Said{}}), "it adds two strategies named 'guest'");
  EXPECT_EQ(refusal_of({}), "it adds no strategy");
  EXPECT_EQ(refusal_of({Said{.presets = {{"Bad Name", ""}}}}),
            "a name in what it says of itself is not made of a-z, 0-9 and -");
  EXPECT_EQ(refusal_of({Said{.presets = {{"good", "no=1"}}}}),
            "its preset 'good' is none: strategy 'guest' has no parameter 'no'; it takes none");
  std::vector<Said> many(101);
  for (std::size_t i = 0; i < many.size(); ++i) many[i].name += std::to_string(i);
  EXPECT_EQ(refusal_of(many), "it adds more than 100 strategies");
}

TEST(Guests, parameters_must_be_what_they_say) {
  const double most = std::numeric_limits<double>::max();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto with = [](const std::string& kind, double low, double high, const guests::Setting& setting) {
    return refusal_of({Said{.parameters = {{"x", "A number.", kind, low, high}}}}, setting);
  };
  const guests::Setting one{.kind = 1, .number = 1};
  const guests::Setting moves{.kind = 2, .length = 3, .moves = "CDC"};
  EXPECT_EQ(with("0", 0, 2, one), "");
  EXPECT_EQ(with("2", 0, 256, moves), "");
  const std::string unreadable = "what it says of itself cannot be read";
  EXPECT_EQ(with("0", 2, 0, one), unreadable);
  EXPECT_EQ(with("0", nan, 0, one), unreadable);
  EXPECT_EQ(with("0", -most, most, one), unreadable);
  EXPECT_EQ(with("2", 0, 257, moves), unreadable);
  EXPECT_EQ(with("3", 0, 1, one), unreadable);
  EXPECT_EQ(with("0", 2, 3, one), "its parameter x is 1; it must be a number in 2…3");
  EXPECT_EQ(with("2", 0, 9, one), "a parameter of it has a value of another kind than it says");
  EXPECT_EQ(with("2", 0, 9, {.kind = 2, .length = 257}), "a parameter of it has no value");
  EXPECT_EQ(with("0", 0, 9, {.kind = 7}), "a parameter of it has no value");
}

TEST(Guests, take_no_name_of_another_file) {
  Registry registry = built_in();
  const auto made = [&](const Said& said) {
    return guests::prototypes([=] { return std::make_unique<Quiet>(std::vector{said.bytes()}); });
  };
  registry.admit({{.prototypes = made({.name = "first", .alias = "second,tit-for-tat", .presets = {{"third", ""}}}),
                   .origin = "a.cpp",
                   .label = "a"},
                  {.prototypes = made({.name = "second"}), .origin = "b.cpp", .label = "b"},
                  {.prototypes = made({.name = "third"}), .origin = "c.cpp", .label = "c"}});
  EXPECT_EQ(registry.origin("first"), "a.cpp");
  EXPECT_EQ(registry.origin("second"), "b.cpp");
  EXPECT_EQ(registry.origin("third"), "c.cpp");
  EXPECT_EQ(registry.origin("tit-for-tat"), "");
  EXPECT_EQ(registry.strategy("third").info().name, "third");
}

TEST(Guests, a_preset_named_like_another_strategy_is_compared_with_nothing) {
  Registry registry = built_in();
  const std::string said = Said{.presets = {{"generous-tit-for-tat", ""}, {"tit-for-tat", ""}}}.bytes();
  registry.admit({{.prototypes = guests::prototypes([=] { return std::make_unique<Quiet>(std::vector{said}); }),
                   .origin = "a.cpp",
                   .label = "a"}});
  EXPECT_EQ(registry.strategy("tit-for-tat").order(registry.strategy("guest")), std::partial_ordering::unordered);
  const std::vector<FieldInfo> all = fields(registry);
  const std::vector<std::string> everyone = split(all.back().strategies, ',');
  EXPECT_EQ(std::count(everyone.begin(), everyone.end(), "tit-for-tat"), 1);
}

TEST(Guests, that_describe_themselves_at_random_are_refused) {
  Random random(1);
  const Said plain{.parameters = {{"x", "A number.", "0", 0, 9}, {"y", "Moves.", "2", 1, 9}},
                   .presets = {{"guest-two", "x=1"}}};
  int taken = 0, refused = 0;
  for (std::uint64_t trial = 0; trial < 3000; ++trial) {
    std::string bytes = plain.bytes();
    for (std::uint64_t changes = random() % 4; changes > 0; --changes) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes.resize(at + 1);
          break;
        case 2:
          bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40));
          break;
        default:
          bytes.erase(at, random() % 8);
      }
      if (bytes.empty()) bytes = "x";
    }
    (refusal(arrival({bytes}, trial, Manner::tame)).empty() ? taken : refused)++;
  }
  EXPECT_GT(taken, 20);
  EXPECT_GT(refused, 1000);
}

class GuestAnswers : public testing::TestWithParam<std::string> {};

/// Letters of traits: graded, dice, dice in memory, ordered, speaks, listens, opens, turns.
INSTANTIATE_TEST_SUITE_P(With, GuestAnswers,
                         testing::Values("", "o", "od", "g", "go", "gd", "god", "om", "dm", "oslp", "odslp", "gosl",
                                         "godslpt", "ot", "slpt", "gdmslpt"),
                         [](const auto& one) { return one.param.empty() ? "nothing" : one.param; });

TEST_P(GuestAnswers, at_random_fail_by_name_or_play) {
  int played = 0, failed = 0;
  for (std::uint64_t trial = 0; trial < 30; ++trial) {
    const auto manner = static_cast<Manner>(trial % 3);
    const std::string said =
        Said{.levels = GetParam().find('g') == std::string::npos ? "2" : "3", .letters = GetParam()}.bytes();
    for (const char* const engine : {"auto", "exact", "objects", "tables"}) try {
        Registry registry = built_in();
        registry.admit({{.prototypes = guests::prototypes(arrival({said}, trial, manner)),
                         .origin = "fake.cpp",
                         .label = "fake"}});
        Request request;
        request.strategies = "tit-for-tat,guest,grit";
        request.engine = engine;
        request.repetitions = 70;
        request.rounds = 12;
        request.misperception = {0.05, 0.05};
        request.forfeits = true;
        const Played result = play_field(make_design(request, registry), 1);
        (result.design.forfeits.empty() ? played : failed)++;
      } catch (const Error&) {
        ++failed;
      } catch (const GuestFailure&) {
        ++failed;
      } catch (const RunFailure&) {
        ++failed;
      }
  }
  EXPECT_GT(failed, 10);
  EXPECT_GE(played, 0);
}

}  // namespace
