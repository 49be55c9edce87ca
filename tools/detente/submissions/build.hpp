// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "submissions/toolchain.hpp"

namespace detente::cli {

/// A submission in its native form.
struct BuiltSubmission {
  std::filesystem::path library;  ///< for `native_guest`
  std::string code;               ///< a hash of the file and of all that made the library of it
};

/// A submission cannot be played: one sentence that follows its name, then perhaps the compiler's own lines.
class SubmissionRefusal : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The hash that `BuiltSubmission` has, also of a file that does not compile. Throws `SubmissionRefusal`.
std::string submission_code(const std::filesystem::path& file, std::int64_t memory, const Toolchain& tools);

/// Compiles a file, `.cpp` or `.wasm`, each step in a box, or finds what was compiled before of the same contents.
/// `memory`: MiB that it may use. Throws `SubmissionRefusal` for what is wrong with the file, `Error` and `RunFailure`
/// for what is wrong here, and `Stopped`.
BuiltSubmission build(const std::filesystem::path& file, std::int64_t memory, const Toolchain& tools);

/// Where they are kept: `detente/submissions` in XDG_CACHE_HOME, or in ~/.cache.
std::filesystem::path submission_cache();

}  // namespace detente::cli
