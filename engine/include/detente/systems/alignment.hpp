// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include <detente/strategy.hpp>
#include <detente/systems/alignment_contract.hpp>
#include <detente/systems/alignment_lanes.hpp>
#include <detente/systems/news.hpp>

/// All that an alignment's author needs. Include this, write a struct, end the file with `DETENTE_ALIGNMENTS`.
namespace detente {

/// Which optional parts of the contract an alignment has.
struct AlignmentTraits {
  bool ordered = false;  ///< has `operator<=>`: its memory can be enumerated
  bool arms = false;     ///< has `arms`: it decides how strong its state wants to be
  bool begins = false;   ///< has `begin`: it looks at the opening
};

/// An alignment with its parameters set, before any repetition: what lanes are copied from. Immutable.
class AlignmentPrototype {
 public:
  AlignmentPrototype() = default;
  AlignmentPrototype(const AlignmentPrototype&) = delete;
  AlignmentPrototype& operator=(const AlignmentPrototype&) = delete;
  virtual ~AlignmentPrototype() = default;

  /// What the alignment declares about itself.
  virtual const Info& info() const = 0;
  /// What it can do.
  virtual AlignmentTraits traits() const = 0;
  /// Its parameters and their values.
  virtual std::vector<Parameter> parameters() const = 0;
  /// The same alignment with the parameter of that index set. The caller checked range and wholeness.
  virtual std::shared_ptr<const AlignmentPrototype> with(std::size_t parameter, const ParameterValue& value) const = 0;
  /// Fresh copies for a batch of repetitions.
  virtual std::unique_ptr<AlignmentLanes> lanes() const = 0;
  /// A walk through its memories; null where they cannot be compared.
  virtual std::unique_ptr<AlignmentMemories> memories() const = 0;
};

/// `AlignmentPrototype` of the alignment type S.
template <AlignmentType S>
class AlignmentPrototypeOf final : public AlignmentPrototype {
 public:
  /// Of this value.
  explicit AlignmentPrototypeOf(const S& alignment = S{}) : alignment_(alignment) {}

  const Info& info() const override { return S::info; }
  AlignmentTraits traits() const override {
    return {.ordered = Ordered<S>, .arms = Arms<S>, .begins = BeginsWithNews<S>};
  }
  std::vector<Parameter> parameters() const override { return parameters_of(alignment_); }
  std::shared_ptr<const AlignmentPrototype> with([[maybe_unused]] std::size_t parameter,
                                                 [[maybe_unused]] const ParameterValue& value) const override {
    S changed = alignment_;
    if constexpr (HasParams<S>) S::params()[parameter].set(changed, value);
    return std::make_shared<AlignmentPrototypeOf>(changed);
  }
  std::unique_ptr<AlignmentLanes> lanes() const override { return std::make_unique<AlignmentLanesOf<S>>(alignment_); }
  std::unique_ptr<AlignmentMemories> memories() const override {
    if constexpr (Ordered<S>) return std::make_unique<AlignmentMemoriesOf<S>>(alignment_);
    return nullptr;
  }

 private:
  S alignment_;
};

/// Where alignments are entered.
class AlignmentCatalogue {
 public:
  AlignmentCatalogue() = default;
  AlignmentCatalogue(const AlignmentCatalogue&) = delete;
  AlignmentCatalogue& operator=(const AlignmentCatalogue&) = delete;
  virtual ~AlignmentCatalogue() = default;

  /// Enters the alignment type S. A breach of the contract is one sentence from the compiler.
  template <class S>
  void add() {
    if constexpr (contract::check_alignment<S>()) enter(std::make_shared<AlignmentPrototypeOf<S>>());
  }

 private:
  virtual void enter(std::shared_ptr<const AlignmentPrototype> prototype) = 0;
};

}  // namespace detente

/// Ends a file of alignments: `DETENTE_ALIGNMENTS(catalogue) { catalogue.add<Balancer>(); }`. In the engine's own build
/// it defines the file's unit; elsewhere it makes the file a loadable module.
#ifdef DETENTE_UNIT
#define DETENTE_ALIGNMENTS(catalogue)                                                   \
  void DETENTE_JOIN(detente_alignments_, DETENTE_UNIT)(::detente::AlignmentCatalogue&); \
  void DETENTE_JOIN(detente_alignments_, DETENTE_UNIT)(::detente::AlignmentCatalogue & catalogue)
#else
#define DETENTE_ALIGNMENTS(catalogue)                                                                             \
  extern "C" __attribute__((visibility("default"))) const ::detente::ModuleAbi detente_alignments_abi;            \
  extern "C" const ::detente::ModuleAbi detente_alignments_abi{};                                                 \
  extern "C" __attribute__((visibility("default"))) void detente_alignments_unit(::detente::AlignmentCatalogue&); \
  extern "C" void detente_alignments_unit(::detente::AlignmentCatalogue& catalogue)
#endif
