// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace detente::cli {

/// What a module calls that no strategy may call, such as clocks, generators and files, in one sentence; empty where it
/// calls nothing of the kind, or is no ELF file of this machine.
std::string foreign_calls(const std::filesystem::path& module);

/// Whether a strategy's source names a generator of the standard library outside of comments and texts: whatever it is
/// seeded with, it throws the same dice in every match. The name, or "".
std::string named_generator(const std::filesystem::path& source);

}  // namespace detente::cli
