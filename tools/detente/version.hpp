// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace detente::cli {

#ifdef DETENTE_VERSION
inline constexpr std::string_view kVersion = DETENTE_VERSION;
#else
inline constexpr std::string_view kVersion = "0.1.0";
#endif

}  // namespace detente::cli
