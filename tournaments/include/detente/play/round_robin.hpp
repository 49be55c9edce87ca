// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <detente/design/design.hpp>
#include <detente/play/pair_results.hpp>

/// Who meets whom, playing it on all cores, and what came out.
namespace detente {

/// Two entrants at one table, by index.
struct Meeting {
  std::size_t row;     ///< entrant
  std::size_t column;  ///< entrant
};

/// Each unordered pair once, row not after column.
std::vector<Meeting> round_robin(std::size_t entrants, bool self_play);

/// What came out of one entrant, over its opponents.
struct Standing {
  std::size_t entrant;                              ///< index in the design
  int rank;                                         ///< within its motive; ties share the better one
  std::optional<std::array<int, 2>> rank_interval;  ///< 95%; absent with one repetition
  double score;                                     ///< mean over opponents of the payoff per round
  std::optional<double> score_error;                ///< half width of the 95% interval; absent with one repetition
  double cooperation;                               ///< 1 − mean own level / (levels − 1)
  double peace;                                     ///< share of rounds with both at most at the peace level
  double friction;                                  ///< … with exactly one
  double conflict;                                  ///< … with none
};

/// What a tournament comes to.
struct Results {
  std::vector<Standing> standings;                   ///< by motive in order of entry, then by rank
  PairResults pairs;                                 ///< in the order of the schedule
  std::map<std::string, std::size_t> pairs_of = {};  ///< how many, by engine
};

/// How a run is watched from outside. Both may be called from any thread, and often.
struct Watch {
  std::function<void(double done)> progress;  ///< share of the work done, 0…1
  std::function<bool()> stop;                 ///< true: give up as soon as possible
};

/// The run was given up because `Watch::stop` said so.
class Stopped : public std::exception {
 public:
  /// As the standard library calls it.
  const char* what() const noexcept override { return "stopped"; }
};

/// Plays a schedule: exactly whatever pair can be, unless the design says otherwise, and by sampling the others. The
/// result is the same to the last bit for any number of threads (0: all cores). Throws `Error` where the design needs
/// exact pairs and some are not, `FieldFailure` with all entrants that fail, each with its first failure in order of
/// repetition and schedule, and `Stopped`.
Results play(const Design& design, const std::vector<Meeting>& schedule, int threads, const Watch& watch = {});

/// Pairs that were played before (see store.hpp).
class KnownPairs;

/// A part of the pairs of a field, by where they stand in it.
struct Shard {
  int part;  ///< 1…of
  int of;    ///< how many parts there are
};

/// A tournament that was played by those who did not fail; its design names the others.
struct Played {
  Design design;    ///< without those who failed
  Results results;  ///< of that design
};

/// Plays each pair of the design once. Where the design allows forfeits, entrants that fail are left out, and what
/// comes out is to the last bit what it is without them; they are only thrown, as `play` throws, where nobody would be
/// left to meet. What is `known` is not played again, and what is played is kept there; results are the same to the
/// last bit, and where all pairs are exact they are not held in memory.
Played play_field(const Design& design, int threads, const Watch& watch = {}, KnownPairs* known = nullptr);

/// Plays what is not known of a part of the pairs, and keeps it. Throws what `play` throws; where the design allows
/// forfeits, pairs of those who fail are only left out.
void play_shard(const Design& design, const Shard& shard, int threads, const Watch& watch, KnownPairs& known);

/// How many pairs of the design there are, and how many of them have to be played.
struct ToPlay {
  std::size_t pairs;    ///< of the design, or of the part
  std::size_t unknown;  ///< that are not known
};
/// Counts them. `shard`: of a part alone.
ToPlay to_play(const Design& design, const KnownPairs& known, const std::optional<Shard>& shard = {});

/// The same without some entrants.
Played without(const Played& played, const std::vector<Forfeit>& forfeits);

/// Every round of one repetition of a pair, up to so many; of a match without end, as many.
Trace trace(const Design& design, const Meeting& meeting, std::uint64_t repetition,
            std::int64_t most_rounds = std::numeric_limits<std::int64_t>::max());

/// Under the engine `check`, the pair whose sample comes closest to its bound or leaves it furthest behind; absent
/// where no pair is exact.
std::optional<PairResult> worst_check(const Results& results);

}  // namespace detente
