// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "support/document.hpp"
#include "support/transcript.hpp"

/// Every document is run: its commands print what it shows, its strategies obey the laws. A line `…` in a block stands
/// for lines left out. With DETENTE_ACCEPT=1 the documents are rewritten to show what is printed now.
namespace {

namespace fs = std::filesystem;
using document::Block;
using transcript::Exchange;
using transcript::Lines;

std::string text(const Lines& lines) {
  std::string joined;
  for (const std::string& line : lines) joined += line + '\n';
  return joined;
}

struct Output {
  int status;
  Lines lines;
};

/// The folder in which a document's commands are run: `detente` is the command, designs and strategies are in reach,
/// and files stay from one block to the next.
class Desk {
 public:
  explicit Desk(const std::string& name) : folder_(fs::path(testing::TempDir()) / "detente-manual" / name) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / ".bin");
    fs::create_symlink(DETENTE_EXECUTABLE, folder_ / ".bin" / "detente");
    for (const char* const part : {"strategies", "tournaments"})
      fs::create_directory_symlink(document::source_tree() / part, folder_ / part);
  }
  ~Desk() { fs::remove_all(folder_); }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void keep(const std::string& file, const Lines& lines) const {
    std::ofstream(folder_ / file, std::ios::binary) << text(lines);
  }

  Output run(const std::string& command) const {
    keep(".command", {command});
    const std::string line = "cd '" + folder_.string() +
                             "' && PATH=\"$PWD/.bin:$PATH\" COLUMNS=80 LC_ALL=C.UTF-8 bash -o pipefail .command 2>&1";
    std::FILE* const pipe = popen(line.c_str(), "r");
    std::string printed;
    std::array<char, 4096> buffer{};
    for (std::size_t read = 0; (read = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      printed.append(buffer.data(), read);
    return {pclose(pipe), document::lines_of(printed)};
  }

 private:
  fs::path folder_;
};

class Manual : public testing::TestWithParam<std::string> {};

/// Runs a block of the console; what it should show.
Lines played(const Desk& desk, const Block& block, const std::string& where) {
  const std::optional<std::vector<Exchange>> exchanges = transcript::exchanges(block.lines);
  if (!exchanges || exchanges->empty()) {
    ADD_FAILURE() << where << ": a console block begins with '$ ' and a command";
    return block.lines;
  }
  const bool accepts = std::getenv("DETENTE_ACCEPT") != nullptr;
  Lines right;
  for (const Exchange& exchange : *exchanges) {
    const Output output = desk.run(exchange.command);
    EXPECT_EQ(output.status, 0) << where << ": " << exchange.command << text(output.lines);
    right = transcript::joined(right, exchange.asked);
    const std::optional<Lines> renewed = transcript::renewed(exchange.shown, output.lines);
    const std::optional<Lines> same = transcript::shortened(exchange.shown, output.lines, transcript::equal);
    if (!renewed)
      ADD_FAILURE() << where << ": " << exchange.command << "the lines kept of its output are no longer there:\n"
                    << text(exchange.shown) << "It prints:\n"
                    << text(output.lines);
    else if (!same && !accepts)
      ADD_FAILURE() << where << ": " << exchange.command << "shows:\n"
                    << text(exchange.shown) << "It prints:\n"
                    << text(*renewed);
    right = transcript::joined(right, renewed ? *renewed : exchange.shown);
  }
  return right;
}

/// Whether the document itself runs `detente check` on this file, or on the module built from it.
bool is_checked(const Lines& lines, const std::string& file) {
  const std::string stem = file.substr(0, file.rfind('.') + 1);
  return !file.empty() && std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.starts_with("$ detente check " + stem);
  });
}

TEST_P(Manual, shows_what_its_commands_print_and_strategies_that_obey_every_law) {
  const fs::path file = document::source_tree() / GetParam();
  const Lines lines = document::read(file);
  const Desk desk(document::test_name(GetParam()));
  Lines right;
  std::size_t next = 0;
  for (const Block& block : document::blocks(lines)) {
    const std::string where = GetParam() + ":" + std::to_string(block.number + 1);
    if (!block.title.empty()) desk.keep(block.title, block.lines);
    if (block.kind == "cpp" && !is_checked(lines, block.title)) {
      const std::string name = block.title.empty() ? "strategy.cpp" : block.title;
      desk.keep(name, block.lines);
      const Output output = desk.run("detente check " + name);
      EXPECT_EQ(output.status, 0) << where << ":\n" << text(output.lines);
    }
    const Lines shown = block.kind == "console" ? played(desk, block, where) : block.lines;
    right.insert(right.end(), lines.begin() + static_cast<std::ptrdiff_t>(next),
                 lines.begin() + static_cast<std::ptrdiff_t>(block.number + 1));
    right = transcript::joined(right, shown);
    next = block.number + 1 + block.lines.size();
  }
  right.insert(right.end(), lines.begin() + static_cast<std::ptrdiff_t>(next), lines.end());
  if (std::getenv("DETENTE_ACCEPT") != nullptr && right != lines) std::ofstream(file, std::ios::binary) << text(right);
}

INSTANTIATE_TEST_SUITE_P(Of, Manual, testing::ValuesIn(document::all()),
                         [](const auto& path) { return document::test_name(path.param); });

TEST(Transcript, finds_the_lines_kept_in_what_was_printed) {
  const auto equal = transcript::equal;
  const Lines printed{"a", "b", "c", "b", "d"};
  EXPECT_TRUE(transcript::shortened(printed, printed, equal));
  EXPECT_TRUE(transcript::shortened({"a", "…", "d"}, printed, equal));
  EXPECT_TRUE(transcript::shortened({"…", "c", "…"}, printed, equal));
  EXPECT_TRUE(transcript::shortened({"…", "b", "d"}, printed, equal));
  EXPECT_TRUE(transcript::shortened({"a", "…", "c", "…", "d"}, printed, equal));
  EXPECT_TRUE(transcript::shortened({"…"}, {}, equal));
  EXPECT_FALSE(transcript::shortened({}, printed, equal));
  EXPECT_FALSE(transcript::shortened({"a", "b"}, printed, equal));
  EXPECT_FALSE(transcript::shortened({"b", "…"}, printed, equal));
  EXPECT_FALSE(transcript::shortened({"…", "b", "c"}, printed, equal));
  EXPECT_FALSE(transcript::shortened({"…", "d", "…", "a", "…"}, printed, equal));
  EXPECT_FALSE(transcript::shortened({"…", "e", "…"}, printed, equal));
}

TEST(Transcript, keeps_its_lines_when_only_numbers_change) {
  const Lines printed{"rank  score", "   1  grit 2.41 ±0.01", "   2  hawk 1.9", "end"};
  const std::optional<Lines> renewed = transcript::renewed({"…", "   1  grit 2.40", "…", "end"}, printed);
  ASSERT_TRUE(renewed);
  EXPECT_EQ(*renewed, (Lines{"…", "   1  grit 2.41 ±0.01", "…", "end"}));
  EXPECT_EQ(transcript::renewed({"old"}, printed), printed);
  EXPECT_FALSE(transcript::renewed({"…", "   1  dove 2.40", "…"}, printed));
}

}  // namespace
