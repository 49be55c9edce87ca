// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// The README is run: its commands print what it shows, its strategy obeys the laws.
namespace {

struct Block {
  std::string kind;
  std::vector<std::string> lines;
};

std::vector<Block> blocks() {
  std::ifstream file(std::string(DETENTE_TEST_DIR) + "/../README.md");
  std::vector<Block> found;
  bool is_inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      is_inside = !is_inside;
      if (is_inside) found.push_back({line.substr(3), {}});
    } else if (is_inside) {
      found.back().lines.push_back(line);
    }
  }
  return found;
}

struct Output {
  std::string text;
  int status;
};

Output run(const std::string& arguments) {
  const std::string command =
      "cd '" DETENTE_TEST_DIR "/..' && COLUMNS=80 '" DETENTE_EXECUTABLE "' " + arguments + " 2>&1";
  std::FILE* const pipe = popen(command.c_str(), "r");
  Output output;
  std::array<char, 4096> buffer{};
  for (std::size_t read = 0; (read = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    output.text.append(buffer.data(), read);
  output.status = pclose(pipe);
  return output;
}

TEST(Readme, shows_what_its_commands_print) {
  int commands = 0;
  for (const Block& block : blocks()) {
    if (block.kind != "console") continue;
    const std::string prompt = "$ detente ";
    ASSERT_TRUE(block.lines.at(0).starts_with(prompt)) << block.lines[0];
    const Output output = run(block.lines[0].substr(prompt.size()));
    EXPECT_EQ(output.status, 0) << output.text;
    std::istringstream printed(output.text);
    for (std::size_t i = 1; i < block.lines.size(); ++i) {
      std::string line;
      std::getline(printed, line);
      EXPECT_EQ(line, block.lines[i]) << block.lines[0];
    }
    std::string rest;
    EXPECT_TRUE(block.lines.size() == 1 || !std::getline(printed, rest)) << block.lines[0] << " prints more: " << rest;
    ++commands;
  }
  EXPECT_GE(commands, 3);
}

TEST(Readme, holds_a_strategy_that_obeys_every_law) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "readme";
  std::filesystem::create_directories(folder);
  int strategies = 0;
  for (const Block& block : blocks()) {
    if (block.kind != "cpp") continue;
    const std::string file = (folder / "echo.cpp").string();
    std::ofstream out(file);
    for (const std::string& line : block.lines) out << line << "\n";
    out.close();
    const Output output = run("check '" + file + "'");
    EXPECT_EQ(output.status, 0) << output.text;
    ++strategies;
  }
  EXPECT_EQ(strategies, 1);
}

}  // namespace
