// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include <detente/automata/automaton.hpp>
#include <detente/exact/chain.hpp>

namespace detente {

/// What a state knows of those that it meets, as far as it matters to what it can do.
struct Audience {
  bool opens = false;    ///< may let itself be verified
  bool listens = false;  ///< hears signals

  bool operator==(const Audience&) const = default;
};

/// States told apart by what they do, whatever they are called: two that play alike in every round that can happen, and
/// err alike, are one conduct. Conducts are numbered in the order in which they come.
class Conducts {
 public:
  /// The rounds that a state may live through, before an audience that may be verified or not.
  using PossibleOf = std::function<Possible(const Side&, bool is_verified)>;

  Conducts(int levels, bool signals_cost, std::size_t limit, PossibleOf possible, GiveUp is_stopped)
      : levels_(levels),
        signals_cost_(signals_cost),
        limit_(limit),
        possible_(std::move(possible)),
        is_stopped_(std::move(is_stopped)) {}

  /// Throws what `derive` throws, and `Stopped`.
  std::size_t number(const Side& side, const Audience& audience);
  std::size_t size() const { return conducts_.size(); }
  const Side& side(std::size_t conduct) const { return conducts_[conduct].side; }
  /// Ready for a walk; its automaton spares that of the memories, where there is one.
  Seated seated(std::size_t conduct) const {
    const Conduct& found = conducts_[conduct];
    return {found.side, found.automaton ? &*found.automaton : nullptr};
  }
  /// Null where it has no automaton of at most `limit` states.
  const Automaton* automaton(std::size_t conduct) const { return seated(conduct).automaton; }
  /// An order of conducts by what they do, whichever came first. Of those without automata none comes before another.
  bool comes_before(std::size_t conduct, std::size_t other) const;

 private:
  struct Conduct {
    Side side;
    std::optional<Automaton> automaton;
    Automaton told_apart;  // without signals that nobody hears
    Audience audience;
  };
  bool is_like(const Conduct& known, const Conduct& fresh) const;

  int levels_;
  bool signals_cost_;
  std::size_t limit_;
  PossibleOf possible_;
  GiveUp is_stopped_;
  std::deque<Conduct> conducts_;
};

/// What an automaton that takes no notice of others does in whatever state it may come to: "always restrained" (at most
/// at the peace level), "always hostile" (at the top), or "". Null has no such name either.
std::string conduct_of(const Automaton* automaton, int peace_level);

}  // namespace detente
