// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <detente/strategy/failure.hpp>
#include <detente/systems/alignment.hpp>

namespace detente {

/// An alignment as an immutable value: its prototype and the parameters that were given. Whatever its code throws, or
/// answers beyond what may be answered, is a `StrategyFailure` that names it, wherever it is asked.
class Alignment {
 public:
  /// From what makes its lanes.
  explicit Alignment(std::shared_ptr<const AlignmentPrototype> prototype) : prototype_(std::move(prototype)) {}

  /// What it declares about itself.
  const Info& info() const { return prototype_->info(); }
  /// What it can do.
  AlignmentTraits traits() const { return prototype_->traits(); }
  /// Its parameters and their values.
  std::vector<Parameter> parameters() const;
  /// The full name and the parameters that were given: `balancer:calm=3`.
  std::string name() const;
  /// The same alignment with a parameter set. Throws `Error` for an unknown name or a value out of range.
  Alignment with(std::string_view parameter, const ParameterValue& value) const;
  /// The same alignment with parameters set as users write them, separated by commas. Throws `Error`.
  Alignment with(std::string_view settings) const;
  /// Fresh copies for a batch of repetitions.
  std::unique_ptr<AlignmentLanes> lanes() const;
  /// A walk through its memories; null where they cannot be compared.
  std::unique_ptr<AlignmentMemories> memories() const;

 private:
  std::shared_ptr<const AlignmentPrototype> prototype_;
  std::vector<std::pair<std::string, ParameterValue>> given_;  // in the order of parameters()
};

/// All alignments there are, by name.
class Alignments {
 public:
  /// The alignments of this build.
  static Alignments built_in();
  /// Whether a file is a module that holds alignments. Throws `Error` when it is cut short, or not there.
  static bool are_in(const std::filesystem::path& module);

  /// Adds a module's alignments. Throws `Error` when the file is no such module, is cut short, was built for another
  /// ABI or compiler, or holds a name that is taken, and `RunFailure` when its code throws; then nothing is added.
  /// `origin` is what the module is called where it was made for the moment, as of a source.
  void load(const std::filesystem::path& module, const std::string& origin = "");

  /// In order of name.
  std::vector<Alignment> all() const;
  /// The alignment of `name[:param=value,…]`. Throws `Error` with the nearest names.
  Alignment alignment(std::string_view spec) const;
  /// There is an alignment of that name, without parameters.
  bool knows(std::string_view name) const;
  /// Where an alignment is from: "" for this build, else the module's path.
  std::string origin(std::string_view name) const;
  /// A hash of the source of an alignment of this build and of the headers that it may include; "" for a module's.
  std::string code(std::string_view name) const;

 private:
  struct Entry {
    Alignment alignment;
    std::string origin, code;
  };
  class Entrance;
  void admit(std::vector<std::shared_ptr<const AlignmentPrototype>> newcomers, const std::string& origin,
             const std::string& code);

  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace detente
