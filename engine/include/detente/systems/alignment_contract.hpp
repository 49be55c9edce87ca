// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <type_traits>

#include <detente/contract.hpp>
#include <detente/systems/news.hpp>

/// What an alignment is: a plain struct that says whom a state stands by, and whose fields are its memory.
namespace detente {

template <class S>
concept TakesStances = requires(const S& s, State other) {
  { s.stance(other) } -> std::same_as<Stance>;
};
template <class S>
concept SeesNews = requires(S& s, const News& news) {
  s.see(news);
};
template <class S>
concept BeginsWithNews = requires(S& s, const News& news) {
  s.begin(news);
};
template <class S>
concept Arms = requires(const S& s) {
  { s.arms() } -> std::same_as<int>;
};

/// Everything an alignment must have; `AlignmentCatalogue::add` says in one sentence which part is missing.
template <class S>
concept AlignmentType = std::copyable<S> && HasInfo<S> && TakesStances<S> && SeesNews<S>;

namespace contract {
template <class S>
concept MentionsArms = requires {
  &S::arms;
};

/// The optional parts that are there are as they must be.
template <class S>
inline constexpr bool has_proper_parts = (BeginsWithNews<S> ||
                                          !MentionsBegin<S>)&&(Arms<S> || !MentionsArms<S>)&&(HasParams<S> ||
                                                                                              !MentionsParams<S>);

/// One plain sentence for each way to break the contract of alignments; true when there is none.
template <class S>
constexpr bool check_alignment() {
  static_assert(HasInfo<S>, "an alignment needs: static constexpr detente::Info info{...};");
  if constexpr (HasInfo<S>) {
    static_assert(is_strategy_name(S::info.name), "an alignment's name is made of a-z, 0-9 and -");
    static_assert(S::info.alias.empty(), "an alignment has one name: leave info.alias out");
    static_assert(!S::info.about.empty(), "an alignment needs info.about: one sentence that says what it does");
    static_assert(!S::info.source.empty(), "an alignment needs info.source: who described it, and where");
  }
  static_assert(std::copyable<S>, "an alignment is a plain value: it must be copyable");
  static_assert(!std::is_polymorphic_v<S>, "an alignment is a plain value: no virtual members");
  static_assert(sizeof(S) <= kMostBytes,
                "an alignment is a small value that is copied often: its fields take at most 1 MiB");
  static_assert(TakesStances<S>, "an alignment needs: detente::Stance stance(detente::State) const;");
  static_assert(SeesNews<S>,
                "an alignment needs: void see(const detente::News&); even if it is empty, so that a misspelt one is "
                "noticed");
  static_assert(BeginsWithNews<S> || !MentionsBegin<S>, "begin must be: void begin(const detente::News&);");
  static_assert(Arms<S> || !MentionsArms<S>, "arms must be: int arms() const;");
  static_assert(HasParams<S> || !MentionsParams<S>,
                "params must be: static constexpr auto params() that returns a std::array of detente::Param");
  static_assert(is_in_unnamed_namespace<S>(), "wrap the alignment in: namespace { ... }");
  return AlignmentType<S> && sizeof(S) <= kMostBytes && has_proper_parts<S>;
}
}  // namespace contract

}  // namespace detente
