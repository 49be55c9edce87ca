// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include "files/process.hpp"

namespace detente::cli {

/// A folder for the time being, removed with all that is in it. Its lock is held as long as this process lives, so that
/// the next one removes what a killed one had to leave.
class ScratchFolder {
 public:
  /// Removes abandoned folders first. Throws `RunFailure`.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  Descriptor lock_;
};

}  // namespace detente::cli
