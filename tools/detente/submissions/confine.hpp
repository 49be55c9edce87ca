// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace detente::cli {

/// Takes from this process, for good, what a tournament does not need once its strategies are compiled: other files
/// than those below `folders`, the network, other programs and processes. `readable` stays readable. A second wall
/// around guests, in case the first has a hole. Threads stay possible, but must not be there yet. What the machine's
/// kernel cannot refuse stays allowed: the sentence says so, and is "" where nothing is missing. Throws `Error` where
/// it has neither Landlock nor seccomp, and `RunFailure` where there are other threads.
std::string confine(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& readable);

}  // namespace detente::cli
