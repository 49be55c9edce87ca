// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <detente/systems/system.hpp>

namespace detente::systems {

/// Two states with a letter between them: "A>B". Throws `Error` that begins with `what`.
std::pair<std::size_t, std::size_t> pair_of(const System& system, std::string_view text, char between,
                                            std::string_view what);
/// Throws `Error` for a name that pledges or fronts could not tell from their own signs.
void check_name(const std::string& name);

}  // namespace detente::systems
