// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>

#include <detente/briefing.hpp>
#include <detente/dice.hpp>
#include <detente/param.hpp>
#include <detente/round.hpp>

/// What a strategy is: a plain struct whose fields are its memory and whose initialisers are its first state.
namespace detente {

/// What cannot be computed about a strategy. Everything else (deterministic? nice? …) is computed, never declared.
struct Info {
  std::string_view name;        ///< The field's full name, of a-z, 0-9 and -.
  std::string_view alias = "";  ///< Short names, separated by commas.
  std::string_view about;       ///< One sentence: what it does.
  std::string_view source;      ///< Who described it, and where; what differs here.
  /// An example that every check replays without noise in the prisoner's dilemma 5, 3, 1, 0: the other's moves
  /// (`against`), its own moves (`plays`). A small c or d is a die that fell that way. Graded strategies use levels as
  /// digits 0–9a–f.
  std::string_view against = "";
  std::string_view plays = "";  ///< its own moves; see `against`
  int levels = 2;               ///< Levels of the game in which the example is played.
};

template <class S>
concept HasInfo = requires {
  { S::info } -> std::convertible_to<const Info&>;
};
template <class S>
concept PlaysMove = requires(const S& s) {
  requires std::same_as<decltype(s.play()), Move> || std::same_as<decltype(s.play()), Mix>;
};
template <class S>
concept PlaysLevel = requires(const S& s) {
  requires std::same_as<decltype(s.play()), Level> || std::same_as<decltype(s.play()), LevelMix>;
};
/// What a strategy of this kind sees of a round.
template <class S>
using SeenBy = std::conditional_t<PlaysLevel<S>, LevelSeen, Seen>;
template <class S>
concept SeesPlainly = requires(S& s, SeenBy<S> seen) {
  s.see(seen);
};
template <class S>
concept SeesWithDice = requires(S& s, SeenBy<S> seen, Rng& rng) {
  s.see(seen, rng);
};
template <class S>
concept ThrowsDice = requires(const S& s) {
  requires std::same_as<decltype(s.play()), Mix> || std::same_as<decltype(s.play()), LevelMix>;
};
template <class S>
concept PlaysMix = requires(const S& s) {
  requires std::same_as<decltype(s.play()), Mix>;
};
template <class S>
concept Speaks = requires(const S& s) {
  { s.say() } -> std::same_as<Signal>;
};
template <class S>
concept Listens = requires(S& s, Signal signal) {
  s.hear(signal);
};
template <class S>
concept Opens = requires(const S& s) {
  { s.open() } -> std::same_as<bool>;
};
template <class S>
concept Begins = requires(S& s, const Briefing& briefing) {
  s.begin(briefing);
};
/// It is told when its own payoffs or errors turn during a match: what turns for the other alone is not its business.
/// Nothing else tells it.
template <class S>
concept TakesTurns = requires(S& s, const Briefing& briefing) {
  s.turn(briefing);
};
template <class S>
concept HasParams = requires {
  { S::params()[0] } -> std::convertible_to<Param<S>>;
};
template <class S>
concept HasPresets = requires {
  { S::presets()[0] } -> std::convertible_to<Preset>;
};
template <class S>
concept Ordered = requires(const S& a, const S& b) {
  { a <=> b } -> std::convertible_to<std::partial_ordering>;
};

/// Everything a strategy must have; `Catalogue::add` says in one sentence which part is missing.
template <class S>
concept StrategyType = std::copyable<S> && HasInfo<S> &&
    (PlaysMove<S> || PlaysLevel<S>)&&(SeesPlainly<S> || SeesWithDice<S>);

/// Whether a name is made of a-z, 0-9 and - alone.
constexpr bool is_strategy_name(std::string_view name) {
  for (const char c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  return !name.empty();
}

/// Most bytes that a strategy may hold by itself: 64 copies sit side by side, and some pass over the stack.
inline constexpr std::size_t kMostBytes = std::size_t{1} << 20;

namespace contract {
template <class S>
concept MentionsSay = requires {
  &S::say;
};
template <class S>
concept MentionsHear = requires {
  &S::hear;
};
template <class S>
concept MentionsOpen = requires {
  &S::open;
};
template <class S>
concept MentionsBegin = requires {
  &S::begin;
};
template <class S>
concept MentionsTurn = requires {
  &S::turn;
};
template <class S>
concept MentionsParams = requires {
  &S::params;
};
template <class S>
concept MentionsPresets = requires {
  &S::presets;
};

/// Two files that both define `struct Grim` outside an unnamed namespace link without a warning and become one.
template <class S>
constexpr bool is_in_unnamed_namespace() {
  return std::string_view(__PRETTY_FUNCTION__).find("anonymous") != std::string_view::npos;
}

/// One plain sentence for each way to break the contract; true when there is none.
template <class S>
constexpr bool check() {
  static_assert(HasInfo<S>, "a strategy needs: static constexpr detente::Info info{...};");
  if constexpr (HasInfo<S>) {
    static_assert(is_strategy_name(S::info.name), "a strategy's name is made of a-z, 0-9 and -");
    static_assert(!S::info.about.empty(), "a strategy needs info.about: one sentence that says what it does");
    static_assert(!S::info.source.empty(), "a strategy needs info.source: who described it, and where");
    static_assert(!S::info.against.empty() && S::info.against.size() == S::info.plays.size(),
                  "a strategy needs an example: info.against and info.plays, one letter for each round in both");
    static_assert(S::info.levels >= 2 && S::info.levels <= kMaxLevels, "info.levels lies in 2...16");
  }
  static_assert(std::copyable<S>, "a strategy is a plain value: it must be copyable");
  static_assert(!std::is_polymorphic_v<S>, "a strategy is a plain value: no virtual members");
  static_assert(sizeof(S) <= kMostBytes,
                "a strategy is a small value that is copied often: its fields take at most 1 MiB");
  static_assert(PlaysMove<S> || PlaysLevel<S>,
                "a strategy needs: detente::Move (or detente::Mix) play() const; or, with levels, Level (or LevelMix)");
  if constexpr (PlaysMove<S>)
    static_assert(SeesPlainly<S> || SeesWithDice<S>,
                  "a strategy needs: void see(detente::Seen); even if it is empty, so that a misspelt one is noticed");
  if constexpr (PlaysLevel<S>)
    static_assert(SeesPlainly<S> || SeesWithDice<S>,
                  "a strategy that plays levels needs: void see(detente::LevelSeen);");
  static_assert(Speaks<S> || !MentionsSay<S>, "say must be: detente::Signal say() const;");
  static_assert(Listens<S> || !MentionsHear<S>, "hear must be: void hear(detente::Signal);");
  static_assert(Opens<S> || !MentionsOpen<S>, "open must be: bool open() const;");
  static_assert(Begins<S> || !MentionsBegin<S>, "begin must be: void begin(const detente::Briefing&);");
  static_assert(TakesTurns<S> || !MentionsTurn<S>, "turn must be: void turn(const detente::Briefing&);");
  static_assert(HasParams<S> || !MentionsParams<S>,
                "params must be: static constexpr auto params() that returns a std::array of detente::Param");
  static_assert(HasPresets<S> || !MentionsPresets<S>,
                "presets must be: static constexpr auto presets() that returns a std::array of detente::Preset");
  static_assert(is_in_unnamed_namespace<S>(), "wrap the strategy in: namespace { ... }");
  return StrategyType<S> && sizeof(S) <= kMostBytes &&
         (Speaks<S> || !MentionsSay<S>)&&(Listens<S> || !MentionsHear<S>)&&(Opens<S> || !MentionsOpen<S>)&&(
             Begins<S> || !MentionsBegin<S>)&&(TakesTurns<S> ||
                                               !MentionsTurn<S>)&&(HasParams<S> ||
                                                                   !MentionsParams<S>)&&(HasPresets<S> ||
                                                                                         !MentionsPresets<S>);
}
}  // namespace contract

}  // namespace detente
