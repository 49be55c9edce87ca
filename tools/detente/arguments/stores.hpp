// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <detente/ranks/ranks.hpp>
#include <detente/store/store.hpp>

#include "arguments/options.hpp"

namespace detente::cli {

/// `--shard I/N`. Throws `Error`.
std::optional<Shard> shard(const Arguments& arguments);

/// The stores that a command was given: where pairs are kept, and where more of them are read.
class Stores {
 public:
  /// Opens `--store` and each `--from`. Throws `Error`, also for what has no meaning without `--store`.
  Stores(const Arguments& arguments, const Registry& registry);

  bool empty() const { return !store_; }
  /// Whether this process plays what another one hands out, and prints nothing.
  bool follows() const;
  /// Whether there are no results to print: it follows, or plays a part alone.
  bool plays_part() const { return follows() || shard_; }
  /// Whether rank 0 has ended; another one waits for that.
  static bool has_ended();
  /// Whether other ranks were lost on the way.
  static bool has_lost_ranks();
  /// The part of the field that is played, and no more.
  const std::optional<Shard>& shard() const { return shard_; }

  /// What is known of a design, which must outlive it, for who plays it; null without a store. It holds until the next
  /// call.
  KnownPairs* known(const Design& design);
  /// What is known of trials of spirals; null without a store. It holds as long as this.
  StoredTrials* trials() { return trials_.get(); }
  /// "3 of 401 entrants new: 1,200 of 80,601 pairs to play", for that design.
  std::string plan(const Design& design) const;

 private:
  std::vector<Store*> others() const;

  const Registry& registry_;
  std::optional<Shard> shard_;
  std::unique_ptr<Store> store_;
  std::vector<std::unique_ptr<Store>> others_;
  std::unique_ptr<StoredPairs> pairs_;
  std::unique_ptr<StoredTrials> trials_;
};

/// The processes that play together; null for one that is alone.
Communicator* communicator();
void set_communicator(Communicator* ranks);

/// What is known of a design, after it was said what is not, and other ranks have played it; null without a store.
/// `where` stands before what is said.
KnownPairs* told_known(Stores& stores, const Design& design, int threads, const std::string& where = "");
/// Plays the part that `--shard` names, or what rank 0 hands out. False where rank 0 ended.
bool play_part(Stores& stores, const Design& design, int threads, const std::string& where = "");

}  // namespace detente::cli
