// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <detente/design/design.hpp>
#include <detente/play/round_robin.hpp>

/// A file of pairs that were played, so that none has to be played twice.
namespace detente {

/// Goes up with each change of results: what an older version played is not taken for what this one would.
constexpr int kResultsVersion = 1;

/// An open store: one SQLite file. Any number of processes of one machine may use it at a time.
class Store {
 public:
  /// For writing, which makes the file where there is none; or for reading alone, which leaves nothing beside it.
  enum class Access : std::uint8_t { write, read };

  /// Opens a file. Throws `Error` where it is none of ours, of another version of the format, or cannot be opened, and
  /// `RunFailure` where it is damaged.
  Store(const std::string& path, Access access);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// What it holds.
  struct Summary {
    std::int64_t designs;        ///< that differ in anything that a pair depends on
    std::int64_t entrants;       ///< likewise
    std::int64_t exact_pairs;    ///< solved
    std::int64_t inexact_pairs;  ///< known not to be exact
    std::int64_t sampled_pairs;  ///< with all repetitions
    std::int64_t trials;         ///< tests of spirals, of pairs in a world
    std::int64_t outdated;       ///< pairs that no design of this version finds
    std::int64_t bytes;          ///< of the file
  };
  /// Counts. `registry`: the strategies of this version.
  Summary summary(const Registry& registry) const;
  /// Reads everything: a sentence for each thing that is damaged.
  std::vector<std::string> check() const;
  /// Removes what no design of this version finds, and gives the disk its room back. How many pairs that was.
  std::int64_t prune(const Registry& registry);
  /// Takes over what another store knows and this one does not; all or nothing. How many pairs that is.
  std::int64_t merge(const Store& part);

  /// The file.
  const std::string& path() const;

  /// What the rooms of the library see of it.
  struct Contents;
  Contents& contents() const { return *contents_; }  ///< for them

 private:
  std::unique_ptr<Contents> contents_;
};

/// What stores know of trials of spirals: texts by name. From any thread.
class StoredTrials {
 public:
  /// As with `StoredPairs`.
  StoredTrials(Store& store, const std::vector<Store*>& others, const Registry& registry);
  ~StoredTrials();
  StoredTrials(const StoredTrials&) = delete;
  StoredTrials& operator=(const StoredTrials&) = delete;

  /// What is known under a name.
  std::optional<std::string> find(const std::string& name) const;
  /// Keeps it; half a second later it survives whatever happens.
  void keep(const std::string& name, const std::string& bytes);
  /// All that was kept survives from now on.
  void commit();
  /// The strategies that names of code are of.
  const Registry& registry() const { return registry_; }

 private:
  void write();

  Store& store_;
  std::vector<Store*> others_;
  const Registry& registry_;
  std::mutex mutex_;
  std::vector<std::pair<std::string, std::string>> pending_;
  std::chrono::steady_clock::time_point written_ = std::chrono::steady_clock::now();
};

/// What stores know of the pairs of a design.
class StoredPairs {
 public:
  /// `store` takes what is played; `others` are only read. All must outlive it, and so must the design.
  StoredPairs(Store& store, const std::vector<Store*>& others, const Design& design, const Registry& registry);
  ~StoredPairs();
  StoredPairs(const StoredPairs&) = delete;
  StoredPairs& operator=(const StoredPairs&) = delete;

  /// For who plays.
  KnownPairs& pairs() const;
  /// Entrants of which none of the stores had heard.
  std::size_t new_entrants() const;

 private:
  class Known;
  std::unique_ptr<Known> known_;
};

}  // namespace detente
