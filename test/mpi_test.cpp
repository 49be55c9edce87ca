// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <csignal>
#include <thread>
#include <tuple>

#include "support/command.hpp"

/// The command under mpirun, with each MPI for which a helper was built.
namespace {

using namespace command;

class UnderMpi : public Cli, public testing::WithParamInterface<std::string> {
 protected:
  UnderMpi() {
    setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 1);
    setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 1);
    // Two mpirun at a time would share two cores by binding to the same one.
    setenv("OMPI_MCA_hwloc_base_binding_policy", "none", 1);
    setenv("OMPI_MCA_rmaps_base_oversubscribe", "1", 1);
  }
  Words mpirun(int ranks, const Words& words) const {
    return with({"mpirun." + GetParam(), "-n", std::to_string(ranks), DETENTE_EXECUTABLE}, words);
  }
  Outcome played(int ranks, const Words& words) const { return finish(start(mpirun(ranks, words))); }
};

const Words kRun = words_of(
    "run --strategies tft,gtft,grim,hawk,random,grit,empathic,adaptive,grumpy,reassurance-seeker --rounds 100 "
    "--repetitions 100 --show standings --format csv");

TEST_P(UnderMpi, results_are_those_of_one_process) {
  const std::string wanted = detente(kRun).out;
  for (const int ranks : {1, 2, 3, 8}) {
    SCOPED_TRACE(ranks);
    const std::string store = std::to_string(ranks) + ".db";
    const Outcome outcome = played(ranks, with(kRun, {"--store", store}));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, wanted);
    if (ranks > 1) {
      EXPECT_NE(outcome.err.find(" ranks played 55 pairs: "), std::string::npos) << outcome.err;
    }
    EXPECT_EQ(detente(with(kRun, {"--store", store})).err, "0 of 10 entrants new: 0 of 55 pairs to play\n");
  }
}

TEST_P(UnderMpi, serves_spirals_and_sweeps) {
  for (const std::string line : {"spirals --strategies tft,grit,hawk --format csv",
                                 "sweep --strategies tft,grit,hawk --over misperception=0,0.05 --format csv"})
    EXPECT_EQ(played(2, with(words_of(line), {"--store", "s.db"})).out, detente(words_of(line)).out) << line;
}

TEST_P(UnderMpi, bad_input_is_told_once) {
  for (const std::string line :
       {"run --strategies nobody --store s.db", "run --strategies tft,grim", "run --store no/where"}) {
    const Outcome outcome = played(2, words_of(line));
    EXPECT_EQ(outcome.status, 2) << line;
    EXPECT_EQ(outcome.out, "");
    std::size_t told = 0;
    for (std::size_t at = outcome.err.find("detente: "); at != std::string::npos;
         at = outcome.err.find("detente: ", at + 1))
      ++told;
    EXPECT_EQ(told, 1U) << outcome.err;
  }
}

TEST_P(UnderMpi, a_job_that_was_killed_goes_on) {
  Words words = kRun;
  words.erase(std::find(words.begin(), words.end(), "--repetitions"), std::find(words.begin(), words.end(), "--show"));
  words = with(words, {"--repetitions", "3000", "--store", "s.db"});
  const pid_t job = start(mpirun(3, words));
  std::this_thread::sleep_for(std::chrono::milliseconds(1200));
  std::ignore = std::system(("pkill -9 -f -n 'detente-" + GetParam() + " .*s.db'").c_str());
  finish(job);
  const Outcome again = played(2, words);
  EXPECT_EQ(again.status, 0) << again.err;
  words.resize(words.size() - 2);
  EXPECT_EQ(again.out, detente(words).out);
}

std::vector<std::string> built() {
  std::vector<std::string> all;
  for (const char* const mpi : {"openmpi", "mpich"})
    if (fs::exists(fs::path(DETENTE_BUILD_DIR) / (std::string("detente-") + mpi))) all.emplace_back(mpi);
  return all;
}
INSTANTIATE_TEST_SUITE_P(Of, UnderMpi, testing::ValuesIn(built()), [](const auto& of) { return of.param; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(UnderMpi);

/// A launcher for which no helper was built.
TEST_F(Cli, UnderMpiWithoutHelperIsRefused) {
  fs::copy(DETENTE_EXECUTABLE, folder_ / "alone");
  const Outcome outcome = shell("OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_RANK=0 ./alone run --store s.db");
  expect_refused(outcome);
  EXPECT_NE(outcome.err.find("DETENTE_MPI"), std::string::npos);
  EXPECT_EQ(shell("PMI_SIZE=4 PMI_RANK=3 ./alone run --store s.db").err, "");
  EXPECT_EQ(shell("PMI_SIZE=1 PMI_RANK=0 ./alone match tft grim").status, 0);
}

}  // namespace
