// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/error.hpp>
#include <detente/store/store.hpp>
#include <detente/text/text.hpp>

#include "support/played_bits.hpp"

/// A store of played pairs: results are the same with it and without, and nothing is played twice.
namespace detente {
namespace {

namespace fs = std::filesystem;
using played_bits::bits;

class Stored : public testing::Test {
 protected:
  Stored() {
    std::string name = (fs::temp_directory_path() / "detente-store-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~Stored() override { fs::remove_all(folder_); }

  std::string file(const std::string& name = "pairs.db") const { return (folder_ / name).string(); }

  /// Plays a field with a store, and tells how many pairs had to be played.
  std::string played(const Request& request, const std::string& name = "pairs.db") {
    const Design design = make_design(request, registry_);
    Store store(file(name), Store::Access::write);
    const StoredPairs pairs(store, {}, design, registry_);
    to_play_ = to_play(design, pairs.pairs()).unknown;
    new_entrants_ = pairs.new_entrants();
    const Played played = play_field(design, 2, {}, &pairs.pairs());
    return bits(played);
  }
  std::string without_store(const Request& request) const {
    return bits(play_field(make_design(request, registry_), 2));
  }

  void play_part(const Request& request, const Shard& part, const std::string& name) const {
    const Design design = make_design(request, registry_);
    Store store(file(name), Store::Access::write);
    const StoredPairs pairs(store, {}, design, registry_);
    play_shard(design, part, 2, {}, pairs.pairs());
  }

  Registry registry_ = Registry::built_in();
  fs::path folder_;
  std::size_t to_play_ = 0, new_entrants_ = 0;
};

constexpr const char* kSome = "tft,gtft,grim,grit,hawk,dove,empathic,hawk@greedy,random,reassurance-seeker";

Request some() {
  Request request;
  request.strategies = kSome;
  request.rounds = 40;
  request.repetitions = 70;
  return request;
}

/// Designs that use every part of what is kept.
std::vector<Request> kinds() {
  std::vector<Request> all(9, some());
  all[1].engine = "objects";
  all[2].engine = "tables";
  all[2].strategies = "tft,gtft,grim,hawk,dove,random";
  all[3].continuation = 0.9;
  all[4].engine = "check";
  all[5].misperception_schedule = "1-20:0.2,21-40:0.01";
  all[5].misperception = {0.2, 0.2};
  all[6].game = "arms-race:levels=4";
  all[6].strategies = "grit-graded,matcher,tft,hawk,richardson";
  all[6].self_play = false;
  all[7].strategies = "tft,grit,hawk";
  all[7].endless = true;
  all[8].game = "security-dilemma:signal-cost=0.1,open-cost=0.2";
  all[8].engine = "objects";
  all[8].repetitions = 3;
  return all;
}

TEST_F(Stored, pairs_give_the_same_results_as_pairs_that_are_played) {
  for (std::size_t kind = 0; const Request& request : kinds()) {
    SCOPED_TRACE(kind);
    const std::string name = std::to_string(kind++) + ".db", wanted = without_store(request);
    EXPECT_EQ(played(request, name), wanted);
    EXPECT_GT(to_play_, 0U);
    EXPECT_EQ(played(request, name), wanted);
    EXPECT_EQ(to_play_, 0U);
    EXPECT_EQ(new_entrants_, 0U);
  }
}

TEST_F(Stored, designs_of_one_file_do_not_disturb_each_other) {
  for (const Request& request : kinds()) EXPECT_EQ(played(request), without_store(request));
  for (const Request& request : kinds()) {
    EXPECT_EQ(played(request), without_store(request));
    EXPECT_EQ(to_play_, 0U);
  }
}

TEST_F(Stored, pairs_are_found_whoever_else_is_entered) {
  Request request = some();
  request.strategies = "tft,grim,grit,hawk,dove,empathic";
  played(request);
  request.strategies = "tft,grim,grit,hawk,dove,empathic,deterrer";
  EXPECT_EQ(played(request), without_store(request));
  EXPECT_EQ(to_play_, 7U);
  EXPECT_EQ(new_entrants_, 1U);
  request.strategies = "tft,grit,dove";
  EXPECT_EQ(played(request), without_store(request));
  EXPECT_EQ(to_play_, 0U);
  // The order of two entrants decides their seats.
  request.strategies = "grit,tft,dove";
  EXPECT_EQ(played(request), without_store(request));
  EXPECT_EQ(to_play_, 1U);
  // Other names of the same conduct, and the same name twice.
  request.strategies = "memory-one:first=1,cc=1,cd=0,dc=1,dd=0,grit,dove,dove";
  EXPECT_EQ(played(request), without_store(request));
  EXPECT_EQ(to_play_, 0U);
  // Other payoffs are another entrant.
  request.strategies = "tft,grit@greedy,dove";
  EXPECT_EQ(played(request), without_store(request));
  EXPECT_EQ(to_play_, 3U);
}

TEST_F(Stored, pairs_depend_on_all_that_the_design_says) {
  const Request usual = some();
  played(usual);
  std::vector<Request> others(12, usual);
  others[0].rounds = 41;
  others[1].misperception = {0.05, 0.02};
  others[2].tremble = {0.01, 0};
  others[3].game = "security-dilemma:offence=0.5";
  others[4].discount = 0.9;
  others[4].strategies = "tft,grit,hawk";
  others[5].start = "crisis:3";
  others[6].monitoring = "public";
  others[7].ages.lock_in = 60;
  others[8].calm = 3;
  others[9].ages.spiral = 5;
  others[10].exact_limit = 100;
  others[11].known_length = true;
  for (std::size_t i = 0; const Request& other : others) {
    SCOPED_TRACE(i++);
    EXPECT_EQ(played(other), without_store(other));
    EXPECT_GT(to_play_, 0U);
  }
  Request seed = usual;
  seed.seed = 2;
  EXPECT_EQ(played(seed), without_store(seed));
  const std::size_t sampled = to_play_;
  EXPECT_EQ(played(seed), without_store(seed));
  EXPECT_GT(sampled, 0U);
  EXPECT_LT(sampled, 12U);  // exact pairs know no seed
}

TEST_F(Stored, parts_in_any_number_and_order_make_the_whole) {
  const Request request = some();
  const std::string wanted = without_store(request);
  for (const int of : {1, 2, 5, 64}) {
    SCOPED_TRACE(of);
    const std::string whole = "whole-" + std::to_string(of);
    {
      Store into(file(whole), Store::Access::write);
      for (int part = of; part >= 1; --part) {
        play_part(request, {part, of}, "part");
        if (part % 3 == 0) play_part(request, {part, of}, "part");  // again: nothing new
        const Store taken(file("part"), Store::Access::read);
        EXPECT_GE(into.merge(taken), 0);
        EXPECT_EQ(into.merge(taken), 0);
        EXPECT_EQ(into.merge(into), 0);
        if (of > 5 || part == 2) fs::remove(file("part"));
      }
    }
    EXPECT_EQ(played(request, whole), wanted);
    EXPECT_EQ(to_play_, 0U);
  }
}

TEST_F(Stored, a_part_that_is_missing_is_played) {
  const Request request = some();
  play_part(request, {1, 3}, "a");
  play_part(request, {3, 3}, "b");
  const Design design = make_design(request, registry_);
  Store store(file(), Store::Access::write);
  Store a(file("a"), Store::Access::read), b(file("b"), Store::Access::read);
  const StoredPairs pairs(store, {&a, &b}, design, registry_);
  EXPECT_EQ(pairs.new_entrants(), 0U);
  const std::size_t missing = to_play(design, pairs.pairs()).unknown;
  EXPECT_EQ(missing, to_play(design, pairs.pairs(), Shard{2, 3}).unknown);
  EXPECT_GT(missing, 0U);
  EXPECT_EQ(bits(play_field(design, 2, {}, &pairs.pairs())), without_store(request));
  EXPECT_EQ(store.summary(registry_).sampled_pairs + store.summary(registry_).exact_pairs,
            static_cast<std::int64_t>(missing));  // what others know is not copied
}

TEST_F(Stored, two_runs_at_a_time_share_a_file) {
  const Request request = some();
  const Design design = make_design(request, registry_);
  Store one(file(), Store::Access::write), other(file(), Store::Access::write);
  const StoredPairs first(one, {}, design, registry_), second(other, {}, design, registry_);
  const std::string wanted = without_store(request);
  EXPECT_EQ(bits(play_field(design, 1, {}, &first.pairs())), wanted);
  EXPECT_EQ(bits(play_field(design, 1, {}, &second.pairs())), wanted);
  EXPECT_TRUE(one.check().empty());
}

TEST_F(Stored, who_fails_is_left_out_as_without_a_store) {
  for (const char* const module : {"unruly", "thrower"})
    registry_.load(std::string(DETENTE_MODULE_DIR) + "/" + module + ".so");
  for (const char* const engine : {"auto", "objects", "check"}) {
    SCOPED_TRACE(engine);
    Request request = some();
    request.forfeits = true;
    request.engine = engine;
    request.strategies = "thrower,tft,random,two-hundred,throws-42,hawk";
    EXPECT_EQ(played(request), without_store(request));
    EXPECT_EQ(played(request), without_store(request));
    EXPECT_GT(to_play_, 0U);  // pairs of those who fail are never known
    play_part(request, {1, 1}, std::string("part-") + engine);
    EXPECT_EQ(played(request, std::string("part-") + engine), without_store(request));
    request.forfeits = false;
    EXPECT_THROW(played(request), FieldFailure);
    EXPECT_THROW(play_part(request, {1, 1}, "part"), FieldFailure);
  }
}

TEST_F(Stored, pairs_of_older_results_are_pruned) {
  played(some());
  Store store(file(), Store::Access::write);
  EXPECT_EQ(store.summary(registry_).outdated, 0);
  EXPECT_EQ(store.prune(registry_), 0);
  const Store::Summary before = store.summary(registry_);
  EXPECT_GT(before.exact_pairs, 0);
  EXPECT_EQ(before.entrants, 9);  // generous-tit-for-tat is dove under these payoffs
}

}  // namespace
}  // namespace detente
