// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// Scripts that complete the words of `detente` in a shell, from the table of commands and options that `--help`
/// prints.
namespace detente::cli {

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace detente::cli
