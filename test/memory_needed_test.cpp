// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include <detente/play/memory_needed.hpp>

#include "support/command.hpp"

/// A tournament that does not fit into memory is refused before it is played.
namespace {

using namespace detente;
using command::Cli;
using command::Outcome;

std::string many(const std::string& name, int count) {
  std::string list = name;
  for (int i = 1; i < count; ++i) list += "," + name;
  return list;
}

MemoryNeeded room(const std::string& strategies, const Request& usual = {}) {
  Request request = usual;
  request.strategies = strategies;
  return memory_needed(make_design(request, Registry::built_in()));
}

TEST(Memory, counts_pairs_and_what_is_kept_of_each) {
  Request alone;
  alone.self_play = false;
  EXPECT_EQ(room(many("hawk", 10)).pairs, 55U);
  EXPECT_EQ(room(many("hawk", 10), alone).pairs, 45U);
  const MemoryNeeded exact = room(many("hawk", 200));
  EXPECT_GT(exact.bytes / exact.pairs, 500U);
  EXPECT_LT(exact.bytes / exact.pairs, 1200U);
  Request sampled;
  sampled.engine = "objects";
  EXPECT_GT(room(many("hawk", 200), sampled).bytes, 2 * exact.bytes);
  Request old;
  old.ages.lock_in = 1000;
  EXPECT_GT(room(many("hawk", 200), old).bytes, exact.bytes + 900 * 8 * exact.pairs);
  Request wide;
  wide.game = "arms-race:levels=16";
  EXPECT_GT(room(many("hawk", 200), wide).bytes, exact.bytes + 250 * 8 * exact.pairs);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
using MemoryOfTheCommand = Cli;

TEST_F(MemoryOfTheCommand, is_asked_for_before_anything_is_played) {
  command::write(folder_ / "crowd.ini", "strategies = " + many("hawk", 1500) + "\n");
  for (const std::string name : {"run", "spirals --seekers hawk"}) {
    const Outcome outcome = shell("ulimit -v 600000; $D " + name + " --field crowd.ini --threads 2");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("detente: the tournament needs about ")) << outcome.err;
    EXPECT_NE(outcome.err.find(" for 1,125,750 pairs, but only "), std::string::npos) << outcome.err;
  }
}

TEST_F(MemoryOfTheCommand, is_enough_for_what_fits) {
  const Outcome outcome = shell("ulimit -v 600000; $D run --strategies tft,hawk,dove --threads 2 --format csv");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
}
#endif

}  // namespace
