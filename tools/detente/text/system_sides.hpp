// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/systems/play_system.hpp>

namespace detente::cli {

/// The two sides of a system, whether it is balanced, and how power is divided, in sentences; "" where there is nothing
/// to say.
std::string sides_text(const SystemDesign& design, const SystemResults& results);

}  // namespace detente::cli
