// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace detente {

/// Throws `Error` where the file at `path`, which messages call `name`, is no regular file, or an ELF file that ends
/// before its segments do: to load it would end the process by SIGBUS. Any other file is left to the loader.
void check_module_file(const std::string& path, const std::string& name);

}  // namespace detente
