// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "store/contents.hpp"

#include <algorithm>

#include <detente/error.hpp>

#include "play/unknown_pairs.hpp"
#include "store/packing.hpp"

namespace detente {
namespace {

constexpr std::int64_t kApplication = 0x64747331;  // "dts1", for file(1)
constexpr std::int64_t kFormat = 1;

// Numbers are never used again: a run may hold one while others prune. Hashes of content name designs and entrants,
// never pairs: those come at the end of the file, and are found by small numbers. The key of `solved` is an index
// without the data, so that what is known is seen without reading it.
constexpr const char* kTables = R"(
CREATE TABLE design(id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, sum INTEGER NOT NULL);
CREATE TABLE entrant(id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, sum INTEGER NOT NULL);
CREATE TABLE solved(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, design INTEGER NOT NULL, row INTEGER NOT NULL,
  first INTEGER NOT NULL, n INTEGER NOT NULL, inexact INTEGER NOT NULL, data BLOB NOT NULL, sum INTEGER NOT NULL,
  UNIQUE(kind, design, row, first, n, inexact));
CREATE TABLE trial(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, data BLOB NOT NULL, sum INTEGER NOT NULL);
)";

}  // namespace

std::int64_t sum_of(const Strip& strip, std::string_view bytes) {
  return check_sum(
      bytes, {static_cast<std::int64_t>(strip.kind), strip.design, strip.row, strip.first, strip.count, strip.inexact});
}

std::int64_t sum_of(std::int64_t number, std::string_view key) {
  return check_sum(key, {number});
}

std::int64_t sum_of_trial(std::string_view name, std::string_view bytes) {
  return check_sum(bytes, {check_sum(name, {})});
}

bool holds(const std::vector<Strip>& strips, std::int64_t column) {
  return strip_with(strips, column) != nullptr;
}

const Strip* strip_with(const std::vector<Strip>& strips, std::int64_t column) {
  auto after = std::upper_bound(strips.begin(), strips.end(), column,
                                [](std::int64_t wanted, const Strip& strip) { return wanted < strip.first; });
  while (after != strips.begin()) {
    --after;
    if (after->end() > column) return &*after;
    if (after->first + static_cast<std::int64_t>(kStrip) <= column) return nullptr;
  }
  return nullptr;
}

Store::Contents::Contents(const std::string& path, Access access) : database(path, access == Access::write) {
  if (access == Access::write) {
    database.execute_patiently("PRAGMA journal_mode=WAL");
    database.execute("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384");
    Transaction making(database);
    const bool is_new =
        database.number("PRAGMA application_id") == 0 && database.number("SELECT count(*) FROM sqlite_master") == 0;
    if (is_new)
      database.execute(kTables + ("PRAGMA application_id=" + std::to_string(kApplication) +
                                  "; PRAGMA user_version=" + std::to_string(kFormat)));
    making.commit();
  }
  if (database.number("PRAGMA application_id") != kApplication)
    throw Error("'" + path + "' is no store of played pairs; give a file that --store made (and copy '" + path +
                "-wal' with it), or a new name");
  if (const std::int64_t format = database.number("PRAGMA user_version"); format != kFormat)
    throw Error("store '" + path + "' has format " + std::to_string(format) +
                ", and this version of détente reads format " + std::to_string(kFormat) + " only");
}

void Store::Contents::fail_of_damage() const {
  throw RunFailure("store '" + database.path() + "' is damaged: a record does not fit its checksum; 'detente store " +
                   database.path() + " --check' names it");
}

std::optional<std::int64_t> Store::Contents::known(const std::string& table, const std::string& key) {
  Query query(database, "SELECT id, sum FROM " + table + " WHERE key = ?");
  if (!query.with_text(1, key).next()) return std::nullopt;
  if (query.whole(1) != sum_of(query.whole(0), key)) fail_of_damage();
  return query.whole(0);
}

std::int64_t Store::Contents::numbered(const std::string& table, const std::string& key) {
  if (const auto number = known(table, key)) return *number;
  Query(database, "INSERT INTO " + table + "(key, sum) VALUES(?, 0)").with_text(1, key).run();
  const std::int64_t number = database.last_inserted();
  Query(database, "UPDATE " + table + " SET sum = ? WHERE id = ?").with(1, sum_of(number, key)).with(2, number).run();
  return number;
}

std::int64_t Store::Contents::design(const std::string& key) {
  return numbered("design", key);
}

std::int64_t Store::Contents::entrant(const std::string& key) {
  return numbered("entrant", key);
}

std::optional<std::int64_t> Store::Contents::known_design(const std::string& key) {
  return known("design", key);
}

std::optional<std::int64_t> Store::Contents::known_entrant(const std::string& key) {
  return known("entrant", key);
}

std::map<std::int64_t, std::vector<Strip>> Store::Contents::strips(Kind kind, std::int64_t design) {
  std::map<std::int64_t, std::vector<Strip>> by_row;
  Query query(database,
              "SELECT row, first, n, inexact, id FROM solved WHERE kind = ? AND design = ? ORDER BY row, first");
  query.with(1, static_cast<std::int64_t>(kind)).with(2, design);
  while (query.next()) {
    const Strip strip{.kind = kind,
                      .design = design,
                      .row = query.whole(0),
                      .first = query.whole(1),
                      .count = query.whole(2),
                      .inexact = query.whole(3),
                      .number = query.whole(4)};
    if (strip.count < 1 || strip.count > static_cast<std::int64_t>(kStrip)) fail_of_damage();
    by_row[strip.row].push_back(strip);
  }
  return by_row;
}

std::string Store::Contents::read(const Strip& strip) {
  const std::lock_guard lock(mutex);
  Query query(database, "SELECT data, sum FROM solved WHERE id = ?");
  if (!query.with(1, strip.number).next()) fail_of_damage();
  std::string bytes(query.bytes(0));
  if (query.whole(1) != sum_of(strip, bytes)) fail_of_damage();
  return bytes;
}

std::int64_t Store::Contents::keep(const Strip& strip, std::string_view bytes) {
  const auto place = [&](Query& query) -> Query& {
    return query.with(1, static_cast<std::int64_t>(strip.kind))
        .with(2, strip.design)
        .with(3, strip.row)
        .with(4, strip.first)
        .with(5, strip.count)
        .with(6, strip.inexact);
  };
  Query insert(database,
               "INSERT OR IGNORE INTO solved(kind, design, row, first, n, inexact, data, sum) VALUES(?,?,?,?,?,?,?,?)");
  place(insert).with_bytes(7, bytes).with(8, sum_of(strip, bytes)).run();
  if (database.has_changed()) return database.last_inserted();
  Query known(database, "SELECT id FROM solved WHERE kind=? AND design=? AND row=? AND first=? AND n=? AND inexact=?");
  if (!place(known).next()) fail_of_damage();
  return known.whole(0);
}

std::optional<std::string> Store::Contents::trial(const std::string& name) {
  const std::lock_guard lock(mutex);
  Query query(database, "SELECT data, sum FROM trial WHERE key = ?");
  if (!query.with_text(1, name).next()) return std::nullopt;
  std::string bytes(query.bytes(0));
  if (query.whole(1) != sum_of_trial(name, bytes)) fail_of_damage();
  return bytes;
}

void Store::Contents::keep_trial(const std::string& name, std::string_view bytes) {
  Query(database, "INSERT OR IGNORE INTO trial(key, data, sum) VALUES(?, ?, ?)")
      .with_text(1, name)
      .with_bytes(2, bytes)
      .with(3, sum_of_trial(name, bytes))
      .run();
}

}  // namespace detente
