// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "arguments/options.hpp"

/// What the command says of itself.
namespace detente::cli {

/// What `detente --help` prints.
std::string overview();
/// What `detente COMMAND --help` prints.
std::string help(const Command& command);

}  // namespace detente::cli
