// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <detente/play/round_robin.hpp>

/// Processes that play a field together, on one machine or many.
namespace detente {

/// How processes reach each other. Number 0 leads.
class Communicator {
 public:
  virtual ~Communicator() = default;

  /// The number of this process.
  virtual int rank() const = 0;
  /// How many there are.
  virtual int size() const = 0;
  /// Sends a text. What was sent arrives in order.
  virtual void send(int to, const std::string& text) = 0;

  /// A text that came.
  struct Message {
    int from;          ///< rank
    std::string text;  ///< as it was sent
  };
  /// What has come; absent where nothing has.
  virtual std::optional<Message> received() = 0;
};

/// How playing together went.
struct Together {
  std::size_t pairs = 0;                   ///< that were played
  std::vector<std::size_t> pairs_of = {};  ///< by rank
  std::vector<int> lost = {};              ///< ranks that did not answer in time; their pairs were played by others
};

/// Rank 0 hands out what is not known of a field, or of a part of it, keeps what comes back, and plays with the others
/// while it waits. A rank that takes ten times as long as the slowest answer so far, and at least `patience` seconds,
/// is lost. Pairs of strategies that fail stay unknown. Throws what `play_field` throws.
Together lead(Communicator& ranks, const Design& design, const std::optional<Shard>& shard, KnownPairs& known,
              int threads, double patience, const Watch& watch);

/// Every other rank plays what it is given of the same design, until rank 0 has nothing left. False where rank 0 ended
/// before. Throws `Stopped`.
bool follow(Communicator& ranks, const Design& design, int threads, const Watch& watch);

/// Rank 0 tells the others that it ends, whatever they wait for.
void end(Communicator& ranks);
/// Whether it has told; another rank waits for that before it ends itself.
bool has_ended(Communicator& ranks);

}  // namespace detente
