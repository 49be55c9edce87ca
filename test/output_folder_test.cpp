// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <sys/file.h>

#include <csignal>
#include <map>
#include <thread>

#include "support/command.hpp"

/// The folder that results are written to: its files are those of one run, whatever happens to it or beside it.
namespace {

using namespace command;

const Words kOld = words_of("run --strategies tft,hawk --rounds 10");
const Words kNew = words_of("match tft grim --rounds 20 --misperception 0.1");
const std::string kDraft = ".results.json.detente-0123456789abcdef";

class OutputFolder : public Cli {
 protected:
  using Contents = std::map<std::string, std::string>;

  /// All files of a folder, hidden ones too, with what is in them.
  Contents all(const fs::path& folder) const {
    Contents found;
    for (const auto& entry : fs::directory_iterator(folder_ / folder))
      found[entry.path().filename().string()] = contents(entry.path());
    return found;
  }
  Contents written_by(const Words& words, const std::string& folder) const {
    EXPECT_EQ(detente(with(words, {"--output", folder})).status, 0);
    return all(folder);
  }
  void copy(const std::string& from, const std::string& to) const {
    fs::remove_all(folder_ / to);
    fs::copy(folder_ / from, folder_ / to);
  }
  /// Writes the new results over the old ones in `out` while the disk fails or the power does.
  Outcome with_fault(const std::string& fault) const {
    Words words{"env", "LD_PRELOAD=" DETENTE_DISK_FAULTS, "DISK_FAULT=" + fault, DETENTE_EXECUTABLE};
    return finish(start(with(words, with(kNew, {"--output", "out"}))));
  }
  /// Waits until a started run has its folder.
  void wait_for(const fs::path& path) const {
    for (int i = 0; i < 3000 && !fs::exists(folder_ / path); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
};

const Words kLong = words_of("run --engine objects --repetitions 100000000 --output out");

TEST_F(OutputFolder, is_all_old_or_all_new_wherever_a_run_is_killed) {
  const Contents before = written_by(kOld, "old"), after = written_by(kNew, "new");
  ASSERT_NE(before.size(), after.size());
  int old_ones = 0, new_ones = 0;
  for (int call = 1; call < 500; ++call) {
    SCOPED_TRACE(call);
    copy("old", "out");
    const Outcome outcome = with_fault("kill:" + std::to_string(call));
    ASSERT_EQ(detente({"report", "out/results.json"}).status, 0);  // the next command that opens the folder
    const Contents found = all("out");
    EXPECT_TRUE(found == before || found == after);
    ++(found == before ? old_ones : new_ones);
    if (outcome.status == 0) break;
    EXPECT_EQ(outcome.status, 128 + SIGKILL);
  }
  EXPECT_GT(old_ones, 20);
  EXPECT_GT(new_ones, 8);
}

TEST_F(OutputFolder, is_all_old_or_all_new_wherever_the_disk_fails) {
  const Contents before = written_by(kOld, "old"), after = written_by(kNew, "new");
  const std::string results = detente(kNew).out;
  int printed = 0, refused = 0;
  for (int call = 1; call < 500; ++call) {
    SCOPED_TRACE(call);
    copy("old", "out");
    const Outcome outcome = with_fault("fail:" + std::to_string(call));
    const bool is_last = outcome.status == 0 && outcome.err.empty() && call > 40;
    if (outcome.status == 2) {  // it was found out before play
      ++refused;
      EXPECT_EQ(outcome.out, "");
      fs::remove(folder_ / "out/.detente.lock");  // left where it could not be locked, and in nobody's way
      EXPECT_TRUE(all("out") == before);
    } else {
      EXPECT_EQ(outcome.out, results);
      printed += outcome.status == 1 ? 1 : 0;
    }
    if (outcome.status != 0) {
      EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    }
    ASSERT_EQ(detente({"report", "out/results.json"}).status, 0);
    const Contents found = all("out");
    EXPECT_TRUE(found == before || (found == after && outcome.status != 2));
    EXPECT_TRUE(outcome.status != 0 || found == after);
    if (is_last) break;
  }
  EXPECT_GT(printed, 15);
  EXPECT_GT(refused, 0);
}

TEST_F(OutputFolder, goes_on_with_what_a_journal_promises) {
  const Contents before = written_by(kOld, "out");
  write(folder_ / "out" / kDraft, before.at("results.json") + "\n");
  write(folder_ / "out/.pairs.csv.detente-00000000000000aa", "nobody promised this");
  write(folder_ / "out/.detente-journal", "detente-journal-1\nplace " + kDraft + " results.json\nplace " +
                                              kDraft.substr(0, kDraft.size() - 1) +
                                              "e pairs.csv\nremove standings.csv\nremove notes.txt\nend\n");
  write(folder_ / "out/notes.txt", "mine");
  // Who only puts a file there leaves what is promised.
  ASSERT_EQ(detente({"report", "out/results.json", "-o", "out/other.html"}).status, 0);
  EXPECT_TRUE(fs::exists(folder_ / "out" / kDraft));
  fs::remove(folder_ / "out/other.html");
  ASSERT_EQ(detente({"report", "out/results.json"}).status, 0);
  Contents expected = before;
  expected["results.json"] += '\n';
  expected["notes.txt"] = "mine";
  expected.erase("standings.csv");
  expected["report.html"] = all("out")["report.html"];
  EXPECT_TRUE(all("out") == expected);
}

TEST_F(OutputFolder, with_a_journal_that_is_none_is_left_alone) {
  written_by(kOld, "out");
  write(folder_ / "precious", "mine");
  const std::string good = "detente-journal-1\nplace " + kDraft + " results.json\nend\n";
  for (const std::string& bad : std::vector<std::string>{
           "", good.substr(0, good.size() - 1), good.substr(0, good.size() - 4), "detente-journal-2\nend\n",
           replaced(good, kDraft, "results.json"), replaced(good, " results.json", " ../precious"),
           replaced(good, "place", "put"), replaced(good, "place " + kDraft, "remove ../precious"),
           std::string(100'000, 'x') + '\n'}) {
    SCOPED_TRACE(bad.substr(0, 200));
    write(folder_ / "out" / kDraft, "{}");
    write(folder_ / "out/.detente-journal", bad);
    const Contents before = all("out");
    const Outcome outcome = detente(with(kNew, {"--output", "out"}));
    expect_refused(outcome);
    EXPECT_NE(outcome.err.find(".detente-journal' is not a journal of détente"), std::string::npos) << outcome.err;
    EXPECT_TRUE(all("out") == before);
  }
  EXPECT_EQ(contents(folder_ / "precious"), "mine");
}

TEST_F(OutputFolder, has_no_room_for_a_second_run) {
  const pid_t first = start(with({DETENTE_EXECUTABLE}, kLong));
  wait_for("out/.detente.lock");
  const fs::path err = captured_ / "second";
  const pid_t second = start(with({DETENTE_EXECUTABLE}, with(kNew, {"--output", "out"})), "",
                             open(err.c_str(), O_WRONLY | O_CREAT, 0600));
  EXPECT_EQ(finish(second).status, 2);
  EXPECT_EQ(contents(err), "detente: another détente run is writing to the folder '" +
                               (fs::canonical(folder_) / "out").string() +
                               "'; wait until it has ended, or name another folder\n");
  kill(first, SIGINT);
  EXPECT_EQ(finish(first).status, 130);
  EXPECT_EQ(files(), std::set<std::string>{});
  EXPECT_EQ(detente(with(kNew, {"--output", "out"})).status, 0);
  const int lock = open((folder_ / "out/.detente.lock").c_str(), O_RDWR | O_CREAT, 0600);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);
  expect_refused(detente({"report", "out/results.json"}));
  EXPECT_EQ(detente({"report", "out/results.json", "-o", "out/other.html"}).status, 0);
  close(lock);
  EXPECT_EQ(detente({"report", "out/results.json"}).status, 0);
  EXPECT_FALSE(fs::exists(folder_ / "out/.detente.lock"));
}

TEST_F(OutputFolder, follows_no_planted_link) {
  fs::create_directory(folder_ / "out");
  write(folder_ / "precious", "mine");
  ASSERT_EQ(shell("for f in results.json pairs.csv design.ini report.html; do ln -s ../precious out/.$f.$$.tmp; done; "
                  "exec $D match tft hawk --rounds 5 --output out")
                .status,
            0);
  EXPECT_EQ(contents(folder_ / "precious"), "mine");
  fs::create_symlink("../precious", folder_ / "out/.detente.lock");
  expect_refused(detente(with(kNew, {"--output", "out"})));
  EXPECT_EQ(contents(folder_ / "precious"), "mine");
}

TEST_F(OutputFolder, keeps_nothing_of_another_command) {
  const std::vector<std::pair<Words, std::set<std::string>>> commands{
      {kOld, {"results.json", "standings.csv", "pairs.csv", "breakers.csv", "design.ini", "report.html"}},
      {kNew, {"results.json", "pairs.csv", "design.ini", "report.html"}},
      {words_of("spirals --strategies tft,hawk@greedy"), {"spirals.json", "breakers.csv", "design.ini", "report.html"}},
      {words_of("sweep --strategies tft,hawk --over rounds=5,6"),
       {"sweep.json", "sweep.csv", "design.ini", "report.html"}},
      {kOld, {"results.json", "standings.csv", "pairs.csv", "breakers.csv", "design.ini", "report.html"}}};
  fs::create_directory(folder_ / "out");
  write(folder_ / "out/notes.txt", "mine");
  for (const auto& [words, names] : commands)
    for (int time = 0; time < 2; ++time) {  // each knows its own again
      SCOPED_TRACE(words.front());
      Contents found = written_by(words, "out");
      EXPECT_EQ(found.erase("notes.txt"), 1U);
      std::set<std::string> left;
      for (const auto& [name, text] : found) left.insert(name);
      EXPECT_EQ(left, names);
    }
}

TEST_F(OutputFolder, takes_nothing_from_anybody) {
  fs::create_directory(folder_ / "out");
  write(folder_ / "out/sweep.csv", "name,sweeps\nmine,1\n");
  write(folder_ / "out/spirals.json", "{\"mine\": 1}");
  written_by(kNew, "out");
  EXPECT_EQ(contents(folder_ / "out/sweep.csv"), "name,sweeps\nmine,1\n");
  EXPECT_EQ(contents(folder_ / "out/spirals.json"), "{\"mine\": 1}");
  for (const char* const name : {"results.json", "pairs.csv", "design.ini", "report.html"}) {
    SCOPED_TRACE(name);
    const std::string ours = contents(folder_ / "out" / name);
    write(folder_ / "out" / name, "mine\n");
    const Contents before = all("out");
    const Outcome outcome = detente(with(kNew, {"--output", "out"}));
    expect_refused(outcome);
    EXPECT_NE(outcome.err.find(std::string(name) + "' cannot be written: it was not written by détente"),
              std::string::npos)
        << outcome.err;
    EXPECT_TRUE(all("out") == before);
    write(folder_ / "out" / name, "");  // nothing is lost with it
    EXPECT_EQ(detente(with(kNew, {"--output", "out"})).status, 0);
    EXPECT_EQ(contents(folder_ / "out" / name), ours);
  }
}

TEST_F(OutputFolder, of_many_entrants_has_a_report_of_a_sample) {
  written_by(kOld, "out");
  std::string many = "hawk";
  for (int i = 0; i < 256; ++i) many += ",hawk";
  const Outcome outcome = detente({"run", "--strategies", many, "--rounds", "1", "--output", "out"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(contents(folder_ / "out/report.html").find("This page shows 256 of 257 entrants"), std::string::npos);
  EXPECT_TRUE(fs::exists(folder_ / "out/standings.csv"));
}

TEST_F(OutputFolder, that_takes_no_more_costs_no_results) {
  const std::string results = detente(kNew).out;
  const Outcome full = shell(
      "(ulimit -f 1; exec $D match tft grim --rounds 20 --misperception 0.1 --output out 2>err) | "
      "cat; cat err >&2; rm err");
  EXPECT_EQ(full.out, results);
  EXPECT_NE(full.err.find("' cannot be written: File too large\n"), std::string::npos) << full.err;
  EXPECT_EQ(files(), std::set<std::string>{});
}

TEST_F(OutputFolder, is_as_before_when_the_terminal_is_lost) {
  const pid_t child = start(with({DETENTE_EXECUTABLE}, kLong));
  wait_for("out");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  kill(child, SIGHUP);
  const Outcome outcome = finish(child);
  EXPECT_EQ(outcome.status, 130);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(files(), std::set<std::string>{});
  // Who is started by nohup goes on.
  const Outcome ignoring =
      shell("trap '' HUP; $D " + std::string("match tft grim --rounds 20 & kill -HUP $!; wait $!"));
  EXPECT_EQ(ignoring.status, 0);
}

TEST_F(OutputFolder, of_a_new_strategy_has_the_whole_file_or_none) {
  EXPECT_EQ(shell("(ulimit -f 0; exec $D new mine) >/dev/null 2>/dev/null").status, 1);
  EXPECT_EQ(files(), std::set<std::string>{});
  fs::create_symlink("nowhere", folder_ / "mine.cpp");
  expect_refused(detente({"new", "mine"}));
  fs::remove(folder_ / "mine.cpp");
  write(folder_ / ".mine.cpp.detente-0123456789abcdef", "dead");
  const int lock = open((folder_ / ".mine.cpp.detente-0123456789abcdee").c_str(), O_RDWR | O_CREAT, 0600);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);
  EXPECT_EQ(detente({"new", "mine"}).status, 0);
  EXPECT_EQ(files(), (std::set<std::string>{"mine.cpp", ".mine.cpp.detente-0123456789abcdee"}));
  close(lock);
}

}  // namespace
