// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

/// The designs that come with the source: each does what it says, and says what it leaves out.
namespace {

namespace fs = std::filesystem;

const fs::path kDesigns = fs::path(DETENTE_TEST_DIR) / ".." / "tournaments" / "designs";

std::string read(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json played(const std::string& arguments) {
  const std::string command = std::string(DETENTE_EXECUTABLE) + " " + arguments + " --format json 2>/dev/null";
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  std::string output;
  char buffer[65536];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, got);
  EXPECT_EQ(::pclose(pipe), 0) << arguments;
  return nlohmann::json::parse(output, nullptr, false);
}

TEST(Designs, say_how_to_play_them_what_is_ours_and_what_is_left_out) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(kDesigns)) {
    const std::string text = read(entry.path()), name = entry.path().filename().string();
    names.insert(entry.path().stem().string());
    const bool is_sweep = text.find("\nover = ") != std::string::npos;
    EXPECT_NE(
        text.find(std::string(is_sweep ? "detente sweep" : "detente run") + " --config tournaments/designs/" + name),
        std::string::npos)
        << name;
    EXPECT_NE(text.find("hosen by us"), std::string::npos) << name;
    if (!name.starts_with("jervis")) {
      EXPECT_NE(text.find("The question:"), std::string::npos) << name;
      EXPECT_NE(text.find("Left out by the two-state form:"), std::string::npos) << name;
    }
  }
  EXPECT_EQ(names.size(), 9U);
}

TEST(Designs, run) {
  for (const auto& entry : fs::directory_iterator(kDesigns)) {
    if (read(entry.path()).find("\nover = ") != std::string::npos) continue;
    const nlohmann::json results = played("run --config " + entry.path().string() + " --repetitions 64");
    ASSERT_FALSE(results.is_discarded()) << entry.path();
    EXPECT_GE(results["standings"].size(), 6U) << entry.path();
    EXPECT_FALSE(results["verdict"].empty()) << entry.path();
  }
}

TEST(Designs, of_july_1914_turn_at_the_windows) {
  const nlohmann::json results = played("run --config " + (kDesigns / "july-1914.ini").string());
  EXPECT_EQ(results["design"]["turns"], nlohmann::json({5, 7, 9}));
  for (const auto& pair : results["pairs"]) {
    EXPECT_EQ(pair["engine"], "exact");
    EXPECT_EQ(pair["stretches"].size(), 4U);
    EXPECT_EQ(pair["stretches"][3]["rounds"], nlohmann::json({9, 12}));
  }
}

// Conflict is rarest, and the score of who only defends best, where defence has the advantage and shows.
TEST(Designs, order_the_worlds_of_jervis_as_he_does) {
  const auto world = [](const char* name) {
    const nlohmann::json results = played("run --config " + (kDesigns / name).string());
    for (const auto& standing : results["standings"])
      if (standing["strategy"] == "shield") return standing["score"].get<double>();
    return 0.0;
  };
  const double first = world("jervis-1-offence-indistinguishable.ini");
  const double second = world("jervis-2-defence-indistinguishable.ini");
  const double third = world("jervis-3-offence-distinguishable.ini");
  const double fourth = world("jervis-4-defence-distinguishable.ini");
  EXPECT_LT(first, second);
  EXPECT_LT(first, third);
  EXPECT_LT(second, fourth);
  EXPECT_LT(third, fourth);
}

TEST(Designs, share_out_the_peace_between_the_united_states_and_iran) {
  const nlohmann::json credit =
      played("sweep --config " + (kDesigns / "united-states-and-iran.ini").string() + " --repetitions 64")["credit"];
  ASSERT_EQ(credit["keys"].size(), 2U);
  ASSERT_EQ(credit["points"].size(), 18U);
  for (const auto& point : credit["points"]) {
    const double change = point["with"].get<double>() - point["without"].get<double>();
    const double empathy = point["parts"]["deterrer"], verification = point["parts"]["misperception"];
    EXPECT_NEAR(empathy + verification, change, 1e-12);
    EXPECT_GT(empathy, 0);
  }
  for (const auto& key : credit["keys"]) {
    EXPECT_LE(key["share"][0], key["share"][1]);
  }
}

}  // namespace
