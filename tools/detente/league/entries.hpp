// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace detente::cli {

/// How a file of a league is played.
enum class EntryKind : std::uint8_t {
  guest,      ///< .cpp and .wasm, as `--submission` plays them
  automaton,  ///< .automaton, which has no code
  program,    ///< another language
  none,       ///< it is not: its author is told why
};

/// By its name. Absent for a file that is no strategy, such as a text.
std::optional<EntryKind> kind_of(const std::filesystem::path& file);

/// A file that somebody entered, read once: what is hashed is what is played.
struct Entry {
  std::string author;    ///< the folder in which it is, or the file itself without its ending
  std::string name;      ///< below the league's folder: "anna/first.cpp"
  EntryKind kind;        ///< how it is played
  std::string why = {};  ///< why it is not played; "" where it may be
  std::string hash = {};
  std::string contents = {};
};

/// All files of a league's folder in order of their names, but for what begins with '.' or '_' and for the folder of
/// the league itself. Throws `Error` where there are none, they cannot be read, or two authors have one name.
std::vector<Entry> entries(const std::filesystem::path& folder, const std::filesystem::path& output);

/// A text that changes with the names, sizes and times of those files.
std::string glance(const std::filesystem::path& folder, const std::filesystem::path& output);

}  // namespace detente::cli
