// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace detente {

/// A connection to an SQLite file, for one thread at a time. Whatever goes wrong is told as a failure of the store.
class Database {
 public:
  /// Throws `Error` where the file cannot be opened.
  Database(const std::string& path, bool is_writable);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  const std::string& path() const { return path_; }
  bool is_writable() const { return is_writable_; }
  /// Executes statements that give nothing back.
  void execute(const std::string& statements);
  /// The same for a statement on which SQLite does not wait for others: here it is tried again.
  void execute_patiently(const std::string& statement);
  /// The number that a statement gives.
  std::int64_t number(const std::string& statement);
  std::int64_t last_inserted() const;
  bool has_changed() const;  ///< whether the last statement changed a row

  /// Throws for the last thing that went wrong.
  [[noreturn]] void fail() const;

 private:
  friend class Query;
  std::string path_;
  bool is_writable_;
  sqlite3* database_ = nullptr;
};

/// A statement with values, which may be asked again and again.
class Query {
 public:
  Query(Database& database, const std::string& statement);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Sets the value of a `?`, from 1.
  Query& with(int place, std::int64_t value);
  Query& with_text(int place, std::string_view value);
  Query& with_bytes(int place, std::string_view value);
  /// Goes to the next row; false at the end, when it may be asked anew.
  bool next();
  /// The same where nothing is given back, or only the first row is wanted.
  void run();

  /// The values of a row, from 0; of bytes until the next one.
  std::int64_t whole(int column) const;
  std::string_view bytes(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

/// Changes that are made together, or not at all.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool is_open_ = true;
};

}  // namespace detente
