// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include <detente/ranks/ranks.hpp>
#include <detente/spirals/spirals.hpp>

#include "terminal/time_left.hpp"

namespace detente::cli {

/// A bar on standard error with the time left, once that can be told, for runs that take a while. Silent where standard
/// error is no terminal; gone when it is destroyed. May be told from any thread.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(double done);

 private:
  using Clock = std::chrono::steady_clock;

  bool is_silent_;
  int width_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_;
  TimeLeft time_left_;
  std::mutex mutex_;
};

/// Takes the bar away for a last line. May be called by a signal handler.
void clear_bar() noexcept;

/// Plays each pair of a design once under a progress bar; Ctrl-C stops it. Throws what `play_field` throws. `known`: as
/// there.
Played watched_field(const Design& design, int threads, KnownPairs* known = nullptr);

/// Plays a part of the pairs likewise.
void watched_shard(const Design& design, const Shard& shard, int threads, KnownPairs& known);

/// Plays a schedule under a progress bar; Ctrl-C stops it. Throws what `detente::play` throws.
Results watched_play(const Design& design, const std::vector<Meeting>& schedule, int threads);

/// Answers a question about spirals likewise.
SpiralReport watched_spirals(const SpiralDesign& question, const Results& results, const Registry& registry,
                             Detail detail, int threads);

/// Whether the answer would hold with others, likewise.
std::vector<LibraryAnswer> watched_library(const SpiralDesign& question, const Registry& registry, int threads);

/// How much peace there is after crises, likewise.
std::vector<PeaceAfterCrisis> watched_peace(const SpiralDesign& question, int threads);

/// Who broke it, likewise.
std::vector<Credit> watched_credits(const SpiralDesign& question, int threads);

/// Leads other ranks likewise; where standard error is no terminal, as under mpirun, with a line now and then.
Together watched_lead(Communicator& ranks, const Design& design, const std::optional<Shard>& shard, KnownPairs& known,
                      int threads, double patience);

/// Plays for rank 0 until it has nothing left; false where it ended. Ctrl-C stops it.
bool watched_follow(Communicator& ranks, const Design& design, int threads);

/// "3 min 20 s", for seconds.
std::string duration(double seconds);

}  // namespace detente::cli
