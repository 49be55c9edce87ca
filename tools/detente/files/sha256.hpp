// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace detente::cli {

/// SHA-256 (FIPS 180-4) in hexadecimal digits: for contents that somebody may have made in order to collide.
std::string sha256(std::string_view text);

}  // namespace detente::cli
