// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/stores.hpp"

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::int64_t kMostShards = 1'000'000;

void need_store(const Arguments& arguments, std::string_view key, const char* why) {
  if (const Setting* const given = arguments.find(key); given != nullptr && arguments.find("store") == nullptr)
    throw Error(fmt::format("{} needs --store FILE, {}", given->where, why));
}

}  // namespace

std::optional<Shard> shard(const Arguments& arguments) {
  const Setting* const given = arguments.find("shard");
  if (given == nullptr) return std::nullopt;
  need_store(arguments, "shard", "which takes what is played");
  const std::size_t slash = given->value.find('/');
  const std::int64_t part = read_whole(given->value.substr(0, slash)).value_or(0);
  const std::int64_t of = slash == std::string::npos ? 0 : read_whole(given->value.substr(slash + 1)).value_or(0);
  if (of > kMostShards || part < 1 || part > of)
    throw Error(fmt::format("{} is '{}', but must be a part of a number of parts, from 1/N to N/N, with N up to {}",
                            given->where, given->value, kMostShards));
  for (const std::string_view key : {"output", "format"})
    if (const Setting* const other = arguments.find(key))
      throw Error(
          fmt::format("{} and {} exclude each other; a part of a field has no results", given->where, other->where));
  return Shard{.part = static_cast<int>(part), .of = static_cast<int>(of)};
}

Stores::Stores(const Arguments& arguments, const Registry& registry)
    : registry_(registry), shard_(cli::shard(arguments)) {
  need_store(arguments, "from", "which takes what none of them knows");
  const Setting* const given = arguments.find("store");
  if (given == nullptr) return;
  for (const Setting& from : arguments.all("from"))
    others_.push_back(std::make_unique<Store>(from.value, Store::Access::read));
  store_ = std::make_unique<Store>(given->value, Store::Access::write);
}

KnownPairs* Stores::known(const Design& design) {
  if (!store_) return nullptr;
  std::vector<Store*> others;
  for (const auto& other : others_) others.push_back(other.get());
  pairs_.reset();
  pairs_ = std::make_unique<StoredPairs>(*store_, others, design, registry_);
  return &pairs_->pairs();
}

std::string Stores::plan(const Design& design) const {
  const ToPlay count = to_play(design, pairs_->pairs(), shard_);
  const std::string part = shard_ ? fmt::format(" of part {}/{}", shard_->part, shard_->of) : "";
  return fmt::format("{} of {} entrants new: {} of {} pairs{} to play", grouped(pairs_->new_entrants()),
                     grouped(design.entrants.size()), grouped(count.unknown), grouped(count.pairs), part);
}

KnownPairs* told_known(Stores& stores, const Design& design) {
  KnownPairs* const known = stores.known(design);
  if (known != nullptr) write_error(stores.plan(design) + '\n');
  return known;
}

int play_part(Stores& stores, const Design& design, int threads) {
  watched_shard(design, *stores.shard(), threads, *told_known(stores, design));
  return 0;
}

}  // namespace detente::cli
