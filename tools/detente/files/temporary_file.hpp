// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "terminal/unfinished.hpp"

/// Files in the making. A temporary file stands in the folder of its file, under a random name that says what it is,
/// and is locked as long as somebody writes it: whoever finds one unlocked may remove it.
namespace detente::cli {

/// A file in the making, gone unless it is put in its place.
class TemporaryFile {
 public:
  /// Opens a temporary file of the file in a folder, given by its descriptor. It is never an existing file, nor what a
  /// link leads to. Not open, with `errno`, where that fails.
  TemporaryFile(int folder, std::string_view file);
  /// The same for a path. Dead temporary files of its folder are removed.
  explicit TemporaryFile(const std::filesystem::path& file);
  ~TemporaryFile();
  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  /// Its own name in the folder.
  const std::string& name() const { return name_; }
  /// Adds a text; false, with `errno`, when not all of it could be written.
  bool write(std::string_view text);
  /// Sees to it that all is on the disk; false with `errno`.
  bool finish();
  /// Puts it in the place of a file of that name; false with `errno`.
  bool place(const std::string& file);
  /// The same, but never over anything; `errno` is then EEXIST.
  bool place_as_new(const std::string& file);
  /// Leaves it where it is, to somebody who knows its name.
  void leave() {
    name_.clear();
    unfinished_.reset();
  }

 private:
  void begin(std::string_view file);

  int folder_;        // its own descriptor of it
  std::string name_;  // "" when it is no longer ours
  std::optional<Unfinished> unfinished_;
  int descriptor_ = -1;
  std::int64_t written_ = 0;  // bytes
  std::int64_t sent_ = 0;     // … that are on their way to the disk
};

/// True for a name such as temporary files have.
bool is_temporary_name(std::string_view name);

/// Removes the temporary files of a folder that nobody is writing any more, unless a journal names some of them.
void remove_dead_temporary_files(int folder);

}  // namespace detente::cli
