// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cstdlib>
#include <detente/best_response/best_response.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/store/store.hpp>
#include <detente/tables/tables.hpp>
#include <detente/text/text.hpp>
#include <fstream>

namespace {

using namespace detente;

/// FNV-1a, 64 bits.
class Hash {
 public:
  void add(const std::string& text) {
    for (const char byte : text) value_ = (value_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  }
  std::string hex() const {
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(value_ >> shift) & 15];
    return digits;
  }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

void add(const Results& results, Hash& hash) {
  for (const PairResult& pair : results.pairs) {
    for (const double value :
         {pair.score[0], pair.score[1], *pair.score_sd[0], *pair.score_error[1], *pair.score_covariance, pair.joint[0]})
      hash.add(shortest(value) + " ");
  }
  for (const Standing& standing : results.standings)
    hash.add(std::to_string(standing.entrant) + ":" + std::to_string((*standing.rank_interval)[1]) + " " +
             shortest(*standing.score_error) + "\n");
}

/// Adds what the exact engine makes of each kind of length, and of an opponent's best responses.
void add_exact(Hash& hash) {
  const Registry registry = Registry::built_in();
  for (const auto& [game, length, discount] : {std::tuple<std::string, int, double>{"prisoners-dilemma", 70, 1},
                                               {"security-dilemma:signal-cost=0.1", 0, 1},
                                               {"arms-race:levels=5", -1, 1},
                                               {"chicken", -1, 0.98},
                                               {"stag-hunt", 30, 0.9}}) {
    Request request;
    request.strategies =
        "tit-for-tat,random,contrite-tit-for-tat,grim,grit,reassurance-seeker,capri,opportunist@greedy,"
        "memory-one:first=0.5,cc=0.9,cd=0.2,dc=0.7,dd=0.1";  // with itself it goes by lumps
    request.game = game;
    request.tremble = {0.03, 0.01};
    request.misperception = {0.1, 0.05};
    request.engine = "exact";
    if (length > 0) request.rounds = length;
    if (length == 0) request.continuation = 0.99;
    request.endless = length < 0;
    if (discount < 1) request.discount = discount;
    const Design design = make_design(request, registry);
    std::vector<Meeting> schedule = round_robin(design.entrants.size(), true);
    std::erase_if(schedule, [](const Meeting& meeting) { return meeting.row == 5 && meeting.column == 5; });  // slow
    add(play(design, schedule, 2), hash);
    for (const Entrant& entrant : design.entrants) {
      const auto exposed = exploitability(for_ever(design.rules), design.game, entrant.side, entrant.side.tremble,
                                          entrant.side.misperception, 4096);
      for (const BestResponse& best : {exposed->same, exposed->greedy, exposed->spoiler})
        hash.add(shortest(best.gain) + " " + shortest(best.victim) + "\n");
    }
  }
}

/// One number for what the engines compute: fixed strategies in worlds that use every part of a match.
std::string signature() {
  const std::string strategies =
      "tit-for-tat,suspicious-tit-for-tat,generous-tit-for-tat,tit-for-two-tats,two-tits-for-tat,contrite-tit-for-tat,"
      "grim,"
      "win-stay-lose-shift,hawk,dove,random,memory-one:first=0.5,cc=0.9,cd=0.2,dc=0.7,dd=0.1,all-or-none,forgiver,grit,"
      "reassurance-seeker,gradual,zd-extortion,zd-generous,tft-atft,capri,opportunist@greedy";
  Hash hash;
  const Registry registry = Registry::built_in();
  for (const auto& [game, start, continuation] :
       {std::tuple<std::string, std::string, double>{"prisoners-dilemma", "peace", 0},
        {"security-dilemma:signal-cost=0.1", "crisis:4", 0.97},
        {"arms-race:levels=5", "peace", 0}}) {
    Request request;
    request.strategies = strategies;
    request.game = game;
    request.start = start;
    if (continuation > 0) request.continuation = continuation;
    request.rounds = 70;
    request.repetitions = 70;
    request.engine = "objects";
    request.tremble = {0.03, 0.01};
    request.misperception = {0.1, 0.05};
    request.signal_noise = 0.1;
    const Design design = make_design(request, registry);
    add(play(design, round_robin(design.entrants.size(), true), 2), hash);
  }
  add_exact(hash);
  return hash.hex();
}

// A commit that changes this says so in its trailer, `Results: <signature>`, and raises `kResultsVersion`, or stores of
// solved pairs would mix old and new results. DETENTE_ACCEPT=1 then rewrites the file.
TEST(Signature, of_the_results_has_not_changed) {
  const std::string path = std::string(DETENTE_TEST_DIR) + "/golden/signature.txt";
  const std::string now = signature();
  std::string agreed;
  int version = 0;
  std::ifstream(path) >> agreed >> version;
  if (now != agreed) {
    EXPECT_GT(kResultsVersion, version) << "results changed: raise kResultsVersion in store.hpp";
  }
  if (std::getenv("DETENTE_ACCEPT") != nullptr && (now == agreed || kResultsVersion > version)) {
    std::ofstream(path) << now << " " << kResultsVersion << "\n";
    return;
  }
  EXPECT_EQ(now, agreed);
  EXPECT_EQ(kResultsVersion, version) << "results did not change";
}

/// What two noisy worlds come to when all pairs are sampled by an engine, whose name is left out.
std::string sampled(const std::string& engine, const std::string& kernel) {
  Hash hash;
  const Registry registry = Registry::built_in();
  for (const double continuation : {0.0, 0.97}) {
    Request request;
    // Automata that fill a vector narrowly and broadly, with and without dice, and some that fill none.
    request.strategies =
        "tit-for-tat,suspicious-tit-for-tat,generous-tit-for-tat,tit-for-two-tats,two-tits-for-tat,contrite-tit-for-"
        "tat,"
        "grim,win-stay-lose-shift,hawk,dove,random,memory-one:first=0.5,cc=0.9,cd=0.2,dc=0.7,dd=0.1,all-or-none,"
        "forgiver,grit,zd-extortion,tft-atft,capri,grit-token,empathic";
    request.game = "prisoners-dilemma";
    if (continuation > 0) request.continuation = continuation;
    request.rounds = 300;
    request.repetitions = 150;
    request.engine = engine;
    request.kernel = kernel;
    request.tremble = {0.03, 0.01};
    request.misperception = {0.1, 0.05};
    const Design design = make_design(request, registry);
    const Results results = play(design, round_robin(design.entrants.size(), true), 2);
    add(results, hash);
    for (const PairResult& pair : results.pairs)
      for (const double value : {pair.episodes->rupture_rate, pair.episodes->hostile_share, pair.episodes->spiral_share,
                                 pair.episodes->lock_in_share, pair.episodes->reaction[0].value_or(7)})
        hash.add(shortest(value) + " ");
  }
  return hash.hex();
}

TEST(Signature, of_a_sample_is_that_of_the_objects_by_every_kernel_and_each_has_played) {
  const std::string objects = sampled("objects", "");
  for (const TableKernel& kernel : table_kernels()) {
    if (!kernel.runs_here) continue;
    const std::string name(kernel.name);
    const std::uint64_t before = rounds_played(name);
    EXPECT_EQ(sampled("tables", name), objects) << name;
    EXPECT_GT(rounds_played(name), before) << name;
  }
}

}  // namespace
