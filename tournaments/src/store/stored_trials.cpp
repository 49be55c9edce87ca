// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/store/store.hpp>

#include "store/contents.hpp"
#include "store/keys.hpp"
#include "store/packing.hpp"

namespace detente {
namespace {

constexpr std::chrono::milliseconds kPause{500};

/// A short name, which still tells the version of results.
std::string short_name(const std::string& name) {
  return name.substr(0, name.find(' ') + 1) + hash(name);
}

}  // namespace

StoredTrials::StoredTrials(Store& store, const std::vector<Store*>& others, const Registry& registry)
    : store_(store), others_(others), registry_(registry) {}

StoredTrials::~StoredTrials() {
  try {
    commit();
  } catch (const std::exception&) {  // what could not be kept is found out again
  }
}

std::optional<std::string> StoredTrials::find(const std::string& name) const {
  const std::string key = short_name(name);
  if (auto found = store_.contents().trial(key)) return found;
  for (const Store* const other : others_)
    if (auto found = other->contents().trial(key)) return found;
  return std::nullopt;
}

void StoredTrials::keep(const std::string& name, const std::string& bytes) {
  const std::lock_guard lock(mutex_);
  pending_.emplace_back(short_name(name), bytes);
  if (std::chrono::steady_clock::now() - written_ > kPause) write();
}

void StoredTrials::commit() {
  const std::lock_guard lock(mutex_);
  write();
}

void StoredTrials::write() {
  if (!pending_.empty()) {
    const std::lock_guard lock(store_.contents().mutex);
    Transaction change(store_.contents().database);
    for (const auto& [key, bytes] : pending_) store_.contents().keep_trial(key, bytes);
    change.commit();
    pending_.clear();
  }
  written_ = std::chrono::steady_clock::now();
}

}  // namespace detente
