// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "store/database.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include <detente/error.hpp>

namespace detente {
namespace {

constexpr int kPatience = 60'000;  // milliseconds that another process may write

/// A path as part of a URI.
std::string in_uri(const std::string& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char letter : path) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '%' || letter == '?' || letter == '#') {
      text += '%';
      text += kDigits[byte / 16];
      text += kDigits[byte % 16];
    } else {
      text += letter;
    }
  }
  return text;
}

/// Whether what was written last is still beside the file, as after a kill.
bool has_journal(const std::string& path) {
  std::error_code error;
  return std::filesystem::file_size(path + "-wal", error) > 0 && !error;
}

}  // namespace

Database::Database(const std::string& path, bool is_writable) : path_(path), is_writable_(is_writable) {
  if (path.empty()) throw Error("a store needs the name of a file");
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (error && status.type() != std::filesystem::file_type::not_found)
    throw Error("store '" + path + "' cannot be opened: " + error.message());
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    throw Error("store '" + path + "' is not a file");
  const std::string absolute = std::filesystem::absolute(path).string();
  const bool is_frozen = !is_writable && !has_journal(path);
  const std::string uri = "file:" + in_uri(absolute) + (is_frozen ? "?immutable=1" : "");
  const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                    (is_writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                     : is_frozen ? SQLITE_OPEN_READONLY
                                 : SQLITE_OPEN_READWRITE);
  if (sqlite3_open_v2(uri.c_str(), &database_, flags, nullptr) != SQLITE_OK) {
    const int reason = database_ == nullptr ? ENOMEM : sqlite3_system_errno(database_);
    sqlite3_close(database_);
    if (!std::filesystem::exists(status))
      throw Error(is_writable ? "store '" + path + "' cannot be made: its folder does not exist or is read-only"
                              : "there is no store '" + path + "'");
    throw Error("store '" + path + "' cannot be opened: " + std::strerror(reason));
  }
  sqlite3_busy_timeout(database_, kPatience);
}

Database::~Database() {
  sqlite3_close(database_);
}

void Database::fail() const {
  const std::string store = "store '" + path_ + "'";
  switch (sqlite3_errcode(database_) & 0xFF) {
    case SQLITE_FULL:
      throw RunFailure("cannot write to " + store + ": no space left on device; what it holds stays as it is");
    case SQLITE_IOERR:
      throw RunFailure("cannot read or write " + store + ": " + std::strerror(sqlite3_system_errno(database_)) +
                       "; what it holds stays as it is");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      throw Error(store + (is_writable_ ? " cannot be written: the file or its folder is read-only; give another file"
                                        : " cannot be opened: it was not closed, and its folder is read-only"));
    case SQLITE_NOTADB:
      throw Error("'" + path_ + "' is no store of played pairs; give a file that --store made, or a new name");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw RunFailure(store + " has been locked by another process for a minute; repeat the command later");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_CORRUPT:
      throw RunFailure(store + " is damaged (" + sqlite3_errmsg(database_) +
                       "); use a copy, or delete it and play again");
    default:
      throw RunFailure(store + ": " + sqlite3_errmsg(database_));
  }
}

void Database::execute(const std::string& statements) {
  if (sqlite3_exec(database_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::execute_patiently(const std::string& statement) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(kPatience);
  while (sqlite3_exec(database_, statement.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    if ((sqlite3_errcode(database_) & 0xFF) != SQLITE_BUSY || std::chrono::steady_clock::now() > until) fail();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

std::int64_t Database::number(const std::string& statement) {
  Query query(*this, statement);
  query.next();
  return query.whole(0);
}

std::int64_t Database::last_inserted() const {
  return sqlite3_last_insert_rowid(database_);
}

bool Database::has_changed() const {
  return sqlite3_changes(database_) > 0;
}

Query::Query(Database& database, const std::string& statement) : database_(database) {
  if (sqlite3_prepare_v2(database.database_, statement.c_str(), -1, &statement_, nullptr) != SQLITE_OK) database.fail();
}

Query::~Query() {
  sqlite3_finalize(statement_);
}

Query& Query::with(int place, std::int64_t value) {
  sqlite3_bind_int64(statement_, place, value);
  return *this;
}

Query& Query::with_text(int place, std::string_view value) {
  sqlite3_bind_text64(statement_, place, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Query& Query::with_bytes(int place, std::string_view value) {
  sqlite3_bind_blob64(statement_, place, value.data(), value.size(), SQLITE_TRANSIENT);
  return *this;
}

bool Query::next() {
  const int outcome = sqlite3_step(statement_);
  if (outcome == SQLITE_ROW) return true;
  if (outcome != SQLITE_DONE) {
    sqlite3_reset(statement_);
    database_.fail();
  }
  sqlite3_reset(statement_);
  return false;
}

void Query::run() {
  if (next()) sqlite3_reset(statement_);
}

std::int64_t Query::whole(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Query::bytes(int column) const {
  const void* const begin = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return begin == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(begin), size);
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!is_open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const std::exception&) {  // it is rolled back when the file is closed
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  is_open_ = false;
}

}  // namespace detente
