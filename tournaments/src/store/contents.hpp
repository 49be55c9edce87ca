// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <detente/store/store.hpp>

#include "store/database.hpp"

namespace detente {

/// What is kept of pairs.
enum class Kind : std::int64_t { exact = 1, sampled = 2 };

/// Pairs of a row that are kept together, with so many columns of consecutive numbers. Rows and columns are numbers of
/// entrants in the store.
struct Strip {
  Kind kind;
  std::int64_t design, row, first, count;
  std::int64_t inexact;     ///< how many of them are not exact
  std::int64_t number = 0;  ///< of the strip

  std::int64_t end() const { return first + count; }
};

/// The tables of a store. From any thread, one at a time.
struct Store::Contents {
  Contents(const std::string& path, Access access);

  /// The number of a design or an entrant; a new one where there is none. Within a transaction.
  std::int64_t design(const std::string& key);
  std::int64_t entrant(const std::string& key);
  /// The same of one that is known.
  std::optional<std::int64_t> known_design(const std::string& key);
  std::optional<std::int64_t> known_entrant(const std::string& key);

  /// By row: the strips of a design, by their first column.
  std::map<std::int64_t, std::vector<Strip>> strips(Kind kind, std::int64_t design);
  /// What a strip holds. Throws `RunFailure` where it is damaged.
  std::string read(const Strip& strip);
  /// Keeps a strip, and gives its number. Within a transaction.
  std::int64_t keep(const Strip& strip, std::string_view bytes);
  /// What is kept under a name. Throws `RunFailure` where it is damaged.
  std::optional<std::string> trial(const std::string& name);
  /// Keeps it. Within a transaction.
  void keep_trial(const std::string& name, std::string_view bytes);

  /// Throws `RunFailure`: what was read cannot be what was kept.
  [[noreturn]] void fail_of_damage() const;

  std::mutex mutex;
  Database database;

 private:
  std::int64_t numbered(const std::string& table, const std::string& key);
  std::optional<std::int64_t> known(const std::string& table, const std::string& key);
};

/// What tells that a strip was changed behind the store's back: SQLite has no check sums of its own.
std::int64_t sum_of(const Strip& strip, std::string_view bytes);
/// The same of the key of a design or an entrant.
std::int64_t sum_of(std::int64_t number, std::string_view key);

/// The same of a trial.
std::int64_t sum_of_trial(std::string_view name, std::string_view bytes);

/// Columns of pairs that a list of strips, by first column, holds.
bool holds(const std::vector<Strip>& strips, std::int64_t column);
/// The strip of the list that holds a column; null where none does.
const Strip* strip_with(const std::vector<Strip>& strips, std::int64_t column);

}  // namespace detente
