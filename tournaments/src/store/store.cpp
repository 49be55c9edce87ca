// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/store/store.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include <detente/error.hpp>

#include "store/contents.hpp"
#include "store/keys.hpp"
#include "store/packing.hpp"
#include "store/records.hpp"

namespace detente {
namespace {

/// Numbers of what this version does not have in a table.
template <class Current>
std::set<std::int64_t> numbers_of(Database& database, const std::string& table, Current is_current) {
  std::set<std::int64_t> numbers;
  Query query(database, "SELECT id, key FROM " + table);
  while (query.next())
    if (!is_current(query.bytes(1))) numbers.insert(query.whole(0));
  return numbers;
}

struct Outdated {
  std::set<std::int64_t> designs, entrants;

  Outdated(Database& database, const Registry& registry)
      : designs(numbers_of(database, "design", is_current_design)),
        entrants(
            numbers_of(database, "entrant", [&](std::string_view key) { return is_current_entrant(key, registry); })) {}

  /// Whether no pair of a strip can be found; a strip of some others stays whole.
  bool has(const Strip& strip) const {
    if (designs.contains(strip.design) || entrants.contains(strip.row)) return true;
    for (std::int64_t column = strip.first; column < strip.end(); ++column)
      if (!entrants.contains(column)) return false;
    return true;
  }
};

/// Calls `act` with each strip; data too where `has_data`.
template <class Act>
void each_strip(Database& database, bool has_data, Act act) {
  Query query(database, std::string("SELECT kind, design, row, first, n, inexact, id") +
                            (has_data ? ", data, sum FROM solved ORDER BY id" : " FROM solved"));
  while (query.next()) {
    const Strip strip{.kind = static_cast<Kind>(query.whole(0)),
                      .design = query.whole(1),
                      .row = query.whole(2),
                      .first = query.whole(3),
                      .count = query.whole(4),
                      .inexact = query.whole(5),
                      .number = query.whole(6)};
    act(strip, query);
  }
}

/// Columns of a strip of another store that are new here, in runs of consecutive numbers here.
struct Run {
  std::int64_t from;   ///< place in the strip
  std::int64_t first;  ///< column here
  std::int64_t count;
};

std::vector<Run> new_runs(const Strip& strip, const std::map<std::int64_t, std::int64_t>& entrants,
                          const std::vector<Strip>& known) {
  std::vector<Run> runs;
  for (std::int64_t place = 0; place < strip.count; ++place) {
    const auto found = entrants.find(strip.first + place);
    if (found == entrants.end() || holds(known, found->second)) continue;
    const std::int64_t column = found->second;
    if (!runs.empty() && runs.back().from + runs.back().count == place &&
        runs.back().first + runs.back().count == column)
      ++runs.back().count;
    else
      runs.push_back({place, column, 1});
  }
  return runs;
}

}  // namespace

Store::Store(const std::string& path, Access access) : contents_(std::make_unique<Contents>(path, access)) {}

Store::~Store() = default;

const std::string& Store::path() const {
  return contents_->database.path();
}

Store::Summary Store::summary(const Registry& registry) const {
  const std::lock_guard lock(contents_->mutex);
  Database& database = contents_->database;
  Summary found{};
  found.designs = database.number("SELECT count(*) FROM design");
  found.entrants = database.number("SELECT count(*) FROM entrant");
  const Outdated outdated(database, registry);
  std::set<std::tuple<Kind, std::int64_t, std::int64_t, std::int64_t>> counted;  // two runs may keep the same strips
  each_strip(database, false, [&](const Strip& strip, const Query&) {
    if (!counted.emplace(strip.kind, strip.design, strip.row, strip.first).second) return;
    (strip.kind == Kind::exact ? found.exact_pairs : found.sampled_pairs) += strip.count - strip.inexact;
    found.inexact_pairs += strip.inexact;
    if (outdated.has(strip)) found.outdated += strip.count - strip.inexact;
  });
  Query trials(database, "SELECT key FROM trial");
  while (trials.next()) ++(is_current_design(trials.bytes(0)) ? found.trials : found.outdated);
  std::error_code error;
  for (const char* const file : {"", "-wal"}) {
    const auto bytes = std::filesystem::file_size(path() + file, error);
    if (!error) found.bytes += static_cast<std::int64_t>(bytes);
  }
  return found;
}

std::vector<std::string> Store::check() const {
  const std::lock_guard lock(contents_->mutex);
  Database& database = contents_->database;
  std::vector<std::string> damaged;
  try {
    Query integrity(database, "PRAGMA integrity_check(20)");
    while (integrity.next())
      if (integrity.bytes(0) != "ok") damaged.emplace_back(integrity.bytes(0));
    for (const std::string table : {"design", "entrant"}) {
      Query query(database, "SELECT id, key, sum FROM " + table);
      while (query.next())
        if (query.whole(2) != sum_of(query.whole(0), query.bytes(1)))
          damaged.push_back(table + " " + std::to_string(query.whole(0)) + ": its key was changed");
    }
    Query trials(database, "SELECT key, data, sum, id FROM trial");
    while (trials.next())
      if (trials.whole(2) != sum_of_trial(trials.bytes(0), trials.bytes(1)))
        damaged.push_back("trial " + std::to_string(trials.whole(3)) + ": its numbers were changed");
    each_strip(database, true, [&](const Strip& strip, const Query& query) {
      if (query.whole(8) != sum_of(strip, query.bytes(7)) || !unpacked(query.bytes(7)))
        damaged.push_back("pairs of entrant " + std::to_string(strip.row) + " with " + std::to_string(strip.first) +
                          "…" + std::to_string(strip.end() - 1) + " in design " + std::to_string(strip.design) +
                          ": their numbers were changed");
    });
  } catch (const RunFailure&) {
    damaged.emplace_back("the file cannot be read to its end");
  }
  return damaged;
}

std::int64_t Store::prune(const Registry& registry) {
  const std::lock_guard lock(contents_->mutex);
  Database& database = contents_->database;
  std::int64_t pairs = 0;
  {
    Transaction change(database);
    const Outdated outdated(database, registry);
    std::vector<std::int64_t> strips;
    each_strip(database, false, [&](const Strip& strip, const Query&) {
      if (!outdated.has(strip)) return;
      strips.push_back(strip.number);
      pairs += strip.count - strip.inexact;
    });
    const auto remove = [&](const std::string& table, const auto& numbers) {
      Query query(database, "DELETE FROM " + table + " WHERE id = ?");
      for (const std::int64_t number : numbers) query.with(1, number).run();
    };
    remove("solved", strips);
    remove("design", outdated.designs);
    std::set<std::int64_t> unused = outdated.entrants;  // others may be those of a run that has not kept a pair yet
    each_strip(database, false, [&](const Strip& strip, const Query&) {
      for (std::int64_t column = strip.first; column < strip.end(); ++column) unused.erase(column);
      unused.erase(strip.row);
    });
    remove("entrant", unused);
    const std::set<std::int64_t> trials = numbers_of(database, "trial", is_current_design);
    remove("trial", trials);
    pairs += static_cast<std::int64_t>(trials.size());
    change.commit();
  }
  database.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  return pairs;
}

std::int64_t Store::merge(const Store& part) {
  if (std::error_code error; std::filesystem::equivalent(path(), part.path(), error)) return 0;
  for (const Store* const store : {static_cast<const Store*>(this), &part})
    if (const auto damaged = store->check(); !damaged.empty())
      throw RunFailure("store '" + store->path() + "' is damaged, so nothing was taken: " + damaged.front());
  const std::lock_guard lock(contents_->mutex);
  Database& from = part.contents_->database;
  Transaction change(contents_->database);
  const auto numbers = [&](const std::string& table, auto number_here) {
    std::map<std::int64_t, std::int64_t> here;
    Query query(from, "SELECT id, key FROM " + table + " ORDER BY id");
    while (query.next()) here[query.whole(0)] = number_here(std::string(query.bytes(1)));
    return here;
  };
  const auto designs = numbers("design", [&](const std::string& key) { return contents_->design(key); });
  const auto entrants = numbers("entrant", [&](const std::string& key) { return contents_->entrant(key); });
  std::map<std::pair<Kind, std::int64_t>, std::map<std::int64_t, std::vector<Strip>>> known;
  for (const auto& [there, design] : designs)
    for (const Kind kind : {Kind::exact, Kind::sampled}) known[{kind, design}] = contents_->strips(kind, design);
  std::int64_t pairs = 0;
  each_strip(from, true, [&](const Strip& strip, const Query& query) {
    const std::string_view bytes = query.bytes(7);
    if (!designs.contains(strip.design) || !entrants.contains(strip.row)) return;  // pruned while they were played
    const std::int64_t design = designs.at(strip.design), row = entrants.at(strip.row);
    for (const Run& run : new_runs(strip, entrants, known[{strip.kind, design}][row])) {
      Strip here{
          .kind = strip.kind, .design = design, .row = row, .first = run.first, .count = run.count, .inexact = 0};
      if (strip.kind == Kind::exact) {
        const auto inexact =
            inexact_of_record(bytes, static_cast<std::size_t>(run.from), static_cast<std::size_t>(run.count));
        if (!inexact) part.contents_->fail_of_damage();
        here.inexact = *inexact;
      }
      if (run.count == strip.count) {
        contents_->keep(here, bytes);
      } else {
        const auto some =
            part_of_record(bytes, static_cast<std::size_t>(run.from), static_cast<std::size_t>(run.count));
        if (!some) part.contents_->fail_of_damage();
        contents_->keep(here, *some);
      }
      pairs += run.count - here.inexact;
      std::vector<Strip>& there = known[{strip.kind, design}][row];
      there.insert(std::upper_bound(there.begin(), there.end(), here,
                                    [](const Strip& a, const Strip& b) { return a.first < b.first; }),
                   here);
    }
  });
  Query trials(from, "SELECT key, data FROM trial ORDER BY id");
  while (trials.next()) contents_->keep_trial(std::string(trials.bytes(0)), trials.bytes(1));
  change.commit();
  return pairs;
}

}  // namespace detente
