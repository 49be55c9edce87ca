// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <detente/strategy.hpp>
#include <detente/strategy/failure.hpp>

namespace detente {

/// A strategy as an immutable value: its prototype and the parameters that were given. Whatever its code throws where
/// it is asked here is a `StrategyFailure`.
class Strategy {
 public:
  /// From what makes its seats.
  explicit Strategy(std::shared_ptr<const Prototype> prototype) : prototype_(std::move(prototype)) {}

  /// What it declares about itself.
  const Info& info() const { return prototype_->info(); }
  /// What it can do.
  Traits traits() const { return prototype_->traits(); }
  /// Its parameters and their values.
  std::vector<Parameter> parameters() const;
  /// Its other names that set parameters.
  std::vector<Preset> presets() const { return prototype_->presets(); }
  /// The full name and the parameters that were given: `generous-tit-for-tat:generosity=0.3`.
  std::string name() const;
  /// The same strategy with a parameter set. Throws `Error` for an unknown name or a value out of range.
  Strategy with(std::string_view parameter, const ParameterValue& value) const;
  /// The same for a number.
  Strategy with(std::string_view parameter, double value) const { return with(parameter, ParameterValue(value)); }
  /// The same strategy with parameters set as users write them, separated by commas. Throws `Error`.
  Strategy with(std::string_view settings) const;
  /// The same strategy after it was told about the match; its parameters are then as resolved. Throws `Error` when it
  /// refuses the game, and `StrategyFailure` where a parameter is then outside its range or its memory unordered.
  Strategy briefed(const Briefing& briefing) const;
  /// The strategy without settings, as it is made in memory that was full of this byte: fields without an initialiser
  /// hold it. Absent where it cannot be made without arguments.
  std::optional<Strategy> made_over(unsigned char byte) const;
  /// How its first memory compares with that of the same strategy briefed otherwise; `unordered` where it has no order.
  std::partial_ordering order(const Strategy& other) const;
  /// Fresh copies for a batch of matches: every match gets a copy of the prototype and nothing else.
  std::unique_ptr<Seats> seat(int levels) const;
  /// A walk through its memories; null where they cannot be enumerated.
  std::unique_ptr<Memories> memories(int levels) const;

 private:
  std::shared_ptr<const Prototype> prototype_;
  std::vector<std::pair<std::string, ParameterValue>> given_;  // in the order of parameters()
};

/// Levels in which a strategy thinks: 2 for a binary one, else the game's.
inline int own_levels(const Strategy& strategy, int game_levels) {
  return strategy.traits().graded ? game_levels : 2;
}

/// All strategies there are, by name.
class Registry {
 public:
  /// The strategies of this build.
  static Registry built_in();

  /// Adds a module's strategies. Throws `Error` when the file is no module, is cut short, was built for another ABI or
  /// compiler, or holds a name that is taken, and `RunFailure` when its code throws; then nothing is added. A name is
  /// not taken by another name of a strategy: that one then is the module's. `origin` is what the module is called
  /// where it was made for the moment, as of a source.
  void load(const std::filesystem::path& module, const std::string& origin = "");

  /// Strategies from elsewhere, such as guests.
  struct Newcomers {
    std::vector<std::shared_ptr<const Prototype>> prototypes;  ///< in the order of their file
    std::string origin;                                        ///< the file or command, as its user named it
    std::string label;      ///< follows the name of a strategy whose name is taken: `my-state@anna`; of a-z, 0-9 and -
    std::string code = {};  ///< a hash of all that they do; "" where there is none
  };
  /// Adds the strategies of several files at once. A name that two of these files have, or that is taken, is told apart
  /// by their labels; other names and presets that are taken are left out. Throws `Error` where names break the rules,
  /// or even labels are alike; then nothing is added.
  void admit(std::vector<Newcomers> files);
  /// Adds a strategy that no file holds. Throws `Error` where its name is taken.
  void add(std::shared_ptr<const Prototype> prototype);

  /// In order of name.
  std::vector<Strategy> strategies() const;
  /// The strategy of `name[:param=value,…]`, by name, alias or preset, or that which `automaton:…` or `lookup:…` spells
  /// out (see `spelled.hpp`); where there is none that is written so, by one
  /// that differs in capitals, dashes, underscores and blanks alone, has tft for tit-for-tat, or has first-by- or
  /// second-by- before it. Throws `Error` with the nearest names, or with all where several are alike.
  Strategy strategy(std::string_view spec) const;
  /// True where `strategy` finds one for a name without parameters.
  bool finds(std::string_view name) const;
  /// True for a name, an alias or a preset, without parameters.
  bool knows(std::string_view name) const;
  /// Where a strategy is from: "" for this build, else the module's path.
  std::string origin(std::string_view name) const;
  /// The family a strategy belongs to, which is the folder of its file: "first tournament"; "" for a module's.
  std::string family(std::string_view name) const;
  /// A hash of the source of a strategy of this build and of the headers that it may include, or of the code of a
  /// guest; "" for a module's.
  std::string code(std::string_view name) const;

 private:
  /// Where strategies are from.
  struct Source {
    std::string origin = {};
    std::string family = {};
    std::string code = {};
  };
  struct Entry {
    Strategy strategy;
    Source source;
  };
  class Entrance;
  void admit(std::vector<std::shared_ptr<const Prototype>> newcomers, const Source& source);
  std::map<std::string, Strategy> called(const std::string& name) const;
  const Entry* find(std::string_view name) const;

  std::map<std::string, Entry, std::less<>> entries_;
  std::map<std::string, Strategy, std::less<>> aliases_;  // presets too, with their parameters set
};

}  // namespace detente
