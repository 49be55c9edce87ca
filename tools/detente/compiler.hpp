// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// The compiler that built détente, put to work on a strategy file.
namespace detente::cli {

/// A folder for the time being, removed with all that is in it.
class ScratchFolder {
 public:
  /// Throws `RunFailure`.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What makes a loadable module of a strategy file.
std::vector<std::string> module_command(const std::filesystem::path& source, const std::filesystem::path& module);
/// The same, as a user would type it.
std::string typed(const std::vector<std::string>& command);

/// Compiles a strategy file. Throws `RunFailure` with the compiler's message, our own sentence first where it holds
/// one.
void compile_module(const std::filesystem::path& source, const std::filesystem::path& module);

}  // namespace detente::cli
