// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <thread>

#include <detente/error.hpp>
#include <detente/ranks/ranks.hpp>
#include <detente/store/store.hpp>

#include "support/played_bits.hpp"

/// Ranks that play a field together: threads of this process in place of processes.
namespace detente {
namespace {

namespace fs = std::filesystem;

/// Mailboxes, by rank.
struct Post {
  explicit Post(std::size_t size) : boxes(size) {}
  std::mutex mutex;
  std::vector<std::deque<Communicator::Message>> boxes;
  bool is_unordered = false;  ///< what comes to rank 0
};

class InThread final : public Communicator {
 public:
  InThread(Post& post, int rank) : post_(post), rank_(rank) {}
  int rank() const override { return rank_; }
  int size() const override { return static_cast<int>(post_.boxes.size()); }
  void send(int to, const std::string& text) override {
    const std::lock_guard lock(post_.mutex);
    post_.boxes[static_cast<std::size_t>(to)].push_back({rank_, text});
  }
  std::optional<Message> received() override {
    const std::lock_guard lock(post_.mutex);
    auto& box = post_.boxes[static_cast<std::size_t>(rank_)];
    if (box.empty()) return std::nullopt;
    if (rank_ == 0 && post_.is_unordered) std::reverse(box.begin(), box.end());
    Message message = box.front();
    box.pop_front();
    return message;
  }

 private:
  Post& post_;
  int rank_;
};

class PlayedTogether : public testing::Test {
 protected:
  PlayedTogether() {
    std::string name = (fs::temp_directory_path() / "detente-ranks-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    request_.strategies =
        "tft,gtft,grim,grit,hawk,dove,empathic,hawk@greedy,random,reassurance-seeker,gradual,deterrer,soft-grudger";
    request_.rounds = 40;
    request_.repetitions = 70;
  }
  ~PlayedTogether() override { fs::remove_all(folder_); }

  /// Results of so many ranks, of which the last ones never answer.
  std::string played(int ranks, int silent, double patience = 60) {
    const Design design = make_design(request_, registry_);
    fs::remove(folder_ / "pairs.db");
    Store store((folder_ / "pairs.db").string(), Store::Access::write);
    const StoredPairs pairs(store, {}, design, registry_);
    Post post(static_cast<std::size_t>(ranks));
    post.is_unordered = is_unordered_;
    std::vector<std::thread> followers;
    for (int rank = 1; rank < ranks - silent; ++rank)
      followers.emplace_back([&, rank] {
        InThread communicator(post, rank);
        EXPECT_TRUE(follow(communicator, design, 1, {}));
        while (!has_ended(communicator)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      });
    InThread leader(post, 0);
    together_ = lead(leader, design, {}, pairs.pairs(), 1, patience, {});
    end(leader);
    for (std::thread& follower : followers) follower.join();
    left_ = to_play(design, pairs.pairs()).unknown;
    return played_bits::bits(play_field(design, 1, {}, &pairs.pairs()));
  }

  Registry registry_ = Registry::built_in();
  fs::path folder_;
  Request request_;
  bool is_unordered_ = false;
  Together together_;
  std::size_t left_ = 0;
};

TEST_F(PlayedTogether, gives_the_same_results_for_any_number_of_ranks) {
  for (const char* const engine : {"auto", "objects", "check"}) {
    request_.engine = engine;
    const std::string wanted = played_bits::bits(play_field(make_design(request_, registry_), 1));
    for (const int ranks : {1, 2, 3, 8}) {
      SCOPED_TRACE(std::string(engine) + " " + std::to_string(ranks));
      EXPECT_EQ(played(ranks, 0), wanted);
      EXPECT_EQ(left_, 0U);
      EXPECT_GE(together_.pairs, 78U);  // of 91; entrants that are alike share theirs
      EXPECT_TRUE(together_.lost.empty());
    }
  }
}

TEST_F(PlayedTogether, waits_for_nobody_whose_answers_overtook_each_other) {
  is_unordered_ = true;
  request_.repetitions = 2000;
  const std::string wanted = played_bits::bits(play_field(make_design(request_, registry_), 1));
  EXPECT_EQ(played(3, 0, 20), wanted);
  EXPECT_TRUE(together_.lost.empty());
}

TEST_F(PlayedTogether, goes_on_without_ranks_that_do_not_answer) {
  const std::string wanted = played_bits::bits(play_field(make_design(request_, registry_), 1));
  EXPECT_EQ(played(4, 2, 0.3), wanted);
  EXPECT_EQ(together_.lost, (std::vector<int>{2, 3}));
  EXPECT_EQ(left_, 0U);
  EXPECT_EQ(together_.pairs_of[2] + together_.pairs_of[3], 0U);
}

TEST_F(PlayedTogether, refuses_what_one_process_refuses) {
  request_.engine = "exact";
  EXPECT_THROW(played(3, 0), Error);
  request_.engine = "auto";
  for (const char* const module : {"unruly", "thrower"})
    registry_.load(std::string(DETENTE_MODULE_DIR) + "/" + module + ".so");
  request_.strategies = "thrower,tft,random,two-hundred,throws-42,hawk";
  EXPECT_THROW(played(3, 0), FieldFailure);
  request_.forfeits = true;
  EXPECT_EQ(played(3, 0), played_bits::bits(play_field(make_design(request_, registry_), 1)));
}

}  // namespace
}  // namespace detente
