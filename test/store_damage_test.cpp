// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

#include <detente/error.hpp>
#include <detente/lanes/draws.hpp>
#include <detente/store/store.hpp>

#include "support/command.hpp"
#include "support/played_bits.hpp"

/// What becomes of a store that was changed behind its back: it says so, or plays again; it never gives other results.
namespace detente {
namespace {

namespace fs = std::filesystem;
using command::contents;
using command::write;

class Damaged : public testing::Test {
 protected:
  Damaged() {
    std::string name = (fs::temp_directory_path() / "detente-damage-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    request_.strategies = "tft,grim,grit,hawk,random,reassurance-seeker,empathic,hawk@greedy";
    request_.rounds = 30;
    request_.repetitions = 20;
    wanted_ = played_bits::bits(play_field(make_design(request_, registry_), 1));
  }
  ~Damaged() override { fs::remove_all(folder_); }

  fs::path file() const { return folder_ / "pairs.db"; }

  std::string played(const Request& request) const {
    const Design design = make_design(request, registry_);
    Store store(file().string(), Store::Access::write);
    const StoredPairs pairs(store, {}, design, registry_);
    return played_bits::bits(play_field(design, 1, {}, &pairs.pairs()));
  }

  /// Changes a store by SQL.
  void change(const std::string& statement) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  Registry registry_ = Registry::built_in();
  Request request_;
  std::string wanted_;
  fs::path folder_;
};

/// Flips so many bits of a whole store, one at a time.
struct Fate {
  int same = 0, told = 0, other = 0;
};

TEST_F(Damaged, flipped_bits_never_give_other_results) {
  played(request_);
  const std::string whole = contents(file());
  Fate fate;
  for (std::uint32_t flip = 0; flip < 400; ++flip) {
    const auto draw = philox({flip, 0, 0, 0}, {7, 7});
    std::string changed = whole;
    char& byte = changed[draw[0] % whole.size()];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (draw[1] % 8)));
    for (const char* const beside : {"-wal", "-shm"}) fs::remove(file().string() + beside);
    write(file(), changed);
    try {
      ++(played(request_) == wanted_ ? fate.same : fate.other);
    } catch (const Error&) {
      ++fate.told;
    } catch (const RunFailure&) {
      ++fate.told;
    }
  }
  EXPECT_EQ(fate.other, 0);
  EXPECT_GT(fate.same, 20);
  EXPECT_GT(fate.told, 20);
}

TEST_F(Damaged, files_that_were_cut_never_give_other_results) {
  played(request_);
  const std::string whole = contents(file());
  for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 60) {
    SCOPED_TRACE(size);
    for (const char* const beside : {"-wal", "-shm"}) fs::remove(file().string() + beside);
    write(file(), whole.substr(0, size));
    try {
      EXPECT_EQ(played(request_), wanted_);
    } catch (const Error&) {
    } catch (const RunFailure&) {
    }
  }
}

TEST_F(Damaged, numbers_of_another_pair_are_not_taken) {
  played(request_);
  change(
      "UPDATE solved SET data = (SELECT data FROM solved WHERE id = 2), sum = (SELECT sum FROM solved WHERE id = 2) "
      "WHERE id = 1");
  EXPECT_THROW(played(request_), RunFailure);
  const Store store(file().string(), Store::Access::read);
  EXPECT_EQ(store.check().size(), 1U);
}

TEST_F(Damaged, keys_that_were_changed_are_told) {
  played(request_);
  change("UPDATE entrant SET key = replace(key, '0.05/0.01', '0.01/0.01')");
  Request other = request_;
  other.misperception = {0.01, 0.01};
  EXPECT_THROW(played(other), RunFailure);
  const Store store(file().string(), Store::Access::read);
  EXPECT_GE(store.check().size(), 8U);
}

TEST_F(Damaged, trials_that_were_changed_are_told) {
  {
    Store store(file().string(), Store::Access::write);
    StoredTrials trials(store, {}, registry_);
    trials.keep("results=1 of one", "this");
    trials.keep("results=1 of another", "that");
    trials.commit();
    EXPECT_EQ(trials.find("results=1 of one"), "this");
    EXPECT_EQ(trials.find("results=1 of a third"), std::nullopt);
  }
  change(
      "UPDATE trial SET data = (SELECT data FROM trial WHERE id = 2), sum = (SELECT sum FROM trial WHERE id = 2) "
      "WHERE id = 1");
  Store store(file().string(), Store::Access::write);
  EXPECT_EQ(store.check().size(), 1U);
  EXPECT_THROW(StoredTrials(store, {}, registry_).find("results=1 of one"), RunFailure);
}

TEST_F(Damaged, a_part_is_refused_whole) {
  played(request_);
  const Store part(file().string(), Store::Access::read);
  change("UPDATE solved SET data = zeroblob(100) WHERE id = (SELECT max(id) FROM solved)");
  Store into((folder_ / "whole.db").string(), Store::Access::write);
  const Store damaged(file().string(), Store::Access::read);
  EXPECT_THROW(into.merge(damaged), RunFailure);
  EXPECT_EQ(into.summary(registry_).entrants, 0);
  EXPECT_EQ(into.summary(registry_).exact_pairs, 0);
}

TEST_F(Damaged, a_store_may_be_pruned_while_others_play) {
  const Design design = make_design(request_, registry_);
  Request other = request_;
  other.strategies = "deterrer,gradual,two-tits-for-tat,dove,random,opportunist@greedy,capri,adaptive";
  const std::string others = played_bits::bits(play_field(make_design(other, registry_), 1));
  Store store(file().string(), Store::Access::write);
  const StoredPairs pairs(store, {}, design, registry_);  // numbers are given
  {
    Store pruned(file().string(), Store::Access::write);
    EXPECT_EQ(pruned.prune(registry_), 0);
  }
  EXPECT_EQ(played(other), others);
  EXPECT_EQ(played_bits::bits(play_field(design, 1, {}, &pairs.pairs())), wanted_);
  EXPECT_EQ(played(other), others);
  EXPECT_EQ(played(request_), wanted_);
  EXPECT_TRUE(store.check().empty());
}

TEST_F(Damaged, what_is_no_store_is_left_alone) {
  for (const std::string& text : {std::string("hello"), std::string(5000, 'x')}) {
    write(file(), text);
    EXPECT_THROW(Store(file().string(), Store::Access::write), Error);
    EXPECT_THROW(Store(file().string(), Store::Access::read), Error);
    EXPECT_EQ(contents(file()), text);
  }
  fs::remove(file());
  change("CREATE TABLE mine(x)");
  const std::string mine = contents(file());
  EXPECT_THROW(Store(file().string(), Store::Access::write), Error);
  EXPECT_THROW(Store(folder_.string(), Store::Access::write), Error);
  EXPECT_THROW(Store((folder_ / "no" / "where.db").string(), Store::Access::write), Error);
}

TEST_F(Damaged, another_format_is_refused) {
  played(request_);
  change("PRAGMA user_version = 2");
  EXPECT_THROW(played(request_), Error);
}

TEST_F(Damaged, results_of_another_version_are_played_again_and_pruned) {
  played(request_);
  change("DELETE FROM solved WHERE kind = 2");
  Store store(file().string(), Store::Access::write);
  const std::int64_t pairs = store.summary(registry_).exact_pairs;
  // As an older version would have written it: under a key that no design of this one has.
  change("UPDATE design SET key = replace(key, 'results=', 'results=0')");
  EXPECT_EQ(store.summary(registry_).outdated, pairs);
  EXPECT_EQ(store.prune(registry_), pairs);
  EXPECT_EQ(store.summary(registry_).exact_pairs, 0);
  EXPECT_EQ(store.summary(registry_).entrants, 8);  // another run may be about to play them
  EXPECT_EQ(played(request_), wanted_);
}

}  // namespace
}  // namespace detente
