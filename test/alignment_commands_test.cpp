// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "support/command.hpp"

/// Alignments as users of the command meet them.
namespace {

using namespace command;

class AlignmentCommands : public Cli {
 protected:
  /// A file that ends with DETENTE_ALIGNMENTS, with these members.
  void alignment(const std::string& file, const std::string& members) const {
    write(folder_ / file,
          "#include <detente/systems/alignment.hpp>\nusing namespace detente;\nnamespace {\nstruct Mine {\n"
          "  static constexpr Info info{.name = \"mine\", .about = \"It is mine.\", .source = \"These tests\"};\n" +
              members + "};\n}\nDETENTE_ALIGNMENTS(catalogue) { catalogue.add<Mine>(); }\n");
  }
  static bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
};

const std::string kSound = "  Stance stance(State) const { return Stance::none; }\n  void see(const News&) {}\n";

TEST_F(AlignmentCommands, list_all) {
  const Outcome table = detente({"list", "alignments"});
  EXPECT_EQ(table.status, 0) << table.err;
  EXPECT_TRUE(says(table.out, "balancer:calm=5\n  Defends those whom the greatest threat attacks.\n")) << table.out;
  const Json json = Json::parse(detente({"list", "alignments", "--format", "json"}).out);
  EXPECT_EQ(json["alignments"].size(), 12U);
  EXPECT_EQ(json["alignments"][0]["name"], "alone");
  EXPECT_EQ(json["alignments"][1]["traits"]["arms"], true);
  const std::string csv = detente({"list", "alignments", "--format", "csv"}).out;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 13);
  EXPECT_TRUE(says(detente({"list", "alignment"}).err, "did you mean 'alignments'?"));
  EXPECT_EQ(detente({"list", "alignments", "--where", "nice"}).status, 2);
}

TEST_F(AlignmentCommands, show_one) {
  const Outcome card = detente({"show", "buck-passer:calm=3"});
  EXPECT_EQ(card.status, 0) << card.err;
  EXPECT_TRUE(card.out.starts_with("buck-passer:calm=3 (alignment)\n")) << card.out;
  EXPECT_TRUE(says(card.out, "  calm=3 (a whole number in 1…100)\n")) << card.out;
  EXPECT_EQ(Json::parse(detente({"show", "armer", "--format", "json"}).out)["parameters"][0]["name"], "least");
  EXPECT_TRUE(says(detente({"show", "armer", "--format", "csv"}).out, "\"parameter least\",\"1\"\n"));
  EXPECT_TRUE(
      says(detente({"show", "armer", "--dot"}).err, "'armer' is an alignment and no strategy; leave --dot out"));
  EXPECT_TRUE(says(detente({"show", "armer:least=0"}).err, "it must be a whole number in 1…255"));
}

// A name means one thing.
TEST_F(AlignmentCommands, have_names_that_no_strategy_has) {
  const Json strategies = Json::parse(detente({"list", "--format", "json"}).out);
  std::set<std::string> names;
  for (const Json& strategy : strategies["strategies"]) {
    names.insert(strategy["name"]);
    for (const Json& alias : strategy["aliases"]) names.insert(alias);
  }
  for (const Json& alignment : Json::parse(detente({"list", "alignments", "--format", "json"}).out)["alignments"])
    EXPECT_FALSE(names.contains(alignment["name"])) << alignment["name"];
}

TEST_F(AlignmentCommands, make_a_template_that_obeys_all_laws) {
  const Outcome made = detente({"new", "news", "--alignment"});
  EXPECT_EQ(made.status, 0) << made.err;
  EXPECT_TRUE(says(contents(folder_ / "news.cpp"), "struct NewsAlignment {"));
  const Outcome checked = detente({"check", "news.cpp"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  EXPECT_TRUE(says(checked.out, "It obeys all ")) << checked.out;
  EXPECT_TRUE(says(detente({"new", "balancer", "--alignment"}).err, "an alignment named 'balancer' already exists"));
  EXPECT_TRUE(says(detente({"new", "x", "--alignment", "--language", "r"}).err, "leave --language out"));
  const Outcome listed = detente({"show", "news", "--module", "news.cpp"});
  EXPECT_TRUE(listed.out.starts_with("news (alignment)\n")) << listed.out << listed.err;
}

TEST_F(AlignmentCommands, check_what_is_built_in) {
  const Outcome checked = detente({"check", "power-balancer:share=0.4"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  EXPECT_TRUE(checked.out.starts_with("power-balancer:share=0.4\n")) << checked.out;
  EXPECT_TRUE(says(checked.out, "It obeys all 11 laws.")) << checked.out;
}

TEST_F(AlignmentCommands, check_tells_what_is_wrong_with_a_file) {
  alignment("sound.cpp", kSound);
  const Outcome sound = detente({"check", "sound.cpp"});
  EXPECT_EQ(sound.status, 0) << sound.out << sound.err;
  EXPECT_TRUE(says(sound.out, "no operator<=>: systems with it can only be sampled")) << sound.out;

  alignment("range.cpp",
            "  int rounds = 0;\n  Stance stance(State) const { return static_cast<Stance>(rounds); }\n"
            "  void see(const News&) { ++rounds; }\n");
  EXPECT_TRUE(says(replaced(detente({"check", "range.cpp"}).out, "\n          ", " "), "in round 4 it took stance 4"));

  alignment("null.cpp",
            "  int* other = nullptr;\n  Stance stance(State) const { return Stance::none; }\n"
            "  void see(const News&) { *const_cast<volatile int*>(other) = 1; }\n");
  const Outcome null = detente({"check", "null.cpp"});
  EXPECT_EQ(null.status, 1) << null.out << null.err;
  EXPECT_TRUE(says(null.out, "BROKEN")) << null.out;
  EXPECT_TRUE(says(null.out, "see()")) << null.out;

  alignment("static.cpp",
            "  int seen = 0;\n  Stance stance(State) const { return seen % 3 == 0 ? Stance::back : Stance::none; }\n"
            "  void see(const News&) { static int all = 0; seen = ++all; }\n");
  const Outcome counts = detente({"check", "static.cpp"});
  EXPECT_EQ(counts.status, 1) << counts.out << counts.err;
  EXPECT_TRUE(says(replaced(counts.out, "\n          ", " "), "no static or global variables")) << counts.out;

  alignment("blind.cpp", "  Stance stance(State) const { return Stance::none; }\n");
  const Outcome blind = detente({"check", "blind.cpp"});
  EXPECT_EQ(blind.status, 1);
  EXPECT_TRUE(says(blind.err, "an alignment needs: void see(const detente::News&)")) << blind.err;
}

}  // namespace
