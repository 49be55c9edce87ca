// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace detente::cli {

/// Options that make errors of warnings which are faults of a strategy whatever it is meant to do.
std::vector<std::string> options_of_sure_faults();

/// What a compiler's message about a strategy file comes to, in one sentence; empty where it must be read itself.
std::string explained(std::string_view message, const std::filesystem::path& source);

}  // namespace detente::cli
