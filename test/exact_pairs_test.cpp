// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <atomic>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>
#include <limits>

#include "support/subjects.hpp"

/// Which pairs are exact, which are sampled, and which are refused.
namespace {

using namespace detente;

Request noisy(const std::string& strategies, const std::string& engine = "auto") {
  Request request;
  request.strategies = strategies;
  request.game = "prisoners-dilemma";
  request.rounds = 50;
  request.repetitions = 70;
  request.tremble = {0.02, 0.01};
  request.engine = engine;
  return request;
}

Design designed(const Request& request) {
  return make_design(request, Registry::built_in());
}
Results played(const Design& design, int threads = 2) {
  return play(design, round_robin(design.entrants.size(), true), threads);
}
Results played(const Request& request, int threads = 2) {
  return played(designed(request), threads);
}

/// Seats a strategy of these tests among the entrants.
void enter(Design& design, const Strategy& strategy) {
  Side side = design.entrants.front().side;
  side.name = strategy.name();
  side.strategy = strategy;
  design.entrants.push_back(
      {.name = side.name, .motive = "game", .strategy = strategy, .material = side.payoffs, .side = side});
}

/// What an Error says; "" when nothing is thrown.
template <class Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

/// All of a result, to the last bit.
std::string bytes(const Results& results) {
  std::string text;
  const auto add = [&](std::optional<double> value) { text += value ? shortest(*value) + " " : "- "; };
  for (const PairResult& pair : results.pairs) {
    text += pair.engine + " " + std::to_string(pair.repetitions) + " ";
    for (const std::size_t seat : {0U, 1U}) {
      for (const auto& value : {std::optional(pair.score[seat]), pair.score_error[seat], pair.score_sd[seat]})
        add(value);
      add(pair.cooperation[seat]);
    }
    add(pair.score_covariance);
    for (const double share : pair.joint) add(share);
    text += std::to_string(pair.joint_memories.value_or(0)) + " ";
    if (pair.check) {
      add(pair.check->score[0]);
      add(pair.check->standard_errors);
      add(pair.check->bound);
    }
    text += "\n";
  }
  for (const Standing& standing : results.standings) {
    text += std::to_string(standing.entrant) + " " + std::to_string(standing.rank) + " ";
    add(standing.score);
    add(standing.score_error);
    add(standing.conflict);
  }
  return text;
}

TEST(ExactPairs, give_the_same_bytes_on_any_number_of_threads) {
  std::vector<Request> requests(6, noisy("tft,gtft,grit,gradual,random,wsls,hawk@greedy,reassurance-seeker"));
  requests[1].engine = "check";
  requests[2].continuation = 0.9;
  requests[2].exact_limit = 1000;
  requests[3].game = "arms-race:levels=5,signal-cost=0.1";
  requests[3].signal_noise = 0.2;
  requests[4].monitoring = "public";
  requests[4].start = "crisis:3";
  requests[5].strategies = "tft,gtft,grit,wsls,hawk@greedy";
  requests[5].endless = true;
  for (const Request& request : requests) {
    Design design = designed(request);
    enter(design, subjects::as_strategy<subjects::Envoy>());
    const std::string expected = bytes(played(design, 1));
    for (const int threads : {2, 3}) EXPECT_EQ(bytes(played(design, threads)), expected) << threads << " threads";
  }
}

TEST(ExactPairs, do_not_depend_on_who_else_is_there) {
  const Design all = designed(noisy("tft,gtft,grit,gradual,random,wsls,hawk@greedy"));
  const Design two = designed(noisy("wsls,grit"));
  const Results among = play(all, {{0, 1}, {5, 2}, {3, 3}}, 2);
  const Results apart = play(two, {{0, 1}}, 1);
  EXPECT_EQ(among.pairs[1].score, apart.pairs[0].score);
  EXPECT_EQ(among.pairs[1].joint, apart.pairs[0].joint);
  EXPECT_EQ(among.pairs[1].score_sd, apart.pairs[0].score_sd);
  EXPECT_EQ(among.pairs[1].score_covariance, apart.pairs[0].score_covariance);
  EXPECT_EQ(among.pairs[1].joint_memories, apart.pairs[0].joint_memories);
}

/// Remembers much that matters only when the other is open.
struct Inspector {
  static constexpr Info info{.name = "inspector",
                             .about = "Counts, but asks only what was verified.",
                             .source = "These tests",
                             .against = "CD",
                             .plays = "CC"};
  std::uint8_t hostile = 0;
  Move next = C;
  auto operator<=>(const Inspector&) const = default;
  Move play() const { return next; }
  void see(Seen round) {
    hostile = static_cast<std::uint8_t>((hostile + round.theirs) % 40);
    next = round.verified ? (hostile > 20 ? D : C) : round.theirs;
  }
};
struct OpenBook {
  static constexpr Info info{
      .name = "open-book", .about = "Lets itself be seen.", .source = "These tests", .against = "C", .plays = "C"};
  auto operator<=>(const OpenBook&) const = default;
  bool open() const { return true; }
  Move play() const { return C; }
  void see(Seen) {}
};

TEST(ExactPairs, do_not_depend_on_whether_somebody_else_can_be_verified) {
  Design alone = designed(noisy("gtft"));
  enter(alone, subjects::as_strategy<Inspector>());
  Design together = alone;
  enter(together, subjects::as_strategy<OpenBook>());
  const PairResult apart = play(alone, {{0, 1}}, 1).pairs[0];
  const PairResult among = play(together, {{0, 1}, {1, 2}}, 1).pairs[0];
  EXPECT_EQ(apart.joint_memories, among.joint_memories);
  EXPECT_EQ(apart.score, among.score);
  alone.request.exact_limit = together.request.exact_limit = 30;
  EXPECT_EQ(play(alone, {{0, 1}}, 1).pairs[0].engine, play(together, {{0, 1}, {1, 2}}, 1).pairs[0].engine);
}

TEST(ExactPairs, are_those_whose_memories_end) {
  Request request = noisy("tft,gradual,grit");
  request.rounds = 500;
  const Results results = played(request);
  for (const PairResult& pair : results.pairs) {
    const bool has_gradual = pair.row == 1 || pair.column == 1;
    EXPECT_EQ(pair.engine, has_gradual ? "objects" : "exact");
    EXPECT_EQ(pair.repetitions, has_gradual ? 70 : 0);
    EXPECT_EQ(pair.joint_memories.has_value(), !has_gradual);
    EXPECT_EQ(pair.score_error[0] == 0.0, !has_gradual);
    EXPECT_FALSE(pair.check);
  }
  // A match that is short enough ends even what counts without end.
  Request brief = noisy("gradual,hawk");
  brief.rounds = 5;
  for (const PairResult& pair : played(brief).pairs) EXPECT_EQ(pair.engine, "exact");
}

TEST(ExactPairs, beyond_the_limit_are_refused_by_name_where_they_must_be_exact) {
  Request request = noisy("tft,grit", "exact");
  EXPECT_EQ(refusal([&] { played(request); }), "");
  const std::size_t most = *played(request).pairs[2].joint_memories;
  request.exact_limit = static_cast<std::int64_t>(most);
  EXPECT_EQ(refusal([&] { played(request); }), "");
  --request.exact_limit;
  EXPECT_EQ(refusal([&] { played(request); }),
            "the engine is exact; not possible for 1 of 3 pairs: 'grit' – 'grit' (more than " +
                std::to_string(most - 1) + " joint memories); a higher exact-limit may help");
  request.engine = "auto";
  EXPECT_EQ(played(request).pairs[2].engine, "objects");
}

TEST(ExactPairs, that_cannot_be_are_named_where_there_is_no_end_or_a_discount) {
  Request forever = noisy("gradual,tft");
  forever.endless = true;
  EXPECT_EQ(refusal([&] { played(forever); }),
            "rounds is infinite, which requires exact pairs; not possible for 2 of 3 pairs: 'gradual' – 'gradual', "
            "'gradual' – "
            "'tit-for-tat' (more than 4096 joint memories); a higher exact-limit may help");
  Request fading = noisy("gradual,tft");
  fading.rounds = 500;
  fading.discount = 0.9;
  EXPECT_EQ(
      refusal([&] {
        play(designed(fading), {{0, 1}}, 1);
      }),
      "a discount requires exact pairs; not possible for 1 of 1 pair: 'gradual' – 'tit-for-tat' (more than 4096 joint "
      "memories); a higher exact-limit may help");
}

/// Cannot be enumerated: throws dice in its memory, or has no order.
struct Gambler {
  static constexpr Info info{
      .name = "gambler", .about = "Forgets by chance.", .source = "These tests", .against = "C", .plays = "C"};
  Move last = C;
  auto operator<=>(const Gambler&) const = default;
  Move play() const { return last; }
  void see(Seen round, Rng& rng) { last = rng.chance(0.5) ? round.theirs : C; }
};
struct Stranger {
  static constexpr Info info{
      .name = "stranger", .about = "Cannot be compared.", .source = "These tests", .against = "C", .plays = "C"};
  Move last = C;
  Move play() const { return last; }
  void see(Seen round) { last = round.theirs; }
};

TEST(ExactPairs, cannot_be_where_memories_cannot_be_enumerated) {
  const auto said = [](const Strategy& strategy) {
    Design design = designed(noisy("tft", "exact"));
    enter(design, strategy);
    return refusal([&] { play(design, {{0, 1}}, 1); });
  };
  EXPECT_EQ(said(subjects::as_strategy<Gambler>()),
            "the engine is exact; not possible for 1 of 1 pair: 'tit-for-tat' – 'gambler' (the memory of 'gambler' "
            "changes at random)");
  EXPECT_EQ(
      said(subjects::as_strategy<Stranger>()),
      "the engine is exact; not possible for 1 of 1 pair: 'tit-for-tat' – 'stranger' (the memory of 'stranger' cannot "
      "be compared)");
}

TEST(ExactDesign, that_contradicts_itself_is_refused) {
  const auto said = [](auto change) {
    Request request = noisy("tft,hawk");
    change(request);
    return refusal([&] { designed(request); });
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(said([](Request&) {}), "");
  EXPECT_EQ(said([](Request& r) { r.discount = 0; }), "");
  for (const double discount : {-0.1, 1.0, 1.5, nan})
    EXPECT_NE(said([&](Request& r) { r.discount = discount; }), "") << discount;
  for (const std::string engine : {"objects", "check"}) {
    EXPECT_NE(said([&](Request& r) { r.engine = engine, r.endless = true; }), "") << engine;
    EXPECT_NE(said([&](Request& r) { r.engine = engine, r.discount = 0.9; }), "") << engine;
  }
  EXPECT_EQ(said([](Request& r) { r.engine = "objects", r.endless = true; }),
            "rounds is infinite, but the engine 'objects' samples matches, which have a finite length and equally "
            "weighted rounds; use exact or auto");
  EXPECT_NE(said([](Request& r) { r.endless = true, r.known_length = true; }), "");
  EXPECT_NE(said([](Request& r) { r.endless = true, r.continuation = 0.9; }), "");
  EXPECT_NE(said([](Request& r) { r.monitoring = "secret"; }), "");
  EXPECT_NE(said([](Request& r) { r.engine = "exactly"; }), "");
  EXPECT_NE(said([](Request& r) { r.exact_limit = 0; }), "");
}

TEST(ExactDesign, takes_rates_below_the_grain_of_the_draws_unless_a_pair_is_sampled) {
  Request rare = noisy("tft,hawk");
  rare.tremble = {1e-12, 0};
  rare.misperception = {0, 1e-30};
  EXPECT_EQ(refusal([&] { played(rare); }), "");
  rare.engine = "check";
  EXPECT_NE(refusal([&] { played(rare); }), "");
  rare.engine = "objects";
  EXPECT_NE(refusal([&] { played(rare); }), "");
  rare.engine = "auto";
  rare.strategies = "tft,gradual";
  rare.rounds = 500;
  EXPECT_NE(refusal([&] { played(rare); }), "");
  EXPECT_EQ(refusal([&] { play(designed(rare), {{0, 0}}, 1); }), "");
}

TEST(Standings, take_errors_from_sampled_pairs_alone) {
  for (const Standing& standing : played(noisy("tft,gtft,grit,hawk")).standings) {
    EXPECT_EQ(standing.score_error, 0.0);
    EXPECT_EQ(standing.rank_interval, (std::array{standing.rank, standing.rank}));
  }
  Request request = noisy("tft,gradual,grit");
  request.rounds = 500;
  const Results results = played(request);
  for (const Standing& standing : results.standings) {
    double score = 0;
    double error = 0;
    for (const PairResult& pair : results.pairs)
      if (pair.row == pair.column && pair.row == standing.entrant)
        score += (pair.score[0] + pair.score[1]) / 2;
      else if (pair.row == standing.entrant || pair.column == standing.entrant) {
        const std::size_t seat = pair.row == standing.entrant ? 0 : 1;
        score += pair.score[seat];
        error += *pair.score_error[seat];
      }
    EXPECT_NEAR(standing.score, score / 3, 1e-12);
    if (standing.entrant == 1) continue;  // of several sampled pairs errors do not add up
    EXPECT_NEAR(*standing.score_error, error / 3, 1e-12);
  }
}

// The longest solution of the library: 3600 points that all reach each other.
TEST(LongExact, solves_the_largest_pair_of_the_library) {
  Request request = noisy("bayesian", "check");
  request.misperception = {0.08, 0.05};
  request.continuation = 0.97;
  request.repetitions = 40'000;
  const PairResult random = played(request).pairs[0];
  EXPECT_EQ(random.joint_memories, 3600U);
  EXPECT_LT(random.check->standard_errors, random.check->bound);
  EXPECT_NEAR(random.score[0], random.score[1], 1e-12);  // a pair of twins
  EXPECT_NEAR(*random.score_sd[0], *random.score_sd[1], 1e-12);
}

TEST(ExactRun, is_given_up_and_tells_its_progress) {
  const Design design = designed(noisy("tft,gtft,grit,wsls,random,reassurance-seeker"));
  const auto schedule = round_robin(design.entrants.size(), true);
  std::atomic<int> asked = 0;
  EXPECT_THROW(play(design, schedule, 2, {.progress = {}, .stop = [&] { return ++asked > 5; }}), Stopped);
  std::atomic<double> most = 0;
  const auto watch = [&](double done) {
    EXPECT_LE(done, 1);
    most = std::max(most.load(), done);
  };
  play(design, schedule, 1, {.progress = watch, .stop = {}});
  EXPECT_EQ(most, 1);
}

}  // namespace
