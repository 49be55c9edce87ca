// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/design/design.hpp>

/// Parts of sentences about results.
namespace detente {

/// A share in percentage points, as "41.2".
std::string points(double share);
/// "a", "a and b", "a, b and c", "a, b, c, d and 3 more".
std::string listed(std::vector<std::string> words);
/// "misperception 0.05", "tremble 0.01/0 and misperception 0.05"; empty without noise.
std::string weather(const Request& asked);

}  // namespace detente
