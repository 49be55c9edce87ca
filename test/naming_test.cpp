// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <ctime>

#include <detente/play/round_robin.hpp>

/// Entrants of one name are numbered in the order of entry.
namespace {

using namespace detente;

// 20,000 equal names took minutes when each looked for its number from the start.
TEST(Naming, of_a_large_field_takes_no_time) {
  Request request;
  for (int i = 0; i < 20'000; ++i) request.strategies += i == 0 ? "tit-for-tat" : ",tit-for-tat";
  request.strategies += ",tit-for-tat#20002,tit-for-tat#7";
  const std::clock_t begin = std::clock();
  const Design design = make_design(request, Registry::built_in());
  EXPECT_LT(std::clock() - begin, 20 * CLOCKS_PER_SEC);
  EXPECT_EQ(design.entrants[0].name, "tit-for-tat");
  EXPECT_EQ(design.entrants[5].name, "tit-for-tat#6");
  EXPECT_EQ(design.entrants[6].name, "tit-for-tat#8");  // 7 is taken
  EXPECT_EQ(design.entrants[19'999].name, "tit-for-tat#20001");
  EXPECT_EQ(design.entrants.back().name, "tit-for-tat#7");
}

}  // namespace
