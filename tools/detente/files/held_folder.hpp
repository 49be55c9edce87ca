// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "terminal/unfinished.hpp"

namespace detente::cli {

/// Why a folder cannot be used, in the words of the system.
class FolderFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What is to be done in a folder so that all of its files are new: temporary files to be put in their places, and
/// files to be removed.
struct Commit {
  std::vector<std::pair<std::string, std::string>> moves;  ///< name of a temporary file, name of the file
  std::vector<std::string> removals;
};

/// A folder of results that this process alone writes to as long as this lives: a lock in it keeps other détente runs
/// away, on other machines too where they share the disk.
class HeldFolder {
 public:
  /// Opens and locks a folder that is there, ends a commit that somebody could not end, and removes temporary files
  /// that nobody is writing. Throws `Error` where another run holds it, or where what is to be ended is not clear;
  /// `FolderFault`.
  explicit HeldFolder(const std::filesystem::path& path);
  ~HeldFolder();
  HeldFolder(const HeldFolder&) = delete;
  HeldFolder& operator=(const HeldFolder&) = delete;

  int descriptor() const { return folder_; }

  /// Notes in the folder what is to be done, for whoever comes after a crash; from then on it will be done. False, with
  /// `errno`, where that fails: then nothing will be, unless `has_journal`.
  bool promise(const Commit& commit);
  /// True where a commit is promised and not ended.
  bool has_journal() const;
  /// Does what was promised. Throws `FolderFault`; whoever opens the folder next then goes on.
  void keep(const Commit& commit);

 private:
  void lock(const std::filesystem::path& path);
  void end_commit(const std::filesystem::path& path);
  void release();

  int folder_ = -1;
  int lock_ = -1;
  std::optional<Unfinished> unfinished_;  // the lock, which an end at once removes
};

}  // namespace detente::cli
