// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <detente/seats.hpp>
#include <detente/systems/alignment_contract.hpp>

/// Alignments at work: erased copies for sampling, and numbered memories for exact results.
namespace detente {

/// Throws `std::out_of_range` for a number that is no stance.
inline Stance checked(Stance stance) {
  if (stance > Stance::oppose)
    throw std::out_of_range("it took stance " + std::to_string(static_cast<int>(stance)) +
                            "; a stance is none (0), defend (1), back (2) or oppose (3)");
  return stance;
}
/// Throws `std::out_of_range` for a strength that nobody can want.
inline int checked_arms(int arms) {
  if (arms < 0 || arms > kMostArms)
    throw std::out_of_range("it wants the strength " + std::to_string(arms) + "; a strength lies in 0…" +
                            std::to_string(kMostArms));
  return arms;
}

/// `kLanes` strangers that share an alignment, each in a repetition of its own. Whatever the alignment throws passes
/// through, and what may not be answered is a `std::out_of_range`.
class AlignmentLanes {
 public:
  AlignmentLanes() = default;
  AlignmentLanes(const AlignmentLanes&) = delete;
  AlignmentLanes& operator=(const AlignmentLanes&) = delete;
  virtual ~AlignmentLanes() = default;

  /// Back to the first state: fresh copies of the prototype.
  virtual void fresh() = 0;
  /// Tells a lane how things stand before round 1.
  virtual void begin(std::size_t lane, const News& news) = 0;
  /// Tells a lane what became known in a round.
  virtual void see(std::size_t lane, const News& news) = 0;
  /// Asks the first `lanes` lanes how they stand to another state, as the number of a `Stance`.
  virtual void stance(State other, std::size_t lanes, LaneBytes& stances) const = 0;
  /// The strength that a lane wants; `kMostArms`, which is all that its means allow, where the alignment has no
  /// `arms`.
  virtual int arms(std::size_t lane) const = 0;
  /// How the memories of two lanes compare; `unordered` where the alignment's memory has no order.
  virtual std::partial_ordering order(std::size_t lane, std::size_t other) const = 0;
  /// Makes a lane a copy of another.
  virtual void copy(std::size_t from, std::size_t to) = 0;
};

/// `AlignmentLanes` of the alignment type S.
template <AlignmentType S>
class AlignmentLanesOf final : public AlignmentLanes {
 public:
  /// One copy per lane, each in its first state.
  explicit AlignmentLanesOf(const S& prototype) : prototype_(prototype), lanes_(kLanes, prototype) {}

  void fresh() override { std::fill(lanes_.begin(), lanes_.end(), prototype_); }
  void begin([[maybe_unused]] std::size_t lane, [[maybe_unused]] const News& news) override {
    if constexpr (BeginsWithNews<S>) lanes_[lane].begin(news);
  }
  void see(std::size_t lane, const News& news) override { lanes_[lane].see(news); }
  void stance(State other, std::size_t lanes, LaneBytes& stances) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane)
      stances.at[lane] = static_cast<std::uint8_t>(checked(lanes_[lane].stance(other)));
  }
  int arms([[maybe_unused]] std::size_t lane) const override {
    if constexpr (Arms<S>) return checked_arms(lanes_[lane].arms());
    return kMostArms;
  }
  std::partial_ordering order([[maybe_unused]] std::size_t lane, [[maybe_unused]] std::size_t other) const override {
    if constexpr (Ordered<S>) return lanes_[lane] <=> lanes_[other];
    return std::partial_ordering::unordered;
  }
  void copy(std::size_t from, std::size_t to) override { lanes_[to] = lanes_[from]; }

 private:
  S prototype_;
  std::vector<S> lanes_;
};

/// A walk through the memories of one alignment. They are numbered in the order in which they are met; 0 is the first
/// one, before `begin`. Whatever the alignment throws passes through.
class AlignmentMemories {
 public:
  AlignmentMemories() = default;
  AlignmentMemories(const AlignmentMemories&) = delete;
  AlignmentMemories& operator=(const AlignmentMemories&) = delete;
  virtual ~AlignmentMemories() = default;

  /// How many were met so far.
  virtual std::size_t size() const = 0;
  /// The memory after it was told how things stand before round 1.
  virtual std::size_t begin(std::size_t memory, const News& news) = 0;
  /// How a memory stands to another state.
  virtual Stance stance(std::size_t memory, State other) const = 0;
  /// The strength that a memory wants; `kMostArms` where the alignment has no `arms`.
  virtual int arms(std::size_t memory) const = 0;
  /// The memory after it learned of a round.
  virtual std::size_t see(std::size_t memory, const News& news) = 0;
};

/// `AlignmentMemories` of the alignment type S.
template <AlignmentType S>
requires Ordered<S>
class AlignmentMemoriesOf final : public AlignmentMemories {
 public:
  /// Begins with the first memory.
  explicit AlignmentMemoriesOf(const S& first) { number(first); }

  std::size_t size() const override { return met_.size(); }
  std::size_t begin(std::size_t memory, [[maybe_unused]] const News& news) override {
    if constexpr (BeginsWithNews<S>) {
      S next = met_[memory];
      next.begin(news);
      return number(next);
    }
    return memory;
  }
  Stance stance(std::size_t memory, State other) const override { return checked(met_[memory].stance(other)); }
  int arms([[maybe_unused]] std::size_t memory) const override {
    if constexpr (Arms<S>) return checked_arms(met_[memory].arms());
    return kMostArms;
  }
  std::size_t see(std::size_t memory, const News& news) override {
    S next = met_[memory];
    next.see(news);
    return number(next);
  }

 private:
  struct Before {
    const AlignmentMemoriesOf* of;
    bool operator()(std::size_t a, std::size_t b) const { return (of->met_[a] <=> of->met_[b]) < 0; }
  };

  std::size_t number(const S& memory) {
    if ((memory <=> memory) != 0)
      throw std::domain_error(
          "its memory does not compare equal to itself: a field holds an unordered value, such as NaN");
    met_.push_back(memory);
    const std::size_t found = *numbers_.insert(met_.size() - 1).first;
    if (found + 1 < met_.size()) met_.pop_back();
    return found;
  }

  std::vector<S> met_;
  std::set<std::size_t, Before> numbers_{Before{this}};
};

}  // namespace detente
