// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <detente/contract.hpp>
#include <detente/error.hpp>
#include <detente/memories.hpp>
#include <detente/seats.hpp>

/// All that a strategy's author needs. Include this, write a struct, end the file with `DETENTE_STRATEGIES`.
namespace detente {

/// Which optional parts of the contract a strategy has.
struct Traits {
  bool graded = false;              ///< plays levels, not C and D
  bool throws_dice = false;         ///< `play` returns chances
  bool memory_throws_dice = false;  ///< `see(Seen, Rng&)`
  bool ordered = false;             ///< has `operator<=>`: its memory can be enumerated
  bool speaks = false;              ///< has `say`
  bool listens = false;             ///< has `hear`
  bool opens = false;               ///< has `open`
  bool turns = false;               ///< wants to be told when its payoffs or errors turn
};

/// A parameter as users see it.
struct Parameter {
  /// What its values are.
  enum class Kind : std::uint8_t { number, whole, moves };

  std::string_view name;                ///< of a-z, 0-9 and -
  Kind kind;                            ///< of its values
  double low;                           ///< least value; of moves the least length
  double high;                          ///< greatest value; of moves the greatest length
  std::string_view meaning;             ///< one sentence
  std::optional<ParameterValue> value;  ///< absent: resolved from the payoffs when a match begins

  /// What users may write: `a whole number in 1…16`, `1…24 moves, written C and D`.
  std::string demand() const;
  /// What they wrote; absent where it is nothing that could be a value.
  std::optional<ParameterValue> read(std::string_view text) const;
  /// Whether the value is of its kind and in its range.
  bool allows(const ParameterValue& given) const;
  /// A value as users write it, with the shortest digits that read back.
  std::string text(const ParameterValue& given) const;
  /// Two values at the ends of the range.
  std::array<ParameterValue, 2> extremes() const;
};

/// The parameters that a type declares, with the values that they have in this object of it.
template <class S>
std::vector<Parameter> parameters_of([[maybe_unused]] const S& value) {
  std::vector<Parameter> list;
  if constexpr (HasParams<S>)
    for (const Param<S>& param : S::params())
      list.push_back({.name = param.name,
                      .kind = param.whole != nullptr ? Parameter::Kind::whole
                              : param.is_run()       ? Parameter::Kind::moves
                                                     : Parameter::Kind::number,
                      .low = param.low,
                      .high = param.high,
                      .meaning = param.meaning,
                      .value = param.of(value)});
  return list;
}

/// A strategy with its parameters set, before any match: what seats are copied from. Immutable.
class Prototype {
 public:
  Prototype() = default;
  Prototype(const Prototype&) = delete;
  Prototype& operator=(const Prototype&) = delete;
  virtual ~Prototype() = default;

  /// What the strategy declares about itself.
  virtual const Info& info() const = 0;
  /// What it can do.
  virtual Traits traits() const = 0;
  /// Its parameters and their values.
  virtual std::vector<Parameter> parameters() const = 0;
  /// Well-known members of its family.
  virtual std::vector<Preset> presets() const { return {}; }
  /// The same strategy with the parameter of that index set. The caller checked range and wholeness.
  virtual std::shared_ptr<const Prototype> with(std::size_t parameter, const ParameterValue& value) const = 0;
  /// The same strategy after `begin`. Throws what `begin` throws (an `Error` refuses the game).
  virtual std::shared_ptr<const Prototype> briefed(const Briefing& briefing) const = 0;
  /// How its first memory compares with that of the same strategy told something else; `unordered` where it has no
  /// order.
  virtual std::partial_ordering order([[maybe_unused]] const Prototype& other) const {
    return std::partial_ordering::unordered;
  }
  /// Fresh copies for a batch of matches in a game of so many levels (2 behind the lens).
  virtual std::unique_ptr<Seats> seat(int levels) const = 0;
  /// A walk through its memories in such a game; null where they cannot be compared, or throw dice themselves.
  virtual std::unique_ptr<Memories> memories(int levels) const = 0;
  /// The strategy without settings, as it is made in memory that was full of this byte: fields without an initialiser
  /// hold it. Null where it cannot be made without arguments.
  virtual std::shared_ptr<const Prototype> made_over([[maybe_unused]] unsigned char byte) const { return nullptr; }
};

/// Takes over a new prototype. By its base, so that no strategy has to be compiled with an owner of its own.
inline std::shared_ptr<const Prototype> owned(const Prototype* made) {
  return std::shared_ptr<const Prototype>(made);
}

/// `Prototype` of the strategy type S.
template <StrategyType S>
class PrototypeOf final : public Prototype {
 public:
  /// Of this value.
  explicit PrototypeOf(const S& strategy = S{}) : strategy_(strategy) {}

  /// What the strategy declares about itself.
  const Info& info() const override { return S::info; }
  /// What it can do.
  Traits traits() const override {
    return {.graded = PlaysLevel<S>,
            .throws_dice = ThrowsDice<S>,
            .memory_throws_dice = SeesWithDice<S>,
            .ordered = Ordered<S>,
            .speaks = Speaks<S>,
            .listens = Listens<S>,
            .opens = Opens<S>,
            .turns = TakesTurns<S>};
  }
  /// Its parameters and their values.
  std::vector<Parameter> parameters() const override { return parameters_of(strategy_); }
  /// Well-known members of its family.
  std::vector<Preset> presets() const override {
    std::vector<Preset> list;
    if constexpr (HasPresets<S>)
      for (const Preset& preset : S::presets()) list.push_back(preset);
    return list;
  }
  std::shared_ptr<const Prototype> with([[maybe_unused]] std::size_t parameter,
                                        [[maybe_unused]] const ParameterValue& value) const override {
    if constexpr (HasParams<S>) {
      S changed = strategy_;
      S::params()[parameter].set(changed, value);
      return std::make_shared<PrototypeOf>(changed);
    } else {
      return owned(new PrototypeOf(strategy_));
    }
  }
  std::shared_ptr<const Prototype> briefed([[maybe_unused]] const Briefing& briefing) const override {
    S ready = strategy_;
    if constexpr (Begins<S>) ready.begin(briefing);
    return owned(new PrototypeOf(ready));
  }
  std::partial_ordering order([[maybe_unused]] const Prototype& other) const override {
    if constexpr (Ordered<S>) return strategy_ <=> static_cast<const PrototypeOf&>(other).strategy_;
    return std::partial_ordering::unordered;
  }
  std::unique_ptr<Seats> seat(int levels) const override {
    return std::unique_ptr<Seats>(new SeatsOf<S>(strategy_, levels));
  }
  std::unique_ptr<Memories> memories([[maybe_unused]] int levels) const override {
    if constexpr (Ordered<S> && !SeesWithDice<S>)
      return std::unique_ptr<Memories>(new MemoriesOf<S>(strategy_, levels));
    else
      return nullptr;
  }
  std::shared_ptr<const Prototype> made_over([[maybe_unused]] unsigned char byte) const override {
    if constexpr (std::default_initializable<S>) {
      // Without the fences compilers drop the bytes, since a new object is free to hold anything.
      alignas(S) std::array<unsigned char, sizeof(S)> memory;
      memory.fill(byte);
      asm volatile("" : : "r"(memory.data()) : "memory");
      S* const made = ::new (static_cast<void*>(memory.data())) S;
      asm volatile("" : : "r"(made) : "memory");
      const struct Ended {
        S* strategy;
        ~Ended() { strategy->~S(); }
      } ended{made};
      return owned(new PrototypeOf(*made));
    } else {
      return nullptr;
    }
  }

 private:
  S strategy_;
};

/// Where strategies are entered.
class Catalogue {
 public:
  Catalogue() = default;
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;
  virtual ~Catalogue() = default;

  /// Enters the strategy type S. A breach of the contract is one sentence from the compiler.
  template <class S>
  void add() {
    if constexpr (contract::check<S>()) enter(owned(new PrototypeOf<S>()));
  }

 private:
  virtual void enter(std::shared_ptr<const Prototype> prototype) = 0;
};

/// Changes whenever the layout or meaning of what a module shares with the engine changes.
inline constexpr int kAbiVersion = 7;

/// What a loadable module says of itself.
struct ModuleAbi {
  char magic[8] = "detente";        ///< says what the file is
  int version = kAbiVersion;        ///< of this interface
  char compiler[52] = __VERSION__;  ///< that built the module
};

}  // namespace detente

#define DETENTE_JOIN_AGAIN(a, b) a##b
#define DETENTE_JOIN(a, b) DETENTE_JOIN_AGAIN(a, b)

/// Ends a strategy file: `DETENTE_STRATEGIES(catalogue) { catalogue.add<TitForTat>(); }`. In the engine's own build it
/// defines the file's unit; elsewhere it makes the file a loadable module.
#ifdef DETENTE_UNIT
#define DETENTE_STRATEGIES(catalogue)                                    \
  void DETENTE_JOIN(detente_unit_, DETENTE_UNIT)(::detente::Catalogue&); \
  void DETENTE_JOIN(detente_unit_, DETENTE_UNIT)(::detente::Catalogue & catalogue)
#else
#define DETENTE_STRATEGIES(catalogue)                                                         \
  extern "C" __attribute__((visibility("default"))) const ::detente::ModuleAbi detente_abi;   \
  extern "C" const ::detente::ModuleAbi detente_abi{};                                        \
  extern "C" __attribute__((visibility("default"))) void detente_unit(::detente::Catalogue&); \
  extern "C" void detente_unit(::detente::Catalogue& catalogue)
#endif
