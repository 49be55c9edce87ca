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
constexpr double kPatience = 60;  // seconds that a rank may be silent, at least

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): there is one of each in a process
Communicator* ranks = nullptr;
bool is_rank_lost = false;
bool is_ended = false;  // by rank 0
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

void need_store(const Arguments& arguments, std::string_view key, const char* why) {
  if (const Setting* const given = arguments.find(key); given != nullptr && arguments.find("store") == nullptr)
    throw Error(fmt::format("{} needs --store FILE, {}", given->where, why));
}

}  // namespace

std::optional<Shard> shard(const Arguments& arguments) {
  const Setting* const given = arguments.find("shard");
  if (given == nullptr) return std::nullopt;
  need_store(arguments, "shard", "which keeps the pairs of this part");
  const std::size_t slash = given->value.find('/');
  const std::int64_t part = read_whole(given->value.substr(0, slash)).value_or(0);
  const std::int64_t of = slash == std::string::npos ? 0 : read_whole(given->value.substr(slash + 1)).value_or(0);
  if (of > kMostShards || part < 1 || part > of)
    throw Error(fmt::format("{} is '{}', but must be I/N with I in 1…N and N in 1…{}", given->where, given->value,
                            grouped(kMostShards)));
  for (const std::string_view key : {"output", "format"})
    if (const Setting* const other = arguments.find(key))
      throw Error(
          fmt::format("{} and {} exclude each other; a part of a field has no results", given->where, other->where));
  return Shard{.part = static_cast<int>(part), .of = static_cast<int>(of)};
}

Stores::Stores(const Arguments& arguments, const Registry& registry)
    : registry_(registry), shard_(cli::shard(arguments)) {
  need_store(arguments, "from", "which keeps the pairs that have to be played");
  const Setting* const given = arguments.find("store");
  if (ranks != nullptr && given == nullptr)
    throw Error("several ranks need --store FILE, which keeps what all of them play");
  if (given == nullptr || follows()) return;
  for (const Setting& from : arguments.all("from"))
    others_.push_back(std::make_unique<Store>(from.value, Store::Access::read));
  store_ = std::make_unique<Store>(given->value, Store::Access::write);
  trials_ = std::make_unique<StoredTrials>(*store_, others(), registry);
}

std::vector<Store*> Stores::others() const {
  std::vector<Store*> others;
  for (const auto& other : others_) others.push_back(other.get());
  return others;
}

bool Stores::follows() const {
  return ranks != nullptr && ranks->rank() != 0;
}

bool Stores::has_ended() {
  return is_ended || detente::has_ended(*ranks);
}

bool Stores::has_lost_ranks() {
  return is_rank_lost;
}

KnownPairs* Stores::known(const Design& design) {
  if (!store_) return nullptr;
  pairs_.reset();
  pairs_ = std::make_unique<StoredPairs>(*store_, others(), design, registry_);
  return &pairs_->pairs();
}

std::string Stores::plan(const Design& design) const {
  const ToPlay count = to_play(design, pairs_->pairs(), shard_);
  const std::string part = shard_ ? fmt::format(" of part {}/{}", shard_->part, shard_->of) : "";
  return fmt::format("{} of {} entrants new: {} of {} pairs{} to play", grouped(pairs_->new_entrants()),
                     grouped(design.entrants.size()), grouped(count.unknown), grouped(count.pairs), part);
}

Communicator* communicator() {
  return ranks;
}

void set_communicator(Communicator* of_this_process) {
  ranks = of_this_process;
}

KnownPairs* told_known(Stores& stores, const Design& design, int threads, const std::string& where) {
  KnownPairs* const known = stores.known(design);
  if (known == nullptr) return nullptr;
  write_error(where + stores.plan(design) + '\n');
  if (ranks == nullptr) return known;
  const Together together = watched_lead(*ranks, design, stores.shard(), *known, threads, kPatience);
  std::string shares;
  for (const std::size_t pairs : together.pairs_of) shares += (shares.empty() ? "" : " / ") + grouped(pairs);
  write_error(fmt::format("{} ranks played {} pairs: {}\n", ranks->size(), grouped(together.pairs), shares));
  for (const int rank : together.lost) {
    is_rank_lost = true;
    write_error(fmt::format("Rank {} did not answer in time; others played what it had.\n", rank));
  }
  return known;
}

bool play_part(Stores& stores, const Design& design, int threads, const std::string& where) {
  if (stores.follows()) {
    is_ended = !watched_follow(*ranks, design, threads);
    return !is_ended;
  }
  KnownPairs* const known = told_known(stores, design, threads, where);
  watched_shard(design, *stores.shard(), threads, *known);
  return true;
}

}  // namespace detente::cli
