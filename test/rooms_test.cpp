// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "support/command.hpp"

/// The check of includes by room, `tools/check rooms`.
namespace {

using namespace command;

class Rooms : public Cli {
 protected:
  void source(const std::string& path, const std::string& text = "") const {
    fs::create_directories((folder_ / path).parent_path());
    write(folder_ / path, text);
  }
  std::string complaints() const {
    const std::string script = std::string(DETENTE_TEST_DIR) + "/../tools/rooms.awk";
    const Outcome outcome =
        shell("find engine strategies tools -type f | sort | awk -f " + script + " CONTRIBUTING.md -");
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
  }
};

TEST_F(Rooms, include_those_above_them_alone) {
  write(folder_ / "CONTRIBUTING.md",
        "| room | what is in it |\n|---|---|\n| `engine/include` | the contract |\n| `strategies` | rules |\n"
        "| `engine/low` | first |\n| `strategies/alignments` | more rules |\n| `engine/high` | second |\n| "
        "`tools/text` | third |\n");
  source("engine/include/detente/strategy.hpp", "#include <vector>\n");
  source("engine/include/detente/high/top.hpp", "#include <detente/strategy.hpp>\n");
  source("engine/src/low/a.hpp");
  source("engine/src/low/a.cpp", "#include \"low/a.hpp\"\n");
  source("engine/src/high/b.cpp", "#include <detente/high/top.hpp>\n#include \"low/a.hpp\"\n");
  source("strategies/family/rule.cpp", "#include <detente/strategy.hpp>\n");
  source("engine/include/detente/low/news.hpp");
  source("strategies/alignments/rule.cpp", "#include <detente/low/news.hpp>\n");
  source("tools/detente/text/c.cpp", "#include <detente/high/top.hpp>\n");
  EXPECT_EQ(complaints(), "");
  source("engine/src/low/a.cpp", "#include <detente/high/top.hpp>\n");
  EXPECT_EQ(complaints(), "engine/src/low/a.cpp (engine/low) includes <detente/high/top.hpp> (engine/high)\n");
  source("engine/src/low/a.cpp");
  source("strategies/family/rule.cpp", "#include <detente/high/top.hpp>\n");
  EXPECT_EQ(complaints(), "strategies/family/rule.cpp (strategies) includes <detente/high/top.hpp> (engine/high)\n");
  source("strategies/family/rule.cpp");
  source("strategies/alignments/rule.cpp", "#include <detente/high/top.hpp>\n");
  EXPECT_EQ(complaints(),
            "strategies/alignments/rule.cpp (strategies/alignments) includes <detente/high/top.hpp> (engine/high)\n");
  source("strategies/alignments/rule.cpp");
  source("engine/src/hall/d.cpp");
  EXPECT_EQ(complaints(), "engine/src/hall/d.cpp: its room engine/hall is not in the table\n");
}

}  // namespace
