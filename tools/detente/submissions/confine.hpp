// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

namespace detente::cli {

/// Takes from this process, for good, what a tournament does not need once its strategies are compiled: other files
/// than those below `folders`, the network, other programs and processes. `readable` stays readable. A second wall
/// around guests, in case the first has a hole. Threads stay possible. What the machine's kernel cannot refuse stays
/// allowed. Throws `Error` where it has neither Landlock nor seccomp.
void confine(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& readable);

}  // namespace detente::cli
