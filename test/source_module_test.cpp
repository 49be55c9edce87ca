// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "support/command.hpp"

/// Sources that are played without a build: --module FILE.cpp.
namespace {

using namespace command;
class Source : public Cli {};

TEST_F(Source, is_compiled_loaded_and_replayed) {
  fs::create_directory(folder_ / "scratch");
  ASSERT_EQ(detente({"new", "titfor-tat"}).status, 0);
  ASSERT_EQ(detente({"new", "pavlov2"}).status, 0);
  write(folder_ / "pavlov.cpp", replaced(contents(folder_ / "pavlov2.cpp"), "pavlov2", "pavlov"));
  const std::string scratch = "TMPDIR='" + (folder_ / "scratch").string() + "' ";
  const Outcome first = shell(scratch +
                              "$D run --module titfor-tat.cpp --strategies titfor-tat,hawk --rounds 5 "
                              "--output out --format json");
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(Json::parse(first.out)["design"]["modules"][0], (fs::canonical(folder_) / "titfor-tat.cpp").string());
  EXPECT_EQ(shell(scratch + "$D run --config out/design.ini --format json").out, first.out);
  // A module's name is its own, though somebody else is also called so.
  EXPECT_EQ(json(words_of("run --module pavlov.cpp --strategies pavlov,hawk --rounds 5"))["design"]["strategies"][0],
            "pavlov");
  const Outcome both = shell(scratch + "$D match --module titfor-tat.cpp TitForTat hawk");
  expect_refused(both);
  EXPECT_EQ(
      both.err,
      "detente: 'TitForTat' is ambiguous between 'tit-for-tat' and 'titfor-tat'; write the name of one of them\n");
  write(folder_ / "bad.cpp", "int x = ;\n");
  const Outcome bad = shell(scratch + "$D run --module bad.cpp");
  EXPECT_EQ(bad.status, 1);
  EXPECT_NE(bad.err.find("bad.cpp' does not compile; the compiler says:"), std::string::npos) << bad.err;
  write(folder_ / "none.cpp", "int nothing;\n");
  const Outcome none = shell(scratch + "$D run --module none.cpp");
  expect_refused(none);
  EXPECT_NE(none.err.find("none.cpp' is not a strategy module"), std::string::npos) << none.err;
  expect_refused(shell(scratch + "$D run --module nowhere.cpp"));
  EXPECT_TRUE(fs::is_empty(folder_ / "scratch"));
}

TEST_F(Source, of_a_name_without_end_is_refused_at_once) {
  ASSERT_EQ(detente({"new", "long"}).status, 0);
  const std::string text = contents(folder_ / "long.cpp");
  const std::string name(200'000, 'a');  // what a compiler still takes
  write(folder_ / "long.cpp", replaced(text, "\"long\"", "\"" + name + "\""));
  const Outcome outcome = detente({"list", "--module", "long.cpp"});
  expect_refused(outcome);
  EXPECT_NE(outcome.err.find("…' is not allowed; names have up to 100 letters"), std::string::npos)
      << outcome.err.substr(0, 400);
  EXPECT_LT(outcome.err.size(), 400U);
}

}  // namespace
