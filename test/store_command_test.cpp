// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <csignal>
#include <map>
#include <random>
#include <thread>

#include "support/command.hpp"

/// The store as users meet it: --store, --from, --shard, merge and store.
namespace {

using namespace command;

class StoreCommand : public Cli {
 protected:
  const Words kRun =
      words_of("run --strategies tft,gtft,grim,hawk,random,grit --rounds 30 --repetitions 40 --show standings");

  std::string wanted() const { return detente(with(kRun, {"--format", "json"})).out; }
  Outcome stored(const Words& more = {}) const {
    return detente(with(with(kRun, {"--format", "json", "--store", "pairs.db"}), more));
  }
};

TEST_F(StoreCommand, says_what_it_knows_and_prints_the_same) {
  const Outcome first = stored(), again = stored();
  EXPECT_EQ(first.out, wanted());
  EXPECT_EQ(again.out, first.out);
  EXPECT_EQ(first.err, "6 of 6 entrants new: 21 of 21 pairs to play\n");
  EXPECT_EQ(again.err, "0 of 6 entrants new: 0 of 21 pairs to play\n");
  const Json json = Json::parse(detente({"store", "pairs.db", "--format", "json"}).out);
  EXPECT_EQ(json["entrants"], 6);
  EXPECT_EQ(json["exact_pairs"].get<int>() + json["sampled_pairs"].get<int>(), 21);
  EXPECT_EQ(detente({"store", "pairs.db", "--check"}).status, 0);
}

TEST_F(StoreCommand, writes_the_same_folder) {
  EXPECT_EQ(detente(with(kRun, {"--output", "a"})).status, 0);
  EXPECT_EQ(detente(with(kRun, {"--output", "b", "--store", "pairs.db"})).status, 0);
  EXPECT_EQ(detente(with(kRun, {"--output", "c", "--store", "pairs.db"})).status, 0);
  for (const auto& entry : fs::directory_iterator(folder_ / "a")) {
    const fs::path name = entry.path().filename();
    EXPECT_EQ(contents(entry.path()), contents(folder_ / "b" / name)) << name;
    EXPECT_EQ(contents(entry.path()), contents(folder_ / "c" / name)) << name;
  }
}

TEST_F(StoreCommand, plays_in_parts) {
  for (const char* const part : {"2", "1", "3"}) {
    const Outcome outcome =
        detente(with(kRun, {"--store", std::string("p") + part, "--shard", std::string(part) + "/3"}));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
  }
  EXPECT_EQ(stored({"--from", "p1", "--from", "p3", "--from", "p2"}).out, wanted());
  const Outcome merged = detente({"merge", "all.db", "p3", "p1", "p2", "p1"});
  EXPECT_EQ(merged.status, 0) << merged.err;
  EXPECT_NE(merged.err.find("p1: 0 new pairs"), std::string::npos) << merged.err;
  const Outcome whole = detente(with(kRun, {"--format", "json", "--store", "all.db"}));
  EXPECT_EQ(whole.out, wanted());
  EXPECT_EQ(whole.err, "0 of 6 entrants new: 0 of 21 pairs to play\n");
}

TEST_F(StoreCommand, serves_spirals_and_sweeps) {
  for (const std::string line : {"spirals --strategies tft,grit,hawk --format json",
                                 "sweep --strategies tft,grit,hawk --over misperception=0,0.05 --format json"}) {
    const std::string wanted = detente(words_of(line)).out;
    for (int time = 0; time < 2; ++time)
      EXPECT_EQ(detente(with(words_of(line), {"--store", "pairs.db"})).out, wanted) << line;
  }
  EXPECT_EQ(
      detente(words_of("sweep --strategies tft,grit,dove --over misperception=0,0.05 --store s --shard 1/1")).status,
      0);
}

TEST_F(StoreCommand, knows_the_verdict) {
  for (const std::string line :
       {"run --strategies tft,grit,hawk,reassurance-seeker,opportunist@greedy --repetitions 60 --output out",
        "spirals --strategies tft,grit,hawk,random --repetitions 60 --opponents library --output out"}) {
    SCOPED_TRACE(line);
    EXPECT_EQ(detente(words_of(line)).status, 0);
    std::map<std::string, std::string> wanted;
    for (const auto& entry : fs::directory_iterator(folder_ / "out")) wanted[entry.path()] = contents(entry.path());
    int trials = 0;
    for (int time = 0; time < 3; ++time) {
      EXPECT_EQ(detente(with(words_of(line), {"--store", "s.db"})).status, 0);
      for (const auto& [path, text] : wanted) EXPECT_EQ(contents(path), text) << path;
      const int now = Json::parse(detente({"store", "s.db", "--format", "json"}).out)["trials"];
      EXPECT_GT(now, 10);
      if (time > 0) {
        EXPECT_EQ(now, trials);
      }
      trials = now;
    }
  }
  EXPECT_EQ(detente({"merge", "all.db", "s.db"}).status, 0);
  EXPECT_EQ(detente({"store", "all.db", "--check"}).status, 0);
  EXPECT_EQ(Json::parse(detente({"store", "all.db", "--format", "json"}).out)["trials"],
            Json::parse(detente({"store", "s.db", "--format", "json"}).out)["trials"]);
}

TEST_F(StoreCommand, tells_trials_of_another_question_apart) {
  const std::string field = "run --strategies tft,grit,hawk,empathic --format json --repetitions 60";
  for (const std::string more :
       {"", " --durable 5", " --horizon 50", " --calm 3", " --spiral 6", " --misperception 0.1", " --tremble 0.01",
        " --start crisis:3", " --engine objects", " --seed 2", " --baseline hawk"}) {
    SCOPED_TRACE(more);
    const Words words = words_of(field + more);
    EXPECT_EQ(detente(with(words, {"--store", "s.db"})).out, detente(words).out);
  }
}

TEST_F(StoreCommand, refuses_nonsense_in_one_sentence) {
  write(folder_ / "text", "hello, this is no store at all");
  fs::create_directory(folder_ / "folder");
  for (const std::string line : {"run --shard 1/4",
                                 "run --from x",
                                 "run --store s --shard 0/4",
                                 "run --store s --shard 5/4",
                                 "run --store s --shard 1",
                                 "run --store s --shard a/b",
                                 "run --store s --shard 1/4 --output d",
                                 "run --store s --shard 1/4 --format json",
                                 "run --store text",
                                 "run --store ''",
                                 "run --store s --from ''",
                                 "run --store /dev/null",
                                 "run --store folder",
                                 "run --store s --from none",
                                 "run --store no/where",
                                 "store none",
                                 "store text",
                                 "store",
                                 "merge a",
                                 "merge a none",
                                 "merge a text",
                                 "run --store s --shard 1/0",
                                 "run --store s --shard 1/99999999999999999999"}) {
    SCOPED_TRACE(line);
    expect_refused(detente(words_of(line)));
  }
  EXPECT_EQ(contents(folder_ / "text"), "hello, this is no store at all");
}

TEST_F(StoreCommand, is_told_when_it_cannot_be_written) {
  EXPECT_EQ(stored().status, 0);
  const std::string before = contents(folder_ / "pairs.db");
  // A disk that is full.
  const Outcome full = shell("ulimit -f 8; trap '' XFSZ; $D run --store full.db --field axelrod-1981 --show standings");
  EXPECT_EQ(full.status, 1) << full.err;
  EXPECT_NE(full.err.find("store 'full.db'"), std::string::npos) << full.err;
  const Words classic = words_of("run --field axelrod-1981 --show standings --store full.db");
  EXPECT_EQ(detente(classic).out, detente(words_of("run --field axelrod-1981 --show standings")).out);
}

TEST_F(StoreCommand, that_is_read_only_is_refused_and_left_alone) {
  EXPECT_EQ(stored().status, 0);
  const std::string before = contents(folder_ / "pairs.db");
  fs::copy(DETENTE_EXECUTABLE, folder_ / "detente");
  fs::permissions(folder_ / "pairs.db", fs::perms(0444));
  fs::permissions(folder_, fs::perms(0555));
  // Root may write anything.
  const std::string somebody = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  expect_refused(shell(somebody + "./detente run --strategies tft,hawk --store pairs.db"));
  const Outcome read = shell(somebody + "./detente store pairs.db --check");
  EXPECT_EQ(read.status, 0) << read.err;
  EXPECT_EQ(contents(folder_ / "pairs.db"), before);
  fs::permissions(folder_, fs::perms(0755));
}

TEST_F(StoreCommand, is_shared_by_runs_at_a_time) {
  const Words run = words_of("run --field axelrod-1981 --repetitions 100 --show standings --format csv");
  const std::string wanted = detente(run).out;
  const Outcome both = shell(
      "for i in 1 2 3; do $D run --field axelrod-1981 --repetitions 100 --show standings --format csv --store s.db "
      ">$i.csv 2>$i.err & done; wait; cat *.err; $D store s.db --check");
  EXPECT_EQ(both.status, 0) << both.out << both.err;
  for (const char* const csv : {"1.csv", "2.csv", "3.csv"}) EXPECT_EQ(contents(folder_ / csv), wanted) << both.out;
}

using LongStore = StoreCommand;

/// Pairs are not held in memory: 2,001,000 of them would take more than a gigabyte.
TEST_F(LongStore, takes_little_memory) {
  const Outcome outcome = shell(
      "ulimit -v 400000; $D run --field random:memory-one,n=2000,seed=1 --rounds 1 --threads 2 --show standings "
      "--format csv --store s.db --pairs none");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 2001);
}

/// Kills runs with a store at random moments until one comes to its end.
void expect_killed_runs_end_alike(const std::function<pid_t()>& start, const std::function<Outcome(pid_t)>& finish,
                                  const std::string& wanted, double seconds, int kills, const fs::path& store) {
  std::mt19937 generator(1);
  int killed = 0;
  for (int run = 0; killed < kills; ++run) {
    fs::remove(store);
    for (const char* const beside : {"-wal", "-shm"}) fs::remove(store.string() + beside);
    for (;;) {
      const pid_t child = start();
      const double moment = seconds * static_cast<double>(generator() % 1000) / 1000;
      std::this_thread::sleep_for(std::chrono::duration<double>(moment));
      const bool is_killed = kill(child, SIGKILL) == 0;
      const Outcome outcome = finish(child);
      if (outcome.status == 0) {
        ASSERT_EQ(outcome.out, wanted) << "after " << killed << " kills";
        break;
      }
      ASSERT_TRUE(is_killed && outcome.status == 128 + SIGKILL) << outcome.err;
      if (++killed >= kills + 200) FAIL() << "no run comes to its end";
    }
  }
}

class KilledRuns : public StoreCommand {
 protected:
  void kill_runs(int kills) {
    const Words words = words_of(
        "run --strategies tft,gtft,grim,hawk,random,grit,empathic,adaptive,grumpy,reassurance-seeker "
        "--rounds 100 --repetitions 300 --show standings --format csv");
    const std::string wanted = detente(words).out;
    const auto begin = std::chrono::steady_clock::now();
    detente(with(words, {"--store", "first.db"}));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    Words stored = with(words, {"--store", "pairs.db"});
    stored.insert(stored.begin(), DETENTE_EXECUTABLE);
    expect_killed_runs_end_alike([&] { return start(stored); }, [&](pid_t child) { return finish(child); }, wanted,
                                 1.3 * seconds, kills, folder_ / "pairs.db");
  }
};

TEST_F(KilledRuns, go_on_and_end_with_the_same_bytes) {
  kill_runs(8);
}

using LongKilledRuns = KilledRuns;
TEST_F(LongKilledRuns, go_on_a_thousand_times) {
  kill_runs(1000);
}

}  // namespace
