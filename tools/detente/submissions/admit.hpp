// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <detente/strategy/registry.hpp>

#include "submissions/native.hpp"

namespace detente::cli {

/// A file that cannot be played, and why.
struct RefusedFile {
  std::string file;  ///< as its user named it
  std::string why;   ///< one sentence that follows its name, then perhaps the compiler's own lines
};

/// What came of a number of submissions.
struct Submitted {
  std::vector<std::string> strategies = {};  ///< names under which they were admitted
  std::vector<RefusedFile> refused = {};
  std::string caution = {};  ///< what this machine cannot keep submissions from; "" where nothing
};

/// The files that paths name, in order: a file is itself, a folder is its `.cpp` and `.wasm` files and those of the
/// folders in it. Throws `Error` for a path that names none.
std::vector<std::filesystem::path> submission_files(const std::vector<std::string>& paths);

/// Compiles the files, several at once, confines this process to `folders`, and admits their strategies, together with
/// `others`, whose labels may change where they are taken. A file that cannot be played is refused, and the others go
/// on. Throws `Error` and `RunFailure` for what is wrong here.
Submitted admit(const std::vector<std::filesystem::path>& files, const GuestLimits& limits,
                const std::vector<std::filesystem::path>& folders, std::vector<Registry::Newcomers> others,
                Registry& registry);

/// Admits newcomers, of which two with one label get different ones. The names of their strategies.
std::vector<std::string> admit_labelled(std::vector<Registry::Newcomers> newcomers, Registry& registry);

}  // namespace detente::cli
