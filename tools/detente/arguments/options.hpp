// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arguments/vocabulary.hpp"

/// How the words of a command are read: from arguments and from an .ini file.
namespace detente::cli {

/// One value that somebody gave.
struct Setting {
  std::string key;
  std::string value;
  std::string where;  ///< how messages call it: "--seed", or "plan.ini, line 3: seed"
};

struct Command;

/// What was asked of a command, the .ini file included.
struct Arguments {
  const Command* command = nullptr;  ///< whose they are
  std::vector<std::string> positional;
  std::vector<Setting> settings;
  bool wants_help = false;

  /// The value of an option, or null.
  const Setting* find(std::string_view key) const;
  /// All values of a repeatable option; those of the .ini file come first.
  std::vector<Setting> all(std::string_view key) const;
  /// True where a flag was given, and not as `no`.
  bool has_flag(std::string_view key) const;
  /// True if the command has the option, given or not.
  bool may_have(std::string_view key) const;
};

/// What a command is called and takes.
struct Command {
  std::string_view name;
  std::string_view operands = "";  ///< as usage shows them
  std::string_view about;          ///< one sentence
  std::vector<std::string_view> options;
  std::size_t least_operands = 0;
  std::size_t most_operands = 0;
  std::string_view notes = "";  ///< further lines of its help
  int (*act)(const Arguments&) = nullptr;
};

/// The option that says the same in another way, such as `continuation` of `rounds`; empty where there is none.
std::string_view alternative(std::string_view key);

/// What a setting that can be repeated is about: the entrant of `hawk=0.1/0`, the state of `A=tft`, the members of an
/// institution, the key of `game=chicken,deadlock`.
std::string subject_of(const Setting& setting);

/// Reads a command's arguments and its .ini file. Throws `Error` in one sentence.
Arguments parse(const Command& command, const std::vector<std::string>& arguments);

}  // namespace detente::cli
