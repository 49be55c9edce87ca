// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace detente {

/// A system that comes with this build: options of `detente system`, a line each.
struct SystemInfo {
  std::string name;   ///< as users write it
  std::string about;  ///< one sentence, the first line of its text
  std::string text;   ///< of the file
};

/// All of them, by name.
std::vector<SystemInfo> built_in_systems();
/// The one of that name. Throws `Error` with the nearest names.
SystemInfo find_system(std::string_view name);

}  // namespace detente
