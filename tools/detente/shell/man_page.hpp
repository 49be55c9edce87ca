// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace detente::cli {

/// The manual page detente(1), in the language of man(7), from the table of commands and options that `--help` prints.
std::string man_page();

}  // namespace detente::cli
