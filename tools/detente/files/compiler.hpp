// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <detente/error.hpp>

/// The compiler that built détente, put to work on a strategy file.
namespace detente::cli {

/// A strategy file does not compile: a sentence, then the compiler's own lines.
class CompilerRefusal : public RunFailure {
 public:
  using RunFailure::RunFailure;
};

/// The folders of the headers that a strategy includes: the installed ones beside this executable, else those that it
/// was built from. Throws `RunFailure`.
std::vector<std::string> include_folders();
/// What makes a loadable module of a strategy file.
std::vector<std::string> module_command(const std::filesystem::path& source, const std::filesystem::path& module);
/// The same, as a user would type it.
std::string typed(const std::vector<std::string>& command);

/// Compiles a strategy file to be played. Throws as `compile_modules` does.
void compile_module(const std::filesystem::path& source, const std::filesystem::path& module);

/// This build's own flags ask for sanitizers, so that every module has them.
bool is_sanitized_build();

/// A strategy file as modules to try.
struct Compiled {
  std::filesystem::path module;
  /// The same under AddressSanitizer and UndefinedBehaviorSanitizer; absent where the compiler has none.
  std::optional<std::filesystem::path> sanitized = {};
  std::filesystem::path runtime = {};  ///< the library that must be loaded first for `sanitized`
};

/// Compiles a strategy file into a folder, both modules at once. Throws `CompilerRefusal` with the compiler's message,
/// where it can be said in one sentence that sentence first, and `Stopped`.
Compiled compile_modules(const std::filesystem::path& source, const std::filesystem::path& folder);

}  // namespace detente::cli
