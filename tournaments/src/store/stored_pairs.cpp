// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <optional>

#include <detente/store/store.hpp>

#include "play/exact_pairs.hpp"
#include "play/known_pairs.hpp"
#include "play/unknown_pairs.hpp"
#include "store/contents.hpp"
#include "store/keys.hpp"
#include "store/records.hpp"

namespace detente {
namespace {

constexpr std::int64_t kNobody = -1;  // the number of an entrant of whom a store has not heard

void add(std::vector<Strip>& strips, const Strip& strip) {
  const auto place = std::upper_bound(strips.begin(), strips.end(), strip,
                                      [](const Strip& a, const Strip& b) { return a.first < b.first; });
  strips.insert(place, strip);
}

}  // namespace

class StoredPairs::Known final : public KnownPairs {
  /// What one store knows of a design.
  struct Source {
    Store::Contents* store = nullptr;
    std::vector<std::int64_t> entrants = {};               ///< their numbers there, by place in the field
    std::int64_t most = kNobody;                           ///< the highest of them
    std::optional<std::int64_t> exact = {}, sampled = {};  ///< the numbers of the design
    std::map<std::int64_t, std::vector<Strip>> solved = {}, samples = {};  ///< by row

    /// Strips of a row; null where there are none.
    const std::vector<Strip>* row(const std::map<std::int64_t, std::vector<Strip>>& strips, std::size_t place) const {
      const auto found = strips.find(entrants[place]);
      return found == strips.end() ? nullptr : &found->second;
    }
  };

 public:
  Known(Store& store, const std::vector<Store*>& others, const Design& design, const Registry& registry)
      : design_(design) {
    std::vector<std::string> keys;
    for (const Entrant& entrant : design.entrants) keys.push_back(entrant_key(design, entrant, registry));
    sources_.push_back(source_of(store.contents(), keys));
    for (Store* const other : others) sources_.push_back(source_of(other->contents(), keys));
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (std::all_of(sources_.begin(), sources_.end(),
                      [&](const Source& source) { return source.entrants[i] == kNobody; }))
        ++new_entrants_;
    name(sources_.front(), keys);
    for (Source& source : sources_)
      for (const std::int64_t number : source.entrants) source.most = std::max(source.most, number);
  }

  std::size_t new_entrants() const { return new_entrants_; }

  Row solved(std::size_t row) const override {
    Row known{.is_known = std::vector<bool>(design_.entrants.size() - row), .has_inexact = false};
    for (const Source& source : sources_) {
      const auto* const strips = source.row(source.solved, row);
      if (strips == nullptr) continue;
      mark(source, *strips, row, known.is_known);
      known.has_inexact = known.has_inexact || std::any_of(strips->begin(), strips->end(),
                                                           [](const Strip& strip) { return strip.inexact > 0; });
    }
    return known;
  }

  std::vector<PairResult> read_solved(std::size_t row, std::size_t first, std::size_t end) const override {
    std::vector<PairResult> pairs(end - first);
    std::vector<bool> is_read(end - first);
    for (const Source& source : sources_) {
      const auto* const strips = source.row(source.solved, row);
      if (strips == nullptr) continue;
      std::map<std::int64_t, std::vector<PairResult>> read;  // by strip
      for (std::size_t column = first; column < end; ++column) {
        const std::size_t at = column - first;
        const Strip* const strip = is_read[at] ? nullptr : strip_with(*strips, source.entrants[column]);
        if (strip == nullptr) continue;
        auto known = read.find(strip->number);
        if (known == read.end()) known = read.emplace(strip->number, pairs_in(source, *strip)).first;
        pairs[at] = known->second[static_cast<std::size_t>(source.entrants[column] - strip->first)];
        is_read[at] = true;
      }
    }
    for (std::size_t column = first; column < end; ++column) {
      PairResult& pair = pairs[column - first];
      pair.row = row;
      pair.column = column;
      if (pair.hindrance && pair.hindrance->empty()) pair.hindrance = no_chain(design_, {row, column});
    }
    return pairs;
  }

  void keep_solved(const std::vector<PairResult>& pairs) override {
    Source& own = sources_.front();
    const std::int64_t row = own.entrants[pairs.front().row];
    std::map<std::int64_t, const PairResult*> by_number;  // entrants that are alike share a number
    for (const PairResult& pair : pairs)
      if (!holds(own.solved[row], own.entrants[pair.column])) by_number.emplace(own.entrants[pair.column], &pair);
    const std::lock_guard lock(own.store->mutex);
    if (!own.exact) own.exact = named(exact_key(design_));
    for (auto next = by_number.begin(); next != by_number.end();) {
      Strip strip{
          .kind = Kind::exact, .design = *own.exact, .row = row, .first = next->first, .count = 0, .inexact = 0};
      std::vector<PairResult> together;
      for (; next != by_number.end() && next->first == strip.end() && together.size() < kStrip; ++next) {
        together.push_back(*next->second);
        ++strip.count;
        if (next->second->hindrance) ++strip.inexact;
      }
      begin();
      strip.number = own.store->keep(strip, record(design_, together));
      add(own.solved[row], strip);
    }
  }

  std::vector<bool> sampled(std::size_t row) const override {
    std::vector<bool> is_known(design_.entrants.size() - row);
    for (const Source& source : sources_)
      if (const auto* const strips = source.row(source.samples, row)) mark(source, *strips, row, is_known);
    return is_known;
  }

  SampledPair read_sampled(const Meeting& meeting) const override {
    for (const Source& source : sources_) {
      const auto* const strips = source.row(source.samples, meeting.row);
      const Strip* const strip = strips == nullptr ? nullptr : strip_with(*strips, source.entrants[meeting.column]);
      if (strip == nullptr) continue;
      auto pair = sampled_of(design_, source.store->read(*strip));
      if (!pair) source.store->fail_of_damage();
      return std::move(*pair);
    }
    sources_.front().store->fail_of_damage();
  }

  void keep_sampled(const Meeting& meeting, const SampledPair& pair) override {
    Source& own = sources_.front();
    const std::lock_guard lock(own.store->mutex);
    if (!own.sampled) own.sampled = named(sampled_key(design_));
    if (holds(own.samples[own.entrants[meeting.row]], own.entrants[meeting.column])) return;
    Strip strip{.kind = Kind::sampled,
                .design = *own.sampled,
                .row = own.entrants[meeting.row],
                .first = own.entrants[meeting.column],
                .count = 1,
                .inexact = 0};
    begin();
    strip.number = own.store->keep(strip, record(design_, pair));
    add(own.samples[strip.row], strip);
  }

  void commit() override {
    if (!open_) return;
    const std::lock_guard lock(sources_.front().store->mutex);
    open_->commit();
    open_.reset();
  }

 private:
  /// What a store knows already.
  Source source_of(Store::Contents& store, const std::vector<std::string>& keys) const {
    const std::lock_guard lock(store.mutex);
    Source source;
    source.store = &store;
    for (const std::string& key : keys) source.entrants.push_back(store.known_entrant(key).value_or(kNobody));
    source.exact = store.known_design(exact_key(design_));
    source.sampled = store.known_design(sampled_key(design_));
    if (source.exact) source.solved = store.strips(Kind::exact, *source.exact);
    if (source.sampled) source.samples = store.strips(Kind::sampled, *source.sampled);
    return source;
  }

  /// Gives numbers to what has none.
  static void name(Source& own, const std::vector<std::string>& keys) {
    const std::lock_guard lock(own.store->mutex);
    Transaction naming(own.store->database);
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (own.entrants[i] == kNobody) own.entrants[i] = own.store->entrant(keys[i]);
    naming.commit();
  }

  /// The number of a design, which is entered with its first pair.
  std::int64_t named(const std::string& key) {
    begin();
    return sources_.front().store->design(key);
  }

  void begin() {
    if (!open_) open_.emplace(sources_.front().store->database);
  }

  /// Marks whom of a row the strips hold.
  void mark(const Source& source, const std::vector<Strip>& strips, std::size_t row,
            std::vector<bool>& is_known) const {
    std::vector<bool> has(static_cast<std::size_t>(source.most) + 1);
    for (const Strip& strip : strips)
      for (std::int64_t column = strip.first; column < std::min(strip.end(), source.most + 1); ++column)
        has[static_cast<std::size_t>(column)] = true;
    for (std::size_t column = row; column < design_.entrants.size(); ++column)
      if (const std::int64_t number = source.entrants[column];
          number != kNobody && has[static_cast<std::size_t>(number)])
        is_known[column - row] = true;
  }

  std::vector<PairResult> pairs_in(const Source& source, const Strip& strip) const {
    auto pairs = pairs_of(design_, source.store->read(strip));
    if (!pairs || static_cast<std::int64_t>(pairs->size()) != strip.count) source.store->fail_of_damage();
    return std::move(*pairs);
  }

  const Design& design_;
  std::vector<Source> sources_;  // the first one takes what is played
  std::optional<Transaction> open_;
  std::size_t new_entrants_ = 0;
};

StoredPairs::StoredPairs(Store& store, const std::vector<Store*>& others, const Design& design,
                         const Registry& registry)
    : known_(std::make_unique<Known>(store, others, design, registry)) {}

StoredPairs::~StoredPairs() = default;

KnownPairs& StoredPairs::pairs() const {
  return *known_;
}

std::size_t StoredPairs::new_entrants() const {
  return known_->new_entrants();
}

}  // namespace detente
